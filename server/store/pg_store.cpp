// SPDX-License-Identifier: AGPL-3.0-or-later
// The store on PostgreSQL: a few writing sessions (a centre is served by one at a time), a pool of readers, row-level
// security by the transaction's centre. Needs a role that is no superuser, or the second net does not hold.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "store/engines.hpp"
#include "store/group.hpp"
#include "store/pg_archive.hpp"
#include "store/pg_connection.hpp"

namespace xinan::store {

namespace {

constexpr unsigned kWriters = 2;  // sessions of one process; each centre uses one at a time
constexpr int kReadsMax = 3;      // tries of one read whose connection was lost
constexpr Millis kResolveFor{5000};
constexpr Millis kResolvePause{50};

constexpr Sql kBegin{"begin", "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"};
constexpr Sql kBeginRead{"begin_read", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
// The number of the transaction is asked for at once: only with it can a lost COMMIT be resolved.
constexpr Sql kCentreAndNumber{"centre", "SELECT set_config('xinan.centre', ?2, true), pg_current_xact_id()::text"};
constexpr Sql kCentre{"centre_read", "SELECT set_config('xinan.centre', ?2, true)"};
constexpr Sql kCommit{"commit", "COMMIT"};
constexpr Sql kRollback{"rollback", "ROLLBACK"};
constexpr Sql kSavepoint{"savepoint", "SAVEPOINT operation"};
constexpr Sql kRelease{"release", "RELEASE operation"};
constexpr Sql kRollbackTo{"rollback_to", "ROLLBACK TO operation"};

class PgReader final : public Connection {
   public:
    explicit PgReader(PgDoor& door) : connection_(door) {}
    Result<std::int64_t> execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows) override {
        return connection_.execute(centre, sql, values, rows);
    }
    Result<void> script(std::string_view) override { return fail(ErrorKind::internal, "store.read_only"); }
    [[nodiscard]] bool is_postgres() const override { return true; }
    Result<void> begin(CentreId centre) {
        TRY_VOID(connection_.ready());
        TRY_VOID(connection_.enqueue(centre, kBeginRead, {}));
        const std::string hex = centre.text();
        const std::array<Value, 1> values{std::string_view(hex)};
        return connection_.enqueue(centre, kCentre, values);
    }
    // The answer to ROLLBACK is read by the next user: a read costs no second round trip.
    void end() noexcept {
        if (connection_.lost()) return;
        if (auto queued = connection_.enqueue({}, kRollback, {}); queued) connection_.flush_later();
    }
    [[nodiscard]] bool lost() const { return connection_.lost(); }

   private:
    PgConnection connection_;
};

class PgSession final : public WriteSession {
   public:
    explicit PgSession(PgDoor& door) : door_(door), connection_(door) {}
    Result<std::int64_t> execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows) override {
        return connection_.execute(centre, sql, values, rows);
    }
    Result<void> script(std::string_view statements) override { return connection_.script(statements); }
    [[nodiscard]] bool is_postgres() const override { return true; }
    Result<void> ready() override { return connection_.ready(); }
    Result<void> begin(CentreId centre) override;
    Result<void> savepoint() override { return connection_.enqueue({}, kSavepoint, {}); }
    Result<void> next_savepoint() override {
        TRY_VOID(connection_.enqueue({}, kRelease, {}));
        return connection_.enqueue({}, kSavepoint, {});
    }
    Result<void> rollback_to() override { return connection_.enqueue({}, kRollbackTo, {}); }
    Result<void> commit() override;
    void rollback() noexcept override;
    [[nodiscard]] bool in_transaction() const override { return begun_ && !connection_.lost(); }
    [[nodiscard]] bool worth_retrying() const override {
        // Lost, serialisation, deadlock, the server shutting down or out of connections.
        const std::string_view state = connection_.sqlstate();
        return state.empty() || state.starts_with("40") || state.starts_with("57P") || state.starts_with("08") ||
               state == "53300" || state == "55P03";
    }
    [[nodiscard]] std::uint64_t syncs() const override { return syncs_; }

