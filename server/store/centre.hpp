// SPDX-License-Identifier: AGPL-3.0-or-later
// The centres of an installation: the tenants. What else a centre has is in the capabilities.
#pragma once

#include <string>
#include <vector>

#include "store/store.hpp"

namespace xinan::store {

inline constexpr std::int64_t kCentresMax = 1'000;  // of one installation

// The installation itself: transactions that belong to no centre (migrations, the list of centres) carry this.
inline constexpr CentreId kNoCentre{};

struct Centre {
    CentreId id;
    std::string name;
    std::string zone;              // IANA
    std::string kind;              // "school", "community", ...: a word of the centre's pack
    UtcTime created_at;
    std::uint64_t keyring_stamp = 0;  // of the keyring when a key was last made or destroyed; a mismatch is named
};

// In a transaction of the new centre itself (ensure). Errors: conflict store.unique, store.check.
Result<void> create_centre(Tx& tx, const Centre& centre);
// The transaction's own. Errors: not_found http.not_found.
Result<Centre> load_centre(Tx& tx);
// In a transaction of kNoCentre (ensure). Errors: unavailable store.too_many_centres past kCentresMax.
Result<std::vector<Centre>> list_centres(Tx& tx);
// Never lowers it.
Result<void> set_keyring_stamp(Tx& tx, std::uint64_t stamp);

}  // namespace xinan::store
