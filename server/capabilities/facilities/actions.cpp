// SPDX-License-Identifier: AGPL-3.0-or-later
// Rooms are plain: everybody who works with bookings sees them; those who run the place change them.
#include "capabilities/facilities/facilities.hpp"

namespace xinan::facilities {

using access::Class;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const std::vector<access::Rule> kRules{
        {"facilities.room.list",
         {Role::counsellor, Role::reception, Role::supervisor, Role::leader, Role::system_admin}, {}, Class::plain, false,
         {"A4.2a"}},
        {"facilities.room.add", {Role::reception, Role::counsellor, Role::leader, Role::system_admin}, {}, Class::plain, false,
         {"A4.2a"}},
        {"facilities.room.change", {Role::reception, Role::counsellor, Role::leader, Role::system_admin}, {}, Class::plain,
         false, {"B1.f"}},
    };
    return kRules;
}

}  // namespace xinan::facilities
