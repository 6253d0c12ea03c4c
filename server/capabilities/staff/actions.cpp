// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what with staff. The list of counsellors is what the centre publishes; logins and credentials are not.
#include "capabilities/staff/staff.hpp"

namespace xinan::staff {

using access::Class;
using access::Relation;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const access::Roles kKeepers{Role::leader, Role::system_admin};
    static const access::Roles kEverybody{Role::visitor,    Role::guardian, Role::counsellor,    Role::reception,
                                          Role::archive_keeper, Role::supervisor, Role::leader,  Role::class_teacher,
                                          Role::finance,    Role::system_admin, Role::auditor};
    static const std::vector<access::Rule> kRules{
        {"staff.member.list", kKeepers, {}, Class::personal, false, {"A2.1b"}},
        {"staff.member.add", kKeepers, {}, Class::personal, false, {"B2.1.1a"}},
        {"staff.member.change", kKeepers, {}, Class::personal, false, {"B2.1.1a"}},
        {"staff.credential.add", kKeepers, {}, Class::personal, false, {"A2.1b"}},
        {"staff.credential.add", {Role::counsellor}, {Relation::self}, Class::personal, false, {"A2.1b"}},
        {"staff.counsellor.list", kEverybody, {}, Class::plain, false, {"A3.3b"}},
        {"staff.conflict.declare", {Role::leader}, {}, Class::plain, false, {"A1.2c"}},
        {"staff.conflict.declare", {Role::counsellor}, {Relation::self}, Class::plain, false, {"A1.2c", "C1.10b"}},
        {"staff.class.list", {Role::leader, Role::system_admin, Role::reception, Role::counsellor}, {}, Class::plain, false,
         {"A1.2c"}},
        {"staff.supervisor.list", {Role::leader}, {}, Class::plain, false, {"C5.2.5b"}},
        {"staff.supervisor.name", {Role::leader}, {}, Class::plain, false, {"C5.2.5b"}},
        {"staff.supervisor.end", {Role::leader}, {}, Class::plain, false, {"C5.2.5b"}},
        {"staff.class.add", kKeepers, {}, Class::plain, false, {"A1.2c"}},
    };
    return kRules;
}

}  // namespace xinan::staff
