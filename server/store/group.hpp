// SPDX-License-Identifier: AGPL-3.0-or-later
// Operations that wait together share one durable commit: the queue, the group, the savepoints and what happens when a
// group fails as a whole. The same for both engines; an engine gives a WriteSession. Only store includes this.
//
// Source: DECISIONS "Transactions". Threads: GroupWriter is safe from any thread; a WriteSession belongs to one writer.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <set>
#include <thread>

#include "store/store.hpp"

namespace xinan::store {

inline constexpr int kStatementsMax = 256;           // of one operation
inline constexpr int kHookStatementsMax = 64 * 256;  // of the last step, which serves a whole group
inline constexpr std::size_t kQueueMax = 4096;
inline constexpr int kAttemptsMax = 4;               // of one operation alone, when the cause is transient

// What a transaction needs of an engine's connection.
class Connection {
   public:
    virtual ~Connection() = default;
    // Rows go to `rows` when given; returns rows changed.
    virtual Result<std::int64_t> execute(const CentreId&, const Sql&, std::span<const Value>, Rows* rows) = 0;
    virtual Result<void> script(std::string_view statements) = 0;
    [[nodiscard]] virtual bool is_postgres() const = 0;
};

// A connection that writes. Every error is of the environment (kind unavailable).
class WriteSession : public Connection {
   public:
    virtual Result<void> ready() = 0;  // Connected, or becomes so now. An error: nobody can be served.
    virtual Result<void> begin(CentreId centre) = 0;
    virtual Result<void> savepoint() = 0;
    virtual Result<void> next_savepoint() = 0;  // releases the last and makes another
    virtual Result<void> rollback_to() = 0;     // the savepoint stays and is fresh again
    virtual Result<void> commit() = 0;
    virtual void rollback() noexcept = 0;
    [[nodiscard]] virtual bool in_transaction() const = 0;  // false: the engine gave the whole transaction up
    [[nodiscard]] virtual bool worth_retrying() const = 0;  // the last failure was transient
    [[nodiscard]] virtual std::uint64_t syncs() const = 0;  // durable commits so far
};

// One operation's view of a connection: counts statements, keeps the first error, collects what is left for the hook.
class OperationTx final : public Tx {
   public:
    enum class Mode : std::uint8_t { read, write, hook };
    OperationTx(Connection& connection, CentreId centre, Mode mode, std::vector<std::unique_ptr<Pending>>* entries)
        : connection_(connection), centre_(centre), mode_(mode), entries_(entries) {}
    [[nodiscard]] CentreId centre() const override { return centre_; }
    Result<Rows> query_values(const Sql& sql, std::span<const Value> values) override;
    Result<std::int64_t> run_values(const Sql& sql, std::span<const Value> values) override;
    void leave(std::unique_ptr<Pending> entry) override;
    [[nodiscard]] bool writable() const override { return mode_ != Mode::read; }
    [[nodiscard]] bool is_postgres() const override { return connection_.is_postgres(); }
    Result<void> run_script(std::string_view statements) override;
    [[nodiscard]] const std::optional<Error>& failed() const { return failed_; }

   private:
    Result<std::int64_t> step(const Sql& sql, std::span<const Value> values, Rows* rows);
    Connection& connection_;
    CentreId centre_;
    Mode mode_;
    std::vector<std::unique_ptr<Pending>>* entries_;
    std::optional<Error> failed_;
    int statements_ = 0;
};

// The queue and its writer threads: one for each session (SQLite has one). A centre is served by one session at a time,
// so the operations of a centre never wait for each other's locks within a process.
class GroupWriter final {
   public:
    GroupWriter(std::vector<std::unique_ptr<WriteSession>> sessions, unsigned group_max, bool centres_share_a_group);
    ~GroupWriter();  // Finishes what is queued.
    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;

    Result<void> write(CentreId centre, Store::Op op, Store::Refused refused);
    void set_before_commit(BeforeCommit hook) { hook_ = std::move(hook); }
    [[nodiscard]] Store::Counts counts() const;

   private:
    struct Request;
    struct Attempt;
    using Group = std::vector<Request*>;
    void work(WriteSession& session);
    Group take();
    void serve(WriteSession& session, const Group& group);
    Attempt attempt(WriteSession& session, const Group& group);
    Attempt run_all(WriteSession& session, const Group& group, bool& anything_stands);
    std::optional<Error> run_one(WriteSession& session, Request& request, bool& anything_stands, bool& marked);
    std::optional<Error> run_hooks(WriteSession& session, const Group& group);
    static void answer(Request& request);

    std::vector<std::unique_ptr<WriteSession>> sessions_;
    const unsigned group_max_;
    const bool centres_share_a_group_;
    BeforeCommit hook_;
    std::mutex mutex_;
    std::condition_variable work_arrived_;
    std::deque<Request*> queue_;
    std::set<CentreId> busy_;  // centres being served, when centres do not share
    bool stopping_ = false;
    std::atomic<std::uint64_t> groups_ = 0;
    std::atomic<std::uint64_t> operations_ = 0;
    std::vector<std::jthread> threads_;
};

// Runs `op` on a connection whose snapshot is open; the first error of a statement is the answer.
Result<void> run_read(Connection& connection, CentreId centre, const Store::Op& op);

}  // namespace xinan::store
