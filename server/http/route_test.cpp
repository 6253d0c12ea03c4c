// SPDX-License-Identifier: AGPL-3.0-or-later
// What a route row must say, checked where it is written: at compile time.
#include "http/routes.hpp"

#include <gtest/gtest.h>

#include "http/http_support.hpp"

namespace xinan::http {
namespace {

Result<Reply> nothing(Call&) { return no_content(); }

consteval bool good(void (*change)(Route&)) {
    Route route{.method = Method::post,
                .path = "/api/v1/things",
                .action = "test.thing.make",
                .repeat = Repeat::needs_idempotency_key,
                .limits = {.body_bytes_max = 10, .per_minute_max = 1},
                .summary = "Make.",
                .handler = nothing};
    change(route);
    return well_formed({&route, 1});
}
static_assert(good([](Route&) {}));
static_assert(!good([](Route& r) { r.action = {}; }), "no action");
static_assert(!good([](Route& r) { r.action = "thing.make"; }), "an action of two words");
static_assert(!good([](Route& r) { r.limits.per_minute_max = 0; }), "no limit of times");
static_assert(!good([](Route& r) { r.limits.body_bytes_max = -1; }), "no limit of bytes");
static_assert(!good([](Route& r) { r.repeat = Repeat::unset; }), "no repeat rule");
static_assert(!good([](Route& r) { r.repeat = Repeat::safe; }), "a POST that writes is not safe to repeat");
static_assert(good([](Route& r) { r.repeat = Repeat::safe; r.search = true; }), "a search is");
static_assert(!good([](Route& r) { r.method = Method::get; }), "a GET needs no key");
static_assert(!good([](Route& r) { r.repeat = Repeat::session; }), "only the session's own routes are without a rule");
static_assert(good([](Route& r) { r.repeat = Repeat::session; r.path = "/api/v1/session/lock"; }));
static_assert(!good([](Route& r) { r.repeat = Repeat::session; r.path = "/api/v1/sessions"; }));
static_assert(!good([](Route& r) { r.path = "/things"; }), "outside /api/v1");
static_assert(!good([](Route& r) { r.summary = {}; }), "no summary");
static_assert(!good([](Route& r) { r.handler = nullptr; }), "nobody handles it");

struct Row {
    const char* method;
    std::vector<std::string> segments;
    const char* action;  // "": none
    const char* allow;
    std::vector<std::string> values;
};

TEST(Routes, FollowTheTable) {
    Routes routes;
    routes.add(testing::thing_routes());
    const Row table[] = {
        {"POST", {"api", "v1", "things"}, "test.thing.make", "POST", {}},
        {"GET", {"api", "v1", "things", "x"}, "test.thing.read", "GET, HEAD, PUT, DELETE", {"x"}},
        {"HEAD", {"api", "v1", "things", "x"}, "test.thing.read", "GET, HEAD, PUT, DELETE", {"x"}},
        {"POST", {"api", "v1", "things", "search"}, "test.thing.search", "POST", {}},  // literal before name
        {"GET", {"api", "v1", "things", "search"}, "", "POST", {}},
        {"PATCH", {"api", "v1", "things", "x"}, "", "GET, HEAD, PUT, DELETE", {"x"}},
        {"get", {"api", "v1", "things", "x"}, "", "GET, HEAD, PUT, DELETE", {"x"}},
        {"GET", {"api", "v1"}, "", "", {}},
        {"GET", {"api", "v1", "things", "x", "y"}, "", "", {}},
        {"GET", {}, "", "", {}},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(::testing::Message() << row.method << " " << row.action << " " << row.segments.size());
        const Match match = routes.match(row.method, row.segments);
        EXPECT_EQ(match.route == nullptr ? "" : match.route->action, row.action);
        EXPECT_EQ(match.allow, row.allow);
        EXPECT_EQ(match.values, row.values);
    }
}

TEST(Routes, OneWayInIsThereOnce) {
    Routes routes;
    routes.add(testing::thing_routes());
    EXPECT_THROW(routes.add(testing::thing_routes()), Impossible);
}

TEST(Routes, AnActionThePolicyDoesNotKnowStopsTheStart) {
    Routes routes;
    routes.add(testing::thing_routes());
    access::Policy policy;
    policy.add(testing::thing_rules().first(2));
    EXPECT_THROW(routes.check(policy), Impossible);
    policy.add(testing::thing_rules().subspan(2));
    routes.check(policy);
}

}  // namespace
}  // namespace xinan::http
