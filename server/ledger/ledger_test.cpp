// SPDX-License-Identifier: AGPL-3.0-or-later
// Acts and deeds are one to one, in the order of their commits, on both engines.
#include <thread>

#include "ledger/entry.hpp"
#include "ledger/ledger_support.hpp"

namespace xinan::ledger {
namespace {

using testing::a_deed;
using testing::code_of;
using testing::kTestNow;
using testing::must;
using testing::nth;
using testing::World;

class TheLedger : public ::testing::TestWithParam<store::Engine> {
   protected:
    World world{GetParam()};
};
XINAN_ON_BOTH_ENGINES(TheLedger);

constexpr store::Sql kAct{"test.act",
                          "INSERT INTO job (centre_id, job_id, kind, reference, due_at_ms, lease_until_at_ms, attempts, dead)"
                          " VALUES (?1, ?2, 'test', '', 0, 0, 0, 0)"};
constexpr store::Sql kActs{"test.acts", "SELECT count(*) FROM job WHERE centre_id = ?1"};

std::int64_t acts(World& world) {
    return must(world.store->read(world.centre(), [](store::Tx& tx) -> Result<std::int64_t> {
        return TRY(tx.query(kActs)).i64(0, 0);
    }));
}

TEST_P(TheLedger, OneActLeavesOneDeed) {
    const Deed deed = salted(a_deed(1), *world.random);
    must(world.store->write(world.centre(), [&](store::Tx& tx) -> Result<void> {
        TRY(tx.run(kAct, nth(1)));
        leave(tx, deed);
        return {};
    }));
    EXPECT_EQ(acts(world), 1);
    const auto entries = world.find({});
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].sequence, 0U);
    const Deed& kept = entries[0].deed;
    EXPECT_EQ(kept.action, deed.action);
    EXPECT_EQ(kept.actor, deed.actor);
    EXPECT_EQ(kept.role, deed.role);
    EXPECT_EQ(kept.purpose, deed.purpose);
    EXPECT_EQ(kept.clauses, deed.clauses);
    EXPECT_EQ(kept.request, deed.request);
    EXPECT_EQ(kept.at, deed.at);
    EXPECT_EQ(kept.subjects, deed.subjects);
    EXPECT_EQ(kept.salts, deed.salts);
}

TEST_P(TheLedger, ARolledBackOperationLeavesNone) {
    const Deed deed = salted(a_deed(1), *world.random);
    const auto result = world.store->write(world.centre(), [&](store::Tx& tx) -> Result<void> {
        TRY(tx.run(kAct, nth(1)));
        leave(tx, deed);
        return fail(ErrorKind::conflict, "test.no");
    });
    EXPECT_EQ(code_of(result), "test.no");
    EXPECT_EQ(acts(world), 0);
    EXPECT_EQ(world.size(), 0U);
}

TEST_P(TheLedger, ARefusalLeavesOneDeed) {
    Deed refused = a_deed(1);
    refused.outcome = Outcome::refused;
    refused.code = "scheduling.slot_taken";
    refused = salted(std::move(refused), *world.random);
    const auto result = world.store->write(
        world.centre(), [&](store::Tx&) -> Result<void> { return fail(ErrorKind::conflict, "scheduling.slot_taken"); },
        [&](store::Tx& tx, const Error& error) -> Result<void> {
            EXPECT_EQ(error.code, "scheduling.slot_taken");
            leave(tx, refused);
            return {};
        });
    EXPECT_EQ(code_of(result), "scheduling.slot_taken");
    const auto entries = world.find({.outcome = Outcome::refused});
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].deed.code, "scheduling.slot_taken");
}

TEST_P(TheLedger, IfTheDeedCannotBeWrittenTheActFails) {
    must(world.store->write(world.centre(), [](store::Tx& tx) {
        return tx.run_script(tx.is_postgres()
                                 ? "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$"
                                   " BEGIN RAISE EXCEPTION 'test.ledger_is_broken' USING ERRCODE = 'XN001'; END $$;"
                                   " CREATE TRIGGER broken BEFORE INSERT ON deed FOR EACH ROW EXECUTE FUNCTION broken();"
                                 : "CREATE TRIGGER broken BEFORE INSERT ON deed"
                                   " BEGIN SELECT RAISE (ABORT, 'test.ledger_is_broken'); END;");
    }));
    const Deed deed = salted(a_deed(1), *world.random);
    const auto result = world.store->write(world.centre(), [&](store::Tx& tx) -> Result<void> {
        TRY(tx.run(kAct, nth(1)));
        leave(tx, deed);
        return {};
    });
    EXPECT_EQ(code_of(result), "test.ledger_is_broken");
    EXPECT_EQ(acts(world), 0);
    EXPECT_EQ(world.size(), 0U);
}

