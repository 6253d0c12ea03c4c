// SPDX-License-Identifier: AGPL-3.0-or-later
// Booking, reading, moving and cancelling one appointment.
#include <algorithm>

#include "capabilities/scheduling/routes_dto.hpp"
#include "capabilities/scheduling/store.hpp"

namespace xinan::scheduling {
namespace {

using http::Call;
using http::Reply;

ledger::Subject subject_of(AppointmentId id) { return ledger::subject("appointment", id); }
ledger::Subject person_of(PersonId id) { return ledger::subject("person", id); }

crypto::Place override_place(CentreId centre, PersonId visitor, AppointmentId id, std::int64_t version) {
    return {centre, {crypto::ScopeKind::visitor_file, any(visitor)}, "appointment_override", any(id), "reason", static_cast<std::uint32_t>(version)};
}
Result<std::optional<Bytes>> sealed_reason(const Call& call, const std::optional<PrivateText>& reason, PersonId visitor, AppointmentId id,
                                           std::int64_t version) {
    if (!reason) return std::optional<Bytes>{};
    return std::optional(TRY(call.env.vault.seal_field(override_place(call.centre(), visitor, id, version), reason->reveal())));
}
void name_overrides(ledger::Deed& deed, const Decision& decision) {
    for (std::string& clause : decision.clauses()) {
        if (std::ranges::find(deed.clauses, clause) == deed.clauses.end()) deed.clauses.push_back(std::move(clause));
    }
    if (!decision.findings().empty()) deed.code = decision.findings().front().guard.name;
}

// The stored appointment, if the asker may act on it; the same look-ups and the same deed when not, or when there is none.
struct Reached {
    Appointment appointment;
    access::Answer answer;
};
Result<Reached> reach(Call& call) {
    const auto id = TRY(call.id<AppointmentId>("appointment"));
    auto found = TRY(call.read([&](store::Tx& tx) { return rows::find(tx, id); }));
    Reached out;
    out.answer = call.decide(found ? standing_to(call.who.subject, *found) : access::Standing{});
    if (!found || !out.answer.permitted) return call.refuse_read({subject_of(id)});
    out.appointment = std::move(*found);
    return out;
}

Result<LocalDate> today(Call& call) {
    return call.read([&](store::Tx& tx) -> Result<LocalDate> { return TRY(zone_of(tx))->to_local(call.now).date; });
}
Result<LocalDate> day_of(Call& call, UtcTime t) {
    return call.read([&](store::Tx& tx) -> Result<LocalDate> { return TRY(zone_of(tx))->to_local(t).date; });
}

Result<Reply> rendered(Call& call, const Appointment& a, const Decision* decision, bool made) {
    const AppointmentView view = TRY(one_view(call, a, decision));
    if (made) return http::created(view, "/api/v1/appointments/" + a.id.text(), a.version);
    return http::ok(view, a.version);
}

// What booking for a known person and for a caller have in common.
struct Asked {
    BookRequest request;
    visitors::PersonFacts person;
    std::optional<Bytes> reason;
    std::optional<visitors::PreparedPerson> caller;
    access::Answer answer;
};
Result<Reply> book_once(Call& call, const Asked& asked, LocalDate day) {
    const AppointmentId id = asked.request.id;
    auto deed = call.deed(ledger::Outcome::done, {subject_of(id), person_of(asked.person.id)}, purpose_of(asked.answer), {}, &asked.answer);
    Decision decision;
    const auto once = TRY(call.write_once({subject_of(id), person_of(asked.person.id)}, [&](store::Tx& tx) -> Result<std::string> {
        if (asked.caller) TRY_VOID(visitors::insert_person(tx, *asked.caller, day, call.now));
        const auto zone = TRY(zone_of(tx));
        Booked booked = TRY(book(tx, asked.request, asked.person, *zone, call.now));
        if (asked.reason && !booked.decision.findings().empty()) {
            TRY_VOID(rows::insert_override(tx, id, 1, *asked.reason, call.who.subject.person, call.now));
        }
        name_overrides(deed, booked.decision);
        ledger::leave(tx, deed);
        decision = std::move(booked.decision);
        return id.text();
    }));
    const auto made = TRY(parse_id<AppointmentId>(once.reference));
    const auto stored = TRY(call.read([&](store::Tx& tx) { return rows::find(tx, made); }));
    // A repeat is shown under today's access.
    if (!stored || (once.repeated && !call.decide(standing_to(call.who.subject, *stored)).permitted)) return call.refuse_read({subject_of(made)});
    return rendered(call, *stored, &decision, true);
}

}  // namespace

Result<Reply> handle_book(Call& call) {
    const auto body = TRY(http::parse<BookBody>(call.body));
    const bool staff_books = call.who.subject.is_staff;
    const PersonId visitor = TRY(check_visitor(staff_books, body.visitor, PersonId{call.who.subject.person.bytes}));
    access::Standing standing;
    if (!staff_books && any(visitor) == call.who.subject.person) standing.relations.push_back(access::Relation::self);
    const auto answer = call.decide(standing);
    if (!answer.permitted) return call.refuse_read({person_of(visitor)});
    Asked asked;
    asked.answer = answer;
    const LocalDate day = TRY(day_of(call, body.starts_at));
    auto person = visitors::person_facts(call.env, call.centre(), visitor, day, call.now);
    if (!person) {
        if (person.error().kind == ErrorKind::not_found) return call.refuse_read({person_of(visitor)});
        return std::move(person).error();
    }
    asked.person = std::move(*person);
    const Channel channel = TRY(check_channel(staff_books, body.channel));
    const Kind kind = staff_books ? body.kind.value_or(Kind::ordinary) : Kind::ordinary;
    if (kind == Kind::emergency || kind == Kind::first_talk) return fail(ErrorKind::invalid, "scheduling.unplanned_needs_no_booking");
    asked.request = {new_ordered<AppointmentId>(call.env.random, call.now), visitor, body.counsellor, {body.starts_at, body.ends_at}, body.room,
                     channel, kind, call.who.subject.person, staff_books && body.override_reason.has_value()};
    if (staff_books) asked.reason = TRY(sealed_reason(call, body.override_reason, visitor, asked.request.id, 1));
    return book_once(call, asked, day);
}

Result<Reply> handle_phone(Call& call) {
    const auto body = TRY(http::parse<PhoneBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    Asked asked;
    asked.answer = answer;
    TRY_VOID(check_caller(body.callback.reveal()));
    asked.caller = TRY(visitors::prepare_provisional(call.env, call.centre(), body.caller_name, body.callback));
    asked.person.id = asked.caller->id;
    asked.person.version = asked.caller->version;
    asked.person.kind = asked.caller->kind;
    asked.person.provisional = true;
    asked.request = {new_ordered<AppointmentId>(call.env.random, call.now), asked.caller->id, body.counsellor, {body.starts_at, body.ends_at}, {},
                     Channel::phone, Kind::ordinary, call.who.subject.person, body.override_reason.has_value()};
    asked.reason = TRY(sealed_reason(call, body.override_reason, asked.caller->id, asked.request.id, 1));
    return book_once(call, asked, TRY(today(call)));
}

Result<Reply> handle_read(Call& call) {
    const Reached reached = TRY(reach(call));
    TRY_VOID(call.leave_read({subject_of(reached.appointment.id), person_of(reached.appointment.visitor)}, purpose_of(reached.answer), reached.answer,
                             Call::Repeats::board));
    return rendered(call, reached.appointment, nullptr, false);
}

Result<Reply> handle_move(Call& call) {
    const auto body = TRY(http::parse<MoveBody>(call.body));
    const std::int64_t version = TRY(call.version());
    const Reached reached = TRY(reach(call));
    const Appointment& before = reached.appointment;
    const bool own = !call.who.subject.is_staff;
    const LocalDate day = TRY(day_of(call, body.starts_at));
    const auto person = TRY(visitors::person_facts(call.env, call.centre(), before.visitor, day, call.now));
    MoveRequest request{before.id, version, {body.starts_at, body.ends_at}, body.room, own ? std::nullopt : body.counsellor,
                        own ? Channel::portal : Channel::counsellor, !own && body.override_reason.has_value()};
    const auto reason = own ? std::optional<Bytes>{} : TRY(sealed_reason(call, body.override_reason, before.visitor, before.id, version + 1));
    auto deed = call.deed(ledger::Outcome::done, {subject_of(before.id), person_of(before.visitor)}, purpose_of(reached.answer), {}, &reached.answer);
    const Booked moved = TRY(call.write({subject_of(before.id), person_of(before.visitor)}, [&](store::Tx& tx) -> Result<Booked> {
        const auto zone = TRY(zone_of(tx));
        Booked out = TRY(move(tx, request, person, *zone, call.now));
        if (reason && !out.decision.findings().empty()) {
            TRY_VOID(rows::insert_override(tx, before.id, out.appointment.version, *reason, call.who.subject.person, call.now));
        }
        name_overrides(deed, out.decision);
        ledger::leave(tx, deed);
        return out;
    }));
    return rendered(call, moved.appointment, &moved.decision, false);
}

Result<Reply> handle_cancel(Call& call) {
    const auto body = TRY(http::parse<CancelBody>(call.body));
    static constexpr std::array<std::string_view, 6> kReasons{"visitor", "counsellor", "centre", "ill", "exam", "other"};
    const std::string_view reason = call.who.subject.is_staff ? kReasons[static_cast<std::size_t>(body.reason)] : kReasons[0];
    const std::int64_t version = TRY(call.version());
    const Reached reached = TRY(reach(call));
    const std::vector<ledger::Subject> subjects{subject_of(reached.appointment.id), person_of(reached.appointment.visitor)};
    const auto deed = call.deed(ledger::Outcome::done, subjects, purpose_of(reached.answer), reached.answer.clauses, &reached.answer);
    const Appointment after = TRY(call.write(subjects, [&](store::Tx& tx) -> Result<Appointment> {
        Appointment changed = TRY(cancel(tx, reached.appointment.id, version, reason, call.now));
        ledger::leave(tx, deed);
        return changed;
    }));
    return rendered(call, after, nullptr, false);
}

Result<Reply> handle_undo_cancel(Call& call) {
    const auto body = call.body.empty() ? UndoBody{} : TRY(http::parse<UndoBody>(call.body));
    const std::int64_t version = TRY(call.version());
    const Reached reached = TRY(reach(call));
    const Appointment& before = reached.appointment;
    const bool own = !call.who.subject.is_staff;
    const auto person = TRY(visitors::person_facts(call.env, call.centre(), before.visitor, TRY(day_of(call, before.when.starts_at)), call.now));
    const auto reason = own ? std::optional<Bytes>{} : TRY(sealed_reason(call, body.override_reason, before.visitor, before.id, version + 1));
    const UndoRequest request{before.id, version, own ? Channel::portal : Channel::counsellor, !own && body.override_reason.has_value()};
    const std::vector<ledger::Subject> subjects{subject_of(before.id), person_of(before.visitor)};
    auto deed = call.deed(ledger::Outcome::done, subjects, purpose_of(reached.answer), reached.answer.clauses, &reached.answer);
    const Booked back = TRY(call.write(subjects, [&](store::Tx& tx) -> Result<Booked> {
        const auto zone = TRY(zone_of(tx));
        Booked out = TRY(undo_cancel(tx, request, person, *zone, call.now));
        if (reason && !out.decision.findings().empty()) {
            TRY_VOID(rows::insert_override(tx, before.id, out.appointment.version, *reason, call.who.subject.person, call.now));
        }
        name_overrides(deed, out.decision);
        ledger::leave(tx, deed);
        return out;
    }));
    return rendered(call, back.appointment, &back.decision, false);
}

Result<Reply> handle_complete(Call& call) {
    const auto body = TRY(http::parse<CompleteBody>(call.body));
    const std::int64_t version = TRY(call.version());
    const Reached reached = TRY(reach(call));
    const AppointmentId id = reached.appointment.id;
    auto person = visitors::person_facts(call.env, call.centre(), body.visitor, TRY(day_of(call, reached.appointment.when.starts_at)), call.now);
    if (!person) {
        if (person.error().kind == ErrorKind::not_found) return call.refuse_read({subject_of(id), person_of(body.visitor)});
        return std::move(person).error();
    }
    const auto reason = TRY(sealed_reason(call, body.override_reason, body.visitor, id, version + 1));
    const std::vector<ledger::Subject> subjects{subject_of(id), person_of(body.visitor)};
    auto deed = call.deed(ledger::Outcome::done, subjects, purpose_of(reached.answer), {}, &reached.answer);
    const Booked named = TRY(call.write(subjects, [&](store::Tx& tx) -> Result<Booked> {
        Booked out = TRY(complete_phone(tx, id, version, *person, body.override_reason.has_value(), call.now));
        if (reason && !out.decision.findings().empty()) {
            TRY_VOID(rows::insert_override(tx, id, out.appointment.version, *reason, call.who.subject.person, call.now));
        }
        name_overrides(deed, out.decision);
        ledger::leave(tx, deed);
        return out;
    }));
    return rendered(call, named.appointment, &named.decision, false);
}

}  // namespace xinan::scheduling
