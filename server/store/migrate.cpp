// SPDX-License-Identifier: AGPL-3.0-or-later
// Migrations: what ran is in table migration, with the hash of its text, so an altered file is named.
#include <algorithm>
#include <map>

#include "base/clock.hpp"
#include "crypto/suite.hpp"
#include "store/engines.hpp"

namespace xinan::store {

namespace {

constexpr std::string_view kCreateTable =
    "CREATE TABLE migration (part TEXT NOT NULL, number INTEGER NOT NULL CHECK (number >= 1), name TEXT NOT NULL,"
    " sha256 BLOB NOT NULL CHECK (length(sha256) = 32), applied_at_ms INTEGER NOT NULL,"
    " PRIMARY KEY (part, number)) STRICT, WITHOUT ROWID;";
constexpr std::string_view kCreateTablePg =
    "CREATE TABLE migration (part text NOT NULL, number bigint NOT NULL CHECK (number >= 1), name text NOT NULL,"
    " sha256 bytea NOT NULL CHECK (length(sha256) = 32), applied_at_ms bigint NOT NULL, PRIMARY KEY (part, number));";
// The catalogues differ.
constexpr Sql kTableExists{"migration.exists", "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'",
                           "SELECT 1::bigint WHERE to_regclass('migration') IS NOT NULL"};
constexpr Sql kApplied{"migration.applied", "SELECT part, number, name, sha256 FROM migration ORDER BY part, number"};
constexpr Sql kRecord{"migration.record",
                      "INSERT INTO migration (part, number, name, sha256, applied_at_ms) VALUES (?2, ?3, ?4, ?5, ?6)"};
// SQLite's BEGIN IMMEDIATE is its lock.
constexpr Sql kLock{"migration.lock", "SELECT 1", "SELECT 1::bigint FROM pg_advisory_xact_lock(7811200042)"};

// The second net, opened while a migration runs (it may move rows of every centre) and closed again in the same
// transaction. `FORCE` makes it hold for the owner of the tables, which is who the program connects as.
constexpr std::string_view kOpenNet = R"(
SET LOCAL statement_timeout = 0;
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT c.oid::regclass AS name FROM pg_class c
               WHERE c.relnamespace = current_schema()::regnamespace AND c.relforcerowsecurity LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', found.name);
  END LOOP;
END $$;)";
constexpr std::string_view kCloseNet = R"(
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT c.oid::regclass AS name, c.oid AS id, c.relrowsecurity AS enabled FROM pg_class c
               JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'centre_id' AND NOT a.attisdropped
               WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') LOOP
    IF NOT found.enabled THEN
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', found.name);
    END IF;
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', found.name);
    IF NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = found.id) THEN
      EXECUTE format('CREATE POLICY centre_only ON %s USING (centre_id = decode(current_setting(''xinan.centre''), ''hex''))',
                     found.name);
    END IF;
  END LOOP;
END $$;)";

using Key = std::pair<std::string, std::int64_t>;
struct Applied {
    std::string name;
    Bytes sha256;
};

const std::string& text_for(const Tx& tx, const Migration& migration) {
    return tx.is_postgres() ? migration.postgres : migration.sqlite;
}
crypto::Hash hash_of(std::string_view text) {
    return crypto::suite(crypto::SuiteId::international).hash(view_of(text));
}

Result<std::map<Key, Applied>> applied(Tx& tx) {
    std::map<Key, Applied> found;
    if (TRY(tx.query(kTableExists)).empty()) return found;
    const Rows rows = TRY(tx.query(kApplied));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        found.emplace(Key{rows.text(i, 0), rows.i64(i, 1)}, Applied{std::string(rows.text(i, 2)), to_bytes(rows.bytes(i, 3))});
    }
    return found;
}

