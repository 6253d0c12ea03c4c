// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/decision.hpp"

#include <algorithm>

namespace xinan {

Result<void> Decision::settle(bool has_override_reason) const {
    const Verdict verdict = this->verdict();
    if (verdict == Verdict::permit) return {};
    if (verdict == Verdict::warn && has_override_reason) return {};
    const auto hard =
        std::find_if(findings_.begin(), findings_.end(), [](const Finding& f) { return f.strength == Strength::hard; });
    const Finding& first = hard != findings_.end() ? *hard : findings_.front();
    Error error = fail(first.kind, std::string(first.guard.name), first.args, clauses());
    error.overridable = verdict == Verdict::warn;
    return error;
}

// Each clause once, in the order in which the findings named them.
std::vector<std::string> Decision::clauses() const {
    std::vector<std::string> ids;
    for (const Finding& finding : findings_) {
        for (const Clause& clause : finding.clauses) {
            if (std::find(ids.begin(), ids.end(), clause.id) == ids.end()) ids.emplace_back(clause.id);
        }
    }
    return ids;
}

}  // namespace xinan