   private:
    Result<void> resolve(const std::string& number);
    PgDoor& door_;
    PgConnection connection_;
    Rows begin_rows_;
    bool begun_ = false;
    std::atomic<std::uint64_t> syncs_ = 0;
};

Result<void> PgSession::begin(CentreId centre) {
    begin_rows_ = {};
    begun_ = true;
    TRY_VOID(connection_.enqueue(centre, kBegin, {}));
    const std::string hex = centre.text();
    const std::array<Value, 1> values{std::string_view(hex)};
    return connection_.enqueue(centre, kCentreAndNumber, values, &begin_rows_);
}

Result<void> PgSession::commit() {
    // What is still queued (and the number) first: then only COMMIT itself can have an unknown end.
    if (begin_rows_.empty()) TRY(connection_.flush());
    const std::string number(begin_rows_.text(0, 1));
    begun_ = false;
    auto done = connection_.execute({}, kCommit, {}, nullptr);
    if (!done) {
        // Serialisation and a deferred constraint say for certain that nothing was written; any other end is asked about.
        const std::string_view state = connection_.sqlstate();
        if (!connection_.lost() && (state.starts_with("40") || state.starts_with("23"))) return std::move(done).error();
        connection_.drop();
        TRY_VOID(resolve(number));
    } else if (connection_.last_tag() != "COMMIT") {
        return fail(ErrorKind::unavailable, "unavailable.database");
    }
    syncs_.fetch_add(1, std::memory_order_relaxed);
    return {};
}

// The connection was lost during COMMIT. The server itself says what became of the transaction: ok when it committed,
// unavailable.database when it did not (the group is run again), unavailable.commit_unknown when nobody can say.
Result<void> PgSession::resolve(const std::string& number) {
    const auto clock = system_clock();
    const Millis begun = clock->monotonic();
    const Error unknown = fail(ErrorKind::unavailable, "unavailable.commit_unknown");
    const Error aborted = fail(ErrorKind::unavailable, "unavailable.database");
    while (clock->monotonic() - begun < kResolveFor) {
        auto handle = door_.connect();
        if (!handle) return unknown;
        const char* const value = number.c_str();
        const PgAnswer answer(PQexecParams(handle->get(), "SELECT pg_xact_status($1::text::xid8)", 1, nullptr, &value,
                                           nullptr, nullptr, 0));
        if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) {
            // 22023: after a crash the server has never heard of it, so it was not committed.
            const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
            if (state != nullptr && std::string_view(state) == "22023") return aborted;
        } else if (PQgetisnull(answer.get(), 0, 0) != 0) {
            return unknown;
        } else if (const std::string_view status = PQgetvalue(answer.get(), 0, 0); status == "committed") {
            return {};
        } else if (status == "aborted") {
            return aborted;
        }
        std::this_thread::sleep_for(kResolvePause);  // tidy-ok: still in progress: the old session has not noticed yet
    }
    return unknown;
}

void PgSession::rollback() noexcept {
    if (!std::exchange(begun_, false) || connection_.lost()) return;
    try {
        auto done = connection_.execute({}, kRollback, {}, nullptr);
        if (!done) connection_.drop();
    } catch (const std::exception&) {
        connection_.drop();
    }
}

class PgStore final : public Store {
   public:
    PgStore(std::unique_ptr<PgDoor> door, const Options& options)
        : door_(std::move(door)), options_(options), writer_(sessions(*door_), options.group_max, false) {}

    Result<void> write_op(CentreId centre, Op op, Refused refused) override {
        return writer_.write(centre, std::move(op), std::move(refused));
    }
    Result<void> read_op(CentreId centre, const Op& op) override;
    void set_before_commit(BeforeCommit hook) override { writer_.set_before_commit(std::move(hook)); }
    [[nodiscard]] std::string_view engine() const override { return "postgres"; }
    [[nodiscard]] Counts counts() const override { return writer_.counts(); }
    Result<void> backup_to(std::string_view path) override { return write_pg_archive(*door_, std::string(path)); }
    [[nodiscard]] PgDoor& door() { return *door_; }

   private:
    static std::vector<std::unique_ptr<WriteSession>> sessions(PgDoor& door) {
        std::vector<std::unique_ptr<WriteSession>> made;
        for (unsigned i = 0; i < kWriters; ++i) made.push_back(std::make_unique<PgSession>(door));
        return made;
    }
    std::unique_ptr<PgReader> borrow();
    void give_back(std::unique_ptr<PgReader> reader);

    std::unique_ptr<PgDoor> door_;
    const Options options_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<PgReader>> idle_;
    unsigned opened_ = 0;
    GroupWriter writer_;  // last: its threads stop before the rest goes
};

std::unique_ptr<PgReader> PgStore::borrow() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || opened_ < options_.readers_max; });
    if (idle_.empty()) {
        ++opened_;
        return std::make_unique<PgReader>(*door_);
    }
    auto reader = std::move(idle_.back());
    idle_.pop_back();
    return reader;
}

void PgStore::give_back(std::unique_ptr<PgReader> reader) {
    {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(reader));
    }
    returned_.notify_one();
}

Result<void> PgStore::read_op(CentreId centre, const Op& op) {
    auto reader = borrow();
    const auto finish = [&](PgReader* used) {
        used->end();
        give_back(std::move(reader));
    };
    const std::unique_ptr<PgReader, decltype(finish)> returns(reader.get(), finish);
    Result<void> result;
    // A pooled connection may have died while it was idle; an operation may run again.
    for (int i = 0; i < kReadsMax; ++i) {
        TRY_VOID(reader->begin(centre));
        result = run_read(*reader, centre, op);
        if (result || !reader->lost()) break;
    }
    return result;
}

}  // namespace

Result<std::unique_ptr<Store>> open_postgres(const std::string& conninfo, const Options& options) {
    auto door = std::make_unique<PgDoor>(conninfo);
    const PgHandle handle = TRY(door->connect());
    const PgAnswer bypass(PQexec(handle.get(), "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"));
    if (PQntuples(bypass.get()) != 0) log(LogLevel::warning, "store.role_bypasses_row_security");
    return std::unique_ptr<Store>(std::make_unique<PgStore>(std::move(door), options));
}

}  // namespace xinan::store
