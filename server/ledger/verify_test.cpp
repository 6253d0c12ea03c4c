// SPDX-License-Identifier: AGPL-3.0-or-later
// The examination from the rows: each tampering is found, and named as exactly as can be proved.
#include <gtest/gtest.h>

#include "ledger/entry.hpp"
#include "ledger/ledger_support.hpp"
#include "ledger/verify/offline.hpp"

namespace xinan::ledger {
namespace {

using crypto::SuiteId;
using testing::a_deed;
using testing::code_of;
using testing::must;
using testing::nth;
using testing::World;
using Lines = std::vector<std::string>;

struct Where {
    store::Engine engine;
    SuiteId suite;
};

class Examined : public ::testing::TestWithParam<Where> {
   protected:
    // 700 entries; checkpoints at 300, 600 and 650.
    void SetUp() override {
        for (const std::uint64_t count : {300, 300, 50}) {
            world.fill(count, filled);
            filled += count;
            signed_.push_back(must(world.ledger.checkpoint_now(world.centre())));
        }
        world.fill(50, filled);
    }
    World world{GetParam().engine, GetParam().suite};
    std::uint64_t filled = 0;
    std::vector<Checkpoint> signed_;
};
INSTANTIATE_TEST_SUITE_P(Everywhere, Examined,
                         ::testing::Values(Where{store::Engine::sqlite, SuiteId::international},
                                           Where{store::Engine::sqlite, SuiteId::guomi},
                                           Where{store::Engine::postgres, SuiteId::international},
                                           Where{store::Engine::postgres, SuiteId::guomi}),
                         [](const auto& with) {
                             return std::string(store::name_of(with.param.engine)) + "_" +
                                    std::string(crypto::suite(with.param.suite).name());
                         });

TEST_P(Examined, AnHonestLedgerHasNoFindings) {
    EXPECT_EQ(world.findings(), Lines{});
    for (const Checkpoint& checkpoint : signed_) EXPECT_EQ(world.findings(&checkpoint), Lines{});
    std::vector<std::pair<std::uint64_t, std::uint64_t>> seen;
    must(world.ledger.verify(world.centre(), nullptr, [&](std::uint64_t done, std::uint64_t total) { seen.emplace_back(done, total); }));
    EXPECT_EQ(seen.back(), (std::pair<std::uint64_t, std::uint64_t>{700, 700}));
}

TEST_P(Examined, AnAlteredEntryIsNamed) {
    world.tamper("UPDATE deed SET body = (SELECT body FROM deed WHERE seq = 411) WHERE seq = 410;");
    const Lines findings = world.findings();
    ASSERT_GE(findings.size(), 1U);
    EXPECT_EQ(findings[0], "ledger.entry_altered sequence=410");
}

TEST_P(Examined, AnEntryAlteredWithItsLeafIsNamedByItsSpan) {
    const crypto::Suite& suite = world.keys.vault.suite();
    Deed deed = salted(a_deed(999), *world.random);
    const Bytes body = encode_entry(suite, 410, deed);
    const Hash leaf = leaf_hash(suite, body);
    const auto literal = [&](ByteView bytes) {
        return GetParam().engine == store::Engine::postgres ? "'\\x" + to_hex(bytes) + "'::bytea" : "x'" + to_hex(bytes) + "'";
    };
    world.tamper("DELETE FROM deed_subject WHERE seq = 410; UPDATE deed SET body = " + literal(body) + ", leaf_hash = " +
                 literal(leaf) + ", actor_id = " + literal(deed.actor.view()) + ", at_ms = " + std::to_string(deed.at.ms) +
                 " WHERE seq = 410;");
    EXPECT_EQ(world.findings(), Lines{"ledger.span_differs from=300 to=600"});
    const Lines against = world.findings(&signed_[1]);
    ASSERT_EQ(against.size(), 2U);
    EXPECT_EQ(against[1].find("ledger.rewritten size=600"), 0U) << against[1];
    EXPECT_EQ(world.findings(&signed_[0]), Lines{"ledger.span_differs from=300 to=600"}) << "the first 300 still stand";
}

TEST_P(Examined, ADeletedEntryIsNamed) {
    world.tamper("DELETE FROM deed WHERE seq = 17; DELETE FROM deed_subject WHERE seq = 17;");
    EXPECT_EQ(world.findings(), Lines{"ledger.entry_missing from=17 to=17"});
    EXPECT_EQ(code_of(world.ledger.prove(world.centre(), 17, {})), "ledger.no_such_entry");
}

TEST_P(Examined, ColumnsThatReadersSearchByMustSayTheSame) {
    world.tamper("UPDATE deed SET action = 'casework.note.open' WHERE seq = 5; UPDATE deed SET at_ms = at_ms - 1 WHERE seq = 6;");
    EXPECT_EQ(world.findings(), (Lines{"ledger.column_differs sequence=5", "ledger.column_differs sequence=6"}));
}

TEST_P(Examined, ASubjectPointedAtAnotherPersonIsNamed) {
    world.tamper("UPDATE deed_subject SET subject_id = salt WHERE seq = 8 AND position = 1;");
    EXPECT_EQ(world.findings(), Lines{"ledger.subject_altered sequence=8 position=1"});
}

TEST_P(Examined, AlteredAndMissingTilesAreNamed) {
    world.tamper("UPDATE ledger_tile SET root = (SELECT leaf_hash FROM deed WHERE seq = 0) WHERE tile = 0;"
                 "DELETE FROM ledger_tile WHERE tile = 1;");
    EXPECT_EQ(world.findings(), (Lines{"ledger.tile_altered level=0 tile=0", "ledger.tile_missing level=0 tile=1"}));
}

TEST_P(Examined, ATruncatedLedgerIsFoundByItsCheckpoints) {
    world.tamper("DELETE FROM deed WHERE seq >= 620; DELETE FROM deed_subject WHERE seq >= 620;"
                 "UPDATE ledger_head SET size = 620;");
    const Lines findings = world.findings();
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0], "ledger.truncated size=620 checkpoint=650");
    EXPECT_EQ(findings[1], "ledger.frontier_differs size=620");
}

