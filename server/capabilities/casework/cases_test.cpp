// SPDX-License-Identifier: AGPL-3.0-or-later
// Cases through HTTP: lists, plan, stand-down, hand-over, closing.
#include "capabilities/casework/casework_support.hpp"

namespace xinan::casework {
namespace {

using testing::at;
using testing::Browser;
using testing::day;
using testing::full_record;
using testing::has;
using testing::kNoon;
using testing::kTomorrow;
using testing::must;
using testing::names;
using testing::Role;

class Cases : public testing::CaseworkTest {
   protected:
    http::Response hand_over(Browser& by, const StartedSession& s, StaffId to) {
        return by.post(case_path(s, "hand-over"), http::render(HandOverBody{to, PrivateText("调往分校"), true, {}}));
    }
    http::Response stand_down(Browser& by, const StartedSession& s) {
        return by.post(case_path(s, "stand-down"), R"({"reason":"与家长和医生复评，风险已降"})");
    }
};
XINAN_ON_BOTH_ENGINES(Cases);

// A1.1b, A6.2b, A7.1b: nobody calls a case active before its five are done; what is open is named.
TEST_P(Cases, AnOpenIntakeIsNotCalledActive) {
    const auto s = ended(mei);
    const auto ask = [&] {
        PlanBody body{{}, Risk::none, {}, true, PrivateText("第一次面谈后")};
        return anna.put(case_path(s, "plan"), http::render(body), case_of(anna, s).version);
    };
    const auto version = case_of(anna, s).version;
    const auto refused = ask();
    for (const char* clause : {"A1.1b", "A6.2b", "A7.1b"}) expect_refused(refused, 409, "casework.intake_open", clause);
    EXPECT_TRUE(has(refused.body, "/checklist/record")) << refused.body;
    EXPECT_FALSE(has(refused.body, "/checklist/identity"));
    EXPECT_TRUE(has(refused.body, R"("overridable":false)"));
    EXPECT_EQ(case_of(anna, s).version, version) << "nothing of it was written";
    parsed<RecordView>(save(anna, s, full_record(), 0), 200);
    parsed<RecordView>(sign(anna, s, 1), 200);
    EXPECT_EQ(parsed<CaseView>(ask(), 200).state, CaseState::active);
}

// A1.1b: five things done, then the case is active.
TEST_P(Cases, AnIntakeBecomesActiveWhenItsFiveAreDone) {
    const auto s = ended(mei);
    EXPECT_EQ(parsed<CaseView>(plan(anna, s, Risk::none), 200).state, CaseState::intake);  // no signed record yet
    parsed<RecordView>(save(anna, s, full_record(), 0), 200);
    parsed<RecordView>(sign(anna, s, 1), 200);
    const auto active = parsed<CaseView>(plan(anna, s, Risk::low), 200);
    EXPECT_EQ(active.state, CaseState::active);
    for (const CheckItem& item : active.checklist) EXPECT_TRUE(item.done) << item.item;
    EXPECT_EQ(active.goals.front().text.reveal(), "CANARY-GOAL 睡满八小时");
    EXPECT_EQ(app.newest_deed().deed.action, "casework.plan.write");
    EXPECT_EQ(case_of(anna, s).sessions.front().note_state, NoteState::signed_);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::read);
    const auto list = parsed<CaseList>(anna.get("/api/v1/cases?state=active"), 200);
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().id, s.case_);
    EXPECT_TRUE(parsed<CaseList>(anna.get("/api/v1/cases?state=closed"), 200).items.empty());
    EXPECT_TRUE(parsed<CaseList>(bo.get("/api/v1/cases"), 200).items.empty());
    EXPECT_EQ(anna.get("/api/v1/cases?state=open").status, 422);
    EXPECT_EQ(anna.put(case_path(s, "plan"), http::render(PlanBody{{}, Risk::low, {}}), 1).status, 412);
}

// A1.1d: a high risk falls by a stand-down, with its reason, and by nothing else.
TEST_P(Cases, AHighRiskFallsOnlyByAStandDown) {
    const auto s = written(mei);
    expect_refused(stand_down(anna, s), 409, "casework.nothing_to_stand_down", "A1.1d");
    EXPECT_EQ(plan(anna, s, Risk::high).status, 200);
    expect_refused(plan(anna, s, Risk::none), 409, "casework.high_risk", "A1.1d");
    EXPECT_EQ(plan(anna, s, Risk::high).status, 200);
    EXPECT_EQ(parsed<CaseView>(stand_down(anna, s), 200).risk, Risk::medium);
    EXPECT_EQ(app.newest_deed().deed.action, "casework.case.stand_down");
    EXPECT_EQ(parsed<CaseView>(plan(anna, s, Risk::none), 200).risk, Risk::none);
}

TEST_P(Cases, ARiskInASignedRecordRaisesTheCasesNeverLowersIt) {
    RecordIn high = full_record();
    high.risk = Risk::high;
    const auto s = written(mei, high);
    EXPECT_EQ(case_of(anna, s).risk, Risk::high);
    written(mei, full_record(), kTomorrow);
    EXPECT_EQ(case_of(anna, s).risk, Risk::high);
}

