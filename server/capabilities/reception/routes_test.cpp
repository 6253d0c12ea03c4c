// SPDX-License-Identifier: AGPL-3.0-or-later
// The desk over HTTP, on both engines: status, body and deed; who may not; what the database refuses.
#include "capabilities/reception/testing.hpp"

namespace xinan::reception {
namespace {

using namespace xinan::reception::testing;
using scheduling::State;

class Desk : public CentreTest {
   protected:
    Desk() : CentreTest({.routes = {routes()}, .rules = {rules()}}) {}
    http::Response act(Browser& by, AppointmentId id, std::string_view what, std::int64_t version, std::string body = {}) {
        return by.send("POST", "/api/v1/board/" + id.text() + "/" + std::string(what), std::move(body),
                       {{"if-match", "\"v" + std::to_string(version) + "\""}});
    }
    static bool says(const http::Response& reply, std::string_view text) { return reply.body.find(text) != std::string::npos; }
};
XINAN_ON_BOTH_ENGINES(Desk);

TEST_P(Desk, TheBoardShowsTheDayByStageAndNoContent) {
    const auto first = booked(visitor, staff_of(counsellor), Millis{3'600'000});
    const auto by_phone = called(staff_of(colleague), Millis{3'600'000});
    const CaseId case_id = new_random<CaseId>(app.random());
    write([&](store::Tx& tx) -> Result<void> {
        (void)TRY(scheduling::take_step(tx, {first.id, 0, State::arrived, scheduling::IdentityMeans::pupil_card, {}}, now()));
        (void)TRY(scheduling::take_step(tx, {first.id, 0, State::in_session, {}, any(case_id)}, now()));
        return {};
    });
    const auto board = desk.get("/api/v1/board");
    ASSERT_EQ(board.status, 200) << board.body;
    EXPECT_TRUE(says(board, R"("stage":"in_session")"));
    EXPECT_TRUE(says(board, R"("stage":"expected")"));
    EXPECT_TRUE(says(board, R"("identity":"pupil_card")"));
    EXPECT_TRUE(says(board, R"("phone_fields_open":true)"));
    EXPECT_TRUE(says(board, "金丝雀"));
    EXPECT_FALSE(says(board, case_id.text())) << "the desk is not shown that there is a case";
    const auto deed = app.newest_deed();
    EXPECT_EQ(deed.deed.action, "reception.board.read");
    EXPECT_EQ(deed.deed.outcome, ledger::Outcome::read);
    EXPECT_EQ(deed.deed.subjects.size(), 2U);
    EXPECT_EQ(desk.get("/api/v1/board").status, 200);
    EXPECT_EQ(app.newest_deed().sequence, deed.sequence) << "the same board within 15 minutes leaves none";
    for (int i = 0; i < 2; ++i) {
        app.clock().advance(Millis{8 * 60'000});
        EXPECT_EQ(desk.get("/api/v1/board").status, 200);
        (void)counsellor.get("/api/v1/board?date=2026-11-30");  // stays signed in
    }
    EXPECT_GT(app.newest_deed().sequence, deed.sequence);
    EXPECT_FALSE(says(desk.get("/api/v1/board?date=2026-11-24"), "金丝雀"));

    const auto own = counsellor.get("/api/v1/board");
    EXPECT_TRUE(says(own, "金丝雀"));
    EXPECT_TRUE(says(own, case_id.text())) << "it is the counsellor's own";
    EXPECT_FALSE(says(own, by_phone.id.text())) << "another counsellor's visitor";
}

TEST_P(Desk, AnArrivalSaysHowItWasKnownWhoItIs) {
    const auto a = booked(visitor, staff_of(counsellor), Millis{3'600'000});
    const auto unchecked = act(desk, a.id, "arrive", 1, R"({"identity":"none"})");
    EXPECT_EQ(unchecked.status, 409);
    EXPECT_TRUE(says(unchecked, R"("overridable":true)"));
    EXPECT_TRUE(says(unchecked, "B2.1.2b"));
    auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(deed.code, "reception.identity_unchecked");
    EXPECT_EQ(stored(a.id).state, State::booked);

    const auto came = act(desk, a.id, "arrive", 1, R"({"identity":"known_to_staff"})");
    ASSERT_EQ(came.status, 200) << came.body;
    EXPECT_EQ(stored(a.id).state, State::arrived);
    EXPECT_EQ(stored(a.id).arrived_at, now());
    deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "reception.arrival.add");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(deed.role, "reception");
    EXPECT_TRUE(says(desk.get("/api/v1/board"), "waiting_since"));

    EXPECT_EQ(act(desk, a.id, "arrive", 1, R"({"identity":"known_to_staff"})").status, 412);
    EXPECT_EQ(act(desk, a.id, "undo-arrive", 2).status, 200);
    EXPECT_EQ(stored(a.id).state, State::booked);
    EXPECT_EQ(app.newest_deed().deed.action, "reception.arrival.undo");
    EXPECT_EQ(act(desk, a.id, "undo-arrive", 3).status, 409);
}

// The reason is content: sealed, never changed, and its words stand nowhere in plain.
TEST_P(Desk, GoingOnPastAWarningKeepsASealedReason) {
    const auto a = booked(visitor, staff_of(counsellor), Millis{3'600'000});
    const auto came = act(desk, a.id, "arrive", 1, R"({"identity":"pseudonym","override_reason":"CANARY-只肯说化名"})");
    ASSERT_EQ(came.status, 200) << came.body;
    EXPECT_TRUE(says(came, "reception.identity_unchecked")) << "the warning stays visible";
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.code, "reception.identity_unchecked");
    EXPECT_NE(std::ranges::find(deed.clauses, "B2.1.2b"), deed.clauses.end());
    std::size_t searched = 0;
    EXPECT_TRUE(in_plain({"CANARY", "只肯说化名", "金丝雀"}, &searched).empty());
    EXPECT_GT(searched, 50U);
    static constexpr store::Sql kCount{"test.count", "SELECT count(*) FROM reception_override WHERE centre_id = ?1"};
    EXPECT_EQ(read([](store::Tx& tx) { return tx.query(kCount); }).i64(0, 0), 1);
    static constexpr store::Sql kChange{"test.change", "UPDATE reception_override SET version = 9 WHERE centre_id = ?1"};
    static constexpr store::Sql kDelete{"test.delete", "DELETE FROM reception_override WHERE centre_id = ?1"};
    EXPECT_EQ(code_of(try_write([](store::Tx& tx) { return tx.run(kChange); })), "reception.override_is_immutable");
    EXPECT_EQ(code_of(try_write([](store::Tx& tx) { return tx.run(kDelete); })), "reception.override_is_immutable");
}

TEST_P(Desk, APhoneBookingIsCompletedBeforeItsArrival) {
    const auto a = called(staff_of(counsellor), Millis{3'600'000});
    const auto reply = act(desk, a.id, "arrive", 1, R"({"identity":"known_to_staff","override_reason":"很急"})");
    EXPECT_EQ(reply.status, 422) << "two code points are no reason";
    const auto refused = act(desk, a.id, "arrive", 1, R"({"identity":"known_to_staff","override_reason":"真的很急"})");
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(says(refused, "B2.1.1b"));
    EXPECT_EQ(app.newest_deed().deed.code, "reception.fields_open");
}

TEST_P(Desk, AnArrivalOnAnotherDayIsResolvedFirst) {
    const auto a = booked(visitor, staff_of(counsellor), Millis{26 * 3'600'000});
    const auto refused = act(desk, a.id, "arrive", 1, R"({"identity":"known_to_staff"})");
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(says(refused, "B2.1.2c"));
}

TEST_P(Desk, NobodyIsMissedBeforeTheirTime) {
    const auto a = booked(visitor, staff_of(counsellor), Millis{3'600'000});
    app.clock().advance(Millis{3'600'000 + 14 * 60'000});
    Browser again = app.staff({access::Role::reception});
    const auto early = act(again, a.id, "missed", 1);
    EXPECT_EQ(early.status, 409) << early.body;
    EXPECT_TRUE(says(early, "B2.1.2i"));
    app.clock().advance(Millis{60'000});
    EXPECT_EQ(act(again, a.id, "missed", 1).status, 200);
    EXPECT_EQ(stored(a.id).state, State::missed);
    EXPECT_EQ(app.newest_deed().deed.action, "reception.arrival.miss");
}

TEST_P(Desk, WhoComesWithoutABookingGetsTheNextFreeTime) {
    const std::string counsellor_id = staff_of(counsellor).text();
    const std::string known = R"({"visitor":")" + visitor.text() + R"(","counsellor":")" + counsellor_id + R"(","kind":"ordinary")";
    EXPECT_EQ(desk.post("/api/v1/board/walk-ins", known + "}").status, 409) << "outside the counsellor's hours asks for a reason";
    const auto made = desk.post("/api/v1/board/walk-ins", known + R"(,"identity":"known_to_staff","override_reason":"老师在岗"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_TRUE(says(made, R"("channel":"on_site")"));
    EXPECT_TRUE(says(made, R"("state":"arrived")"));
    EXPECT_EQ(app.newest_deed().deed.action, "reception.walk_in.add");

    const std::string named = R"({"name":"王同学","callback":"13800138000","counsellor":")" + counsellor_id +
                              R"(","kind":"ordinary","override_reason":"老师在岗"})";
    const auto second = desk.post("/api/v1/board/walk-ins", named);
    ASSERT_EQ(second.status, 201) << second.body;
    EXPECT_TRUE(says(second, R"("state":"held_by_phone")")) << "two fields hold it; the rest is completed";
    EXPECT_FALSE(says(second, R"("starts_at":")" + to_iso(now()))) << "the counsellor is taken now";
    EXPECT_EQ(desk.post("/api/v1/board/walk-ins", R"({"counsellor":")" + counsellor_id + R"(","kind":"ordinary"})").status, 422);
    const std::string nobody = new_random<StaffId>(app.random()).text();
    EXPECT_EQ(desk.post("/api/v1/board/walk-ins", R"({"name":"王","callback":"13800138000","counsellor":")" + nobody + R"(","kind":"ordinary"})").status, 422);
}

// B2.1.1h: what the desk offers is the next free time of today; when the day is over it says so.
TEST_P(Desk, AtTheEndOfTheDayThereIsNoTimeLeft) {
    app.clock().advance(Millis{15 * 3'600'000 + 30 * 60'000});  // half past eleven at night
    Browser night = app.staff({access::Role::reception});
    const auto refused = night.post("/api/v1/board/walk-ins", R"({"visitor":")" + visitor.text() + R"(","counsellor":")" + staff_of(counsellor).text() +
                                                                  R"(","kind":"ordinary","override_reason":"老师在岗"})");
    EXPECT_EQ(refused.status, 409) << refused.body;
    EXPECT_TRUE(says(refused, "reception.no_time_today"));
    EXPECT_TRUE(says(refused, "B2.1.1h"));
    EXPECT_EQ(app.newest_deed().deed.code, "reception.no_time_today");
}

// B1.a, DESIGN §2: no booking, room, name, identity or consent is asked of somebody who needs help now.
TEST_P(Desk, HelpThatCannotWaitBeginsAtOnce) {
    for (const std::string kind : {"emergency", "first_talk"}) {
        const auto made = desk.post("/api/v1/board/walk-ins", R"({"counsellor":")" + staff_of(counsellor).text() + R"(","kind":")" + kind + R"("})");
        ASSERT_EQ(made.status, 201) << made.body;
        EXPECT_TRUE(says(made, R"("state":"in_session")"));
    }
}

TEST_P(Desk, ARepeatMakesNoSecondVisit) {
    const std::string body = R"({"counsellor":")" + staff_of(counsellor).text() + R"(","kind":"emergency"})";
    const http::Headers key{{"idempotency-key", "the-same-key-twice"}};
    const auto first = desk.send("POST", "/api/v1/board/walk-ins", body, key);
    const auto again = desk.send("POST", "/api/v1/board/walk-ins", body, key);
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(again.body, first.body);
}

TEST_P(Desk, NobodyElseActsHere) {
    const auto a = booked(visitor, staff_of(counsellor), Millis{3'600'000});
    using access::Role;
    for (const Role role : {Role::class_teacher, Role::leader, Role::finance, Role::system_admin, Role::auditor, Role::archive_keeper}) {
        Browser other = app.staff({role});
        EXPECT_EQ(other.get("/api/v1/board").status, 403) << role_name(role);
        EXPECT_EQ(act(other, a.id, "arrive", 1, R"({"identity":"none"})").status, 403) << role_name(role);
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(act(other, a.id, "undo-arrive", 1).status, 403) << role_name(role);
        EXPECT_EQ(act(other, a.id, "missed", 1).status, 403) << role_name(role);
        EXPECT_EQ(other.post("/api/v1/board/walk-ins", "{}").status, 403) << role_name(role);
    }
    EXPECT_EQ(app.visitor().get("/api/v1/board").status, 403);
    EXPECT_EQ(app.nobody().get("/api/v1/board").status, 401);
    const auto not_mine = act(colleague, a.id, "arrive", 1, R"({"identity":"none"})");
    const auto no_such = act(colleague, new_random<AppointmentId>(app.random()), "arrive", 1, R"({"identity":"none"})");
    EXPECT_EQ(not_mine.status, 404);
    EXPECT_EQ(no_such.status, 404);
    EXPECT_EQ(not_mine.body.size(), no_such.body.size());
}

TEST(DeskPolicy, AgreesWithTheTableWrittenByHand) {
    for (const std::string& finding : table_findings(rules(), "reception.")) ADD_FAILURE() << finding;
}

}  // namespace
}  // namespace xinan::reception
