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
std::span<const std::string_view> methods();          // C1.2a: the approved list

struct CloseFacts {
    int unsigned_records = 0;                            // ended sessions without a signed record
    bool session_running = false;
    Risk risk = Risk::none;
    bool stood_down = false;                             // since the risk was last set high
    bool has_goal = false;
    bool future_appointment = false;
};
// Guards casework.unsigned_note, casework.high_risk, casework.no_goal, casework.future_appointment, casework.session_running (hard).
Decision decide_close(const CloseFacts&, const Parameters&);

UtcTime note_due_at(UtcTime ended_at, const Parameters&);

// A1.1b: what the first session must have done before the case is active.
struct Intake {
    bool identity = false, consent = false, limits_explained = false, record = false, risk_screen = false;
    [[nodiscard]] bool complete() const { return identity && consent && limits_explained && record && risk_screen; }
};

}  // namespace xinan::casework
