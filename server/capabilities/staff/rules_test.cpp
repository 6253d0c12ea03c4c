// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of staff as tables; the search for what a booking must not do reads like A1.2c.
#include "capabilities/staff/rules.hpp"

#include <gtest/gtest.h>

#include "access/access_table.hpp"
#include "base/testing.hpp"
#include "http/route.hpp"

namespace xinan::staff {
namespace {

using access::Role;
using testing::day;
using testing::must;

const LocalDate kToday = day(2026, 11, 23);

CounsellorFacts good() {
    CounsellorFacts facts;
    facts.known = facts.active = facts.practises = facts.has_credential = true;
    facts.since = day(2026, 9, 1);
    return facts;
}

// The clauses that ask for the same are named together.
const std::vector<std::string> kCertificate{"A2.1b", "A3.1c", "A6.1a", "C5.2.1a"};
const std::vector<std::string> kCredential{"A2.1a", "A3.1a", "A7.2a", "A2.1b", "A3.1c", "A6.1a", "C5.2.1a"};

TEST(CounsellorRule, FollowsTheTable) {
    struct Row {
        std::string_view story;
        void (*change)(CounsellorFacts&, Parameters&);
        Verdict verdict;
        std::string_view guard;
        std::vector<std::string> clauses;
    };
    const Row table[] = {
        {"nothing stands in the way", [](auto&, auto&) {}, Verdict::permit, "", {}},
        {"unknown", [](auto& f, auto&) { f.known = false; }, Verdict::refuse, "staff.not_practising", {"A2.1b"}},
        {"has left", [](auto& f, auto&) { f.active = false; }, Verdict::refuse, "staff.not_practising", {"A2.1b"}},
        {"does not practise", [](auto& f, auto&) { f.practises = false; }, Verdict::refuse, "staff.not_practising", {"A2.1b"}},
        {"own head teacher", [](auto& f, auto&) { f.head_teacher_of_visitor = true; }, Verdict::warn, "staff.head_teacher", {"A1.2c"}},
        {"own head teacher, strictly", [](auto& f, auto& p) { f.head_teacher_of_visitor = true; p.dual_relation = Strength::hard; },
         Verdict::refuse, "staff.head_teacher", {"A1.2c"}},
        {"merely teaches the class", [](auto& f, auto&) { f.merely_teaches = true; }, Verdict::permit, "", {}},
        {"a declared relative", [](auto& f, auto&) { f.conflict_declared = true; }, Verdict::warn, "staff.dual_relation", {"A1.2c", "C1.10b"}},
        {"a relative of the only counsellor, strictly",
         [](auto& f, auto& p) { f.conflict_declared = true; p.one_counsellor = true; p.dual_relation = Strength::hard; },
         Verdict::warn, "staff.only_counsellor_related", {"A1.2c", "C1.10b"}},
        {"expired yesterday", [](auto& f, auto&) { f.credential_expires = day(2026, 11, 22); }, Verdict::warn, "staff.credential_expired", kCertificate},
        {"valid until today", [](auto& f, auto&) { f.credential_expires = kToday; }, Verdict::permit, "", {}},
        {"expired, strictly", [](auto& f, auto& p) { f.credential_expires = day(2026, 11, 22); p.credential_expired = Strength::hard; },
         Verdict::refuse, "staff.credential_expired", kCertificate},
        {"none yet, in the grace", [](auto& f, auto&) { f.has_credential = false; f.since = day(2026, 11, 1); }, Verdict::warn,
         "staff.credential_missing", kCredential},
        {"none on the last day of grace", [](auto& f, auto&) { f.has_credential = false; f.since = day(2026, 9, 25); }, Verdict::warn,
         "staff.credential_missing", kCredential},
        {"none after the grace", [](auto& f, auto&) { f.has_credential = false; f.since = day(2026, 9, 24); }, Verdict::refuse,
         "staff.credential_never", kCredential},
        {"no grace at all", [](auto& f, auto& p) { f.has_credential = false; f.since = kToday; p.credential_grace_days = 0; }, Verdict::refuse,
         "staff.credential_never", kCredential},
        {"credentials are not asked", [](auto& f, auto& p) { f.has_credential = false; p.credential_missing = Strength::off; },
         Verdict::permit, "", {}},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        CounsellorFacts facts = good();
        Parameters parameters;
        row.change(facts, parameters);
        Decision decision;
        check_counsellor(decision, facts, parameters, kToday);
        EXPECT_EQ(decision.verdict(), row.verdict);
        EXPECT_EQ(decision.clauses(), row.clauses);
        ASSERT_EQ(decision.findings().size(), row.guard.empty() ? 0U : 1U);
        if (!row.guard.empty()) EXPECT_EQ(decision.findings().front().guard.name, row.guard);
    }
}

TEST(AccountRule, SomebodyCanAlwaysLetPeopleIn) {
    const auto guard = [](const AccountChange& change) {
        const Decision decision = decide_account(change);
        return decision.findings().empty() ? std::string() : std::string(decision.findings().front().guard.name);
    };
    EXPECT_EQ(guard({{Role::counsellor}, true, false, 0}), "");
    EXPECT_EQ(guard({{Role::counsellor}, true, true, 0}), "staff.last_keeper");
    EXPECT_EQ(guard({{Role::system_admin}, false, true, 0}), "staff.last_keeper");
    EXPECT_EQ(guard({{Role::leader}, true, true, 0}), "");
    EXPECT_EQ(guard({{Role::counsellor}, true, true, 1}), "");
    EXPECT_EQ(guard({{}, true, false, 1}), "staff.roles");
    EXPECT_EQ(guard({{Role::counsellor, Role::visitor}, true, false, 1}), "staff.roles");
}

TEST(AccessTable, AgreesWithTheRules) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(testing::repository_file("tests/contract/access.csv")));
    const auto differences = access::check_access_table(policy, access::rows_of(table, "staff."));
    EXPECT_TRUE(differences.empty()) << differences.size() << ": " << (differences.empty() ? "" : differences.front());
    for (const http::Route& route : routes()) EXPECT_TRUE(policy.knows(route.action)) << route.action;
}

}  // namespace
}  // namespace xinan::staff
