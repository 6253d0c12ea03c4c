// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/session_routes.hpp"

#include "base/limits.hpp"
#include "http/router.hpp"
#include "store/centre.hpp"

namespace xinan::http {
namespace {

constexpr std::string_view kWhichZh = "哪个中心;只有一个中心时可省";
constexpr std::string_view kWhichEn = "Which centre; may be left out where there is only one.";

struct SignInRequest {
    std::string login;
    std::string passphrase;
    std::optional<CentreId> centre;

    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {
            {"login", 1, 60, "登录名", "The sign-in name."},
            {"passphrase", 1, 256, "口令;服务器不保存", "The passphrase; never stored."},
            {"centre", 0, 0, kWhichZh, kWhichEn}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(SignInRequest, (), (login, passphrase, centre))

struct CardRequest {
    std::string code;
    std::optional<CentreId> centre;

    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {{"code", 1, 40, "卡片上的编码", "The code on the card."},
                                             {"centre", 0, 0, kWhichZh, kWhichEn}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(CardRequest, (), (code, centre))

struct PassphraseRequest {
    std::string old_passphrase;
    std::string new_passphrase;

    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {{"old_passphrase", 1, 256, "现在的口令", "The passphrase until now."},
                                             {"new_passphrase", 1, 256, "新的口令", "The new passphrase."}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(PassphraseRequest, (), (old_passphrase, new_passphrase))

// Shown once: the server keeps nothing it could be read from.
struct ResetReply {
    std::string login;
    PrivateText passphrase;
    std::string notice;

    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {
            {"login", 1, 60, "登录名", "The sign-in name."},
            {"passphrase", 12, 256, "新口令,只显示这一次", "The new passphrase, shown this once."},
            {"notice", 1, 400, "要当面说清楚的话", "What must be said plainly."}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ResetReply, (), (login, passphrase, notice))

struct SessionReply {
    CentreId centre;
    std::string centre_name;
    AnyId person;
    bool is_staff = false;
    std::vector<access::Role> roles;
    std::string login;
    Language language = Language::zh;
    bool kiosk = false;
    std::int32_t idle_seconds = 0;

    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {
            {"centre_name", 0, 200, "本中心的名称", "The name of the centre."},
            {"login", 0, 60, "登录名;扫卡登录时为空", "The sign-in name; empty after a code card."},
            {"roles", 0, access::kRoleCount, "岗位", "The posts of this person."},
            {"idle_seconds", 0, 86'400, "多久不操作就要重新登录", "Without a request for so long, the sign-in must be made anew."}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(SessionReply, (), (centre, centre_name, person, is_staff, roles, login, language, kiosk, idle_seconds))

// Moves a passphrase out of text that would linger.
SecretBytes secret_of(std::string& text) {
    SecretBytes secret(view_of(text));
    wipe(text.data(), text.size());
    text.clear();
    return secret;
}

Result<Reply> describe(const Call& call, const identity::Principal& who, int idle_seconds) {
    SessionReply reply{.centre = who.subject.centre,
                       .centre_name = {},
                       .person = who.subject.person,
                       .is_staff = who.subject.is_staff,
                       .roles = {},
                       .login = who.login,
                       .language = who.language,
                       .kiosk = who.kiosk,
                       .idle_seconds = idle_seconds};
    reply.centre_name = TRY(call.env.store.read(who.subject.centre, [](store::Tx& tx) { return store::load_centre(tx); })).name;
    for (unsigned i = 0; i < access::kRoleCount; ++i) {
        const auto role = static_cast<access::Role>(i);
        if (who.subject.roles.has(role)) reply.roles.push_back(role);
    }
    return ok(reply);
}

Result<Reply> signed_in(Call& call, Result<identity::SignedIn> attempt) {
    const identity::SignedIn made = TRY(std::move(attempt));
    Reply reply = TRY(describe(call, made.principal, made.principal.kiosk ? call.idle_seconds_kiosk : call.idle_seconds));
    reply.set_cookie = to_base64url(made.cookie.view());
    return reply;
}

Result<Reply> handle_sign_in(Call& call) {
    SignInRequest request = TRY(parse<SignInRequest>(call.body));
    const SecretBytes passphrase = secret_of(request.passphrase);
    return signed_in(call, call.identity.sign_in(request.centre.value_or(call.centre()), request.login, passphrase,
                                                 call.address_hash, call.request_id));
}

Result<Reply> handle_card(Call& call) {
    const CardRequest request = TRY(parse<CardRequest>(call.body));
    return signed_in(call, call.identity.sign_in_by_card(request.centre.value_or(call.centre()), request.code, call.address_hash,
                                                         call.request_id));
}

Result<Reply> handle_who(Call& call) { return describe(call, call.who, call.who.kiosk ? call.idle_seconds_kiosk : call.idle_seconds); }

Result<Reply> handle_sign_out(Call& call) {
    TRY_VOID(call.identity.sign_out(call.who, call.request_id));
    Reply reply = TRY(no_content());
    reply.set_cookie = kClearCookie;
    return reply;
}

Result<Reply> handle_lock(Call& call) {
    TRY_VOID(call.identity.lock(call.who, call.request_id));
    return no_content();
}

Result<Reply> handle_passphrase(Call& call) {
    PassphraseRequest request = TRY(parse<PassphraseRequest>(call.body));
    const SecretBytes old_one = secret_of(request.old_passphrase);
    const SecretBytes new_one = secret_of(request.new_passphrase);
    TRY_VOID(call.identity.change_passphrase(call.who, call.cookie, old_one, new_one, call.request_id));
    return no_content();
}

// The person is told apart from the account: whoever administers sees people. Unknown and without an account look equal.
Result<Reply> handle_reset(Call& call) {
    const auto id = TRY(call.id<StaffId>("staff"));
    const ledger::Subject subject = ledger::subject("staff", id);
    if (!call.decide({}).permitted) return call.refuse_read({subject});
    const auto account = TRY(call.read([&](store::Tx& tx) { return identity::account_of(tx, any(id)); }));
    if (!account || !account->is_staff) return call.refuse_read({subject});
    std::string text = identity::suggested_passphrase(call.env.random);
    const SecretBytes passphrase(view_of(text));
    const auto reset = TRY(call.identity.prepare_reset(call.who, account->id, passphrase, call.request_id));
    const auto once = TRY(call.write_once({subject}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(reset.write(tx));
        return id.text();
    }));
    if (once.repeated) return fail(ErrorKind::conflict, "identity.reset_shown_once");
    return ok(ResetReply{reset.login, PrivateText(std::move(text)), call.env.messages.text(call.language, "identity.reset_notice")});
}

Result<Reply> handle_events(Call&) {
    Reply reply;
    reply.media_type = kEventStream;
    return reply;
}

constexpr Route kRoutes[] = {
    {.method = Method::post,
     .path = "/api/v1/session",
     .action = "identity.session.open",
     .repeat = Repeat::session,
     .limits = {.body_bytes_max = 2 * 1024, .per_minute_max = 120},
     .session = Session::none,
     .summary = "Sign in with name and passphrase.",
     .request = &shape_of<SignInRequest>,
     .reply = &shape_of<SessionReply>,
     .handler = handle_sign_in},
    {.method = Method::post,
     .path = "/api/v1/session/card",
     .action = "identity.session.open",
     .repeat = Repeat::session,
     .limits = {.body_bytes_max = 512, .per_minute_max = 120},
     .session = Session::none,
     .summary = "Sign in with the code of a card.",
     .request = &shape_of<CardRequest>,
     .reply = &shape_of<SessionReply>,
     .handler = handle_card},
    {.method = Method::get,
     .path = "/api/v1/session",
     .action = "identity.session.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 240},
     .summary = "Who am I.",
     .reply = &shape_of<SessionReply>,
     .handler = handle_who},
    {.method = Method::del,
     .path = "/api/v1/session",
     .action = "identity.session.close",
     .repeat = Repeat::session,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Sign out.",
     .handler = handle_sign_out},
    {.method = Method::post,
     .path = "/api/v1/session/lock",
     .action = "identity.session.lock",
     .repeat = Repeat::session,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Lock the screen: what was unlocked is forgotten until the next sign-in.",
     .handler = handle_lock},
    {.method = Method::put,
     .path = "/api/v1/session/passphrase",
     .action = "identity.passphrase.change",
     .repeat = Repeat::session,
     .limits = {.body_bytes_max = 2 * 1024, .per_minute_max = 10},
     .summary = "Change one's own passphrase.",
     .request = &shape_of<PassphraseRequest>,
     .handler = handle_passphrase},
    {.method = Method::post,
     .path = "/api/v1/staff/{staff}/passphrase-reset",
     .action = "identity.account.reset",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 16, .per_minute_max = 10},
     .summary = "Gives somebody a new passphrase, shown once, and a new key pair: process notes written before stay closed.",
     .reply = &shape_of<ResetReply>,
     .handler = handle_reset},
    {.method = Method::get,
     .path = kEventsPath,
     .action = "http.events.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 30},
     .summary = "Server-sent events: topic and sequence of what changed.",
     .handler = handle_events},
};
static_assert(well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const Route> session_routes() { return kRoutes; }

const std::vector<access::Rule>& rules() {
    static const std::vector<access::Rule> all{
        {.action = "http.events.read",
         .roles = access::Roles::from_bits((1U << access::kRoleCount) - 1U),
         .relations = {},
         .reads = access::Class::plain,
         .grantable = false,
         .clauses = {Clause("B3.3c")}}};
    return all;
}

}  // namespace xinan::http
