// SPDX-License-Identifier: AGPL-3.0-or-later
// My openings and their proofs, the auditor's list and the page before sign-in, over HTTP and on both engines.
#include "capabilities/audit/audit.hpp"
#include "capabilities/reception/testing.hpp"
#include "ledger/formats.hpp"

namespace xinan::audit {
namespace {

using namespace xinan::reception::testing;
using access::Role;

class Openings : public CentreTest {
   protected:
    Openings() : CentreTest({.routes = {routes(), reception::routes()}, .rules = {rules(), reception::rules()}}) {
        (void)booked(visitor, staff_of(counsellor), Millis{3'600'000});
        other = person("别的人");
        (void)booked(other, staff_of(colleague), Millis{3'600'000});
        if (desk.get("/api/v1/board").status != 200) throw std::runtime_error("no board");
        seen = app.newest_deed().sequence;
    }
    static bool says(const http::Response& reply, std::string_view text) { return reply.body.find(text) != std::string::npos; }
    static std::string proof_of(std::uint64_t sequence) { return "/api/v1/me/openings/" + std::to_string(sequence) + "/proof"; }
    PersonId other;
    std::uint64_t seen = 0;  // the deed of a board with both
};
XINAN_ON_BOTH_ENGINES(Openings);

TEST_P(Openings, SayWhoSawMeWhenAndWhatFor) {
    Browser me = portal_of(visitor);
    const auto list = me.get("/api/v1/me/openings");
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_TRUE(says(list, "\"sequence\":" + std::to_string(seen))) << list.body;
    EXPECT_TRUE(says(list, "林老师"));
    EXPECT_TRUE(says(list, "在当天的接待看板上看到了您"));
    EXPECT_TRUE(says(list, R"("outcome":"read")"));
    EXPECT_FALSE(says(list, "别的人"));
    EXPECT_FALSE(says(me.get("/api/v1/me/openings?before=" + std::to_string(seen)), "\"sequence\":" + std::to_string(seen) + ","));
    EXPECT_EQ(me.get("/api/v1/me/openings?before=x").status, 422);
}

// Refused attempts on a case of mine name the case only: they are shown as well.
TEST_P(Openings, ShowRefusedAttemptsOnMyCase) {
    const CaseId mine = new_random<CaseId>(app.random());
    const auto a = booked(visitor, staff_of(counsellor), Millis{26 * 3'600'000});
    write([&](store::Tx& tx) -> Result<void> {
        (void)TRY(scheduling::take_step(tx, {a.id, 0, scheduling::State::in_session, {}, any(mine)}, now()));
        return {};
    });
    ledger::Deed deed;
    deed.action = "casework.case.read";
    deed.outcome = ledger::Outcome::refused;
    deed.actor = colleague.who().subject.person;
    deed.role = "counsellor";
    deed.subjects = {ledger::subject("case", mine)};
    deed.purpose = "care";
    deed.at = now();
    deed = ledger::salted(deed, app.random());
    write([&](store::Tx& tx) -> Result<void> { ledger::leave(tx, deed); return {}; });
    Browser me = portal_of(visitor);
    const auto list = me.get("/api/v1/me/openings");
    EXPECT_TRUE(says(list, R"("outcome":"refused")")) << list.body;
    EXPECT_TRUE(says(list, "周老师"));
}

// D0.1b, D3.1b: each entry of the history can be proved, and an altered one cannot.
TEST_P(Openings, AProofOpensMyOwnSubjectAndNobodyElses) {
    Browser me = portal_of(visitor);
    const auto file = me.get(proof_of(seen));
    ASSERT_EQ(file.status, 200) << file.body;
    EXPECT_TRUE(says(file, visitor.text()));
    EXPECT_FALSE(says(file, other.text())) << "of a board with two, mine alone is opened";
    const auto proof = must(ledger::proof_from_json(file.body));
    const auto& suite = app.env().vault.suite();
    EXPECT_EQ(proof.sequence, seen);
    EXPECT_TRUE(ledger::signature_fits(suite, proof.checkpoint));
    EXPECT_TRUE(ledger::verify_inclusion(suite, ledger::leaf_hash(suite, proof.entry), proof.sequence, proof.checkpoint.size, proof.path,
                                         proof.checkpoint.root));
    const auto shown = me.get("/api/v1/me/openings");
    std::size_t entries = 0;
    for (const auto& entry : app.deeds({.limit = 1000})) {
        const bool mine = std::ranges::find(entry.deed.subjects, ledger::subject("person", visitor)) != entry.deed.subjects.end();
        const std::string number = "\"sequence\":" + std::to_string(entry.sequence) + ",";
        EXPECT_EQ(says(shown, number), mine) << "D3.1b: the whole history of a file and nothing else: " << entry.deed.action;
        if (!mine) continue;
        ++entries;
        EXPECT_EQ(me.get(proof_of(entry.sequence)).status, 200) << "D0.1b";
    }
    EXPECT_GE(entries, 2U);
    Bytes altered = proof.entry;
    altered.back() ^= 1U;
    EXPECT_FALSE(ledger::verify_inclusion(suite, ledger::leaf_hash(suite, altered), proof.sequence, proof.checkpoint.size, proof.path,
                                          proof.checkpoint.root));
    EXPECT_EQ(me.get("/api/v1/checkpoints/newest").status, 200);
}

TEST_P(Openings, AnEntryOfSomebodyElseLooksLikeNone) {
    Browser third = portal_of(person("第三人"));
    const auto theirs = third.get(proof_of(seen));
    const auto none = third.get(proof_of(9'999'999));
    EXPECT_EQ(theirs.status, 404);
    EXPECT_EQ(none.status, 404);
    EXPECT_EQ(third.get("/api/v1/me/openings/abc/proof").status, 404);
    EXPECT_EQ(theirs.body.size(), none.body.size());
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    EXPECT_FALSE(says(third.get("/api/v1/me/openings"), "林老师"));
}

TEST_P(Openings, TheAuditorSeesActsWithoutPersons) {
    Browser auditor = app.staff({Role::auditor});
    const auto list = auditor.get("/api/v1/deeds?action=reception.board.read");
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_TRUE(says(list, R"("action":"reception.board.read")"));
    EXPECT_TRUE(says(list, "林老师"));
    EXPECT_FALSE(says(list, visitor.text()));
    EXPECT_FALSE(says(list, "金丝雀"));
    EXPECT_FALSE(says(list, "identity."));
    EXPECT_EQ(auditor.get("/api/v1/deeds?action=nonsense").status, 422);
    EXPECT_FALSE(says(auditor.get("/api/v1/deeds?before=1"), "\"sequence\":1,"));
}

TEST_P(Openings, NobodyElseReadsTheDeeds) {
    for (const Role role : {Role::system_admin, Role::leader, Role::class_teacher, Role::finance, Role::counsellor, Role::reception}) {
        Browser staff = app.staff({role});
        EXPECT_EQ(staff.get("/api/v1/deeds").status, 403) << role_name(role);
        EXPECT_EQ(staff.get("/api/v1/me/openings").status, 403) << role_name(role);
        EXPECT_EQ(staff.get(proof_of(seen)).status, 403) << role_name(role);
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
        const auto checkpoint = staff.get("/api/v1/checkpoints/newest");
        EXPECT_EQ(checkpoint.status, 200) << "an anchor is everybody's";
        EXPECT_TRUE(ledger::checkpoint_from_json(checkpoint.body).ok());
    }
    EXPECT_EQ(app.visitor().get("/api/v1/deeds").status, 403);
    EXPECT_EQ(app.nobody().get("/api/v1/checkpoints/newest").status, 401);
}

// An older checkpoint that somebody kept, the newest one, and what joins them: from three answers alone.
TEST_P(Openings, AnOlderCheckpointIsJoinedToTheNewest) {
    Browser me = portal_of(visitor);
    (void)must(app.env().ledger.checkpoint_now(app.centre()));
    const auto older = must(ledger::checkpoint_from_json(me.get("/api/v1/checkpoints/newest").body));
    for (int i = 0; i < 5; ++i) (void)me.get("/api/v1/me/openings/9999999/proof");  // refused, each with its deed
    (void)must(app.env().ledger.checkpoint_now(app.centre()));
    const auto newer = must(ledger::checkpoint_from_json(me.get("/api/v1/checkpoints/newest").body));
    ASSERT_GT(newer.size, older.size);
    const std::string path = "/api/v1/ledger/consistency?from=" + std::to_string(older.size);
    const auto file = me.get(path + "&to=" + std::to_string(newer.size));
    ASSERT_EQ(file.status, 200) << file.body;
    auto proof = must(ledger::consistency_from_json(file.body));
    EXPECT_EQ(me.get(path).body, file.body) << "to the newest";
    const auto& suite = app.env().vault.suite();
    EXPECT_TRUE(ledger::verify_consistency(suite, older.size, older.root, newer.size, newer.root, proof.path));
    ASSERT_FALSE(proof.path.empty());
    proof.path.front()[0] ^= 1U;
    EXPECT_FALSE(ledger::verify_consistency(suite, older.size, older.root, newer.size, newer.root, proof.path));
    EXPECT_EQ(me.get("/api/v1/ledger/consistency").status, 422);
    EXPECT_EQ(me.get("/api/v1/ledger/consistency?from=0").status, 422);
    EXPECT_EQ(me.get("/api/v1/ledger/consistency?from=5&to=2").status, 404);
    EXPECT_EQ(me.get("/api/v1/ledger/consistency?from=1&to=9999999").status, 404) << "beyond what there is";
    (void)me.get("/api/v1/me/openings/9999999/proof");
    EXPECT_EQ(me.get(path + "&to=" + std::to_string(newer.size + 1)).status, 404) << "there, but not signed yet";
    EXPECT_EQ(app.nobody().get(path).status, 401);
}

// Before any sign-in, and on a sealed server too: whom to call.
TEST_P(Openings, AnybodyMayKnowTheCentreAndWhomToCall) {
    Browser nobody = app.nobody();
    const auto page = nobody.get("/api/v1/public/centre");
    ASSERT_EQ(page.status, 200) << page.body;
    for (const char* number : {"12356", "12355", "110", "120"}) EXPECT_TRUE(says(page, number));
    EXPECT_TRUE(says(page, R"("demo":false)"));
    EXPECT_TRUE(says(page, R"("zone":"Asia/Shanghai")"));
    EXPECT_TRUE(says(page, must(app.env().vault.key_fingerprint(app.centre()))));
    write([&](store::Tx& tx) { return store::set_setting(tx, demo_setting(), 1, UtcTime{1}); });
    EXPECT_TRUE(says(nobody.get("/api/v1/public/centre"), R"("demo":true)"));
    app.env().vault.seal();
    const auto sealed = nobody.get("/api/v1/public/centre");
    EXPECT_EQ(sealed.status, 200) << sealed.body;
    EXPECT_TRUE(says(sealed, "12356"));
}

TEST(AuditPolicy, AgreesWithTheTableWrittenByHand) {
    for (const std::string& finding : table_findings(rules(), "audit.")) ADD_FAILURE() << finding;
}

}  // namespace
}  // namespace xinan::audit
