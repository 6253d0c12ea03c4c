// SPDX-License-Identifier: AGPL-3.0-or-later
// Booking, moving and the steps of an appointment: load facts, decide, write; the caller leaves the deed.
#include "capabilities/scheduling/service.hpp"

#include <algorithm>

#include "capabilities/scheduling/store.hpp"
#include "store/centre.hpp"

namespace xinan::scheduling {
namespace {

constexpr std::int64_t kMinute = 60'000;

bool covers(const rows::StoredPeriod& p, int weekday, int starts_minute, int ends_minute) {
    return (p.weekdays >> (weekday - 1) & 1) != 0 && p.period.starts_minute <= starts_minute && p.period.ends_minute >= ends_minute;
}
bool touches(const rows::StoredPeriod& p, int weekday, int starts_minute, int ends_minute) {
    return (p.weekdays >> (weekday - 1) & 1) != 0 && p.period.starts_minute < ends_minute && p.period.ends_minute > starts_minute;
}

// Open: within one period the counsellor opened, not on a closed date. Lesson: any lesson is touched.
struct Hours {
    bool open = false;
    bool lesson = false;
};
Result<Hours> hours(store::Tx& tx, StaffId counsellor, const LocalTime& starts, const LocalTime& ends) {
    const int weekday = weekday_iso(starts.date);
    const int ends_minute = ends.date == starts.date ? ends.minute_of_day : 1440;
    Hours out;
    const auto periods = TRY(rows::periods(tx));
    const auto openings = TRY(rows::openings(tx, counsellor));
    const auto closed = TRY(rows::closed(tx, counsellor, starts.date, add_days(starts.date, 1)));
    for (const auto& p : periods) {
        out.lesson = out.lesson || (p.period.kind == "lesson" && touches(p, weekday, starts.minute_of_day, ends_minute));
        if (covers(p, weekday, starts.minute_of_day, ends_minute)) {
            out.open = out.open || (closed.empty() && std::ranges::any_of(openings, [&](const rows::Opening& o) {
                                        return o.weekday == weekday && o.period == p.period.key;
                                    }));
        }
    }
    return out;
}

// The room it had, if free for the whole span with its buffers, else the first free one of kind counselling.
Result<std::optional<facilities::Room>> free_room(store::Tx& tx, const TimeSpan& with_buffers, AppointmentId but, std::optional<RoomId> had) {
    std::vector<facilities::Room> rooms = TRY(facilities::all_rooms(tx));
    std::erase_if(rooms, [](const facilities::Room& r) { return !r.in_use || r.kind != facilities::RoomKind::counselling; });
    if (had) std::ranges::stable_partition(rooms, [&](const facilities::Room& r) { return r.id == *had; });
    std::vector<AnyId> ids;
    for (const auto& room : rooms) ids.push_back(any(room.id));
    const auto taken = TRY(rows::occupied(tx, ids, with_buffers));
    for (const auto& room : rooms) {
        const bool busy = std::ranges::any_of(taken, [&](const rows::Occupied& o) { return o.resource == any(room.id) && o.appointment != but; });
        if (!busy) return std::optional(room);
    }
    if (rooms.empty()) return std::optional<facilities::Room>{};
    return fail(ErrorKind::conflict, "scheduling.no_free_room", {}, {"B1.a"});
}

struct Wanted {
    AppointmentId id;
    StaffId counsellor;
    TimeSpan when;
    std::optional<RoomId> room;      // asked for by name
    Channel channel;
    Kind kind;
    bool has_override_reason;
    std::optional<RoomId> had = {};  // kept when free
    bool counsellor_exchanged = false;
};
struct Judged {
    Decision decision;
    Parameters parameters;
    std::optional<RoomId> room;
};
Result<Judged> judge(store::Tx& tx, const Wanted& w, const visitors::PersonFacts& person, const Zone& zone, UtcTime now) {
    Judged out;
    out.parameters = TRY(load_parameters(tx, now));
    BookingFacts f;
    f.when = w.when;
    f.now = now;
    f.starts = zone.to_local(w.when.starts_at);
    f.ends = zone.to_local(w.when.ends_at);
    f.today = zone.to_local(now).date;
    f.channel = w.channel;
    f.room_wanted = w.kind == Kind::ordinary || w.room.has_value();
    f.counsellor_exchanged = w.counsellor_exchanged;
    TRY_VOID(check_span(f, out.parameters));
    f.counsellor = TRY(staff::counsellor_facts(tx, w.counsellor, person.id, person.class_id, f.starts.date));
    const Hours h = TRY(hours(tx, w.counsellor, f.starts, f.ends));
    f.open_hours = h.open;
    f.lesson = h.lesson;
    if (f.room_wanted) {
        f.room = w.room ? TRY(facilities::find_room(tx, *w.room)) : TRY(free_room(tx, with_buffers(w.when, out.parameters), w.id, w.had));
        if (f.room) out.room = f.room->id;
    }
    const TimeSpan day{zone.day_start(f.starts.date), zone.day_start(add_days(f.starts.date, 1))};
    const LocalDate monday = add_days(f.starts.date, 1 - weekday_iso(f.starts.date));
    const TimeSpan week{zone.day_start(monday), zone.day_start(add_days(monday, 7))};
    const rows::Counts counts = TRY(rows::counts(tx, w.counsellor, person.id, day, week, w.id));
    f.booked_that_day = counts.day;
    f.booked_that_week = counts.week;
    f.visitor_booked_that_day = counts.visitor_day > 0;
    out.decision = decide_booking(f, out.parameters);
    TRY_VOID(out.decision.settle(w.has_override_reason));
    return out;
}

Result<Appointment> stored(store::Tx& tx, AppointmentId id, std::optional<std::int64_t> version) {
    auto found = TRY(rows::find(tx, id));
    if (!found) return access::not_known();
    if (version && found->version != *version) return fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(found->version)}});
    return std::move(*found);
}

}  // namespace

