// SPDX-License-Identifier: AGPL-3.0-or-later
// Through HTTP: plan and contact, method, hand-over by the leader, a summary that is not signed.
#include "capabilities/casework/casework_support.hpp"
#include "capabilities/casework/routes_steps.hpp"

namespace xinan::casework {
namespace {

using testing::Browser;
using testing::day;
using testing::full_record;
using testing::has;
using testing::kNoon;
using testing::kTomorrow;
using testing::must;
using testing::names;
using testing::Role;

class Steps : public testing::CaseworkTest {
   protected:
    http::Response put_plan(const StartedSession& s, PlanBody body) {
        return anna.put(case_path(s, "plan"), http::render(body), case_of(anna, s).version);
    }
    static std::vector<Goal> a_goal() { return {{PrivateText("睡满八小时"), {}, {}, {}}}; }
    void set_casework(std::string_view key, std::int64_t value) {
        const auto all = settings();
        const auto spec = std::ranges::find(all, key, &store::SettingSpec::key);
        ensure(spec != all.end(), "a setting of casework");
        write([&](store::Tx& tx) { return store::set_setting(tx, *spec, value, now()); });
    }
    void leaves(StaffId who) {
        const auto member = read([&](store::Tx& tx) { return staff::staff_member(tx, who); });
        staff::StaffFields fields;
        fields.name = PrivateText("安老师");
        fields.active = false;
        const auto made = must(staff::prepare_staff(app.env(), app.centre(), who, member->version + 1, fields));
        write([&](store::Tx& tx) { return staff::change_staff(tx, made, now()); });
    }
    std::string reassign(StaffId to, bool agrees, std::string_view why = {}) {
        HandOverBody body{to, PrivateText("CANARY-GONE 原咨询师离岗"), agrees, {}};
        if (!why.empty()) body.why_not_asked = PrivateText(std::string(why));
        return http::render(body);
    }
    static std::string refuse_path(const StartedSession& s) { return "/api/v1/me/summaries/" + s.session.id.text() + "/refuse"; }
    static std::string sign_path(const StartedSession& s) { return "/api/v1/me/summaries/" + s.session.id.text() + "/sign"; }
};
XINAN_ON_BOTH_ENGINES(Steps);

// D2.3c, D1.1f, A1.1c, A6.2c: one reason answers them all, and it is kept with the plan.
TEST_P(Steps, APlanSaysWhyItChangesHasAGoalAndANextContact) {
    const auto s = ended(mei);
    for (const char* clause : {"A1.1c", "A6.2c"}) expect_refused(put_plan(s, {a_goal(), Risk::low, {}, {}, {}}), 409, "casework.no_next_contact", clause);
    expect_refused(put_plan(s, {a_goal(), Risk::low, day(2026, 11, 20), {}, {}}), 409, "casework.no_next_contact", "A1.1c");  // a day that is past
    expect_refused(put_plan(s, {{}, Risk::low, day(2026, 11, 27), {}, {}}), 409, "casework.plan_without_goal", "D1.1f");
    EXPECT_EQ(put_plan(s, {a_goal(), Risk::low, day(2026, 11, 27), {}, {}}).status, 200);
    const auto changed = put_plan(s, {a_goal(), Risk::low, day(2026, 11, 30), {}, {}});
    expect_refused(changed, 409, "casework.plan_change_unexplained", "D2.3c");
    EXPECT_TRUE(has(changed.body, R"("overridable":true)"));
    const auto view = parsed<CaseView>(put_plan(s, {{}, Risk::low, {}, {}, PrivateText("CANARY-WHY 家长要求先停")}), 200);
    EXPECT_EQ(view.plan_reason->reveal(), "CANARY-WHY 家长要求先停");
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.code, "casework.plan_change_unexplained");
    for (const char* clause : {"A2.3b", "D2.3c", "D1.1f", "A1.1c"}) EXPECT_TRUE(names(deed.clauses, clause)) << clause;
    // Booked ahead: no date is needed.
    booked(desk, wish(mei, kTomorrow));
    set_casework("casework.plan_change_guard", 2);
    EXPECT_EQ(put_plan(s, {a_goal(), Risk::low, {}, {}, {}}).status, 200);
}

// A2.3c, C1.2a
TEST_P(Steps, ARecordIsSignedWithAMethodOfTheList) {
    const auto s = ended(mei);
    RecordIn in = full_record();
    in.method = PrivateText("催眠");
    EXPECT_EQ(save(anna, s, in, 0).status, 200);  // a draft may say anything
    const auto reply = sign(anna, s, 1);
    for (const char* clause : {"A2.3c", "C1.2a"}) expect_refused(reply, 409, "casework.method_not_approved", clause);
    EXPECT_TRUE(has(reply.body, "/method")) << reply.body;
    EXPECT_FALSE(has(reply.body, "催眠"));
    EXPECT_EQ(save(anna, s, full_record(), 1).status, 200);
    set_casework("casework.method_listening", 0);  // taken from the list
    const auto offered = parsed<RecordView>(anna.get(session_path(s, "record")), 200).methods;
    EXPECT_EQ(offered.size(), 9U);
    EXPECT_EQ(offered.front(), "cognitive");
    expect_refused(sign(anna, s, 2), 409, "casework.method_not_approved", "A2.3c");
    set_casework("casework.method_listening", 1);
    EXPECT_EQ(sign(anna, s, 2).status, 200);
}

// D1.1c, D1.1d, D1.1f
TEST_P(Steps, TheRefusalOfAnIncompleteRecordNamesWhatEachFieldIsFor) {
    const auto s = ended(mei);
    struct Row {
        PrivateText RecordIn::*field;
        const char* pointer;
        const char* clause;
    };
    std::int64_t version = 0;
    for (const Row& row : {Row{&RecordIn::background, "/background", "D1.1c"}, Row{&RecordIn::request, "/request", "D1.1d"},
                           Row{&RecordIn::plan, "/plan", "D1.1f"}}) {
        RecordIn in = full_record();
        in.*(row.field) = PrivateText(" ");
        EXPECT_EQ(save(anna, s, in, version++).status, 200);
        const auto reply = sign(anna, s, version);
        expect_refused(reply, 409, "casework.record_incomplete", row.clause);
        EXPECT_TRUE(has(reply.body, row.pointer)) << reply.body;
    }
}

// A1.1c, A6.2c: the counsellor's list and the leader's counts.
TEST_P(Steps, OpenCasesWithoutANextContactAreListedAndCounted) {
    const auto s = written(mei);
    auto list = parsed<AdriftList>(anna.get("/api/v1/me/adrift"), 200);
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().case_, s.case_);
    EXPECT_EQ(list.items.front().days_since, 0);
    EXPECT_EQ(app.newest_deed().deed.action, "casework.adrift.list");
    EXPECT_TRUE(parsed<AdriftList>(bo.get("/api/v1/me/adrift"), 200).items.empty());
    Browser leader = app.staff({Role::leader});
    const auto reply = leader.get("/api/v1/cases/figures");
    const auto figures = parsed<CaseFigures>(reply, 200);
    EXPECT_EQ(figures.without_contact, 1);
    EXPECT_EQ(figures.intake + figures.active, 1);
    EXPECT_EQ(figures.without_counsellor, 0);
    EXPECT_FALSE(has(reply.body, "C-2026"));
    EXPECT_EQ(put_plan(s, {a_goal(), Risk::low, day(2026, 11, 27), {}, {}}).status, 200);
    EXPECT_TRUE(parsed<AdriftList>(anna.get("/api/v1/me/adrift"), 200).items.empty());
    EXPECT_EQ(parsed<CaseFigures>(leader.get("/api/v1/cases/figures"), 200).without_contact, 0);
    for (const Role role : {Role::reception, Role::class_teacher, Role::finance, Role::system_admin, Role::auditor, Role::counsellor}) {
        Browser other = app.staff({role});
        EXPECT_EQ(other.get("/api/v1/cases/figures").status, 403) << access::role_name(role);
        if (role != Role::counsellor) { EXPECT_EQ(other.get("/api/v1/me/adrift").status, 403); }
    }
}

