// SPDX-License-Identifier: AGPL-3.0-or-later
// Starting and ending sessions through HTTP.
#include "access/access_table.hpp"
#include "capabilities/casework/casework_support.hpp"

namespace xinan::casework {
namespace {

using testing::at;
using testing::Browser;
using testing::has;
using testing::kNoon;
using testing::kTomorrow;
using testing::must;
using testing::names;
using testing::Role;

class Sessions : public testing::CaseworkTest {};
XINAN_ON_BOTH_ENGINES(Sessions);

// B1.a, D2.1b: hard everywhere.
TEST_P(Sessions, AnOrdinaryOneNeedsConsentInForce) {
    const auto made = booked(desk, wish(mei, kNoon));
    arrive(made.id);
    const auto refused = start(anna, made.id);
    expect_refused(refused, 409, "consent.not_in_force", "D2.1b");
    EXPECT_TRUE(has(refused.body, R"("overridable":false)"));
    EXPECT_EQ(count({"test.sessions", "SELECT count(*) FROM session WHERE centre_id = ?1"}), 0);
    consents_of(mei);
    const auto reply = start(anna, made.id);
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto begun = must(http::parse<StartedSession>(reply.body));
    EXPECT_EQ(begun.case_code, "C-2026-0001");
    EXPECT_EQ(begun.session.appointment, made.id);
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "casework.session.start");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_TRUE(names(deed.clauses, "B1.a"));
    const auto shown = must(http::parse<scheduling::AppointmentView>(anna.get(path_of(made.id)).body));
    EXPECT_EQ(shown.state, scheduling::State::in_session);
    EXPECT_EQ(shown.case_, begun.case_);
    expect_refused(start(anna, made.id), 409, "scheduling.undefined_step", "A1.1a");  // it runs already
}

// B1.a: help is never stopped by paper; only a reason is asked for, and sealed.
TEST_P(Sessions, EmergencyAndFirstTalkAlwaysStart) {
    for (const auto kind : {UnplannedKind::emergency, UnplannedKind::first_talk}) {
        const auto reply = unplanned(anna, mei, kind);
        ASSERT_EQ(reply.status, 201) << reply.body;
        EXPECT_EQ(app.newest_deed().deed.action, "casework.session.start_unplanned");
        EXPECT_EQ(app.newest_deed().deed.purpose, kind == UnplannedKind::emergency ? "emergency" : "care");
    }
    const auto unnamed = unplanned(bo, {});  // nobody knows the name yet
    ASSERT_EQ(unnamed.status, 201) << unnamed.body;
    EXPECT_EQ(count({"test.cases", "SELECT count(*) FROM visitor_case WHERE centre_id = ?1"}), 2);  // one of each visitor
    EXPECT_EQ(count({"test.occupied", "SELECT count(*) FROM occupancy WHERE centre_id = ?1"}), 0);
    EXPECT_EQ(count({"test.reasons", "SELECT count(*) FROM session WHERE centre_id = ?1 AND reason_sealed IS NOT NULL"}), 3);
    // While another session of the counsellor runs, with every room taken, by the visitor's own head teacher.
    const auto made = booked(desk, wish(lin, kNoon));
    consents_of(lin);
    EXPECT_EQ(start(anna, made.id).status, 201);
    EXPECT_EQ(unplanned(anna, mei).status, 201);
    EXPECT_EQ(anna.post("/api/v1/sessions/unplanned", R"({"kind":"emergency","reason":""})").status, 422);
    EXPECT_EQ(unplanned(anna, new_random<PersonId>(app.random())).status, 404);
}

// A1.4b: who was let in at the desk is written about too; the reason is asked for then.
TEST_P(Sessions, AFirstTalkLetInAtTheDeskIsBegunWithItsReason) {
    // The desk let them in: it is not booked, so the calendar's own way in refuses it.
    auto asked = wish(mei, kNoon);
    asked.kind = scheduling::Kind::first_talk;
    EXPECT_EQ(book(desk, asked).status, 422);
    const auto let_in = new_ordered<AppointmentId>(app.random(), now());
    write([&](store::Tx& tx) { return scheduling::insert_unplanned(tx, let_in, mei, id_of(anna), scheduling::Kind::first_talk, now()); });
    const std::string id = let_in.text();
    const auto bare = anna.post("/api/v1/sessions", R"({"appointment":")" + id + R"("})");
    EXPECT_EQ(bare.status, 422) << bare.body;
    EXPECT_TRUE(has(bare.body, R"("pointer":"/reason")"));
    const auto reply = anna.post("/api/v1/sessions", R"({"appointment":")" + id + R"(","reason":"came to the door"})");
    ASSERT_EQ(reply.status, 201) << reply.body;  // no consent asked
    EXPECT_EQ(count({"test.reasons", "SELECT count(*) FROM session WHERE centre_id = ?1 AND reason_sealed IS NOT NULL"}), 1);
}

TEST_P(Sessions, TheSameRequestTwiceIsOneSession) {
    const auto made = booked(desk, wish(mei, kNoon));
    consents_of(mei);
    const std::string body = R"({"appointment":")" + made.id.text() + R"("})";
    const http::Headers key{{"idempotency-key", "one-session-and-no-more"}};
    const auto first = parsed<StartedSession>(anna.send("POST", "/api/v1/sessions", body, key), 201);
    const auto again = parsed<StartedSession>(anna.send("POST", "/api/v1/sessions", body, key), 201);
    EXPECT_EQ(first.session.id, again.session.id);
    EXPECT_EQ(count({"test.sessions", "SELECT count(*) FROM session WHERE centre_id = ?1"}), 1);
}

TEST_P(Sessions, EndingMakesTheRecordDue) {
    const auto s = ended(mei);
    EXPECT_TRUE(s.session.ended_at);
    EXPECT_EQ(app.newest_deed().deed.action, "casework.session.end");
    expect_refused(anna.post(session_path(s, "end"), "{}"), 409, "casework.session_ended", "");
    auto list = parsed<UnwrittenList>(anna.get("/api/v1/me/unwritten"), 200);
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().session, s.session.id);
    EXPECT_EQ(list.items.front().due_at, *s.session.ended_at + Millis{24 * 3'600'000});
    EXPECT_FALSE(list.items.front().overdue);
    EXPECT_TRUE(parsed<UnwrittenList>(bo.get("/api/v1/me/unwritten"), 200).items.empty());
}

