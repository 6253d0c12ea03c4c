// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of staff: pure. check_counsellor, which others add to their decisions, is in staff.hpp.
#pragma once

#include "capabilities/staff/staff.hpp"

namespace xinan::staff {

struct AccountChange {
    access::Roles roles;
    bool active = true;
    bool was_keeper = false;         // had the hat of leader or system administrator, and was active
    std::int64_t other_keepers = 0;  // active accounts with one of these hats, besides this one
};
// Guards: staff.last_keeper (somebody must remain who can let people in), staff.roles (a visitor's hat is no staff hat; at
// least one); both hard and invalid or conflict.
Decision decide_account(const AccountChange&);
bool keeps_the_house(access::Roles);  // leader or system administrator

}  // namespace xinan::staff
