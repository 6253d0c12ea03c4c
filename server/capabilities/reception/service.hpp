// SPDX-License-Identifier: AGPL-3.0-or-later
// Operations of the desk: load facts, decide, write; the caller leaves the deed. Inside reception only.
#pragma once

#include "base/decision.hpp"
#include "capabilities/consent/consent.hpp"
#include "capabilities/reception/rules.hpp"

namespace xinan::reception {

Result<std::shared_ptr<const Zone>> zone_of(store::Tx&);

struct Changed {
    scheduling::Appointment appointment;
    Decision decision;
};
// Errors: those of decide_arrival; conflict scheduling.undefined_step; stale http.stale; not_known().
Result<Changed> arrive(store::Tx&, AppointmentId, std::int64_t version, scheduling::IdentityMeans, bool has_override_reason,
                       UtcTime now);
// Entered by mistake: back to expected. Errors: conflict reception.not_arrived; stale http.stale; not_known().
Result<Changed> undo_arrival(store::Tx&, AppointmentId, std::int64_t version, UtcTime now);
// Errors: conflict reception.not_late_yet, scheduling.undefined_step; stale http.stale; not_known().
Result<Changed> miss(store::Tx&, AppointmentId, std::int64_t version, UtcTime now);

struct WalkIn {
    AppointmentId id;
    StaffId counsellor;
    scheduling::Kind kind = scheduling::Kind::ordinary;
    AnyId booked_by{};
    std::optional<scheduling::IdentityMeans> identity = {};  // given: arrived at once, unless two fields are open
    bool has_override_reason = false;
};
// Ordinary: the counsellor's next free span of the day, on site. Emergency and first talk: begins now, needs nothing.
// Errors: invalid reception.unknown_counsellor; conflict reception.no_time_today; those of scheduling::book and decide_arrival.
Result<Changed> walk_in(store::Tx&, const WalkIn&, const visitors::PersonFacts&, UtcTime now);

// The board of a day: appointments by start without the cancelled, and what stands beside each.
struct BoardFacts {
    LocalDate day;
    std::vector<scheduling::Appointment> appointments;
    scheduling::ViewFacts view;
    std::vector<bool> forms_complete;  // by view.persons
};
// counsellor: only theirs. Errors: conflict scheduling.too_many_in_list.
Result<BoardFacts> board_facts(store::Tx&, std::optional<LocalDate> day, std::optional<StaffId> counsellor, UtcTime now);

}  // namespace xinan::reception
