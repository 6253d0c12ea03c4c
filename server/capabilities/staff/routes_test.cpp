// SPDX-License-Identifier: AGPL-3.0-or-later
// Staff over HTTP and in the database, on both engines: status, body, ledger entry, refusals, and facts for bookings.
#include <algorithm>

#include "capabilities/staff/routes_member.hpp"
#include "capabilities/staff/store.hpp"
#include "http/testing.hpp"

namespace xinan::staff {
namespace {

using access::Role;
using http::Response;
using http::testing::Browser;
using http::testing::TestApp;
using testing::code_of;
using testing::day;
using testing::must;

const LocalDate kToday = day(2026, 11, 23);

class StaffRoutes : public ::testing::TestWithParam<store::Engine> {
   protected:
    StaffRoutes() : app_(GetParam(), {.routes = {routes()}, .rules = {rules()}}) {}

    static std::string body(std::string_view name, std::string_view login, std::string_view roles = R"(["counsellor"])") {
        return R"({"name":")" + std::string(name) + R"(","login":")" + std::string(login) + R"(","roles":)" + std::string(roles) +
               R"(,"fields":["emotion","crisis"],"practises":true,"passphrase":"four words that nobody knows"})";
    }
    static std::string change(std::string_view name, std::string_view roles, bool active = true) {
        return R"({"name":")" + std::string(name) + R"(","roles":)" + std::string(roles) + R"(,"fields":["study"],"practises":true,"active":)" +
               (active ? "true}" : "false}");
    }
    Staff added(std::string_view name, std::string_view login, std::string_view roles = R"(["counsellor"])") {
        const Response response = keeper_.post("/api/v1/staff", body(name, login, roles));
        EXPECT_EQ(response.status, 201) << response.body;
        return must(http::parse<Staff>(response.body));
    }
    Browser signed_in(std::string_view login) {
        const SecretBytes secret(view_of(std::string_view("four words that nobody knows")));
        const auto in = must(app_.identity().sign_in(app_.centre(), std::string(login), secret, "test"));
        return {app_.router(), to_base64url(in.cookie.view()), in.principal};
    }
    static std::string path(StaffId id, std::string_view more = "") { return "/api/v1/staff/" + id.text() + std::string(more); }
    static bool has_code(const Response& response, std::string_view code) {
        return response.body.find(R"("code":")" + std::string(code) + "\"") != std::string::npos;
    }
    CounsellorFacts facts(StaffId id, std::optional<PersonId> visitor, std::optional<ClassId> in, LocalDate on = kToday) {
        return must(app_.store().read(app_.centre(), [&](store::Tx& tx) { return counsellor_facts(tx, id, visitor, in, on); }));
    }
    template <class F>
    auto write(F f) { return app_.store().write(app_.centre(), std::move(f)); }

    TestApp app_;
    Browser keeper_ = app_.staff({Role::leader});
};
XINAN_ON_BOTH_ENGINES(StaffRoutes);

TEST_P(StaffRoutes, AMemberIsEnteredWithAnAccountAndADeed) {
    const Staff made = added("林老师", "lin");
    EXPECT_EQ(made.roles, std::vector<std::string>{"counsellor"});
    EXPECT_EQ(made.fields, (std::vector<Field>{Field::emotion, Field::crisis}));
    const auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.action, "staff.member.add");
    EXPECT_EQ(deed.subjects, std::vector<ledger::Subject>{staff_subject(made.id)});
    Browser lin = signed_in("lin");
    const auto counsellors = must(http::parse<CounsellorList>(lin.get("/api/v1/counsellors").body));
    ASSERT_EQ(counsellors.items.size(), 1U);
    EXPECT_EQ(counsellors.items.front().name, "林老师");
    EXPECT_EQ(must(names(app_.env(), app_.centre())).front().name, "林老师");
    EXPECT_TRUE(has_code(keeper_.post("/api/v1/staff", body("另一位", "lin")), "identity.login_taken"));
    EXPECT_TRUE(has_code(keeper_.post("/api/v1/staff", body("某人", "some", R"(["visitor"])")), "staff.roles"));
    EXPECT_TRUE(has_code(keeper_.post("/api/v1/staff", body("某人", "some", R"(["king"])")), "staff.roles"));
}

