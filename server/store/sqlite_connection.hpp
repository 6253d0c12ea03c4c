// SPDX-License-Identifier: AGPL-3.0-or-later
// One connection to a SQLite database: opening it safely, prepared statements, errors. Only store includes this.
// Threads: a connection belongs to one thread at a time.
#pragma once

#include <string>
#include <unordered_map>

#include "store/engines.hpp"
#include "store/group.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace xinan::store {

class SqliteConnection final {
   public:
    enum class Access : std::uint8_t { read_only, read_write, keyring };
    // Errors: unavailable.database, unavailable store.not_durable.
    static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, Access access, const Options& options);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    // ?1 is bound to the centre when the statement has parameters. Returns rows changed.
    Result<std::int64_t> execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows);
    Result<void> script(std::string_view statements);
    Result<void> command(const Sql& sql) { return without_value(execute({}, sql, {}, nullptr)); }
    // The transaction ends whatever happens; used where there is nobody to tell.
    void rollback() noexcept;
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] int last_code() const { return last_code_; }
    [[nodiscard]] std::int64_t total_changes() const;
    [[nodiscard]] sqlite3* raw() { return database_; }

   private:
    SqliteConnection() = default;
    static Result<void> without_value(Result<std::int64_t> result);
    struct Prepared {
        sqlite3_stmt* statement = nullptr;
        std::string text;
        int parameters = 0;
    };
    Prepared& prepare(const Sql& sql);
    Result<void> make_durable(Access access, const Options& options);
    Error error(int code, const Sql& sql);
    void forget_statements() noexcept;

    sqlite3* database_ = nullptr;
    std::unordered_map<const char*, Prepared> statements_;  // by the address of the constant
    int last_code_ = 0;
};

}  // namespace xinan::store
