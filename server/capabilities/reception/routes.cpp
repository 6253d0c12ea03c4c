// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways to the desk. Handlers that change anything share one shape: reach, seal the reason, write with the deed, show.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "capabilities/reception/routes_report.hpp"
#include "capabilities/reception/service.hpp"
#include "capabilities/reception/store.hpp"
#include "http/route.hpp"

namespace xinan::reception {

struct BoardRow {
    scheduling::AppointmentView appointment;
    Stage stage = Stage::expected;
    std::optional<UtcTime> waiting_since;
    std::optional<scheduling::IdentityMeans> identity;
    bool form_complete = false;
    bool phone_fields_open = false;
    bool consent_in_force = false;
};
BOOST_DESCRIBE_STRUCT(BoardRow, (), (appointment, stage, waiting_since, identity, form_complete, phone_fields_open, consent_in_force))
struct Board {
    std::vector<BoardRow> items;
    UtcTime now;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"items", 0, 500}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(Board, (), (items, now))

struct ArriveBody {
    scheduling::IdentityMeans identity = scheduling::IdentityMeans::known_to_staff;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ArriveBody, (), (identity, override_reason))
struct WalkInBody {
    std::optional<PersonId> visitor;
    std::optional<PrivateText> name;
    std::optional<PrivateText> callback;
    StaffId counsellor;
    scheduling::Kind kind = scheduling::Kind::ordinary;
    std::optional<scheduling::IdentityMeans> identity;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"name", 1, 60, "怎样称呼来人", "how to address the visitor"},
            http::Bounds{"callback", 3, 40, "需要时联系用", "to reach the visitor"},
            http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(WalkInBody, (), (visitor, name, callback, counsellor, kind, identity, override_reason))

namespace {

using http::Call;
using http::Reply;
using scheduling::Appointment;
using scheduling::Kind;

constexpr std::size_t kReasonMax = 200;
// A first talk needs no name and no number; the two fields of the entry still hold something a reader understands.
constexpr std::string_view kNoCallback = "111";

ledger::Subject subject_of(AppointmentId id) { return ledger::subject("appointment", id); }
ledger::Subject person_of(PersonId id) { return ledger::subject("person", id); }

bool is_desk(const Call& call) { return call.who.subject.roles.has(access::Role::reception); }
access::Standing standing_to(const Call& call, const Appointment& a) {
    access::Standing standing;
    if (any(a.counsellor) == call.who.subject.person) standing.relations.push_back(access::Relation::counsellor_of);
    return standing;
}
std::string_view purpose_of(const access::Answer& answer) {
    return answer.hat == access::Role::reception ? "reception" : "care";
}

// Case, session and note belong to the counsellor: the desk is not shown that there are any.
void hide_content(const Call& call, std::vector<scheduling::AppointmentView>& views) {
    for (auto& view : views) {
        if (any(view.counsellor) == call.who.subject.person) continue;
        view.case_.reset();
        view.session.reset();
        view.note_state.reset();
    }
}

Result<scheduling::AppointmentView> view_of(Call& call, const Appointment& a, const Decision& decision) {
    const std::vector<Appointment> one{a};
    const auto facts = TRY(call.read([&](store::Tx& tx) -> Result<scheduling::ViewFacts> {
        return scheduling::view_facts(tx, one, TRY(zone_of(tx))->to_local(a.when.starts_at).date, call.now);
    }));
    auto views = TRY(scheduling::views(call.env, call.centre(), one, facts, call.language, [](const Appointment&) { return true; }));
    hide_content(call, views);
    for (const Finding& finding : decision.findings()) {
        scheduling::Warning warning{std::string(finding.guard.name), {}};
        for (const Clause& clause : finding.clauses) warning.clauses.emplace_back(clause.id);
        views.front().warnings.push_back(std::move(warning));
    }
    return std::move(views.front());
}

// Sealed where the visitor's own papers are; the version is the appointment's after the act.
Result<std::optional<Bytes>> sealed_reason(const Call& call, const std::optional<PrivateText>& reason, PersonId visitor,
                                           AppointmentId id, std::int64_t version) {
    if (!reason) return std::optional<Bytes>{};
    const std::string text = TRY(clean_text(reason->reveal(), kReasonMax));
    return std::optional(TRY(call.env.vault.seal_field(
        {call.centre(), {crypto::ScopeKind::visitor_file, any(visitor)}, "reception_override", any(id), "reason",
         static_cast<std::uint32_t>(version)},
        text)));
}
void name_overrides(ledger::Deed& deed, const Decision& decision) {
    for (const std::string& clause : decision.clauses()) {
        if (std::ranges::find(deed.clauses, clause) == deed.clauses.end()) deed.clauses.push_back(clause);
    }
    if (!decision.findings().empty()) deed.code = decision.findings().front().guard.name;
}

struct Reached {
    Appointment appointment;
    access::Answer answer;
};
// The same look-ups and the same deed when the asker may not, or when there is none.
Result<Reached> reach(Call& call) {
    const auto id = TRY(call.id<AppointmentId>("appointment"));
    auto found = TRY(call.read([&](store::Tx& tx) { return scheduling::find(tx, id); }));
    Reached out;
    out.answer = call.decide(found ? standing_to(call, *found) : access::Standing{});
    if (!found || !out.answer.permitted) return call.refuse_read({subject_of(id)});
    out.appointment = std::move(*found);
    return out;
}

// One change of one appointment by its version, one deed.
template <class Act>
Result<Reply> change(Call& call, const std::optional<PrivateText>& reason, Act&& act) {
    const std::int64_t version = TRY(call.version());
    const Reached reached = TRY(reach(call));
    const Appointment& before = reached.appointment;
    const auto sealed = TRY(sealed_reason(call, reason, before.visitor, before.id, version + 1));
    const std::vector<ledger::Subject> subjects{subject_of(before.id), person_of(before.visitor)};
    const auto blank = call.deed(ledger::Outcome::done, subjects, purpose_of(reached.answer), reached.answer.clauses, &reached.answer);
    const Changed after = TRY(call.write(subjects, [&](store::Tx& tx) -> Result<Changed> {
        auto deed = blank;
        Changed changed = TRY(act(tx, before.id, version));
        if (sealed && !changed.decision.findings().empty()) {
            TRY_VOID(rows::insert_override(tx, before.id, changed.appointment.version, *sealed, call.who.subject.person, call.now));
            deed.object_hash = call.env.vault.suite().hash(*sealed);
        }
        name_overrides(deed, changed.decision);
        ledger::leave(tx, deed);
        return changed;
    }));
    return http::ok(TRY(view_of(call, after.appointment, after.decision)), after.appointment.version);
}

Result<Reply> handle_board(Call& call) {
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const auto day = TRY(call.query_date("date"));
    std::optional<StaffId> own;
    if (!is_desk(call)) own = StaffId{call.who.subject.person.bytes};
    const BoardFacts facts = TRY(call.read([&](store::Tx& tx) { return board_facts(tx, day, own, call.now); }));
    std::vector<visitors::AgeGroup> ages;
    std::vector<ledger::Subject> subjects;
    for (const auto& person : facts.view.persons) {
        ages.push_back(TRY(visitors::open_facts(call.env.vault, call.centre(), person, facts.day)).age_group);
        subjects.push_back(person_of(person.id));
    }
    std::vector<bool> consents;
    if (!ages.empty()) {
        consents = TRY(call.read([&](store::Tx& tx) { return consent::consents_in_force(tx, facts.view.persons, ages, call.now); }));
    }
    auto views = TRY(scheduling::views(call.env, call.centre(), facts.appointments, facts.view, call.language,
                                       [](const Appointment&) { return true; }));
    hide_content(call, views);
    Board board;
    board.now = call.now;
    for (std::size_t i = 0; i < facts.appointments.size(); ++i) {
        const Appointment& a = facts.appointments[i];
        BoardRow row;
        row.appointment = std::move(views[i]);
        row.stage = stage_of(a.state);
        if (a.state == scheduling::State::arrived) row.waiting_since = a.arrived_at;
        row.identity = a.identity;
        row.phone_fields_open = a.state == scheduling::State::held_by_phone;
        const auto person = std::ranges::find(facts.view.persons, a.visitor, &visitors::SealedPerson::id);
        if (person != facts.view.persons.end()) {
            const auto at = static_cast<std::size_t>(person - facts.view.persons.begin());
            row.form_complete = facts.forms_complete.at(at);
            row.consent_in_force = consents.at(at);
        }
        board.items.push_back(std::move(row));
    }
    if (!subjects.empty()) TRY_VOID(call.leave_read(subjects, purpose_of(answer), answer, Call::Repeats::board));
    return http::ok(board);
}

Result<Reply> handle_arrive(Call& call) {
    const auto body = TRY(http::parse<ArriveBody>(call.body));
    return change(call, body.override_reason, [&](store::Tx& tx, AppointmentId id, std::int64_t version) {
        return arrive(tx, id, version, body.identity, body.override_reason.has_value(), call.now);
    });
}
Result<Reply> handle_undo(Call& call) {
    return change(call, {}, [&](store::Tx& tx, AppointmentId id, std::int64_t version) { return undo_arrival(tx, id, version, call.now); });
}
Result<Reply> handle_miss(Call& call) {
    return change(call, {}, [&](store::Tx& tx, AppointmentId id, std::int64_t version) { return miss(tx, id, version, call.now); });
}

Error missing(const char* pointer) {
    Error error = fail(ErrorKind::invalid, "http.invalid_request");
    error.fields.push_back({pointer, "http.missing_field", {}});
    return error;
}

// Who came: somebody known, or an entry with the two fields that were given.
struct Came {
    visitors::PersonFacts person;
    std::optional<visitors::PreparedPerson> entry;
};
Result<Came> who_came(Call& call, const WalkInBody& body, LocalDate today) {
    Came out;
    if (body.visitor) {
        auto person = visitors::person_facts(call.env, call.centre(), *body.visitor, today, call.now);
        if (!person) {
            if (person.error().kind == ErrorKind::not_found) return call.refuse_read({person_of(*body.visitor)});
            return std::move(person).error();
        }
        out.person = std::move(*person);
        return out;
    }
    if (body.kind != Kind::emergency && body.kind != Kind::first_talk) {
        if (!body.name) return missing("/name");
        if (!body.callback) return missing("/callback");
    }
    const auto name = body.name.value_or(PrivateText(call.env.messages.text(call.language, "reception.no_name_yet")));
    const auto callback = body.callback.value_or(PrivateText(std::string(kNoCallback)));
    out.entry = TRY(visitors::prepare_provisional(call.env, call.centre(), name, callback));
    out.person.id = out.entry->id;
    out.person.version = out.entry->version;
    out.person.kind = out.entry->kind;
    out.person.provisional = true;
    return out;
}

Result<Reply> handle_walk_in(Call& call) {
    const auto body = TRY(http::parse<WalkInBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const LocalDate today = TRY(call.read([&](store::Tx& tx) { return visitors::today(tx, call.now); }));
    const Came came = TRY(who_came(call, body, today));
    WalkIn asked{new_ordered<AppointmentId>(call.env.random, call.now), body.counsellor, body.kind, call.who.subject.person,
                 body.identity, body.override_reason.has_value()};
    // One reason for booking and arrival alike; the row is that of the booking.
    const auto sealed = TRY(sealed_reason(call, body.override_reason, came.person.id, asked.id, 1));
    const std::vector<ledger::Subject> subjects{subject_of(asked.id), person_of(came.person.id)};
    const auto blank = call.deed(ledger::Outcome::done, subjects, body.kind == Kind::emergency ? "emergency" : purpose_of(answer),
                                 answer.clauses, &answer);
    Decision decision;
    const auto once = TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        auto deed = blank;
        if (came.entry) TRY_VOID(visitors::insert_person(tx, *came.entry, today, call.now));
        Changed changed = TRY(walk_in(tx, asked, came.person, call.now));
        if (sealed && !changed.decision.findings().empty()) {
            TRY_VOID(rows::insert_override(tx, asked.id, 1, *sealed, call.who.subject.person, call.now));
            deed.object_hash = call.env.vault.suite().hash(*sealed);
        }
        name_overrides(deed, changed.decision);
        ledger::leave(tx, deed);
        decision = std::move(changed.decision);
        return asked.id.text();
    }));
    const auto id = TRY(parse_id<AppointmentId>(once.reference));
    const auto made = TRY(call.read([&](store::Tx& tx) { return scheduling::find(tx, id); }));
    // A repeat is shown under today's access.
    if (!made || (!is_desk(call) && once.repeated && any(made->counsellor) != call.who.subject.person)) return call.refuse_read({subject_of(id)});
    return http::created(TRY(view_of(call, *made, decision)), "/api/v1/appointments/" + id.text(), made->version);
}

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/board",
     .action = "reception.board.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 240},
     .summary = "The day's appointments by stage, with who waits since when. Without content.",
     .reply = shape_of<Board>,
     .handler = handle_board},
    {.method = Method::post,
     .path = "/api/v1/board/{appointment}/arrive",
     .action = "reception.arrival.add",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 2048, .per_minute_max = 120},
     .summary = "Somebody has come; how it was known who it is.",
     .request = shape_of<ArriveBody>,
     .reply = shape_of<scheduling::AppointmentView>,
     .handler = handle_arrive},
    {.method = Method::post,
     .path = "/api/v1/board/{appointment}/undo-arrive",
     .action = "reception.arrival.undo",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 16, .per_minute_max = 60},
     .summary = "The arrival was entered by mistake.",
     .reply = shape_of<scheduling::AppointmentView>,
     .handler = handle_undo},
    {.method = Method::post,
     .path = "/api/v1/board/{appointment}/missed",
     .action = "reception.arrival.miss",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 16, .per_minute_max = 60},
     .summary = "Nobody came.",
     .reply = shape_of<scheduling::AppointmentView>,
     .handler = handle_miss},
    {.method = Method::post,
     .path = "/api/v1/board/walk-ins",
     .action = "reception.walk_in.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 60},
     .summary = "Somebody came without a booking: the next free time, or at once when help cannot wait.",
     .request = shape_of<WalkInBody>,
     .reply = shape_of<scheduling::AppointmentView>,
     .handler = handle_walk_in},
    {.method = Method::get,
     .path = "/api/v1/reports/reception",
     .action = "reception.report.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 30},
     .summary = "Counts and minutes by day: channels, completeness, lateness, waiting, records; no names. At most 31 days.",
     .reply = shape_of<ReportList>,
     .handler = handle_report},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::reception
