// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite_connection.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/words.hpp"
#include "store/rows.hpp"

namespace xinan::store {

namespace {

constexpr std::size_t kStatementsCachedMax = 2048;
constexpr int kBusyMillis = 5000;

// A parameter list of our own place in memory: an empty span still must not be NULL.
const void* address(ByteView view) { return view.data() == nullptr ? static_cast<const void*>("") : view.data(); }

struct Binder {
    sqlite3_stmt* statement;
    int position;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, position); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, position, value); }
    int operator()(std::string_view value) const {
        return sqlite3_bind_text64(statement, position, static_cast<const char*>(address(view_of(value))), value.size(),
                                   SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(ByteView value) const {
        return sqlite3_bind_blob64(statement, position, address(value), value.size(), SQLITE_STATIC);
    }
};

void copy_row(sqlite3_stmt* statement, RowsBuilder& builder, int columns) {
    for (int i = 0; i < columns; ++i) {
        const auto bytes = [&](const void* data) {
            return ByteView{static_cast<const std::uint8_t*>(data),
                            static_cast<std::size_t>(sqlite3_column_bytes(statement, i))};
        };
        switch (sqlite3_column_type(statement, i)) {
            case SQLITE_NULL: builder.null(); break;
            case SQLITE_INTEGER: builder.integer(sqlite3_column_int64(statement, i)); break;
            case SQLITE_TEXT: builder.text(text_of(bytes(sqlite3_column_text(statement, i)))); break;
            case SQLITE_BLOB: builder.bytes(bytes(sqlite3_column_blob(statement, i))); break;
            default: ensure(false, "columns are integers, text or bytes");
        }
    }
}

// "UNIQUE constraint failed: room.centre_id, room.name" -> what follows the colon.
std::string after_colon(std::string_view message) {
    const auto colon = message.find(": ");
    return std::string(colon == std::string_view::npos ? message : message.substr(colon + 2));
}

Args constraint_args(std::string_view message) {
    std::string name = after_colon(message);
    Args args{{"constraint", name}};
    if (const auto dot = name.find('.'); dot != std::string::npos) args.emplace_back("table", name.substr(0, dot));
    return args;
}

Result<std::int64_t> pragma_number(sqlite3* database, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    std::int64_t value = -1;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        value = sqlite3_column_int64(statement, 0);
    }
    if (sqlite3_finalize(statement) != SQLITE_OK) return fail(ErrorKind::unavailable, "unavailable.database");
    return value;
}

Result<std::string> pragma_text(sqlite3* database, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    std::string value;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        const auto* text = sqlite3_column_text(statement, 0);
        value.assign(static_cast<const char*>(static_cast<const void*>(text)),
                     static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
    }
    if (sqlite3_finalize(statement) != SQLITE_OK) return fail(ErrorKind::unavailable, "unavailable.database");
    return value;
}

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path, Access access,
                                                                 const Options& options) {
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection);  // the constructor is private
    const int flags = SQLITE_OPEN_NOMUTEX | (access == Access::read_only ? SQLITE_OPEN_READONLY
                                                                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (access != Access::read_only && options.sqlite_vfs == nullptr) {
        // Ours alone from the first byte; SQLite gives its journals the same mode. Only when it is new: closing a
        // descriptor of an existing database would drop this process's locks on it.
        if (const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); file >= 0) ::close(file);
    }
    const int code = sqlite3_open_v2(path.c_str(), &connection->database_, flags, options.sqlite_vfs);
    if (code != SQLITE_OK) return fail(ErrorKind::unavailable, "unavailable.database", {{"reason", sqlite3_errstr(code)}});
    sqlite3_extended_result_codes(connection->database_, 1);
    sqlite3_busy_timeout(connection->database_, kBusyMillis);
    sqlite3_db_config(connection->database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection->database_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // recursive_triggers: without it a REPLACE would delete a row without its append-only trigger.
    TRY_VOID(connection->script("PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY;"));
    TRY_VOID(connection->make_durable(access, options));
    return connection;
}

