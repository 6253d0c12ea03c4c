// SPDX-License-Identifier: AGPL-3.0-or-later
// The session record through HTTP: autosave, stale saves, signing, addenda, versions; process notes; shared summaries.
#include <thread>

#include "capabilities/casework/casework_support.hpp"

namespace xinan::casework {
namespace {

using testing::Browser;
using testing::full_record;
using testing::has;
using testing::kNoon;
using testing::kTomorrow;
using testing::must;
using testing::names;
using testing::Role;

class Records : public testing::CaseworkTest {
   protected:
    RecordView record(Browser& by, const StartedSession& s) { return parsed<RecordView>(by.get(session_path(s, "record")), 200); }
    VersionList versions(Browser& by, const StartedSession& s) { return parsed<VersionList>(by.get(session_path(s, "record/versions")), 200); }
    RecordView version(Browser& by, const StartedSession& s, std::int64_t number) {
        return parsed<RecordView>(by.get(session_path(s, "record/versions/" + std::to_string(number))), 200);
    }
    ProcessView process(Browser& by, const StartedSession& s) { return parsed<ProcessView>(by.get(session_path(s, "process-note")), 200); }
    Browser sign_in(std::string_view passphrase) {
        const auto in = must(app.identity().sign_in(app.centre(), "eva-own", SecretBytes(view_of(passphrase)), "test"));
        return {app.router(), to_base64url(in.cookie.view()), in.principal};
    }
    // A counsellor whose login the test knows.
    Browser eva() {
        const auto made = must(app.identity().prepare_account(app.centre(), new_random<AnyId>(app.random()), true, {Role::counsellor}, "eva-own",
                                                              SecretBytes(view_of(app.passphrase())), now()));
        write([&](store::Tx& tx) { return made.write(tx); });
        Browser out = sign_in(app.passphrase());
        counsellor(id_of(out));
        return out;
    }
};
XINAN_ON_BOTH_ENGINES(Records);

TEST_P(Records, AnAutosaveIsReadBackAndLeavesADeedAtTheFirstAndAtTheSave) {
    const auto s = running(mei);
    const auto empty = record(anna, s);
    EXPECT_EQ(empty.version, 0);
    EXPECT_EQ(empty.state, NoteState::none);
    EXPECT_EQ(empty.missing.size(), 7U);
    EXPECT_EQ(empty.methods.size(), 10U);
    RecordIn in = full_record();
    in.theme = PrivateText("");
    const auto saved = parsed<RecordView>(save(anna, s, in, 0), 200);
    EXPECT_EQ(saved.version, 1);
    EXPECT_EQ(saved.missing, std::vector<std::string>{"theme"});
    EXPECT_EQ(deeds_of("casework.record.write", ledger::Outcome::done), 1U);
    EXPECT_EQ(parsed<RecordView>(save(anna, s, in, 1), 200).version, 2);
    EXPECT_EQ(deeds_of("casework.record.write", ledger::Outcome::done), 1U);
    in.keep_version = true;
    EXPECT_EQ(parsed<RecordView>(save(anna, s, in, 2), 200).version, 3);
    EXPECT_EQ(deeds_of("casework.record.write", ledger::Outcome::done), 2U);
    EXPECT_EQ(versions(anna, s).items.size(), 1U);
    const auto shown = record(anna, s);
    EXPECT_EQ(shown.request.reveal(), "CANARY-REQUEST 想睡好觉");
    EXPECT_EQ(shown.risk, Risk::low);
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "casework.record.read");
    EXPECT_EQ(deed.outcome, ledger::Outcome::read);
    EXPECT_EQ(deed.subjects.front(), ledger::subject("session", s.session.id));
    EXPECT_EQ(anna.send("PUT", session_path(s, "record"), http::render(in)).status, 422);  // without If-Match
}

// Two tabs: both texts are kept.
TEST_P(Records, AStaleSaveIsKeptBesideTheNewerOne) {
    const auto s = running(mei);
    EXPECT_EQ(save(anna, s, full_record("第一页"), 0).status, 200);
    const auto stale = save(anna, s, full_record("另一页写的"), 0);
    EXPECT_EQ(stale.status, 412) << stale.body;
    EXPECT_TRUE(has(stale.body, "casework.stale_record"));
    EXPECT_EQ(record(anna, s).request.reveal(), "第一页");
    const auto kept = versions(anna, s);
    ASSERT_EQ(kept.items.size(), 1U);
    EXPECT_EQ(kept.items.front().kind, VersionKind::conflict);
    EXPECT_EQ(version(anna, s, 1).request.reveal(), "另一页写的");
    EXPECT_EQ(anna.get(session_path(s, "record/versions/9")).status, 404);
}

TEST_P(Records, TenStaleSavesAtOnceAreAllKept) {
    const auto s = running(mei);
    EXPECT_EQ(save(anna, s, full_record("先到"), 0).status, 200);
    {
        std::vector<std::jthread> tabs;
        for (int i = 0; i < 10; ++i) {
            tabs.emplace_back([&, i] { EXPECT_EQ(save(anna, s, full_record("第" + std::to_string(i) + "页"), 0).status, 412); });
        }
    }
    EXPECT_EQ(versions(anna, s).items.size(), 10U);
}

// A1.4b: what is missing is named field by field.
TEST_P(Records, AnIncompleteRecordIsNotSigned) {
    const auto s = ended(mei);
    const auto nothing = sign(anna, s, 0);
    for (const char* clause : {"A1.4b", "B2.2i", "D1.1b", "C1.3d"}) expect_refused(nothing, 409, "casework.record_incomplete", clause);
    RecordIn in = full_record();
    in.plan = PrivateText(" ");
    in.risk.reset();
    EXPECT_EQ(save(anna, s, in, 0).status, 200);
    const auto reply = sign(anna, s, 1);
    expect_refused(reply, 409, "casework.record_incomplete", "A1.4b");
    EXPECT_TRUE(has(reply.body, "/plan")) << reply.body;
    EXPECT_TRUE(has(reply.body, "/risk"));
    EXPECT_FALSE(has(reply.body, "/theme"));
    EXPECT_FALSE(has(reply.body, "C1.3d"));  // the request is there
    EXPECT_EQ(sign(anna, s, 7).status, 412);
}

// B2.2h, C3.1.3d, D2.2a: a late record is signed, and its deed says that it was late.
TEST_P(Records, ALateRecordIsSignedAndCalledLate) {
    const auto in_time = written(mei);
    EXPECT_EQ(app.newest_deed().deed.code, "");
    EXPECT_FALSE(names(app.newest_deed().deed.clauses, "B2.2h"));
    const auto late = ended(mei, kTomorrow);
    parsed<RecordView>(save(anna, late, full_record(), 0), 200);
    come_back_after(Millis{24 * 3'600'000 + 60'000});
    EXPECT_TRUE(parsed<UnwrittenList>(anna.get("/api/v1/me/unwritten"), 200).items.front().overdue);
    parsed<RecordView>(sign(anna, late, 1), 200);
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "casework.record.sign");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(deed.code, "casework.record_late");
    for (const char* clause : {"B2.2h", "C3.1.3d", "D2.2a"}) EXPECT_TRUE(names(deed.clauses, clause)) << clause;
}

// C2.5d: afterwards only addenda.
TEST_P(Records, ASignedRecordIsLockedAndTakesAddendaOnly) {
    const auto s = ended(mei);
    EXPECT_EQ(save(anna, s, full_record(), 0).status, 200);
    expect_refused(anna.post(session_path(s, "record/addenda"), R"({"text":"太早"})"), 409, "casework.not_signed_yet", "C2.5d");
    const auto reply = sign(anna, s, 1);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(parsed<RecordView>(reply, 200).state, NoteState::signed_);
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "casework.record.sign");
    EXPECT_TRUE(names(deed.clauses, "A1.4b"));
    EXPECT_NE(deed.object_hash, (std::array<std::uint8_t, 32>{}));
    expect_refused(save(anna, s, full_record("改口"), 2), 409, "casework.note_is_signed", "C2.5d");
    expect_refused(sign(anna, s, 2), 409, "casework.note_is_signed", "C2.5d");
    EXPECT_TRUE(parsed<UnwrittenList>(anna.get("/api/v1/me/unwritten"), 200).items.empty());
    const auto list = parsed<VersionList>(anna.post(session_path(s, "record/addenda"), R"({"text":"补记：家长来电"})"), 200);
    ASSERT_EQ(list.items.size(), 2U);
    EXPECT_EQ(list.items.back().kind, VersionKind::addendum);
    EXPECT_EQ(version(anna, s, 2).background.reveal(), "补记：家长来电");
    EXPECT_EQ(record(anna, s).request.reveal(), "CANARY-REQUEST 想睡好觉");
    const auto opened = must(open_case_content(app.env(), app.centre(), s.case_));
    ASSERT_EQ(opened.records.size(), 2U);
    EXPECT_EQ(opened.records[0].request.reveal(), "CANARY-REQUEST 想睡好觉");
    EXPECT_TRUE(opened.records[1].addendum);
    EXPECT_EQ(case_of(anna, s).risk, Risk::low);
}

TEST_P(Records, OthersDoNotReadIt) {
    const auto s = written(mei);
    for (const char* rest : {"record", "record/versions", "record/versions/1", "process-note"}) {
        SCOPED_TRACE(rest);
        const auto of_another = bo.get(session_path(s, rest));
        StartedSession nobody = s;
        nobody.session.id = new_random<SessionId>(app.random());
        const auto of_nobody = bo.get(session_path(nobody, rest));
        EXPECT_EQ(of_another.status, 404);
        EXPECT_EQ(of_nobody.status, 404);
        EXPECT_EQ(of_another.body.size(), of_nobody.body.size());
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    for (const Role role : {Role::visitor, Role::guardian, Role::reception, Role::archive_keeper, Role::leader, Role::class_teacher, Role::finance,
                            Role::system_admin, Role::auditor}) {
        Browser other = app.staff({role});
        SCOPED_TRACE(access::role_name(role));
        EXPECT_EQ(other.get(session_path(s, "record")).status, 403);
        EXPECT_EQ(save(other, s, full_record(), 1).status, 403);
        EXPECT_EQ(sign(other, s, 1).status, 403);
        EXPECT_EQ(other.post(session_path(s, "record/addenda"), R"({"text":"x"})").status, 403);
        EXPECT_EQ(other.get(session_path(s, "process-note")).status, 403);
        EXPECT_EQ(other.put(session_path(s, "process-note"), R"({"text":"x"})", 0).status, 403);
    }
    // A supervisor reads what was presented, never the process note, and changes nothing.
    Browser supervisor = app.staff({Role::supervisor});
    EXPECT_EQ(supervisor.get(session_path(s, "record")).status, 404);
    write([&](store::Tx& tx) {
        return access::add_relation(tx, supervisor.who().subject.person, access::Relation::supervisor_of, "case", any(s.case_), now(), std::nullopt);
    });
    EXPECT_EQ(supervisor.get(session_path(s, "record")).status, 200);
    EXPECT_EQ(app.newest_deed().deed.role, "supervisor");
    EXPECT_EQ(supervisor.get(session_path(s, "process-note")).status, 403);
    EXPECT_EQ(save(supervisor, s, full_record(), 1).status, 403);
}

// C1.5a: sealed to the author; a reset by the house opens nothing.
TEST_P(Records, AProcessNoteOpensWithTheAuthorsOwnSignInOnly) {
    Browser author = eva();
    const auto s = parsed<StartedSession>(unplanned(author, mei), 201);
    EXPECT_EQ(process(author, s).version, 0);
    const auto saved = parsed<ProcessView>(author.put(session_path(s, "process-note"), R"({"text":"我有些急"})", 0), 200);
    EXPECT_EQ(saved.version, 1);
    EXPECT_EQ(app.newest_deed().deed.action, "casework.process.write");
    EXPECT_EQ(process(author, s).text->reveal(), "我有些急");
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::read);
    EXPECT_EQ(author.put(session_path(s, "process-note"), R"({"text":"旧页"})", 0).status, 412);
    Browser elsewhere = sign_in(app.passphrase());
    ASSERT_EQ(elsewhere.who().subject.person, author.who().subject.person);
    EXPECT_EQ(process(elsewhere, s).text->reveal(), "我有些急");
    EXPECT_EQ(count({"test.wraps", "SELECT count(*) FROM process_note_wrap WHERE centre_id = ?1"}), 2);  // author and recovery
    const auto foreign = must(from_base64url(bo.cookie()));
    EXPECT_FALSE(app.identity().person_key(author.who(), foreign).ok());

    Browser admin = app.staff({Role::system_admin});
    const std::string fresh = "another quite long passphrase 9";
    must(app.identity().reset_passphrase(admin.who(), author.who().account, SecretBytes(view_of(fresh))));
    EXPECT_EQ(author.get(session_path(s, "process-note")).status, 401);  // her sign-ins are ended
    tick();
    Browser after = sign_in(fresh);
    const auto closed = process(after, s);
    EXPECT_FALSE(closed.opened);
    EXPECT_FALSE(closed.text);
    EXPECT_EQ(closed.why_not, "casework.sealed_to_an_older_key");
    EXPECT_EQ(closed.version, 1);                                       // kept, for the recovery key
    EXPECT_EQ(after.get(session_path(s, "record")).status, 200);        // the record is the service's, it stays open
}

// DECISIONS "Keys": the second wrap is for the recovery key and for nobody else; in the author's own place it opens nothing.
TEST_P(Records, TheRecoveryWrapIsNotTheAuthorsOnceMore) {
    Browser author = eva();
    const auto s = parsed<StartedSession>(unplanned(author, mei), 201);
    ASSERT_EQ(author.put(session_path(s, "process-note"), R"({"text":"我有些急"})", 0).status, 200);
    EXPECT_TRUE(process(author, s).opened);
    EXPECT_EQ(bare({"test.swap", "UPDATE process_note_wrap SET wrap = (SELECT r.wrap FROM process_note_wrap r WHERE r.centre_id = ?1 "
                                 "ORDER BY r.person_id LIMIT 1) WHERE centre_id = ?1"}), "");  // the recovery key has the number zero
    EXPECT_FALSE(process(author, s).opened);
    EXPECT_EQ(process(author, s).why_not, "casework.sealed_to_an_older_key");
}

// D2.2b: the visitor reads and signs the shared summary, and nothing else.
TEST_P(Records, OnlyTheVisitorSignsTheSharedSummary) {
    const auto s = written(mei);
    Browser own = portal(mei);
    auto list = parsed<SummaryList>(own.get("/api/v1/me/summaries"), 200);
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_EQ(list.items.front().shared_summary.reveal(), "CANARY-SUMMARY 我们约好记录睡眠");
    EXPECT_FALSE(list.items.front().signed_at);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::read);
    EXPECT_FALSE(has(own.get("/api/v1/me/summaries").body, "CANARY-REQUEST"));
    const std::string path = "/api/v1/me/summaries/" + s.session.id.text() + "/sign";
    const std::string body = R"({"signature":"iVBORw0KGgpDQU5BUlk="})";
    Browser stranger = portal(lin);
    EXPECT_EQ(stranger.post(path, body).status, 404);
    EXPECT_TRUE(parsed<SummaryList>(stranger.get("/api/v1/me/summaries"), 200).items.empty());
    EXPECT_EQ(anna.post(path, body).status, 403);
    for (const Role role : {Role::guardian, Role::reception, Role::leader, Role::class_teacher, Role::supervisor, Role::system_admin, Role::auditor}) {
        Browser other = app.staff({role});
        EXPECT_EQ(other.post(path, body).status, 403) << access::role_name(role);
        EXPECT_EQ(other.get("/api/v1/me/summaries").status, 403);
    }
    list = parsed<SummaryList>(own.post(path, body), 200);
    EXPECT_TRUE(list.items.front().signed_at);
    EXPECT_EQ(app.newest_deed().deed.action, "casework.summary.sign");
    EXPECT_TRUE(names(app.newest_deed().deed.clauses, "D2.2b"));
    expect_refused(own.post(path, body), 409, "casework.signed_already", "D2.2b");
    EXPECT_EQ(bare({"test.sig", "UPDATE summary_signature SET signed_at_ms = 1 WHERE centre_id = ?1"}), "casework.signature_is_immutable");
    EXPECT_EQ(bare({"test.sig", "DELETE FROM summary_signature WHERE centre_id = ?1"}), "casework.signature_is_immutable");
    // Nothing to sign before the record is signed, nor where no summary was written.
    RecordIn silent = full_record();
    silent.shared_summary = PrivateText("");
    const auto without = written(lin, silent, kTomorrow);
    EXPECT_EQ(stranger.post("/api/v1/me/summaries/" + without.session.id.text() + "/sign", body).status, 404);
}

}  // namespace
}  // namespace xinan::casework