TEST_P(Examined, ARolledBackLedgerIsFoundByTheCheckpointKeptOutside) {
    // A whole older state put back: consistent in itself, so only somebody else's checkpoint tells.
    World older(GetParam().engine, GetParam().suite);
    older.fill(10);
    Checkpoint outside = must(older.ledger.checkpoint_now(older.centre()));
    EXPECT_EQ(older.findings(&outside), Lines{});
    outside.size = 12;
    outside.signature = must(older.keys.vault.sign_checkpoint(older.centre(), outside.signed_bytes()));
    const Lines findings = older.findings(&outside);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].find("ledger.rolled_back size=10 checkpoint=12"), 0U) << findings[0];
}

TEST_P(Examined, CheckpointsSignedWithAnotherKeyAreFound) {
    const crypto::Suite& suite = world.keys.vault.suite();
    const crypto::KeyPair thief = suite.signing_pair(*world.random);
    Checkpoint forged = signed_[1];
    forged.public_key = thief.public_key;
    forged.signature = suite.sign(thief.private_key.view(), forged.signed_bytes(), *world.random);
    const auto literal = [&](ByteView bytes) {
        return GetParam().engine == store::Engine::postgres ? "'\\x" + to_hex(bytes) + "'::bytea" : "x'" + to_hex(bytes) + "'";
    };
    world.tamper("UPDATE ledger_checkpoint SET public_key = " + literal(forged.public_key) + ", signature = " +
                 literal(forged.signature) + " WHERE size = 600; UPDATE ledger_checkpoint SET at_ms = at_ms + 1 WHERE size = 300;");
    const Lines findings = world.findings();
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0], "ledger.checkpoint_forged size=300");
    EXPECT_EQ(findings[1].find("ledger.key_unknown size=600"), 0U);
    const Lines outside = world.findings(&forged);
    EXPECT_EQ(outside.at(0).find("ledger.key_differs"), 0U);
}

