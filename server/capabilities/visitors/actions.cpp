// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what with persons. That somebody is known here is personal data: reception and counsellors see persons,
// nobody else does; content of the form opens to the visitor and to the counsellor who works with that visitor.
#include "capabilities/visitors/visitors.hpp"

namespace xinan::visitors {

using access::Class;
using access::Relation;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const access::Roles kDesk{Role::reception, Role::counsellor};
    static const std::vector<access::Rule> kRules{
        {"visitors.person.search", kDesk, {}, Class::personal, false, {"B2.1.1c"}},
        {"visitors.person.add", kDesk, {}, Class::personal, false, {"B2.1.1a", "C2.1a"}},
        {"visitors.person.read", kDesk, {}, Class::personal, false, {"B2.1.2b"}},
        {"visitors.person.change", kDesk, {}, Class::personal, false, {"B2.1.1c"}},
        {"visitors.self.read", {Role::visitor}, {Relation::self}, Class::personal, false, {"A3.3a"}},
        {"visitors.form.read", kDesk, {}, Class::personal, false, {"B2.1.2h"}},
        {"visitors.form.read", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"C5.4.2a"}},
        {"visitors.form.read", {Role::visitor}, {Relation::self}, Class::content, false, {"D2.1a"}},
        {"visitors.form.write", kDesk, {}, Class::personal, false, {"B2.1.2h"}},
        {"visitors.form.write", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"C5.4.2a"}},
        {"visitors.form.write", {Role::visitor}, {Relation::self}, Class::content, false, {"D2.1a"}},
        {"visitors.class.list", {Role::reception, Role::counsellor, Role::leader, Role::class_teacher, Role::system_admin},
         {}, Class::plain, false, {"C2.1a"}},
        {"visitors.class.add", {Role::reception, Role::counsellor, Role::system_admin}, {}, Class::plain, false, {"C2.1a"}},
    };
    return kRules;
}

}  // namespace xinan::visitors
