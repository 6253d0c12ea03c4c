// SPDX-License-Identifier: AGPL-3.0-or-later
// The vault: a value opens in its place with its key, and nowhere else, never after.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "crypto/crypto_support.hpp"
#include "crypto/envelope.hpp"

namespace xinan::crypto {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): our own test support

class VaultTest : public ::testing::TestWithParam<SuiteId> {
 protected:
    World world{GetParam()};
    Vault& vault = world.vault;
    Place place = a_place(world);
    Bytes sealed = vault.seal_field(place, "她说睡不好").value();
};
INSTANTIATE_TEST_SUITE_P(Both, VaultTest, ::testing::Values(SuiteId::international, SuiteId::guomi), suite_name);

std::string code_of(const Result<SecretBytes>& result) {
    return result.ok() ? "opened" : result.error().code;
}

TEST_P(VaultTest, OpensWhatItSealed) {
    EXPECT_EQ(vault.open_field(place, sealed).value().text(), "她说睡不好");
    EXPECT_EQ(sealed.size(), std::string_view("她说睡不好").size() + 40);
    EXPECT_EQ(vault.open_field(place, vault.seal_field(place, "").value()).value().size(), 0U);
    EXPECT_NE(sealed, vault.seal_field(place, "她说睡不好").value());
}

TEST_P(VaultTest, RefusesEveryFlippedBitOfAnEnvelope) {
    for_each_flip(sealed, [&](const Bytes& bad, std::size_t bit) {
        const auto opened = vault.open_field(place, bad);
        ASSERT_FALSE(opened.ok()) << "bit " << bit;
        const bool generation = bit / 8 >= 8 && bit / 8 < 12 && opened.error().code == "vault.no_key";
        EXPECT_TRUE(generation || opened.error().code == "crypto.does_not_open") << bit << opened.error().code;
    });
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        EXPECT_EQ(code_of(vault.open_field(place, ByteView(sealed).first(size))), "crypto.does_not_open");
    }
    Bytes longer = sealed;
    longer.push_back(0);
    EXPECT_FALSE(vault.open_field(place, longer).ok());
}

TEST_P(VaultTest, RefusesAValueMovedToAnotherPlace) {
    const CentreId other_centre = nth<CentreId>(8);
    ASSERT_TRUE(vault.create_key(other_centre, case_scope(1)).ok());
    ASSERT_TRUE(vault.create_key(world.centre, case_scope(2)).ok());
    ASSERT_TRUE(vault.create_key(world.centre, {ScopeKind::visitor_file, nth<AnyId>(1)}).ok());
    std::vector<Place> moved(7, place);
    moved[0].centre = other_centre;
    moved[1].scope = case_scope(2);
    moved[2].scope.kind = ScopeKind::visitor_file;
    moved[3].table = "session_note_draft";
    moved[4].row = nth<AnyId>(10);
    moved[5].field = "plan";
    moved[6].version = 2;
    for (const Place& to : moved) EXPECT_EQ(code_of(vault.open_field(to, sealed)), "crypto.does_not_open");
    // A part cannot be pushed over the border to the next: every part has its length before it.
    Place left = place, right = place;
    left.table = "ab", left.field = "c";
    right.table = "a", right.field = "bc";
    EXPECT_FALSE(vault.open_field(right, vault.seal_field(left, "x").value()).ok());
}

