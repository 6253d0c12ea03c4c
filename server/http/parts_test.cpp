// SPDX-License-Identifier: AGPL-3.0-or-later
// The small parts: targets, cookies, limits, boards, heads of responses, assets, languages, problems.
#include <gtest/gtest.h>

#include "base/testing.hpp"
#include "http/assets.hpp"
#include "http/board.hpp"
#include "http/limiter.hpp"
#include "http/problem.hpp"
#include "http/router.hpp"
#include "http/target.hpp"

namespace xinan::http {
namespace {

using xinan::testing::code_of;
using xinan::testing::kTestNow;
using xinan::testing::must;

TEST(Target, SplitsAPathOrRefusesIt) {
    using Segments = std::vector<std::string>;
    EXPECT_EQ(must(split_path("/")), Segments{});
    EXPECT_EQ(must(split_path("/api/v1/%E5%BF%83+x")), (Segments{"api", "v1", "心+x"}));
    for (const char* bad : {"", "api", "//", "/a/", "/a//b", "/.", "/a/..", "/%2e%2e/a", "/a%", "/a%2", "/a%zz", "/a%00b", "/%ff",
                            "/a%0d%0aSet-Cookie:x", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", "http://other/a", "*"}) {
        EXPECT_EQ(code_of(split_path(bad)), "http.bad_target") << bad;
    }
}

TEST(Target, SplitsAQueryOrRefusesIt) {
    EXPECT_EQ(must(split_query("/a")), Query{});
    EXPECT_EQ(must(split_query("/a?")), Query{});
    EXPECT_EQ(must(split_query("/a?x=1&y=a+b%26c&&z")), (Query{{"x", "1"}, {"y", "a b&c"}, {"z", ""}}));
    EXPECT_EQ(must(split_query("/a?x=1=2?3")), (Query{{"x", "1=2?3"}}));
    for (const char* bad : {"/a?=1", "/a?x=%", "/a?x=%00", "/a?%ff=1"}) EXPECT_EQ(code_of(split_query(bad)), "http.bad_target") << bad;
    const auto twice = split_query("/a?x=1&x=2");
    ASSERT_EQ(code_of(twice), "http.invalid_request");
    EXPECT_EQ(twice.error().fields.front().pointer, "?x");
    std::string many = "/a?";
    for (int i = 0; i < 33; ++i) many += "k" + std::to_string(i) + "=1&";
    EXPECT_EQ(code_of(split_query(many)), "http.bad_target");
}

TEST(Target, FindsTheSessionCookieOnce) {
    const Bytes cookie(identity::kCookieBytes, 7);
    const std::string text = to_base64url(cookie);
    EXPECT_EQ(session_cookie("a=1; __Host-xinan=" + text + ";b=2", "__Host-xinan"), cookie);
    EXPECT_TRUE(session_cookie("x__Host-xinan=" + text, "__Host-xinan").empty());
    EXPECT_TRUE(session_cookie("xinan-local=" + text, "__Host-xinan").empty());
    EXPECT_TRUE(session_cookie("__Host-xinan=" + text + "; __Host-xinan=" + text, "__Host-xinan").empty()) << "one was planted";
    EXPECT_TRUE(session_cookie("__Host-xinan=" + text.substr(1), "__Host-xinan").empty());
    EXPECT_TRUE(session_cookie("__Host-xinan=", "__Host-xinan").empty());
    EXPECT_TRUE(session_cookie("", "__Host-xinan").empty());
}

TEST(Target, ReadsAcceptEncoding) {
    EXPECT_TRUE(list_allows("gzip, deflate, br", "br"));
    EXPECT_TRUE(list_allows("br;q=0.5", "br"));
    EXPECT_FALSE(list_allows("br;q=0, gzip", "br"));
    EXPECT_FALSE(list_allows("br;q=0.000", "br"));
    EXPECT_FALSE(list_allows("brotli", "br"));
    EXPECT_FALSE(list_allows("", "br"));
}

TEST(Language, FollowsTheBrowser) {
    EXPECT_EQ(accepted_language("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
    EXPECT_EQ(accepted_language("en-GB,en;q=0.9,zh;q=0.1"), Language::en);
    EXPECT_EQ(accepted_language("fr"), std::nullopt);
    EXPECT_EQ(accepted_language(""), std::nullopt);
}

TEST(Limiter, ABucketEmptiesAndFillsAgain) {
    Limiter limiter;
    const Bytes one{1};
    const Bytes two{2};
    Millis now{1'000'000};
    for (int i = 0; i < 6; ++i) EXPECT_EQ(limiter.take(one, "r", 6, now), 0);
    EXPECT_EQ(limiter.take(one, "r", 6, now), 10);
    EXPECT_EQ(limiter.take(two, "r", 6, now), 0) << "another person";
    EXPECT_EQ(limiter.take(one, "s", 6, now), 0) << "another route";
    now += Millis{9'999};
    EXPECT_EQ(limiter.take(one, "r", 6, now), 1);
    now += Millis{1};
    EXPECT_EQ(limiter.take(one, "r", 6, now), 0);
    now -= Millis{5'000};
    EXPECT_GT(limiter.take(one, "r", 6, now), 0) << "a clock that steps back gives nothing away";
    now += Millis{600'000};
    for (int i = 0; i < 6; ++i) EXPECT_EQ(limiter.take(one, "r", 6, now), 0) << "never more than full";
    EXPECT_GT(limiter.take(one, "r", 6, now), 0);
}

TEST(BoardMemory, ForgetsAfterFifteenMinutes) {
    BoardMemory board;
    const ledger::Subject a{"person", AnyId{{1}}};
    const ledger::Subject b{"person", AnyId{{2}}};
    const std::string key = BoardMemory::key(SignInId{{9}}, "reception.board.read", {a, b});
    EXPECT_EQ(key, BoardMemory::key(SignInId{{9}}, "reception.board.read", {b, a}));
    EXPECT_NE(key, BoardMemory::key(SignInId{{8}}, "reception.board.read", {a, b}));
    EXPECT_NE(key, BoardMemory::key(SignInId{{9}}, "reception.board.print", {a, b}));
    EXPECT_NE(key, BoardMemory::key(SignInId{{9}}, "reception.board.read", {a}));
    EXPECT_FALSE(board.seen(key, kTestNow));
    board.remember(key, kTestNow);
    EXPECT_TRUE(board.seen(key, kTestNow + kBoardSpan - Millis{1}));
    EXPECT_FALSE(board.seen(key, kTestNow + kBoardSpan));
    EXPECT_FALSE(board.seen(key, kTestNow - Millis{1})) << "the clock was set back: leave a deed";
}

TEST(Head, EveryReplyHasTheSecurityHeaders) {
    const std::string head = head_of({.media_type = "application/json", .body = "{}"}, true, true);
    for (const char* line : {"HTTP/1.1 200 OK\r\n", "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
                             "Cache-Control: no-store\r\n", "Content-Length: 2\r\n", "frame-ancestors 'none'", "Strict-Transport-Security: ",
                             "Cross-Origin-Opener-Policy: same-origin\r\n", "Cross-Origin-Resource-Policy: same-origin\r\n", "Permissions-Policy: "}) {
        EXPECT_NE(head.find(line), std::string::npos) << line;
    }
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    const std::string plain = head_of({.status = 204}, false, false);
    EXPECT_EQ(plain.find("Strict-Transport"), std::string::npos);
    EXPECT_EQ(plain.find("Content-Length"), std::string::npos);
    EXPECT_NE(plain.find("Connection: close\r\n\r\n"), std::string::npos);
}

TEST(Head, AHeaderCannotBeSplit) {
    EXPECT_THROW((void)head_of({.headers = {{"Location", "/a\r\nSet-Cookie: x"}}}, true, true), Impossible);
    EXPECT_THROW((void)head_of({.headers = {{"Location\n", "/a"}}}, true, true), Impossible);
}

constexpr std::string_view kIndexText = "<style nonce=\"__NONCE__\"></style><meta property=\"csp-nonce\" nonce=\"__NONCE__\">";
constexpr std::string_view kPlain = "body{}";
constexpr std::string_view kGzip = "gz";
constexpr std::string_view kBr = "b";

std::vector<Asset> some_assets() {
    return {{"/index.html", "text/html; charset=utf-8", "\"i\"", view_of(kIndexText), {}, {}},
            {"/assets/a-1f.css", "text/css", "\"a1f\"", view_of(kPlain), view_of(kGzip), view_of(kBr)},
            {"/robots.txt", "text/plain", "\"r\"", view_of(kPlain), {}, {}}};
}

TEST(Assets, TheIndexHasAFreshNonceAndIsNotStored) {
    const auto list = some_assets();
    const Assets assets(list);
    const auto random = seeded_random(1);
    const Response one = assets.find("/cases/12", {}, *random).value();
    const Response two = assets.find("/", {}, *random).value();
    EXPECT_NE(one.style_nonce, two.style_nonce);
    EXPECT_GE(one.style_nonce.size(), 22U);
    EXPECT_EQ(one.body, "<style nonce=\"" + one.style_nonce + "\"></style><meta property=\"csp-nonce\" nonce=\"" + one.style_nonce + "\">");
    const std::string head = head_of(one, true, true);
    EXPECT_NE(head.find("style-src 'self' 'nonce-" + one.style_nonce + "'"), std::string::npos);
    EXPECT_NE(head.find("script-src 'self';"), std::string::npos);
    EXPECT_NE(head.find("Cache-Control: no-store"), std::string::npos);
    EXPECT_EQ(head.find("unsafe"), std::string::npos);
}

TEST(Assets, GivesWhatTheBrowserTakes) {
    const auto list = some_assets();
    const Assets assets(list);
    const auto random = seeded_random(1);
    const auto asked = [&](const char* path, Headers headers) {
        Request request;
        request.headers = std::move(headers);
        return assets.find(path, request, *random);
    };
    EXPECT_EQ(text_of(asked("/assets/a-1f.css", {{"accept-encoding", "gzip, br"}})->fixed_body), kBr);
    EXPECT_EQ(text_of(asked("/assets/a-1f.css", {{"accept-encoding", "gzip"}})->fixed_body), kGzip);
    const auto plain = asked("/assets/a-1f.css", {});
    EXPECT_EQ(text_of(plain->fixed_body), kPlain);
    EXPECT_EQ(plain->header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(plain->header("ETag"), "\"a1f\"");
    EXPECT_EQ(asked("/robots.txt", {})->header("Cache-Control"), "no-cache");
    const auto same = asked("/robots.txt", {{"if-none-match", "\"r\""}});
    EXPECT_EQ(same->status, 304);
    EXPECT_EQ(same->body_bytes(), 0U);
    EXPECT_FALSE(asked("/assets/gone.js", {}).has_value());
    EXPECT_FALSE(Assets({}).find("/", {}, *random).has_value());
}

Messages real_messages() {
    return must(Messages::load(xinan::testing::repository_file("messages/zh.yaml"), xinan::testing::repository_file("messages/en.yaml")));
}

TEST(Problem, SpeaksTheReadersLanguage) {
    const Messages messages = real_messages();
    Error error = fail(ErrorKind::invalid, "http.invalid_request", {}, {"A1.3a"});
    error.fields.push_back({"/score", "http.out_of_range", {{"min", "0"}, {"max", "27"}, {"got", "28"}}});
    error.fields.push_back({"/day", "http.wrong_type", {{"expected", "date"}, {"got", "text"}}});
    const RequestId id{0xab};
    const Response zh = problem(error, Language::zh, messages, id);
    EXPECT_EQ(zh.status, 422);
    EXPECT_EQ(zh.media_type, "application/problem+json");
    EXPECT_EQ(zh.header("Content-Language"), "zh-CN");
    EXPECT_EQ(zh.body,
              R"({"type":"urn:xinan:problem:http.invalid_request","title":"有几项要改一下","status":422,)"
              R"("detail":"下面标出的项目还不对，没有保存。","code":"http.invalid_request","what_to_do":"请逐项改好再提交。",)"
              R"("clauses":["A1.3a"],"fields":[{"pointer":"/score","code":"http.out_of_range","detail":"这里要在 0 到 27 之间。"},)"
              R"({"pointer":"/day","code":"http.wrong_type","detail":"这里需要：日期，例如 2026-11-23。"}],"overridable":false,)"
              R"("request_id":"ab000000000000000000000000000000"})");
    const Response en = problem(error, Language::en, messages, id);
    EXPECT_EQ(en.header("Content-Language"), "en");
    EXPECT_NE(en.body.find("Expected here: a date such as 2026-11-23."), std::string::npos) << en.body;
}

TEST(Problem, EveryKindHasItsStatus) {
    const Messages messages = real_messages();
    const std::pair<Error, int> table[] = {
        {fail(ErrorKind::invalid, "http.invalid_request"), 422},     {fail(ErrorKind::invalid, "http.bad_request"), 400},
        {fail(ErrorKind::invalid, "http.method_not_allowed"), 405},  {fail(ErrorKind::invalid, "http.unsupported_media"), 415},
        {fail(ErrorKind::invalid, "http.header_too_large"), 431},    {fail(ErrorKind::unauthenticated, "http.unauthenticated"), 401},
        {fail(ErrorKind::forbidden, "http.forbidden"), 403},         {access::not_known(), 404},
        {fail(ErrorKind::conflict, "scheduling.slot_taken"), 409},   {fail(ErrorKind::stale, "http.stale"), 412},
        {fail(ErrorKind::too_large, "http.too_large"), 413},         {fail(ErrorKind::too_many, "http.too_many", {{"seconds", "9"}}), 429},
        {fail(ErrorKind::unavailable, "unavailable.database"), 503}, {fail(ErrorKind::internal, "http.internal"), 500},
    };
    for (const auto& [error, status] : table) {
        SCOPED_TRACE(error.code);
        const Response response = problem(error, Language::en, messages, {});
        EXPECT_EQ(response.status, status);
        EXPECT_EQ(!response.header("Retry-After").empty(), status == 429 || status == 503);
    }
    EXPECT_EQ(problem(table[11].first, Language::en, messages, {}).header("Retry-After"), "9");
}

TEST(Problem, ACodeWithoutATextKeepsItsCode) {
    const Messages messages = real_messages();
    const Response response = problem(fail(ErrorKind::conflict, "test.nobody_wrote_this"), Language::zh, messages, {});
    EXPECT_NE(response.body.find(R"("title":"test.nobody_wrote_this")"), std::string::npos) << response.body;
}

// Every code this layer answers with has its words in both languages.
TEST(Problem, EveryCodeOfThisLayerHasATitle) {
    const Messages messages = real_messages();
    for (const char* code : {"not_found", "forbidden", "unauthenticated", "too_large", "too_many", "bad_json", "unknown_field", "missing_field",
                             "wrong_type", "out_of_range", "unknown_value", "stale", "key_reused", "key_missing", "internal",
                             "method_not_allowed", "unsupported_media", "bad_request", "bad_target", "header_too_large", "invalid_request",
                             "duplicate_field", "too_deep", "if_match_missing", "cross_site", "bad_address", "plain_off_loopback",
                             "bad_certificate", "port_in_use", "kind_boolean", "kind_integer", "kind_fraction", "kind_text", "kind_list",
                             "kind_object", "kind_id", "kind_time", "kind_date", "kind_nothing"}) {
        EXPECT_TRUE(messages.has(std::string("http.") + code + ".title")) << code;
    }
    EXPECT_TRUE(messages.has("base.text_characters.title"));
    EXPECT_TRUE(messages.has("unavailable.busy.title"));
}

}  // namespace
}  // namespace xinan::http
