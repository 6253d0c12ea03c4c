// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/decision.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/testing.hpp"

namespace xinan {
namespace {

Finding consent(Strength strength) {
    return {"consent.missing", strength, {"B1.2.3", "C5.4.2"}, {{"days", "3"}}, ErrorKind::forbidden};
}
Finding buffer(Strength strength) {
    return {"scheduling.buffer", strength, {"B2.1.1d", "C5.4.2"}, {}, ErrorKind::conflict};
}

Decision decision_of(std::vector<Finding> findings) {
    Decision decision;
    for (Finding& finding : findings) decision.add(std::move(finding));
    return decision;
}

constexpr bool kReason = true;
constexpr bool kNoReason = false;

// clang-format off
struct Row {
    const char* story;
    std::vector<Finding> findings;
    bool reason;
    const char* code;         // "" when it may go on
    bool overridable;
    std::size_t clauses;
};
// clang-format on

TEST(Decision, FollowsTheTable) {
    constexpr auto hard = Strength::hard;
    constexpr auto warn = Strength::warn;
    constexpr auto off = Strength::off;
    const Row table[] = {
        {"nothing found", {}, kNoReason, "", false, 0},
        {"a guard that is off finds nothing", {consent(off)}, kNoReason, "", false, 0},
        {"a warning without a reason stops", {buffer(warn)}, kNoReason, "scheduling.buffer", true, 2},
        {"a warning with a reason goes on", {buffer(warn)}, kReason, "", false, 2},
        {"a hard guard stops", {consent(hard)}, kNoReason, "consent.missing", false, 2},
        {"no reason helps against a hard guard", {consent(hard)}, kReason, "consent.missing", false, 2},
        {"the hard one is named, not the first", {buffer(warn), consent(hard)}, kNoReason, "consent.missing", false, 3},
        {"one reason covers two warnings", {buffer(warn), consent(warn)}, kReason, "", false, 3},
        {"two warnings name the first", {buffer(warn), consent(warn)}, kNoReason, "scheduling.buffer", true, 3},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        const Decision decision = decision_of(row.findings);
        const auto settled = decision.settle(row.reason);
        EXPECT_EQ(testing::code_of(settled), row.code);
        EXPECT_EQ(decision.clauses().size(), row.clauses);
        if (settled.ok()) continue;
        EXPECT_EQ(settled.error().overridable, row.overridable);
        EXPECT_EQ(settled.error().clauses, decision.clauses());
    }
}

TEST(Decision, TheErrorCarriesKindAndValuesOfItsGuard) {
    const auto settled = decision_of({buffer(Strength::warn), consent(Strength::hard)}).settle(kReason);
    ASSERT_FALSE(settled);
    EXPECT_EQ(settled.error().kind, ErrorKind::forbidden);
    EXPECT_EQ(testing::arg_of(settled.error(), "days"), "3");
    EXPECT_EQ(settled.error().clauses, (std::vector<std::string>{"B2.1.1d", "C5.4.2", "B1.2.3"}));
}

RC_GTEST_PROP(Decision, AReasonNeverOpensAHardGuard, (const std::vector<std::uint8_t>& strengths)) {
    Decision decision;
    bool any_hard = false;
    for (const std::uint8_t s : strengths) {
        const auto strength = static_cast<Strength>(s % 3);
        any_hard = any_hard || strength == Strength::hard;
        decision.add(s % 2 == 0 ? consent(strength) : buffer(strength));
    }
    const bool may_go_on = decision.settle(kReason).ok();
    RC_ASSERT(may_go_on == !any_hard);
}

}  // namespace
}  // namespace xinan
