// SPDX-License-Identifier: AGPL-3.0-or-later
// The hook's own work, apart from where it is installed. Only ledger and its tests include this.
#pragma once

#include <memory>
#include <vector>

#include "crypto/suite.hpp"
#include "store/store.hpp"

namespace xinan::ledger {

inline constexpr Millis kClockBehindMax{5'000};  // DECISIONS "Time and duties"

// Numbers, encodes, hashes and inserts the deeds in their order, then writes full tiles, count and frontier.
// Errors: unavailable unavailable.clock (now is more than kClockBehindMax before the newest deed), unavailable.*,
// internal ledger.bad_frontier, ledger.rows_missing: the stored head does not fit itself; verify() says more.
Result<void> append(store::Tx& tx, const std::vector<std::unique_ptr<store::Pending>>& entries,
                    const crypto::Suite& suite, UtcTime now);

}  // namespace xinan::ledger
