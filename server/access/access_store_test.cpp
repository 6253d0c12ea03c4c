// SPDX-License-Identifier: AGPL-3.0-or-later
// Relations and grants as rows: half-open spans, what has ended opens nothing, nothing is deleted.
#include "access/access.hpp"
#include "base/testing.hpp"
#include "store/testing.hpp"

namespace xinan::access {
namespace {

using namespace xinan::testing;  // NOLINT(google-build-using-namespace): a test's own words

constexpr Millis kHour{3'600'000};

class AccessRows : public store::EngineTest {
   protected:
    template <class F>
    auto write(F f) { return store().write(centre(), std::move(f)); }
    template <class F>
    auto read(F f) { return store().read(centre(), std::move(f)); }

    std::string add(Relation relation, UtcTime from, std::optional<UtcTime> until = std::nullopt) {
        return code_of(write([&](store::Tx& tx) { return add_relation(tx, person_, relation, "case", record_, from, until); }));
    }
    std::string end(Relation relation, UtcTime at) {
        return code_of(write([&](store::Tx& tx) { return end_relation(tx, person_, relation, "case", record_, at); }));
    }
    std::vector<Relation> relations(UtcTime at) {
        return must(read([&](store::Tx& tx) { return relations_of(tx, person_, "case", record_, at); }));
    }
    Standing standing_at(UtcTime at, AnyId record) {
        Subject subject;
        subject.centre = centre();
        subject.person = person_;
        return must(read([&](store::Tx& tx) { return standing(tx, subject, "casework.note.read", "case", record, at); }));
    }
    Grant a_grant() {
        return {new_random<GrantId>(*world_.random), person_, "casework.note.read", "case", record_, approver_, "care", now_, now_ + kHour};
    }
    std::string add(const Grant& grant) {
        return code_of(write([&](store::Tx& tx) { return add_grant(tx, grant); }));
    }

    World world_;
    UtcTime now_ = kTestNow;
    AnyId person_ = new_random<AnyId>(*world_.random);
    AnyId approver_ = new_random<AnyId>(*world_.random);
    AnyId record_ = new_random<AnyId>(*world_.random);
};
XINAN_ON_BOTH_ENGINES(AccessRows);

TEST_P(AccessRows, ARelationHoldsFromItsBeginningUntilJustBeforeItsEnd) {
    ASSERT_EQ(add(Relation::counsellor_of, now_, now_ + kHour), "");
    EXPECT_TRUE(relations(now_ - Millis{1}).empty());
    EXPECT_EQ(relations(now_), std::vector{Relation::counsellor_of});
    EXPECT_EQ(relations(now_ + kHour - Millis{1}), std::vector{Relation::counsellor_of});
    EXPECT_TRUE(relations(now_ + kHour).empty());
    EXPECT_EQ(add(Relation::author_of, now_, now_), "access.span");
}

TEST_P(AccessRows, AnEndedRelationOpensNothingAndMayBeginAgain) {
    ASSERT_EQ(add(Relation::counsellor_of, now_), "");
    ASSERT_EQ(end(Relation::counsellor_of, now_ + kHour), "");
    EXPECT_EQ(relations(now_ + kHour - Millis{1}).size(), 1U) << "who was the counsellor then stays answerable";
    EXPECT_TRUE(standing_at(now_ + kHour, record_).relations.empty());
    EXPECT_EQ(end(Relation::counsellor_of, now_ + kHour), "access.relation_not_in_force");
    ASSERT_EQ(add(Relation::counsellor_of, now_ + 2 * kHour), "");
    EXPECT_TRUE(standing_at(now_ + kHour, record_).relations.empty());
    EXPECT_TRUE(standing_at(now_ + 3 * kHour, record_).has(Relation::counsellor_of));
}

TEST_P(AccessRows, EndingReachesWhatHasNotBegun) {
    ASSERT_EQ(add(Relation::counsellor_of, now_ + 2 * kHour), "");
    ASSERT_EQ(end(Relation::counsellor_of, now_), "");
    EXPECT_TRUE(relations(now_ + 3 * kHour).empty());
}

TEST_P(AccessRows, ARelationThatIsThereAlreadyIsNotWrittenTwice) {
    ASSERT_EQ(add(Relation::counsellor_of, now_), "");
    ASSERT_EQ(add(Relation::counsellor_of, now_), "");
    ASSERT_EQ(add(Relation::counsellor_of, now_ + kHour, now_ + 2 * kHour), "");
    ASSERT_EQ(add(Relation::author_of, now_), "");
    EXPECT_EQ(relations(now_ + kHour), (std::vector{Relation::counsellor_of, Relation::author_of}));
}

TEST_P(AccessRows, AnExpiredOrEndedGrantOpensNothing) {
    const Grant grant = a_grant();
    ASSERT_EQ(add(grant), "");
    EXPECT_FALSE(standing_at(now_ - Millis{1}, record_).grant);
    EXPECT_EQ(standing_at(now_, record_).grant, grant.id);
    EXPECT_FALSE(standing_at(now_ + kHour, record_).grant);
    ASSERT_EQ(code_of(write([&](store::Tx& tx) { return end_grant(tx, grant.id, now_ + Millis{5}); })), "");
    EXPECT_FALSE(standing_at(now_ + Millis{5}, record_).grant);
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return end_grant(tx, grant.id, now_ + Millis{6}); })), "access.grant_not_in_force");
}