TEST_P(Sessions, NobodyElseStartsOrEndsOne) {
    const auto made = booked(desk, wish(mei, kNoon));
    consents_of(mei);
    EXPECT_EQ(start(bo, made.id).status, 404);  // another counsellor's appointment
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(start(anna, new_random<AppointmentId>(app.random())).status, 404);
    const auto s = parsed<StartedSession>(start(anna, made.id), 201);
    EXPECT_EQ(bo.post(session_path(s, "end"), "{}").status, 404);
    for (const Role role : {Role::visitor, Role::guardian, Role::reception, Role::archive_keeper, Role::supervisor, Role::leader, Role::class_teacher,
                            Role::finance, Role::system_admin, Role::auditor}) {
        Browser other = app.staff({role});
        SCOPED_TRACE(access::role_name(role));
        EXPECT_EQ(start(other, made.id).status, 403);
        EXPECT_EQ(unplanned(other, mei).status, 403);
        EXPECT_EQ(other.post(session_path(s, "end"), "{}").status, 403);
        EXPECT_EQ(other.get("/api/v1/me/unwritten").status, 403);
        EXPECT_EQ(other.get("/api/v1/cases").status, 403);
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
}

TEST(CaseworkAccess, TheTableWrittenByHandSaysTheSame) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(xinan::testing::repository_file("tests/contract/access.csv")));
    EXPECT_EQ(access::check_access_table(policy, access::rows_of(table, "casework.")), std::vector<std::string>{});
}

TEST(CaseworkMessages, AreThereInBothLanguages) {
    const auto messages = must(Messages::load(xinan::testing::repository_file("messages/zh.yaml"), xinan::testing::repository_file("messages/en.yaml")));
    for (const char* code : {"undefined_step", "case_is_kept", "text_version_conflict", "text_is_immutable", "note_is_signed", "note_version_conflict",
                             "note_version_is_immutable", "signature_is_immutable", "process_note_version", "stale_record", "record_incomplete",
                             "not_signed_yet", "session_ended", "session_running", "unsigned_note", "high_risk", "no_goal", "future_appointment",
                             "closed_already", "nothing_to_stand_down", "same_counsellor", "has_open_case", "signed_already", "damaged_record",
                             "no_recovery_key", "no_person_key", "absence_not_seen", "intake_open", "record_late"}) {
        EXPECT_TRUE(messages.has(std::string("casework.") + code + ".title")) << code;
    }
}

}  // namespace
}  // namespace xinan::casework
