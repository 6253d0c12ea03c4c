// SPDX-License-Identifier: AGPL-3.0-or-later
// One connection to PostgreSQL in pipeline mode: statements that need no answer (BEGIN, SAVEPOINT) travel with the next
// that does, so a savepoint costs no round trip. Only store includes this.
// Threads: a PgDoor is safe from any thread; a PgConnection belongs to one at a time.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "store/store.hpp"

namespace xinan::store {

struct PgClose {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using PgHandle = std::unique_ptr<PGconn, PgClose>;
using PgAnswer = std::unique_ptr<PGresult, PgClose>;

// How a store reaches its server. When it is gone, the first caller tries for about 5 s with growing pauses; until it is
// back each further caller tries at most once and is told at once, so nobody queues behind a dead server.
class PgDoor final {
   public:
    explicit PgDoor(std::string conninfo) : conninfo_(std::move(conninfo)) {}
    // A checked connection. Errors: unavailable.database, unavailable store.not_durable.
    Result<PgHandle> connect();

   private:
    Result<PgHandle> connect_once() const;
    const std::string conninfo_;
    std::mutex mutex_;
    bool gone_ = false;
    Millis next_try_{0};
};

// "?2" to "$2" outside quotes and comments.
std::string with_dollars(std::string_view text);

class PgConnection final {
   public:
    explicit PgConnection(PgDoor& door) : door_(door) {}

    Result<void> ready();  // Connects when there is no connection or it was lost.
    [[nodiscard]] bool lost() const { return !handle_ || PQstatus(handle_.get()) != CONNECTION_OK; }
    void drop() noexcept;  // Forgets the connection.

    // Queues a statement; its rows are filled by the next flush(), until when `rows` must live.
    Result<void> enqueue(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows = nullptr);
    // Sends what is queued and waits. The first error; rows changed by the last statement.
    Result<std::int64_t> flush();
    // Sends and does not wait: the next flush reads the answers.
    void flush_later() noexcept;
    Result<std::int64_t> execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows);
    Result<void> script(std::string_view statements);
    // For COPY: the connection outside pipeline mode, nothing queued; enter_pipeline() when done.
    Result<PGconn*> leave_pipeline();
    Result<void> enter_pipeline();

    [[nodiscard]] const std::string& sqlstate() const { return sqlstate_; }     // of the last failure; empty: lost
    [[nodiscard]] std::string_view last_tag() const { return last_tag_; }       // "COMMIT"

   private:
    struct Prepared {
        std::string source;  // as given, to notice another text at the same address
        std::string types;   // one letter a parameter
        std::string name;
        std::string text;    // with dollars
        bool ready = false;
    };
    struct Sent {
        enum class What : std::uint8_t { prepare, statement, sync } what;
        Prepared* prepared = nullptr;
        std::string_view name;
        Rows* rows = nullptr;
    };
    struct Failure {
        std::string sqlstate;
        std::string message;
        std::string constraint;
        std::string table;
        std::string statement;
    };
    Prepared& prepared_for(const Sql& sql, std::span<const Value> values);
    void read_answers();
    void note_failure(const PGresult* result, std::string_view statement);
    Error error_of(const Failure& failure) const;
    Error lost_error();

    PgDoor& door_;
    PgHandle handle_;
    std::unordered_map<const char*, std::vector<std::unique_ptr<Prepared>>> statements_;
    std::size_t names_ = 0;
    std::deque<Sent> sent_;
    std::optional<Failure> failure_;  // of the batch being read
    std::exception_ptr thrown_;       // a column of a type we do not read: told when the batch is read to its end
    std::string sqlstate_;
    std::string last_tag_;
    std::int64_t changed_ = 0;
};

}  // namespace xinan::store