Result<std::shared_ptr<const Zone>> zone_of(store::Tx& tx) { return Zone::open(TRY(store::load_centre(tx)).zone); }

Result<std::optional<Appointment>> find(store::Tx& tx, AppointmentId id) { return rows::find(tx, id); }
Result<std::vector<Appointment>> in_span(store::Tx& tx, TimeSpan span, std::optional<StaffId> counsellor, std::optional<PersonId> visitor) {
    return rows::in_span(tx, span, counsellor, visitor);
}

Result<Booked> book(store::Tx& tx, const BookRequest& request, const visitors::PersonFacts& person, const Zone& zone, UtcTime now) {
    TRY_VOID(visitors::person_unchanged(tx, person.id, person.version));
    Judged judged = TRY(judge(tx, {request.id, request.counsellor, request.when, request.room, request.channel, request.kind, request.has_override_reason},
                              person, zone, now));
    Appointment a;
    a.id = request.id;
    a.state = person.provisional ? State::held_by_phone : State::booked;
    a.kind = request.kind;
    a.channel = request.channel;
    a.when = request.when;
    a.counsellor = request.counsellor;
    a.room = judged.room;
    a.visitor = request.visitor;
    a.booked_by = request.booked_by;
    a.booked_at = now;
    TRY_VOID(rows::insert(tx, a));
    TRY_VOID(rows::occupy(tx, a, with_buffers(a.when, judged.parameters)));
    return Booked{std::move(a), std::move(judged.decision)};
}

Result<Booked> move(store::Tx& tx, const MoveRequest& request, const visitors::PersonFacts& person, const Zone& zone, UtcTime now) {
    Appointment a = TRY(stored(tx, request.id, request.version));
    if (a.state != State::booked && a.state != State::held_by_phone) {
        return fail(ErrorKind::conflict, "scheduling.cannot_move", {{"state", std::string(rows::name_of(a.state))}}, {"A1.1a"});
    }
    TRY_VOID(rows::leave(tx, a.id));
    const StaffId counsellor = request.counsellor.value_or(a.counsellor);
    const bool exchanged = request.asked_by != Channel::portal && counsellor != a.counsellor;
    const Wanted wanted{a.id, counsellor, request.when, request.room, request.asked_by, a.kind, request.has_override_reason, a.room, exchanged};
    Judged judged = TRY(judge(tx, wanted, person, zone, now));
    a.version += 1;
    a.when = request.when;
    a.counsellor = counsellor;
    a.room = judged.room;
    TRY_VOID(rows::update(tx, a, {}));
    TRY_VOID(rows::occupy(tx, a, with_buffers(a.when, judged.parameters)));
    return Booked{std::move(a), std::move(judged.decision)};
}

Result<Appointment> cancel(store::Tx& tx, AppointmentId id, std::int64_t version, std::string_view reason, UtcTime) {
    Appointment a = TRY(stored(tx, id, version));
    TRY_VOID(check_step(a.state, State::cancelled));
    a.state = State::cancelled;
    a.version += 1;
    TRY_VOID(rows::update(tx, a, reason));
    TRY_VOID(rows::leave(tx, a.id));
    return a;
}

Result<Booked> undo_cancel(store::Tx& tx, const UndoRequest& request, const visitors::PersonFacts& person, const Zone& zone, UtcTime now) {
    Appointment a = TRY(stored(tx, request.id, request.version));
    if (a.state != State::cancelled) return undefined_step(a.state, State::booked);
    if (request.asked_by == Channel::portal && TRY(rows::cancel_reason(tx, a.id)) != "visitor") {
        return fail(ErrorKind::conflict, "scheduling.cancelled_by_centre", {}, {"A2.2a"});
    }
    // Much may have changed since: hours closed, a credential expired, another booking that day.
    Judged judged = TRY(judge(tx, {a.id, a.counsellor, a.when, {}, request.asked_by, a.kind, request.has_override_reason, a.room}, person, zone, now));
    a.state = person.provisional ? State::held_by_phone : State::booked;
    a.version += 1;
    a.room = judged.room;
    TRY_VOID(rows::update(tx, a, {}));
    TRY_VOID(rows::occupy(tx, a, with_buffers(a.when, judged.parameters)));
    return Booked{std::move(a), std::move(judged.decision)};
}

