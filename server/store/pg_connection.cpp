// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/pg_connection.hpp"

#include <fmt/format.h>

#include <array>
#include <thread>

#include "base/clock.hpp"
#include "base/words.hpp"
#include "store/pg_values.hpp"

namespace xinan::store {

namespace {

constexpr Millis kTryFor{5000};
constexpr Millis kPauseMin{50};
constexpr Millis kPauseMax{1000};
constexpr Millis kBetweenTries{250};
constexpr std::size_t kStatementsCachedMax = 2048;

// Nothing waits for ever: neither a statement nor a lock nor a transaction somebody forgot.
constexpr const char* kSession =
    "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET timezone = 'UTC'; SET jit = off;"
    "SET statement_timeout = '60s'; SET lock_timeout = '20s'; SET idle_in_transaction_session_timeout = '120s';"
    "SET client_min_messages = 'warning';"
    "SELECT current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')";

Error unavailable(const PGconn* connection) {
    // Libpq's text names host and port, never data.
    std::string reason = connection == nullptr ? "" : PQerrorMessage(connection);
    while (!reason.empty() && reason.back() == '\n') reason.pop_back();
    return fail(ErrorKind::unavailable, "unavailable.database", {{"reason", reason}});
}

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? "" : text;
}

bool good(ExecStatusType status) { return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK; }

}  // namespace

Result<PgHandle> PgDoor::connect_once() const {
    // Ours first: what the administrator wrote in conninfo overrides.
    constexpr std::array<const char*, 6> keys{"connect_timeout", "keepalives_idle", "tcp_user_timeout", "application_name",
                                              "dbname", nullptr};
    const std::array<const char*, 6> values{"3", "10", "10000", "xinan", conninfo_.c_str(), nullptr};
    PgHandle handle(PQconnectdbParams(keys.data(), values.data(), 1));
    if (PQstatus(handle.get()) != CONNECTION_OK) return unavailable(handle.get());
    const PgAnswer checked(PQexec(handle.get(), kSession));
    if (PQresultStatus(checked.get()) != PGRES_TUPLES_OK) return unavailable(handle.get());
    const std::string_view fsync = PQgetvalue(checked.get(), 0, 0);
    const std::string_view commit = PQgetvalue(checked.get(), 0, 1);
    const std::string_view pages = PQgetvalue(checked.get(), 0, 2);
    if (fsync != "on" || commit == "off" || pages != "on") {
        return fail(ErrorKind::unavailable, "store.not_durable",
                    {{"fsync", std::string(fsync)}, {"synchronous_commit", std::string(commit)}});
    }
    return handle;
}

Result<PgHandle> PgDoor::connect() {
    const auto clock = system_clock();
    const Millis begun = clock->monotonic();
    bool once = false;
    {
        const std::lock_guard lock(mutex_);
        once = gone_;
        if (gone_ && begun < next_try_) return unavailable(nullptr);
        if (gone_) next_try_ = begun + kBetweenTries;
    }
    for (Millis pause = kPauseMin;; pause = std::min(pause * 2, kPauseMax)) {
        auto handle = connect_once();
        const bool last = once || clock->monotonic() + pause - begun > kTryFor;
        if (handle || handle.error().code == "store.not_durable" || last) {
            const std::lock_guard lock(mutex_);
            gone_ = !handle.ok();
            next_try_ = clock->monotonic() + kBetweenTries;
            return handle;
        }
        std::this_thread::sleep_for(pause);  // tidy-ok: between tries to reach a server that is gone
    }
}

std::string with_dollars(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    char quote = 0;  // ' or " while inside
    bool comment = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (comment) comment = c != '\n';
        else if (quote != 0) quote = c == quote ? '\0' : quote;
        else if (c == '\'' || c == '"') quote = c;
        else if (c == '-' && text.substr(i, 2) == "--") comment = true;
        else if (c == '?' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
            out.push_back('$');
            continue;
        }
        out.push_back(c);
    }
    return out;
}

void PgConnection::drop() noexcept {
    handle_.reset();
    statements_.clear();
    sent_.clear();
    failure_.reset();
}

Result<void> PgConnection::ready() {
    if (!lost()) return {};
    drop();
    handle_ = TRY(door_.connect());
    return enter_pipeline();
}

Result<void> PgConnection::enter_pipeline() {
    if (lost() || PQenterPipelineMode(handle_.get()) != 1) return lost_error();
    return {};
}

Result<PGconn*> PgConnection::leave_pipeline() {
    if (!sent_.empty()) TRY(flush());
    if (lost() || PQexitPipelineMode(handle_.get()) != 1) return lost_error();
    return handle_.get();
}

Error PgConnection::lost_error() {
    Error error = unavailable(handle_.get());
    sqlstate_.clear();
    drop();
    return error;
}

PgConnection::Prepared& PgConnection::prepared_for(const Sql& sql, std::span<const Value> values) {
    const std::string_view text = sql.pg.empty() ? sql.text : sql.pg;
    auto& variants = statements_[text.data()];
    const std::string letters = type_letters(values);
    for (auto& variant : variants) {
        if (variant->types == letters && variant->source == text) return *variant;
    }
    auto made = std::make_unique<Prepared>();
    made->source = text;
    made->text = with_dollars(text);
    made->types = letters;
    made->name = "s" + std::to_string(names_++);
    variants.push_back(std::move(made));
    return *variants.back();
}

