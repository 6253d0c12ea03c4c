// SPDX-License-Identifier: AGPL-3.0-or-later
// The catalogue, content by relation or grant, and what the database refuses, over HTTP and on both engines.
#include "capabilities/archive/archive.hpp"
#include "capabilities/archive/store.hpp"
#include "capabilities/reception/testing.hpp"

namespace xinan::archive {
namespace {

using namespace xinan::reception::testing;
using access::Role;

class Files : public CentreTest {
   protected:
    Files() : CentreTest({.routes = {routes(), casework::routes()}, .rules = {rules(), casework::rules()}}), leader(app.staff({Role::leader})),
              keeper(app.staff({Role::archive_keeper})) {
        enlist(keeper, "何老师");
        file = filed(counsellor, visitor);
    }
    // A case that had a first talk, closed and filed.
    ArchiveFileId filed(Browser& by, PersonId whose) {
        const auto began = by.post("/api/v1/sessions/unplanned",
                                   R"({"visitor":")" + whose.text() + R"(","kind":"first_talk","reason":"CANARY-自己走进来"})");
        if (began.status != 201) throw std::runtime_error(began.body);
        const auto open = read([&](store::Tx& tx) { return casework::open_case_of(tx, whose); });
        case_id = open->id;
        const ArchiveFileId id = new_random<ArchiveFileId>(app.random());
        auto row = *open;
        row.closed_at = now();
        write([&](store::Tx& tx) { return on_case_closed(tx, row, now(), id); });
        return id;
    }
    std::string path(std::string_view rest = {}) { return "/api/v1/archive-files/" + file.text() + std::string(rest); }
    std::string grant_body(const Browser& to, int days = 7) {
        return R"({"to":")" + staff_of(to).text() + R"(","purpose":"supervision","days":)" + std::to_string(days) + "}";
    }
    static bool says(const http::Response& reply, std::string_view text) { return reply.body.find(text) != std::string::npos; }

