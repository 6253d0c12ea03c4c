// SPDX-License-Identifier: AGPL-3.0-or-later
// What a rule says: findings of guards, each with a strength, and the verdict that follows. Pure values.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/words.hpp"

namespace xinan {

// How a guard acts (DESIGN §2). Hard gates are hard everywhere; every other guard is a setting of the centre.
enum class Strength : std::uint8_t { hard, warn, off };

// A guard that was not satisfied.
struct Finding {
    Guard guard;               // also the message key
    Strength strength;
    std::vector<Clause> clauses;
    Args args = {};
    ErrorKind kind = ErrorKind::conflict;
};

enum class Verdict : std::uint8_t { permit, warn, refuse };

class Decision final {
   public:
    void add(Finding finding) { if (finding.strength != Strength::off) findings_.push_back(std::move(finding)); }
    [[nodiscard]] Verdict verdict() const {
        Verdict verdict = Verdict::permit;
        for (const Finding& f : findings_) {
            if (f.strength == Strength::hard) return Verdict::refuse;
            verdict = Verdict::warn;
        }
        return verdict;
    }
    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

    // Ok when permitted, or when only warnings stand and the person gave a reason to go on (then the deed names them).
    // Otherwise the error of the first hard finding, or the first warning marked overridable, with every clause.
    [[nodiscard]] Result<void> settle(bool has_override_reason) const;
    [[nodiscard]] std::vector<std::string> clauses() const;

   private:
    std::vector<Finding> findings_;
};

}  // namespace xinan
