// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of starting, signing and closing as tables: each row names its clause.
#include "capabilities/casework/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/testing.hpp"

namespace xinan::casework {
namespace {

using scheduling::Kind;

bool names(const std::vector<std::string>& clauses, std::string_view clause) { return std::ranges::find(clauses, clause) != clauses.end(); }

// D2.1b, B1.a: paper stops an ordinary session and nothing else.
TEST(CaseworkRules, OnlyAnOrdinarySessionWaitsForConsent) {
    struct Row {
        Kind kind;
        bool in_force;
        Verdict verdict;
    };
    constexpr Row kRows[] = {
        {Kind::ordinary, true, Verdict::permit},   {Kind::ordinary, false, Verdict::refuse},     {Kind::emergency, false, Verdict::permit},
        {Kind::first_talk, false, Verdict::permit}, {Kind::consultation, false, Verdict::permit}, {Kind::emergency, true, Verdict::permit},
    };
    for (const Row& row : kRows) {
        StartFacts facts;
        facts.kind = row.kind;
        facts.consent.in_force = row.in_force;
        const Decision decision = decide_start(facts);
        EXPECT_EQ(decision.verdict(), row.verdict) << static_cast<int>(row.kind) << row.in_force;
        if (row.verdict == Verdict::refuse && !decision.findings().empty()) {
            EXPECT_EQ(decision.findings().front().guard.name, "consent.not_in_force");
            EXPECT_TRUE(names(decision.clauses(), "D2.1b"));
            EXPECT_FALSE(decision.settle(true).ok());  // no reason replaces a signature
        }
    }
}

RecordFields full() {
    RecordFields r{PrivateText("背景"), PrivateText("诉求"), PrivateText("主题"), PrivateText("干预"), PrivateText("listening"),
                   PrivateText("计划"), PrivateText("摘要"), Risk::none, true};
    return r;
}

// A1.4b
TEST(CaseworkRules, ARecordSaysWhatMustBeSaid) {
    EXPECT_TRUE(missing_fields(full()).empty());
    struct Row {
        const char* name;
        void (*empty)(RecordFields&);
    };
    const Row rows[] = {
        {"request", [](RecordFields& r) { r.request = PrivateText(""); }},   {"theme", [](RecordFields& r) { r.theme = PrivateText(""); }},
        {"intervention", [](RecordFields& r) { r.intervention = PrivateText(""); }}, {"method", [](RecordFields& r) { r.method = PrivateText(""); }},
        {"plan", [](RecordFields& r) { r.plan = PrivateText(""); }},         {"risk", [](RecordFields& r) { r.risk_given = false; }},
    };
    for (const Row& row : rows) {
        RecordFields r = full();
        row.empty(r);
        EXPECT_EQ(missing_fields(r), std::vector<std::string>{row.name});
    }
    RecordFields without = full();  // background and shared summary may stay empty
    without.background = without.shared_summary = PrivateText("");
    EXPECT_TRUE(missing_fields(without).empty());
    RecordFields blank = full();
    blank.request = PrivateText(" \n\t ");  // blanks say nothing
    EXPECT_EQ(missing_fields(blank), std::vector<std::string>{"request"});
    EXPECT_EQ(missing_fields({}).size(), 6U);
}

struct CloseRow {
    const char* name;
    void (*change)(CloseFacts&, Parameters&);
    const char* guard;
    const char* clause;
    Verdict verdict;
};
TEST(CaseworkRules, DecideAClosingByTheTable) {
    const CloseRow rows[] = {
        {"all done", [](CloseFacts&, Parameters&) {}, "", "", Verdict::permit},
        {"a session runs", [](CloseFacts& f, Parameters&) { f.session_running = true; }, "casework.session_running", "A1.1d", Verdict::refuse},
        {"a record is unsigned", [](CloseFacts& f, Parameters&) { f.unsigned_records = 1; }, "casework.unsigned_note", "A1.1d", Verdict::refuse},
        {"a centre may only warn", [](CloseFacts& f, Parameters& p) { f.unsigned_records = 1; p.unsigned_note = Strength::warn; },
         "casework.unsigned_note", "A1.1d", Verdict::warn},
        {"a high risk", [](CloseFacts& f, Parameters&) { f.risk = Risk::high; }, "casework.high_risk", "A1.1d", Verdict::refuse},
        {"stood down", [](CloseFacts& f, Parameters&) { f.risk = Risk::high; f.stood_down = true; }, "", "", Verdict::permit},
        {"a medium one", [](CloseFacts& f, Parameters&) { f.risk = Risk::medium; }, "", "", Verdict::permit},
        {"no goal", [](CloseFacts& f, Parameters&) { f.has_goal = false; }, "casework.no_goal", "A2.3b", Verdict::warn},
        {"still booked", [](CloseFacts& f, Parameters&) { f.future_appointment = true; }, "casework.future_appointment", "A1.1d", Verdict::warn},
    };
    for (const CloseRow& row : rows) {
        SCOPED_TRACE(row.name);
        CloseFacts f;
        f.has_goal = true;
        Parameters p;
        row.change(f, p);
        const Decision decision = decide_close(f, p);
        EXPECT_EQ(decision.verdict(), row.verdict);
        EXPECT_EQ(decision.findings().size(), *row.guard == '\0' ? 0U : 1U);
        if (*row.guard == '\0' || decision.findings().empty()) continue;
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_TRUE(names(decision.clauses(), row.clause));
    }
}

// B2.2h
TEST(CaseworkRules, ARecordIsDueADayAfterTheEnd) {
    EXPECT_EQ(note_due_at(UtcTime{1'000}, {}), UtcTime{1'000 + 24 * 3'600'000});
}

// A1.1b
TEST(CaseworkRules, AnIntakeIsCompleteOnlyWithEachOfItsFive) {
    Intake all{true, true, true, true, true};
    EXPECT_TRUE(all.complete());
    for (bool Intake::*part : {&Intake::identity, &Intake::consent, &Intake::limits_explained, &Intake::record, &Intake::risk_screen}) {
        Intake one = all;
        one.*part = false;
        EXPECT_FALSE(one.complete());
    }
}

}  // namespace
}  // namespace xinan::casework
