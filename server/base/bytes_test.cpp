// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/bytes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/testing.hpp"

namespace xinan {
namespace {

using testing::code_of;
using testing::must;

// RFC 4648 §10, without padding.
TEST(Base64Url, FollowsTheExamplesOfTheStandard) {
    const std::pair<const char*, const char*> table[] = {
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : table) {
        EXPECT_EQ(to_base64url(view_of(plain)), coded);
        EXPECT_EQ(text_of(must(from_base64url(coded))), plain);
    }
    EXPECT_EQ(to_base64url(Bytes{0xFB, 0xFF}), "-_8");
}

TEST(Base64Url, RefusesPaddingOtherAlphabetsAndSecondSpellings) {
    for (const char* text : {"Zg==", "A", "AAAAA", "Zm 8", "+/8", "Zh", "Zm9", "中"}) {
        EXPECT_EQ(code_of(from_base64url(text)), "base.not_base64url") << text;
    }
}

TEST(Hex, RefusesOddLengthUpperCaseAndOtherLetters) {
    for (const char* text : {"a", "0", "AB", "0g", "0x", " 0", "中"}) {
        EXPECT_EQ(code_of(from_hex(text)), "base.not_hex") << text;
    }
    EXPECT_EQ(to_hex(Bytes{0x00, 0x7f, 0xff}), "007fff");
    EXPECT_TRUE(must(from_hex("")).empty());
}

RC_GTEST_PROP(Hex, GivesBackWhatWasWritten, (const Bytes& bytes)) {
    RC_ASSERT(must(from_hex(to_hex(bytes))) == bytes);
}

RC_GTEST_PROP(Base64Url, GivesBackWhatWasWritten, (const Bytes& bytes)) {
    RC_ASSERT(must(from_base64url(to_base64url(bytes))) == bytes);
}

RC_GTEST_PROP(Base64Url, HasOneTextForEachValue, (const std::string& text)) {
    if (const auto bytes = from_base64url(text)) RC_ASSERT(to_base64url(*bytes) == text);
}

RC_GTEST_PROP(ConstantTimeComparison, AgreesWithThePlainOne, (const Bytes& a, const Bytes& b)) {
    RC_ASSERT(equal_in_constant_time(a, b) == (a == b));
    RC_ASSERT(equal_in_constant_time(a, Bytes(a)));
}

TEST(ConstantTimeComparison, SeesADifferenceInAnyPlace) {
    const Bytes a(33, 7);
    for (std::size_t i = 0; i < a.size(); ++i) {
        Bytes b = a;
        b[i] ^= 0x80;
        EXPECT_FALSE(equal_in_constant_time(a, b)) << i;
    }
}

}  // namespace
}  // namespace xinan