Result<void> SqliteConnection::make_durable(Access access, const Options& options) {
    if (access == Access::read_only) return {};
    if (access == Access::keyring) {
        // A rollback journal that stays can be overwritten after a key is destroyed; a WAL would keep it until it is reused.
        TRY_VOID(script("PRAGMA journal_mode=PERSIST; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;"));
        const auto journal = TRY(pragma_text(database_, "PRAGMA journal_mode"));
        const auto sync = TRY(pragma_number(database_, "PRAGMA synchronous"));
        const auto secure = TRY(pragma_number(database_, "PRAGMA secure_delete"));
        if (journal != "persist" || sync != 3 || secure != 1) return fail(ErrorKind::unavailable, "store.not_durable");
        return {};
    }
    // A new database becomes one with a WAL through a rollback journal. EXTRA syncs the folder after that journal is
    // unlinked: were it to come back after a power cut, it would roll back everything since (tests/faults found this).
    TRY_VOID(script("PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL; PRAGMA cache_size=-16000;"));
    sqlite3_wal_autocheckpoint(database_, static_cast<int>(options.checkpoint_pages));
    TRY_VOID(script(options.allow_unsafe_for_test ? "PRAGMA synchronous=OFF" : "PRAGMA synchronous=FULL"));
    const auto journal = TRY(pragma_text(database_, "PRAGMA journal_mode"));
    const auto sync = TRY(pragma_number(database_, "PRAGMA synchronous"));
    if (journal != "wal" || sync != (options.allow_unsafe_for_test ? 0 : 2)) {
        return fail(ErrorKind::unavailable, "store.not_durable", {{"journal", journal}, {"synchronous", std::to_string(sync)}});
    }
    if (TRY(pragma_number(database_, "PRAGMA foreign_keys")) != 1) return fail(ErrorKind::unavailable, "store.not_durable");
    return {};
}

SqliteConnection::~SqliteConnection() {
    forget_statements();
    sqlite3_close_v2(database_);
}

void SqliteConnection::forget_statements() noexcept {
    for (auto& [address, prepared] : statements_) sqlite3_finalize(prepared.statement);
    statements_.clear();
}

Result<void> SqliteConnection::without_value(Result<std::int64_t> result) {
    if (!result) return std::move(result).error();
    return {};
}

SqliteConnection::Prepared& SqliteConnection::prepare(const Sql& sql) {
    if (const auto found = statements_.find(sql.text.data()); found != statements_.end()) {
        if (found->second.text == sql.text) return found->second;
        sqlite3_finalize(found->second.statement);  // not a constant: another text came to the same address
        statements_.erase(found);
    }
    if (statements_.size() >= kStatementsCachedMax) forget_statements();
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    last_code_ = sqlite3_prepare_v3(database_, sql.text.data(), static_cast<int>(sql.text.size()),
                                    SQLITE_PREPARE_PERSISTENT, &statement, &tail);
    Prepared prepared{statement, std::string(sql.text), statement == nullptr ? 0 : sqlite3_bind_parameter_count(statement)};
    if (statement == nullptr) {
        // A text the database does not understand is our bug; a disk that fails while reading the schema is not.
        const int primary = last_code_ & 0xFF;
        ensure(primary != SQLITE_OK && primary != SQLITE_ERROR && primary != SQLITE_AUTH && primary != SQLITE_MISUSE,
               fmt::format("statement {}: {}", sql.name, sqlite3_errmsg(database_)));
    } else if (tail != nullptr) {
        const std::string_view rest(tail, sql.text.size() - static_cast<std::size_t>(tail - sql.text.data()));
        if (rest.find_first_not_of(" \n\t;") != std::string_view::npos) {
            sqlite3_finalize(statement);
            ensure(false, fmt::format("statement {}: one statement at a time", sql.name));
        }
    }
    return statements_.emplace(sql.text.data(), std::move(prepared)).first->second;
}

