// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "capabilities/family/rules.hpp"
#include "capabilities/family/store.hpp"
#include "http/route.hpp"

namespace xinan::family {

struct Guardian {
    GuardianId id;
    visitors::PersonHit person;
    Relation relation = Relation::mother;
    LocalDate from;
    std::optional<LocalDate> until;
    bool may_learn_attendance = false;
};
BOOST_DESCRIBE_STRUCT(Guardian, (), (id, person, relation, from, until, may_learn_attendance))
struct GuardianList {
    std::vector<Guardian> items;
};
BOOST_DESCRIBE_STRUCT(GuardianList, (), (items))
struct GuardianBody {
    std::optional<PersonId> guardian;       // somebody known, or else name, phone and birthday of a new person
    std::optional<PrivateText> name;
    std::optional<PrivateText> phone;
    std::optional<LocalDate> birthday;
    Relation relation = Relation::mother;
    LocalDate from;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"name", 1, 200, "危急时知道找谁。", "To know whom to reach in an emergency."},
            http::Bounds{"phone", 1, 40, "危急时或经同意后联系。", "To call in an emergency, or when agreed."},
            http::Bounds{"birthday", 0, 10, "监护人应当是成年人。", "A guardian is an adult."},
            http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(GuardianBody, (), (guardian, name, phone, birthday, relation, from, override_reason))
struct AttendanceBody {
    bool may_learn_attendance = false;
    Wish wish = Wish::not_asked;               // what the pupil said
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(AttendanceBody, (), (may_learn_attendance, wish, override_reason))

namespace {

using http::Call;
using http::Reply;

constexpr std::int64_t kHistoryMax = 200;

ledger::Subject person_subject(PersonId id) { return ledger::subject("person", id); }
std::string_view purpose_of(const access::Answer& answer) {
    return answer.hat == access::Role::counsellor ? "care" : "reception";
}

struct Place {
    LocalDate today;
    Parameters parameters;
    bool ward_known = false;
};
Result<Place> place_now(Call& call, PersonId ward) {
    return call.read([&](store::Tx& tx) -> Result<Place> {
        Place place;
        place.today = TRY(visitors::today(tx, call.now));
        place.parameters = TRY(load_parameters(tx, call.now));
        place.ward_known = !TRY(visitors::sealed_labels(tx, std::span(&ward, 1), place.today, call.now)).empty();
        return place;
    });
}

Result<std::vector<Guardian>> views(Call& call, const std::vector<GuardianFacts>& found, LocalDate today) {
    std::vector<PersonId> ids;
    for (const GuardianFacts& facts : found) ids.push_back(facts.guardian);
    const auto hits = TRY(visitors::labels(call.env, call.centre(), ids, today, call.now, call.language));
    std::vector<Guardian> guardians;
    for (const GuardianFacts& facts : found) {
        const auto hit = std::ranges::find(hits, facts.guardian, &visitors::PersonHit::id);
        ensure(hit != hits.end(), "a guardian is a person of the centre");
        guardians.push_back({facts.id, *hit, facts.relation, facts.from, facts.until, facts.may_learn_attendance});
    }
    return guardians;
}

Result<Reply> handle_list(Call& call) {
    const auto ward = TRY(call.id<PersonId>("person"));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({person_subject(ward)});
    const Place place = TRY(place_now(call, ward));
    if (!place.ward_known) return call.refuse_read({person_subject(ward)});
    const auto found = TRY(call.read([&](store::Tx& tx) { return rows::history(tx, ward, kHistoryMax); }));
    std::vector<ledger::Subject> shown{person_subject(ward)};
    for (const GuardianFacts& facts : found) shown.push_back(person_subject(facts.guardian));
    TRY_VOID(call.leave_read(std::move(shown), purpose_of(answer), answer));
    return http::ok(GuardianList{TRY(views(call, found, place.today))});
}

// Who becomes guardian: somebody known, or a person made by this request.
struct Candidate {
    PersonId id;
    std::optional<int> age;
    std::optional<visitors::PreparedPerson> made;
};
Result<Candidate> candidate(Call& call, const GuardianBody& body, LocalDate today) {
    if (body.guardian) {
        const auto facts = TRY(visitors::person_facts(call.env, call.centre(), *body.guardian, today, call.now));
        return Candidate{*body.guardian, facts.age, std::nullopt};
    }
    if (!body.name) return fail(ErrorKind::invalid, "family.guardian_missing");
    visitors::PersonFields fields;
    fields.kind = visitors::Kind::parent;
    fields.name = *body.name;
    fields.phone = body.phone;
    fields.birthday = body.birthday;
    auto made = TRY(visitors::prepare_person(call.env, call.centre(), fields, today));
    const auto age = body.birthday ? std::optional(age_on(*body.birthday, today)) : std::nullopt;
    return Candidate{made.id, age, std::move(made)};
}

Result<Bytes> seal_reason(Call& call, PersonId ward, GuardianId id, const PrivateText& reason) {
    const std::string text = TRY(clean_text(reason.reveal(), kReasonCodePointsMax));
    return call.env.vault.seal_field({.centre = call.centre(), .scope = {crypto::ScopeKind::visitor_file, any(ward)},
                                      .table = "guardian", .row = any(id), .field = "reason", .version = 1}, text);
}

Result<Reply> handle_add(Call& call) {
    const auto ward = TRY(call.id<PersonId>("person"));
    const auto body = TRY(http::parse<GuardianBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({person_subject(ward)});
    const Place place = TRY(place_now(call, ward));
    if (!place.ward_known) return call.refuse_read({person_subject(ward)});
    const auto ward_facts = TRY(visitors::person_facts(call.env, call.centre(), ward, place.today, call.now));
    const Candidate guardian = TRY(candidate(call, body, place.today));
    const Decision decision = decide_guardian({.same_person = guardian.id == ward, .relation = body.relation,
                                               .age_of_guardian = guardian.age, .from = body.from, .today = place.today},
                                              place.parameters);
    NewGuardian made{.id = new_random<GuardianId>(call.env.random),
                     .ward = ward,
                     .guardian = guardian.id,
                     .relation = body.relation,
                     .from = body.from,
                     // By age; another answer takes its own request, with what the pupil wishes (C1.5h).
                     .may_learn_attendance = attendance_open_to_guardian(ward_facts.age, place.parameters.secret_from_age)};
    if (body.override_reason && decision.verdict() == Verdict::warn) {
        made.reason = TRY(seal_reason(call, ward, made.id, *body.override_reason));
    }
    const std::vector<ledger::Subject> subjects{person_subject(ward), person_subject(guardian.id)};
    auto deed = call.deed(ledger::Outcome::done, subjects, purpose_of(answer), decision.clauses(), &answer);
    if (!decision.findings().empty()) deed.code = decision.findings().front().guard.name;
    const auto once = TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(decision.settle(body.override_reason.has_value()));
        if (guardian.made) TRY_VOID(visitors::insert_person(tx, *guardian.made, place.today, call.now));
        TRY_VOID(insert_guardian(tx, made, call.now, call.now));
        ledger::leave(tx, deed);
        return made.id.text();
    }));
    const auto id = TRY(parse_id<GuardianId>(once.reference));
    const auto stored = TRY(call.read([&](store::Tx& tx) { return rows::find(tx, id); }));
    if (!stored) return access::not_known();
    const auto shown = TRY(views(call, {*stored}, place.today));
    return http::created(shown.front(), "/api/v1/persons/" + ward.text() + "/guardians/" + once.reference);
}

Result<Reply> handle_attendance(Call& call) {
    const auto ward = TRY(call.id<PersonId>("person"));
    const auto id = TRY(call.id<GuardianId>("guardian"));
    const auto body = TRY(http::parse<AttendanceBody>(call.body));
    const auto answer = call.decide({});
    const Place place = TRY(place_now(call, ward));
    std::optional<GuardianFacts> stored;
    std::optional<rows::AttendanceRow> before;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        stored = TRY(rows::find(tx, id));
        before = TRY(rows::newest_attendance(tx, id));
        return {};
    }));
    if (!answer.permitted || !place.ward_known || !stored || stored->ward != ward) return call.refuse_read({person_subject(ward)});
    const auto facts = TRY(visitors::person_facts(call.env, call.centre(), ward, place.today, call.now));
    rows::AttendanceRow row{before ? before->number + 1 : 1, body.may_learn_attendance, body.wish, call.who.subject.person, {}};
    if (body.override_reason) {
        const std::string text = TRY(clean_text(body.override_reason->reveal(), kReasonCodePointsMax));
        row.reason = TRY(call.env.vault.seal_field({.centre = call.centre(), .scope = {crypto::ScopeKind::visitor_file, any(ward)},
                                                    .table = "guardian_attendance", .row = any(id), .field = "reason",
                                                    .version = static_cast<std::uint32_t>(row.number)}, text));
    }
    const std::vector<ledger::Subject> subjects{person_subject(ward), person_subject(stored->guardian)};
    auto deed = call.deed(ledger::Outcome::done, subjects, purpose_of(answer), answer.clauses, &answer);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        const auto newest = TRY(rows::newest_attendance(tx, id));
        const Decision decision = decide_attendance({body.may_learn_attendance, facts.age, body.wish, newest ? std::optional(newest->wish) : std::nullopt},
                                                    place.parameters);
        TRY_VOID(decision.settle(body.override_reason.has_value()));
        TRY_VOID(rows::insert_attendance(tx, id, row, call.now));
        if (!TRY(rows::set_attendance(tx, id, body.may_learn_attendance))) return fail(ErrorKind::conflict, "family.ended_before");
        deed.code = decision.findings().empty() ? std::string() : std::string(decision.findings().front().guard.name);
        ledger::leave(tx, deed);
        return id.text();
    }));
    stored = TRY(call.read([&](store::Tx& tx) { return rows::find(tx, id); }));
    return http::ok(TRY(views(call, {*stored}, place.today)).front());
}

