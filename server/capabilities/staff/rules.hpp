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


struct SupervisionFacts {
    bool same_person = false;
    bool supervisor_works_here = false;  // known, active, account not locked
    bool supervisor_has_hat = false;     // role supervisor
    bool has_key = false;                // a key pair: without one nothing can be sealed to him
    bool already = false;                // named and in force
    std::int64_t in_force = 0;           // supervisors of this member already
};
// Guards, all hard: staff.own_supervisor, staff.not_a_supervisor (no hat, no key, or gone), staff.supervised_already,
// staff.too_many_supervisors {max} (C5.2.5b).
Decision decide_supervision(const SupervisionFacts&);

}  // namespace xinan::staff
