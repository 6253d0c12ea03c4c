// SPDX-License-Identifier: AGPL-3.0-or-later
// From a request to its response: which route, who asks, may they try, how often, in what form; then the handler. Every
// refusal on the way is a problem document. No sockets: the server and the tests call the same functions.
//
// Threads: safe from any thread after construction. plan() never blocks; answer() blocks on the store.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "http/assets.hpp"
#include "http/board.hpp"
#include "http/events.hpp"
#include "http/limiter.hpp"
#include "http/message.hpp"
#include "http/routes.hpp"

namespace xinan::http {

struct RouterOptions {
    bool secure = true;                       // over TLS
    std::vector<std::string> origins = {};    // own origins, "https://xinan.example"; empty: scheme and Host of the request
    CentreId default_centre{};                // of requests before sign-in
    std::span<const Asset> assets = {};       // the web pages
    std::function<bool()> ready = nullptr;    // for /health/ready; blocks at most shortly. Null: always
    Bytes address_key = {};                   // addresses are hashed under it; empty: a new one at each start
    identity::Parameters identity = {};       // idle limits, for event streams
    int unauthenticated_per_minute_max = 600; // of one address
};

// The name of the session cookie: __Host-xinan over TLS, xinan-local on plain loopback (docs/adr/0003).
std::string_view cookie_name(bool secure);

inline constexpr std::string_view kEventStream = "text/event-stream";
inline constexpr std::string_view kEventsPath = "/api/v1/events";
inline constexpr std::string_view kClearCookie = "clear";  // Reply::set_cookie of a sign-out; else base64url of the cookie

// What is decided from the request line alone, before the body is read.
struct Plan {
    enum class Kind : std::uint8_t { api, page, live, ready, refused };
    Kind kind = Kind::refused;
    const Route* route = nullptr;
    std::vector<std::string> values;      // of the route's {names}
    std::size_t body_bytes_max = 0;
    bool head = false;
    Error refusal{};                      // of kind refused
    std::string allow;                    // of a 405
    [[nodiscard]] bool blocks() const { return kind == Kind::api || kind == Kind::ready; }
};

class Router final {
   public:
    // env, identity and routes outlive it. Ensures that the policy knows every route's action.
    Router(const Env& env, identity::Identity& identity, const Routes& routes, RouterOptions options);

    [[nodiscard]] Plan plan(std::string_view method, std::string_view target) const;
    // Never throws: what no one expected is http.internal, logged as an alarm. On a worker thread when plan.blocks().
    Response answer(const Plan& plan, Request& request);
    // What went wrong before there was a plan, or between plan and answer (too long, too slow, not HTTP).
    Response refuse(const Error& error, const Request& request);

    [[nodiscard]] EventHub& events() { return events_; }
    [[nodiscard]] bool secure() const { return options_.secure; }

   private:
    Response api(const Plan& plan, Request& request, const RequestId& id);
    Response page(const Request& request, const RequestId& id);
    // Who asks, and how they reached us.
    struct Asker {
        const identity::Principal& who;
        const Bytes& cookie;
        const std::string& address_hash;
        Language language;
    };
    Result<Reply> run(const Plan& plan, Request& request, const RequestId& id, const Asker& asker);
    Result<identity::Principal> principal(const Route& route, ByteView cookie, const std::string& address_hash);
    Result<void> from_own_page(const Route& route, const Request& request) const;
    Result<void> within_limit(const Route& route, const identity::Principal& who, const std::string& address_hash);
    Result<void> may_try(const Route& route, const identity::Principal& who, const RequestId& id);
    Response finish(Response response, const Plan& plan, const RequestId& id) const;
    Response made(Reply reply) const;
    [[nodiscard]] std::string address_hash(const std::string& address) const;
    [[nodiscard]] RequestId new_request_id() const;

    const Env& env_;
    identity::Identity& identity_;
    const Routes& routes_;
    RouterOptions options_;
    Assets assets_;
    Limiter limiter_;
    BoardMemory board_;
    EventHub events_;
};

// zh or en by Accept-Language; nothing when it names neither.
std::optional<Language> accepted_language(std::string_view accept_language);

}  // namespace xinan::http
