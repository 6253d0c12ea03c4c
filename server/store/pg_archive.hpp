// SPDX-License-Identifier: AGPL-3.0-or-later
// A PostgreSQL store as one file of rows, and back. Only store includes this.
#pragma once

#include <string>

#include "base/result.hpp"

namespace xinan::store {

class PgDoor;

// One consistent snapshot of every table, centre by centre (row-level security stays on). Synced before it counts.
// Errors: conflict store.backup_exists, unavailable.database, unavailable.disk_full.
Result<void> write_pg_archive(PgDoor& door, const std::string& path);
// Into an empty database migrated to the same schema, in one transaction. Errors: those of restore_postgres (engines.hpp).
Result<void> read_pg_archive(PgDoor& door, const std::string& path);

}  // namespace xinan::store
