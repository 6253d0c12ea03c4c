// SPDX-License-Identifier: AGPL-3.0-or-later
// Starting and ending sessions.
#include "capabilities/casework/routes_dto.hpp"
#include "store/centre.hpp"

namespace xinan::casework {
namespace {

using http::Call;
using http::Reply;

SessionRef ref_of(const SessionRow& s) { return {s.id, s.appointment, s.kind, s.started_at, s.ended_at, s.note}; }

Result<LocalDate> today(Call& call) {
    return call.read([&](store::Tx& tx) -> Result<LocalDate> {
        return TRY(Zone::open(TRY(store::load_centre(tx)).zone))->to_local(call.now).date;
    });
}

Result<Reply> started(Call& call, SessionId id, bool reached = false) {
    std::optional<SessionRow> session;
    std::optional<rows::StoredCase> stored;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        session = TRY(rows::find_session(tx, id));
        if (session) stored = TRY(rows::find_case(tx, session->case_id));
        return {};
    }));
    const bool mine = reached || (session && any(session->counsellor) == call.who.subject.person);
    if (!session || !stored || !mine) return call.refuse_read({ledger::subject("session", id)});
    return http::created(StartedSession{ref_of(*session), stored->row.id, stored->row.code}, "/api/v1/cases/" + stored->row.id.text());
}

// Why somebody is talked to without a booking, sealed under the case it will belong to: an open one if there is one, else the new one.
struct Reason {
    CaseId belongs_to;
    Bytes sealed;
};
Result<Reason> seal_reason(Call& call, const NewCase& fresh, PersonId visitor, StaffId me, SessionId id, const PrivateText& text) {
    const auto open = TRY(call.read([&](store::Tx& tx) { return rows::open_case(tx, visitor, me); }));
    const CaseId belongs_to = open ? open->row.id : fresh.id;
    return Reason{belongs_to, TRY(call.env.vault.seal_field(note_place(call.centre(), belongs_to, id, "session", "reason", 1), text.reveal()))};
}
Error no_reason() {
    Error error = fail(ErrorKind::invalid, "http.invalid_request");
    error.fields.push_back({"/reason", "http.missing_field", {}});
    return error;
}

}  // namespace

Result<Reply> handle_start(Call& call) {
    const auto body = TRY(http::parse<StartBody>(call.body));
    const auto appointment = TRY(call.read([&](store::Tx& tx) { return scheduling::find(tx, body.appointment); }));
    access::Standing standing;
    if (appointment && any(appointment->counsellor) == call.who.subject.person) standing.relations.push_back(access::Relation::counsellor_of);
    const auto answer = call.decide(standing);
    const ledger::Subject about = ledger::subject("appointment", body.appointment);
    if (!appointment || !answer.permitted) return call.refuse_read({about});
    const auto person = TRY(visitors::person_facts(call.env, call.centre(), appointment->visitor, TRY(today(call)), call.now));
    const NewCase fresh = TRY(prepare_case(call.env, call.centre()));
    const SessionId id = new_ordered<SessionId>(call.env.random, call.now);
    const StaffId me{call.who.subject.person.bytes};
    const bool urgent = appointment->kind == scheduling::Kind::emergency || appointment->kind == scheduling::Kind::first_talk;
    std::optional<Reason> reason;
    if (urgent) {
        if (!body.reason) return no_reason();
        reason = TRY(seal_reason(call, fresh, appointment->visitor, me, id, *body.reason));
    }
    const std::vector<ledger::Subject> subjects{about, ledger::subject("session", id), ledger::subject("person", appointment->visitor)};
    auto deed = call.deed(ledger::Outcome::done, subjects, appointment->kind == scheduling::Kind::emergency ? "emergency" : "care", {}, &answer);
    if (reason) deed.object_hash = call.env.vault.suite().hash(reason->sealed);
    const auto once = TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        if (TRY(rows::session_of(tx, appointment->id))) {
            return fail(ErrorKind::conflict, "scheduling.undefined_step", {{"from", "in_session"}, {"to", "in_session"}}, {"A1.1a"});
        }
        StartFacts facts;
        facts.kind = appointment->kind;
        facts.consent = TRY(consent::service_consent(tx, appointment->visitor, person.age_group, call.now));
        const Decision decision = decide_start(facts);
        TRY_VOID(decision.settle(false));
        const auto c = TRY(case_for(tx, fresh, appointment->visitor, me, call.now));
        if (reason && c.row.id != reason->belongs_to) return fail(ErrorKind::unavailable, "unavailable.busy");  // opened elsewhere meanwhile: try again
        (void)TRY(scheduling::take_step(tx, {appointment->id, 0, scheduling::State::in_session, {}, any(c.row.id)}, call.now));
        SessionRow row;
        row.id = id;
        row.case_id = c.row.id;
        row.appointment = appointment->id;
        row.counsellor = me;
        row.kind = appointment->kind;
        row.started_at = call.now;
        TRY_VOID(rows::insert_session(tx, row, reason ? std::optional(reason->sealed) : std::nullopt));
        deed.clauses = answer.clauses;
        ledger::leave(tx, deed);
        return id.text();
    }));
    return started(call, TRY(parse_id<SessionId>(once.reference)));
}

