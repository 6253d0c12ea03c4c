// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures and help numbers over HTTP: status, body and deed, who may, and that the next request meets the new figure.
#include "capabilities/governance/governance.hpp"
#include "http/testing.hpp"

namespace xinan::governance {
namespace {

using access::Role;
using http::Response;
using http::testing::Browser;
using http::testing::TestApp;
using store::Origin;
using store::SettingSpec;
using testing::must;

constexpr SettingSpec kBuffer{"scheduling.buffer_after", "minutes", 15, 0, 60, "B2.1.1e", Origin::standard};
constexpr SettingSpec kNotice{"archive.notice_days", "days", 7, 1, 30, "D1.3b", Origin::source};
constexpr SettingSpec kHard{"casework.high_risk_guard", "strength", 0, 0, 2, "A1.1d", Origin::standard};
constexpr SettingSpec kMark{"audit.demo_centre", "mark", 0, 0, 1, "", Origin::standard};

std::vector<SettingSpec> some() { return {kBuffer, kNotice, kHard, kMark}; }

class Governance : public ::testing::TestWithParam<store::Engine> {
   protected:
    Governance() : app_(GetParam(), {.routes = {routes()}, .rules = {rules()}}) { bind_settings(some); }
    static bool says(const Response& reply, std::string_view text) { return reply.body.find(text) != std::string::npos; }
    Response set(Browser& who, std::string_view key, std::int64_t value, std::int64_t version, std::string_view from = "") {
        std::string body = R"({"key":")" + std::string(key) + R"(","value":)" + std::to_string(value);
        if (!from.empty()) body += R"(,"valid_from":")" + std::string(from) + "\"";
        return who.put("/api/v1/settings", body + "}", version);
    }
    std::int64_t in_force(const SettingSpec& spec, Millis later = Millis{0}) {
        return must(app_.store().read(app_.centre(), [&](store::Tx& tx) { return store::setting(tx, spec, app_.clock().now() + later); }));
    }
    ledger::Deed newest() { return app_.newest_deed().deed; }
    TestApp app_;
    Browser leader_ = app_.staff({Role::leader});
};
XINAN_ON_BOTH_ENGINES(Governance);

TEST_P(Governance, EveryFigureIsShownWithItsBoundsAndClause) {
    const Response list = leader_.get("/api/v1/settings");
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_TRUE(says(list, R"("version":1)"));
    EXPECT_TRUE(says(list, R"("key":"scheduling.buffer_after","title":"会谈之后留出的时间","unit":"minutes","value":15,"standard":15,"min":0,"max":60,"fixed":false,"clause":"B2.1.1e","origin":"standard")")) << list.body;
    EXPECT_TRUE(says(list, R"("value":7,"standard":7,"min":7,"max":30,"fixed":false,"clause":"D1.3b","origin":"source")")) << "cut by its source";
    EXPECT_TRUE(says(list, R"("min":0,"max":0,"fixed":true,"clause":"A1.1d")")) << "a hard guard stays hard";
    EXPECT_FALSE(says(list, "demo_centre"));
}

TEST_P(Governance, AChangedFigureActsOnTheNextRequest) {
    const Response set_now = set(leader_, kBuffer.key, 20, 1);
    ASSERT_EQ(set_now.status, 200) << set_now.body;
    EXPECT_EQ(in_force(kBuffer), 20);
    EXPECT_TRUE(says(set_now, R"("version":2)"));
    EXPECT_TRUE(says(set_now, R"("value":20,"standard":15)"));
    auto deed = newest();
    EXPECT_EQ(deed.action, "governance.setting.change");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(deed.role, "leader");
    EXPECT_EQ(deed.clauses, (std::vector<std::string>{"B2.1.1e", "A1.0a"}));
    EXPECT_NE(deed.object_hash, (std::array<std::uint8_t, 32>{}));
    ASSERT_EQ(deed.subjects.size(), 1U);
    const auto subject = deed.subjects.front();
    EXPECT_EQ(subject.kind, "setting");
    // A later date waits, and the newer list must have been read.
    const std::string date = to_iso(app_.clock().now() + Millis{7LL * 86'400'000});
    EXPECT_EQ(set(leader_, kBuffer.key, 30, 1, date).status, 412) << "somebody changed it since";
    EXPECT_EQ(newest().outcome, ledger::Outcome::refused);
    const Response later = set(leader_, kBuffer.key, 30, 2, date);
    ASSERT_EQ(later.status, 200) << later.body;
    EXPECT_EQ(newest().subjects.front(), subject) << "the same figure";
    EXPECT_TRUE(says(later, R"("planned":[{"value":30,)")) << later.body;
    EXPECT_EQ(in_force(kBuffer), 20);
    EXPECT_EQ(in_force(kBuffer, Millis{8LL * 86'400'000}), 30);
    EXPECT_EQ(set(leader_, kBuffer.key, 10, 3, "2020-01-01T00:00:00Z").status, 422) << "the past is not rewritten";
    EXPECT_EQ(set(leader_, kBuffer.key, 61, 3).status, 422);
}

TEST_P(Governance, LoosenessAndHardGuardsAreRefusedWithTheClauseAndADeed) {
    struct Row { std::string_view key; std::int64_t value; std::string_view code, clause; };
    for (const Row& row : {Row{kNotice.key, 6, "settings.below_source", "D1.3b"}, Row{kHard.key, 1, "governance.fixed", "A1.1d"}}) {
        const Response refused = set(leader_, row.key, row.value, 1);
        EXPECT_EQ(refused.status, 409) << refused.body;
        EXPECT_TRUE(says(refused, row.code)) << refused.body;
        EXPECT_TRUE(says(refused, row.clause)) << refused.body;
        const auto deed = newest();
        EXPECT_EQ(deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(deed.code, row.code);
        EXPECT_NE(std::ranges::find(deed.clauses, std::string(row.clause)), deed.clauses.end());
    }
    EXPECT_EQ(in_force(kNotice), 7);
    EXPECT_EQ(in_force(kHard), 0);
    EXPECT_EQ(set(leader_, kMark.key, 1, 1).status, 409) << "nobody passes an invented centre off as a real one";
    EXPECT_EQ(set(leader_, "no.such_figure", 1, 1).status, 404);
    EXPECT_EQ(leader_.send("PUT", "/api/v1/settings", R"({"key":"scheduling.buffer_after","value":1})").status, 422) << "without If-Match";
}

TEST_P(Governance, HelpNumbersAreTheCentresOwnOrTheStandardOnes) {
    const Response before = leader_.get("/api/v1/help-numbers");
    EXPECT_TRUE(says(before, R"("own":false)")) << before.body;
    EXPECT_TRUE(says(before, "12356"));
    const std::string own = R"({"items":[{"label_zh":"校内值班","label_en":"On call at school","number":"010-5555 0101"},{"label_zh":"报警","label_en":"Police","number":"110"}]})";
    const Response set_own = leader_.put("/api/v1/help-numbers", own, 1);
    ASSERT_EQ(set_own.status, 200) << set_own.body;
    EXPECT_EQ(newest().action, "governance.help_number.change");
    const auto shown = must(app_.store().read(app_.centre(), [](store::Tx& tx) { return help_numbers(tx); }));
    ASSERT_EQ(shown.size(), 2U);
    EXPECT_EQ(shown.front().number, "010-5555 0101");
    EXPECT_EQ(leader_.put("/api/v1/help-numbers", own, 1).status, 412);
    EXPECT_EQ(leader_.put("/api/v1/help-numbers", R"({"items":[{"label_zh":"x","label_en":"x","number":"call me"}]})", 2).status, 422);
    ASSERT_EQ(leader_.put("/api/v1/help-numbers", R"({"items":[]})", 2).status, 200);
    EXPECT_EQ(must(app_.store().read(app_.centre(), [](store::Tx& tx) { return help_numbers(tx); })).size(), 4U) << "the standard ones again";
}

TEST_P(Governance, NobodyElsePasses) {
    for (const Role role : {Role::counsellor, Role::reception, Role::class_teacher, Role::finance, Role::archive_keeper, Role::supervisor}) {
        SCOPED_TRACE(access::role_name(role));
        Browser who = app_.staff({role});
        EXPECT_EQ(who.get("/api/v1/settings").status, 403);
        EXPECT_EQ(who.get("/api/v1/help-numbers").status, 403);
        EXPECT_EQ(set(who, kBuffer.key, 20, 1).status, 403);
        EXPECT_EQ(who.put("/api/v1/help-numbers", R"({"items":[]})", 1).status, 403);
        EXPECT_EQ(newest().outcome, ledger::Outcome::refused);
    }
    Browser auditor = app_.staff({Role::auditor});
    EXPECT_EQ(auditor.get("/api/v1/settings").status, 200) << "whoever examines may look";
    EXPECT_EQ(set(auditor, kBuffer.key, 20, 1).status, 403);
    EXPECT_EQ(app_.visitor().get("/api/v1/settings").status, 403);
    EXPECT_EQ(app_.nobody().get("/api/v1/settings").status, 401);
    EXPECT_EQ(in_force(kBuffer), 15);
}

}  // namespace
}  // namespace xinan::governance