// A1.1d
TEST_P(Cases, ClosingWaitsForRecordsAndForAHighRisk) {
    const auto s = ended(mei);
    EXPECT_EQ(plan(anna, s, Risk::high).status, 200);
    const auto reply = close(anna, s, PrivateText("就想结掉"));
    for (const char* clause : {"A1.1d", "A3.2d", "C3.1.3c", "C3.2.2c", "D5.2a"}) expect_refused(reply, 409, "casework.unsigned_note", clause);
    // no reason replaces a record
    EXPECT_TRUE(has(reply.body, R"("overridable":false)"));
    parsed<RecordView>(save(anna, s, full_record(), 0), 200);
    parsed<RecordView>(sign(anna, s, 1), 200);
    expect_refused(close(anna, s, PrivateText("就想结掉")), 409, "casework.high_risk", "A1.1d");
    EXPECT_EQ(stand_down(anna, s).status, 200);
    const auto closed = parsed<CaseView>(close(anna, s), 200);
    EXPECT_EQ(closed.state, CaseState::closed);
    EXPECT_TRUE(closed.closed_at);
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "casework.case.close");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_TRUE(names(deed.clauses, "A1.1d"));
    expect_refused(close(anna, s), 409, "casework.closed_already", "A1.1d");
    EXPECT_EQ(parsed<CaseList>(anna.get("/api/v1/cases?state=closed"), 200).items.size(), 1U);
    const auto opened = must(open_case_content(app.env(), app.centre(), s.case_));
    EXPECT_EQ(opened.closing_summary.reveal(), "CANARY-CLOSING 目标达到");
    EXPECT_EQ(opened.aftercare_note.reveal(), "CANARY-AFTER 一个月后见");
    const auto all = read([&](store::Tx& tx) { return closed_since(tx, UtcTime{1}, 10); });
    EXPECT_EQ(all.size(), 1U);
    // Who comes again begins a new case.
    EXPECT_NE(parsed<StartedSession>(unplanned(anna, mei), 201).case_, s.case_);
}

TEST_P(Cases, ClosingARunningSessionIsRefusedAndAFutureOneWarned) {
    const auto s = running(mei);
    EXPECT_EQ(plan(anna, s, Risk::none).status, 200);
    expect_refused(close(anna, s), 409, "casework.session_running", "A1.1d");
    EXPECT_EQ(anna.post(session_path(s, "end"), "{}").status, 201);
    parsed<RecordView>(save(anna, s, full_record(), 0), 200);
    parsed<RecordView>(sign(anna, s, 1), 200);
    booked(desk, wish(mei, kTomorrow));
    const auto reply = close(anna, s);
    expect_refused(reply, 409, "casework.future_appointment", "A1.1d");
    EXPECT_TRUE(has(reply.body, R"("overridable":true)"));
    EXPECT_EQ(parsed<CaseView>(close(anna, s, PrivateText("CANARY-OVERRIDE 改由班主任跟进")), 200).state, CaseState::closed);
    EXPECT_EQ(app.newest_deed().deed.code, "casework.future_appointment");
    EXPECT_EQ(count({"test.text", "SELECT count(*) FROM case_text WHERE centre_id = ?1 AND kind = 'override'"}), 1);
}

TEST_P(Cases, ClosingWithoutAGoalAsksForAReason) {
    const auto s = written(mei);
    expect_refused(close(anna, s), 409, "casework.no_goal", "A2.3b");
    EXPECT_EQ(plan(anna, s, Risk::none, {}).status, 200);
    expect_refused(close(anna, s), 409, "casework.no_goal", "A2.3b");  // a plan without goals is none
    EXPECT_EQ(close(anna, s, PrivateText("一次谈话足够")).status, 200);
}