// C5.2.7a: the counsellor asks the visitor, or says why that was not possible.
TEST_P(Steps, AHandOverRecordsWhatTheVisitorSays) {
    const auto s = ended(mei);
    tick();
    const auto hand_over = [&](HandOverBody body) { return anna.post(case_path(s, "hand-over"), http::render(body)); };
    const auto reply = hand_over({id_of(bo), PrivateText("调往分校"), false, {}});
    expect_refused(reply, 409, "casework.hand_over_without_consent", "C5.2.7a");
    EXPECT_TRUE(has(reply.body, R"("overridable":true)"));
    EXPECT_EQ(case_of(anna, s).counsellor, id_of(anna));
    EXPECT_EQ(hand_over({id_of(bo), PrivateText("CANARY-MOVE 调往分校"), {}, PrivateText("CANARY-ILL 住院联系不上")}).status, 200);
    EXPECT_EQ(app.newest_deed().deed.code, "casework.hand_over_without_consent");
    const auto got = case_of(bo, s);
    ASSERT_TRUE(got.handed_over);
    EXPECT_EQ(got.handed_over->reason.reveal(), "CANARY-MOVE 调往分校");
    EXPECT_FALSE(got.handed_over->visitor_agrees);
    EXPECT_EQ(got.handed_over->why_not_asked->reveal(), "CANARY-ILL 住院联系不上");
    tick();
    EXPECT_EQ(bo.post(case_path(s, "hand-over"), http::render(HandOverBody{id_of(anna), PrivateText("回来了"), true, {}})).status, 200);
    EXPECT_EQ(app.newest_deed().deed.code, "");
    EXPECT_TRUE(case_of(anna, s).handed_over->visitor_agrees);
}

