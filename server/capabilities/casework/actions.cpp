// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what with cases. Content opens to the case's counsellor and to a supervisor it was presented to; process notes to whom
// they are wrapped; the visitor sees and signs the shared summary. The leader reads nothing of a case.
#include "capabilities/casework/casework.hpp"

namespace xinan::casework {

using access::Class;
using access::Relation;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const std::vector<access::Rule> kRules{
        {"casework.session.start", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"B1.a"}},
        {"casework.session.start_unplanned", {Role::counsellor}, {}, Class::personal, false, {"B1.a"}},
        {"casework.session.end", {Role::counsellor}, {Relation::counsellor_of}, Class::plain, false, {"B2.2e"}},
        {"casework.case.list", {Role::counsellor}, {}, Class::personal, false, {"A1.1c"}},
        {"casework.case.read", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"C5.4.2a"}},
        {"casework.case.read", {Role::supervisor}, {Relation::supervisor_of}, Class::content, false, {"C1.5d"}},
        {"casework.plan.write", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"A2.3b"}},
        {"casework.case.stand_down", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"A1.1d"}},
        {"casework.case.hand_over", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"A1.0b", "C5.2.7a"}},
        {"casework.stranded.list", {Role::leader}, {}, Class::plain, false, {"A1.0b"}},
        {"casework.case.reassign", {Role::leader}, {}, Class::plain, false, {"A1.0b", "C5.2.7a"}},
        {"casework.adrift.list", {Role::counsellor}, {}, Class::personal, false, {"A1.1c", "A6.2c"}},
        {"casework.figures.read", {Role::leader}, {}, Class::plain, false, {"A1.1c"}},
        {"casework.case.close", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"A1.1d"}},
        {"casework.record.read", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"C5.4.2a"}},
        {"casework.record.read", {Role::supervisor}, {Relation::supervisor_of}, Class::content, false, {"C1.5d"}},
        {"casework.record.write", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"D2.2a"}},
        {"casework.record.sign", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"A1.4b"}},
        {"casework.record.addend", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"C2.5d"}},
        {"casework.process.read", {Role::counsellor}, {Relation::counsellor_of}, Class::process, false, {"C1.5a"}},
        {"casework.process.write", {Role::counsellor}, {Relation::counsellor_of}, Class::process, false, {"C1.5a"}},
        {"casework.supervised.list", {Role::supervisor}, {}, Class::plain, false, {"C1.5d"}},
        {"casework.process.supervise", {Role::supervisor}, {Relation::supervisor_of}, Class::process, false, {"C1.5d"}},
        {"casework.unwritten.list", {Role::counsellor}, {}, Class::personal, false, {"A3.2d"}},
        {"casework.summary.list", {Role::visitor}, {Relation::self}, Class::content, false, {"D2.2b"}},
        {"casework.summary.sign", {Role::visitor}, {Relation::self}, Class::content, false, {"D2.2b"}},
        {"casework.summary.refuse", {Role::visitor}, {Relation::self}, Class::content, false, {"D2.2b"}},
        {"casework.summary.refuse", {Role::counsellor}, {Relation::counsellor_of}, Class::content, false, {"D2.2b"}},
    };
    return kRules;
}

}  // namespace xinan::casework
