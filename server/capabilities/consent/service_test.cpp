// SPDX-License-Identifier: AGPL-3.0-or-later
// Consent on both engines: what holds after each deed, what the database itself refuses, and that no word lies in plain.
#include <thread>

#include "capabilities/consent/testing.hpp"

namespace xinan::consent {
namespace {

using testing::ConsentTest;
using testing::must;
using visitors::AgeGroup;

class ConsentService : public ConsentTest {
   protected:
    std::string refused_by_database(const store::Sql& sql) {
        const auto done = app.store().write(app.centre(), [&](store::Tx& tx) -> Result<void> {
            TRY(tx.run(sql));
            return {};
        });
        return xinan::testing::code_of(done);
    }
    std::int64_t count(const store::Sql& sql) {
        return must(app.store().read(app.centre(), [&](store::Tx& tx) -> Result<std::int64_t> {
            return TRY(tx.query(sql)).i64(0, 0);
        }));
    }
    // A further version of a text, a minute later.
    void publish_again(Purpose purpose, Audience audience) {
        app.clock().advance(Millis{60'000});
        NewVersion made{.id = new_random<ConsentTextId>(app.random()), .purpose = purpose, .audience = audience,
                        .readability = standard_readability(audience), .document = standard_text(purpose, audience)};
        made.document.sections.front().body_zh += "(修订)";
        must(app.store().write(app.centre(), [&](store::Tx& tx) {
            return publish(tx, app.env().vault.suite(), made, AnyId{}, app.clock().now());
        }));
    }
};
XINAN_ON_BOTH_ENGINES(ConsentService);

TEST_P(ConsentService, PublishesEveryStandardTextOnce) {
    constexpr store::Sql kTexts{"test.texts", "SELECT count(*) FROM consent_text WHERE centre_id = ?1 AND version = 1"};
    EXPECT_EQ(count(kTexts), 30);
    const auto before = app.deeds().size();
    must(app.store().write(app.centre(), [&](store::Tx& tx) {
        return publish_standard_texts(app.env(), app.centre(), tx, AnyId{}, app.clock().now());
    }));
    EXPECT_EQ(count(kTexts), 30);
    EXPECT_EQ(app.deeds().size(), before);  // nothing written, nothing left
}

TEST_P(ConsentService, KeepsATextExactlyAsItWasPublished) {
    for (const Audience audience : {Audience::under_8, Audience::guardian}) {
        EXPECT_EQ(newest(Purpose::service, audience).document, standard_text(Purpose::service, audience));
    }
}

TEST_P(ConsentService, NeedsWhoMustAgreeByAge) {
    EXPECT_EQ(service(child, AgeGroup::under_8).missing, std::vector<std::string>{"guardian"});
    consents_of(child, {}, true);
    EXPECT_TRUE(service(child, AgeGroup::under_8).in_force);

    consents_of(pupil, Audience::from_8_to_13, false);
    EXPECT_EQ(service(pupil, AgeGroup::from_8_to_13).missing, std::vector<std::string>{"guardian"});
    consents_of(pupil, {}, true);
    EXPECT_TRUE(service(pupil, AgeGroup::from_8_to_13).in_force);

    given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    EXPECT_EQ(service(teen, AgeGroup::from_14_to_17).missing, std::vector<std::string>{"own"});  // data are asked apart
    given(counsellor, teen, body(Purpose::data_processing, Audience::from_14_to_17));
    EXPECT_TRUE(service(teen, AgeGroup::from_14_to_17).in_force);
    EXPECT_FALSE(service(teen, AgeGroup::adult).in_force);  // eighteen: asked again as an adult
}

TEST_P(ConsentService, AnswersABoardAsItAnswersOne) {
    consents_of(child, {}, true);
    consents_of(teen, Audience::from_14_to_17, false);
    const std::vector<PersonId> ids{child, pupil, teen};
    const std::vector<AgeGroup> ages{AgeGroup::under_8, AgeGroup::from_8_to_13, AgeGroup::from_14_to_17};
    const auto board = must(app.store().read(app.centre(), [&](store::Tx& tx) -> Result<std::vector<bool>> {
        const auto persons = TRY(visitors::sealed_labels(tx, ids, testing::day(2026, 11, 23), app.clock().now()));
        return consents_in_force(tx, persons, ages, app.clock().now());
    }));
    EXPECT_EQ(board, (std::vector<bool>{true, false, true}));
    for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(service(ids[i], ages[i]).in_force, board[i]);
}

TEST_P(ConsentService, ANewVersionAsksAgain) {
    consents_of(teen, Audience::from_14_to_17, false);
    publish_again(Purpose::service, Audience::adult);  // not theirs
    EXPECT_TRUE(service(teen, AgeGroup::from_14_to_17).in_force);
    publish_again(Purpose::service, Audience::from_14_to_17);
    EXPECT_EQ(service(teen, AgeGroup::from_14_to_17).missing, std::vector<std::string>{"newer_text"});
    given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    EXPECT_TRUE(service(teen, AgeGroup::from_14_to_17).in_force);
}

// Whoever comes last decides, and both stay on record: give, give again, withdraw the first.
TEST_P(ConsentService, TheLastDeedWinsAndBothAreRecorded) {
    const auto first = given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    given(counsellor, teen, body(Purpose::data_processing, Audience::from_14_to_17));
    const auto withdraw_first = [&] {
        must(app.store().write(app.centre(), [&](store::Tx& tx) -> Result<void> {
            TRY(withdraw(tx, first.id, Withdrawal{.by = Word::staff, .recorded_by = counsellor.who().subject.person, .guardian = {}}, app.clock().now()));
            return {};
        }));
    };
    withdraw_first();
    EXPECT_EQ(service(teen, AgeGroup::from_14_to_17).missing, std::vector<std::string>{"withdrawn"});
    withdraw_first();  // nothing more to withdraw
    given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    EXPECT_TRUE(service(teen, AgeGroup::from_14_to_17).in_force);
    constexpr store::Sql kEvents{"test.events", R"(
SELECT count(*) FROM consent_event WHERE centre_id = ?1 AND purpose = 'service')"};
    EXPECT_EQ(count(kEvents), 4);
}

// Two at once, whichever is first: the state is that of the higher number.
TEST_P(ConsentService, ARaceOfGivingAndWithdrawingLeavesBoth) {
    const auto first = given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    const auto what = body(Purpose::service, Audience::from_14_to_17);
    testing::Browser other = app.staff({access::Role::reception});
    {
        std::jthread giving([&] { EXPECT_EQ(give(counsellor, teen, what).status, 201); });
        std::jthread taking([&] { EXPECT_EQ(other.post("/api/v1/consents/" + first.id.text() + "/withdraw", "{}").status, 200); });
    }
    const auto last = must(app.store().read(app.centre(), [&](store::Tx& tx) { return rows::last_events(tx, teen, kTimeMax); }));
    ASSERT_EQ(last.size(), 1U);
    EXPECT_EQ(last.front().event.number, 3);
    EXPECT_EQ(states(counsellor, teen).items.front().state, last.front().event.given ? State::in_force : State::withdrawn);
}

TEST_P(ConsentService, SignsWithoutHttpForTheDemo) {
    ledger::Deed deed;
    deed.action = Action("consent.agreement.give").name;
    deed.role = "system";
    deed.purpose = "own";
    deed.at = app.clock().now();
    for (const Purpose purpose : {Purpose::service, Purpose::data_processing}) {
        const Signing signing{.id = new_ordered<ConsentId>(app.random(), app.clock().now()), .visitor = child, .purpose = purpose,
                              .audience = Audience::guardian, .guardian = mother};
        const auto write = must(prepare_signing(app.env(), app.centre(), signing, deed, app.clock().now()));
        must(app.store().write(app.centre(), write));
        EXPECT_EQ(app.newest_deed().deed.action, "consent.agreement.give");
        if (purpose == Purpose::data_processing) {
            EXPECT_TRUE(service(child, AgeGroup::under_8).in_force);
            must(app.store().write(app.centre(), [&](store::Tx& tx) { return withdraw(tx, signing.id, deed, app.clock().now()); }));
            EXPECT_FALSE(service(child, AgeGroup::under_8).in_force);
        }
    }
    const Signing stranger{.id = new_ordered<ConsentId>(app.random(), app.clock().now()), .visitor = child, .purpose = Purpose::service,
                           .audience = Audience::guardian, .guardian = teen};
    const auto write = must(prepare_signing(app.env(), app.centre(), stranger, deed, app.clock().now()));
    EXPECT_EQ(xinan::testing::code_of(app.store().write(app.centre(), write)), "consent.guardian_not_in_force");
}

TEST_P(ConsentService, TheDatabaseItselfRefusesWhatMustNeverHappen) {
    given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    EXPECT_EQ(refused_by_database({"test.t1", "UPDATE consent_text SET document = document || 'more' WHERE centre_id = ?1"}),
              "consent.text_is_immutable");
    EXPECT_EQ(refused_by_database({"test.t2", "UPDATE consent_text SET published_at_ms = 1 WHERE centre_id = ?1"}), "consent.text_is_immutable");
    EXPECT_EQ(refused_by_database({"test.t3", "DELETE FROM consent_text WHERE centre_id = ?1"}), "consent.text_is_immutable");
    EXPECT_EQ(refused_by_database({"test.t4", R"(
INSERT INTO consent_text (centre_id, text_id, purpose, audience, version, readability, document, content_hash, published_by, published_at_ms)
SELECT centre_id, content_hash_16, purpose, audience, 9, readability, document, content_hash, published_by, published_at_ms
FROM (SELECT centre_id, substr(content_hash, 1, 16) AS content_hash_16, purpose, audience, readability, document, content_hash,
             published_by, published_at_ms FROM consent_text WHERE centre_id = ?1 AND purpose = 'service' AND audience = 'adult') AS t)"}),
              "consent.text_version");
    EXPECT_EQ(refused_by_database({"test.e1", "UPDATE consent_event SET at_ms = 1 WHERE centre_id = ?1"}), "consent.event_is_immutable");
    EXPECT_EQ(refused_by_database({"test.e2", "DELETE FROM consent_event WHERE centre_id = ?1"}), "consent.event_is_immutable");
    const auto copied = [&](std::string_view name, std::string_view sql) { return refused_by_database({name, sql}); };
    EXPECT_EQ(copied("test.gap", R"(
INSERT INTO consent_event (centre_id, person_id, purpose, number, kind, side, consent_id, text_id, guardian_id, word_of, recorded_by,
                           medium, understood, ticks, signature_sealed, scan_file_id, at_ms)
SELECT centre_id, person_id, purpose, number + 2, kind, side, text_id, text_id, guardian_id, word_of, recorded_by,
       medium, understood, ticks, signature_sealed, scan_file_id, at_ms FROM consent_event WHERE centre_id = ?1)"),
              "consent.event_conflict");
    EXPECT_EQ(copied("test.never_given", R"(
INSERT INTO consent_event (centre_id, person_id, purpose, number, kind, side, consent_id, text_id, guardian_id, word_of, recorded_by,
                           medium, understood, ticks, signature_sealed, scan_file_id, at_ms)
SELECT centre_id, person_id, purpose, number + 1, 'withdrawn', side, text_id, text_id, NULL, word_of, recorded_by,
       NULL, NULL, '', NULL, NULL, at_ms FROM consent_event WHERE centre_id = ?1)"),
              "consent.event_conflict");
    EXPECT_EQ(copied("test.guardian_text", R"(
INSERT INTO consent_event (centre_id, person_id, purpose, number, kind, side, consent_id, text_id, guardian_id, word_of, recorded_by,
                           medium, understood, ticks, signature_sealed, scan_file_id, at_ms)
SELECT centre_id, person_id, purpose, number + 1, kind, 'guardian', text_id, text_id, person_id, word_of, recorded_by,
       medium, understood, ticks, signature_sealed, scan_file_id, at_ms FROM consent_event WHERE centre_id = ?1)"),
              "consent.event_text");
    EXPECT_EQ(copied("test.no_signature", R"(
INSERT INTO consent_event (centre_id, person_id, purpose, number, kind, side, consent_id, text_id, guardian_id, word_of, recorded_by,
                           medium, understood, ticks, signature_sealed, scan_file_id, at_ms)
SELECT centre_id, person_id, purpose, number + 1, kind, side, text_id, text_id, guardian_id, word_of, recorded_by,
       medium, understood, ticks, NULL, scan_file_id, at_ms FROM consent_event WHERE centre_id = ?1)"),
              "store.check");
}

// The planted words of a signature and a scan are in no file and no row; a text, which is public, is found.
TEST_P(ConsentService, NoPlantedWordLiesInPlain) {
    given(counsellor, teen, body(Purpose::service, Audience::from_14_to_17));
    const std::string scan = testing::picture("CANARY-SCAN-42");
    const auto made = counsellor.post("/api/v1/files", R"({"media_type":"image/png","content":")" + scan + R"(","person":")" + teen.text() + R"("})");
    ASSERT_EQ(made.status, 201) << made.body;
    constexpr store::Sql kSignatures{"test.signatures", "SELECT signature_sealed FROM consent_event WHERE centre_id = ?1"};
    constexpr store::Sql kTicks{"test.ticks", "SELECT ticks FROM consent_event WHERE centre_id = ?1"};
    constexpr store::Sql kChunks{"test.chunks", "SELECT chunk_sealed FROM sealed_file_chunk WHERE centre_id = ?1"};
    constexpr store::Sql kEntries{"test.entries", "SELECT body FROM deed WHERE centre_id = ?1"};
    constexpr store::Sql kDocuments{"test.documents", "SELECT document FROM consent_text WHERE centre_id = ?1"};
    const auto cells = must(app.store().read(app.centre(), [&](store::Tx& tx) -> Result<std::string> {
        std::string all;
        const auto add_bytes = [&](const store::Rows& found) {
            for (std::size_t i = 0; i < found.size(); ++i) all.append(text_of(found.bytes(i, 0)));
        };
        const auto add_text = [&](const store::Rows& found) {
            for (std::size_t i = 0; i < found.size(); ++i) all.append(found.text(i, 0));
        };
        add_bytes(TRY(tx.query(kSignatures)));
        add_bytes(TRY(tx.query(kChunks)));
        add_bytes(TRY(tx.query(kEntries)));
        add_text(TRY(tx.query(kTicks)));
        add_text(TRY(tx.query(kDocuments)));
        return all;
    }));
    for (const std::string_view word : {"CANARY-SIGNATURE-41", "CANARY-SCAN-42", "Q0FOQVJZ"}) EXPECT_EQ(cells.find(word), std::string::npos);
    EXPECT_NE(cells.find("咨询"), std::string::npos);
}

}  // namespace
}  // namespace xinan::consent