// A1.0b, C5.2.7a: the leader gives on what has nobody, and nothing else; a case with its counsellor looks like none.
TEST_P(Steps, TheLeaderGivesOnTheCasesOfACounsellorWhoIsGone) {
    const auto s = written(mei);
    booked(desk, wish(mei, kTomorrow));
    tick();
    Browser leader = app.staff({Role::leader});
    const std::string path = case_path(s, "reassign");
    EXPECT_TRUE(parsed<StrandedList>(leader.get("/api/v1/cases/stranded"), 200).items.empty());
    const auto standing = leader.post(path, reassign(id_of(bo), true));
    const auto unknown = leader.post("/api/v1/cases/" + new_random<CaseId>(app.random()).text() + "/reassign", reassign(id_of(bo), true));
    EXPECT_EQ(standing.status, 404);
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(standing.body.size(), unknown.body.size());
    leaves(id_of(anna));
    const auto shown = leader.get("/api/v1/cases/stranded");
    const auto list = parsed<StrandedList>(shown, 200);
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().case_, s.case_);
    EXPECT_FALSE(has(shown.body, "梅")) << "the leader sees a code, not a name";
    EXPECT_EQ(parsed<CaseFigures>(leader.get("/api/v1/cases/figures"), 200).without_counsellor, 1);
    expect_refused(leader.post(path, reassign(id_of(bo), false)), 409, "casework.hand_over_without_consent", "C5.2.7a");
    expect_refused(leader.post(path, reassign(id_of(anna), true)), 409, "casework.same_counsellor", "A1.0b");
    for (const Role role : {Role::counsellor, Role::supervisor, Role::reception, Role::class_teacher, Role::finance, Role::system_admin, Role::auditor}) {
        Browser other = app.staff({role});
        EXPECT_EQ(other.post(path, reassign(id_of(bo), true)).status, 403) << access::role_name(role);
        EXPECT_EQ(other.get("/api/v1/cases/stranded").status, 403);
    }
    const auto reply = leader.post(path, reassign(id_of(bo), false, "来访者已回家"));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_TRUE(parsed<HandedOver>(reply, 200).not_moved.empty());
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "casework.case.reassign");
    EXPECT_EQ(deed.role, "leader");
    EXPECT_EQ(deed.subjects.back(), ledger::subject("staff", id_of(bo)));
    EXPECT_EQ(case_of(bo, s).handed_over->reason.reveal(), "CANARY-GONE 原咨询师离岗");
    EXPECT_EQ(anna.get(case_path(s)).status, 404);
    EXPECT_EQ(leader.get(case_path(s)).status, 403) << "approves and reads nothing";
    EXPECT_TRUE(parsed<StrandedList>(leader.get("/api/v1/cases/stranded"), 200).items.empty());
    EXPECT_EQ(leader.post(path, reassign(id_of(anna), true)).status, 404);
}

