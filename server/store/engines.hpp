// SPDX-License-Identifier: AGPL-3.0-or-later
// Opening a store, its keyring backend and its migrations. What happens inside a transaction is store.hpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/keyring.hpp"
#include "store/store.hpp"

namespace xinan::store {

struct Options {
    unsigned readers_max = 8;
    unsigned group_max = 64;        // operations that share one commit; 1 for the comparison in bench
    unsigned checkpoint_pages = 8000;  // of SQLite's write-ahead log; tests/faults make it small
    const char* sqlite_vfs = nullptr;  // tests/faults: our own VFS
    bool allow_unsafe_for_test = false;  // tests only: synchronous=OFF must be seen to lose data
};

// Refuses to open without WAL and synchronous=FULL (reads both back). Errors: unavailable store.not_durable, unavailable.database.
Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, const Options& options);
// Errors: unavailable.database, unavailable store.not_durable (synchronous_commit or fsync off).
Result<std::unique_ptr<Store>> open_postgres(const std::string& conninfo, const Options& options);
// What Store::backup_to wrote, into an empty database migrated by the same program (a SQLite copy is simply opened).
// Errors: invalid store.archive_damaged, conflict store.archive_schema, conflict store.not_empty, unavailable.*.
Result<void> restore_postgres(const std::string& conninfo, const std::string& path);

Result<std::unique_ptr<crypto::KeyringBackend>> open_sqlite_keyring(const std::string& path, const Options& options = {});
Result<std::unique_ptr<crypto::KeyringBackend>> open_postgres_keyring(const std::string& conninfo);

// One file of a part (layer or capability), in order. Both twins always.
struct Migration {
    std::string part;        // "ledger", "scheduling"
    int number;
    std::string name;        // 0001_appointments
    std::string sqlite;
    std::string postgres;
};
// Runs what is missing, each in its own transaction, under the advisory lock (SQLite: its one write lock). On PostgreSQL
// every table with a centre_id gets its row-level policy here, so a migration need not write one; it may use a table of
// every centre while it runs. Errors: conflict store.migration_changed
// (an applied file differs), conflict store.schema_newer (the database is ahead of this program), unavailable.*.
Result<int> migrate(Store& store, const std::vector<Migration>& in_order);
// ok, or conflict store.schema_older / store.schema_newer: serve refuses.
Result<void> check_schema(Store& store, const std::vector<Migration>& in_order);
// Every table and column of the connected database, sorted, as text: the twins' comparison.
Result<std::vector<std::string>> describe_schema(Store& store);

}  // namespace xinan::store