Result<Booked> complete_phone(store::Tx& tx, AppointmentId id, std::int64_t version, const visitors::PersonFacts& person, bool has_override_reason,
                              UtcTime now) {
    Appointment a = TRY(stored(tx, id, version));
    if (a.state != State::held_by_phone) return fail(ErrorKind::conflict, "scheduling.not_by_phone", {}, {"B2.1.1b"});
    TRY_VOID(visitors::person_unchanged(tx, person.id, person.version));
    const Parameters parameters = TRY(load_parameters(tx, now));
    // Only now it is known who comes: what stands between visitor and counsellor is asked now.
    const LocalDate day = TRY(zone_of(tx))->to_local(a.when.starts_at).date;
    Decision decision;
    staff::check_counsellor(decision, TRY(staff::counsellor_facts(tx, a.counsellor, person.id, person.class_id, day)), parameters.staff, day);
    TRY_VOID(decision.settle(has_override_reason));
    const PersonId caller = a.visitor;
    a.visitor = person.id;
    a.state = State::booked;
    a.version += 1;
    TRY_VOID(rows::update(tx, a, {}));
    TRY_VOID(rows::leave(tx, a.id));
    TRY_VOID(rows::occupy(tx, a, with_buffers(a.when, parameters)));
    if (caller != person.id) TRY_VOID(visitors::close_provisional(tx, caller, now));
    return Booked{std::move(a), std::move(decision)};
}

Result<Appointment> take_step(store::Tx& tx, const Step& step, UtcTime now) {
    Appointment a = TRY(stored(tx, step.id, step.version == 0 ? std::nullopt : std::optional(step.version)));
    TRY_VOID(check_step(a.state, step.to));
    if (step.to == State::cancelled) return undefined_step(a.state, step.to);
    const State from = a.state;
    a.state = step.to;
    a.version += 1;
    if (step.identity) a.identity = step.identity;
    if (!step.case_id.is_zero()) a.case_id = step.case_id;
    switch (step.to) {
        case State::arrived:
            ensure(a.identity.has_value(), "an arrival says how the person was known");
            a.arrived_at = now;
            break;
        case State::booked:
            if (from == State::arrived) {  // arrived by mistake: undone
                a.arrived_at.reset();
                a.identity.reset();
            }
            break;
        case State::in_session:
            if (!a.started_at) a.started_at = now;
            break;
        case State::done: a.ended_at = now; break;
        default: break;
    }
    TRY_VOID(rows::update(tx, a, {}));
    // Nobody came: the time is free for others. Who comes late after all has it again, if it still is.
    if (step.to == State::missed) TRY_VOID(rows::leave(tx, a.id));
    if (from == State::missed) TRY_VOID(rows::occupy(tx, a, with_buffers(a.when, TRY(load_parameters(tx, now)))));
    return a;
}

Result<Appointment> insert_unplanned(store::Tx& tx, AppointmentId id, PersonId visitor, StaffId counsellor, Kind kind, UtcTime now) {
    ensure(kind == Kind::emergency || kind == Kind::first_talk, "only help that cannot wait comes without a booking");
    Appointment a;
    a.id = id;
    a.state = State::in_session;
    a.kind = kind;
    a.channel = Channel::counsellor;
    a.when = {now, now + Millis{60 * kMinute}};  // expected; it occupies nothing and ends when it ends
    a.counsellor = counsellor;
    a.visitor = visitor;
    a.booked_by = any(counsellor);
    a.booked_at = now;
    a.started_at = now;
    TRY_VOID(rows::insert(tx, a));
    return a;
}

Result<std::vector<AppointmentId>> hand_over(store::Tx& tx, PersonId visitor, StaffId from, StaffId to, UtcTime now) {
    const Parameters parameters = TRY(load_parameters(tx, now));
    std::vector<AppointmentId> left;
    const TimeSpan future{now, now + Millis{400LL * 24 * 60 * kMinute}};
    for (Appointment a : TRY(rows::in_span(tx, future, from, visitor))) {
        if (a.state != State::booked && a.state != State::held_by_phone) continue;
        const auto taken = TRY(rows::occupied(tx, std::array{any(to)}, with_buffers(a.when, parameters)));
        if (!taken.empty()) {
            left.push_back(a.id);
            continue;
        }
        a.counsellor = to;
        a.version += 1;
        TRY_VOID(rows::update(tx, a, {}));
        TRY_VOID(rows::leave(tx, a.id));
        TRY_VOID(rows::occupy(tx, a, with_buffers(a.when, parameters)));
    }
    return left;
}

}  // namespace xinan::scheduling
