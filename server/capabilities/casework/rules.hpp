// SPDX-License-Identifier: AGPL-3.0-or-later
// What starting, signing and closing must satisfy. Pure: no clock, no database, no keys.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/decision.hpp"
#include "capabilities/casework/casework.hpp"
#include "capabilities/consent/consent.hpp"

namespace xinan::casework {

struct Parameters {
    int note_due_hours = 24;                            // B2.2h: from the end of a session
    Strength unsigned_note = Strength::hard;            // A1.1d: closing with an unsigned record
    Strength high_risk = Strength::hard;                // A1.1d: closing with a high risk nobody stood down
    Strength no_goal = Strength::warn;                  // A2.3b: closing without any goal
    Strength future_appointment = Strength::warn;       // closing while a session is booked
    int absences_min = 2;                               // A6.2d: missed sessions before "absence" is a reason to close
    Strength absence = Strength::warn;                  // A6.2d: closing for an absence that was not there
};
Result<Parameters> load_parameters(store::Tx&, UtcTime now);

// Starting an ordinary session: consent in force (hard everywhere). Emergency sessions and first talks ask nothing (B1.a).
struct StartFacts {
    scheduling::Kind kind = scheduling::Kind::ordinary;
    consent::ServiceConsent consent;
    bool counsellor_of_appointment = true;
};
Decision decide_start(const StartFacts&);

// What a record must say before it is signed (A1.4b, D1.1c, D1.1d, D1.1f, C1.3d): the JSON names of the empty ones.
struct RecordFields {
    PrivateText background, request, theme, intervention, method, plan, shared_summary;
    Risk risk = Risk::none;
    bool risk_given = false;
};
std::vector<std::string> missing_fields(const RecordFields&);
// Why these fields are asked for: A1.4b, B2.2i, D1.1b always, and what each field has of its own: C1.3d and D1.1d (the request in
// the visitor's own words), D1.1c (background), D1.1f (plan), A2.3c (method).
std::vector<std::string> record_clauses(std::span<const std::string> missing);
std::span<const std::string_view> methods();          // C1.2a: the approved list

struct CloseFacts {
    int unsigned_records = 0;                            // ended sessions without a signed record
    bool session_running = false;
    Risk risk = Risk::none;
    bool stood_down = false;                             // since the risk was last set high
    bool has_goal = false;
    bool future_appointment = false;
    bool for_absence = false;                            // the reason that was chosen
    int absences = 0;                                    // missed appointments with this counsellor since the case was opened
};
// Guards casework.unsigned_note, casework.high_risk, casework.no_goal, casework.future_appointment, casework.absence_not_seen,
// casework.session_running (hard).
Decision decide_close(const CloseFacts&, const Parameters&);

UtcTime note_due_at(UtcTime ended_at, const Parameters&);
// Whether a record signed now is late: it is signed all the same, and the deed says so (B2.2h, C3.1.3d, D2.2a).
inline constexpr std::array<std::string_view, 3> kLateClauses{"B2.2h", "C3.1.3d", "D2.2a"};
bool is_late(UtcTime ended_at, UtcTime now, const Parameters&);

// A1.1b: what the first session must have done before the case is active.
struct Intake {
    bool identity = false, consent = false, limits_explained = false, record = false, risk_screen = false;
    [[nodiscard]] bool complete() const { return identity && consent && limits_explained && record && risk_screen; }
    [[nodiscard]] std::vector<std::string> open() const;  // the items not done yet, as the checklist names them
};
// Guard casework.intake_open {count} (A1.1b, A6.2b, A7.1b): nobody calls a case active whose first interview is not complete.
Decision decide_activation(const Intake&);

}  // namespace xinan::casework
