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

// A1.4b, B2.2i, D1.1b, C1.3d
TEST(CaseworkRules, ARecordSaysWhatMustBeSaid) {
    EXPECT_TRUE(missing_fields(full()).empty());
    struct Row {
        const char* name;
        void (*empty)(RecordFields&);
    };
    const Row rows[] = {
        {"background", [](RecordFields& r) { r.background = PrivateText(""); }},
        {"request", [](RecordFields& r) { r.request = PrivateText(""); }},   {"theme", [](RecordFields& r) { r.theme = PrivateText(""); }},
        {"intervention", [](RecordFields& r) { r.intervention = PrivateText(""); }}, {"method", [](RecordFields& r) { r.method = PrivateText(""); }},
        {"plan", [](RecordFields& r) { r.plan = PrivateText(""); }},         {"risk", [](RecordFields& r) { r.risk_given = false; }},
    };
    for (const Row& row : rows) {
        RecordFields r = full();
        row.empty(r);
        EXPECT_EQ(missing_fields(r), std::vector<std::string>{row.name});
        const auto why = record_clauses(missing_fields(r));
        for (const char* clause : {"A1.4b", "B2.2i", "D1.1b"}) EXPECT_TRUE(names(why, clause)) << row.name << clause;
        EXPECT_EQ(names(why, "C1.3d"), std::string_view(row.name) == "request") << row.name;  // the need in the visitor's own words
    }
    RecordFields without = full();  // the shared summary may stay empty
    without.shared_summary = PrivateText("");
    EXPECT_TRUE(missing_fields(without).empty());
    RecordFields blank = full();
    blank.request = PrivateText(" \n\t ");  // blanks say nothing
    EXPECT_EQ(missing_fields(blank), std::vector<std::string>{"request"});
    EXPECT_EQ(missing_fields({}).size(), 7U);
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
        {"a record is unsigned: every held session has one", [](CloseFacts& f, Parameters&) { f.unsigned_records = 1; }, "casework.unsigned_note", "A3.2d",
         Verdict::refuse},
        {"the same in a community", [](CloseFacts& f, Parameters&) { f.unsigned_records = 2; }, "casework.unsigned_note", "C3.1.3c", Verdict::refuse},
        {"the same of a tutor", [](CloseFacts& f, Parameters&) { f.unsigned_records = 2; }, "casework.unsigned_note", "C3.2.2c", Verdict::refuse},
        {"the same in an enterprise", [](CloseFacts& f, Parameters&) { f.unsigned_records = 2; }, "casework.unsigned_note", "D5.2a", Verdict::refuse},
        {"a centre may only warn", [](CloseFacts& f, Parameters& p) { f.unsigned_records = 1; p.unsigned_note = Strength::warn; },
         "casework.unsigned_note", "A1.1d", Verdict::warn},
        {"a high risk", [](CloseFacts& f, Parameters&) { f.risk = Risk::high; }, "casework.high_risk", "A1.1d", Verdict::refuse},
        {"stood down", [](CloseFacts& f, Parameters&) { f.risk = Risk::high; f.stood_down = true; }, "", "", Verdict::permit},
        {"a medium one", [](CloseFacts& f, Parameters&) { f.risk = Risk::medium; }, "", "", Verdict::permit},
        {"no goal", [](CloseFacts& f, Parameters&) { f.has_goal = false; }, "casework.no_goal", "A2.3b", Verdict::warn},
        {"still booked", [](CloseFacts& f, Parameters&) { f.future_appointment = true; }, "casework.future_appointment", "A1.1d", Verdict::warn},
        {"for an absence nobody saw", [](CloseFacts& f, Parameters&) { f.for_absence = true; }, "casework.absence_not_seen", "A6.2d", Verdict::warn},
        {"missed once", [](CloseFacts& f, Parameters&) { f.for_absence = true; f.absences = 1; }, "casework.absence_not_seen", "A7.1d", Verdict::warn},
        {"missed twice", [](CloseFacts& f, Parameters&) { f.for_absence = true; f.absences = 2; }, "", "", Verdict::permit},
        {"a centre that asks for three", [](CloseFacts& f, Parameters& p) { f.for_absence = true; f.absences = 2; p.absences_min = 3; },
         "casework.absence_not_seen", "A6.2d", Verdict::warn},
        {"another reason", [](CloseFacts& f, Parameters&) { f.absences = 0; }, "", "", Verdict::permit},
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

// B2.2h, C3.1.3d, D2.2a: due a day after the end; later it is signed all the same, and called late.
TEST(CaseworkRules, ARecordIsDueADayAfterTheEnd) {
    constexpr UtcTime kEnded{1'000}, kDue{1'000 + 24 * 3'600'000};
    EXPECT_EQ(note_due_at(kEnded, {}), kDue) << "B2.2h";
    EXPECT_FALSE(is_late(kEnded, kDue, {})) << "C3.1.3d";
    EXPECT_TRUE(is_late(kEnded, kDue + Millis{1}, {})) << "D2.2a";
    Parameters two_days;
    two_days.note_due_hours = 48;
    EXPECT_FALSE(is_late(kEnded, kDue + Millis{1}, two_days)) << "B2.2h: by setting";
    EXPECT_EQ((std::vector<std::string_view>(kLateClauses.begin(), kLateClauses.end())), (std::vector<std::string_view>{"B2.2h", "C3.1.3d", "D2.2a"}));
}

// A1.1b, A6.2b, A7.1b
TEST(CaseworkRules, AnIntakeIsCompleteOnlyWithEachOfItsFive) {
    Intake all{true, true, true, true, true};
    EXPECT_TRUE(all.complete());
    for (bool Intake::*part : {&Intake::identity, &Intake::consent, &Intake::limits_explained, &Intake::record, &Intake::risk_screen}) {
        Intake one = all;
        one.*part = false;
        EXPECT_FALSE(one.complete());
        EXPECT_EQ(one.open().size(), 1U);
        const Decision decision = decide_activation(one);
        ASSERT_EQ(decision.verdict(), Verdict::refuse);
        EXPECT_EQ(decision.findings().front().guard.name, "casework.intake_open");
        EXPECT_EQ(decision.clauses(), (std::vector<std::string>{"A1.1b", "A6.2b", "A7.1b"}));
        EXPECT_FALSE(decision.settle(true).ok());  // no reason replaces a step
    }
    EXPECT_EQ(decide_activation(all).verdict(), Verdict::permit);
    EXPECT_EQ(decide_activation({}).findings().front().args.at(0).second, "5");
}

}  // namespace
}  // namespace xinan::casework
