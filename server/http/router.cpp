// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/router.hpp"

#include <openssl/hmac.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "http/problem.hpp"
#include "http/target.hpp"

namespace xinan::http {
namespace {

constexpr std::size_t kIdempotencyKeyMin = 16;
constexpr std::size_t kIdempotencyKeyMax = 64;

bool is_idempotency_key(std::string_view key) {
    return key.size() >= kIdempotencyKeyMin && key.size() <= kIdempotencyKeyMax && std::ranges::all_of(key, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

bool is_json(std::string_view content_type) {
    std::string_view type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return lower(type) == "application/json";
}

}  // namespace

std::string_view cookie_name(bool secure) { return secure ? "__Host-xinan" : "xinan-local"; }

std::optional<Language> accepted_language(std::string_view accept_language) {
    const std::string text = lower(accept_language.substr(0, 200));
    const std::size_t zh = text.find("zh");
    const std::size_t en = text.find("en");
    if (zh == std::string::npos && en == std::string::npos) return std::nullopt;
    return zh < en ? Language::zh : Language::en;  // npos is the largest; browsers list by preference.
}

Router::Router(const Env& env, identity::Identity& identity, const Routes& routes, RouterOptions options)
    : env_(env),
      identity_(identity),
      routes_(routes),
      options_(std::move(options)),
      assets_(options_.assets),
      events_(env, std::chrono::minutes{options_.identity.idle_minutes}, std::chrono::seconds{options_.identity.kiosk_idle_seconds}) {
    routes_.check(env_.policy);
    if (options_.address_key.empty()) {
        options_.address_key.resize(32);
        env_.random.fill(options_.address_key);
    }
}

RequestId Router::new_request_id() const {
    RequestId id{};
    env_.random.fill(id);
    return id;
}

std::string Router::address_hash(const std::string& address) const {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    const ByteView text = view_of(address);
    HMAC(EVP_sha256(), options_.address_key.data(), static_cast<int>(options_.address_key.size()), text.data(), text.size(),
         mac.data(), &size);
    ensure(size >= 16, "SHA-256 has 32 bytes");
    return to_hex(ByteView(mac).first(16));
}

Plan Router::plan(std::string_view method, std::string_view target) const {
    Plan plan;
    plan.head = method == "HEAD";
    const bool reads = plan.head || method == "GET";
    const std::string_view path = path_of(target);
    auto segments = split_path(path);
    if (!segments) {
        plan.refusal = segments.error();
        return plan;
    }
    const auto not_allowed = [&plan](std::string allow) {
        plan.refusal = fail(ErrorKind::invalid, "http.method_not_allowed");
        plan.allow = std::move(allow);
        return plan;
    };
    const std::string_view first = segments->empty() ? std::string_view{} : std::string_view(segments->front());
    if (first == "api") {
        Match match = routes_.match(method, *segments);
        if (match.route == nullptr && !match.allow.empty()) return not_allowed(std::move(match.allow));
        if (match.route == nullptr) {
            plan.refusal = access::not_known();
            return plan;
        }
        plan.kind = Plan::Kind::api;
        plan.route = match.route;
        plan.values = std::move(match.values);
        plan.body_bytes_max = static_cast<std::size_t>(match.route->limits.body_bytes_max);
        return plan;
    }
    if (!reads) return not_allowed("GET, HEAD");
    if (path == "/health/live") plan.kind = Plan::Kind::live;
    else if (path == "/health/ready") plan.kind = Plan::Kind::ready;
    else if (first == "health") plan.refusal = access::not_known();
    else plan.kind = Plan::Kind::page;
    return plan;
}

Response Router::finish(Response response, const Plan& plan, const RequestId& id) const {
    response.head = plan.head;
    if (!plan.allow.empty()) response.headers.emplace_back("Allow", plan.allow);
    response.headers.emplace_back("X-Request-Id", to_hex(id));
    return response;
}

Response Router::refuse(const Error& error, const Request& request) {
    const RequestId id = new_request_id();
    const Language language = accepted_language(request.header("accept-language")).value_or(Language::zh);
    return finish(problem(error, language, env_.messages, id), {}, id);
}

Response Router::answer(const Plan& plan, Request& request) {
    const RequestId id = new_request_id();
    try {
        switch (plan.kind) {
            case Plan::Kind::api: return finish(api(plan, request, id), plan, id);
            case Plan::Kind::page: return finish(page(request, id), plan, id);
            case Plan::Kind::live: return finish({.media_type = "text/plain", .body = "live\n"}, plan, id);
            case Plan::Kind::ready: {
                const bool ready = options_.ready == nullptr || options_.ready();
                return finish({.status = ready ? 200 : 503, .media_type = "text/plain", .body = ready ? "ready\n" : "not ready\n"},
                              plan, id);
            }
            case Plan::Kind::refused: {
                const Language language = accepted_language(request.header("accept-language")).value_or(Language::zh);
                return finish(problem(plan.refusal, language, env_.messages, id), plan, id);
            }
        }
    } catch (const Impossible&) {
        log(LogLevel::error, "http.impossible", {{"request", AnyId{id}}});
    } catch (const std::exception&) {
        log(LogLevel::error, "http.unexpected_exception", {{"request", AnyId{id}}});
    }
    const Language language = accepted_language(request.header("accept-language")).value_or(Language::zh);
    return finish(problem(fail(ErrorKind::internal, "http.internal"), language, env_.messages, id), plan, id);
}

Response Router::page(const Request& request, const RequestId& id) {
    auto found = assets_.find(path_of(request.target), request, env_.random);
    if (found) return std::move(*found);
    const Language language = accepted_language(request.header("accept-language")).value_or(Language::zh);
    return problem(access::not_known(), language, env_.messages, id);
}

// Browsers name the origin of every request that could change something; other programs need not (no cookie is theirs to
// lose), but must say the header that no form can.
Result<void> Router::from_own_page(const Route& route, const Request& request) const {
    if (route.method == Method::get) return {};
    const Error refused = fail(ErrorKind::forbidden, "http.cross_site");
    if (request.header("x-xinan") != "1") return refused;
    const std::string origin = lower(request.header("origin"));
    if (origin.empty()) return {};
    if (!options_.origins.empty()) {
        if (std::ranges::find(options_.origins, origin) == options_.origins.end()) return refused;
        return {};
    }
    if (origin != (options_.secure ? "https://" : "http://") + lower(request.header("host"))) return refused;
    return {};
}

Result<identity::Principal> Router::principal(const Route& route, ByteView cookie, const std::string& address_hash) {
    if (route.session == Session::none) {
        identity::Principal nobody;
        nobody.subject.centre = options_.default_centre;
        return nobody;
    }
    Result<identity::Principal> who = cookie.empty()
                                          ? Result<identity::Principal>(fail(ErrorKind::unauthenticated, "http.unauthenticated"))
                                          : identity_.resolve(cookie);
    if (who || who.error().kind != ErrorKind::unauthenticated) return who;
    const int wait = limiter_.take(view_of(address_hash), "401", options_.unauthenticated_per_minute_max, env_.clock.monotonic());
    if (wait > 0) return fail(ErrorKind::too_many, "http.too_many", {{"seconds", std::to_string(wait)}});
    identity_.count_unauthenticated(options_.default_centre);
    return who;
}

Result<void> Router::within_limit(const Route& route, const identity::Principal& who, const std::string& address_hash) {
    const ByteView principal = who.account.is_zero() ? view_of(address_hash) : who.account.view();
    std::string key(name_of(route.method));
    key.append(route.path);
    const int wait = limiter_.take(principal, key, route.limits.per_minute_max, env_.clock.monotonic());
    if (wait > 0) return fail(ErrorKind::too_many, "http.too_many", {{"seconds", std::to_string(wait)}});
    return {};
}

// No role of this person has the action: said before any id is read, and left as a deed.
Result<void> Router::may_try(const Route& route, const identity::Principal& who, const RequestId& id) {
    if (route.session == Session::none || env_.policy.may_try(who.subject, route.action)) return {};
    Error refused = fail(ErrorKind::forbidden, "http.forbidden");
    const Call call{.env = env_, .identity = identity_, .route = route, .who = who, .now = env_.clock.now(), .request_id = id};
    ledger::Deed deed = call.deed(ledger::Outcome::refused, {}, "admin");
    deed.code = refused.code;
    TRY_VOID(env_.store.write(who.subject.centre, [&](store::Tx& tx) -> Result<void> {
        ledger::leave(tx, deed);
        return {};
    }));
    return refused;
}

Response Router::api(const Plan& plan, Request& request, const RequestId& id) {
    const Route& route = *plan.route;
    // The page sends the language it is showing, which begins with the profile's; a request that names neither gets the profile's.
    const auto asked = accepted_language(request.header("accept-language"));
    Language language = asked.value_or(Language::zh);
    const auto refused = [&](const Error& error) { return problem(error, language, env_.messages, id); };
    if (const auto own = from_own_page(route, request); !own) return refused(own.error());
    const Bytes cookie = session_cookie(request.header("cookie"), cookie_name(options_.secure));
    const std::string hash = address_hash(request.address);
    const auto who = principal(route, cookie, hash);
    if (!who) return refused(who.error());
    if (route.session == Session::required) {
        language = asked.value_or(who->language);
        if (route.path != kEventsPath) events_.touch(who->sign_in);
    }
    if (const auto often = within_limit(route, *who, hash); !often) return refused(often.error());
    if (const auto tried = may_try(route, *who, id); !tried) return refused(tried.error());
    auto reply = run(plan, request, id, {*who, cookie, hash, language});
    if (!reply) {
        if (reply.error().kind == ErrorKind::internal) {
            log(LogLevel::error, "http.internal_error", {{"code", reply.error()}, {"request", AnyId{id}}});
        }
        return refused(reply.error());
    }
    Response response = made(std::move(reply).value());
    if (response.media_type == kEventStream) response.events = Listener{*who, cookie};
    const bool ends_session = is_session_path(route.path) && (route.method == Method::del || route.path.ends_with("/lock"));
    if (ends_session) events_.end(who->sign_in);
    return response;
}

Result<Reply> Router::run(const Plan& plan, Request& request, const RequestId& id, const Asker& asker) {
    const Route& route = *plan.route;
    if (route.request != nullptr && !is_json(request.header("content-type"))) {
        return fail(ErrorKind::invalid, "http.unsupported_media", {{"expected", "application/json"}});
    }
    Call call{.env = env_,
              .identity = identity_,
              .route = route,
              .who = asker.who,
              .now = env_.clock.now(),
              .request_id = id,
              .language = asker.language,
              .query = TRY(split_query(request.target)),
              .body = std::move(request.body),
              .if_match = std::string(request.header("if-match")),
              .idempotency_key = std::string(request.header("idempotency-key")),
              .cookie = asker.cookie,
              .address_hash = asker.address_hash,
              .board = &board_,
              .idle_seconds = options_.identity.idle_minutes * 60,
              .idle_seconds_kiosk = options_.identity.kiosk_idle_seconds};
    if (route.repeat == Repeat::needs_idempotency_key && !is_idempotency_key(call.idempotency_key)) {
        return fail(ErrorKind::invalid, "http.key_missing");
    }
    if (route.repeat == Repeat::by_version) TRY_VOID(call.version());
    const auto names = names_in(route.path);
    ensure(names.size() == plan.values.size(), "each name of the path has a value");
    for (std::size_t i = 0; i < names.size(); ++i) call.path.emplace_back(names[i], plan.values[i]);
    auto reply = route.handler(call);
    wipe(call.body.data(), call.body.size());  // It may hold a visitor's words or a passphrase.
    return reply;
}

Response Router::made(Reply reply) const {
    Response response{.status = reply.status};
    if (reply.status != 204) response.media_type = reply.media_type;
    response.body = std::move(reply.body);
    response.no_store = reply.no_store;
    if (reply.etag_version > 0) response.headers.emplace_back("ETag", "\"v" + std::to_string(reply.etag_version) + "\"");
    if (!reply.location.empty()) response.headers.emplace_back("Location", std::move(reply.location));
    if (!reply.file_name.empty()) {
        response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + reply.file_name + "\"");
    }
    if (!reply.set_cookie.empty()) {
        const bool clear = reply.set_cookie == kClearCookie;
        std::string cookie(cookie_name(options_.secure));
        cookie.append("=").append(clear ? "" : reply.set_cookie).append("; Path=/; HttpOnly; SameSite=Strict");
        if (options_.secure) cookie.append("; Secure");
        if (clear) cookie.append("; Max-Age=0");
        response.headers.emplace_back("Set-Cookie", std::move(cookie));
    }
    return response;
}

}  // namespace xinan::http
