// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what at the desk. Reception sees the whole board, a counsellor without that hat his own visitors only.
#include "capabilities/reception/reception.hpp"

namespace xinan::reception {

using access::Class;
using access::Relation;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const std::vector<access::Rule> kRules{
        {"reception.board.read", {Role::reception, Role::counsellor}, {}, Class::personal, false, {"B2.1.2i"}},
        {"reception.arrival.add", {Role::reception}, {}, Class::personal, false, {"B2.1.2b", "B2.1.2c"}},
        {"reception.arrival.add", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"B2.1.2b", "B2.1.2c"}},
        {"reception.arrival.undo", {Role::reception}, {}, Class::personal, false, {"B2.1.2i"}},
        {"reception.arrival.undo", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"B2.1.2i"}},
        {"reception.arrival.miss", {Role::reception}, {}, Class::personal, false, {"B2.1.2i"}},
        {"reception.arrival.miss", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"B2.1.2i"}},
        {"reception.report.read", {Role::reception, Role::leader}, {}, Class::plain, false, {"B2.1.2j", "B2.2e"}},
        {"reception.walk_in.add", {Role::reception, Role::counsellor}, {}, Class::personal, false, {"B2.1.1h"}},
    };
    return kRules;
}

}  // namespace xinan::reception
