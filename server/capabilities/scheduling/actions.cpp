// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what with appointments. That somebody comes is itself a secret: reception sees who comes, a counsellor sees his own
// visitors, a visitor himself; nobody else sees any.
#include "capabilities/scheduling/scheduling.hpp"

namespace xinan::scheduling {

using access::Class;
using access::Relation;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const access::Roles kDesk{Role::reception, Role::counsellor};
    static const access::Roles kServed{Role::visitor, Role::guardian, Role::counsellor, Role::reception};
    static const std::vector<access::Rule> kRules{
        {"scheduling.bell.read", {Role::visitor, Role::guardian, Role::counsellor, Role::reception, Role::leader, Role::class_teacher, Role::system_admin},
         {}, Class::plain, false, {"A2.2a"}},
        {"scheduling.bell.write", {Role::counsellor, Role::leader, Role::system_admin}, {}, Class::plain, false, {"A2.2a"}},
        {"scheduling.time.search", kServed, {}, Class::plain, false, {"A3.3b"}},
        {"scheduling.availability.read", kDesk, {}, Class::plain, false, {"A2.2a"}},
        {"scheduling.availability.write", {Role::counsellor}, {Relation::self}, Class::plain, false, {"A2.2a"}},
        {"scheduling.availability.write", {Role::leader}, {}, Class::plain, false, {"A2.2a"}},
        {"scheduling.appointment.book", {Role::visitor}, {Relation::self}, Class::personal, false, {"B2.1.1g"}},
        {"scheduling.appointment.book", kDesk, {}, Class::personal, false, {"B2.1.1a", "B2.1.1h"}},
        {"scheduling.appointment.book_by_phone", kDesk, {}, Class::personal, false, {"B2.1.1f", "B2.1.1b"}},
        {"scheduling.appointment.complete", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"B2.1.1b"}},
        {"scheduling.appointment.complete", {Role::reception}, {}, Class::personal, false, {"B2.1.1b"}},
        {"scheduling.appointment.read", {Role::visitor}, {Relation::self}, Class::personal, false, {"A3.3a"}},
        {"scheduling.appointment.read", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"B2.1.1a"}},
        {"scheduling.appointment.read", {Role::reception}, {}, Class::personal, false, {"B2.1.1a"}},
        {"scheduling.appointment.move", {Role::visitor}, {Relation::self}, Class::personal, false, {"A1.2b"}},
        {"scheduling.appointment.move", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"A1.1a"}},
        {"scheduling.appointment.move", {Role::reception}, {}, Class::personal, false, {"A1.1a"}},
        {"scheduling.appointment.cancel", {Role::visitor}, {Relation::self}, Class::personal, false, {"A1.2b"}},
        {"scheduling.appointment.cancel", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"A1.1a"}},
        {"scheduling.appointment.cancel", {Role::reception}, {}, Class::personal, false, {"A1.1a"}},
        {"scheduling.calendar.read", kDesk, {}, Class::personal, false, {"A2.2a"}},
        {"scheduling.self.read", {Role::visitor}, {}, Class::personal, false, {"A3.3a"}},
        {"scheduling.slip.read", {Role::visitor}, {Relation::self}, Class::plain, false, {"B2.1.1a"}},
        {"scheduling.slip.read", {Role::counsellor}, {Relation::counsellor_of}, Class::plain, false, {"B2.1.1a"}},
        {"scheduling.slip.read", {Role::reception}, {}, Class::plain, false, {"B2.1.1a"}},
    };
    return kRules;
}

}  // namespace xinan::scheduling
