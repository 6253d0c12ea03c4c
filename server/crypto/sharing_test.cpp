// SPDX-License-Identifier: AGPL-3.0-or-later
// Secret shares: enough of them join, forged ones never do, and a slip in typing is found and named.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>

#include "crypto/crypto_support.hpp"

namespace xinan::crypto {
namespace {

using testing::for_each_flip;

std::vector<SecretBytes> some(const std::vector<SecretBytes>& shares, std::initializer_list<std::size_t> which) {
    std::vector<SecretBytes> out;
    for (const std::size_t i : which) out.push_back(shares[i].clone());
    return out;
}

TEST(Sharing, AForgedShareIsRefused) {
    const auto random = seeded_random(11);
    const SecretBytes secret(view_of("thirty-two bytes of private key!"));
    const auto shares = split_secret(secret, 2, 3, *random).value();
    for_each_flip(shares[0].view(), [&](const Bytes& bad, std::size_t bit) {
        auto given = some(shares, {1});
        given.emplace_back(ByteView(bad));
        const auto joined = join_secret(given);
        EXPECT_FALSE(joined.ok()) << "bit " << bit;
    });
    for (int i = 0; i < 1000; ++i) {  // right header and number, invented content
        Bytes forged = to_bytes(shares[0].view());
        random->fill(std::span(forged).subspan(21));
        auto given = some(shares, {1});
        given.emplace_back(ByteView(forged));
        EXPECT_EQ(join_secret(given).error().code, "crypto.bad_share");
    }
    for (std::size_t size = 0; size < shares[0].size(); ++size) {
        auto given = some(shares, {1});
        given.emplace_back(shares[0].view().first(size));
        EXPECT_EQ(join_secret(given).error().code, "crypto.bad_share");
    }
    EXPECT_EQ(join_secret({}).error().code, "crypto.too_few_shares");
}

TEST(Sharing, APrintedShareIsReadHoweverItIsTyped) {
    const auto random = seeded_random(12);
    const auto shares = split_secret(SecretBytes(view_of("thirty-two bytes of private key!")), 2, 3, *random).value();
    const std::string words = share_to_words(shares[0]);
    EXPECT_EQ(words.size(), 29U * 7 - 1) << words;
    std::string untidy;
    for (char c : words) {
        if (c == '-')
            untidy += "  \n";
        else if (c == '0')
            untidy += 'o';
        else if (c == '1')
            untidy += 'l';
        else
            untidy += static_cast<char>(c >= 'A' ? c - 'A' + 'a' : c);
    }
    EXPECT_TRUE(std::ranges::equal(share_from_words(untidy).value().view(), shares[0].view()));
}

TEST(Sharing, EveryWrongSignIsFoundInItsGroup) {
    const auto random = seeded_random(13);
    const auto shares = split_secret(SecretBytes(view_of("thirty-two bytes of private key!")), 2, 3, *random).value();
    const std::string words = share_to_words(shares[0]);
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] == '-') continue;
        const std::string group = std::to_string(at / 7 + 1);
        for (const char sign : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZU")) {
            if (sign == words[at]) continue;
            std::string wrong = words;
            wrong[at] = sign;
            const auto read = share_from_words(wrong);
            ASSERT_FALSE(read.ok());
            EXPECT_EQ(read.error().code, "crypto.bad_share_group");
            EXPECT_EQ(read.error().args, (Args{{"group", group}}));
        }
        if (at + 1 < words.size() && words[at + 1] != '-' && words[at] != words[at + 1]) {
            std::string exchanged = words;
            std::swap(exchanged[at], exchanged[at + 1]);
            EXPECT_EQ(share_from_words(exchanged).error().args, (Args{{"group", group}}));
        }
    }
    std::string order = words;
    std::swap_ranges(order.begin(), order.begin() + 6, order.begin() + 7);
    EXPECT_FALSE(share_from_words(order).ok());
    EXPECT_FALSE(share_from_words(words.substr(0, words.size() - 7)).ok());
    EXPECT_FALSE(share_from_words("").ok());
    EXPECT_FALSE(share_from_words(std::string(100'000, '0')).ok());
}

RC_GTEST_PROP(SharingProperty, EnoughSharesJoin, ()) {
    const auto count = *rc::gen::inRange(2U, 7U);
    const auto threshold = *rc::gen::inRange(2U, count + 1);
    const auto size = *rc::gen::inRange<std::size_t>(1, 129);
    const auto secret = *rc::gen::container<Bytes>(size, rc::gen::arbitrary<std::uint8_t>());
    const auto random = seeded_random(*rc::gen::arbitrary<std::uint64_t>());
    auto shares = split_secret(SecretBytes(ByteView(secret)), threshold, count, *random).value();
    RC_ASSERT(shares.size() == count);
    for (auto& share : shares) share = share_from_words(share_to_words(share)).value();
    for (unsigned i = count; i > 1; --i) std::swap(shares[i - 1], shares[random->below(i)]);
    shares.resize(threshold);
    RC_ASSERT(to_bytes(join_secret(shares).value().view()) == secret);
    shares.pop_back();
    RC_ASSERT(join_secret(shares).error().code == "crypto.too_few_shares");
}

}  // namespace
}  // namespace xinan::crypto
