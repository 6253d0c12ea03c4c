// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what with accounts. tests/contract/access.csv says the same by hand.
#include "identity/impl.hpp"

namespace xinan::identity {
namespace {

using access::Role;
using access::Roles;

constexpr Roles kEveryone = Roles::from_bits((1U << access::kRoleCount) - 1U);
constexpr Roles kAdmin{Role::system_admin};
// The administrator sees who has which hat; so does the auditor (D5.2d: a named list of those who may).
constexpr Roles kSeesAccounts{Role::system_admin, Role::auditor};
// A card opens the portal of one visitor: those who stand at the door with the visitor hand it out, each with a deed.
constexpr Roles kHandsOutCards{Role::counsellor, Role::reception};

}  // namespace

const std::vector<access::Rule>& rules() {
    using access::Class;
    static const std::vector<access::Rule> all{
        {kSessionOpen, kEveryone, {}, Class::plain, false, {Clause("B3.3c")}},
        {kSessionRead, kEveryone, {}, Class::plain, false, {Clause("B3.3c")}},
        {kSessionLock, kEveryone, {}, Class::plain, false, {Clause("A1.3d")}},
        {kSessionClose, kEveryone, {}, Class::plain, false, {Clause("A1.3d")}},
        {kPassphraseChange, kEveryone, {}, Class::plain, false, {Clause("B3.3c")}},
        {Action("identity.account.read"), kSeesAccounts, {}, Class::plain, false, {Clause("D5.2d")}},
        {Action("identity.account.create"), kAdmin, {}, Class::plain, false, {Clause("B3.3c")}},
        {kAccountReset, kAdmin, {}, Class::plain, false, {Clause("B3.3c")}},
        {Action("identity.account.set_roles"), kAdmin, {}, Class::plain, false, {Clause("B3.3c")}},
        {Action("identity.account.suspend"), kAdmin, {}, Class::plain, false, {Clause("B4.3a")}},
        {Action("identity.card.issue"), kHandsOutCards, {}, Class::plain, false, {Clause("B3.3c")}},
        {Action("identity.card.revoke"), kHandsOutCards, {}, Class::plain, false, {Clause("B3.3c")}},
    };
    return all;
}

}  // namespace xinan::identity
