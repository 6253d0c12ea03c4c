// SPDX-License-Identifier: AGPL-3.0-or-later
// Transactions over SQLite or PostgreSQL: snapshot reads from a pool, writes in groups that share one durable commit.
// The only layer that includes sqlite3.h and libpq-fe.h. Knows nothing of people, rules or keys.
//
// Source: DECISIONS "Store". Threads: Store is safe from any thread; a Tx belongs to the call it is given to.
#pragma once

#include <any>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/ids.hpp"
#include "base/result.hpp"

namespace xinan::store {

// A statement. ?1 is always the centre of the transaction, bound by Tx; the caller's arguments are ?2, ?3, ...
// text is in the common part of both engines; pg, where given, replaces it on PostgreSQL (the reason beside it).
struct Sql {
    std::string_view name;  // for errors and metrics
    std::string_view text;
    std::string_view pg = {};
};

using Value = std::variant<std::monostate, std::int64_t, std::string_view, ByteView>;
inline Value bound(std::int64_t v) { return v; }
inline Value bound(int v) { return std::int64_t{v}; }
inline Value bound(unsigned v) { return std::int64_t{v}; }
inline Value bound(bool v) { return std::int64_t{v ? 1 : 0}; }
inline Value bound(UtcTime v) { return v.ms; }
inline Value bound(std::string_view v) { return v; }
inline Value bound(const std::string& v) { return std::string_view{v}; }
inline Value bound(const char* v) { return std::string_view{v}; }
inline Value bound(ByteView v) { return v; }
inline Value bound(const Bytes& v) { return ByteView{v}; }
inline Value bound(std::monostate) { return {}; }
template <class Tag>
Value bound(const Id<Tag>& v) { return ByteView{v.bytes}; }
template <std::size_t N>
Value bound(const std::array<std::uint8_t, N>& v) { return ByteView{v}; }
template <class T>
Value bound(const std::optional<T>& v) { return v ? bound(*v) : Value{}; }

// Rows of a query, copied out of the engine. Columns by position as listed in the statement. All integers are 64 bits.
// Views given out live as long as the Rows (also when it is moved).
class Rows final {
   public:
    [[nodiscard]] std::size_t size() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
    [[nodiscard]] bool empty() const { return cells_.empty(); }
    [[nodiscard]] bool is_null(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::int64_t i64(std::size_t row, std::size_t column) const;   // ensure: not null, an integer
    [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const;  // empty when null
    [[nodiscard]] ByteView bytes(std::size_t row, std::size_t column) const;     // empty when null
    [[nodiscard]] UtcTime time(std::size_t row, std::size_t column) const { return {i64(row, column)}; }
    [[nodiscard]] bool flag(std::size_t row, std::size_t column) const { return i64(row, column) != 0; }
    template <class IdType>
    [[nodiscard]] IdType id(std::size_t row, std::size_t column) const { return id_from<IdType>(bytes(row, column)); }
    template <class IdType>
    [[nodiscard]] std::optional<IdType> id_or_none(std::size_t row, std::size_t column) const {
        if (is_null(row, column)) return std::nullopt;
        return id<IdType>(row, column);
    }
    [[nodiscard]] std::optional<std::int64_t> i64_or_none(std::size_t row, std::size_t column) const {
        if (is_null(row, column)) return std::nullopt;
        return i64(row, column);
    }

   private:
    friend class RowsBuilder;
    enum class Kind : std::uint8_t { null, integer, text, bytes };
    struct Cell {
        std::int64_t number = 0;  // the integer, or where text and bytes start in arena_
        std::uint32_t size = 0;
        Kind kind = Kind::null;
    };
    [[nodiscard]] const Cell& cell(std::size_t row, std::size_t column) const;
    std::size_t columns_ = 0;
    std::vector<Cell> cells_;
    std::vector<std::uint8_t> arena_;  // one allocation for a whole result
};

// Something an operation leaves for the last step before COMMIT (the ledger's deeds). Opaque to store.
// A rolled-back operation takes its own entries with it.
struct Pending {
    virtual ~Pending() = default;
};

class Tx {
   public:
    virtual ~Tx() = default;
    [[nodiscard]] virtual CentreId centre() const = 0;

    // Errors of both: conflict <code> when a constraint or trigger refuses: the code raised by the trigger
    // ("casework.note_version_is_immutable"), or store.unique / store.overlap / store.check / store.foreign_key with the constraint's
    // name in args ("constraint", and "table" where the engine says it); unavailable.* for the environment. A statement
    // that the database cannot understand is our bug (ensure). At most 256 statements an operation (ensure).
    // After an error the operation can only fail, on both engines alike: later statements return the same error, and an
    // operation that hides it fails with it. What may already exist is asked with ON CONFLICT, not by trying.
    template <class... A>
    Result<Rows> query(const Sql& sql, const A&... args) {
        const std::array<Value, sizeof...(A)> values{bound(args)...};
        return query_values(sql, values);
    }
    template <class... A>
    Result<std::int64_t> run(const Sql& sql, const A&... args) {  // rows changed
        const std::array<Value, sizeof...(A)> values{bound(args)...};
        return run_values(sql, values);
    }
    virtual Result<Rows> query_values(const Sql&, std::span<const Value>) = 0;
    virtual Result<std::int64_t> run_values(const Sql&, std::span<const Value>) = 0;
    virtual void leave(std::unique_ptr<Pending>) = 0;  // write transactions only (ensure)
    [[nodiscard]] virtual bool writable() const = 0;
    [[nodiscard]] virtual bool is_postgres() const = 0;
    // Migrations only: several statements without parameters, as one.
    virtual Result<void> run_script(std::string_view statements) = 0;
    std::any setting_memo;  // setting.cpp only: the centre's settings, read once in an operation
};

// Runs once per group and centre, last before COMMIT, with all entries of the operations that stand. The ledger's hook.
using BeforeCommit = std::function<Result<void>(Tx&, std::vector<std::unique_ptr<Pending>>&)>;

// Same for every engine. Opened by open_sqlite / open_postgres (engines.hpp).
class Store {
   public:
    virtual ~Store() = default;

    // A function of its arguments and the database: SQL only, no clock, no randomness, may run again. An error rolls back
    // its savepoint; then `refused`, if given, runs in the same group and may leave what remains of the attempt (the deed).
    using Op = std::function<Result<void>(Tx&)>;
    using Refused = std::function<Result<void>(Tx&, const Error&)>;
    // Returns when the operation is durable, or failed. An exception of op (ensure) rolls it back and is thrown to its own
    // caller; the others of its group stand. When `refused` itself fails, its error is the answer: nothing was recorded.
    // Errors: those of op; unavailable.database, unavailable.disk_full, unavailable.busy (queue longer than 4,096),
    // unavailable.commit_unknown (PostgreSQL was lost during COMMIT and cannot say what became of it: repeat with the same
    // idempotency key, whose row knows).
    virtual Result<void> write_op(CentreId centre, Op op, Refused refused) = 0;
    virtual Result<void> read_op(CentreId centre, const Op& op) = 0;  // snapshot

    template <class F>
    auto write(CentreId centre, F f, Refused refused = nullptr) -> std::invoke_result_t<F&, Tx&> {
        using R = std::invoke_result_t<F&, Tx&>;
        if constexpr (std::is_same_v<R, Result<void>>) {
            return write_op(centre, std::move(f), std::move(refused));
        } else {
            std::optional<typename R::value_type> out;
            auto result = write_op(centre, [&](Tx& tx) -> Result<void> {
                auto value = f(tx);
                if (!value) return std::move(value).error();
                out = std::move(value).value();
                return {};
            }, std::move(refused));
            if (!result) return std::move(result).error();
            return std::move(*out);
        }
    }
    template <class F>
    auto read(CentreId centre, F f) -> std::invoke_result_t<F&, Tx&> {
        using R = std::invoke_result_t<F&, Tx&>;
        if constexpr (std::is_same_v<R, Result<void>>) {
            return read_op(centre, f);
        } else {
            std::optional<typename R::value_type> out;
            auto result = read_op(centre, [&](Tx& tx) -> Result<void> {
                auto value = f(tx);
                if (!value) return std::move(value).error();
                out = std::move(value).value();
                return {};
            });
            if (!result) return std::move(result).error();
            return std::move(*out);
        }
    }

    virtual void set_before_commit(BeforeCommit hook) = 0;  // before the first write
    [[nodiscard]] virtual std::string_view engine() const = 0;  // "sqlite" | "postgres"
    struct Counts { std::uint64_t groups = 0; std::uint64_t operations = 0; std::uint64_t syncs = 0; };
    [[nodiscard]] virtual Counts counts() const = 0;
    virtual Result<void> backup_to(std::string_view path) = 0;  // consistent copy (SQLite: VACUUM INTO / backup API; PostgreSQL: pg rows as an archive)
};

}  // namespace xinan::store
