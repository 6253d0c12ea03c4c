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

struct AttendanceFacts {
    bool may_learn = false;                  // what is asked for
    std::optional<int> age_of_ward;          // none: taken as old enough to decide
    Wish wish = Wish::not_asked;             // said now
    std::optional<Wish> declared;            // said last time, if ever
};
// C1.5h. Closing is always permitted. Opening: from secret_from_age on family.pupil_refuses (hard: never against the declared
// wish, said now or last time and not taken back) and family.pupil_not_asked (warn: a ground is written down); for younger
// ones family.pupil_refuses warns.
Decision decide_attendance(const AttendanceFacts&, const Parameters&);

}  // namespace xinan::family
