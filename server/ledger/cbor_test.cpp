// SPDX-License-Identifier: AGPL-3.0-or-later
// One value has one encoding: what the writer writes is read back, and every other spelling is refused.
#include "ledger/cbor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace xinan::ledger {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }

TEST(Cbor, WritesTheExamplesOfTheStandard) {
    // RFC 8949 Appendix A.
    const std::pair<std::int64_t, const char*> kIntegers[] = {
        {0, "00"}, {23, "17"}, {24, "1818"}, {100, "1864"}, {1000, "1903e8"}, {1000000, "1a000f4240"},
        {1000000000000, "1b000000e8d4a51000"}, {-1, "20"}, {-10, "29"}, {-100, "3863"}, {-1000, "3903e7"}};
    for (const auto& [value, expected] : kIntegers) {
        CborWriter out;
        out.integer(value);
        EXPECT_EQ(to_hex(out.written()), expected);
    }
    CborWriter out;
    out.map(2);
    out.integer(1), out.array(2), out.text("a"), out.bytes(hex("01020304"));
    out.integer(3), out.integer(4);
    EXPECT_EQ(to_hex(out.written()), "a2018261614401020304" "0304");
    EXPECT_TRUE(check_canonical(out.written()).ok());
}

TEST(Cbor, RefusesEveryOtherSpelling) {
    const std::pair<const char*, const char*> kBad[] = {
        {"1817", "longer than needed: 23 in two bytes"}, {"190017", "in three"}, {"1a000000ff", "in five"},
        {"1b00000000ffffffff", "in nine"}, {"5801aa", "a length longer than needed"},
        {"", "nothing"}, {"0000", "a second value"}, {"18", "cut in the argument"}, {"42aa", "cut in the bytes"},
        {"1c", "reserved"}, {"5f41aaff", "indefinite length"}, {"9fff", "indefinite list"}, {"bfff", "indefinite map"},
        {"f6", "null"}, {"f5", "true"}, {"f90000", "a float"}, {"c001", "a tag"},
        {"a202010102", "keys that fall"}, {"a201010102", "a key twice"},
        {"a1200100", "a negative key"}, {"a1614100", "a text key"}, {"8181818181" "01", "five levels"},
        {"61c3", "text that is not ASCII"}, {"6100", "text with a control character"},
        {"9b0000000100000000", "a list longer than its bytes"}, {"5b7fffffffffffffff", "a huge length"},
        {"1bffffffffffffffff", "an integer beyond 64 signed bits"}};
    for (const auto& [text, why] : kBad) {
        const Bytes bytes = hex(text);
        EXPECT_FALSE(check_canonical(bytes).ok()) << why;
    }
    EXPECT_TRUE(check_canonical(hex("8181818101")).ok()) << "four levels are the bound";
    EXPECT_FALSE(check_canonical(Bytes(kCborBytesMax + 1, 0)).ok()) << "more than the bound";
}

TEST(Cbor, AFailureStaysAndSaysWhere) {
    const Bytes bytes = hex("0141aa05");
    CborReader in(bytes);
    EXPECT_EQ(in.integer(), 1);
    EXPECT_EQ(in.integer(), 0);
    EXPECT_FALSE(in.ok());
    EXPECT_TRUE(in.bytes().empty());
    EXPECT_FALSE(in.at_end());
    EXPECT_EQ(in.error().args.front().second, "1");
}

RC_GTEST_PROP(Cbor, WhatIsWrittenIsReadBack, (std::int64_t number, const std::vector<std::uint8_t>& bytes)) {
    CborWriter out;
    out.array(2), out.integer(number), out.bytes(bytes);
    CborReader in(out.written());
    RC_ASSERT(in.array() == 2U);
    RC_ASSERT(in.integer() == number);
    RC_ASSERT(to_bytes(in.bytes()) == bytes);
    RC_ASSERT(in.at_end());
    RC_ASSERT(check_canonical(out.written()).ok());
}

RC_GTEST_PROP(Cbor, AnyBytesAreAnswered, (const std::vector<std::uint8_t>& bytes)) {
    (void)check_canonical(bytes);
    RC_SUCCEED();
}

}  // namespace
}  // namespace xinan::ledger
