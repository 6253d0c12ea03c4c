// SPDX-License-Identifier: AGPL-3.0-or-later
// Process notes: opened by the people they were wrapped to and by two of the three recovery shares, by nobody else.
#include "crypto/crypto_support.hpp"

namespace xinan::crypto {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): our own test support

class PeopleTest : public ::testing::TestWithParam<SuiteId> {
 protected:
    World world{GetParam()};
    const Suite& s = world.vault.suite();
    KeyPair author = s.box_pair(*world.random);
    KeyPair supervisor = s.box_pair(*world.random);
    KeyPair stranger = s.box_pair(*world.random);
    Bytes place = to_bytes(view_of("centre 7, note 9, version 1"));
    PeopleSealed note =
        seal_to_people(s, place, view_of("countertransference"),
                       {author.public_key, supervisor.public_key, world.vault.recovery_public_key()}, *world.random)
            .value();

    bool opens(ByteView associated, ByteView sealed, ByteView wrap, const SecretBytes& key) const {
        const auto opened = open_for_person(s, associated, sealed, wrap, key);
        EXPECT_EQ(opened.ok() ? opened->text() : opened.error().code,
                  opened.ok() ? "countertransference" : "crypto.does_not_open");
        return opened.ok();
    }
};
INSTANTIATE_TEST_SUITE_P(Both, PeopleTest, ::testing::Values(SuiteId::international, SuiteId::guomi), suite_name);

TEST_P(PeopleTest, OpensForThoseItWasWrappedTo) {
    EXPECT_TRUE(opens(place, note.sealed, note.wraps[0], author.private_key));
    EXPECT_TRUE(opens(place, note.sealed, note.wraps[1], supervisor.private_key));
    EXPECT_FALSE(opens(place, note.sealed, note.wraps[0], supervisor.private_key));
    for (const Bytes& wrap : note.wraps) EXPECT_FALSE(opens(place, note.sealed, wrap, stranger.private_key));
    EXPECT_FALSE(opens(place, note.sealed, note.wraps[0], SecretBytes{}));
}

TEST_P(PeopleTest, RefusesEveryFlippedBit) {
    for_each_flip(note.sealed, [&](const Bytes& bad, std::size_t bit) {
        EXPECT_FALSE(opens(place, bad, note.wraps[0], author.private_key)) << "text bit " << bit;
    });
    for_each_flip(note.wraps[0], [&](const Bytes& bad, std::size_t bit) {
        EXPECT_FALSE(opens(place, note.sealed, bad, author.private_key)) << "wrap bit " << bit;
    });
    for_each_flip(place, [&](const Bytes& bad, std::size_t bit) {
        EXPECT_FALSE(opens(bad, note.sealed, note.wraps[0], author.private_key)) << "place bit " << bit;
    });
    for (std::size_t size = 0; size < note.sealed.size(); ++size) {
        EXPECT_FALSE(opens(place, ByteView(note.sealed).first(size), note.wraps[0], author.private_key));
    }
}

TEST_P(PeopleTest, AWrapOfAnotherTextDoesNotOpenThisOne) {
    const auto other = seal_to_people(s, place, view_of("other"), {author.public_key}, *world.random).value();
    EXPECT_FALSE(opens(place, note.sealed, other.wraps[0], author.private_key));
}

TEST_P(PeopleTest, IsSharedOnlyBySomebodyWhoCanOpenIt) {
    const auto shared = share_with_person(s, place, note.sealed, note.wraps[1], supervisor.private_key,
                                          stranger.public_key, *world.random);
    ASSERT_TRUE(shared.ok());
    EXPECT_TRUE(opens(place, note.sealed, *shared, stranger.private_key));
    EXPECT_FALSE(share_with_person(s, place, note.sealed, note.wraps[1], stranger.private_key, stranger.public_key,
                                   *world.random)
                     .ok());
}

TEST_P(PeopleTest, NeedsPeopleWithKeys) {
    EXPECT_EQ(seal_to_people(s, place, {}, {}, *world.random).error().code, "crypto.no_recipient");
    const auto refused =
        seal_to_people(s, place, {}, {author.public_key, Bytes(author.public_key.size())}, *world.random);
    EXPECT_EQ(refused.error().code, "crypto.bad_public_key");
    EXPECT_EQ(refused.error().args, (Args{{"index", "1"}}));
}

TEST_P(PeopleTest, EveryPairOfRecoverySharesOpensIt) {
    const auto& shares = world.first.recovery_shares;
    ASSERT_EQ(shares.size(), 3U);
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < 3; ++b) {
            std::vector<SecretBytes> given;
            given.push_back(share_from_words(share_to_words(shares[a])).value());  // as printed and typed again
            given.push_back(share_from_words(share_to_words(shares[b])).value());
            const auto key = recovery_private_key(given);
            if (a == b) {
                EXPECT_EQ(key.error().code, "crypto.too_few_shares") << "one share given twice is one share";
            } else {
                ASSERT_TRUE(key.ok());
                EXPECT_TRUE(opens(place, note.sealed, note.wraps[2], *key));
            }
        }
        std::vector<SecretBytes> single;
        single.push_back(shares[a].clone());
        EXPECT_EQ(recovery_private_key(single).error().code, "crypto.too_few_shares");
    }
}

TEST_P(PeopleTest, SharesOfTwoInstallationsDoNotMix) {
    World other(GetParam(), 2);
    std::vector<SecretBytes> mixed;
    mixed.push_back(world.first.recovery_shares[0].clone());
    mixed.push_back(other.first.recovery_shares[1].clone());
    EXPECT_EQ(recovery_private_key(mixed).error().code, "crypto.bad_share");
}

}  // namespace
}  // namespace xinan::crypto