// D2.2b: not signed, and why; the visitor may still sign later; a centre may ask for no signature.
TEST_P(Steps, ASummaryCanBeRefusedWithAReason) {
    const auto s = written(mei);
    Browser own = portal(mei), stranger = portal(lin);
    const std::string body = R"({"reason":"CANARY-NO 有一句不是我说的"})", signature = R"({"signature":"iVBORw0KGgpDQU5BUlk="})";
    EXPECT_EQ(stranger.post(refuse_path(s), body).status, 404);
    EXPECT_EQ(own.post(refuse_path(s), body).status, 204);
    EXPECT_EQ(app.newest_deed().deed.action, "casework.summary.refuse");
    EXPECT_TRUE(names(app.newest_deed().deed.clauses, "D2.2b"));
    const auto list = parsed<SummaryList>(own.get("/api/v1/me/summaries"), 200);
    EXPECT_TRUE(list.items.front().refused_at);
    EXPECT_TRUE(list.signing);
    expect_refused(own.post(refuse_path(s), body), 409, "casework.refused_already", "D2.2b");
    expect_refused(anna.post(session_path(s, "summary/not-signed"), R"({"why":"cannot_sign","reason":"还不会写字"})"), 409, "casework.refused_already", "D2.2b");
    EXPECT_EQ(bare({"test.r", "UPDATE summary_refusal SET why = 'cannot_sign' WHERE centre_id = ?1"}), "casework.refusal_is_immutable");
    EXPECT_EQ(bare({"test.r", "DELETE FROM summary_refusal WHERE centre_id = ?1"}), "casework.refusal_is_immutable");
    const auto sealed = read([&](store::Tx& tx) { return tx.query({"test.scan", "SELECT reason_sealed FROM summary_refusal WHERE centre_id = ?1"}); });
    EXPECT_FALSE(has(text_of(sealed.bytes(0, 0)), "CANARY"));
    EXPECT_EQ(own.post(sign_path(s), signature).status, 200);
    expect_refused(own.post(refuse_path(s), body), 409, "casework.signed_already", "D2.2b");
    set_casework("casework.summary_signing", 0);
    const auto other = written(lin, full_record(), kTomorrow);
    expect_refused(stranger.post(sign_path(other), signature), 409, "casework.signing_is_off", "D2.2b");
    EXPECT_FALSE(parsed<SummaryList>(stranger.get("/api/v1/me/summaries"), 200).signing);
    set_casework("casework.summary_signing", 1);
    EXPECT_EQ(bo.post(session_path(other, "summary/not-signed"), R"({"why":"cannot_sign","reason":"还不会写字"})").status, 404);
    EXPECT_EQ(anna.post(session_path(other, "summary/not-signed"), R"({"why":"cannot_sign","reason":"还不会写字"})").status, 204);
}

}  // namespace
}  // namespace xinan::casework
