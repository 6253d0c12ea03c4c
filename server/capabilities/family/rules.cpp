// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/family/rules.hpp"

namespace xinan::family {
namespace {

constexpr int kAdult = 18;  // 民法典 17

}  // namespace

Decision decide_guardian(const GuardianRequest& request, const Parameters& parameters) {
    Decision decision;
    if (request.same_person) decision.add({"family.own_guardian", Strength::hard, {"A4.4a"}, {}, ErrorKind::invalid});
    if (!request.from.ok() || request.from > request.today) {
        decision.add({"family.from_later", Strength::hard, {"A4.4a"}, {}, ErrorKind::invalid});
    }
    if (request.relation == Relation::institution) return decision;
    if (!request.age_of_guardian) {
        decision.add({"family.guardian_age_unknown", parameters.age_unknown, {"D2.1b"}});
    } else if (*request.age_of_guardian < kAdult) {
        decision.add({"family.guardian_under_age", Strength::hard, {"D2.1b"}, {{"age", std::to_string(kAdult)}}, ErrorKind::invalid});
    }
    return decision;
}

Decision decide_attendance(const AttendanceFacts& f, const Parameters& p) {
    Decision decision;
    if (!f.may_learn || f.wish == Wish::agrees) return decision;
    const bool decides_himself = !attendance_open_to_guardian(f.age_of_ward, p.secret_from_age);
    const bool refuses = f.wish == Wish::refuses || f.declared == Wish::refuses;
    if (refuses) {
        decision.add({"family.pupil_refuses", decides_himself ? Strength::hard : Strength::warn, {"C1.5h"}});
    } else if (decides_himself) {
        decision.add({"family.pupil_not_asked", Strength::warn, {"C1.5h"}});
    }
    return decision;
}

bool attendance_open_to_guardian(std::optional<int> age_of_ward, std::int64_t secret_from_age) {
    return age_of_ward && *age_of_ward < secret_from_age;
}

}  // namespace xinan::family
