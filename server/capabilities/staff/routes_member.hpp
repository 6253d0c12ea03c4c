// SPDX-License-Identifier: AGPL-3.0-or-later
// What the route files of staff share.
#pragma once

#include "capabilities/staff/routes_dto.hpp"

namespace xinan::staff {

inline ledger::Subject staff_subject(StaffId id) { return ledger::subject("staff", id); }
// A staff member stands to himself; there are no other relations with staff.
access::Standing standing_of(const http::Call&, StaffId);

Result<http::Reply> handle_list(http::Call&);
Result<http::Reply> handle_add(http::Call&);
Result<http::Reply> handle_change(http::Call&);
Result<http::Reply> handle_credential(http::Call&);
Result<http::Reply> handle_counsellors(http::Call&);
Result<http::Reply> handle_conflict(http::Call&);
Result<http::Reply> handle_supervisors(http::Call&);
Result<http::Reply> handle_name_supervisor(http::Call&);
Result<http::Reply> handle_end_supervisor(http::Call&);
Result<http::Reply> handle_duties(http::Call&);
Result<http::Reply> handle_add_duty(http::Call&);

}  // namespace xinan::staff