TEST_P(StaffRoutes, NamesOfAFewAreThoseAndNoOthers) {
    const Staff lin = added("林老师", "lin"), zhou = added("周老师", "zhou"), wu = added("吴老师", "wu");
    const std::vector<StaffId> asked{zhou.id, StaffId{}, lin.id};  // one of them nobody
    const auto some = must(names_of(app_.env(), app_.centre(), asked));
    ASSERT_EQ(some.size(), 2U);
    EXPECT_EQ(name_in(some, zhou.id), "周老师");
    EXPECT_EQ(name_in(some, lin.id), "林老师");
    EXPECT_EQ(name_in(some, wu.id), "");
    const auto many = must(names_of(app_.env(), app_.centre(), std::vector<StaffId>(300, wu.id)));  // more than one operation may ask
    EXPECT_EQ(name_in(many, wu.id), "吴老师");
}

TEST_P(StaffRoutes, TheListIsABoardOfPersonalData) {
    const Staff made = added("林老师", "lin");
    EXPECT_EQ(keeper_.post(path(made.id, "/credentials"), R"({"kind":"degree","number":"D-1","expires_on":"2026-11-22"})").status, 201);
    EXPECT_EQ(keeper_.post(path(made.id, "/credentials"), R"({"kind":"society_register","number":"S-2","expires_on":"2027-01-01"})").status, 201);
    EXPECT_TRUE(has_code(keeper_.post(path(made.id, "/credentials"), R"({"kind":"licence","number":"x"})"), "staff.credential_kind"));
    const auto before = app_.deeds().size();
    const auto list = must(http::parse<StaffList>(keeper_.get("/api/v1/staff").body));
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().login, "lin");
    ASSERT_TRUE(list.items.front().credential);
    EXPECT_EQ(list.items.front().credential->number.reveal(), "S-2");
    EXPECT_FALSE(list.items.front().credential->expired);
    EXPECT_EQ(app_.deeds().size(), before + 1);
    EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::read);
    keeper_.get("/api/v1/staff");
    EXPECT_EQ(app_.deeds().size(), before + 1) << "the same board within 15 minutes";
}

TEST_P(StaffRoutes, HatsChangeAtOnceAndTheLastKeeperStays) {
    const Staff made = added("林老师", "lin", R"(["leader","counsellor"])");
    const Response changed = keeper_.put(path(made.id), change("林校长", R"(["leader"])"), 1);
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(must(http::parse<Staff>(changed.body)).roles, std::vector<std::string>{"leader"});
    EXPECT_EQ(app_.newest_deed().deed.action, "staff.member.change");
    const Response last = keeper_.put(path(made.id), change("林校长", R"(["counsellor"])"), 2);
    EXPECT_EQ(last.status, 409);
    EXPECT_TRUE(has_code(last, "staff.last_keeper"));
    EXPECT_EQ(app_.newest_deed().deed.code, "staff.last_keeper");
    added("王老师", "wang", R"(["system_admin"])");
    EXPECT_EQ(keeper_.put(path(made.id), change("林校长", R"(["counsellor"])", false), 2).status, 200);
    EXPECT_EQ(keeper_.put(path(made.id), change("林校长", R"(["counsellor"])"), 2).status, 412);
    const SecretBytes secret(view_of(std::string_view("four words that nobody knows")));
    EXPECT_FALSE(app_.identity().sign_in(app_.centre(), "lin", secret, "test").ok());
    EXPECT_EQ(keeper_.put(path(new_random<StaffId>(app_.random())), change("某人", R"(["counsellor"])"), 1).status, 404);
}

// A1.2c: head of the class on that day, or declared; merely teaching is none.
TEST_P(StaffRoutes, FactsKnowWhoHeadedTheClassThen) {
    const StaffId lin = added("林老师", "lin").id;
    const auto in = new_random<ClassId>(app_.random());
    const auto visitor = new_random<PersonId>(app_.random());
    const auto duty = [&](std::string_view kind, std::string_view dates) {
        return keeper_.post(path(lin, "/classes"), R"({"class":")" + in.text() + R"(","kind":")" + std::string(kind) + "\"," + std::string(dates) + "}");
    };
    EXPECT_EQ(duty("subject", R"("from":"2025-09-01")").status, 201);
    EXPECT_TRUE(facts(lin, visitor, in).merely_teaches);
    EXPECT_FALSE(facts(lin, visitor, in).head_teacher_of_visitor);
    EXPECT_EQ(duty("head", R"("from":"2025-09-01")").status, 201);
    EXPECT_TRUE(has_code(duty("head", R"("from":"2025-09-02")"), "staff.class_span")) << "one open duty of a kind";
    EXPECT_TRUE(facts(lin, visitor, in).head_teacher_of_visitor);
    EXPECT_EQ(duty("head", R"("from":"2025-09-01","until":"2026-09-01")").status, 201);
    EXPECT_FALSE(facts(lin, visitor, in).head_teacher_of_visitor);
    EXPECT_TRUE(facts(lin, visitor, in, day(2026, 8, 31)).head_teacher_of_visitor);
    EXPECT_FALSE(facts(lin, visitor, std::nullopt).merely_teaches);
    const auto heads = [&](LocalDate on) { return must(app_.store().read(app_.centre(), [&](store::Tx& tx) { return heads_of(tx, in, on); })); };
    EXPECT_EQ(heads(day(2026, 8, 31)), std::vector<StaffId>{lin});
    EXPECT_TRUE(heads(kToday).empty());
    EXPECT_EQ(keeper_.get(path(lin, "/classes")).status, 200);
    EXPECT_FALSE(facts(new_random<StaffId>(app_.random()), visitor, in).known);
    EXPECT_FALSE(facts(lin, std::nullopt, std::nullopt).has_credential);
}

