// SPDX-License-Identifier: AGPL-3.0-or-later
// The dated values of a centre's figures as they stand in the rows: for whoever shows them. Rules ask setting() (setting.hpp).
#pragma once

#include <string>
#include <vector>

#include "store/store.hpp"

namespace xinan::store {

struct DatedSetting {
    std::string key;
    UtcTime valid_from;
    std::int64_t value = 0;
};

// By key, then date; at most 4,000 (ensure). Errors: unavailable.database.
Result<std::vector<DatedSetting>> dated_settings(Tx& tx);

}  // namespace xinan::store
