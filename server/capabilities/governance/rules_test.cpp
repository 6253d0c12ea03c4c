// SPDX-License-Identifier: AGPL-3.0-or-later
// What a centre may choose, as tables.
#include "capabilities/governance/rules.hpp"

#include <gtest/gtest.h>

#include "access/access_table.hpp"
#include "base/testing.hpp"

namespace xinan::governance {
namespace {

using store::Origin;
using store::SettingSpec;
using testing::code_of;
using testing::must;

constexpr SettingSpec kBuffer{"scheduling.buffer_after", "minutes", 15, 0, 60, "B2.1.1e", Origin::standard};
constexpr SettingSpec kKept{"archive.retention_years", "years", 10, 10, 100, "D1.3b", Origin::source};
constexpr SettingSpec kNotice{"x.notice_days", "days", 7, 1, 30, "A1.0a", Origin::source};
constexpr SettingSpec kWarn{"x.cap_guard", "strength", 1, 0, 2, "A1.0b", Origin::standard};
constexpr SettingSpec kHard{"casework.high_risk_guard", "strength", 0, 0, 2, "A1.1d", Origin::standard};
constexpr SettingSpec kSourceWarn{"x.source_guard", "strength", 1, 0, 2, "A1.1d", Origin::source};
constexpr SettingSpec kMark{"audit.demo_centre", "mark", 0, 0, 1, "", Origin::standard};

TEST(SettingRule, FollowsTheTable) {
    struct Row {
        std::string_view story;
        const SettingSpec& spec;
        std::int64_t value;
        std::string_view code;
    };
    const Row table[] = {
        {"the least of a default", kBuffer, 0, ""},
        {"the most of a default", kBuffer, 60, ""},
        {"below the bounds", kBuffer, -1, "settings.out_of_bounds"},
        {"past the bounds", kBuffer, 61, "settings.out_of_bounds"},
        {"a source's own figure", kNotice, 7, ""},
        {"stricter than the source", kNotice, 8, ""},
        {"looser than the source", kNotice, 6, "settings.below_source"},
        {"looser than a source at the bound", kKept, 9, "settings.below_source"},
        {"a warning made hard", kWarn, 0, ""},
        {"a warning switched off", kWarn, 2, ""},
        {"past the bounds of a source", kKept, 101, "settings.out_of_bounds"},
        {"a source's warning made hard", kSourceWarn, 0, ""},
        {"a source's warning switched off", kSourceWarn, 2, "settings.below_source"},
        {"a hard guard left as it is", kHard, 0, ""},
        {"a hard guard made a warning", kHard, 1, "governance.fixed"},
        {"a hard guard switched off", kHard, 2, "governance.fixed"},
        {"a mark of the program", kMark, 1, "governance.fixed"},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        const auto checked = check_value(row.spec, row.value);
        EXPECT_EQ(code_of(checked), std::string(row.code));
        if (checked || row.code == "settings.out_of_bounds") continue;
        EXPECT_EQ(checked.error().kind, ErrorKind::conflict) << "a refusal leaves its deed";
        if (!row.spec.clause.empty()) {
            EXPECT_EQ(checked.error().clauses, std::vector<std::string>{std::string(row.spec.clause)});
        }
    }
    EXPECT_EQ(choice_of(kNotice).min, 7);
    EXPECT_TRUE(choice_of(kHard).fixed());
    EXPECT_FALSE(choice_of(kWarn).fixed());
}

TEST(SettingRule, AValueHoldsFromNowOrLaterNeverFromBefore) {
    const UtcTime now{1'800'000'000'000};
    EXPECT_EQ(must(valid_from(std::nullopt, now)), now);
    EXPECT_EQ(must(valid_from(now + kAheadMax, now)), now + kAheadMax);
    EXPECT_EQ(must(valid_from(now - kBackMax, now)), now) << "this morning's date means now";
    EXPECT_EQ(code_of(valid_from(now - kBackMax - Millis{1}, now)), "governance.date");
    EXPECT_EQ(code_of(valid_from(now + kAheadMax + Millis{1}, now)), "governance.date");
}

TEST(HelpNumberRule, EachWrongFieldIsNamed) {
    EXPECT_EQ(must(clean_help_numbers({{"校内值班", "On call at school", "+86 010-1234 5678"}})).size(), 1U);
    EXPECT_TRUE(must(clean_help_numbers({})).empty());
    const auto wrong = clean_help_numbers({{"", "ok", "120"}, {"好", "two\nlines", "no"}, {"好", "ok", " - "}});
    ASSERT_FALSE(wrong.ok());
    std::vector<std::string> pointers;
    for (const FieldError& each : wrong.error().fields) pointers.push_back(each.pointer);
    EXPECT_EQ(pointers, (std::vector<std::string>{"/items/0/label_zh", "/items/1/label_en", "/items/1/number", "/items/2/number"}));
    EXPECT_FALSE(clean_help_numbers(std::vector<HelpNumber>(kHelpNumbersMax + 1, {"好", "ok", "120"})).ok());
}

TEST(AccessTable, AgreesWithTheRules) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(testing::repository_file("tests/contract/access.csv")));
    const auto differences = access::check_access_table(policy, access::rows_of(table, "governance."));
    EXPECT_TRUE(differences.empty()) << differences.size() << ": " << (differences.empty() ? "" : differences.front());
}

}  // namespace
}  // namespace xinan::governance