// C1.10b: a counsellor declares for himself; nobody else's file is known to him.
TEST_P(StaffRoutes, ACounsellorDeclaresAConflictForHimself) {
    const StaffId lin = added("林老师", "lin").id, wang = added("王老师", "wang").id;
    const auto visitor = new_random<PersonId>(app_.random());
    const std::string declaration = R"({"person":")" + visitor.text() + R"(","kind":"friend"})";
    Browser browser = signed_in("lin");
    EXPECT_EQ(browser.post(path(wang, "/conflicts"), declaration).status, 404);
    EXPECT_EQ(browser.post(path(lin, "/conflicts"), declaration).status, 204);
    EXPECT_EQ(app_.newest_deed().deed.action, "staff.conflict.declare");
    EXPECT_EQ(facts(lin, visitor, std::nullopt).conflict_kind, ConflictKind::friend_);
    EXPECT_FALSE(facts(wang, visitor, std::nullopt).conflict_declared);
    EXPECT_FALSE(facts(lin, new_random<PersonId>(app_.random()), std::nullopt).conflict_declared);
    EXPECT_EQ(browser.post(path(lin, "/credentials"), R"({"kind":"degree","number":"D-1"})").status, 201);
    EXPECT_EQ(browser.post(path(wang, "/credentials"), R"({"kind":"degree","number":"D-1"})").status, 404);
    EXPECT_TRUE(facts(lin, visitor, std::nullopt).has_credential);
    EXPECT_EQ(facts(lin, visitor, std::nullopt).credential_expires, std::nullopt);
}

TEST_P(StaffRoutes, NobodyElsePasses) {
    const StaffId lin = added("林老师", "lin").id;
    for (const Role role : {Role::counsellor, Role::reception, Role::class_teacher, Role::finance, Role::archive_keeper,
                            Role::supervisor, Role::auditor}) {
        SCOPED_TRACE(access::role_name(role));
        Browser who = app_.staff({role});
        EXPECT_EQ(who.get("/api/v1/staff").status, 403);
        EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(who.post("/api/v1/staff", body("某人", "some")).status, 403);
        EXPECT_EQ(who.put(path(lin), change("某人", R"(["leader"])"), 1).status, 403);
        EXPECT_EQ(who.post(path(lin, "/classes"), R"({"class":")" + std::string(32, '1') + R"(","kind":"head","from":"2026-01-01"})").status, 403);
    }
    Browser visitor = app_.visitor();
    EXPECT_EQ(visitor.get("/api/v1/staff").status, 403);
    EXPECT_EQ(visitor.get("/api/v1/counsellors").status, 200);
    EXPECT_EQ(app_.nobody().get("/api/v1/counsellors").status, 401);
}

TEST_P(StaffRoutes, TheDatabaseKeepsEveryMemberAndNoName) {
    added("金丝雀", "lin");
    static constexpr store::Sql kDelete{"test.delete", "DELETE FROM staff_member WHERE centre_id = ?1"};
    static constexpr store::Sql kSkip{"test.skip", "UPDATE staff_member SET version = version + 2 WHERE centre_id = ?1"};
    static constexpr store::Sql kNames{"test.names", "SELECT name_sealed FROM staff_member WHERE centre_id = ?1"};
    EXPECT_EQ(code_of(write([](store::Tx& tx) { return tx.run(kDelete); })), "staff.member_is_kept");
    EXPECT_EQ(code_of(write([](store::Tx& tx) { return tx.run(kSkip); })), "staff.version");
    const auto found = must(app_.store().read(app_.centre(), [](store::Tx& tx) { return tx.query(kNames); }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(text_of(found.bytes(0, 0)).find("金丝雀"), std::string_view::npos);
}

}  // namespace
}  // namespace xinan::staff
