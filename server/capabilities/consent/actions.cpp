// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what with consents. Texts are for everybody; who signed what is a state that the desk needs; the signed
// copy, with its signature, opens to the visitor, to the guardian who signed, to the visitor's counsellor and to the
// counsellor who took it.
#include "capabilities/consent/consent.hpp"

namespace xinan::consent {

using access::Class;
using access::Relation;
using access::Role;

const std::vector<access::Rule>& rules() {
    static const access::Roles kDesk{Role::reception, Role::counsellor};
    static const access::Roles kAll{Role::visitor, Role::guardian, Role::counsellor, Role::reception, Role::archive_keeper,
                                    Role::supervisor, Role::leader, Role::class_teacher, Role::finance, Role::system_admin,
                                    Role::auditor};
    static const std::vector<access::Rule> kRules{
        {"consent.disclosure.read", kAll, {}, Class::plain, false, {"A3.3a"}},
        {"consent.text.read", kAll, {}, Class::plain, false, {"C1.4a"}},
        {"consent.text.publish", {Role::leader, Role::counsellor}, {}, Class::plain, false, {"C1.4a"}},
        {"consent.state.read", kDesk, {}, Class::plain, false, {"D2.1b"}},
        {"consent.state.read", {Role::guardian}, {Relation::guardian_of}, Class::plain, false, {"A3.3a"}},
        {"consent.state.read", {Role::visitor}, {Relation::self}, Class::plain, false, {"A3.3a"}},
        {"consent.agreement.give", kDesk, {}, Class::plain, false, {"D2.1b"}},
        {"consent.agreement.give", {Role::guardian}, {Relation::guardian_of}, Class::plain, false, {"D2.1b"}},
        {"consent.agreement.give", {Role::visitor}, {Relation::self}, Class::plain, false, {"D2.1b"}},
        {"consent.agreement.withdraw", kDesk, {}, Class::plain, false, {"A1.2b"}},
        {"consent.agreement.withdraw", {Role::guardian}, {Relation::guardian_of}, Class::plain, false, {"A1.2b"}},
        {"consent.agreement.withdraw", {Role::visitor}, {Relation::self}, Class::plain, false, {"A1.2b"}},
        {"consent.agreement.read", {Role::counsellor}, {Relation::counsellor_of, Relation::author_of}, Class::content, false,
         {"C5.4.2a"}},
        {"consent.agreement.read", {Role::guardian}, {Relation::guardian_of}, Class::content, false, {"A3.3a"}},
        {"consent.agreement.read", {Role::visitor}, {Relation::self}, Class::content, false, {"A3.3a"}},
        {"consent.scan.add", kDesk, {}, Class::plain, false, {"D2.1b"}},
    };
    return kRules;
}

}  // namespace xinan::consent