Result<Reply> handle_end(Call& call) {
    const auto ward = TRY(call.id<PersonId>("person"));
    const auto id = TRY(call.id<GuardianId>("guardian"));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({person_subject(ward)});
    const Place place = TRY(place_now(call, ward));
    const auto deed = call.deed(ledger::Outcome::done, {person_subject(ward)}, purpose_of(answer), {}, &answer);
    TRY(call.write_once({person_subject(ward)}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(end_guardian(tx, ward, id, place.today, call.now));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return http::no_content();
}

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/persons/{person}/guardians",
     .action = "family.guardian.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "Guardians of a person, now and before.",
     .reply = shape_of<GuardianList>,
     .handler = handle_list},
    {.method = Method::post,
     .path = "/api/v1/persons/{person}/guardians",
     .action = "family.guardian.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 30},
     .summary = "Enters a guardian: a known person, or a new one by name, phone and birthday.",
     .request = shape_of<GuardianBody>,
     .reply = shape_of<Guardian>,
     .handler = handle_add},
    {.method = Method::post,
     .path = "/api/v1/persons/{person}/guardians/{guardian}/attendance",
     .action = "family.attendance.set",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 30},
     .summary = "Whether this guardian may learn that the pupil attends, with what the pupil wishes; never against a pupil who decides himself.",
     .request = shape_of<AttendanceBody>,
     .reply = shape_of<Guardian>,
     .handler = handle_attendance},
    {.method = Method::del,
     .path = "/api/v1/persons/{person}/guardians/{guardian}",
     .action = "family.guardian.end",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 16, .per_minute_max = 30},
     .summary = "Ends a guardian's relation from today; it stays in the history.",
     .handler = handle_end},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::family
