// SPDX-License-Identifier: AGPL-3.0-or-later
// What must hold for either suite: what is sealed opens, and nothing else does.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "crypto/crypto_support.hpp"

namespace xinan::crypto {
namespace {

using testing::for_each_flip;

class SuiteTest : public ::testing::TestWithParam<SuiteId> {
 protected:
    const Suite& s = suite(GetParam());
    std::unique_ptr<Random> random = seeded_random(5);
    Bytes key = filled(s.key_bytes(), 1);
    Bytes nonce = filled(12, 2);

    static Bytes filled(std::size_t size, std::uint8_t byte) { return Bytes(size, byte); }
};
INSTANTIATE_TEST_SUITE_P(Both, SuiteTest, ::testing::Values(SuiteId::international, SuiteId::guomi),
                         testing::suite_name);

TEST_P(SuiteTest, HasAName) {
    EXPECT_EQ(s.id(), GetParam());
    EXPECT_EQ(parse_suite(s.name()).value(), GetParam());
    EXPECT_EQ(parse_suite("rot13").error().code, "crypto.unknown_suite");
}

TEST_P(SuiteTest, RefusesEveryFlippedBit) {
    const Bytes associated = to_bytes(view_of("here"));
    const Bytes sealed = s.aead_seal(key, nonce, associated, view_of("seventeen letters"));
    ASSERT_TRUE(s.aead_open(key, nonce, associated, sealed).ok());
    for_each_flip(sealed, [&](const Bytes& bad, std::size_t bit) {
        const auto opened = s.aead_open(key, nonce, associated, bad);
        ASSERT_FALSE(opened.ok()) << "bit " << bit;
        EXPECT_EQ(opened.error().code, "crypto.does_not_open");
    });
    for_each_flip(associated,
                  [&](const Bytes& bad, std::size_t) { EXPECT_FALSE(s.aead_open(key, nonce, bad, sealed).ok()); });
    for_each_flip(nonce,
                  [&](const Bytes& bad, std::size_t) { EXPECT_FALSE(s.aead_open(key, bad, associated, sealed).ok()); });
    for_each_flip(
        key, [&](const Bytes& bad, std::size_t) { EXPECT_FALSE(s.aead_open(bad, nonce, associated, sealed).ok()); });
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        EXPECT_FALSE(s.aead_open(key, nonce, associated, ByteView(sealed).first(size)).ok());
    }
}

TEST_P(SuiteTest, SignsAndRefusesEveryFlippedBit) {
    const KeyPair pair = s.signing_pair(*random);
    const Bytes message = to_bytes(view_of("root"));
    const Bytes signature = s.sign(pair.private_key.view(), message, *random);
    EXPECT_TRUE(s.verify(pair.public_key, message, signature));
    for_each_flip(message,
                  [&](const Bytes& bad, std::size_t) { EXPECT_FALSE(s.verify(pair.public_key, bad, signature)); });
    for_each_flip(signature,
                  [&](const Bytes& bad, std::size_t) { EXPECT_FALSE(s.verify(pair.public_key, message, bad)); });
    EXPECT_FALSE(s.verify({}, message, signature));
    EXPECT_FALSE(s.verify(pair.public_key, message, {}));
    EXPECT_FALSE(s.verify(s.signing_pair(*random).public_key, message, signature));
}

TEST_P(SuiteTest, BoxOpensForItsOwnerOnly) {
    const KeyPair owner = s.box_pair(*random);
    const KeyPair other = s.box_pair(*random);
    const Bytes context = to_bytes(view_of("row 1"));
    const Bytes box = s.box_seal(owner.public_key, context, view_of("a key"), *random);
    EXPECT_EQ(s.box_open(owner.private_key.view(), context, box).value().text(), "a key");
    EXPECT_FALSE(s.box_open(other.private_key.view(), context, box).ok());
    EXPECT_FALSE(s.box_open({}, context, box).ok());
    EXPECT_FALSE(s.box_open(owner.private_key.view(), view_of("row 2"), box).ok());
    for_each_flip(box, [&](const Bytes& bad, std::size_t bit) {
        EXPECT_FALSE(s.box_open(owner.private_key.view(), context, bad).ok()) << "bit " << bit;
    });
    for (std::size_t size = 0; size < box.size(); ++size) {
        EXPECT_FALSE(s.box_open(owner.private_key.view(), context, ByteView(box).first(size)).ok());
    }
    EXPECT_NE(box, s.box_seal(owner.public_key, context, view_of("a key"), *random));
}

TEST_P(SuiteTest, KnowsWhatIsAPublicKey) {
    const KeyPair pair = s.box_pair(*random);
    EXPECT_TRUE(s.is_box_key(pair.public_key));
    EXPECT_FALSE(s.is_box_key({}));
    EXPECT_FALSE(s.is_box_key(filled(pair.public_key.size(), 0)));
    EXPECT_FALSE(s.is_box_key(ByteView(pair.public_key).first(pair.public_key.size() - 1)));
    EXPECT_THROW((void)s.box_seal(filled(pair.public_key.size(), 0), {}, {}, *random), Impossible);
}

TEST_P(SuiteTest, ThreadsDoNotDisturbEachOther) {
    std::vector<std::jthread> threads;
    std::atomic<int> wrong{0};
    for (std::uint8_t n = 0; n < 4; ++n) {
        threads.emplace_back([&, n] {
            const Bytes mine = filled(s.key_bytes(), n);
            const Bytes text = filled(100, n);
            for (int i = 0; i < 500; ++i) {
                const auto opened = s.aead_open(mine, nonce, {}, s.aead_seal(mine, nonce, {}, text));
                if (!opened || !std::ranges::equal(opened->view(), text)) ++wrong;
                if (s.mac(mine, text) != s.mac(mine, text)) ++wrong;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(wrong, 0);
}

RC_GTEST_PROP(SuiteProperty, WhatIsSealedOpens, (const Bytes& plain, const Bytes& associated, bool chinese)) {
    const Suite& s = suite(chinese ? SuiteId::guomi : SuiteId::international);
    const Bytes key = *rc::gen::container<Bytes>(s.key_bytes(), rc::gen::arbitrary<std::uint8_t>());
    const Bytes nonce = *rc::gen::container<Bytes>(12, rc::gen::arbitrary<std::uint8_t>());
    const Bytes sealed = s.aead_seal(key, nonce, associated, plain);
    RC_ASSERT(sealed.size() == plain.size() + 16);
    RC_ASSERT(to_bytes(s.aead_open(key, nonce, associated, sealed).value().view()) == plain);
}

TEST(SuiteSizes, EveryLengthAroundTheBlocksOpens) {
    // The text is processed in whole blocks and a rest; every length up to a few of Botan's strides must agree with it.
    for (const SuiteId id : {SuiteId::international, SuiteId::guomi}) {
        const Suite& s = suite(id);
        const Bytes key(s.key_bytes(), 3);
        const Bytes nonce(12, 4);
        for (std::size_t size = 0; size < 600; ++size) {
            Bytes plain(size);
            for (std::size_t i = 0; i < size; ++i) plain[i] = static_cast<std::uint8_t>(i);
            const auto opened = s.aead_open(key, nonce, {}, s.aead_seal(key, nonce, {}, plain));
            ASSERT_TRUE(opened.ok());
            ASSERT_EQ(to_bytes(opened->view()), plain);
        }
    }
}

}  // namespace
}  // namespace xinan::crypto