TEST_P(VaultTest, NeverRepeatsANonce) {
    std::set<Bytes> nonces;
    for (int i = 0; i < 100'000; ++i) {
        const Bytes one = vault.seal_field(place, "x").value();
        nonces.insert(Bytes(one.begin() + 12, one.begin() + 24));
    }
    EXPECT_EQ(nonces.size(), 100'000U);
}

TEST_P(VaultTest, OpensNothingAfterSeal) {
    vault.seal();
    EXPECT_TRUE(vault.sealed());
    EXPECT_EQ(code_of(vault.open_field(place, sealed)), "unavailable.sealed");
    EXPECT_EQ(vault.seal_field(place, "x").error().code, "unavailable.sealed");
    EXPECT_EQ(vault.blind_token(world.centre, "name", "x", 20).error().code, "unavailable.sealed");
    EXPECT_EQ(vault.sign_checkpoint(world.centre, {}).error().code, "unavailable.sealed");
    EXPECT_EQ(vault.create_key(world.centre, case_scope(3)).error().code, "unavailable.sealed");
    EXPECT_EQ(vault.next_generation(world.centre, case_scope(1)).error().code, "unavailable.sealed");
    EXPECT_EQ(vault.change_passphrase(world.passphrase, kCheap).error().code, "unavailable.sealed");
    EXPECT_TRUE(vault.recovery_public_key().empty());
    ASSERT_TRUE(vault.unseal(world.by_key_file()).ok());
    EXPECT_EQ(vault.open_field(place, sealed).value().text(), "她说睡不好");
}

TEST_P(VaultTest, AnotherServerUnsealsTheSameKeyring) {
    Vault second(world.keyring, world.clock, *world.random);
    EXPECT_TRUE(second.sealed());
    EXPECT_EQ(second.suite().id(), GetParam());
    EXPECT_EQ(second.installation(), vault.installation());
    ASSERT_TRUE(second.unseal(world.by_passphrase()).ok());
    EXPECT_EQ(second.open_field(place, sealed).value().text(), "她说睡不好");
    EXPECT_EQ(second.recovery_public_key(), vault.recovery_public_key());
    // One destroys; the other notices by the stamp.
    ASSERT_TRUE(vault.destroy_key(world.centre, case_scope(1)).ok());
    ASSERT_TRUE(second.notice_changes().ok());
    EXPECT_EQ(code_of(second.open_field(place, sealed)), "vault.no_key");
}

TEST_P(VaultTest, ADestroyedKeyOpensNothingAndIsNotMadeAgain) {
    ASSERT_TRUE(vault.next_generation(world.centre, case_scope(1)).ok());
    const Bytes newer = vault.seal_field(place, "x").value();
    const std::uint64_t before = vault.stamp().value();
    ASSERT_TRUE(vault.destroy_key(world.centre, case_scope(1)).ok());
    EXPECT_EQ(vault.stamp().value(), before + 1);
    for (const Bytes& gone : {sealed, newer}) EXPECT_EQ(code_of(vault.open_field(place, gone)), "vault.no_key");
    EXPECT_EQ(vault.seal_field(place, "x").error().code, "vault.no_key");
    EXPECT_EQ(vault.create_key(world.centre, case_scope(1)).error().code, "vault.key_destroyed");
    EXPECT_EQ(vault.next_generation(world.centre, case_scope(1)).error().code, "vault.key_destroyed");
    vault.seal();
    ASSERT_TRUE(vault.unseal(world.by_key_file()).ok());
    EXPECT_EQ(code_of(vault.open_field(place, sealed)), "vault.no_key");
}

TEST_P(VaultTest, OldGenerationsStayReadable) {
    ASSERT_TRUE(vault.next_generation(world.centre, case_scope(1)).ok());
    const Bytes newer = vault.seal_field(place, "x").value();
    EXPECT_EQ(parse_field_header(sealed)->generation, 1U);
    EXPECT_EQ(parse_field_header(newer)->generation, 2U);
    EXPECT_TRUE(vault.open_field(place, sealed).ok());
    EXPECT_TRUE(vault.open_field(place, newer).ok());
    EXPECT_TRUE(vault.create_key(world.centre, case_scope(1)).ok()) << "it exists already";
    EXPECT_EQ(vault.next_generation(world.centre, case_scope(99)).error().code, "vault.no_key");
}

TEST_P(VaultTest, RefusesEveryFlippedBitOfAWrap) {
    const WrappedKey good = world.keyring.newest(world.centre, case_scope(1)).value().value();
    for_each_flip(good.wrapped, [&](const Bytes& bad, std::size_t bit) {
        WrappedKey row = good;
        row.wrapped = bad;
        ASSERT_TRUE(world.keyring.replace_wraps({row}).ok());
        Vault second(world.keyring, world.clock, *world.random);
        ASSERT_TRUE(second.unseal(world.by_key_file()).ok());
        EXPECT_EQ(code_of(second.open_field(place, sealed)), "crypto.does_not_open") << "bit " << bit;
    });
}

TEST_P(VaultTest, RefusesAWrapPutInAnotherKeysPlace) {
    ASSERT_TRUE(vault.create_key(world.centre, case_scope(2)).ok());
    WrappedKey row = world.keyring.newest(world.centre, case_scope(1)).value().value();
    row.wrapped = world.keyring.newest(world.centre, case_scope(2)).value()->wrapped;
    ASSERT_TRUE(world.keyring.replace_wraps({row}).ok());
    vault.seal();
    ASSERT_TRUE(vault.unseal(world.by_key_file()).ok());
    EXPECT_EQ(code_of(vault.open_field(place, sealed)), "crypto.does_not_open");
}

TEST_P(VaultTest, BlindTokensFollowFieldTextAndCentre) {
    const auto token = [&](CentreId centre, const char* field, const char* text, unsigned bits) {
        return vault.blind_token(centre, field, text, bits).value();
    };
    const std::int64_t name = token(world.centre, "name", "zhangwei", 64);
    EXPECT_EQ(name, token(world.centre, "name", "zhangwei", 64));
    EXPECT_NE(name, token(world.centre, "code", "zhangwei", 64));
    EXPECT_NE(name, token(world.centre, "name", "zhangwei2", 64));
    const CentreId other = nth<CentreId>(8);
    ASSERT_TRUE(vault.create_centre_keys(other).ok());
    EXPECT_NE(name, token(other, "name", "zhangwei", 64));
    const std::int64_t short_one = token(world.centre, "name", "zhangwei", 20);
    EXPECT_EQ(short_one, static_cast<std::int64_t>(static_cast<std::uint64_t>(name) >> 44U));
    EXPECT_LT(short_one, 1 << 20);
    EXPECT_GE(short_one, 0);
}

TEST_P(VaultTest, SignsCheckpointsWithTheCentresKey) {
    const Bytes signature = vault.sign_checkpoint(world.centre, view_of("root")).value();
    const Bytes key = vault.signing_public_key(world.centre).value();
    EXPECT_TRUE(vault.suite().verify(key, view_of("root"), signature));
    EXPECT_FALSE(vault.suite().verify(key, view_of("rood"), signature));
    EXPECT_EQ(vault.key_fingerprint(world.centre).value().size(), 19U);
    EXPECT_EQ(vault.signing_public_key(nth<CentreId>(9)).error().code, "vault.no_key");
    ASSERT_TRUE(vault.next_generation(world.centre, {ScopeKind::ledger_signing, {}}).ok());
    EXPECT_NE(vault.signing_public_key(world.centre).value(), key);
    const auto old = world.keyring.get(world.centre, {ScopeKind::ledger_signing, {}}, 1).value();
    EXPECT_EQ(old->public_key, key) << "old public keys are kept for ever";
}

TEST_P(VaultTest, SaysWhenTheKeyringIsAway) {
    vault.seal();
    ASSERT_TRUE(vault.unseal(world.by_key_file()).ok());
    world.keyring.set_available(false);
    EXPECT_EQ(code_of(vault.open_field(place, sealed)), "unavailable.keyring");
    EXPECT_EQ(vault.destroy_key(world.centre, case_scope(1)).error().code, "unavailable.keyring");
    EXPECT_EQ(vault.unseal(world.by_key_file()).error().code, "unavailable.keyring");
    world.keyring.set_available(true);
    EXPECT_TRUE(vault.open_field(place, sealed).ok());
}

TEST(VaultCache, MoreKeysThanItHoldsAllOpen) {
    World world(SuiteId::international);
    std::vector<Bytes> texts;
    for (std::uint32_t i = 0; i < 2 * 4096 + 10; ++i) {
        Scope scope = case_scope(0);
        scope.id.bytes[0] = static_cast<std::uint8_t>(i >> 8U), scope.id.bytes[1] = static_cast<std::uint8_t>(i);
        scope.id.bytes[2] = 1;
        ASSERT_TRUE(world.vault.create_key(world.centre, scope).ok());
        Place place = a_place(world);
        place.scope = scope;
        const Bytes sealed = world.vault.seal_field(place, "x").value();
        ASSERT_TRUE(world.vault.open_field(place, sealed).ok());
        if (i % 97 == 0) texts.push_back(sealed);
    }
    for (std::uint32_t n = 0; n < texts.size(); ++n) {
        Place place = a_place(world);
        place.scope.id = {};
        place.scope.id.bytes[0] = static_cast<std::uint8_t>(n * 97 >> 8U);
        place.scope.id.bytes[1] = static_cast<std::uint8_t>(n * 97);
        place.scope.id.bytes[2] = 1;
        EXPECT_TRUE(world.vault.open_field(place, texts[n]).ok());
    }
}

TEST(VaultThreads, SealWhileOthersOpen) {
    // Goal: a call either opens the right text or says sealed; nothing in between, whatever the timing.
    World world(SuiteId::international);
    const auto system = system_random();
    Vault vault(world.keyring, world.clock, *system);
    ASSERT_TRUE(vault.unseal(world.by_key_file()).ok());
    const Place place = a_place(world);
    const Bytes sealed = vault.seal_field(place, "text").value();
    std::atomic<int> wrong{0};
    std::atomic<bool> stop{false};
    std::vector<std::jthread> readers;
    for (int n = 0; n < 3; ++n) {
        readers.emplace_back([&] {
            while (!stop) {
                const auto opened = vault.open_field(place, sealed);
                if (opened.ok() ? opened->text() != "text" : opened.error().code != "unavailable.sealed") ++wrong;
            }
        });
    }
    for (int i = 0; i < 200; ++i) {
        vault.seal();
        ASSERT_TRUE(vault.unseal(world.by_key_file()).ok());
        ASSERT_TRUE(vault.next_generation(world.centre, case_scope(1)).ok());
    }
    stop = true;
    readers.clear();
    EXPECT_EQ(wrong, 0);
}

RC_GTEST_PROP(VaultProperty, AFieldOpensToWhatWasSealed,
              (const std::string& text, std::uint32_t version, bool chinese)) {
    static World international(SuiteId::international), guomi(SuiteId::guomi);
    World& world = chinese ? guomi : international;
    Place place = a_place(world);
    place.version = version;
    const Bytes sealed = world.vault.seal_field(place, text).value();
    RC_ASSERT(world.vault.open_field(place, sealed).value().text() == text);
    place.version += 1;
    RC_ASSERT(!world.vault.open_field(place, sealed).ok());
}

}  // namespace
}  // namespace xinan::crypto
