// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole service in a test without sockets: a private store, keys in memory, ledger, identity, and the router with the
// routes and rules a test names. Included by *_test.cpp only.
//
//   TestApp app(store::Engine::sqlite, {.routes = {scheduling::routes()}, .rules = {scheduling::rules()}});
//   Browser desk = app.staff({access::Role::reception});
//   const Response booked = desk.post("/api/v1/appointments", R"({"visitor":...})");
//   EXPECT_EQ(booked.status, 201);
//   EXPECT_EQ(app.newest_deed().deed.action, "scheduling.appointment.book");
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/testing.hpp"
#include "crypto/memory_keyring.hpp"
#include "http/router.hpp"
#include "http/session_routes.hpp"
#include "store/testing.hpp"

namespace xinan::http::testing {

using xinan::testing::must;

struct Parts {
    std::vector<std::span<const Route>> routes = {};
    std::vector<std::span<const access::Rule>> rules = {};
    std::span<const Asset> assets = {};
    bool secure = true;
};

class TestApp;

// One person's browser: sends what our page would send, unless a test says otherwise.
class Browser final {
   public:
    Browser(Router& router, std::string cookie, identity::Principal who)
        : router_(&router), cookie_(std::move(cookie)), who_(std::move(who)) {}

    Response send(std::string method, std::string target, std::string body = {}, const Headers& headers = {}) {
        Request request{.method = std::move(method), .target = std::move(target), .headers = headers, .body = std::move(body),
                        .address = "192.0.2.7"};
        const auto standard = [&](std::string_view name, std::string value) {
            for (const auto& [given, text] : headers) {
                if (given == name) return;
            }
            request.headers.emplace_back(name, std::move(value));
        };
        const std::string host = "xinan.test";
        standard("host", host);
        if (request.method != "GET" && request.method != "HEAD") {
            standard("x-xinan", "1");
            standard("origin", (router_->secure() ? "https://" : "http://") + host);
            standard("content-type", "application/json");
        }
        if (!cookie_.empty()) standard("cookie", std::string(cookie_name(router_->secure())) + "=" + cookie_);
        const Plan plan = router_->plan(request.method, request.target);
        return router_->answer(plan, request);
    }
    Response get(std::string target, const Headers& headers = {}) { return send("GET", std::move(target), {}, headers); }
    // With a fresh Idempotency-Key, unless one is given.
    Response post(std::string target, std::string body, Headers headers = {}) {
        headers.emplace_back("idempotency-key", "test-key-of-browser-" + std::to_string(++keys_));
        return send("POST", std::move(target), std::move(body), headers);
    }
    Response put(std::string target, std::string body, std::int64_t version) {
        return send("PUT", std::move(target), std::move(body), {{"if-match", "\"v" + std::to_string(version) + "\""}});
    }
    [[nodiscard]] const identity::Principal& who() const { return who_; }
    [[nodiscard]] const std::string& cookie() const { return cookie_; }
    void set_cookie(std::string cookie) { cookie_ = std::move(cookie); }

   private:
    Router* router_;
    std::string cookie_;
    identity::Principal who_;
    int keys_ = 0;
};

class TestApp final {
   public:
    explicit TestApp(store::Engine engine, const Parts& parts = {}) : store_(engine) {
        const SecretBytes passphrase(view_of(std::string_view("four plain words here")));
        must(vault_.init(crypto::SuiteId::international, false, &passphrase, kCheap));
        must(vault_.create_centre_keys(store_.centre()));
        ledger_.attach();
        policy_.add(identity::rules());
        policy_.add(rules());
        for (const auto& each : parts.rules) policy_.add(each);
        routes_.add(session_routes());
        for (const auto& each : parts.routes) routes_.add(each);
        identity::Parameters parameters;
        parameters.cost = kCheap;
        identity_ = std::make_unique<identity::Identity>(env_, parameters);
        router_ = std::make_unique<Router>(env_, *identity_, routes_,
                                           RouterOptions{.secure = parts.secure,
                                                         .default_centre = store_.centre(),
                                                         .assets = parts.assets,
                                                         .identity = parameters});
    }

    // A person of the centre with these hats and an account, signed in. login and passphrase() open it again.
    Browser staff(access::Roles roles) { return signed_in(roles, true); }
    Browser visitor() { return signed_in({access::Role::visitor}, false); }
    Browser nobody() { return {*router_, {}, {}}; }
    static std::string passphrase() { return "correct horse battery staple"; }

    [[nodiscard]] const Env& env() const { return env_; }
    [[nodiscard]] store::Store& store() { return *store_; }
    [[nodiscard]] CentreId centre() const { return store_.centre(); }
    [[nodiscard]] ManualClock& clock() { return clock_; }
    [[nodiscard]] Random& random() { return *random_; }
    [[nodiscard]] access::Policy& policy() { return policy_; }
    [[nodiscard]] Router& router() { return *router_; }
    [[nodiscard]] const Routes& routes() const { return routes_; }
    [[nodiscard]] identity::Identity& identity() { return *identity_; }
    // Newest first.
    std::vector<ledger::Entry> deeds(const ledger::Filter& filter = {}) {
        return must(store_->read(centre(), [&](store::Tx& tx) { return ledger::DeedReader(tx).find(filter); }));
    }
    ledger::Entry newest_deed() {
        const auto entries = deeds();
        if (entries.empty()) throw std::runtime_error("there is no deed");
        return entries.front();
    }

   private:
    static constexpr crypto::PassphraseCost kCheap{.memory_kib = 64, .passes = 1};

    Browser signed_in(access::Roles roles, bool is_staff) {
        const AnyId person = new_random<AnyId>(*random_);
        const std::string login = "person-" + std::string(static_cast<std::size_t>(++people_), 'x');
        const SecretBytes secret(view_of(passphrase()));
        const auto made = must(identity_->prepare_account(centre(), person, is_staff, roles, login, secret, clock_.now()));
        must(store_->write(centre(), [&](store::Tx& tx) { return made.write(tx); }));
        const identity::SignedIn in = must(identity_->sign_in(centre(), login, secret, "test"));
        return {*router_, to_base64url(in.cookie.view()), in.principal};
    }

    ManualClock clock_{xinan::testing::kTestNow};
    std::unique_ptr<Random> random_ = system_random();  // Workers may ask at once; nothing here depends on its values.
    store::TestStore store_;
    crypto::MemoryKeyring keyring_;
    crypto::Vault vault_{keyring_, clock_, *random_};
    ledger::Ledger ledger_{*store_, vault_, clock_};
    access::Policy policy_;
    Messages messages_ = must(Messages::load(xinan::testing::repository_file("messages/zh.yaml"),
                                             xinan::testing::repository_file("messages/en.yaml")));
    Routes routes_;
    Env env_{*store_, vault_, ledger_, policy_, clock_, *random_, messages_};
    std::unique_ptr<identity::Identity> identity_;
    std::unique_ptr<Router> router_;
    int people_ = 0;
};

}  // namespace xinan::http::testing
