// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways into visitors. Cards are identity's: so are their actions. Handlers of persons are in routes_person.cpp, of the form in routes_form.cpp.
#include "capabilities/visitors/routes_person.hpp"

namespace xinan::visitors {
namespace {

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr std::int64_t kClassesMax = 500;

constexpr Route kRoutes[] = {
    {.method = Method::post,
     .path = "/api/v1/persons/search",
     .action = "visitors.person.search",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 60},
     .search = true,
     .summary = "Persons by name, pinyin, initials, phone, last four digits, student number or code.",
     .request = shape_of<SearchBody>,
     .reply = shape_of<SearchReply>,
     .handler = handle_search},
    {.method = Method::post,
     .path = "/api/v1/persons",
     .action = "visitors.person.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 60},
     .summary = "Enters a person; who may be the same one already known is offered, never merged.",
     .request = shape_of<PersonBody>,
     .reply = shape_of<AddedPerson>,
     .handler = handle_add},
    {.method = Method::get,
     .path = "/api/v1/persons/{person}",
     .action = "visitors.person.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 240},
     .summary = "One person.",
     .reply = shape_of<Person>,
     .handler = handle_read},
    {.method = Method::put,
     .path = "/api/v1/persons/{person}",
     .action = "visitors.person.change",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 60},
     .summary = "Changes a person, or completes one entered from a phone call.",
     .request = shape_of<PersonBody>,
     .reply = shape_of<Person>,
     .handler = handle_change},
    {.method = Method::get,
     .path = "/api/v1/me/person",
     .action = "visitors.self.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "The visitor's own entry.",
     .reply = shape_of<Person>,
     .handler = handle_me},
    {.method = Method::get,
     .path = "/api/v1/persons/{person}/basic-form",
     .action = "visitors.form.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "The basic form: each field with its purpose, and the values the reader may see.",
     .reply = shape_of<FormView>,
     .handler = handle_form_read},
    {.method = Method::put,
     .path = "/api/v1/persons/{person}/basic-form",
     .action = "visitors.form.write",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 32 * 1024, .per_minute_max = 60},
     .summary = "Fills fields of the basic form; those not named stay, empty ones are cleared.",
     .request = shape_of<FormBody>,
     .reply = shape_of<FormView>,
     .handler = handle_form_write},
    {.method = Method::get,
     .path = "/api/v1/classes",
     .action = "visitors.class.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "Classes, newest year of entry first, with today's grade and name.",
     .reply = shape_of<ClassList>,
     .handler = handle_classes},
    {.method = Method::post,
     .path = "/api/v1/classes",
     .action = "visitors.class.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 60},
     .summary = "Enters a class by year of entry, number and stage.",
     .request = shape_of<ClassBody>,
     .reply = shape_of<ClassRef>,
     .handler = handle_add_class},
    {.method = Method::post,
     .path = "/api/v1/persons/{person}/code-card",
     .action = "identity.card.issue",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 16, .per_minute_max = 30},
     .summary = "A new code card for a visitor, shown once; the one before ends.",
     .reply = shape_of<CodeCard>,
     .handler = handle_issue_card},
    {.method = Method::del,
     .path = "/api/v1/persons/{person}/code-card",
     .action = "identity.card.revoke",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 16, .per_minute_max = 30},
     .summary = "Ends a visitor's code cards and what is signed in by them.",
     .handler = handle_end_card},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

Result<http::Reply> handle_classes(http::Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    ClassList list;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        list.items = TRY(rows::classes(tx, kClassesMax + 1));
        const LocalDate day = TRY(today(tx, call.now));
        const SchoolCalendar calendar = TRY(school_calendar(tx, call.now));
        for (ClassRef& each : list.items) each.grade = grade_on(each, day, calendar);
        return {};
    }));
    if (std::ssize(list.items) > kClassesMax) {
        return fail(ErrorKind::conflict, "visitors.too_many_classes", {{"max", std::to_string(kClassesMax)}});
    }
    for (ClassRef& each : list.items) each.name = class_name(each, call.env.messages, call.language);
    return http::ok(list);
}

Result<http::Reply> handle_add_class(http::Call& call) {
    const auto body = TRY(http::parse<ClassBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const ClassRef made{new_random<ClassId>(call.env.random), body.entry_year, body.number, body.stage, 0, {}};
    const auto subject = ledger::subject("class", made.id);
    const auto deed = call.deed(ledger::Outcome::done, {subject}, "admin", {}, &answer);
    const auto once = TRY(call.write_once({subject}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(insert_class(tx, made, call.now));
        ledger::leave(tx, deed);
        return made.id.text();
    }));
    const auto id = TRY(parse_id<ClassId>(once.reference));
    auto shown = TRY(call.read([&](store::Tx& tx) -> Result<ClassRef> {
        auto found = TRY(rows::find_class(tx, id));
        if (!found) return access::not_known();
        found->grade = grade_on(*found, TRY(today(tx, call.now)), TRY(school_calendar(tx, call.now)));
        return *std::move(found);
    }));
    shown.name = class_name(shown, call.env.messages, call.language);
    return http::created(shown, "/api/v1/classes/" + once.reference);
}

}  // namespace xinan::visitors
