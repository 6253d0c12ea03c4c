// SPDX-License-Identifier: AGPL-3.0-or-later
// The store on SQLite: one writer, a pool of readers, each read on its own snapshot.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "store/sqlite_connection.hpp"

namespace xinan::store {

namespace {

constexpr Sql kBegin{"begin", "BEGIN IMMEDIATE"};
constexpr Sql kBeginRead{"begin_read", "BEGIN"};
constexpr Sql kCommit{"commit", "COMMIT"};
constexpr Sql kSavepoint{"savepoint", "SAVEPOINT operation"};
constexpr Sql kRelease{"release", "RELEASE operation"};
constexpr Sql kRollbackTo{"rollback_to", "ROLLBACK TO operation"};

class SqliteReader final : public Connection {
   public:
    explicit SqliteReader(std::unique_ptr<SqliteConnection> connection) : connection_(std::move(connection)) {}
    Result<std::int64_t> execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows) override {
        return connection_->execute(centre, sql, values, rows);
    }
    Result<void> script(std::string_view) override { return fail(ErrorKind::internal, "store.read_only"); }
    [[nodiscard]] bool is_postgres() const override { return false; }
    SqliteConnection& connection() { return *connection_; }

   private:
    std::unique_ptr<SqliteConnection> connection_;
};

class SqliteSession final : public WriteSession {
   public:
    explicit SqliteSession(std::unique_ptr<SqliteConnection> connection) : connection_(std::move(connection)) {}
    Result<std::int64_t> execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows) override {
        return connection_->execute(centre, sql, values, rows);
    }
    Result<void> script(std::string_view statements) override { return connection_->script(statements); }
    [[nodiscard]] bool is_postgres() const override { return false; }
    Result<void> ready() override { return {}; }
    Result<void> begin(CentreId) override {
        changes_before_ = connection_->total_changes();
        return connection_->command(kBegin);
    }
    Result<void> savepoint() override { return connection_->command(kSavepoint); }
    Result<void> next_savepoint() override {
        TRY_VOID(connection_->command(kRelease));
        return connection_->command(kSavepoint);
    }
    Result<void> rollback_to() override { return connection_->command(kRollbackTo); }
    Result<void> commit() override {
        TRY_VOID(connection_->command(kCommit));
        if (connection_->total_changes() != changes_before_) syncs_.fetch_add(1, std::memory_order_relaxed);
        return {};
    }
    void rollback() noexcept override { connection_->rollback(); }
    [[nodiscard]] bool in_transaction() const override { return connection_->in_transaction(); }
    [[nodiscard]] bool worth_retrying() const override {
        const int code = connection_->last_code() & 0xFF;
        return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_INTERRUPT;
    }
    [[nodiscard]] std::uint64_t syncs() const override { return syncs_; }

   private:
    std::unique_ptr<SqliteConnection> connection_;
    std::int64_t changes_before_ = 0;
    std::atomic<std::uint64_t> syncs_ = 0;
};

class SqliteStore final : public Store {
   public:
    SqliteStore(std::string path, Options options, std::unique_ptr<SqliteConnection> writer)
        : path_(std::move(path)), options_(options), writer_(one(std::move(writer)), options.group_max, true) {}

    Result<void> write_op(CentreId centre, Op op, Refused refused) override {
        return writer_.write(centre, std::move(op), std::move(refused));
    }
    Result<void> read_op(CentreId centre, const Op& op) override;
    void set_before_commit(BeforeCommit hook) override { writer_.set_before_commit(std::move(hook)); }
    [[nodiscard]] std::string_view engine() const override { return "sqlite"; }
    [[nodiscard]] Counts counts() const override { return writer_.counts(); }
    Result<void> backup_to(std::string_view path) override;

   private:
    static std::vector<std::unique_ptr<WriteSession>> one(std::unique_ptr<SqliteConnection> writer) {
        std::vector<std::unique_ptr<WriteSession>> sessions;
        sessions.push_back(std::make_unique<SqliteSession>(std::move(writer)));
        return sessions;
    }
    Result<std::unique_ptr<SqliteReader>> borrow();
    void give_back(std::unique_ptr<SqliteReader> reader);

    const std::string path_;
    const Options options_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<SqliteReader>> idle_;
    unsigned opened_ = 0;
    GroupWriter writer_;  // last: its thread stops before the rest goes
};

Result<std::unique_ptr<SqliteReader>> SqliteStore::borrow() {
    {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [&] { return !idle_.empty() || opened_ < options_.readers_max; });
        if (!idle_.empty()) {
            auto reader = std::move(idle_.back());
            idle_.pop_back();
            return reader;
        }
        ++opened_;
    }
    auto connection = SqliteConnection::open(path_, SqliteConnection::Access::read_only, options_);
    if (!connection) {
        give_back(nullptr);
        return std::move(connection).error();
    }
    return std::make_unique<SqliteReader>(std::move(connection).value());
}

void SqliteStore::give_back(std::unique_ptr<SqliteReader> reader) {
    {
        const std::lock_guard lock(mutex_);
        if (reader) idle_.push_back(std::move(reader));
        else --opened_;
    }
    returned_.notify_one();
}

Result<void> SqliteStore::read_op(CentreId centre, const Op& op) {
    auto reader = TRY(borrow());
    const auto finish = [&](SqliteReader*) { give_back(std::move(reader)); };
    const std::unique_ptr<SqliteReader, decltype(finish)> returns(reader.get(), finish);
    const auto end = [](SqliteConnection* connection) { connection->rollback(); };
    TRY_VOID(reader->connection().command(kBeginRead));
    const std::unique_ptr<SqliteConnection, decltype(end)> ends(&reader->connection(), end);
    return run_read(*reader, centre, op);
}

Result<void> sync_path(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!synced) return fail(ErrorKind::unavailable, "unavailable.database");
    return {};
}

// A whole database file, compact and consistent; synced with its folder before it counts.
Result<void> SqliteStore::backup_to(std::string_view path) {
    auto connection = TRY(SqliteConnection::open(path_, SqliteConnection::Access::read_only, options_));
    const std::string target(path);
    if (::access(target.c_str(), F_OK) == 0) return fail(ErrorKind::conflict, "store.backup_exists");
    sqlite3_db_config(connection->raw(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(connection->raw(), "VACUUM INTO ?1", -1, &statement, nullptr);
    if (code == SQLITE_OK) code = sqlite3_bind_text(statement, 1, target.c_str(), -1, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    if (code != SQLITE_DONE) {
        ::unlink(target.c_str());
        const bool full = (code & 0xFF) == SQLITE_FULL;
        return fail(ErrorKind::unavailable, full ? "unavailable.disk_full" : "unavailable.database",
                    {{"reason", sqlite3_errstr(code)}});
    }
    TRY_VOID(sync_path(target));
    const auto slash = target.rfind('/');
    return sync_path(slash == std::string::npos ? "." : target.substr(0, slash + 1));
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, const Options& options) {
    auto writer = TRY(SqliteConnection::open(path, SqliteConnection::Access::read_write, options));
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(path, options, std::move(writer)));
}

}  // namespace xinan::store
