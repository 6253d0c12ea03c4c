// SPDX-License-Identifier: AGPL-3.0-or-later
// Rules of the steps between the first session and the closing: the plan, the next contact, the method, a hand-over, the visitor's
// signature, supervision. Pure: no clock, no database, no keys.
#pragma once

#include <string_view>
#include <vector>

#include "base/decision.hpp"
#include "capabilities/casework/casework.hpp"

namespace xinan::casework {

struct StepParameters {
    std::int64_t methods_mask = 1023;                    // C1.2a: which of methods() are approved here: a flag each, bit by bit
    Strength plan_change = Strength::warn;               // D2.3c: a plan that changes, or stays after a look at it, says why
    Strength plan_goal = Strength::warn;                 // D1.1f: a plan names at least one goal
    Strength next_contact = Strength::warn;              // A1.1c: an open case has a next contact or says why not
    Strength hand_over_consent = Strength::warn;         // C5.2.7a: the visitor agrees, or it is said why that was not possible
    bool summary_signing = true;                         // D2.2b: whether visitors are asked to sign the shared summary
};
Result<StepParameters> load_step_parameters(store::Tx&, UtcTime now);

// The approved ones of methods(), by their words.
std::vector<std::string_view> approved_methods(const StepParameters&);
// Guard casework.method_not_approved (A2.3c, C1.2a), hard: a record is signed with a method of the centre's list.
Decision decide_method(std::string_view method, const StepParameters&);

struct PlanFacts {
    bool had_plan = false;               // an earlier version stands
    bool has_goal = false;
    bool has_next_contact = false;       // a date is given
    bool future_appointment = false;     // booked with this counsellor
};
// Guards casework.plan_change_unexplained (D2.3c), casework.plan_without_goal (D1.1f), casework.no_next_contact (A1.1c, A6.2c):
// one reason answers them all.
Decision decide_plan(const PlanFacts&, const StepParameters&);

// A1.1c, A6.2c: an open case nobody comes back to: no appointment ahead, and no next contact or one that is past.
struct AdriftFacts {
    CaseState state = CaseState::active;
    bool session_running = false;
    bool future_appointment = false;
    std::optional<LocalDate> next_contact;
    LocalDate today{};
};
bool is_adrift(const AdriftFacts&);

struct HandOverFacts {
    bool same_counsellor = false;
    bool closed = false;
    bool other_open_case = false;        // the new counsellor has one with this visitor
    bool visitor_agrees = false;
};
// Guards casework.closed_already, casework.same_counsellor, casework.has_open_case (A1.0b), all hard;
// casework.hand_over_without_consent (C5.2.7a): answered by saying why the visitor could not be asked.
Decision decide_hand_over(const HandOverFacts&, const StepParameters&);

struct SummaryFacts {
    bool signed_already = false;
    bool refused_already = false;
};
// D2.2b. Guards casework.signing_is_off, casework.signed_already, casework.refused_already (of a refusal only: who refused may
// sign later), all hard.
Decision decide_summary_signature(const SummaryFacts&, const StepParameters&);
Decision decide_summary_refusal(const SummaryFacts&, const StepParameters&);

// To whom a process note is sealed and opens besides its author (C1.5d, A1.2c): a supervisor named for the author and in force,
// who has no other relation with the visitor.
struct SupervisorFacts {
    bool named = false;
    bool conflict_declared = false;
    bool head_teacher_of_visitor = false;
};
bool opens_to_supervisor(const SupervisorFacts&);

}  // namespace xinan::casework
