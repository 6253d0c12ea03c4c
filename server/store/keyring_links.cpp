// SPDX-License-Identifier: AGPL-3.0-or-later
// The keyring's own database on each engine, and how traces of a destroyed wrap are overwritten there.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "store/keyring_store.hpp"
#include "store/pg_connection.hpp"
#include "store/sqlite_connection.hpp"

namespace xinan::store {

namespace {

constexpr Sql kBeginImmediate{"begin", "BEGIN IMMEDIATE"};
constexpr Sql kBegin{"begin", "BEGIN"};
constexpr Sql kCommit{"commit", "COMMIT"};
constexpr Sql kRollback{"rollback", "ROLLBACK"};

class SqliteLink final : public KeyringLink, public Connection {
   public:
    SqliteLink(std::unique_ptr<SqliteConnection> connection, std::string path)
        : connection_(std::move(connection)), journal_(std::move(path) + "-journal") {}
    Result<std::int64_t> execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows) override {
        return connection_->execute(centre, sql, values, rows);
    }
    Result<void> script(std::string_view statements) override { return connection_->script(statements); }
    [[nodiscard]] bool is_postgres() const override { return false; }
    Result<void> transaction(const std::function<Result<void>(Connection&)>& work) override {
        const auto end = [](SqliteConnection* connection) { connection->rollback(); };  // nothing to do after a commit
        TRY_VOID(connection_->command(kBeginImmediate));
        const std::unique_ptr<SqliteConnection, decltype(end)> ends(connection_.get(), end);
        TRY_VOID(work(*this));
        return connection_->command(kCommit);
    }
    // secure_delete zeroed the pages; the rollback journal still holds them as they were. Under the write lock nobody has
    // begun a journal, and this one's header is zero: it may be overwritten.
    Result<void> scrub() override {
        TRY_VOID(connection_->command(kBeginImmediate));
        const bool done = overwrite_journal();
        connection_->rollback();
        if (!done) return fail(ErrorKind::unavailable, "unavailable.database");
        return {};
    }

   private:
    [[nodiscard]] bool overwrite_journal() const {
        const int file = ::open(journal_.c_str(), O_WRONLY | O_CLOEXEC);
        if (file < 0) return errno == ENOENT;
        struct stat about {};
        static constexpr std::array<char, 4096> kZeros{};
        bool good = ::fstat(file, &about) == 0;
        for (off_t at = 0; good && at < about.st_size;) {
            const auto size = std::min<std::size_t>(kZeros.size(), static_cast<std::size_t>(about.st_size - at));
            const ssize_t written = ::pwrite(file, kZeros.data(), size, at);
            good = written > 0;
            at += good ? written : 0;
        }
        good = good && ::fsync(file) == 0;
        return ::close(file) == 0 && good;
    }
    std::unique_ptr<SqliteConnection> connection_;
    const std::string journal_;
};

class PgLink final : public KeyringLink, public Connection {
   public:
    explicit PgLink(std::string conninfo) : door_(std::move(conninfo)), connection_(door_) {}
    Result<std::int64_t> execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows) override {
        return connection_.execute(centre, sql, values, rows);
    }
    Result<void> script(std::string_view statements) override { return connection_.script(statements); }
    [[nodiscard]] bool is_postgres() const override { return true; }
    // A connection that died while idle is replaced once. One lost during COMMIT is an error: the caller asks again, and
    // a key that was written is named keyring.exists.
    Result<void> transaction(const std::function<Result<void>(Connection&)>& work) override {
        for (int attempt = 0;; ++attempt) {
            TRY_VOID(connection_.ready());
            TRY_VOID(connection_.enqueue({}, kBegin, {}));
            auto done = work(*this);
            if (!done && connection_.lost() && attempt == 0) continue;
            if (done) return committed();
            auto undone = connection_.execute({}, kRollback, {}, nullptr);
            if (!undone) connection_.drop();
            return done;
        }
    }
    // Old versions of a row stay in the table's file until it is written anew.
    Result<void> scrub() override {
        TRY_VOID(connection_.ready());
        return connection_.script("VACUUM FULL keyring_key");
    }

   private:
    Result<void> committed() {
        TRY(connection_.execute({}, kCommit, {}, nullptr));
        if (connection_.last_tag() != "COMMIT") return fail(ErrorKind::unavailable, "unavailable.database");
        return {};
    }
    PgDoor door_;
    PgConnection connection_;
};

}  // namespace

Result<std::unique_ptr<crypto::KeyringBackend>> open_sqlite_keyring(const std::string& path, const Options& options) {
    auto connection = TRY(SqliteConnection::open(path, SqliteConnection::Access::keyring, options));
    return make_keyring(std::make_unique<SqliteLink>(std::move(connection), path));
}

Result<std::unique_ptr<crypto::KeyringBackend>> open_postgres_keyring(const std::string& conninfo) {
    return make_keyring(std::make_unique<PgLink>(conninfo));
}

}  // namespace xinan::store
