// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/random.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "base/secret.hpp"
#include "base/testing.hpp"

namespace xinan {
namespace {

TEST(SeededRandom, RepeatsForOneSeedAndDiffersForAnother) {
    const auto a = seeded_random(7);
    const auto b = seeded_random(7);
    const auto c = seeded_random(8);
    const std::uint64_t first = a->next();
    EXPECT_EQ(first, b->next());
    EXPECT_NE(first, c->next());
}

// Computed by an independent script from the published algorithms (splitmix64 of 0, then xoshiro256**): histories of
// the demo and seeds in bug reports rest on this sequence, so it may never change.
TEST(SeededRandom, KeepsItsSequenceForever) {
    const auto random = seeded_random(0);
    EXPECT_EQ(random->next(), 0x99ec5f36cb75f2b4ULL);
    EXPECT_EQ(random->next(), 0xbf6e1f784956452aULL);
    EXPECT_EQ(random->next(), 0x1a5f849d4933e6e0ULL);
}

RC_GTEST_PROP(Random, BelowStaysBelow, (std::uint64_t seed)) {
    const std::uint64_t bound =
        *rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(1, 100), rc::gen::inRange<std::uint64_t>(1, UINT64_MAX));
    const auto random = seeded_random(seed);
    for (int i = 0; i < 20; ++i) RC_ASSERT(random->below(bound) < bound);
}

// 60,000 throws of a die: each face 10,000 ± 5 standard deviations (91).
TEST(Random, BelowIsFair) {
    const auto random = seeded_random(20261123);
    std::array<int, 6> faces{};
    for (int i = 0; i < 60'000; ++i) ++faces[random->below(6)];
    for (const int count : faces) EXPECT_NEAR(count, 10'000, 456);
}

TEST(Random, NothingIsBelowZero) {
    EXPECT_THROW((void)seeded_random(1)->below(0), Impossible);
}

TEST(SystemRandom, FillsEveryByteOfALongRequest) {
    const auto random = system_random();
    Bytes bytes(5000);
    random->fill(bytes);
    std::array<int, 256> seen{};
    for (const std::uint8_t byte : bytes) ++seen[byte];
    EXPECT_LT(seen[0], 60) << "20 are expected";
    random->fill({});
}

TEST(Secret, IsWipedWhenClearedAndGoneWhenMoved) {
    SecretBytes secret(view_of("correct horse"));
    const std::uint8_t* place = secret.view().data();
    SecretBytes moved = std::move(secret);
    EXPECT_TRUE(secret.empty());  // NOLINT(bugprone-use-after-move): that is the test
    EXPECT_EQ(moved.text(), "correct horse");
    EXPECT_EQ(moved.view().data(), place) << "a move leaves no second copy";
    EXPECT_EQ(moved.clone().text(), "correct horse");
    std::string buffer = "battery staple";
    wipe(buffer.data(), buffer.size());
    EXPECT_EQ(buffer, std::string(buffer.size(), '\0'));
}

static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_copy_assignable_v<SecretBytes>);

}  // namespace
}  // namespace xinan