    Browser leader, keeper;
    ArchiveFileId file;
    CaseId case_id;
};
XINAN_ON_BOTH_ENGINES(Files);

TEST_P(Files, AClosedCaseStandsInTheCatalogueWithoutANameForTenYears) {
    const auto list = keeper.get("/api/v1/archive-files");
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_TRUE(says(list, R"("number":"A-2026-0001")")) << list.body;
    EXPECT_TRUE(says(list, R"("retention_until":"2036-11-23")")) << "D1.3b, A1.4c, D1.3a";
    EXPECT_TRUE(says(list, R"("class":"counselling")"));
    EXPECT_TRUE(says(list, R"("may_open":false)")) << "a role opens screens, not content";
    EXPECT_FALSE(says(list, "金丝雀"));
    EXPECT_TRUE(says(counsellor.get("/api/v1/archive-files"), R"("may_open":true)"));
    EXPECT_FALSE(says(colleague.get("/api/v1/archive-files"), "A-2026-0001"));
    EXPECT_EQ(colleague.get(path()).status, 404);
    EXPECT_EQ(counsellor.get(path()).status, 200);
    EXPECT_EQ(keeper.get(path()).status, 200);
}

TEST_P(Files, NumbersRunPerYearAndPagesFollowTheCursor) {
    for (int i = 0; i < 41; ++i) (void)filed(counsellor, person("甲"));
    const auto first = keeper.get("/api/v1/archive-files");
    EXPECT_TRUE(says(first, "A-2026-0042"));
    EXPECT_FALSE(says(first, "A-2026-0002\""));
    const auto at = first.body.find(R"("next":")");
    ASSERT_NE(at, std::string::npos);
    const auto next = keeper.get("/api/v1/archive-files?after=" + first.body.substr(at + 8, first.body.find('"', at + 8) - at - 8));
    EXPECT_TRUE(says(next, "A-2026-0002\"")) << next.body;
    EXPECT_TRUE(says(next, R"("next":null)"));
    EXPECT_EQ(keeper.get("/api/v1/archive-files?after=x").status, 422);
}

TEST_P(Files, TheCounsellorOfTheCaseOpensItAndLeavesOneReadDeed) {
    const auto before = app.newest_deed().sequence;
    const auto content = counsellor.get(path("/content"));
    ASSERT_EQ(content.status, 200) << content.body;
    EXPECT_TRUE(says(content, R"("records":[])"));
    const auto deed = app.newest_deed();
    EXPECT_EQ(deed.sequence, before + 1);
    EXPECT_EQ(deed.deed.action, "archive.content.read");
    EXPECT_EQ(deed.deed.outcome, ledger::Outcome::read);
    ASSERT_EQ(deed.deed.subjects.size(), 3U);
    EXPECT_EQ(deed.deed.subjects[2], ledger::subject("person", visitor));
    EXPECT_TRUE(deed.deed.grant.is_zero());
}

// The whole way: a talk is recorded and signed, the case closes, and in the same act it is filed.
TEST_P(Files, ClosingACaseFilesItAndItsRecordStaysReadable) {
    casework::bind_case_closed(on_case_closed);
    const auto value = [](const http::Response& reply, const std::string& name) {
        const auto at = reply.body.find("\"" + name + "\":\"");
        if (at == std::string::npos) throw std::runtime_error(reply.body);
        return reply.body.substr(at + name.size() + 4, 32);
    };
    const auto if_match = [](int version) { return http::Headers{{"if-match", "\"v" + std::to_string(version) + "\""}}; };
    const auto began = counsellor.post("/api/v1/sessions/unplanned",
                                       R"({"visitor":")" + person("乙").text() + R"(","kind":"first_talk","reason":"自己走进来"})");
    ASSERT_EQ(began.status, 201) << began.body;
    const std::string session = "/api/v1/sessions/" + value(began, "id"), its_case = "/api/v1/cases/" + value(began, "case");
    ASSERT_EQ(counsellor.post(session + "/end", "").status, 201);
    const auto saved = counsellor.put(session + "/record",
                                      R"({"background":"初二","request":"CANARY-睡不着","theme":"睡眠","intervention":"倾听","method":"listening",)"
                                      R"("plan":"下周再谈","shared_summary":"一起看了作息","risk":"low"})", 0);
    ASSERT_EQ(saved.status, 200) << saved.body;
    const auto locked = counsellor.send("POST", session + "/record/sign", "", if_match(1));
    ASSERT_EQ(locked.status, 200) << locked.body;
    const std::string etag(counsellor.get(its_case).header("ETag"));
    const auto closed = counsellor.send("POST", its_case + "/close",
                                        R"({"summary":"CANARY-睡眠好转","outcome":"achieved","reason":"goal_met","aftercare":"none",)"
                                        R"("aftercare_note":"","override_reason":"只谈了一次"})", {{"if-match", etag}});
    ASSERT_EQ(closed.status, 200) << closed.body;
    EXPECT_EQ(app.newest_deed().deed.action, "casework.case.close");
    const auto list = keeper.get("/api/v1/archive-files");
    ASSERT_TRUE(says(list, "A-2026-0002")) << list.body;
    const auto content = counsellor.get("/api/v1/archive-files/" + value(list, "id") + "/content");
    ASSERT_EQ(content.status, 200) << content.body;
    EXPECT_TRUE(says(content, "CANARY-睡不着"));
    EXPECT_TRUE(says(content, "CANARY-睡眠好转"));
    EXPECT_TRUE(says(content, "陈老师"));
    EXPECT_TRUE(in_plain({"CANARY", "睡不着", "睡眠好转"}).empty());
}

TEST_P(Files, AGrantOpensOneFileForItsTimeAndTheDeedNamesIt) {
    EXPECT_EQ(colleague.get(path("/content")).status, 404);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    const auto made = leader.post(path("/grants"), grant_body(colleague));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(app.newest_deed().deed.action, "archive.grant.add");
    EXPECT_EQ(colleague.get(path("/content")).status, 200);
    EXPECT_FALSE(app.newest_deed().deed.grant.is_zero());
    EXPECT_EQ(leader.get(path("/content")).status, 403) << "who approves reads nothing";
    app.clock().advance(Millis{7LL * 24 * 3'600'000});
    must(app.store().read(app.centre(), [&](store::Tx& tx) -> Result<void> {
        EXPECT_FALSE(TRY(access::grant_in_force(tx, colleague.who().subject.person, "archive.content.read", "archive_file", any(file), now())));
        return {};
    }));
}

TEST_P(Files, NoGrantPassesTheWallOrLastsLongerThanAMonth) {
    for (const Role role : {Role::class_teacher, Role::leader, Role::finance, Role::system_admin}) {
        const Browser other = app.staff({role});
        const auto refused = leader.post(path("/grants"), grant_body(other));
        EXPECT_EQ(refused.status, 409) << refused.body;
        for (const char* clause : {"C5.4.2b", "C1.5g"}) EXPECT_TRUE(says(refused, clause)) << role_name(role);
        EXPECT_TRUE(says(refused, R"("overridable":false)"));
        EXPECT_EQ(app.newest_deed().deed.code, "archive.grant_wall");
    }
    const auto long_one = leader.post(path("/grants"), grant_body(colleague, 31));
    EXPECT_EQ(long_one.status, 422);
    EXPECT_TRUE(says(long_one, "D1.3c"));
    const auto self = leader.post(path("/grants"), grant_body(leader));
    EXPECT_TRUE(says(self, "C5.4.2b"));
    EXPECT_EQ(counsellor.post(path("/grants"), grant_body(colleague)).status, 403) << "only the leader approves";
    // D5.2d: named people only; A7.3b: and of those only who reads files in the course of their work.
    const auto nobody = leader.post(path("/grants"), R"({"to":")" + new_random<StaffId>(app.random()).text() + R"(","purpose":"law","days":1})");
    EXPECT_EQ(nobody.status, 422);
    EXPECT_TRUE(says(nobody, "archive.grant_to_unknown")) << nobody.body;
    EXPECT_TRUE(says(nobody, "D5.2d"));
    const auto at_the_desk = leader.post(path("/grants"), grant_body(app.staff({Role::reception})));
    EXPECT_EQ(at_the_desk.status, 409);
    EXPECT_TRUE(says(at_the_desk, "A7.3b")) << at_the_desk.body;
    EXPECT_EQ(app.newest_deed().deed.code, "archive.grant_role");
}

TEST_P(Files, TheKeeperOpensWhatIsInHisCustody) {
    EXPECT_EQ(keeper.get(path("/content")).status, 404);
    const std::string to_keeper = R"({"to":")" + staff_of(keeper).text() + R"("})";
    const std::string to_colleague = R"({"to":")" + staff_of(colleague).text() + R"("})";
    EXPECT_EQ(colleague.post(path("/custody"), to_keeper).status, 404);
    const auto wrong = counsellor.post(path("/custody"), to_colleague);
    EXPECT_EQ(wrong.status, 409);
    for (const char* clause : {"A2.5a", "A6.3a", "A7.3a"}) EXPECT_TRUE(says(wrong, clause)) << wrong.body;
    EXPECT_EQ(app.newest_deed().deed.code, "archive.custody_role");
    const auto given = counsellor.post(path("/custody"), to_keeper);
    ASSERT_EQ(given.status, 200) << given.body;
    EXPECT_TRUE(says(given, "何老师"));
    EXPECT_EQ(app.newest_deed().deed.action, "archive.custody.give");
    EXPECT_EQ(keeper.get(path("/content")).status, 200);
    EXPECT_EQ(leader.post(path("/custody"), to_keeper).status, 409) << "already theirs";
    Browser second = app.staff({Role::archive_keeper});
    enlist(second, "许老师");
    app.clock().advance(Millis{1'000});
    EXPECT_EQ(leader.post(path("/custody"), R"({"to":")" + staff_of(second).text() + R"("})").status, 200);
    app.clock().advance(Millis{1'000});
    EXPECT_EQ(keeper.get(path("/content")).status, 404) << "custody has passed on";
    EXPECT_EQ(second.get(path("/content")).status, 200);
}

TEST_P(Files, NobodyElseLearnsOfAFile) {
    for (const Role role : {Role::class_teacher, Role::finance, Role::system_admin, Role::reception, Role::auditor}) {
        Browser other = app.staff({role});
        EXPECT_EQ(other.get("/api/v1/archive-files").status, 403) << role_name(role);
        EXPECT_EQ(other.get(path()).status, 403) << role_name(role);
        EXPECT_EQ(other.get(path("/content")).status, 403) << role_name(role);
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    EXPECT_EQ(leader.get(path()).status, 200);  // a number to approve, without the visitor's code
    EXPECT_EQ(leader.get(path("/content")).status, 403);
    const auto not_mine = colleague.get(path("/content"));
    const auto no_such = colleague.get("/api/v1/archive-files/" + new_random<ArchiveFileId>(app.random()).text() + "/content");
    EXPECT_EQ(not_mine.status, no_such.status);
    EXPECT_EQ(not_mine.body.size(), no_such.body.size());
    EXPECT_EQ(app.visitor().get(path("/content")).status, 403);
    EXPECT_EQ(app.nobody().get(path("/content")).status, 401);
}

// D1.3b, A1.4c: INVARIANT of the database itself, whatever the code does.
TEST_P(Files, TheDatabaseKeepsEveryFileForItsTime) {
    static constexpr store::Sql kDelete{"test.delete", "DELETE FROM archive_file WHERE centre_id = ?1"};
    static constexpr store::Sql kShorter{"test.shorter", "UPDATE archive_file SET retention_until_on = 20361122, version = version + 1 WHERE centre_id = ?1"};
    static constexpr store::Sql kLonger{"test.longer", "UPDATE archive_file SET retention_until_on = 20461123, version = version + 1 WHERE centre_id = ?1"};
    static constexpr store::Sql kBack{"test.back", "UPDATE archive_file SET retention_until_on = 20361123, version = version + 1 WHERE centre_id = ?1"};
    static constexpr store::Sql kCode{"test.code", "UPDATE archive_file SET case_code = 'C-1', version = version + 1 WHERE centre_id = ?1"};
    EXPECT_EQ(code_of(try_write([](store::Tx& tx) { return tx.run(kDelete); })), "archive.file_is_kept");
    EXPECT_EQ(code_of(try_write([](store::Tx& tx) { return tx.run(kShorter); })), "archive.retention_is_not_shortened");
    EXPECT_EQ(code_of(try_write([](store::Tx& tx) { return tx.run(kLonger); })), "");
    EXPECT_EQ(code_of(try_write([](store::Tx& tx) { return tx.run(kBack); })), "archive.retention_is_not_shortened");
    EXPECT_EQ(code_of(try_write([](store::Tx& tx) { return tx.run(kCode); })), "archive.entry_is_immutable");
    // Two files of one case.
    const auto row = read([&](store::Tx& tx) { return casework::find_case(tx, case_id); });
    EXPECT_EQ(code_of(try_write([&](store::Tx& tx) { return on_case_closed(tx, *row, now(), new_random<ArchiveFileId>(app.random())); })),
              "archive.already_filed");
}

TEST_P(Files, NoWordStandsInPlain) {
    std::size_t searched = 0;
    EXPECT_TRUE(in_plain({"CANARY", "自己走进来", "金丝雀"}, &searched).empty());
    EXPECT_GT(searched, 50U);
}

TEST(ArchivePolicy, AgreesWithTheTableWrittenByHand) {
    for (const std::string& finding : table_findings(rules(), "archive.")) ADD_FAILURE() << finding;
}

}  // namespace
}  // namespace xinan::archive
