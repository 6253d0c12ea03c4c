// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of plan, contact, method, hand-over, signature and supervision as tables: each row names its clause.
#include "capabilities/casework/rules_steps.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/testing.hpp"
#include "capabilities/casework/rules.hpp"

namespace xinan::casework {
namespace {

using testing::day;

bool names(const std::vector<std::string>& clauses, std::string_view clause) { return std::ranges::find(clauses, clause) != clauses.end(); }

// D1.1c, D1.1d, D1.1f, A2.3c: what a field of the record is asked for.
TEST(CaseworkSteps, AnEmptyFieldNamesItsClause) {
    struct Row {
        const char* field;
        const char* clause;
    };
    for (const Row& row : {Row{"background", "D1.1c"}, Row{"request", "D1.1d"}, Row{"method", "A2.3c"}, Row{"plan", "D1.1f"}}) {
        EXPECT_TRUE(names(record_clauses(std::vector<std::string>{row.field}), row.clause)) << row.field;
        EXPECT_FALSE(names(record_clauses(std::vector<std::string>{"theme"}), row.clause)) << row.field;
        const auto missing = missing_fields({});
        EXPECT_NE(std::ranges::find(missing, row.field), missing.end()) << row.field;
    }
}

// A2.3c, C1.2a
TEST(CaseworkSteps, AMethodComesFromTheCentresList) {
    StepParameters p;
    EXPECT_EQ(decide_method("listening", p).verdict(), Verdict::permit);
    for (const char* other : {"", "hypnosis", "Listening", "listening "}) {
        const Decision decision = decide_method(other, p);
        EXPECT_EQ(decision.verdict(), Verdict::refuse) << other;
        EXPECT_TRUE(names(decision.clauses(), "A2.3c"));
        EXPECT_TRUE(names(decision.clauses(), "C1.2a"));
        EXPECT_FALSE(decision.settle(true).ok()) << "no reason replaces the list";
    }
    p.methods_mask = 0b10;  // a centre that approved the second alone
    EXPECT_EQ(approved_methods(p), std::vector<std::string_view>{methods()[1]});
    EXPECT_EQ(decide_method(methods()[0], p).verdict(), Verdict::refuse);
    EXPECT_EQ(decide_method(methods()[1], p).verdict(), Verdict::permit);
}

// D2.3c, D1.1f, A1.1c, A6.2c
TEST(CaseworkSteps, DecideAPlanByTheTable) {
    struct Row {
        const char* story;
        void (*change)(PlanFacts&, StepParameters&);
        const char* guard;
        std::vector<const char*> clauses;
        Verdict verdict;
    };
    const Row rows[] = {
        {"a first plan", [](PlanFacts&, StepParameters&) {}, "", {}, Verdict::permit},
        {"it changes", [](PlanFacts& f, StepParameters&) { f.had_plan = true; }, "casework.plan_change_unexplained", {"D2.3c"}, Verdict::warn},
        {"no goal", [](PlanFacts& f, StepParameters&) { f.has_goal = false; }, "casework.plan_without_goal", {"D1.1f"}, Verdict::warn},
        {"no goal, strictly", [](PlanFacts& f, StepParameters& p) { f.has_goal = false; p.plan_goal = Strength::hard; }, "casework.plan_without_goal",
         {"D1.1f"}, Verdict::refuse},
        {"no next contact", [](PlanFacts& f, StepParameters&) { f.has_next_contact = false; }, "casework.no_next_contact", {"A1.1c", "A6.2c"}, Verdict::warn},
        {"but booked", [](PlanFacts& f, StepParameters&) { f.has_next_contact = false; f.future_appointment = true; }, "", {}, Verdict::permit},
        {"switched off", [](PlanFacts& f, StepParameters& p) { f.had_plan = true; p.plan_change = Strength::off; }, "", {}, Verdict::permit},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.story);
        PlanFacts f;
        f.has_goal = f.has_next_contact = true;
        StepParameters p;
        row.change(f, p);
        const Decision decision = decide_plan(f, p);
        EXPECT_EQ(decision.verdict(), row.verdict);
        ASSERT_EQ(decision.findings().size(), row.clauses.empty() ? 0U : 1U);
        if (row.clauses.empty()) continue;
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        for (const char* clause : row.clauses) EXPECT_TRUE(names(decision.clauses(), clause));
        EXPECT_EQ(decision.settle(true).ok(), row.verdict == Verdict::warn);
    }
}

// A1.1c, A6.2c
TEST(CaseworkSteps, ACaseIsAdriftWhenNobodyComesBackToIt) {
    struct Row {
        const char* story;
        void (*change)(AdriftFacts&);
        bool adrift;
    };
    const Row rows[] = {
        {"nothing ahead", [](AdriftFacts&) {}, true},
        {"an intake too", [](AdriftFacts& f) { f.state = CaseState::intake; }, true},
        {"closed", [](AdriftFacts& f) { f.state = CaseState::closed; }, false},
        {"a session runs", [](AdriftFacts& f) { f.session_running = true; }, false},
        {"booked", [](AdriftFacts& f) { f.future_appointment = true; }, false},
        {"a contact today", [](AdriftFacts& f) { f.next_contact = day(2026, 11, 23); }, false},
        {"a contact yesterday", [](AdriftFacts& f) { f.next_contact = day(2026, 11, 22); }, true},
    };
    for (const Row& row : rows) {
        AdriftFacts f;
        f.today = day(2026, 11, 23);
        row.change(f);
        EXPECT_EQ(is_adrift(f), row.adrift) << row.story;
    }
}

// C5.2.7a
TEST(CaseworkSteps, AHandOverAsksTheVisitor) {
    StepParameters p;
    HandOverFacts f;
    const Decision unasked = decide_hand_over(f, p);
    EXPECT_EQ(unasked.verdict(), Verdict::warn);
    EXPECT_EQ(unasked.findings().front().guard.name, "casework.hand_over_without_consent");
    EXPECT_TRUE(names(unasked.clauses(), "C5.2.7a"));
    EXPECT_TRUE(unasked.settle(true).ok()) << "why it was not possible";
    f.visitor_agrees = true;
    EXPECT_EQ(decide_hand_over(f, p).verdict(), Verdict::permit);
    for (bool HandOverFacts::*part : {&HandOverFacts::closed, &HandOverFacts::same_counsellor, &HandOverFacts::other_open_case}) {
        HandOverFacts one = f;
        one.*part = true;
        EXPECT_EQ(decide_hand_over(one, p).verdict(), Verdict::refuse);
        EXPECT_EQ(decide_hand_over(one, p).findings().size(), 1U);
    }
    p.hand_over_consent = Strength::hard;
    EXPECT_FALSE(decide_hand_over({}, p).settle(true).ok());
}

// D2.2b
TEST(CaseworkSteps, ASummaryIsSignedOnceOrRefusedOnceWhereSigningIsAsked) {
    StepParameters p;
    EXPECT_EQ(decide_summary_signature({}, p).verdict(), Verdict::permit);
    EXPECT_EQ(decide_summary_refusal({}, p).verdict(), Verdict::permit);
    EXPECT_EQ(decide_summary_signature({false, true}, p).verdict(), Verdict::permit) << "who refused may sign later";
    EXPECT_EQ(decide_summary_refusal({false, true}, p).findings().front().guard.name, "casework.refused_already");
    for (const Decision& signed_twice : {decide_summary_signature({true, false}, p), decide_summary_refusal({true, false}, p)}) {
        EXPECT_EQ(signed_twice.findings().front().guard.name, "casework.signed_already");
        EXPECT_TRUE(names(signed_twice.clauses(), "D2.2b"));
    }
    p.summary_signing = false;
    for (const Decision& off : {decide_summary_signature({}, p), decide_summary_refusal({}, p)}) {
        EXPECT_EQ(off.verdict(), Verdict::refuse);
        EXPECT_EQ(off.findings().front().guard.name, "casework.signing_is_off");
        EXPECT_TRUE(names(off.clauses(), "D2.2b"));
    }
}

// C1.5d, A1.2c
TEST(CaseworkSteps, AProcessNoteOpensToASupervisorWithoutAnotherRelation) {
    EXPECT_TRUE(opens_to_supervisor({true, false, false}));
    EXPECT_FALSE(opens_to_supervisor({false, false, false}));
    EXPECT_FALSE(opens_to_supervisor({true, true, false}));
    EXPECT_FALSE(opens_to_supervisor({true, false, true}));
}

}  // namespace
}  // namespace xinan::casework