Result<void> PgConnection::enqueue(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows) {
    if (lost()) return lost_error();
    if (statements_.size() > kStatementsCachedMax && sent_.empty()) {
        PGconn* const plain = TRY(leave_pipeline());
        const PgAnswer freed(PQexec(plain, "DEALLOCATE ALL"));
        statements_.clear();
        TRY_VOID(enter_pipeline());
    }
    Prepared& prepared = prepared_for(sql, values);
    const bool takes_any = prepared.text.find('$') != std::string::npos;
    const PgParameters parameters(centre, values, takes_any ? values.size() + 1 : 0);
    PGconn* const connection = handle_.get();
    bool sent = true;
    if (!prepared.ready) {
        const auto types = types_of(prepared.types);
        sent = PQsendPrepare(connection, prepared.name.c_str(), prepared.text.c_str(), parameters.count(), types.data()) == 1;
        sent_.push_back({Sent::What::prepare, &prepared, sql.name, nullptr});
        prepared.ready = true;
    }
    sent = sent && PQsendQueryPrepared(connection, prepared.name.c_str(), parameters.count(), parameters.pointers(),
                                       parameters.lengths(), parameters.formats(), 1) == 1;
    sent_.push_back({Sent::What::statement, &prepared, sql.name, rows});
    if (!sent) return lost_error();
    return {};
}

void PgConnection::note_failure(const PGresult* result, std::string_view statement) {
    if (failure_) return;
    failure_ = Failure{.sqlstate = field(result, PG_DIAG_SQLSTATE),
                       .message = field(result, PG_DIAG_MESSAGE_PRIMARY),
                       .constraint = field(result, PG_DIAG_CONSTRAINT_NAME),
                       .table = field(result, PG_DIAG_TABLE_NAME),
                       .statement = std::string(statement)};
}

// Reads the answer to everything sent. Each statement's is a result and an end; a sync's is a result alone.
void PgConnection::read_answers() {
    while (!sent_.empty() && !lost()) {
        const Sent next = sent_.front();
        sent_.pop_front();
        const PgAnswer result(PQgetResult(handle_.get()));
        if (next.what == Sent::What::sync) {
            if (!sent_.empty()) failure_.reset();  // of an earlier batch, whose caller has gone
            continue;
        }
        const ExecStatusType status = PQresultStatus(result.get());
        if (!good(status)) {
            if (next.what == Sent::What::prepare) next.prepared->ready = false;
            if (status != PGRES_PIPELINE_ABORTED) note_failure(result.get(), next.name);
        } else if (next.what == Sent::What::statement) {
            last_tag_ = PQcmdStatus(result.get());
            const char* changed = PQcmdTuples(result.get());
            changed_ = last_tag_.starts_with("SELECT") || *changed == '\0' ? 0 : std::strtoll(changed, nullptr, 10);
            try {
                if (next.rows != nullptr) copy_rows(result.get(), *next.rows);
            } catch (...) {
                thrown_ = std::current_exception();
            }
        }
        const PgAnswer end(PQgetResult(handle_.get()));
    }
}

Result<std::int64_t> PgConnection::flush() {
    if (lost() || PQpipelineSync(handle_.get()) != 1) return lost_error();
    sent_.push_back({Sent::What::sync, nullptr, {}, nullptr});
    failure_.reset();
    changed_ = 0;
    last_tag_.clear();
    read_answers();
    if (lost()) return lost_error();
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    if (!failure_) return changed_;
    const Failure failure = *std::exchange(failure_, std::nullopt);
    sqlstate_ = failure.sqlstate;
    return error_of(failure);
}

void PgConnection::flush_later() noexcept {
    if (lost() || PQpipelineSync(handle_.get()) != 1 || PQflush(handle_.get()) < 0) return drop();
    sent_.push_back({Sent::What::sync, nullptr, {}, nullptr});
}

Result<std::int64_t> PgConnection::execute(const CentreId& centre, const Sql& sql, std::span<const Value> values, Rows* rows) {
    TRY_VOID(enqueue(centre, sql, values, rows));
    return flush();
}

Result<void> PgConnection::script(std::string_view statements) {
    PGconn* const plain = TRY(leave_pipeline());
    const std::string text(statements);
    {
        const PgAnswer result(PQexec(plain, text.c_str()));
        if (!good(PQresultStatus(result.get())) && !lost()) note_failure(result.get(), "script");
    }
    TRY_VOID(enter_pipeline());
    if (!failure_) return {};
    const Failure failure = *std::exchange(failure_, std::nullopt);
    sqlstate_ = failure.sqlstate;
    return error_of(failure);
}

// Which answer a SQLSTATE is (PostgreSQL 15, Appendix A). Throws Impossible for a statement that is our bug.
Error PgConnection::error_of(const Failure& failure) const {
    const std::string_view state = failure.sqlstate;
    const auto constraint = [&](std::string code) {
        return fail(ErrorKind::conflict, std::move(code), {{"constraint", failure.constraint}, {"table", failure.table}});
    };
    const bool raised = state == "XN001" || state == "P0001";
    if (raised && detail::dotted_parts(failure.message) == 2) return fail(ErrorKind::conflict, failure.message);
    if (state == "23505") return constraint("store.unique");
    if (state == "23P01") return constraint("store.overlap");
    if (state == "23503") return constraint("store.foreign_key");
    if (state.starts_with("23") || raised) return constraint("store.check");
    if (state == "53100") return fail(ErrorKind::unavailable, "unavailable.disk_full");
    // 22: a value of the wrong form (the message may hold it, so it is not repeated); 42, 0A, 25: not our schema.
    ensure(!state.starts_with("22"), fmt::format("statement {}: a value is refused, {}", failure.statement, state));
    ensure(!state.starts_with("42") && !state.starts_with("0A") && !state.starts_with("25"),
           fmt::format("statement {}: {} {}", failure.statement, state, failure.message));
    return fail(ErrorKind::unavailable, "unavailable.database", {{"reason", failure.sqlstate}});
}

}  // namespace xinan::store