TEST_P(AccessRows, AGrantIsForOnePersonActionAndRecord) {
    ASSERT_EQ(add(a_grant()), "");
    const auto in_force = [&](AnyId person, std::string_view action, std::string_view kind, AnyId record) {
        return must(read([&](store::Tx& tx) { return grant_in_force(tx, person, action, kind, record, now_); })).has_value();
    };
    EXPECT_TRUE(in_force(person_, "casework.note.read", "case", record_));
    EXPECT_FALSE(in_force(approver_, "casework.note.read", "case", record_));
    EXPECT_FALSE(in_force(person_, "casework.note.sign", "case", record_));
    EXPECT_FALSE(in_force(person_, "casework.note.read", "archive_file", record_));
    EXPECT_FALSE(in_force(person_, "casework.note.read", "case", approver_));
}

TEST_P(AccessRows, AGrantNeedsAnEndAndAnotherPersonExceptInAnEmergency) {
    Grant grant = a_grant();
    grant.until = grant.from;
    EXPECT_EQ(add(grant), "access.span");
    grant.until = grant.from + 24 * 367 * kHour;
    EXPECT_EQ(add(grant), "access.span");
    grant = a_grant();
    grant.approved_by = person_;
    EXPECT_EQ(add(grant), "access.grant_self_approved");
    grant.purpose = "emergency";
    EXPECT_EQ(add(grant), "");
}

TEST_P(AccessRows, OfARecordThatDoesNotExistNothingStands) {
    ASSERT_EQ(add(Relation::counsellor_of, now_), "");
    const Standing nothing = standing_at(now_, new_random<AnyId>(*world_.random));
    EXPECT_TRUE(nothing.relations.empty());
    EXPECT_FALSE(nothing.grant);
}

TEST_P(AccessRows, AnotherCentreSeesNothing) {
    ASSERT_EQ(add(Relation::counsellor_of, now_), "");
    const CentreId other = test_store().another_centre();
    EXPECT_TRUE(must(store().read(other, [&](store::Tx& tx) { return relations_of(tx, person_, "case", record_, now_); })).empty());
}

TEST_P(AccessRows, CrisisDutyIsSeenWhateverTheRecord) {
    const auto on_duty = [&](UtcTime at) { return must(read([&](store::Tx& tx) { return on_crisis_duty(tx, person_, at); })); };
    ASSERT_EQ(add(Relation::crisis_on_call, now_, now_ + kHour), "");
    EXPECT_TRUE(on_duty(now_));
    EXPECT_FALSE(on_duty(now_ + kHour));
}

// The database keeps the promise too: even our own statements cannot delete, reopen or move a row.
TEST_P(AccessRows, TheDatabaseRefusesToDeleteReopenOrChange) {
    ASSERT_EQ(add(Relation::counsellor_of, now_, now_ + kHour), "");
    ASSERT_EQ(add(a_grant()), "");
    const auto run = [&](const store::Sql& sql) {
        return code_of(write([&](store::Tx& tx) { return tx.run(sql); }));
    };
    static constexpr store::Sql kDelete{"test.delete", "DELETE FROM relation WHERE centre_id = ?1"};
    static constexpr store::Sql kReopen{"test.reopen", "UPDATE relation SET until_at_ms = until_at_ms + 1 WHERE centre_id = ?1"};
    static constexpr store::Sql kBackdate{"test.backdate", "UPDATE relation SET from_at_ms = from_at_ms - 1 WHERE centre_id = ?1"};
    static constexpr store::Sql kPromote{"test.promote", "UPDATE relation SET relation = 'author_of' WHERE centre_id = ?1"};
    static constexpr store::Sql kGrantDelete{"test.grant_delete", "DELETE FROM access_grant WHERE centre_id = ?1"};
    static constexpr store::Sql kGrantLonger{"test.grant_longer", "UPDATE access_grant SET until_at_ms = until_at_ms + 1 WHERE centre_id = ?1"};
    static constexpr store::Sql kGrantPurpose{"test.grant_purpose", "UPDATE access_grant SET purpose = 'own' WHERE centre_id = ?1"};
    for (const auto* sql : {&kDelete, &kReopen, &kBackdate, &kPromote}) EXPECT_EQ(run(*sql), "access.relation_is_kept") << sql->name;
    for (const auto* sql : {&kGrantDelete, &kGrantLonger, &kGrantPurpose}) EXPECT_EQ(run(*sql), "access.grant_is_kept") << sql->name;
    EXPECT_EQ(relations(now_).size(), 1U);
}

// Lists join this view: it must say of a person what standing() says, at every moment.
TEST_P(AccessRows, TheViewOfVisibleRecordsAgreesWithStanding) {
    static constexpr store::Sql kVisible{"test.visible", R"(
SELECT relation, action FROM visible_record
WHERE centre_id = ?1 AND principal_id = ?2 AND record_kind = 'case' AND record_id = ?3 AND from_ms <= ?4 AND ?4 < until_ms ORDER BY relation)"};
    ASSERT_EQ(add(Relation::counsellor_of, now_ + kHour), "");
    ASSERT_EQ(add(Relation::author_of, now_, now_ + 2 * kHour), "");
    ASSERT_EQ(add(a_grant()), "");
    for (const Millis later : {Millis{-1}, Millis{0}, kHour - Millis{1}, kHour, 2 * kHour, 500 * kHour}) {
        const UtcTime at = now_ + later;
        const auto rows = must(read([&](store::Tx& tx) { return tx.query(kVisible, person_, record_, at); }));
        const Standing expected = standing_at(at, record_);
        EXPECT_EQ(rows.size(), expected.relations.size() + (expected.grant ? 1U : 0U)) << later.count();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows.text(i, 0) == "grant") EXPECT_EQ(rows.text(i, 1), "casework.note.read");
            else EXPECT_TRUE(expected.has(relation_from(rows.text(i, 0)).value()));
        }
    }
}

}  // namespace
}  // namespace xinan::access
