// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests, approvals and legal holds over HTTP on both engines, and their rules.
#include "capabilities/archive/archive.hpp"
#include "capabilities/archive/routes_file.hpp"
#include "capabilities/reception/testing.hpp"

namespace xinan::archive {
namespace {

using namespace xinan::reception::testing;
using access::Role;

// C5.4.5b, D1.3a: under a hold no time is over.
TEST(ArchiveHold, KeepsAFilePastItsTime) {
    const LocalDate until = xinan::testing::day(2036, 11, 23), before = xinan::testing::day(2036, 11, 22);
    EXPECT_FALSE(retention_over(until, State::active, before));
    EXPECT_TRUE(retention_over(until, State::active, until));
    EXPECT_FALSE(retention_over(until, State::legal_hold, until));
    EXPECT_EQ(decide_hold(State::active, State::legal_hold).verdict(), Verdict::permit);
    EXPECT_EQ(decide_hold(State::legal_hold, State::active).verdict(), Verdict::permit);
    EXPECT_EQ(decide_hold(State::legal_hold, State::legal_hold).findings().front().guard.name, "archive.held_already");
    EXPECT_EQ(decide_hold(State::active, State::active).findings().front().guard.name, "archive.not_held");
    EXPECT_EQ(decide_hold(State::active, State::active).clauses(), std::vector<std::string>{"C5.4.5b"});
}

class Requests : public CentreTest {
   protected:
    Requests() : CentreTest({.routes = {routes(), casework::routes()}, .rules = {rules(), casework::rules()}}), leader(app.staff({Role::leader})),
                 keeper(app.staff({Role::archive_keeper})), reader(app.staff({Role::supervisor})) {
        enlist(keeper, "何老师");
        enlist(reader, "周老师");
        const auto began = counsellor.post("/api/v1/sessions/unplanned",
                                           R"({"visitor":")" + visitor.text() + R"(","kind":"first_talk","reason":"自己走进来"})");
        if (began.status != 201) throw std::runtime_error(began.body);
        auto row = *read([&](store::Tx& tx) { return casework::open_case_of(tx, visitor); });
        row.closed_at = now();
        file = new_random<ArchiveFileId>(app.random());
        write([&](store::Tx& tx) { return on_case_closed(tx, row, now(), file); });
    }
    std::string path(std::string_view rest = {}) { return "/api/v1/archive-files/" + file.text() + std::string(rest); }
    static std::string of(const RequestView& request, std::string_view rest) { return "/api/v1/archive-requests/" + request.id.text() + std::string(rest); }
    std::string body(int days = 7) { return R"({"to":")" + staff_of(reader).text() + R"(","purpose":"supervision","days":)" + std::to_string(days) + "}"; }
    static bool says(const http::Response& reply, std::string_view text) { return reply.body.find(text) != std::string::npos; }
    RequestList list(http::testing::Browser& by) { return must(http::parse<RequestList>(by.get("/api/v1/archive-requests").body)); }
    void refused(const http::Response& reply, std::string_view code, std::string_view clause) {
        EXPECT_EQ(reply.status, 409) << reply.body;
        EXPECT_TRUE(says(reply, code)) << reply.body;
        EXPECT_TRUE(says(reply, clause)) << reply.body;
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(app.newest_deed().deed.code, code);
    }
    Browser leader, keeper, reader;
    ArchiveFileId file;
};
XINAN_ON_BOTH_ENGINES(Requests);

// D1.3c: asked for with purpose and time, approved by another, who reads nothing.
TEST_P(Requests, TheLeaderApprovesWhatTheKeeperEnters) {
    EXPECT_EQ(reader.get(path("/content")).status, 404);
    const auto asked = keeper.post(path("/requests"), body());
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(app.newest_deed().deed.action, "archive.grant.request");
    refused(keeper.post(path("/requests"), body()), "archive.requested_already", "D1.3c");
    const auto shown = leader.get("/api/v1/archive-requests");
    const auto open = must(http::parse<RequestList>(shown.body));
    ASSERT_EQ(open.items.size(), 1U);
    EXPECT_EQ(open.items.front().state, RequestState::open);
    EXPECT_EQ(open.items.front().number, "A-2026-0001");
    EXPECT_EQ(open.items.front().to_name, "周老师");
    EXPECT_FALSE(says(shown, "金丝雀"));
    EXPECT_EQ(reader.get(path("/content")).status, 404) << "asked is not approved";
    const auto approved = leader.post(of(open.items.front(), "/approve"), "{}");
    ASSERT_EQ(approved.status, 200) << approved.body;
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "archive.grant.add");
    EXPECT_EQ(deed.role, "leader");
    EXPECT_FALSE(deed.grant.is_zero());
    EXPECT_EQ(list(leader).items.front().state, RequestState::approved);
    EXPECT_TRUE(list(leader).items.front().until);
    EXPECT_EQ(reader.get(path("/content")).status, 200);
    EXPECT_EQ(leader.get(path("/content")).status, 403);
    refused(leader.post(of(open.items.front(), "/approve"), "{}"), "archive.request_decided", "D1.3c");
    app.clock().advance(Millis{60'000});
    EXPECT_EQ(leader.post(of(open.items.front(), "/end"), "{}").status, 200);
    EXPECT_EQ(app.newest_deed().deed.action, "archive.grant.end");
    EXPECT_EQ(reader.get(path("/content")).status, 404);
    refused(leader.post(of(open.items.front(), "/end"), "{}"), "archive.not_approved", "D1.3c");
}

TEST_P(Requests, ARefusedOneOpensNothingAndADirectGrantStandsInTheList) {
    ASSERT_EQ(keeper.post(path("/requests"), body()).status, 200);
    EXPECT_EQ(leader.post(of(list(leader).items.front(), "/refuse"), "{}").status, 200);
    EXPECT_EQ(app.newest_deed().deed.action, "archive.request.refuse");
    EXPECT_EQ(reader.get(path("/content")).status, 404);
    refused(leader.post(of(list(leader).items.front(), "/approve"), "{}"), "archive.request_decided", "D1.3c");
    app.clock().advance(Millis{60'000});
    EXPECT_EQ(leader.post(path("/grants"), body()).status, 201);
    const auto all = list(keeper);
    ASSERT_EQ(all.items.size(), 2U);
    EXPECT_EQ(all.items.front().state, RequestState::approved);
    EXPECT_EQ(keeper.post(path("/requests"), body(31)).status, 422) << "longer than a grant may last";
}

// The walls: who only approves sees which file it is; nobody else sees the list.
TEST_P(Requests, TheLeaderSeesNumbersNotVisitors) {
    const auto catalogue = leader.get("/api/v1/archive-files");
    ASSERT_EQ(catalogue.status, 200);
    EXPECT_TRUE(says(catalogue, "A-2026-0001"));
    EXPECT_TRUE(says(catalogue, R"("visitor_code":"")")) << catalogue.body;
    EXPECT_TRUE(says(catalogue, R"("may_open":false)"));
    EXPECT_FALSE(says(keeper.get("/api/v1/archive-files"), R"("visitor_code":"")"));
    for (const Role role : {Role::counsellor, Role::supervisor, Role::reception, Role::class_teacher, Role::finance, Role::system_admin, Role::auditor}) {
        SCOPED_TRACE(access::role_name(role));
        Browser other = app.staff({role});
        EXPECT_EQ(other.get("/api/v1/archive-requests").status, 403);
        EXPECT_EQ(other.post(path("/requests"), body()).status, 403);
        EXPECT_EQ(other.post(path("/hold"), R"({"reason":"法院来函"})").status, 403);
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    EXPECT_EQ(keeper.post(path("/hold"), R"({"reason":"法院来函"})").status, 403);
    EXPECT_EQ(leader.post("/api/v1/archive-requests/" + std::string(32, '1') + "/approve", "{}").status, 404);
    EXPECT_EQ(leader.post("/api/v1/archive-files/" + std::string(32, '1') + "/hold", R"({"reason":"法院来函"})").status, 404);
}

// C5.4.5b
TEST_P(Requests, AHoldIsSetAndLiftedWithAReason) {
    refused(leader.post(path("/lift-hold"), R"({"reason":"没有封存过"})"), "archive.not_held", "C5.4.5b");
    const auto held = leader.post(path("/hold"), R"({"reason":"CANARY-LAW 法院来函"})");
    ASSERT_EQ(held.status, 200) << held.body;
    EXPECT_TRUE(says(held, R"("state":"legal_hold")"));
    EXPECT_EQ(app.newest_deed().deed.action, "archive.hold.set");
    refused(leader.post(path("/hold"), R"({"reason":"再来一次"})"), "archive.held_already", "C5.4.5b");
    EXPECT_EQ(leader.post(path("/lift-hold"), R"({"reason":"案件已结"})").status, 200);
    EXPECT_EQ(app.newest_deed().deed.action, "archive.hold.lift");
    EXPECT_TRUE(says(keeper.get(path()), R"("state":"active")"));
    const auto rows = read([&](store::Tx& tx) { return tx.query({"test.scan", "SELECT reason_sealed FROM archive_hold WHERE centre_id = ?1"}); });
    ASSERT_EQ(rows.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(text_of(rows.bytes(i, 0)).find("CANARY"), std::string_view::npos);
    const auto bare = [&](std::string_view sql) {
        return xinan::testing::code_of(app.store().write(app.centre(), [&](store::Tx& tx) { return tx.run({"test.bare", sql}); }));
    };
    EXPECT_EQ(bare("UPDATE archive_hold SET kind = 'set' WHERE centre_id = ?1"), "archive.hold_is_immutable");
    EXPECT_EQ(bare("DELETE FROM archive_hold WHERE centre_id = ?1"), "archive.hold_is_immutable");
    ASSERT_EQ(keeper.post(path("/requests"), body()).status, 200);
    EXPECT_EQ(bare("UPDATE archive_request SET days = 30 WHERE centre_id = ?1"), "archive.request_is_kept");
    EXPECT_EQ(bare("DELETE FROM archive_request WHERE centre_id = ?1"), "archive.request_is_kept");
}

}  // namespace
}  // namespace xinan::archive