// Errors: conflict store.migration_changed {part, name}, conflict store.schema_newer {part, name}.
Result<void> compare(Tx& tx, const std::vector<Migration>& known, const std::map<Key, Applied>& in_database) {
    for (const auto& [key, row] : in_database) {
        const auto found = std::ranges::find_if(known, [&](const Migration& m) { return m.part == key.first && m.number == key.second; });
        if (found == known.end()) {
            return fail(ErrorKind::conflict, "store.schema_newer", {{"part", key.first}, {"name", row.name}});
        }
        if (!std::ranges::equal(hash_of(text_for(tx, *found)), row.sha256)) {
            return fail(ErrorKind::conflict, "store.migration_changed", {{"part", key.first}, {"name", row.name}});
        }
    }
    return {};
}

Result<void> run_one(Tx& tx, const Migration& migration, UtcTime now) {
    if (tx.is_postgres()) TRY_VOID(tx.run_script(kOpenNet));
    TRY_VOID(tx.run_script(text_for(tx, migration)));
    if (tx.is_postgres()) TRY_VOID(tx.run_script(kCloseNet));
    TRY(tx.run(kRecord, migration.part, migration.number, migration.name, hash_of(text_for(tx, migration)), now));
    return {};
}

}  // namespace

Result<int> migrate(Store& store, const std::vector<Migration>& in_order) {
    const auto clock = system_clock();
    auto begun = store.write(CentreId{}, [&](Tx& tx) -> Result<void> {
        TRY(tx.query(kLock));
        const Rows table = TRY(tx.query(kTableExists));
        if (table.empty()) TRY_VOID(tx.run_script(tx.is_postgres() ? kCreateTablePg : kCreateTable));
        const auto in_database = TRY(applied(tx));
        return compare(tx, in_order, in_database);
    });
    TRY_VOID(begun);
    int count = 0;
    for (const Migration& migration : in_order) {
        const UtcTime now = clock->now();
        auto ran = store.write(CentreId{}, [&](Tx& tx) -> Result<int> {
            TRY(tx.query(kLock));
            const auto in_database = TRY(applied(tx));
            if (in_database.contains({migration.part, migration.number})) return 0;
            TRY_VOID(run_one(tx, migration, now));
            return 1;
        });
        count += TRY(ran);
    }
    return count;
}

Result<void> check_schema(Store& store, const std::vector<Migration>& in_order) {
    return store.read(CentreId{}, [&](Tx& tx) -> Result<void> {
        const auto in_database = TRY(applied(tx));
        TRY_VOID(compare(tx, in_order, in_database));
        for (const Migration& migration : in_order) {
            if (!in_database.contains({migration.part, migration.number})) {
                return fail(ErrorKind::conflict, "store.schema_older", {{"part", migration.part}, {"name", migration.name}});
            }
        }
        return {};
    });
}

Result<std::vector<std::string>> describe_schema(Store& store) {
    // Both give (table, column, type in our words, 1 when it may be null).
    static constexpr Sql kColumns{
        "schema.columns",
        "SELECT m.name, c.name, CASE upper(c.type) WHEN 'BLOB' THEN 'bytes' WHEN 'TEXT' THEN 'text' WHEN 'INTEGER' THEN 'integer'"
        " ELSE lower(c.type) END, c.\"notnull\" = 0 FROM sqlite_master m, pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~'",
        "SELECT c.relname::text, a.attname::text, CASE t.typname WHEN 'bytea' THEN 'bytes' WHEN 'int8' THEN 'integer'"
        " WHEN 'text' THEN 'text' ELSE t.typname::text END, (NOT a.attnotnull)::int::bigint"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid"
        " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0"
        " AND NOT a.attisdropped"};
    return store.read(CentreId{}, [&](Tx& tx) -> Result<std::vector<std::string>> {
        const Rows rows = TRY(tx.query(kColumns));
        std::vector<std::string> lines;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            lines.push_back(std::string(rows.text(i, 0)) + "." + std::string(rows.text(i, 1)) + " " +
                            std::string(rows.text(i, 2)) + (rows.flag(i, 3) ? " null" : " not null"));
        }
        std::ranges::sort(lines);
        return lines;
    });
}

}  // namespace xinan::store
