// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/result.hpp"

#include <memory>

#include "base/testing.hpp"

namespace xinan {
namespace {

Result<int> half(int n) {
    if (n % 2 != 0) return fail(ErrorKind::invalid, "test.odd", {{"n", std::to_string(n)}});
    return n / 2;
}
Result<int> quarter(int n) {
    return TRY(half(TRY(half(n))));
}
Result<void> only_even(int n) {
    TRY_VOID(half(n));
    return {};
}

TEST(Result, TryHandsTheErrorToTheCallerUnchanged) {
    EXPECT_EQ(*quarter(12), 3);
    const auto refused = quarter(6);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "test.odd");
    EXPECT_EQ(testing::arg_of(refused.error(), "n"), "3");
    EXPECT_TRUE(only_even(4).ok());
    EXPECT_EQ(testing::code_of(only_even(5)), "test.odd");
}

TEST(Result, CarriesValuesThatOnlyMove) {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const std::unique_ptr<int> value = *std::move(result);
    EXPECT_EQ(*value, 7);
}

TEST(Result, TakingTheValueOfAFailureIsABug) {
    EXPECT_THROW((void)half(1).value(), Impossible);
    EXPECT_THROW((void)half(2).error(), Impossible);
    EXPECT_THROW(Result<void>(fail(ErrorKind::internal, "test.x")).value(), Impossible);
}

TEST(Ensure, NamesThePlaceAndGoesOnWhenAllIsWell) {
    ensure(true, "nothing");
    try {
        ensure(false, "two and two are four");
        FAIL() << "ensure let a false condition pass";
    } catch (const Impossible& e) {
        EXPECT_NE(std::string(e.what()).find("two and two are four"), std::string::npos);
        EXPECT_NE(std::string(e.what()).find("result_test.cpp:"), std::string::npos);
    }
}

TEST(EnsureDeathTest, EndsTheProcessWhereRecordsCouldBeDamaged) {
    ensure_or_die(true, "nothing");
    EXPECT_DEATH(ensure_or_die(false, "a page is whole"), "a page is whole .*result_test.cpp:");
}

}  // namespace
}  // namespace xinan
