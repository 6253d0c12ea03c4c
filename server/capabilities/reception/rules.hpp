// SPDX-License-Identifier: AGPL-3.0-or-later
// What an arrival, a missed appointment and a walk-in must satisfy. Pure: no clock, no database.
#pragma once

#include <optional>
#include <span>

#include "base/decision.hpp"
#include "capabilities/reception/reception.hpp"

namespace xinan::reception {

// Loaded by load_parameters. Units in the names, clauses in settings.cpp.
struct Parameters {
    Strength identity = Strength::warn;    // nobody checked who it is, or a pseudonym was given (B2.1.2b)
    Strength booking = Strength::warn;     // day, room or counsellor is not as booked (B2.1.2c)
    int missed_after_minutes = 15;         // an appointment is not missed before
    int walk_in_minutes = 45;              // length booked for somebody without a booking
};
Result<Parameters> load_parameters(store::Tx&, UtcTime now);

struct ArrivalFacts {
    scheduling::State state = scheduling::State::booked;
    scheduling::Kind kind = scheduling::Kind::ordinary;
    scheduling::IdentityMeans identity = scheduling::IdentityMeans::known_to_staff;
    bool booked_for_today = true;
    bool room_in_use = true;               // also when none is booked
    bool counsellor_active = true;
};
// Guards: reception.fields_open (hard, B2.1.1b: a phone booking is completed first), reception.identity_unchecked,
// reception.other_day, reception.room_closed, reception.counsellor_left. An emergency or a first unplanned talk asks nothing.
Decision decide_arrival(const ArrivalFacts&, const Parameters&);

// Guard reception.not_late_yet (hard, B2.1.2i) {minutes}: the register says "missed" only of those who had their time to come.
Decision decide_missed(UtcTime starts_at, UtcTime now, const Parameters&);

// The first start at or after now at which the counsellor is free for `length` with `before` and `after` kept to others.
// booked: the counsellor's appointments of the day. Half-open; a start on a whole minute. Not after `until`: none.
struct WalkInTimes {
    UtcTime now;
    UtcTime until;                         // end of the civil day
    Millis length{};
    Millis before{};
    Millis after{};
};
std::optional<TimeSpan> next_free(std::span<const scheduling::Appointment> booked, const WalkInTimes&);

}  // namespace xinan::reception
