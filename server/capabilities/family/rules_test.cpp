// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of guardians as tables.
#include "capabilities/family/rules.hpp"

#include <gtest/gtest.h>

#include "access/access_table.hpp"
#include "base/testing.hpp"
#include "http/route.hpp"

namespace xinan::family {
namespace {

using testing::day;
using testing::must;

const LocalDate kToday = day(2026, 11, 23);

TEST(GuardianRule, FollowsTheTable) {
    struct Row {
        std::string_view story;
        GuardianRequest request;
        Strength unknown;
        Verdict verdict;
        std::string_view guard;
        std::string_view clause;
    };
    const Row table[] = {
        {"a mother of age", {false, Relation::mother, 41, kToday, kToday}, Strength::warn, Verdict::permit, "", ""},
        {"eighteen today", {false, Relation::other_kin, 18, kToday, kToday}, Strength::warn, Verdict::permit, "", ""},
        {"an elder sister of seventeen", {false, Relation::other_kin, 17, kToday, kToday}, Strength::off, Verdict::refuse, "family.guardian_under_age", "D2.1b"},
        {"birthday not known", {false, Relation::father, {}, kToday, kToday}, Strength::warn, Verdict::warn, "family.guardian_age_unknown", "D2.1b"},
        {"birthday not known, strictly", {false, Relation::father, {}, kToday, kToday}, Strength::hard, Verdict::refuse, "family.guardian_age_unknown", "D2.1b"},
        {"birthday not known, not asked", {false, Relation::father, {}, kToday, kToday}, Strength::off, Verdict::permit, "", ""},
        {"a children's home has no birthday", {false, Relation::institution, {}, kToday, kToday}, Strength::hard, Verdict::permit, "", ""},
        {"his own guardian", {true, Relation::father, 41, kToday, kToday}, Strength::warn, Verdict::refuse, "family.own_guardian", "A4.4a"},
        {"from tomorrow", {false, Relation::father, 41, day(2026, 11, 24), kToday}, Strength::warn, Verdict::refuse, "family.from_later", "A4.4a"},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        Parameters parameters;
        parameters.age_unknown = row.unknown;
        const Decision decision = decide_guardian(row.request, parameters);
        EXPECT_EQ(decision.verdict(), row.verdict);
        ASSERT_EQ(decision.findings().size(), row.guard.empty() ? 0U : 1U);
        if (row.guard.empty()) continue;
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_EQ(decision.clauses(), std::vector<std::string>{std::string(row.clause)});
    }
}

// C1.5h: from the setting's age on, attendance is the pupil's own to tell; on doubt it is.
TEST(AttendanceRule, IsOpenToGuardiansOfTheYoungOnly) {
    EXPECT_TRUE(attendance_open_to_guardian(7, 14));
    EXPECT_TRUE(attendance_open_to_guardian(13, 14));
    EXPECT_FALSE(attendance_open_to_guardian(14, 14));
    EXPECT_FALSE(attendance_open_to_guardian(17, 14));
    EXPECT_FALSE(attendance_open_to_guardian(std::nullopt, 14));
    EXPECT_FALSE(attendance_open_to_guardian(12, 12));
}

TEST(AccessTable, AgreesWithTheRules) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(testing::repository_file("tests/contract/access.csv")));
    const auto differences = access::check_access_table(policy, access::rows_of(table, "family."));
    EXPECT_TRUE(differences.empty()) << differences.size() << ": " << (differences.empty() ? "" : differences.front());
    for (const http::Route& route : routes()) EXPECT_TRUE(policy.knows(route.action)) << route.action;
}

// C1.5h: from the age at which a pupil decides, never against what he said.
TEST(AttendanceRule, FollowsTheTable) {
    struct Row {
        const char* story;
        AttendanceFacts facts;
        Verdict verdict;
        const char* guard;
    };
    const Row rows[] = {
        {"closed whenever asked", {false, 15, Wish::refuses, {}}, Verdict::permit, ""},
        {"fifteen and agrees", {true, 15, Wish::agrees, Wish::refuses}, Verdict::permit, ""},
        {"fifteen and refuses", {true, 15, Wish::refuses, {}}, Verdict::refuse, "family.pupil_refuses"},
        {"refused last time and was not asked again", {true, 17, Wish::not_asked, Wish::refuses}, Verdict::refuse, "family.pupil_refuses"},
        {"fifteen and was not asked", {true, 15, Wish::not_asked, {}}, Verdict::warn, "family.pupil_not_asked"},
        {"just fourteen", {true, 14, Wish::refuses, {}}, Verdict::refuse, "family.pupil_refuses"},
        {"of unknown age", {true, {}, Wish::refuses, {}}, Verdict::refuse, "family.pupil_refuses"},
        {"thirteen and refuses", {true, 13, Wish::refuses, {}}, Verdict::warn, "family.pupil_refuses"},
        {"thirteen and was not asked", {true, 13, Wish::not_asked, {}}, Verdict::permit, ""},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.story);
        const Decision decision = decide_attendance(row.facts, {});
        EXPECT_EQ(decision.verdict(), row.verdict);
        if (*row.guard == '\0') continue;
        ASSERT_FALSE(decision.findings().empty());
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_EQ(decision.clauses(), std::vector<std::string>{"C1.5h"});
    }
}

}  // namespace
}  // namespace xinan::family
