// SPDX-License-Identifier: AGPL-3.0-or-later
// What a day at the desk looked like: counts and minutes, no names. Pure: no clock, no database.
#pragma once

#include <boost/describe.hpp>
#include <span>
#include <vector>

#include "capabilities/scheduling/scheduling.hpp"

namespace xinan::reception {

// One appointment as the report looks at it.
struct ReportedVisit {
    scheduling::Appointment appointment;
    bool form_complete = false;         // every required field of the basic form (B2.1.2h)
};

// Minutes are whole and never below zero; a median of none is 0.
struct DayReport {
    LocalDate day{};
    std::int64_t portal = 0, phone = 0, on_site = 0, counsellor = 0;         // booked, by channel (B2.1.1h); emergencies apart
    std::int64_t unplanned = 0;                                              // emergencies and first talks
    std::int64_t came = 0, missed = 0, cancelled = 0;
    std::int64_t names_open = 0;            // telephone bookings still without a person (B2.1.2j)
    std::int64_t identity_open = 0;         // came, and nobody wrote how it was known who it is (B2.1.2j)
    std::int64_t forms_open = 0;            // came, and a required field of the basic form is empty (B2.1.2j)
    std::int64_t visitors_late = 0, visitors_late_minutes = 0;       // arrived after the beginning; median of those (B2.2e)
    std::int64_t counsellors_late = 0, counsellors_late_minutes = 0; // began later than beginning and arrival; median of those (B2.2e)
    std::int64_t waiting_minutes = 0;       // median from arrival to the beginning of the session (D0.3b)
    std::int64_t record_minutes = 0;        // median from the end of a session to its signed record (D0.3b)
};
BOOST_DESCRIBE_STRUCT(DayReport, (), (day, portal, phone, on_site, counsellor, unplanned, came, missed, cancelled, names_open, identity_open, forms_open,
                                      visitors_late, visitors_late_minutes, counsellors_late, counsellors_late_minutes, waiting_minutes, record_minutes))

// visits: those that begin on `day`. to_signature: minutes of the sessions that ended on it.
DayReport report_of(LocalDate day, std::span<const ReportedVisit> visits, std::vector<std::int64_t> to_signature);

}  // namespace xinan::reception
