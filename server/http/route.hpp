// SPDX-License-Identifier: AGPL-3.0-or-later
// A route row: everything a reviewer needs to know about one way in. The same rows give OpenAPI, the TypeScript client,
// the access matrix and the rate limiter. A row without an action, limits or a repeat rule does not compile.
//
// Threads: handlers run on worker threads, may block on the store, and share nothing but Env.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/words.hpp"
#include "http/json.hpp"
#include "http/words.hpp"
#include "identity/identity.hpp"

namespace xinan::http {

enum class Method : std::uint8_t { get, post, put, del };
enum class Repeat : std::uint8_t {
    unset,
    safe,                   // GET, or POST marked search: writes nothing but deeds
    needs_idempotency_key,  // header Idempotency-Key, 16..64 characters
    by_version,             // header If-Match
    session,                // only /api/v1/session: signing in makes a new cookie each time, the others may be repeated freely
};
enum class Session : std::uint8_t {
    required,
    none,       // sign-in, health, public notices: the action is still named and limited
};

struct Limits {
    std::int32_t body_bytes_max = -1;   // -1 does not compile
    std::int32_t per_minute_max = 0;    // per principal (or address without one); 0 does not compile
};

struct Call;   // below
struct Reply {
    int status = 200;
    std::string body = {};              // JSON, or bytes of media_type
    std::string_view media_type = "application/json";
    std::int64_t etag_version = 0;      // > 0: ETag "v<n>"
    std::string location = {};
    std::string file_name = {};         // Content-Disposition: attachment; ASCII, no personal data
    std::string set_cookie = {};        // only http/session routes
    bool no_store = true;
};
using Handler = Result<Reply> (*)(Call&);

struct Route {
    Method method = Method::get;
    std::string_view path;              // "/api/v1/appointments/{appointment}"
    std::string_view action = {};       // capability.object.verb
    Repeat repeat = Repeat::unset;
    Limits limits;
    Session session = Session::required;
    bool search = false;                // POST that only reads; terms travel in the body
    std::string_view summary;
    const Shape& (*request)() = nullptr;   // shape_of<T>; null = no body
    const Shape& (*reply)() = nullptr;
    Handler handler = nullptr;
};

// Signing in and out: the one place where neither a key nor a version is asked for.
constexpr bool is_session_path(std::string_view path) {
    return path == "/api/v1/session" || path.starts_with("/api/v1/session/");
}

constexpr bool well_formed(std::span<const Route> routes) {
    return std::ranges::all_of(routes, [](const Route& route) {
        return xinan::detail::dotted_parts(route.action) == 3 && route.path.starts_with("/api/v1/") &&
               route.limits.per_minute_max > 0 && route.limits.body_bytes_max >= 0 && !route.summary.empty() &&
               route.handler != nullptr && route.repeat != Repeat::unset &&
               (route.method == Method::get || route.search) == (route.repeat == Repeat::safe) &&
               (route.repeat != Repeat::session || is_session_path(route.path)) &&
               (route.method != Method::get || (route.request == nullptr && !route.search));
    });
}

class BoardMemory;  // board.hpp

// One request, resolved. References live as long as the handler runs.
struct Call {
    const Env& env;
    identity::Identity& identity;
    const Route& route;
    const identity::Principal& who;
    UtcTime now;
    std::array<std::uint8_t, 16> request_id{};
    Language language = Language::zh;
    std::vector<std::pair<std::string_view, std::string>> path = {};   // {name} -> segment
    std::vector<std::pair<std::string, std::string>> query = {};       // plain values only: ids, dates, cursors
    std::string body = {};
    std::string if_match = {};                                   // as sent
    std::string idempotency_key = {};
    ByteView cookie = {};                                        // for identity::person_key
    std::string address_hash = {};
    BoardMemory* board = nullptr;        // without one each read leaves its deed
    int idle_seconds = 0;                // without a request for so long a sign-in must be made anew
    int idle_seconds_kiosk = 0;

    [[nodiscard]] CentreId centre() const { return who.subject.centre; }
    // Errors: not_known() when the segment is not an id: a wrong id and an unknown one look the same.
    template <class IdType>
    Result<IdType> id(std::string_view name) const;
    // Errors: invalid http.out_of_range / wrong_type with pointer "?name".
    Result<std::optional<std::int64_t>> query_int(std::string_view name, std::int64_t min, std::int64_t max) const;
    Result<std::optional<LocalDate>> query_date(std::string_view name) const;
    std::optional<std::string> query_text(std::string_view name) const;   // closed words and cursors
    Result<std::int64_t> version() const;   // from If-Match "v<n>". Errors: invalid http.if_match_missing
    [[nodiscard]] access::Answer decide(const access::Standing& standing) const;  // policy on this route's action

    // A deed of this call: action, actor, hat, request id, time, salts filled in. Made outside the operation.
    [[nodiscard]] ledger::Deed deed(ledger::Outcome outcome, std::vector<ledger::Subject> subjects, std::string_view purpose,
                                    std::vector<std::string> clauses = {}, const access::Answer* answer = nullptr) const;

    // Runs op as one durable transaction. When it fails with anything but `invalid`, the savepoint is rolled back and a
    // `refused` deed about `subjects` with the error's code and clauses is left in the same group.
    template <class F>
    auto write(std::vector<ledger::Subject> subjects, F op) -> std::invoke_result_t<F&, store::Tx&>;

    // For needs_idempotency_key: op returns the reference of what it made (id text); a repeat of the same request returns the
    // stored reference without running op. The handler renders from the reference afterwards, under today's access.
    // Errors: invalid http.key_missing, invalid http.key_reused, those of op.
    struct Once { std::string reference; bool repeated = false; };
    Result<Once> write_once(std::vector<ledger::Subject> subjects, const std::function<Result<std::string>(store::Tx&)>& op);

    // Snapshot read of plain data; leaves nothing.
    template <class F>
    auto read(F f) -> std::invoke_result_t<F&, store::Tx&> { return env.store.read(centre(), std::move(f)); }

    // Reads and, in a transaction committed before the bytes leave, one `read` deed about `subjects` (content: one record;
    // personal: one deed listing the subjects). board: the same action and subjects by this sign-in within 15 minutes leave none.
    enum class Repeats : std::uint8_t { each_leaves_a_deed, board };
    Result<void> leave_read(std::vector<ledger::Subject> subjects, std::string_view purpose, const access::Answer& answer,
                            Repeats repeats = Repeats::each_leaves_a_deed);
    // The refused deed of a read on the record, then not_known(); unavailable when the deed could not be written.
    Error refuse_read(std::vector<ledger::Subject> subjects);
    // What write() and write_once() leave of an attempt that a rule refused. Made before the operation: salts included.
    [[nodiscard]] store::Store::Refused refusal(std::vector<ledger::Subject> subjects) const;
};

template <class T>
Result<Reply> ok(const T& value, std::int64_t version = 0) { Reply r; r.body = render(value); r.etag_version = version; return r; }
template <class T>
Result<Reply> created(const T& value, std::string location, std::int64_t version = 0) {
    Reply r; r.status = 201; r.body = render(value); r.location = std::move(location); r.etag_version = version; return r;
}
inline Result<Reply> no_content() { Reply r; r.status = 204; return r; }

}  // namespace xinan::http

#include "http/call_impl.hpp"
