// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may see what of the deeds. A visitor sees his own; the auditor sees acts without persons; a checkpoint is everybody's anchor.
#include "capabilities/audit/audit.hpp"

namespace xinan::audit {

using access::Class;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const access::Roles kAll = access::Roles::from_bits((1U << access::kRoleCount) - 1U);
    static const std::vector<access::Rule> kRules{
        {"audit.opening.list", {Role::visitor}, {}, Class::personal, false, {"D3.1b"}},
        {"audit.opening.prove", {Role::visitor}, {}, Class::personal, false, {"D0.1b"}},
        {"audit.checkpoint.read", kAll, {}, Class::plain, false, {"D0.1b"}},
        {"audit.consistency.prove", kAll, {}, Class::plain, false, {"D0.1b"}},
        {"audit.deed.list", {Role::auditor}, {}, Class::plain, false, {"D0.1b"}},
        {"audit.centre.read", kAll, {}, Class::plain, false, {"A3.3a"}},
    };
    return kRules;
}

}  // namespace xinan::audit
