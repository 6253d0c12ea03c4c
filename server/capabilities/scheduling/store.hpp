// SPDX-License-Identifier: AGPL-3.0-or-later
// All SQL of scheduling. Rows in and out; no rules.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "capabilities/scheduling/scheduling.hpp"

namespace xinan::scheduling::rows {

inline constexpr std::size_t kAppointmentsMax = 500;  // of one list
inline constexpr std::size_t kPeriodsMax = 40;

std::string_view name_of(State state);
std::string_view name_of(Kind kind);
std::string_view name_of(Channel channel);
std::string_view name_of(IdentityMeans means);
State state_from(std::string_view name);  // ensure: known

Result<std::optional<Appointment>> find(store::Tx&, AppointmentId);
Result<std::vector<Appointment>> in_span(store::Tx&, TimeSpan, std::optional<StaffId>, std::optional<PersonId>);
Result<void> insert(store::Tx&, const Appointment&);
// The whole row by its next version. Errors: stale http.stale when the stored version is not version - 1.
Result<void> update(store::Tx&, const Appointment&, std::string_view cancel_reason);
// "" of one that is not cancelled.
Result<std::string> cancel_reason(store::Tx&, AppointmentId);
Result<void> insert_override(store::Tx&, AppointmentId, std::int64_t version, const Bytes& sealed, AnyId by, UtcTime now);

struct Occupied {
    AnyId resource;
    TimeSpan span;
    AppointmentId appointment;
};
// counsellor and room with their buffers, the visitor without. Errors: conflict scheduling.slot_taken {who: counsellor|room|visitor}.
Result<void> occupy(store::Tx&, const Appointment&, const TimeSpan& with_buffers);
Result<void> leave(store::Tx&, AppointmentId);
// Everything of these resources that overlaps the span; one statement; at most 20,000 (conflict scheduling.too_many_in_list).
Result<std::vector<Occupied>> occupied(store::Tx&, std::span<const AnyId> resources, const TimeSpan&);

struct Counts {
    int day = 0;
    int week = 0;
    int visitor_day = 0;
};
// Appointments not cancelled of the counsellor that start within day and week, and of the visitor within day; without `but`.
Result<Counts> counts(store::Tx&, StaffId, PersonId, TimeSpan day, TimeSpan week, AppointmentId but);

struct StoredPeriod {
    Period period;
    std::int64_t weekdays = 0;  // bit 0 = Monday
};
Result<std::vector<StoredPeriod>> periods(store::Tx&);
Result<void> replace_periods(store::Tx&, const std::vector<Period>&);
struct Opening {
    StaffId counsellor;
    int weekday = 1;
    std::string period;
};
Result<std::vector<Opening>> openings(store::Tx&, std::optional<StaffId>);
Result<void> replace_openings(store::Tx&, StaffId, const std::vector<WeeklyOpening>&);
struct Closed {
    StaffId counsellor;
    LocalDate date;
    std::string reason_kind;
};
Result<std::vector<Closed>> closed(store::Tx&, std::optional<StaffId>, LocalDate from, LocalDate until);
Result<void> replace_closed(store::Tx&, StaffId, const std::vector<Closed>&);

}  // namespace xinan::scheduling::rows
