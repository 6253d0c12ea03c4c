// SPDX-License-Identifier: AGPL-3.0-or-later
// Who meets whom, where and when: bell schedule, availability, appointments and their states. Not: what is said (casework),
// who the visitor is (visitors), the desk (reception).
//
// Appointment rows are plain (ids, times, states) and hold no free text. No person and no room is double-booked: the
// database refuses it. Functions on a Tx touch no key. Threads: safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/access.hpp"
#include "base/zone.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::scheduling {

enum class State : std::uint8_t { held_by_phone, booked, arrived, in_session, done, missed, cancelled };
BOOST_DESCRIBE_ENUM(State, held_by_phone, booked, arrived, in_session, done, missed, cancelled)
enum class Kind : std::uint8_t { ordinary, emergency, first_talk, consultation };
BOOST_DESCRIBE_ENUM(Kind, ordinary, emergency, first_talk, consultation)
enum class Channel : std::uint8_t { portal, phone, on_site, counsellor };
BOOST_DESCRIBE_ENUM(Channel, portal, phone, on_site, counsellor)
enum class IdentityMeans : std::uint8_t { known_to_staff, pupil_card, id_card, call_back, guardian_confirms, pseudonym, none };
BOOST_DESCRIBE_ENUM(IdentityMeans, known_to_staff, pupil_card, id_card, call_back, guardian_confirms, pseudonym, none)

// The row.
struct Appointment {
    AppointmentId id;
    std::int64_t version = 1;
    State state = State::booked;
    Kind kind = Kind::ordinary;
    Channel channel = Channel::portal;
    TimeSpan when;
    StaffId counsellor;
    std::optional<RoomId> room;
    PersonId visitor;                         // a provisional person while held by phone
    AnyId booked_by{};
    UtcTime booked_at;
    std::optional<UtcTime> arrived_at, started_at, ended_at;
    std::optional<IdentityMeans> identity;
    AnyId case_id{};                          // zero until casework links it
};
Result<std::optional<Appointment>> find(store::Tx&, AppointmentId);
// By start, at most 500 (conflict scheduling.too_many_in_list). counsellor, visitor optional.
Result<std::vector<Appointment>> in_span(store::Tx&, TimeSpan, std::optional<StaffId> counsellor, std::optional<PersonId> visitor);

// A booking as asked for.
struct BookRequest {
    AppointmentId id;                         // made by the caller (ordered)
    PersonId visitor;
    StaffId counsellor;
    TimeSpan when;
    std::optional<RoomId> room;               // none: the first free room of kind counselling
    Channel channel = Channel::portal;
    Kind kind = Kind::ordinary;
    AnyId booked_by{};
    bool has_override_reason = false;
};
// Books, in this transaction: loads facts, decides (rules.hpp), inserts appointment and occupancy. Leaves no deed: the caller does,
// with decision.clauses(). Errors: see rules.hpp; conflict scheduling.slot_taken; conflict visitors.person_changed.
// facts: visitors::person_facts made outside.
struct Booked { Appointment appointment; Decision decision; };
Result<Booked> book(store::Tx&, const BookRequest&, const visitors::PersonFacts&, const Zone& zone, UtcTime now);

// One step of the state machine (A1.1a): undefined steps are refused (conflict scheduling.undefined_step {from,to}). If the version
// differs: stale http.stale. arrived: identity set. missed: its time is free for others at once; who is late may still come
// (missed → arrived) while nobody has the time: conflict scheduling.slot_taken. Cancelling goes another way.
struct Step {
    AppointmentId id;
    std::int64_t version = 0;                 // 0: whatever it is (system, casework)
    State to = State::arrived;
    std::optional<IdentityMeans> identity = {};
    AnyId case_id{};
};
Result<Appointment> take_step(store::Tx&, const Step&, UtcTime now);

// A session that needs no booking, room, identity or consent: emergency or first unplanned talk. No occupancy: help is never
// stopped by paperwork. State in_session at once.
Result<Appointment> insert_unplanned(store::Tx&, AppointmentId, PersonId visitor, StaffId counsellor, Kind, UtcTime now);
// After a hand-over: future appointments of this visitor with `from` go to `to` where free; returns those that could not move.
Result<std::vector<AppointmentId>> hand_over(store::Tx&, PersonId visitor, StaffId from, StaffId to, UtcTime now);

// Bell schedule and availability for init, demo and tests: the presets of a boarding middle school.
struct Period {
    std::string key;                          // "noon", "p8", "evening1"
    std::string name_zh, name_en;
    std::int64_t starts_minute = 0, ends_minute = 0;   // local, minute of day
    std::string kind;                         // lesson | noon | after_school | evening
    std::vector<std::int64_t> weekdays;       // ISO 1..7
};
BOOST_DESCRIBE_STRUCT(Period, (), (key, name_zh, name_en, starts_minute, ends_minute, kind, weekdays))
// Errors: invalid scheduling.too_many_periods, .end_before_start, .period_twice, .period_kind,
// .period_words (a name or key that is empty or long), .weekday.
Result<void> put_bell_schedule(store::Tx&, const std::vector<Period>&, UtcTime now);
struct WeeklyOpening { std::int64_t weekday = 1; std::string period; };
BOOST_DESCRIBE_STRUCT(WeeklyOpening, (), (weekday, period))
// Errors: invalid scheduling.unknown_period.
Result<void> put_availability(store::Tx&, StaffId, const std::vector<WeeklyOpening>&, UtcTime now);

// The appointment as JSON for lists of this and later capabilities (reception's board): names and labels filled in outside.
struct AppointmentView;  // view.hpp, included at the end
std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::scheduling

#include "capabilities/scheduling/view.hpp"
