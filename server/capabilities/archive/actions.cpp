// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what with archive files. The archive keeper sees the whole catalogue, a counsellor the files of his own cases; content
// opens to the counsellor of the case, to the keeper who has custody of this very file, and by a grant. The leader approves and
// reads nothing.
#include "capabilities/archive/archive.hpp"

namespace xinan::archive {

using access::Relation;
using access::Role;

const std::vector<access::Rule>& rules() {
    using Reads = access::Class;
    static const std::vector<access::Rule> kRules{
        {"archive.file.list", {Role::archive_keeper, Role::counsellor}, {}, Reads::plain, false, {"C2.7b", "B2.5c"}},
        {"archive.file.list", {Role::leader}, {}, Reads::plain, false, {"D1.3c"}},
        {"archive.file.read", {Role::leader}, {}, Reads::plain, false, {"D1.3c"}},
        {"archive.file.read", {Role::archive_keeper}, {}, Reads::plain, false, {"C2.7b", "B2.5c"}},
        {"archive.file.read", {Role::counsellor}, {Relation::counsellor_of}, Reads::plain, false, {"C2.7b"}},
        {"archive.content.read", {Role::counsellor}, {Relation::counsellor_of}, Reads::content, true, {"D1.3c"}},
        {"archive.content.read", {Role::archive_keeper}, {Relation::archive_keeper_of}, Reads::content, true, {"D5.2d"}},
        {"archive.content.read", {Role::supervisor}, {Relation::supervisor_of}, Reads::content, true, {"C1.5d"}},
        {"archive.custody.give", {Role::leader}, {}, Reads::plain, false, {"A2.5a"}},
        {"archive.custody.give", {Role::counsellor}, {Relation::counsellor_of}, Reads::plain, false, {"A2.5a"}},
        {"archive.grant.add", {Role::leader}, {}, Reads::plain, false, {"D1.3c"}},
        {"archive.grant.end", {Role::leader}, {}, Reads::plain, false, {"D1.3c"}},
        {"archive.grant.request", {Role::archive_keeper}, {}, Reads::plain, false, {"D1.3c"}},
        {"archive.request.list", {Role::leader, Role::archive_keeper}, {}, Reads::plain, false, {"D1.3c"}},
        {"archive.request.refuse", {Role::leader}, {}, Reads::plain, false, {"D1.3c"}},
        {"archive.hold.set", {Role::leader}, {}, Reads::plain, false, {"C5.4.5b"}},
        {"archive.hold.lift", {Role::leader}, {}, Reads::plain, false, {"C5.4.5b"}},
    };
    return kRules;
}

}  // namespace xinan::archive
