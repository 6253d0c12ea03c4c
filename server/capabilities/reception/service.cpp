// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reception/service.hpp"

#include <algorithm>

#include "capabilities/facilities/facilities.hpp"
#include "capabilities/staff/staff.hpp"
#include "store/centre.hpp"

namespace xinan::reception {
namespace {

using scheduling::Appointment;
using scheduling::State;

Result<Appointment> stored(store::Tx& tx, AppointmentId id, std::int64_t version) {
    auto found = TRY(scheduling::find(tx, id));
    if (!found) return access::not_known();
    if (found->version != version) {
        return fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(found->version)}});
    }
    return std::move(*found);
}

TimeSpan day_span(const Zone& zone, LocalDate day) { return {zone.day_start(day), zone.day_start(add_days(day, 1))}; }

Result<bool> active(store::Tx& tx, StaffId id) {
    const auto member = TRY(staff::staff_member(tx, id));
    return member && member->active;
}

Result<Decision> judge_arrival(store::Tx& tx, const Appointment& a, scheduling::IdentityMeans means, UtcTime now) {
    ArrivalFacts facts;
    facts.state = a.state;
    facts.kind = a.kind;
    facts.identity = means;
    const auto zone = TRY(zone_of(tx));
    facts.booked_for_today = zone->to_local(a.when.starts_at).date == zone->to_local(now).date;
    if (a.room) {
        const auto room = TRY(facilities::find_room(tx, *a.room));
        facts.room_in_use = room && room->in_use;
    }
    facts.counsellor_active = TRY(active(tx, a.counsellor));
    return decide_arrival(facts, TRY(load_parameters(tx, now)));
}

// A figure of scheduling by its key: its buffers are what a walk-in must leave to the bookings beside it.
Result<Millis> buffer(store::Tx& tx, std::string_view key, UtcTime now) {
    const auto specs = scheduling::settings();
    const auto spec = std::ranges::find(specs, key, &store::SettingSpec::key);
    ensure(spec != specs.end(), "scheduling declares its buffers");
    return Millis{TRY(store::setting(tx, *spec, now)) * 60'000};
}

Result<TimeSpan> span_of_walk_in(store::Tx& tx, StaffId counsellor, const Zone& zone, UtcTime now) {
    const TimeSpan day = day_span(zone, zone.to_local(now).date);
    const auto booked = TRY(scheduling::in_span(tx, day, counsellor, std::nullopt));
    const Parameters p = TRY(load_parameters(tx, now));
    const auto when = next_free(booked, {now, day.ends_at, Millis{p.walk_in_minutes * 60'000},
                                         TRY(buffer(tx, "scheduling.buffer_before", now)),
                                         TRY(buffer(tx, "scheduling.buffer_after", now))});
    if (!when) return fail(ErrorKind::conflict, "reception.no_time_today", {}, {"B2.1.1h"});
    return *when;
}

}  // namespace

Result<std::shared_ptr<const Zone>> zone_of(store::Tx& tx) { return Zone::open(TRY(store::load_centre(tx)).zone); }

Result<Changed> arrive(store::Tx& tx, AppointmentId id, std::int64_t version, scheduling::IdentityMeans means,
                       bool has_override_reason, UtcTime now) {
    const Appointment before = TRY(stored(tx, id, version));
    Decision decision = TRY(judge_arrival(tx, before, means, now));
    TRY_VOID(decision.settle(has_override_reason));
    return Changed{TRY(scheduling::take_step(tx, {id, version, State::arrived, means, {}}, now)), std::move(decision)};
}

Result<Changed> undo_arrival(store::Tx& tx, AppointmentId id, std::int64_t version, UtcTime now) {
    const Appointment before = TRY(stored(tx, id, version));
    if (before.state != State::arrived) return fail(ErrorKind::conflict, "reception.not_arrived", {}, {"A1.1a"});
    return Changed{TRY(scheduling::take_step(tx, {id, version, State::booked, {}, {}}, now)), {}};
}

Result<Changed> miss(store::Tx& tx, AppointmentId id, std::int64_t version, UtcTime now) {
    const Appointment before = TRY(stored(tx, id, version));
    const Decision decision = decide_missed(before.when.starts_at, now, TRY(load_parameters(tx, now)));
    TRY_VOID(decision.settle(false));
    return Changed{TRY(scheduling::take_step(tx, {id, version, State::missed, {}, {}}, now)), {}};
}

Result<Changed> walk_in(store::Tx& tx, const WalkIn& asked, const visitors::PersonFacts& person, UtcTime now) {
    if (!TRY(active(tx, asked.counsellor))) return fail(ErrorKind::invalid, "reception.unknown_counsellor");
    if (asked.kind == scheduling::Kind::emergency || asked.kind == scheduling::Kind::first_talk) {
        return Changed{TRY(scheduling::insert_unplanned(tx, asked.id, person.id, asked.counsellor, asked.kind, now)), {}};
    }
    const auto zone = TRY(zone_of(tx));
    scheduling::BookRequest request;
    request.id = asked.id;
    request.visitor = person.id;
    request.counsellor = asked.counsellor;
    request.when = TRY(span_of_walk_in(tx, asked.counsellor, *zone, now));
    request.channel = scheduling::Channel::on_site;
    request.kind = asked.kind;
    request.booked_by = asked.booked_by;
    request.has_override_reason = asked.has_override_reason;
    auto booked = TRY(scheduling::book(tx, request, person, *zone, now));
    Changed out{std::move(booked.appointment), std::move(booked.decision)};
    if (asked.identity && !person.provisional) {
        const Decision arrival = TRY(judge_arrival(tx, out.appointment, *asked.identity, now));
        TRY_VOID(arrival.settle(asked.has_override_reason));
        for (const Finding& finding : arrival.findings()) out.decision.add(finding);
        out.appointment = TRY(scheduling::take_step(tx, {asked.id, 1, State::arrived, asked.identity, {}}, now));
    }
    return out;
}

Result<BoardFacts> board_facts(store::Tx& tx, std::optional<LocalDate> day, std::optional<StaffId> counsellor, UtcTime now) {
    BoardFacts out;
    const auto zone = TRY(zone_of(tx));
    out.day = day.value_or(zone->to_local(now).date);
    out.appointments = TRY(scheduling::in_span(tx, day_span(*zone, out.day), counsellor, std::nullopt));
    std::erase_if(out.appointments, [](const Appointment& a) { return a.state == State::cancelled; });
    out.view = TRY(scheduling::view_facts(tx, out.appointments, out.day, now));
    std::vector<PersonId> persons;
    for (const auto& person : out.view.persons) persons.push_back(person.id);
    if (!persons.empty()) out.forms_complete = TRY(visitors::forms_complete(tx, persons));
    return out;
}

}  // namespace xinan::reception