// A6.2d, A7.1d: one of six reasons is chosen, and "absence" is one only when somebody stayed away.
TEST_P(Cases, ClosingForAnAbsenceTakesAnAbsence) {
    const auto s = written(mei);
    ASSERT_EQ(plan(anna, s, Risk::none).status, 200);
    const auto for_absence = [&](std::optional<PrivateText> why = {}) {
        const CloseBody body{PrivateText("没有再来"), Outcome::moved_on, CloseReason::absence, Aftercare::none, PrivateText(""), std::move(why)};
        return post_at(anna, case_path(s, "close"), http::render(body), case_of(anna, s).version);
    };
    const auto other_word = post_at(anna, case_path(s, "close"),
                                    R"({"summary":"没有再来","outcome":"moved_on","reason":"tired","aftercare":"none","aftercare_note":""})", 1);
    EXPECT_EQ(other_word.status, 422);
    EXPECT_TRUE(has(other_word.body, R"("pointer":"/reason")")) << other_word.body;
    for (const TimeSpan when : {kTomorrow, scheduling::testing::span_at(2, 12, 10, 50)}) {
        const auto reply = for_absence();
        for (const char* clause : {"A6.2d", "A7.1d"}) expect_refused(reply, 409, "casework.absence_not_seen", clause);
        EXPECT_TRUE(has(reply.body, R"("overridable":true)"));
        const auto made = booked(desk, wish(mei, when));
        come_back_after(when.ends_at - now() + Millis{60'000});
        write([&](store::Tx& tx) -> Result<void> {
            (void)TRY(scheduling::take_step(tx, {made.id, 0, scheduling::State::missed, {}, {}}, now()));
            return {};
        });
    }
    EXPECT_EQ(parsed<CaseView>(for_absence(), 200).state, CaseState::closed);
}

// A1.0b, C5.2.7a
TEST_P(Cases, AHandOverMovesRelationsAndAppointments) {
    const auto s = ended(mei);
    const auto moves = booked(desk, wish(mei, kTomorrow));
    const auto stays = booked(desk, wish(mei, scheduling::testing::span_at(2, 12, 10, 50)));
    scheduling::BookBody in_the_way = wish(lin, scheduling::testing::span_at(2, 12, 10, 50));
    in_the_way.counsellor = id_of(bo);
    booked(desk, in_the_way);
    tick();
    expect_refused(hand_over(anna, s, id_of(anna)), 409, "casework.same_counsellor", "");
    const auto reply = hand_over(anna, s, id_of(bo));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(parsed<HandedOver>(reply, 200).not_moved, std::vector<AppointmentId>{stays.id});
    EXPECT_EQ(app.newest_deed().deed.action, "casework.case.hand_over");
    EXPECT_EQ(app.newest_deed().deed.subjects.back(), ledger::subject("staff", id_of(bo)));
    EXPECT_EQ(anna.get(case_path(s)).status, 404);
    EXPECT_EQ(anna.get(session_path(s, "record")).status, 404);
    EXPECT_EQ(parsed<CaseView>(bo.get(case_path(s)), 200).counsellor, id_of(bo));
    EXPECT_EQ(bo.get(path_of(moves.id)).status, 200);
    EXPECT_EQ(anna.get(path_of(moves.id)).status, 404);
    // The record is due from whoever has the case now.
    EXPECT_TRUE(parsed<UnwrittenList>(anna.get("/api/v1/me/unwritten"), 200).items.empty());
    EXPECT_EQ(parsed<UnwrittenList>(bo.get("/api/v1/me/unwritten"), 200).items.size(), 1U);
    EXPECT_EQ(save(bo, s, full_record(), 0).status, 200);
    // And back again.
    tick();
    EXPECT_EQ(hand_over(bo, s, id_of(anna)).status, 200);
    EXPECT_EQ(anna.get(case_path(s)).status, 200);
}

TEST_P(Cases, AHandOverAsksWhatABookingAsks) {
    const auto s = running(mei);
    Browser idle = app.staff({Role::counsellor});  // an account, nobody who practises
    tick();
    expect_refused(hand_over(anna, s, id_of(idle)), 409, "staff.not_practising", "A2.1b");
    EXPECT_EQ(unplanned(bo, mei).status, 201);     // the other has a case with this visitor already
    expect_refused(hand_over(anna, s, id_of(bo)), 409, "casework.has_open_case", "A1.0b");
    EXPECT_EQ(anna.get(case_path(s)).status, 200);
}

TEST_P(Cases, ASessionRunningAtAHandOverIsEndedByTheNewCounsellor) {
    const auto s = running(mei);
    tick();
    EXPECT_EQ(hand_over(anna, s, id_of(bo)).status, 200);
    EXPECT_EQ(anna.post(session_path(s, "end"), "{}").status, 404);
    EXPECT_EQ(bo.post(session_path(s, "end"), "{}").status, 201);
}

TEST_P(Cases, NobodyElseReadsOrChangesACase) {
    const auto s = written(mei);
    const auto version = case_of(anna, s).version;
    const std::string plan_body = http::render(PlanBody{{}, Risk::low, {}});
    const std::string close_body = http::render(CloseBody{PrivateText("结案"), Outcome::achieved, CloseReason::goal_met, Aftercare::none, PrivateText(""), {}});
    const auto each = [&](Browser& by, int status) {
        EXPECT_EQ(by.get(case_path(s)).status, status);
        EXPECT_EQ(by.put(case_path(s, "plan"), plan_body, version).status, status);
        EXPECT_EQ(stand_down(by, s).status, status);
        EXPECT_EQ(hand_over(by, s, id_of(bo)).status, status);
        EXPECT_EQ(post_at(by, case_path(s, "close"), close_body, version).status, status);
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    };
    each(bo, 404);
    for (const Role role : {Role::visitor, Role::guardian, Role::reception, Role::archive_keeper, Role::leader, Role::class_teacher, Role::finance,
                            Role::system_admin, Role::auditor}) {
        SCOPED_TRACE(access::role_name(role));
        Browser other = app.staff({role});
        each(other, 403);
    }
    Browser own = portal(mei);
    each(own, 403);  // the visitor sees the shared summary, not the file
}

}  // namespace
}  // namespace xinan::casework
