// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways into staff. Handlers of members are in routes_member.cpp.
#include "capabilities/staff/routes_member.hpp"
#include "capabilities/staff/service.hpp"

namespace xinan::staff {

using http::Call;
using http::Reply;

Result<Reply> handle_counsellors(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const auto members = TRY(call.read([](store::Tx& tx) { return active_counsellors(tx); }));
    const auto shown = TRY(open_names(call.env.vault, call.centre(), members));
    CounsellorList list;
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto words = TRY(open_introductions(call.env.vault, call.centre(), members[i]));
        list.items.push_back({members[i].id, shown[i].name, members[i].fields, std::move(words.zh), std::move(words.en)});
    }
    return http::ok(list);
}

Result<Reply> handle_conflict(Call& call) {
    const auto id = TRY(call.id<StaffId>("staff"));
    const auto body = TRY(http::parse<ConflictBody>(call.body));
    const auto answer = call.decide(standing_of(call, id));
    if (!answer.permitted) return call.refuse_read({staff_subject(id)});
    const auto deed = call.deed(ledger::Outcome::done, {staff_subject(id), ledger::subject("person", body.person)}, "admin", {}, &answer);
    TRY(call.write_once({staff_subject(id)}, [&](store::Tx& tx) -> Result<std::string> {
        if (!TRY(rows::version_of(tx, id))) return access::not_known();
        TRY_VOID(declare_conflict(tx, id, body.person, body.kind, call.now));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return http::no_content();
}

namespace {

constexpr std::int64_t kDutiesMax = 200;

Result<ClassDutyList> duties(Call& call, StaffId id) {
    ClassDutyList list;
    const auto found = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<rows::ClassDutyRow>> {
        if (!TRY(rows::version_of(tx, id))) return access::not_known();
        return rows::class_duties(tx, id, kDutiesMax);
    }));
    for (const rows::ClassDutyRow& row : found) list.items.push_back({row.in, row.duty, row.from, row.until});
    return list;
}

}  // namespace

Result<Reply> handle_duties(Call& call) {
    const auto id = TRY(call.id<StaffId>("staff"));
    if (!call.decide({}).permitted) return call.refuse_read({staff_subject(id)});
    return http::ok(TRY(duties(call, id)));
}

Result<Reply> handle_add_duty(Call& call) {
    const auto id = TRY(call.id<StaffId>("staff"));
    const auto body = TRY(http::parse<ClassDutyView>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({staff_subject(id)});
    const auto deed = call.deed(ledger::Outcome::done, {staff_subject(id), ledger::subject("class", body.class_)}, "admin", {}, &answer);
    const auto once = TRY(call.write_once({staff_subject(id)}, [&](store::Tx& tx) -> Result<std::string> {
        if (!TRY(rows::version_of(tx, id))) return access::not_known();
        TRY_VOID(add_class_duty(tx, id, body.class_, body.kind, body.from, body.until));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return http::created(TRY(duties(call, id)), "/api/v1/staff/" + once.reference + "/classes");
}

namespace {

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/staff",
     .action = "staff.member.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Everybody who works here, with hats and the longest valid credential.",
     .reply = shape_of<StaffList>,
     .handler = handle_list},
    {.method = Method::post,
     .path = "/api/v1/staff",
     .action = "staff.member.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 8192, .per_minute_max = 20},
     .summary = "Enters a staff member with an account.",
     .request = shape_of<NewStaffBody>,
     .reply = shape_of<Staff>,
     .handler = handle_add},
    {.method = Method::put,
     .path = "/api/v1/staff/{staff}",
     .action = "staff.member.change",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 8192, .per_minute_max = 30},
     .summary = "Changes name, hats, fields, or whether somebody works here; hats take effect at once.",
     .request = shape_of<StaffBody>,
     .reply = shape_of<Staff>,
     .handler = handle_change},
    {.method = Method::post,
     .path = "/api/v1/staff/{staff}/credentials",
     .action = "staff.credential.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 2048, .per_minute_max = 20},
     .summary = "Adds a credential; the ones before stay.",
     .request = shape_of<CredentialBody>,
     .reply = shape_of<CredentialView>,
     .handler = handle_credential},
    {.method = Method::get,
     .path = "/api/v1/counsellors",
     .action = "staff.counsellor.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "Counsellors to choose from: name, fields, introduction.",
     .reply = shape_of<CounsellorList>,
     .handler = handle_counsellors},
    {.method = Method::post,
     .path = "/api/v1/staff/{staff}/conflicts",
     .action = "staff.conflict.declare",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 20},
     .summary = "Declares another relation with a person; bookings then ask for another counsellor.",
     .request = shape_of<ConflictBody>,
     .handler = handle_conflict},
    {.method = Method::get,
     .path = "/api/v1/staff/{staff}/classes",
     .action = "staff.class.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Classes somebody heads or teaches, now and before.",
     .reply = shape_of<ClassDutyList>,
     .handler = handle_duties},
    {.method = Method::post,
     .path = "/api/v1/staff/{staff}/classes",
     .action = "staff.class.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 30},
     .summary = "Begins heading or teaching a class; with until, ends it.",
     .request = shape_of<ClassDutyView>,
     .reply = shape_of<ClassDutyList>,
     .handler = handle_add_duty},
    {.method = Method::get,
     .path = "/api/v1/staff/{staff}/supervisors",
     .action = "staff.supervisor.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Who supervises somebody, now and before.",
     .reply = shape_of<SupervisorList>,
     .handler = handle_supervisors},
    {.method = Method::post,
     .path = "/api/v1/staff/{staff}/supervisors",
     .action = "staff.supervisor.name",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 20},
     .summary = "Names a supervisor from now on; process notes written afterwards open to him too.",
     .request = shape_of<SupervisorBody>,
     .reply = shape_of<SupervisorList>,
     .handler = handle_name_supervisor},
    {.method = Method::post,
     .path = "/api/v1/staff/{staff}/supervisors/{supervisor}/end",
     .action = "staff.supervisor.end",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 16, .per_minute_max = 20},
     .summary = "Ends a supervision now; process notes close to the supervisor at once.",
     .reply = shape_of<SupervisorList>,
     .handler = handle_end_supervisor},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::staff
