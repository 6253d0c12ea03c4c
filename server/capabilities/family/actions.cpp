// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may see and enter guardians: those who receive visitors. A guardian sees nothing here: that a pupil comes is itself
// the secret (DESIGN §2).
#include "capabilities/family/family.hpp"

namespace xinan::family {

using access::Class;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const access::Roles kDesk{Role::reception, Role::counsellor};
    static const std::vector<access::Rule> kRules{
        {"family.guardian.list", kDesk, {}, Class::personal, false, {"A4.4a"}},
        {"family.guardian.add", kDesk, {}, Class::personal, false, {"A4.4a"}},
        {"family.attendance.set", kDesk, {}, Class::personal, false, {"C1.5h"}},
        {"family.guardian.end", kDesk, {}, Class::personal, false, {"A4.4a"}},
    };
    return kRules;
}

}  // namespace xinan::family
