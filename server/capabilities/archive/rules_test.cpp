// SPDX-License-Identifier: AGPL-3.0-or-later
// How long a file is kept and whom a grant may be for, as tables.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/testing.hpp"
#include "capabilities/archive/rules.hpp"

namespace xinan::archive {
namespace {

using access::Role;
using access::Roles;
using xinan::testing::day;

// D1.3b, D1.3a, A1.4c: the longer of what the centre says and ten years.
TEST(RetentionRule, IsTenYearsAtLeast) {
    EXPECT_EQ(retention_until(day(2026, 11, 23), {.retention_years = 10}), day(2036, 11, 23)) << "D1.3b";
    EXPECT_EQ(retention_until(day(2026, 11, 23), {.retention_years = 30}), day(2056, 11, 23)) << "D1.3a: the longer one";
    EXPECT_EQ(retention_until(day(2026, 11, 23), {.retention_years = 3}), day(2036, 11, 23)) << "A1.4c: never below the floor";
    EXPECT_EQ(retention_until(day(2028, 2, 29), {.retention_years = 10}), day(2038, 3, 1)) << "a leap day";
    EXPECT_EQ(retention_until(day(2028, 2, 29), {.retention_years = 12}), day(2040, 2, 29));
    EXPECT_EQ(settings()[0].min, kRetentionYearsFloor);
    EXPECT_EQ(settings()[0].origin, store::Origin::source) << "may be tightened only";
}

struct GrantRow {
    std::string_view story;
    GrantFacts facts;
    std::string_view guard;   // empty: permitted
    std::string_view clause;
};
const GrantRow kGrants[] = {
    {"a supervisor for a week", {true, Roles{Role::supervisor}, false, 7}, "", ""},
    {"a counsellor for the longest time", {true, Roles{Role::counsellor}, false, 30}, "", ""},
    {"an archive keeper", {true, Roles{Role::archive_keeper}, false, 1}, "", ""},
    {"nobody of the centre", {false, Roles{}, false, 7}, "archive.grant_to_unknown", "D5.2d"},
    {"a class teacher", {true, Roles{Role::class_teacher}, false, 7}, "archive.grant_wall", "C5.4.2b"},
    {"a class teacher: no release in the course of things", {true, Roles{Role::class_teacher}, false, 7}, "archive.grant_wall", "C1.5g"},
    {"a leader", {true, Roles{Role::leader}, false, 7}, "archive.grant_wall", "C5.4.2b"},
    {"finance", {true, Roles{Role::finance}, false, 7}, "archive.grant_wall", "C5.4.2b"},
    {"the system administrator", {true, Roles{Role::system_admin}, false, 7}, "archive.grant_wall", "C5.4.2b"},
    {"a counsellor who heads a class", {true, Roles{Role::counsellor, Role::class_teacher}, false, 7}, "archive.grant_wall", "C5.4.2b"},
    {"reception", {true, Roles{Role::reception}, false, 7}, "archive.grant_role", "A7.3b"},
    {"oneself", {true, Roles{Role::counsellor}, true, 7}, "archive.grant_self", "D1.3c"},
    {"a day too long", {true, Roles{Role::counsellor}, false, 31}, "archive.grant_days", "D1.3c"},
};

TEST(GrantRule, FollowsTheTable) {
    for (const GrantRow& row : kGrants) {
        SCOPED_TRACE(row.story);
        const Decision decision = decide_grant(row.facts, {});
        EXPECT_EQ(decision.verdict(), row.guard.empty() ? Verdict::permit : Verdict::refuse);
        if (row.guard.empty()) continue;
        ASSERT_FALSE(decision.findings().empty());
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        const auto clauses = decision.clauses();
        EXPECT_NE(std::ranges::find(clauses, row.clause), clauses.end()) << row.clause;
        EXPECT_FALSE(decision.settle(true).ok()) << "no reason opens a wall";
    }
}

// C5.4.2b: whatever other hat is worn, and however short the time.
TEST(GrantRule, NoCombinationOfHatsPassesTheWall) {
    for (std::uint32_t bits = 0; bits < 1U << access::kRoleCount; ++bits) {
        const Roles roles = Roles::from_bits(bits);
        const bool permitted = decide_grant({true, roles, false, 1}, {}).verdict() == Verdict::permit;
        EXPECT_EQ(permitted, !roles.any_of(access::kNeverContent) && roles.any_of({Role::counsellor, Role::supervisor, Role::archive_keeper}))
            << bits;
    }
}

TEST(CustodyRule, GoesToAnArchiveKeeper) {
    EXPECT_EQ(decide_custody({true, Roles{Role::archive_keeper}}).verdict(), Verdict::permit);
    EXPECT_EQ(decide_custody({true, Roles{Role::counsellor}}).clauses(), (std::vector<std::string>{"A2.5a", "A6.3a", "A7.3a"}));
    EXPECT_FALSE(decide_custody({true, Roles{Role::counsellor}}).settle(true).ok());
    EXPECT_EQ(decide_custody({true, Roles{Role::archive_keeper, Role::finance}}).clauses().front(), "C5.4.2b");
    EXPECT_EQ(decide_custody({}).clauses().front(), "D5.2d");
}

TEST(FileNumber, IsReadableAndPerYear) {
    EXPECT_EQ(number_text(2026'000'007), "A-2026-0007");
    EXPECT_EQ(number_text(2026'012'345), "A-2026-12345");
}

}  // namespace
}  // namespace xinan::archive
