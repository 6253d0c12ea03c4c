// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of guardians: pure decisions over facts.
#pragma once

#include "base/decision.hpp"
#include "capabilities/family/family.hpp"

namespace xinan::family {

struct Parameters {
    Strength age_unknown = Strength::warn;   // of the guardian
    std::int64_t secret_from_age = 14;       // from this age a pupil's attendance is the pupil's own to tell
};
Result<Parameters> load_parameters(store::Tx&, UtcTime now);

struct GuardianRequest {
    bool same_person = false;
    Relation relation = Relation::mother;
    std::optional<int> age_of_guardian;      // none: no birthday known
    LocalDate from;
    LocalDate today;
};
// Guards: family.own_guardian, family.from_later (hard, invalid), family.guardian_under_age (hard, invalid: 民法典 27–31, a
// guardian has full capacity), family.guardian_age_unknown (strength of the centre). An institution has no age.
Decision decide_guardian(const GuardianRequest&, const Parameters&);

}  // namespace xinan::family