TEST_P(Examined, ProofsVerifyAndErasingASubjectLeavesThemValid) {
    const auto holds = [&](std::uint64_t sequence, std::size_t opened) {
        const Proof proof = must(world.ledger.prove(world.centre(), sequence, {{"person", nth(10'000 + sequence % 5)}}));
        EXPECT_EQ(proof.checkpoint.size, 650U);
        EXPECT_EQ(proof.opened_subjects.size(), opened);
        const std::string json = to_json(proof);
        EXPECT_LE(json.size(), 2'048U);
        const auto report = offline::examine_proof(json, {signed_[2], {}});
        EXPECT_EQ(report.verdict, offline::Verdict::verified) << sequence;
    };
    for (const std::uint64_t sequence : {0U, 1U, 255U, 256U, 299U, 511U, 512U, 649U}) holds(sequence, 1);
    EXPECT_EQ(code_of(world.ledger.prove(world.centre(), 650, {})), "ledger.not_covered");
    EXPECT_EQ(code_of(world.ledger.prove(world.centre(), 700, {})), "ledger.no_such_entry");

    const Subject person{"person", nth(10'001)};
    EXPECT_EQ(must(world.store->write(world.centre(), [&](store::Tx& tx) { return forget_subject(tx, person); })), 140);
    EXPECT_TRUE(world.find({.subject = person}).empty());
    EXPECT_EQ(world.findings(), Lines{});
    holds(1, 0);
    holds(256, 0);
    holds(255, 1);
    const auto entry = world.find({.before_sequence = 2, .limit = 1}).at(0);
    EXPECT_EQ(entry.deed.subjects, (std::vector<Subject>{{"appointment", nth(1)}, Subject{}}));
}

TEST_P(Examined, CheckpointsContinueOneAnother) {
    for (const auto& older : signed_) {
        for (const auto& newer : signed_) {
            if (older.size > newer.size) continue;
            const auto path = must(world.ledger.consistency(world.centre(), older.size, newer.size));
            const auto report = offline::examine_consistency(to_json(older), to_json(newer),
                                                             to_json(Consistency{older.size, newer.size, path}), {});
            EXPECT_EQ(report.verdict, offline::Verdict::verified) << older.size << " to " << newer.size;
        }
    }
    EXPECT_EQ(code_of(world.ledger.consistency(world.centre(), 10, 701)), "ledger.no_such_entry");
    EXPECT_EQ(code_of(world.ledger.consistency(world.centre(), 11, 10)), "ledger.no_such_entry");
}

TEST_P(Examined, AnExportVerifiesOffline) {
    std::vector<std::string> lines;
    must(world.ledger.export_to(world.centre(), [&](std::string_view line) -> Result<void> {
        lines.emplace_back(line);
        return {};
    }));
    EXPECT_EQ(lines.size(), 1U + 700U + 3U + 1U);
    std::size_t next = 0;
    const auto source = [&]() -> std::optional<std::string> {
        if (next == lines.size()) return std::nullopt;
        return lines[next++];
    };
    const auto report = offline::examine_export(source, {signed_[0], {}});
    EXPECT_EQ(report.verdict, offline::Verdict::verified);
    ASSERT_GE(report.sentences.size(), 2U);
    EXPECT_EQ(offline::sentence_text(report.sentences[1], offline::Language::english),
              "Entries 650 to 699 came after that checkpoint: nothing is proved of them.");
}

TEST(ExaminedEmpty, ALedgerWithoutEntriesHasNoFindings) {
    World world(store::Engine::sqlite);
    EXPECT_EQ(world.findings(), Lines{});
    const Checkpoint checkpoint = must(world.ledger.checkpoint_now(world.centre()));
    EXPECT_EQ(checkpoint.size, 0U);
    world.fill(3);
    must(world.ledger.checkpoint_now(world.centre()));
    EXPECT_EQ(world.findings(&checkpoint), Lines{});
}

}  // namespace
}  // namespace xinan::ledger
