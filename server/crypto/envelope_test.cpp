// SPDX-License-Identifier: AGPL-3.0-or-later
// Headers have one encoding, and a parser accepts nothing else; a wrap commits to its key.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>

#include "crypto/crypto_support.hpp"
#include "crypto/envelope.hpp"
#include "crypto/key_cache.hpp"

namespace xinan::crypto {
namespace {

using testing::nth;

TEST(Envelope, TheBytesOfAHeaderStayWhatTheyAre) {
    // Golden: a change of these bytes is a change of the stored format.
    const FieldHeader header{.suite = SuiteId::guomi,
                             .kind = ScopeKind::visitor_file,
                             .generation = 0x01020304,
                             .nonce = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
    EXPECT_EQ(to_hex(encode(header)),
              "78696e450001020401020304"
              "0102030405060708090a0b0c");
    const Place place{.centre = nth<CentreId>(1),
                      .scope = {ScopeKind::case_file, nth<AnyId>(2)},
                      .table = "note",
                      .row = nth<AnyId>(3),
                      .field = "body",
                      .version = 4};
    EXPECT_EQ(to_hex(canonical(place).view()),
              "0d78696e616e2e706c6163652e31"
              "00000000000000000000000000000001"
              "00000005"
              "00000000000000000000000000000002"
              "046e6f7465"
              "00000000000000000000000000000003"
              "04626f6479"
              "00000004");
}

TEST(Envelope, RefusesWhatIsNotAHeader) {
    const FieldHeader header{.generation = 1};
    const auto head = encode(header);
    Bytes good(head.begin(), head.end());
    good.resize(good.size() + 16);
    ASSERT_EQ(parse_field_header(good), header);
    for (const auto& [at, byte] : std::initializer_list<std::pair<std::size_t, std::uint8_t>>{
             {0, 'X'}, {3, 'W'}, {4, 1}, {5, 2}, {6, 0}, {6, 3}, {7, 0}, {7, 7}, {11, 0}}) {
        Bytes bad = good;
        bad[at] = byte;
        EXPECT_FALSE(parse_field_header(bad)) << at;
    }
    EXPECT_FALSE(parse_field_header(ByteView(good).first(39)));
    EXPECT_FALSE(parse_field_header({}));
    EXPECT_FALSE(parse_wrap_header(good));
}

TEST(Envelope, AWrapWithAnotherKeyInsideIsRefused) {
    // Goal: whoever could make a valid ciphertext of another key is caught by the commitment.
    const Suite& s = suite(SuiteId::international);
    const auto random = seeded_random(1);
    const Bytes under(32, 1), key(32, 2), context = to_bytes(view_of("key 1"));
    const Bytes wrapped = wrap_key(s, WrapPurpose::scope_key, under, context, key, *random);
    EXPECT_EQ(to_bytes(unwrap_key(s, WrapPurpose::scope_key, under, context, wrapped).value().view()), key);
    EXPECT_FALSE(unwrap_key(s, WrapPurpose::master_by_key_file, under, context, wrapped).ok());
    EXPECT_FALSE(unwrap_key(s, WrapPurpose::scope_key, key, context, wrapped).ok());
    EXPECT_FALSE(unwrap_key(s, WrapPurpose::scope_key, under, view_of("key 2"), wrapped).ok());
    EXPECT_FALSE(unwrap_key(suite(SuiteId::guomi), WrapPurpose::scope_key, under, context, wrapped).ok());
    EXPECT_NE(commitment_of(s, context, key), commitment_of(s, view_of("key 2"), key));
    EXPECT_NE(commitment_of(s, context, key), commitment_of(s, context, under));
}

RC_GTEST_PROP(EnvelopeProperty, WhatParsesEncodesToTheSameBytes, (Bytes bytes)) {
    // Half of the inputs start like a header, so that parsing gets somewhere.
    const FieldHeader header{.generation = 1};
    const auto head = encode(header);
    bytes.resize(std::max<std::size_t>(bytes.size(), 40));
    if (*rc::gen::arbitrary<bool>()) std::copy_n(head.begin(), 8, bytes.begin());
    if (const auto parsed = parse_field_header(bytes)) {
        RC_ASSERT(std::ranges::equal(encode(*parsed), ByteView(bytes).first(kFieldHeaderBytes)));
    }
}

TEST(KeyCache, KeepsWhatIsUsedAndForgetsTheRest) {
    KeyCache cache(4);
    const auto name = [](std::uint8_t n) {
        return KeyName{nth<CentreId>(1), {ScopeKind::case_file, nth<AnyId>(n)}, 1};
    };
    const auto key = [](std::uint8_t n) {
        OpenedKey k;
        k.generation = 1;
        k.key.fill(n);
        return k;
    };
    for (std::uint8_t n = 1; n <= 4; ++n) cache.put(name(n), key(n));
    for (std::uint8_t n = 5; n <= 60; ++n) {
        EXPECT_EQ(cache.find(name(1)).value().key[0], 1) << "used each time, so it stays";
        cache.put(name(n), key(n));
        EXPECT_EQ(cache.size(), 4U);
    }
    EXPECT_EQ(cache.find(name(60)).value().key[0], 60);
    EXPECT_FALSE(cache.find(name(5)));
    cache.forget(nth<CentreId>(1), {ScopeKind::case_file, nth<AnyId>(1)});
    EXPECT_FALSE(cache.find(name(1)));
    cache.forget_all();
    EXPECT_EQ(cache.size(), 0U);
    EXPECT_FALSE(cache.find(name(60)));
}

}  // namespace
}  // namespace xinan::crypto