TEST_P(TheLedger, NumbersWithoutGapUnderManyThreads) {
    constexpr int kThreads = 16;
    constexpr int kEach = 40;
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([this, t] {
            const auto random = seeded_random(static_cast<std::uint64_t>(t));
            for (int i = 0; i < kEach; ++i) {
                const Deed deed = salted(a_deed(static_cast<std::uint64_t>(t * kEach + i)), *random);
                const bool fails = i % 5 == 4;
                (void)world.store->write(world.centre(), [&](store::Tx& tx) -> Result<void> {
                    leave(tx, deed);
                    if (fails) return fail(ErrorKind::conflict, "test.no");
                    return {};
                });
            }
        });
    }
    threads.clear();
    const auto entries = world.find({.limit = 1'000});
    ASSERT_EQ(entries.size(), static_cast<std::size_t>(kThreads * kEach * 4 / 5));
    for (std::size_t i = 0; i < entries.size(); ++i) ASSERT_EQ(entries[i].sequence, entries.size() - 1 - i);
    must(world.ledger.checkpoint_now(world.centre()));
    EXPECT_EQ(world.findings(), std::vector<std::string>{});
}

TEST_P(TheLedger, CentresHaveTheirOwnTrees) {
    world.fill(3);
    const CentreId other = world.store.another_centre();
    const Deed deed = salted(a_deed(9), *world.random);
    must(world.store->write(other, [&](store::Tx& tx) -> Result<void> {
        leave(tx, deed);
        return {};
    }));
    EXPECT_EQ(world.size(), 3U);
    EXPECT_EQ(must(world.store->read(other, [](store::Tx& tx) { return DeedReader(tx).size(); })), 1U);
}

TEST_P(TheLedger, TheDatabaseRefusesToChangeIt) {
    world.fill(300);
    must(world.ledger.checkpoint_now(world.centre()));
    const std::pair<const char*, const char*> kForbidden[] = {
        {"UPDATE deed SET role = 'other'", "ledger.deed_is_immutable"},
        {"DELETE FROM deed WHERE seq = 299", "ledger.deed_is_immutable"},
        {"UPDATE deed_subject SET kind = 'case'", "ledger.subject_is_immutable"},
        {"UPDATE ledger_tile SET root = hashes", "ledger.tile_is_immutable"},
        {"DELETE FROM ledger_tile", "ledger.tile_is_immutable"},
        {"UPDATE ledger_checkpoint SET at_ms = 0", "ledger.checkpoint_is_immutable"},
        {"DELETE FROM ledger_checkpoint", "ledger.checkpoint_is_immutable"},
        {"UPDATE ledger_head SET size = 299", "ledger.head_moves_forward"},
        {"DELETE FROM ledger_head", "ledger.head_moves_forward"}};
    for (const auto& [statement, code] : kForbidden) {
        const std::string text = statement;
        EXPECT_EQ(code_of(world.store->write(world.centre(), [&](store::Tx& tx) { return tx.run_script(text); })), code) << text;
    }
    EXPECT_EQ(world.findings(), std::vector<std::string>{});
}

TEST_P(TheLedger, AClockBehindTheLastDeedStopsWrites) {
    world.fill(1);
    world.clock.advance(Millis{-5'000});
    EXPECT_EQ(code_of(world.leave_deeds({a_deed(1, world.clock.now())})), "");
    world.clock.advance(Millis{-1});
    EXPECT_EQ(code_of(world.leave_deeds({a_deed(2, world.clock.now())})), "unavailable.clock");
    EXPECT_EQ(world.size(), 2U);
}

TEST_P(TheLedger, DeedsAreFoundBySubjectActorActionAndTime) {
    for (std::uint64_t n = 0; n < 30; ++n) {
        Deed deed = a_deed(n, kTestNow + Millis{static_cast<std::int64_t>(n) * 1'000});
        if (n % 10 == 0) deed.action = "casework.note.open";
        if (n % 10 == 0) deed.outcome = Outcome::read;
        world.clock.set(deed.at);
        must(world.leave_deeds({deed}));
    }
    const auto sequences = [&](Filter filter) {
        std::vector<std::uint64_t> out;
        for (const Entry& entry : world.find(filter)) out.push_back(entry.sequence);
        return out;
    };
    using Sequences = std::vector<std::uint64_t>;
    EXPECT_EQ(sequences({.subject = Subject{"appointment", nth(7)}}), Sequences{7});
    EXPECT_EQ(sequences({.subject = Subject{"person", nth(7)}}), Sequences{});
    EXPECT_EQ(sequences({.subject = Subject{"person", nth(10'002)}}), (Sequences{27, 22, 17, 12, 7, 2}));
    EXPECT_EQ(sequences({.subject = Subject{"person", nth(10'000)}, .action = "casework.note.open"}), (Sequences{20, 10, 0}));
    EXPECT_EQ(sequences({.subject = Subject{"person", nth(10'000)}, .actor = nth(1'002)}), (Sequences{20, 5}));
    EXPECT_EQ(sequences({.action = "casework.note.open"}), (Sequences{20, 10, 0}));
    EXPECT_EQ(sequences({.action = "casework.note.open", .before_sequence = 20, .limit = 1}), Sequences{10});
    EXPECT_EQ(sequences({.actor = nth(1'001), .action = "casework.note.open"}), Sequences{10});
    EXPECT_EQ(sequences({.actor = nth(1'000), .limit = 2}), (Sequences{27, 24}));
    EXPECT_EQ(sequences({.outcome = Outcome::read, .limit = 2}), (Sequences{20, 10}));
    EXPECT_EQ(sequences({.from = kTestNow + Millis{3'000}, .until = kTestNow + Millis{5'000}}), (Sequences{4, 3}));
    EXPECT_EQ(code_of(world.store->read(world.centre(), [](store::Tx& tx) { return DeedReader(tx).find({.limit = 1'001}); })),
              "ledger.bad_limit");
}

TEST_P(TheLedger, ADeedMayNameHundredsOfSubjects) {
    Deed deed = a_deed(1);
    for (std::uint64_t n = 0; n < kSubjectsMax; ++n) deed.subjects.push_back({"person", nth(20'000 + n)});
    deed.subjects.resize(kSubjectsMax);
    deed.subjects.back() = deed.subjects.front();  // named twice: kept once
    must(world.leave_deeds({deed}));
    const auto entries = world.find({});
    EXPECT_EQ(entries.at(0).deed.subjects.size(), kSubjectsMax - 1);
    EXPECT_EQ(world.find({.subject = Subject{"person", nth(20'100)}}).size(), 1U);
}

TEST_P(TheLedger, CheckpointsComeAt256EntriesOr60Seconds) {
    EXPECT_FALSE(must(world.ledger.checkpoint_if_due(world.centre())).has_value());
    world.fill(1);
    ASSERT_TRUE(must(world.ledger.checkpoint_if_due(world.centre())).has_value());
    world.fill(255);
    EXPECT_FALSE(must(world.ledger.checkpoint_if_due(world.centre())).has_value());
    world.fill(1);
    EXPECT_EQ(must(world.ledger.checkpoint_if_due(world.centre()))->size, 257U);
    world.clock.advance(Millis{60'000});
    EXPECT_FALSE(must(world.ledger.checkpoint_if_due(world.centre())).has_value()) << "nothing came since";
    world.fill(1);
    const auto last = must(world.ledger.checkpoint_if_due(world.centre()));
    ASSERT_TRUE(last.has_value());
    EXPECT_EQ(last->size, 258U);
    EXPECT_TRUE(signature_fits(world.keys.vault.suite(), *last));
    EXPECT_EQ(must(world.ledger.newest_checkpoint(world.centre()))->root, last->root);
    EXPECT_EQ(to_json(must(world.ledger.checkpoint_now(world.centre()))), to_json(*last)) << "the newest again";
    EXPECT_EQ(world.findings(), std::vector<std::string>{});
}

TEST_P(TheLedger, ASealedServerSignsNothing) {
    world.fill(1);
    world.keys.vault.seal();
    EXPECT_EQ(code_of(world.ledger.checkpoint_now(world.centre())), "unavailable.sealed");
    world.fill(1);
    EXPECT_EQ(world.size(), 2U) << "deeds go on";
}

}  // namespace
}  // namespace xinan::ledger
