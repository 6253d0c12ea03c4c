// SPDX-License-Identifier: AGPL-3.0-or-later
// The enums of the lower layers that requests and replies may hold, described once for JSON.
#pragma once

#include <boost/describe.hpp>

#include "access/access.hpp"
#include "base/messages.hpp"
#include "ledger/deed.hpp"

namespace xinan {
BOOST_DESCRIBE_ENUM(Language, zh, en)
namespace access {
BOOST_DESCRIBE_ENUM(Role, visitor, guardian, counsellor, reception, archive_keeper, supervisor, leader, class_teacher, finance,
                    system_admin, auditor)
BOOST_DESCRIBE_ENUM(Relation, none, self, guardian_of, counsellor_of, supervisor_of, archive_keeper_of, head_teacher_of, author_of,
                    crisis_on_call)
}  // namespace access
namespace ledger {
BOOST_DESCRIBE_ENUM(Outcome, done, refused, read)
}  // namespace ledger
}  // namespace xinan
