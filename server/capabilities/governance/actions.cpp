// SPDX-License-Identifier: AGPL-3.0-or-later
// The figures bind everybody, so those who answer for them, and whoever examines them, see them; the head and the
// administrator change them.
#include "capabilities/governance/governance.hpp"

namespace xinan::governance {

using access::Class;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const std::vector<access::Rule> kRules{
        {"governance.setting.list", {Role::leader, Role::system_admin, Role::auditor}, {}, Class::plain, false, {"A1.0a"}},
        {"governance.setting.change", {Role::leader, Role::system_admin}, {}, Class::plain, false, {"A1.0a"}},
        {"governance.help_number.list", {Role::leader, Role::system_admin, Role::auditor}, {}, Class::plain, false, {"A3.3a"}},
        {"governance.help_number.change", {Role::leader, Role::system_admin}, {}, Class::plain, false, {"A3.3a"}},
    };
    return kRules;
}

}  // namespace xinan::governance
