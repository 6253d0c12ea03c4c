// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/casework/rules_steps.hpp"

#include <algorithm>

#include "capabilities/casework/rules.hpp"

namespace xinan::casework {
namespace {

const store::SettingSpec& spec(std::string_view key) {
    const auto all = settings();
    const auto found = std::ranges::find(all, key, &store::SettingSpec::key);
    ensure(found != all.end(), "a setting of casework stands in its list");
    return *found;
}

}  // namespace

Result<StepParameters> load_step_parameters(store::Tx& tx, UtcTime now) {
    StepParameters p;
    p.methods_mask = 0;
    const auto all = methods();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (TRY(store::setting(tx, spec("casework.method_" + std::string(all[i])), now)) != 0) p.methods_mask |= std::int64_t{1} << i;
    }
    p.plan_change = TRY(store::strength_setting(tx, spec("casework.plan_change_guard"), now));
    p.plan_goal = TRY(store::strength_setting(tx, spec("casework.plan_goal_guard"), now));
    p.next_contact = TRY(store::strength_setting(tx, spec("casework.next_contact_guard"), now));
    p.hand_over_consent = TRY(store::strength_setting(tx, spec("casework.hand_over_consent_guard"), now));
    p.summary_signing = TRY(store::setting(tx, spec("casework.summary_signing"), now)) != 0;
    return p;
}

std::vector<std::string_view> approved_methods(const StepParameters& p) {
    std::vector<std::string_view> out;
    const auto all = methods();
    for (std::size_t i = 0; i < all.size(); ++i) if ((p.methods_mask >> i & 1) != 0) out.push_back(all[i]);
    return out;
}

Decision decide_method(std::string_view method, const StepParameters& p) {
    Decision decision;
    const auto approved = approved_methods(p);
    if (std::ranges::find(approved, method) == approved.end()) {
        decision.add({Guard("casework.method_not_approved"), Strength::hard, {"A2.3c", "C1.2a"}});
    }
    return decision;
}

Decision decide_plan(const PlanFacts& f, const StepParameters& p) {
    Decision decision;
    if (f.had_plan) decision.add({Guard("casework.plan_change_unexplained"), p.plan_change, {"D2.3c"}});
    if (!f.has_goal) decision.add({Guard("casework.plan_without_goal"), p.plan_goal, {"D1.1f"}});
    if (!f.has_next_contact && !f.future_appointment) decision.add({Guard("casework.no_next_contact"), p.next_contact, {"A1.1c", "A6.2c"}});
    return decision;
}

bool is_adrift(const AdriftFacts& f) {
    if (f.state == CaseState::closed || f.session_running || f.future_appointment) return false;
    return !f.next_contact || *f.next_contact < f.today;
}

Decision decide_hand_over(const HandOverFacts& f, const StepParameters& p) {
    Decision decision;
    if (f.closed) decision.add({Guard("casework.closed_already"), Strength::hard, {"A1.1d"}});
    if (f.same_counsellor) decision.add({Guard("casework.same_counsellor"), Strength::hard, {"A1.0b"}});
    else if (f.other_open_case) decision.add({Guard("casework.has_open_case"), Strength::hard, {"A1.0b"}});
    if (!f.visitor_agrees) decision.add({Guard("casework.hand_over_without_consent"), p.hand_over_consent, {"C5.2.7a"}});
    return decision;
}

Decision decide_summary_signature(const SummaryFacts& f, const StepParameters& p) {
    Decision decision;
    if (!p.summary_signing) decision.add({Guard("casework.signing_is_off"), Strength::hard, {"D2.2b"}});
    if (f.signed_already) decision.add({Guard("casework.signed_already"), Strength::hard, {"D2.2b"}});
    return decision;
}

Decision decide_summary_refusal(const SummaryFacts& f, const StepParameters& p) {
    Decision decision = decide_summary_signature(f, p);
    if (f.refused_already) decision.add({Guard("casework.refused_already"), Strength::hard, {"D2.2b"}});
    return decision;
}

bool opens_to_supervisor(const SupervisorFacts& f) { return f.named && !f.conflict_declared && !f.head_teacher_of_visitor; }

}  // namespace xinan::casework
