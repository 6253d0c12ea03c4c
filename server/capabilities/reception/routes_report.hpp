// SPDX-License-Identifier: AGPL-3.0-or-later
// The report of the desk over HTTP.
#pragma once

#include "capabilities/reception/report.hpp"
#include "http/route.hpp"

namespace xinan::reception {

struct ReportList { std::vector<DayReport> items; };  // one for each day, the earliest first
BOOST_DESCRIBE_STRUCT(ReportList, (), (items))

// Days from `from` to `until`, both included; without them today. At most 31. Errors: invalid reception.report_days {max}.
Result<http::Reply> handle_report(http::Call&);

}  // namespace xinan::reception
