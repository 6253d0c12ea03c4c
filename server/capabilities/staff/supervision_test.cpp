// SPDX-License-Identifier: AGPL-3.0-or-later
// Supervision: the rule as a table, and through HTTP on both engines.
#include <algorithm>

#include "capabilities/staff/routes_member.hpp"
#include "capabilities/staff/rules.hpp"
#include "http/testing.hpp"

namespace xinan::staff {
namespace {

using access::Role;
using http::Response;
using http::testing::Browser;
using http::testing::TestApp;
using testing::code_of;
using testing::must;

// C5.2.5b: a supervisor works here, has the hat and a key; nobody supervises himself.
TEST(SupervisionRule, FollowsTheTable) {
    struct Row {
        std::string_view story;
        void (*change)(SupervisionFacts&);
        std::string_view guard;
    };
    const Row table[] = {
        {"nothing stands in the way", [](auto&) {}, ""},
        {"oneself", [](auto& f) { f.same_person = true; }, "staff.own_supervisor"},
        {"without the hat", [](auto& f) { f.supervisor_has_hat = false; }, "staff.not_a_supervisor"},
        {"has left", [](auto& f) { f.supervisor_works_here = false; }, "staff.not_a_supervisor"},
        {"without a key", [](auto& f) { f.has_key = false; }, "staff.not_a_supervisor"},
        {"already", [](auto& f) { f.already = true; }, "staff.supervised_already"},
        {"the last place is taken", [](auto& f) { f.in_force = kSupervisorsMax; }, "staff.too_many_supervisors"},
        {"one place is left", [](auto& f) { f.in_force = kSupervisorsMax - 1; }, ""},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        SupervisionFacts facts;
        facts.supervisor_works_here = facts.supervisor_has_hat = facts.has_key = true;
        row.change(facts);
        const Decision decision = decide_supervision(facts);
        if (row.guard.empty()) {
            EXPECT_EQ(decision.verdict(), Verdict::permit);
            continue;
        }
        EXPECT_EQ(decision.verdict(), Verdict::refuse);
        ASSERT_EQ(decision.findings().size(), 1U);
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_EQ(decision.clauses(), std::vector<std::string>{"C5.2.5b"});
    }
}

class Supervision : public ::testing::TestWithParam<store::Engine> {
   protected:
    Supervision() : app_(GetParam(), {.routes = {routes()}, .rules = {rules()}}) {}
    StaffId added(std::string_view login, std::string_view roles) {
        const Response response = keeper_.post("/api/v1/staff", R"({"name":"老师","login":")" + std::string(login) + R"(","roles":)" + std::string(roles) +
                                                                    R"(,"fields":["emotion"],"practises":true,"passphrase":"four words that nobody knows"})");
        return must(http::parse<Staff>(response.body)).id;
    }
    static std::string path(StaffId of, std::string_view more = {}) { return "/api/v1/staff/" + of.text() + "/supervisors" + std::string(more); }
    static std::string body(StaffId who) { return R"({"supervisor":")" + who.text() + R"("})"; }
    void refused(const Response& reply, int status, std::string_view code) {
        EXPECT_EQ(reply.status, status) << reply.body;
        EXPECT_NE(reply.body.find(code), std::string::npos) << reply.body;
        EXPECT_NE(reply.body.find("C5.2.5b"), std::string::npos) << reply.body;
        EXPECT_EQ(app_.newest_deed().deed.code, code);
        EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    std::vector<StaffId> now_of(StaffId of) {
        return must(app_.store().read(app_.centre(), [&](store::Tx& tx) { return supervisors_of(tx, of, app_.clock().now()); }));
    }
    TestApp app_;
    Browser keeper_ = app_.staff({Role::leader});
};
XINAN_ON_BOTH_ENGINES(Supervision);

TEST_P(Supervision, TheLeaderNamesAndEnds) {
    const StaffId lin = added("lin", R"(["counsellor"])"), zhou = added("zhou", R"(["supervisor"])"), wang = added("wang", R"(["counsellor"])");
    const Response named = keeper_.post(path(lin), body(zhou));
    ASSERT_EQ(named.status, 200) << named.body;
    ASSERT_EQ(must(http::parse<SupervisorList>(named.body)).items.size(), 1U);
    const auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.action, "staff.supervisor.name");
    EXPECT_EQ(deed.subjects, (std::vector<ledger::Subject>{staff_subject(lin), staff_subject(zhou)}));
    EXPECT_EQ(now_of(lin), std::vector<StaffId>{zhou});
    refused(keeper_.post(path(lin), body(zhou)), 409, "staff.supervised_already");
    refused(keeper_.post(path(lin), body(lin)), 409, "staff.own_supervisor");
    refused(keeper_.post(path(lin), body(wang)), 409, "staff.not_a_supervisor");
    app_.clock().advance(Millis{60'000});
    EXPECT_EQ(keeper_.post(path(lin, "/" + zhou.text() + "/end"), "{}").status, 200);
    EXPECT_EQ(app_.newest_deed().deed.action, "staff.supervisor.end");
    EXPECT_TRUE(now_of(lin).empty());
    refused(keeper_.post(path(lin, "/" + zhou.text() + "/end"), "{}"), 409, "staff.not_supervised");
    // Named again later: both spans stay.
    app_.clock().advance(Millis{60'000});
    EXPECT_EQ(keeper_.post(path(lin), body(zhou)).status, 200);
    const auto list = must(http::parse<SupervisorList>(keeper_.get(path(lin)).body));
    ASSERT_EQ(list.items.size(), 2U);
    EXPECT_FALSE(list.items.front().until);
    EXPECT_TRUE(list.items.back().until);
    EXPECT_EQ(keeper_.get(path(new_random<StaffId>(app_.random()))).status, 404);
}

TEST_P(Supervision, WhoLosesTheHatSupervisesNobody) {
    const StaffId lin = added("lin", R"(["counsellor"])"), zhou = added("zhou", R"(["supervisor"])");
    ASSERT_EQ(keeper_.post(path(lin), body(zhou)).status, 200);
    ASSERT_EQ(keeper_.put("/api/v1/staff/" + zhou.text(), R"({"name":"老师","roles":["counsellor"],"fields":[],"practises":true,"active":true})", 1).status, 200);
    EXPECT_TRUE(now_of(lin).empty());
}

TEST_P(Supervision, NobodyElseNamesAndTheDatabaseKeepsIt) {
    const StaffId lin = added("lin", R"(["counsellor"])"), zhou = added("zhou", R"(["supervisor"])");
    for (const Role role : {Role::counsellor, Role::supervisor, Role::reception, Role::class_teacher, Role::finance, Role::archive_keeper,
                            Role::system_admin, Role::auditor}) {
        SCOPED_TRACE(access::role_name(role));
        Browser who = app_.staff({role});
        EXPECT_EQ(who.get(path(lin)).status, 403);
        EXPECT_EQ(who.post(path(lin), body(zhou)).status, 403);
        EXPECT_EQ(who.post(path(lin, "/" + zhou.text() + "/end"), "{}").status, 403);
        EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    ASSERT_EQ(keeper_.post(path(lin), body(zhou)).status, 200);
    const auto bare = [&](std::string_view sql) {
        return code_of(app_.store().write(app_.centre(), [&](store::Tx& tx) { return tx.run({"test.bare", sql}); }));
    };
    EXPECT_EQ(bare("DELETE FROM staff_supervisor WHERE centre_id = ?1"), "staff.supervision_is_kept");
    EXPECT_EQ(bare("UPDATE staff_supervisor SET from_at_ms = 1 WHERE centre_id = ?1"), "staff.supervision_is_kept");
    EXPECT_EQ(bare("UPDATE staff_supervisor SET until_at_ms = from_at_ms WHERE centre_id = ?1"), "");
    EXPECT_EQ(bare("UPDATE staff_supervisor SET until_at_ms = from_at_ms + 1 WHERE centre_id = ?1"), "staff.supervision_is_kept");
}

}  // namespace
}  // namespace xinan::staff