Result<std::int64_t> SqliteConnection::execute(const CentreId& centre, const Sql& sql, std::span<const Value> values,
                                               Rows* rows) {
    Prepared& prepared = prepare(sql);
    if (prepared.statement == nullptr) {
        statements_.erase(sql.text.data());
        return error(last_code_, sql);
    }
    const int given = static_cast<int>(values.size()) + 1;
    ensure(prepared.parameters == given || (prepared.parameters == 0 && values.empty()),
           fmt::format("statement {} has {} parameters with the centre, {} are given", sql.name, prepared.parameters, given));
    sqlite3_stmt* statement = prepared.statement;
    int code = SQLITE_OK;
    if (prepared.parameters > 0) {
        code = Binder{statement, 1}(centre.view());
        for (int i = 1; i < given && code == SQLITE_OK; ++i) {
            code = std::visit(Binder{statement, i + 1}, values[static_cast<std::size_t>(i) - 1]);
        }
    }
    const int columns = sqlite3_column_count(statement);
    Rows unwanted;
    RowsBuilder builder(rows != nullptr ? *rows : unwanted);
    builder.columns(static_cast<std::size_t>(columns));
    if (code == SQLITE_OK) {
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            if (rows != nullptr) copy_row(statement, builder, columns);
        }
    }
    last_code_ = code;
    // The error is read before reset, which may replace its text.
    auto result = code == SQLITE_DONE
                      ? Result<std::int64_t>(sqlite3_stmt_readonly(statement) != 0 ? 0 : sqlite3_changes64(database_))
                      : Result<std::int64_t>(error(code, sql));
    sqlite3_reset(statement);
    return result;
}

Result<void> SqliteConnection::script(std::string_view statements) {
    std::string_view rest = statements;
    while (!rest.empty()) {
        sqlite3_stmt* statement = nullptr;
        const char* tail = nullptr;
        last_code_ = sqlite3_prepare_v2(database_, rest.data(), static_cast<int>(rest.size()), &statement, &tail);
        if (last_code_ != SQLITE_OK) return error(last_code_, {"script", rest});
        rest.remove_prefix(static_cast<std::size_t>(tail - rest.data()));
        if (statement == nullptr) continue;  // blanks or a comment
        int code = SQLITE_ROW;
        while (code == SQLITE_ROW) code = sqlite3_step(statement);
        last_code_ = code;
        std::optional<Error> failed;
        if (code != SQLITE_DONE) failed = error(code, {"script", {}});
        sqlite3_finalize(statement);
        if (failed) return *failed;
    }
    return {};
}

// Which answer an extended result code is. Throws Impossible for a statement that is our bug.
Error SqliteConnection::error(int code, const Sql& sql) {
    const std::string message = sqlite3_errmsg(database_);
    switch (code) {
        case SQLITE_CONSTRAINT_TRIGGER:
            if (detail::dotted_parts(message) == 2) return fail(ErrorKind::conflict, message);
            return fail(ErrorKind::conflict, "store.check", {{"constraint", message}});
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: return fail(ErrorKind::conflict, "store.unique", constraint_args(message));
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return fail(ErrorKind::conflict, "store.foreign_key", {{"constraint", std::string(sql.name)}});
        case SQLITE_CONSTRAINT_CHECK:
        case SQLITE_CONSTRAINT_NOTNULL:
        case SQLITE_CONSTRAINT_DATATYPE: return fail(ErrorKind::conflict, "store.check", constraint_args(message));
        default: break;
    }
    switch (code & 0xFF) {
        case SQLITE_FULL: return fail(ErrorKind::unavailable, "unavailable.disk_full");
        case SQLITE_ERROR:
        case SQLITE_MISMATCH:
        case SQLITE_MISUSE:
        case SQLITE_RANGE:
        case SQLITE_TOOBIG:
        case SQLITE_READONLY: ensure(code == SQLITE_READONLY_DBMOVED || code == SQLITE_READONLY_DIRECTORY,
                                     fmt::format("statement {}: {}", sql.name, message));
                              break;
        default: break;
    }
    return fail(ErrorKind::unavailable, "unavailable.database", {{"reason", sqlite3_errstr(code)}});
}

void SqliteConnection::rollback() noexcept {
    if (!in_transaction()) return;
    sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }
std::int64_t SqliteConnection::total_changes() const { return sqlite3_total_changes64(database_); }

}  // namespace xinan::store