Result<Reply> handle_unplanned(Call& call) {
    const auto body = TRY(http::parse<UnplannedBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const LocalDate day = TRY(today(call));
    // A person not named yet gets a provisional entry: help does not wait for a name.
    std::optional<visitors::PreparedPerson> unnamed;
    PersonId visitor;
    if (body.visitor) {
        visitor = *body.visitor;
        auto known = visitors::person_facts(call.env, call.centre(), visitor, day, call.now);
        if (!known) return known.error().kind == ErrorKind::not_found ? call.refuse_read({ledger::subject("person", visitor)}) : known.error();
    } else {
        visitors::PersonFields fields;
        fields.kind = visitors::Kind::adult;  // who it is comes later, and so does a number to call
        fields.name = PrivateText(call.env.messages.text(call.language, "casework.unnamed"));
        unnamed = TRY(visitors::prepare_person(call.env, call.centre(), fields, day));
        unnamed->provisional = true;
        visitor = unnamed->id;
    }
    const NewCase fresh = TRY(prepare_case(call.env, call.centre()));
    const SessionId id = new_ordered<SessionId>(call.env.random, call.now);
    const AppointmentId appointment = new_ordered<AppointmentId>(call.env.random, call.now);
    const StaffId me{call.who.subject.person.bytes};
    const Reason reason = TRY(seal_reason(call, fresh, visitor, me, id, body.reason));
    const auto kind = body.kind == UnplannedKind::emergency ? scheduling::Kind::emergency : scheduling::Kind::first_talk;
    const std::vector<ledger::Subject> subjects{ledger::subject("session", id), ledger::subject("person", visitor)};
    auto deed = call.deed(ledger::Outcome::done, subjects, kind == scheduling::Kind::emergency ? "emergency" : "care", answer.clauses, &answer);
    deed.object_hash = call.env.vault.suite().hash(reason.sealed);
    const auto once = TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        if (unnamed) TRY_VOID(visitors::insert_person(tx, *unnamed, day, call.now));
        const auto c = TRY(case_for(tx, fresh, visitor, me, call.now));
        if (c.row.id != reason.belongs_to) return fail(ErrorKind::unavailable, "unavailable.busy");  // opened elsewhere meanwhile: try again
        (void)TRY(scheduling::insert_unplanned(tx, appointment, visitor, me, kind, call.now));
        (void)TRY(scheduling::take_step(tx, {appointment, 0, scheduling::State::in_session, {}, any(c.row.id)}, call.now));
        SessionRow row;
        row.id = id;
        row.case_id = c.row.id;
        row.appointment = appointment;
        row.counsellor = me;
        row.kind = kind;
        row.started_at = call.now;
        TRY_VOID(rows::insert_session(tx, row, reason.sealed));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return started(call, TRY(parse_id<SessionId>(once.reference)));
}

Result<Reply> handle_end(Call& call) {
    const ReachedSession reached = TRY(reach_session(call));
    const auto subjects = subjects_of(reached);
    const auto deed = call.deed(ledger::Outcome::done, subjects, "care", reached.answer.clauses, &reached.answer);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(rows::end_session(tx, reached.session.id, call.now));
        (void)TRY(scheduling::take_step(tx, {reached.session.appointment, 0, scheduling::State::done, {}, {}}, call.now));
        ledger::leave(tx, deed);
        return reached.session.id.text();
    }));
    return started(call, reached.session.id, true);  // after a hand-over another counsellor may end it
}

}  // namespace xinan::casework
