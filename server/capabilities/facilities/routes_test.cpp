// SPDX-License-Identifier: AGPL-3.0-or-later
// Rooms: the rule as a table, the routes with status, body and ledger entry, on both engines.
#include "access/access_table.hpp"
#include "capabilities/facilities/rules.hpp"
#include "http/testing.hpp"

namespace xinan::facilities {
namespace {

using access::Role;
using http::Response;
using http::testing::Browser;
using http::testing::TestApp;
using testing::code_of;
using testing::must;

TEST(RoomRule, FollowsTheTable) {
    struct Row {
        std::string_view story;
        std::optional<Room> room;
        std::string_view guard;
        std::vector<std::string> clauses;
    };
    const Row table[] = {
        {"in use", Room{}, "", {}},
        {"closed", Room{{}, 1, "一号", RoomKind::counselling, "", false}, "facilities.room_closed", {"B1.f"}},
        {"unknown", std::nullopt, "facilities.unknown_room", {"A4.2a", "A8.2a", "C2.0a"}},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        Decision decision;
        check_room(decision, row.room);
        EXPECT_EQ(decision.verdict(), row.guard.empty() ? Verdict::permit : Verdict::refuse);
        if (row.guard.empty() || decision.findings().empty()) continue;
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_EQ(decision.clauses(), row.clauses);
    }
    EXPECT_EQ(must(clean_room({{}, 1, " 咨询室 一 ", RoomKind::group, "三楼", true})).name, "咨询室 一");
    EXPECT_EQ(code_of(clean_room({{}, 1, "   ", RoomKind::group, "", true})), "facilities.room_name");
    EXPECT_EQ(code_of(clean_room({{}, 1, "a\nb", RoomKind::group, "", true})), "facilities.room_name");
}

TEST(AccessTable, AgreesWithTheRules) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(testing::repository_file("tests/contract/access.csv")));
    const auto differences = access::check_access_table(policy, access::rows_of(table, "facilities."));
    EXPECT_TRUE(differences.empty()) << differences.size() << ": " << (differences.empty() ? "" : differences.front());
}

class RoomRoutes : public ::testing::TestWithParam<store::Engine> {
   protected:
    RoomRoutes() : app_(GetParam(), {.routes = {routes()}, .rules = {rules()}}) {}
    static std::string body(std::string_view name, bool in_use = true) {
        return R"({"name":")" + std::string(name) + R"(","kind":"counselling","place":"三楼","in_use":)" + (in_use ? "true}" : "false}");
    }
    static bool has_code(const Response& response, std::string_view code) {
        return response.body.find(R"("code":")" + std::string(code) + "\"") != std::string::npos;
    }
    TestApp app_;
    Browser desk_ = app_.staff({Role::reception});
};
XINAN_ON_BOTH_ENGINES(RoomRoutes);

TEST_P(RoomRoutes, ARoomIsEnteredChangedAndTakenOutOfUse) {
    const Response made = desk_.post("/api/v1/rooms", body("咨询室一"));
    ASSERT_EQ(made.status, 201) << made.body;
    const Room room = must(http::parse<Room>(made.body));
    auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.action, "facilities.room.add");
    EXPECT_EQ(deed.subjects, std::vector<ledger::Subject>{ledger::subject("room", room.id)});
    EXPECT_TRUE(has_code(desk_.post("/api/v1/rooms", body("咨询室一")), "facilities.room_name_taken"));
    EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
    const std::string path = "/api/v1/rooms/" + room.id.text();
    const Response closed = desk_.put(path, body("咨询室一", false), 1);
    ASSERT_EQ(closed.status, 200) << closed.body;
    EXPECT_EQ(must(http::parse<Room>(closed.body)).version, 2);
    EXPECT_EQ(app_.newest_deed().deed.action, "facilities.room.change");
    EXPECT_EQ(desk_.put(path, body("咨询室一"), 1).status, 412);
    EXPECT_EQ(desk_.put("/api/v1/rooms/" + new_random<RoomId>(app_.random()).text(), body("x"), 1).status, 404);
    const auto found = must(app_.store().read(app_.centre(), [&](store::Tx& tx) { return find_room(tx, room.id); }));
    Decision decision;
    check_room(decision, found);
    EXPECT_EQ(decision.verdict(), Verdict::refuse);
    EXPECT_NE(desk_.get("/api/v1/rooms").body.find("咨询室一"), std::string::npos);
}

TEST_P(RoomRoutes, NobodyElsePasses) {
    for (const Role role : {Role::class_teacher, Role::finance, Role::archive_keeper, Role::auditor}) {
        SCOPED_TRACE(access::role_name(role));
        Browser who = app_.staff({role});
        EXPECT_EQ(who.get("/api/v1/rooms").status, 403);
        EXPECT_EQ(who.post("/api/v1/rooms", body("x")).status, 403);
        EXPECT_EQ(who.put("/api/v1/rooms/" + std::string(32, '0'), body("x"), 1).status, 403);
        EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    EXPECT_EQ(app_.visitor().get("/api/v1/rooms").status, 403);
}

TEST_P(RoomRoutes, TheDatabaseKeepsEveryRoom) {
    ASSERT_EQ(desk_.post("/api/v1/rooms", body("咨询室一")).status, 201);
    static constexpr store::Sql kDelete{"test.delete", "DELETE FROM room WHERE centre_id = ?1"};
    static constexpr store::Sql kSkip{"test.skip", "UPDATE room SET version = version + 2 WHERE centre_id = ?1"};
    const auto run = [&](const store::Sql& sql) { return app_.store().write(app_.centre(), [&](store::Tx& tx) { return tx.run(sql); }); };
    EXPECT_EQ(code_of(run(kDelete)), "facilities.room_is_kept");
    EXPECT_EQ(code_of(run(kSkip)), "facilities.room_version");
}

}  // namespace
}  // namespace xinan::facilities
