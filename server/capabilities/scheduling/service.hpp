// SPDX-License-Identifier: AGPL-3.0-or-later
// Operations of scheduling that only its own routes use. Public ones are in scheduling.hpp.
#pragma once

#include <vector>

#include "capabilities/scheduling/rules.hpp"
#include "capabilities/scheduling/scheduling.hpp"

namespace xinan::scheduling {

// The centre's zone, opened once per name (base::Zone keeps no cache).
Result<std::shared_ptr<const Zone>> zone_of(store::Tx&);

struct MoveRequest {
    AppointmentId id;
    std::int64_t version = 0;
    TimeSpan when;
    std::optional<RoomId> room;                 // none: keeps its room if free, else the first free one
    std::optional<StaffId> counsellor;          // none: the same
    Channel asked_by = Channel::counsellor;     // portal: the visitor's own limits hold
    bool has_override_reason = false;
};
// Old occupancy is replaced in one transaction. Errors: as book; conflict scheduling.cannot_move {state}; stale http.stale.
Result<Booked> move(store::Tx&, const MoveRequest&, const visitors::PersonFacts&, const Zone&, UtcTime now);
// Errors: conflict scheduling.undefined_step; stale http.stale.
Result<Appointment> cancel(store::Tx&, AppointmentId, std::int64_t version, std::string_view reason, UtcTime now);
struct UndoRequest {
    AppointmentId id;
    std::int64_t version = 0;
    Channel asked_by = Channel::counsellor;     // portal: only what the visitor cancelled, and the visitor's own limits hold
    bool has_override_reason = false;
};
// Asks what a booking asks, as if it were made now; keeps its room if free, else takes the first free one. Errors: as book;
// conflict scheduling.slot_taken when somebody has the time since; conflict scheduling.cancelled_by_centre; stale http.stale.
Result<Booked> undo_cancel(store::Tx&, const UndoRequest&, const visitors::PersonFacts&, const Zone&, UtcTime now);
// The caller of a phone booking has a name now; the guards between visitor and counsellor (A1.2c) are asked now.
// Errors: conflict scheduling.not_by_phone; stale http.stale; scheduling.slot_taken; those of staff's guards.
Result<Booked> complete_phone(store::Tx&, AppointmentId, std::int64_t version, const visitors::PersonFacts&, bool has_override_reason, UtcTime now);

// What may be booked: periods of the bell schedule the counsellor opened, not closed, not occupied, with a room free.
struct FreeTime {
    StaffId counsellor;
    TimeSpan when;
    std::string period;
    std::int64_t rooms_free = 0;
};
struct FreeTimesAsked {
    LocalDate from;
    int days = 7;                               // 1..31
    std::vector<StaffId> counsellors;           // at most 50
};
Result<std::vector<FreeTime>> free_times(store::Tx&, const FreeTimesAsked&, const Zone&, UtcTime now);

}  // namespace xinan::scheduling
