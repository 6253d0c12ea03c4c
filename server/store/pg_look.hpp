// SPDX-License-Identifier: AGPL-3.0-or-later
// What doctor asks of a PostgreSQL server about itself. Changes nothing.
#pragma once

#include <string>

#include "base/result.hpp"

namespace xinan::store {

struct ClusterLook {
    std::string system;            // the same for every database of one cluster (and its replicas), and for no other
    bool wal_is_kept = false;      // archived, replicated, or held for a replica: old pages live on elsewhere
};
// Errors: unavailable.database (also when the account may not ask).
Result<ClusterLook> look_at_cluster(const std::string& conninfo);

}  // namespace xinan::store
