// SPDX-License-Identifier: AGPL-3.0-or-later
// What every new centre starts with: consent texts, a bell schedule, one account that may make the others.
#pragma once

#include "app/application.hpp"
#include "capabilities/scheduling/scheduling.hpp"
#include "capabilities/staff/staff.hpp"

namespace xinan::app {

// Errors: those of the capabilities asked.
Result<void> write_first_rows(Application& app, CentreId centre, const std::string& login, const SecretBytes& passphrase, UtcTime now);

// A staff member with an account, in one transaction. For init and the demo.
struct NewMember {
    std::string name;
    std::string login;
    access::Roles roles;
    std::vector<staff::Field> fields = {};
    bool practises = false;
    std::string introduction_zh = {}, introduction_en = {};
};
Result<StaffId> add_member(Application& app, CentreId centre, const NewMember& member, const SecretBytes& passphrase, UtcTime now);

// The day of a boarding middle school: eight lessons, noon, after school, evening study.
std::vector<scheduling::Period> school_day();

}  // namespace xinan::app
