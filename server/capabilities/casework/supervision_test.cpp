// SPDX-License-Identifier: AGPL-3.0-or-later
// Process notes and the supervisors they are sealed to (DECISIONS "Keys"; C1.5d, C5.2.5b).
#include "capabilities/casework/casework_support.hpp"
#include "capabilities/casework/routes_steps.hpp"

namespace xinan::casework {
namespace {

using testing::Browser;
using testing::has;
using testing::kNoon;
using testing::must;
using testing::names;
using testing::Role;

class Supervision : public testing::CaseworkTest {
   protected:
    Supervision() : zhou(app.staff({Role::supervisor})), other(app.staff({Role::supervisor})) {
        staff::bind_supervision_ended(on_supervision_ended);
        for (const Browser* each : {&zhou, &other}) counsellor(id_of(*each));
    }
    void name(const Browser& who) {
        write([&](store::Tx& tx) { return staff::name_supervisor(tx, id_of(anna), id_of(who), now()); });
    }
    void end(const Browser& who) {
        write([&](store::Tx& tx) { return staff::end_supervision(tx, id_of(anna), id_of(who), now()); });
    }
    http::Response write_note(const StartedSession& s, std::string_view text, std::int64_t version) {
        return anna.put(session_path(s, "process-note"), R"({"text":")" + std::string(text) + R"("})", version);
    }
    http::Response open(Browser& by, const StartedSession& s, StaffId author) {
        return by.get(session_path(s, "process-notes/" + author.text()));
    }
    std::int64_t wraps() { return count({"test.wraps", "SELECT count(*) FROM process_note_wrap WHERE centre_id = ?1"}); }
    Browser zhou, other;
};
XINAN_ON_BOTH_ENGINES(Supervision);

TEST_P(Supervision, ANoteIsSealedToTheSupervisorsInForce) {
    const auto s = running(mei);
    ASSERT_EQ(write_note(s, "CANARY-EARLY 还没有督导", 0).status, 200);
    EXPECT_EQ(wraps(), 2);  // author and recovery
    name(zhou);
    auto early = parsed<ProcessView>(open(zhou, s, id_of(anna)), 200);
    EXPECT_FALSE(early.opened);
    EXPECT_EQ(early.why_not, "casework.not_wrapped_to_you");
    EXPECT_EQ(parsed<SupervisedList>(zhou.get("/api/v1/me/supervised"), 200).items.front().sealed_to_me, false);
    tick();
    ASSERT_EQ(write_note(s, "CANARY-NOTE 反移情", 1).status, 200);
    EXPECT_EQ(wraps(), 3);
    const auto reply = zhou.get("/api/v1/me/supervised");
    const auto list = parsed<SupervisedList>(reply, 200);
    ASSERT_EQ(list.items.size(), 1U);
    EXPECT_TRUE(list.items.front().sealed_to_me);
    EXPECT_EQ(list.items.front().author, id_of(anna));
    EXPECT_FALSE(has(reply.body, "梅")) << "by code, not by name";
    const auto opened = parsed<ProcessView>(open(zhou, s, id_of(anna)), 200);
    EXPECT_EQ(opened.text->reveal(), "CANARY-NOTE 反移情");
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "casework.process.supervise");
    EXPECT_EQ(deed.outcome, ledger::Outcome::read);
    EXPECT_EQ(deed.purpose, "supervision");
    EXPECT_EQ(deed.role, "supervisor");
    EXPECT_TRUE(names(deed.clauses, "C1.5d"));
    EXPECT_EQ(parsed<ProcessView>(anna.get(session_path(s, "process-note")), 200).text->reveal(), "CANARY-NOTE 反移情");
    EXPECT_EQ(zhou.get(session_path(s, "record")).status, 404) << "the record opens to whom the case is presented";
}

TEST_P(Supervision, ItClosesWhenTheSupervisionEnds) {
    const auto s = running(mei);
    name(zhou);
    name(other);
    ASSERT_EQ(write_note(s, "CANARY-NOTE 反移情", 0).status, 200);
    EXPECT_EQ(wraps(), 4);
    EXPECT_EQ(open(zhou, s, id_of(anna)).status, 200);
    tick();
    end(zhou);
    EXPECT_EQ(wraps(), 3) << "what was sealed to him is gone, not only ignored";
    const auto after = open(zhou, s, id_of(anna));
    const auto nobody = open(zhou, s, id_of(bo));
    EXPECT_EQ(after.status, 404);
    EXPECT_EQ(nobody.status, 404);
    EXPECT_EQ(after.body.size(), nobody.body.size());
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    EXPECT_TRUE(parsed<SupervisedList>(zhou.get("/api/v1/me/supervised"), 200).items.empty());
    ASSERT_EQ(write_note(s, "CANARY-LATER 之后写的", 1).status, 200);
    EXPECT_EQ(wraps(), 3);
    EXPECT_EQ(parsed<ProcessView>(open(other, s, id_of(anna)), 200).text->reveal(), "CANARY-LATER 之后写的");
    // Named again: what was written between opens when the author saves it again.
    tick();
    name(zhou);
    EXPECT_FALSE(parsed<ProcessView>(open(zhou, s, id_of(anna)), 200).opened);
}

// A1.2c: a supervisor who stands to the visitor in another way is not among the readers.
TEST_P(Supervision, NotToOneWithAnotherRelationToTheVisitor) {
    const auto s = running(mei);
    name(zhou);
    write([&](store::Tx& tx) { return staff::declare_conflict(tx, id_of(zhou), mei, staff::ConflictKind::relative, now()); });
    ASSERT_EQ(write_note(s, "反移情", 0).status, 200);
    EXPECT_EQ(wraps(), 2);
    EXPECT_EQ(open(zhou, s, id_of(anna)).status, 404);
}

TEST_P(Supervision, NobodyElseOpensIt) {
    const auto s = running(mei);
    name(zhou);
    ASSERT_EQ(write_note(s, "反移情", 0).status, 200);
    EXPECT_EQ(open(other, s, id_of(anna)).status, 404);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    for (const Role role : {Role::counsellor, Role::visitor, Role::guardian, Role::reception, Role::archive_keeper, Role::leader, Role::class_teacher,
                            Role::finance, Role::system_admin, Role::auditor}) {
        SCOPED_TRACE(access::role_name(role));
        Browser who = app.staff({role});
        EXPECT_EQ(open(who, s, id_of(anna)).status, 403);
        EXPECT_EQ(who.get("/api/v1/me/supervised").status, 403);
    }
}

}  // namespace
}  // namespace xinan::casework
