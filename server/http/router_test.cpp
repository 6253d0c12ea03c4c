// SPDX-License-Identifier: AGPL-3.0-or-later
// What every request passes before its handler, and what it leaves: status, body and deed. On both engines.
#include <gtest/gtest.h>

#include "http/http_support.hpp"
#include "http/openapi.hpp"

namespace xinan::http {
namespace {

using access::Role;
using testing::Browser;
using testing::Parts;
using testing::TestApp;
using testing::Things;
using xinan::testing::must;

class RouterTest : public ::testing::TestWithParam<store::Engine> {
   protected:
    RouterTest() : app_(GetParam(), {.routes = {testing::thing_routes()}, .rules = {testing::thing_rules()}}) {
        Things::made = 0;
        Things::reads = 0;
        Things::known = new_random<AnyId>(app_.random());
    }
    std::string thing() { return "/api/v1/things/" + Things::known.text(); }
    std::size_t deeds_of(std::string_view action, ledger::Outcome outcome) {
        ledger::Filter filter;
        filter.action = std::string(action);
        filter.outcome = outcome;
        return app_.deeds(filter).size();
    }
    TestApp app_;
};
XINAN_ON_BOTH_ENGINES(RouterTest);

std::string code_in(const Response& response) {
    const std::size_t at = response.body.find(R"("code":")");
    if (at == std::string::npos) return {};
    return response.body.substr(at + 8, response.body.find('"', at + 8) - at - 8);
}
std::string without_request_id(std::string body) {
    const std::size_t at = body.find(R"("request_id":")");
    return at == std::string::npos ? body : body.replace(at + 14, 32, "");
}

TEST_P(RouterTest, WithoutASessionItIs401AndCounted) {
    Browser nobody = app_.nobody();
    EXPECT_EQ(nobody.get(thing()).status, 401);
    nobody.set_cookie(to_base64url(Bytes(identity::kCookieBytes, 1)));
    EXPECT_EQ(nobody.get(thing()).status, 401);
    nobody.set_cookie("garbage");
    EXPECT_EQ(nobody.get(thing()).status, 401);
    EXPECT_EQ(Things::reads, 0);
    must(app_.identity().flush_unauthenticated());
    EXPECT_EQ(deeds_of("identity.session.read", ledger::Outcome::refused), 1U);
}

TEST_P(RouterTest, ARoleWithoutTheActionIs403BeforeAnyIdIsRead) {
    Browser teacher = app_.staff({Role::class_teacher});
    for (const std::string& path : {thing(), std::string("/api/v1/things/not-an-id"), "/api/v1/things/" + std::string(32, 'f')}) {
        const Response response = teacher.get(path);
        EXPECT_EQ(response.status, 403);
        EXPECT_EQ(code_in(response), "http.forbidden");
    }
    EXPECT_EQ(Things::reads, 0) << "the handler never ran";
    EXPECT_EQ(deeds_of("test.thing.read", ledger::Outcome::refused), 3U);
    const ledger::Deed deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.actor, teacher.who().subject.person);
    EXPECT_EQ(deed.role, "class_teacher");
    EXPECT_EQ(deed.code, "http.forbidden");
}

TEST_P(RouterTest, UnknownForbiddenAndIllFormedAreTheSameBytes) {
    Browser desk = app_.staff({Role::reception});
    const std::string unknown = without_request_id(desk.get("/api/v1/things/" + std::string(32, 'f')).body);
    EXPECT_NE(unknown.find(R"("status":404)"), std::string::npos);
    EXPECT_EQ(without_request_id(desk.get("/api/v1/things/not-an-id").body), unknown);
    EXPECT_EQ(without_request_id(desk.get("/api/v1/no/such/way").body), unknown);
    EXPECT_EQ(deeds_of("test.thing.read", ledger::Outcome::refused), 1U);
    const Response a = desk.get("/api/v1/things/" + std::string(32, 'f'));
    const Response b = desk.get("/api/v1/no/such/way");
    EXPECT_NE(a.header("X-Request-Id"), b.header("X-Request-Id"));
    EXPECT_NE(a.body.find(a.header("X-Request-Id")), std::string::npos);
    EXPECT_EQ(a.headers.size(), b.headers.size());
}

TEST_P(RouterTest, AnotherMethodIs405WithAllow) {
    Browser desk = app_.staff({Role::reception});
    const Response response = desk.send("PATCH", thing());
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(response.header("Allow"), "GET, HEAD, PUT, DELETE");
    EXPECT_EQ(desk.send("OPTIONS", thing()).status, 405) << "no CORS";
    EXPECT_EQ(desk.send("POST", "/health/live").status, 405);
}

TEST_P(RouterTest, AWriteFromAnotherSiteIsRefused) {
    Browser desk = app_.staff({Role::reception});
    const std::string body = R"({"name":"a"})";
    const Headers key{{"idempotency-key", "0123456789abcdef"}};
    const auto with = [&](Headers headers) {
        headers.push_back(key.front());
        return desk.send("POST", "/api/v1/things", body, headers);
    };
    EXPECT_EQ(code_in(with({{"x-xinan", ""}})), "http.cross_site");
    EXPECT_EQ(code_in(with({{"x-xinan", "true"}})), "http.cross_site");
    EXPECT_EQ(code_in(with({{"origin", "https://evil.test"}})), "http.cross_site");
    EXPECT_EQ(code_in(with({{"origin", "http://xinan.test"}})), "http.cross_site") << "plain is another origin";
    EXPECT_EQ(code_in(with({{"origin", "null"}})), "http.cross_site");
    EXPECT_EQ(code_in(desk.send("DELETE", "/api/v1/session", {}, {{"x-xinan", ""}})), "http.cross_site");
    EXPECT_EQ(Things::made, 0);
    EXPECT_EQ(with({{"origin", ""}}).status, 201) << "a program without an origin may";
    EXPECT_EQ(desk.get(thing(), {{"origin", "https://evil.test"}}).status, 200) << "SameSite keeps the cookie at home; a read changes nothing";
}

TEST_P(RouterTest, TheSameKeyTwiceActsOnce) {
    Browser desk = app_.staff({Role::reception});
    const Headers key{{"idempotency-key", "0123456789abcdef"}};
    const auto make = [&](const char* body) { return desk.send("POST", "/api/v1/things", body, key); };
    const Response first = make(R"({"name":"a"})");
    const Response again = make(R"({"name":"a"})");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(first.body, R"({"reference":"thing-1","repeated":false})");
    EXPECT_EQ(first.header("Location"), "/api/v1/things/thing-1");
    EXPECT_EQ(again.body, R"({"reference":"thing-1","repeated":true})");
    EXPECT_EQ(Things::made, 1);
    EXPECT_EQ(deeds_of("test.thing.make", ledger::Outcome::done), 1U);
    const Response other = make(R"({"name":"b"})");
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(code_in(other), "http.key_reused");
    Browser second = app_.staff({Role::reception});
    EXPECT_EQ(second.send("POST", "/api/v1/things", R"({"name":"b"})", key).status, 201) << "a key belongs to one person";
    EXPECT_EQ(Things::made, 2);
}

TEST_P(RouterTest, AKeyMustBeThereAndLookLikeOne) {
    Browser desk = app_.staff({Role::reception});
    for (const char* key : {"", "short", "0123456789abcde", "0123456789abcdef 0", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0"}) {
        const Response response = desk.send("POST", "/api/v1/things", R"({"name":"a"})", {{"idempotency-key", key}});
        EXPECT_EQ(response.status, 422) << key;
        EXPECT_EQ(code_in(response), "http.key_missing") << key;
    }
    EXPECT_EQ(Things::made, 0);
}

TEST_P(RouterTest, AChangeSaysItsVersion) {
    Browser desk = app_.staff({Role::reception});
    for (const char* version : {"", "*", "7", "\"7\"", "\"v\"", "\"v-1\"", "W/\"v7\"", "\"v99999999999999999999\""}) {
        const Response response = desk.send("PUT", thing(), R"({"name":"a"})", {{"if-match", version}});
        EXPECT_EQ(response.status, 422) << version;
        EXPECT_EQ(code_in(response), "http.if_match_missing") << version;
    }
    EXPECT_EQ(desk.put(thing(), R"({"name":"a"})", 6).status, 412);
    const Response good = desk.put(thing(), R"({"name":"a"})", 7);
    EXPECT_EQ(good.status, 200);
    EXPECT_EQ(good.header("ETag"), "\"v8\"");
    EXPECT_EQ(deeds_of("test.thing.change", ledger::Outcome::refused), 1U) << "the stale one; a missing version is no attempt";
}

TEST_P(RouterTest, ARefusedActLeavesItsDeedWithCodeAndClauses) {
    Browser desk = app_.staff({Role::reception});
    const Response response = desk.post("/api/v1/things", R"({"name":"taken"})");
    EXPECT_EQ(response.status, 409);
    const ledger::Deed deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(deed.action, "test.thing.make");
    EXPECT_EQ(deed.code, "http.stale");
    EXPECT_EQ(deed.clauses, std::vector<std::string>{"B2.1.1e"});
    EXPECT_EQ(deed.purpose, "reception");
    EXPECT_EQ(to_hex(deed.request), response.header("X-Request-Id")) << "one id in reply and ledger";
    const auto before = app_.deeds().size();
    EXPECT_EQ(desk.post("/api/v1/things", R"({"name":""})").status, 422);
    EXPECT_EQ(app_.deeds().size(), before) << "a slip of the pen is no attempt";
}

TEST_P(RouterTest, ABoardLeavesOneDeedInFifteenMinutes) {
    Browser desk = app_.staff({Role::reception});
    for (int i = 0; i < 3; ++i) EXPECT_EQ(desk.get(thing()).status, 200);
    EXPECT_EQ(deeds_of("test.thing.read", ledger::Outcome::read), 1U);
    app_.clock().advance(std::chrono::minutes{10});
    EXPECT_EQ(desk.get(thing()).status, 200);
    app_.clock().advance(std::chrono::minutes{5});
    EXPECT_EQ(desk.get(thing()).status, 200);
    EXPECT_EQ(deeds_of("test.thing.read", ledger::Outcome::read), 2U);
    Browser other = app_.staff({Role::reception});
    EXPECT_EQ(other.get(thing()).status, 200);
    EXPECT_EQ(deeds_of("test.thing.read", ledger::Outcome::read), 3U) << "another sign-in is another reader";
}

TEST_P(RouterTest, AQueryIsCheckedWithItsName) {
    Browser desk = app_.staff({Role::reception});
    const auto search = [&](const std::string& query) {
        app_.clock().advance(std::chrono::seconds{40});
        return desk.send("POST", "/api/v1/things/search" + query, R"({"name":"a"})");
    };
    EXPECT_EQ(search("?limit=5&day=2026-11-22").body, R"({"reference":"a52026-11-22","repeated":false})");
    EXPECT_EQ(search("").body, R"({"reference":"a0","repeated":false})");
    for (const char* bad : {"?limit=51", "?limit=0", "?limit=x", "?limit=5x", "?limit=", "?limit=99999999999999999999"}) {
        const Response response = search(bad);
        EXPECT_EQ(response.status, 422) << bad;
        EXPECT_NE(response.body.find(R"("pointer":"?limit")"), std::string::npos) << response.body;
    }
    EXPECT_EQ(search("?day=2026-02-30").status, 422);
    EXPECT_EQ(search("?x=%00").status, 400);
}

TEST_P(RouterTest, TooOftenIs429WithTheTimeToWait) {
    Browser desk = app_.staff({Role::reception});
    const auto search = [&](Browser& browser) { return browser.send("POST", "/api/v1/things/search", R"({"name":"a"})"); };
    for (int i = 0; i < 3; ++i) EXPECT_EQ(search(desk).status, 200);
    const Response often = search(desk);
    EXPECT_EQ(often.status, 429);
    EXPECT_EQ(often.header("Retry-After"), "20");
    Browser other = app_.staff({Role::reception});
    EXPECT_EQ(search(other).status, 200);
    app_.clock().advance(std::chrono::seconds{20});
    EXPECT_EQ(search(desk).status, 200);
}

TEST_P(RouterTest, OnlyJsonIsJson) {
    Browser desk = app_.staff({Role::reception});
    const auto as = [&](const char* type) {
        return desk.send("POST", "/api/v1/things", R"({"name":"a"})", {{"content-type", type}, {"idempotency-key", "0123456789abcdef"}}).status;
    };
    EXPECT_EQ(as("text/plain"), 415);
    EXPECT_EQ(as("application/x-www-form-urlencoded"), 415);
    EXPECT_EQ(as(""), 415);
    EXPECT_EQ(as("application/jsonp"), 415);
    EXPECT_EQ(as("Application/JSON ; charset=utf-8"), 201);
}

TEST_P(RouterTest, ABugIs500AndSaysNothing) {
    Browser desk = app_.staff({Role::reception});
    const Response response = desk.send("DELETE", thing(), {}, {{"if-match", "\"v1\""}});
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(code_in(response), "http.internal");
    EXPECT_EQ(response.body.find("purpose"), std::string::npos) << "ensure's text stays in the house";
}

TEST_P(RouterTest, HeadIsGetWithoutTheBody) {
    Browser desk = app_.staff({Role::reception});
    const Response get = desk.get(thing());
    const Response head = desk.send("HEAD", thing());
    EXPECT_TRUE(head.head);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.body_bytes(), get.body_bytes());
}

TEST_P(RouterTest, SignsInSaysWhoAndSignsOut) {
    Browser known = app_.staff({Role::reception, Role::counsellor});
    Browser browser = app_.nobody();
    const std::string body = R"({"login":")" + known.who().login + R"(","passphrase":")" + TestApp::passphrase() + R"("})";
    const Response in = browser.send("POST", "/api/v1/session", body);
    ASSERT_EQ(in.status, 200) << in.body;
    const std::string set(in.header("Set-Cookie"));
    ASSERT_TRUE(set.starts_with("__Host-xinan=")) << set;
    EXPECT_NE(set.find("; Path=/; HttpOnly; SameSite=Strict; Secure"), std::string::npos) << set;
    EXPECT_EQ(in.body.find(TestApp::passphrase()), std::string::npos);
    browser.set_cookie(set.substr(13, set.find(';') - 13));
    const Response who = browser.get("/api/v1/session");
    EXPECT_EQ(who.status, 200);
    EXPECT_NE(who.body.find(R"("roles":["counsellor","reception"])"), std::string::npos) << who.body;
    EXPECT_NE(who.body.find(R"("idle_seconds":900)"), std::string::npos);
    const Response out = browser.send("DELETE", "/api/v1/session");
    EXPECT_EQ(out.status, 204);
    EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
    app_.clock().advance(std::chrono::seconds{2});  // What a sign-in says may be a second old.
    EXPECT_EQ(browser.get("/api/v1/session").status, 401);
}

TEST_P(RouterTest, AWrongPassphraseAndAnUnknownNameAreTheSameBytes) {
    Browser known = app_.staff({Role::reception});
    Browser browser = app_.nobody();
    const auto attempt = [&](const std::string& login, const std::string& passphrase) {
        return browser.send("POST", "/api/v1/session", R"({"login":")" + login + R"(","passphrase":")" + passphrase + R"("})");
    };
    const Response wrong = attempt(known.who().login, "not the right words at all");
    const Response unknown = attempt("nobody-of-that-name", TestApp::passphrase());
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(without_request_id(wrong.body), without_request_id(unknown.body));
    EXPECT_TRUE(wrong.header("Set-Cookie").empty());
}

TEST_P(RouterTest, LockingEndsTheCookieUntilTheNextSignIn) {
    Browser desk = app_.staff({Role::reception});
    EXPECT_EQ(desk.send("POST", "/api/v1/session/lock").status, 204);
    app_.clock().advance(std::chrono::seconds{2});
    EXPECT_EQ(desk.get("/api/v1/session").status, 401);
}

TEST_P(RouterTest, ThePassphraseCanBeChanged) {
    Browser desk = app_.staff({Role::reception});
    const auto change = [&](const std::string& old_one, const std::string& new_one) {
        return desk.send("PUT", "/api/v1/session/passphrase", R"({"old_passphrase":")" + old_one + R"(","new_passphrase":")" + new_one + R"("})");
    };
    EXPECT_EQ(change("wrong words here as well", "a new set of plain words").status, 422);
    EXPECT_EQ(change(TestApp::passphrase(), "short").status, 422);
    EXPECT_EQ(change(TestApp::passphrase(), "a new set of plain words").status, 204);
    Browser again = app_.nobody();
    EXPECT_EQ(again.send("POST", "/api/v1/session", R"({"login":")" + desk.who().login + R"(","passphrase":"a new set of plain words"})").status, 200);
}

TEST_P(RouterTest, CookieNameFollowsTheListener) {
    EXPECT_EQ(cookie_name(true), "__Host-xinan");
    EXPECT_EQ(cookie_name(false), "xinan-local");
    TestApp plain(GetParam(), {.secure = false});
    Browser known = plain.staff({Role::reception});
    Browser browser = plain.nobody();
    const Response in = browser.send("POST", "/api/v1/session", R"({"login":")" + known.who().login + R"(","passphrase":")" + TestApp::passphrase() + R"("})");
    EXPECT_TRUE(in.header("Set-Cookie").starts_with("xinan-local="));
    EXPECT_EQ(in.header("Set-Cookie").find("Secure"), std::string_view::npos);
}

TEST_P(RouterTest, TheReaderIsAnsweredInTheirLanguage) {
    Browser nobody = app_.nobody();
    EXPECT_NE(nobody.get(thing(), {{"accept-language", "en"}}).body.find("Please sign in first"), std::string::npos);
    EXPECT_NE(nobody.get(thing()).body.find("需要先登录"), std::string::npos);
    Browser teacher = app_.staff({Role::class_teacher});
    EXPECT_NE(teacher.get(thing(), {{"accept-language", "fr"}}).body.find("您的岗位"), std::string::npos) << "the profile's";
    EXPECT_EQ(teacher.get(thing(), {{"accept-language", "en"}}).body.find("您的岗位"), std::string::npos)
        << "a page switched to English is answered in English";
}

TEST_P(RouterTest, HealthTellsNothing) {
    Browser nobody = app_.nobody();
    EXPECT_EQ(nobody.get("/health/live").body, "live\n");
    EXPECT_EQ(nobody.get("/health/ready").body, "ready\n");
    EXPECT_EQ(nobody.get("/health/other").status, 404);
}

// --- events ---------------------------------------------------------------------------------------------------------

TEST_P(RouterTest, AListenerHearsTopicAndSequenceOnly) {
    Browser desk = app_.staff({Role::reception});
    Browser teacher = app_.staff({Role::class_teacher});
    const Response answer = desk.get("/api/v1/events");
    ASSERT_TRUE(answer.events.has_value());
    EventHub& hub = app_.router().events();
    int woken = 0;
    const StreamId of_desk = must(hub.open(*answer.events, [&woken] { ++woken; }));
    const StreamId of_teacher = must(hub.open({teacher.who(), {}}, [] {}));
    hub.poll();
    EXPECT_EQ(hub.take(of_desk).text, "") << "nothing of before";
    EXPECT_EQ(desk.post("/api/v1/things", R"({"name":"a"})").status, 201);
    EXPECT_EQ(desk.post("/api/v1/things", R"({"name":"b"})").status, 201);
    EXPECT_EQ(desk.post("/api/v1/things", R"({"name":"taken"})").status, 409);
    EXPECT_EQ(desk.get(thing()).status, 200);
    hub.poll();
    ledger::Filter made;
    made.action = "test.thing.make";
    made.outcome = ledger::Outcome::done;
    const std::uint64_t sequence = app_.deeds(made).front().sequence;
    EXPECT_EQ(hub.take(of_desk).text, "id: " + std::to_string(sequence) + "\nevent: change\ndata: {\"topic\":\"test.thing\",\"sequence\":" +
                                          std::to_string(sequence) + "}\n\n");
    EXPECT_EQ(woken, 1) << "two acts, one event; refusals and reads change nothing";
    EXPECT_EQ(hub.take(of_teacher).text, "") << "not of this post";
    EXPECT_EQ(hub.take(of_desk).text, "");
    hub.close(of_desk);
    hub.close(of_teacher);
}

TEST_P(RouterTest, AStreamEndsWithItsSession) {
    EventHub& hub = app_.router().events();
    Browser leaves = app_.staff({Role::reception});
    Browser idles = app_.staff({Role::reception});
    Browser stays = app_.staff({Role::reception});
    Browser suspended = app_.staff({Role::reception});
    const StreamId a = must(hub.open({leaves.who(), {}}, [] {}));
    const StreamId b = must(hub.open({idles.who(), {}}, [] {}));
    const StreamId c = must(hub.open({stays.who(), {}}, [] {}));
    const StreamId d = must(hub.open({suspended.who(), {}}, [] {}));
    EXPECT_EQ(leaves.send("DELETE", "/api/v1/session").status, 204);
    EXPECT_TRUE(hub.take(a).ended);
    app_.clock().advance(std::chrono::minutes{8});
    EXPECT_EQ(stays.get("/api/v1/session").status, 200);
    must(app_.store().write(app_.centre(), [&](store::Tx& tx) { return identity::set_locked(tx, suspended.who().account, true, app_.clock().now()); }));
    hub.poll();
    EXPECT_FALSE(hub.take(b).ended);
    EXPECT_TRUE(hub.take(d).ended) << "suspended in another window";
    app_.clock().advance(std::chrono::minutes{7});
    hub.poll();
    EXPECT_TRUE(hub.take(b).ended) << "fifteen minutes without a request";
    EXPECT_FALSE(hub.take(c).ended);
    for (const StreamId id : {a, b, c, d}) hub.close(id);
    EXPECT_TRUE(hub.take(c).ended) << "closed";
}

TEST_P(RouterTest, OneSignInHasEightStreams) {
    EventHub& hub = app_.router().events();
    Browser desk = app_.staff({Role::reception});
    std::vector<StreamId> open;
    for (std::size_t i = 0; i < kStreamsPerSignInMax; ++i) open.push_back(must(hub.open({desk.who(), {}}, [] {})));
    EXPECT_EQ(xinan::testing::code_of(hub.open({desk.who(), {}}, [] {})), "unavailable.busy");
    for (const StreamId id : open) hub.close(id);
}

// --- OpenAPI --------------------------------------------------------------------------------------------------------

TEST(OpenApi, SaysTheSameEachTime) {
    Routes one;
    one.add(testing::thing_routes());
    one.add(session_routes());
    Routes two;
    two.add(session_routes());
    two.add(testing::thing_routes());
    const std::string document = openapi(one);
    EXPECT_EQ(document, openapi(two)) << "the order of adding does not show";
    for (const char* part : {R"("openapi":"3.1.0")", R"("operationId":"postTestThingMake")", R"("operationId":"postIdentitySessionOpen2")",
                             R"({"in":"header","name":"Idempotency-Key","required":true)", R"({"in":"path","name":"thing","required":true)",
                             R"("x-action":"test.thing.read")", R"("security":[])", R"("201":{"description":"Done.")",
                             R"("default":{"$ref":"#/components/responses/Problem"})", R"("http.Problem":{"type":"object")",
                             R"(.ThingRequest":{"type":"object")"}) {
        EXPECT_NE(document.find(part), std::string::npos) << part;
    }
}

}  // namespace
}  // namespace xinan::http
