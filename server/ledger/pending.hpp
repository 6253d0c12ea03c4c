// SPDX-License-Identifier: AGPL-3.0-or-later
// What leave() hands to the last step before COMMIT. Only ledger includes this.
#pragma once

#include <utility>

#include "ledger/deed.hpp"
#include "store/store.hpp"

namespace xinan::ledger {

struct PendingDeed final : store::Pending {
    explicit PendingDeed(Deed what) : deed(std::move(what)) {}
    Deed deed;
};

}  // namespace xinan::ledger
