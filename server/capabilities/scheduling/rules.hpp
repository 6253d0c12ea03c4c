// SPDX-License-Identifier: AGPL-3.0-or-later
// What a booking must satisfy. Pure: no clock, no database. Overlap is not here: the database refuses it (B2.1.1d).
#pragma once

#include <optional>

#include "base/decision.hpp"
#include "base/zone.hpp"
#include "capabilities/facilities/facilities.hpp"
#include "capabilities/scheduling/scheduling.hpp"
#include "capabilities/staff/staff.hpp"

namespace xinan::scheduling {

// Figures of the rules; loaded by load_parameters. Units in the names, clauses in settings.cpp.
struct Parameters {
    int length_minutes_min = 15;
    int length_minutes_max = 180;
    int ahead_days_max = 90;
    int portal_ahead_days_max = 30;
    int buffer_before_minutes = 0;       // before and after belong to counsellor and room, not to the visitor (B2.1.1e)
    int buffer_after_minutes = 15;
    int daily_cap = 6;                   // sessions of one counsellor a day (A1.0b)
    int weekly_cap = 25;
    Strength daily_cap_strength = Strength::warn;
    Strength weekly_cap_strength = Strength::warn;
    Strength outside_hours_strength = Strength::warn;    // of staff; the portal offers only open times
    Strength second_booking_strength = Strength::warn;   // the visitor has another one that day
    Strength visitor_away_strength = Strength::warn;     // a lesson of the bell schedule
    Strength exchange_strength = Strength::warn;         // the visitor chose another counsellor (A3.3b)
    staff::Parameters staff;
};
Result<Parameters> load_parameters(store::Tx&, UtcTime now);

struct BookingFacts {
    TimeSpan when;
    LocalTime starts;                    // civil, in the centre's zone
    LocalTime ends;
    UtcTime now;
    LocalDate today;
    Channel channel = Channel::portal;
    staff::CounsellorFacts counsellor;
    bool room_wanted = true;             // ordinary sessions have a room; consultation may go without
    std::optional<facilities::Room> room;
    bool open_hours = false;             // inside the counsellor's availability and not closed that day
    bool lesson = false;                 // within a period of kind lesson
    int booked_that_day = 0;             // of the counsellor, without this one
    int booked_that_week = 0;
    bool visitor_booked_that_day = false;
    bool counsellor_exchanged = false;   // staff move it to another counsellor than the one it was booked with
};

// First what is wrong with the request itself: kind invalid, no override.
// Errors: scheduling.end_before_start, scheduling.span_length {min,max,got}, scheduling.in_the_past, scheduling.too_far_ahead {days},
// scheduling.over_midnight.
Result<void> check_span(const BookingFacts&, const Parameters&);
// Guards scheduling.outside_hours, scheduling.daily_cap, scheduling.weekly_cap, scheduling.second_booking, scheduling.in_a_lesson,
// scheduling.other_counsellor and those of staff and facilities.
Decision decide_booking(const BookingFacts&, const Parameters&);

// How a booking came in, said by whoever enters it: the portal is the visitor's own way, the others are the staff's (B2.1.1a).
// Error: invalid scheduling.channel.
Result<Channel> check_channel(bool staff_books, std::optional<Channel> asked);
// An appointment is for exactly one visitor: the one the staff name, or whoever is signed in (A4.2b).
// Error: invalid http.invalid_request with the field /visitor.
Result<PersonId> check_visitor(bool staff_books, std::optional<PersonId> asked, PersonId self);
// A call is booked with a number that can be called back (B2.1.1f). Error: invalid base.not_a_phone with the field /callback.
Result<void> check_caller(std::string_view callback);

// A1.1a. The same table stands in the database's trigger.
bool step_allowed(State from, State to);
// conflict scheduling.undefined_step {from,to}, with A1.1a and the clauses that ask for the same.
Error undefined_step(State from, State to);
Result<void> check_step(State from, State to);

// What counsellor and room are occupied for.
TimeSpan with_buffers(const TimeSpan&, const Parameters&);

}  // namespace xinan::scheduling
