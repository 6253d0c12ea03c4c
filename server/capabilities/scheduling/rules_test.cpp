// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of a booking as tables: each row names its clause.
#include "capabilities/scheduling/rules.hpp"

#include <array>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/testing.hpp"

namespace xinan::scheduling {
namespace {

using xinan::testing::arg_of;
using xinan::testing::code_of;
using xinan::testing::day;
using xinan::testing::must;

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
constexpr UtcTime kNow = xinan::testing::kTestNow;

BookingFacts facts_of(TimeSpan when, const char* zone_name = "Asia/Shanghai") {
    const auto zone = must(Zone::open(zone_name));
    BookingFacts f;
    f.when = when;
    f.starts = zone->to_local(when.starts_at);
    f.ends = zone->to_local(when.ends_at);
    f.now = kNow;
    f.today = zone->to_local(kNow).date;
    f.channel = Channel::counsellor;
    f.counsellor.known = f.counsellor.active = f.counsellor.practises = f.counsellor.has_credential = true;
    f.counsellor.since = day(2020, 9, 1);
    f.room = facilities::Room{};
    f.open_hours = true;
    return f;
}
BookingFacts good() { return facts_of({kNow + Millis{4 * 60 * kMinute}, kNow + Millis{4 * 60 * kMinute + 50 * kMinute}}); }

struct Row {
    const char* name;
    void (*change)(BookingFacts&, Parameters&);
    const char* guard;   // empty: permitted
    const char* clause;
    Verdict verdict;
};
const Row kRows[] = {
    {"nothing in the way", [](BookingFacts&, Parameters&) {}, "", "", Verdict::permit},
    {"a sixth session is the last without a reason", [](BookingFacts& f, Parameters&) { f.booked_that_day = 5; }, "", "", Verdict::permit},
    {"a seventh warns", [](BookingFacts& f, Parameters&) { f.booked_that_day = 6; }, "scheduling.daily_cap", "A1.0b", Verdict::warn},
    {"a centre may refuse it", [](BookingFacts& f, Parameters& p) { f.booked_that_day = 6; p.daily_cap_strength = Strength::hard; },
     "scheduling.daily_cap", "A1.0b", Verdict::refuse},
    {"or not look", [](BookingFacts& f, Parameters& p) { f.booked_that_day = 9; p.daily_cap_strength = Strength::off; }, "", "", Verdict::permit},
    {"the 25th of a week passes", [](BookingFacts& f, Parameters&) { f.booked_that_week = 24; }, "", "", Verdict::permit},
    {"the 26th warns", [](BookingFacts& f, Parameters&) { f.booked_that_week = 25; }, "scheduling.weekly_cap", "A1.0b", Verdict::warn},
    {"outside the opened hours staff are warned", [](BookingFacts& f, Parameters&) { f.open_hours = false; }, "scheduling.outside_hours", "A2.2a",
     Verdict::warn},
    {"the portal books open times only", [](BookingFacts& f, Parameters&) { f.open_hours = false; f.channel = Channel::portal; },
     "scheduling.outside_hours", "B2.1.1g", Verdict::refuse},
    {"even where staff are not warned", [](BookingFacts& f, Parameters& p) { f.open_hours = false; f.channel = Channel::portal;
     p.outside_hours_strength = Strength::off; }, "scheduling.outside_hours", "A2.2a", Verdict::refuse},
    {"a lesson would be missed", [](BookingFacts& f, Parameters&) { f.lesson = true; }, "scheduling.in_a_lesson", "A5.2b", Verdict::warn},
    {"twice a day for one visitor", [](BookingFacts& f, Parameters&) { f.visitor_booked_that_day = true; }, "scheduling.second_booking", "A5.2c",
     Verdict::warn},
    {"staff exchange the counsellor the visitor chose", [](BookingFacts& f, Parameters&) { f.counsellor_exchanged = true; },
     "scheduling.other_counsellor", "A3.3b", Verdict::warn},
    {"a centre that never exchanges", [](BookingFacts& f, Parameters& p) { f.counsellor_exchanged = true; p.exchange_strength = Strength::hard; },
     "scheduling.other_counsellor", "A3.3b", Verdict::refuse},
    {"no such room", [](BookingFacts& f, Parameters&) { f.room.reset(); }, "facilities.unknown_room", "A4.2a", Verdict::refuse},
    {"a room not in use", [](BookingFacts& f, Parameters&) { f.room->in_use = false; }, "facilities.room_closed", "B1.f", Verdict::refuse},
    {"none is wanted", [](BookingFacts& f, Parameters&) { f.room.reset(); f.room_wanted = false; }, "", "", Verdict::permit},
    {"somebody who does not counsel", [](BookingFacts& f, Parameters&) { f.counsellor.practises = false; }, "staff.not_practising", "A2.1b",
     Verdict::refuse},
    {"the own head teacher", [](BookingFacts& f, Parameters&) { f.counsellor.head_teacher_of_visitor = true; }, "staff.head_teacher", "A1.2c",
     Verdict::warn},
    {"merely teaching is no dual relation", [](BookingFacts& f, Parameters&) { f.counsellor.merely_teaches = true; }, "", "", Verdict::permit},
    {"a declared relative", [](BookingFacts& f, Parameters&) { f.counsellor.conflict_declared = true; }, "staff.dual_relation", "A1.2c", Verdict::warn},
    {"a credential that ran out", [](BookingFacts& f, Parameters&) { f.counsellor.credential_expires = day(2026, 11, 22); },
     "staff.credential_expired", "A2.1b", Verdict::warn},
    {"on its last day it holds", [](BookingFacts& f, Parameters&) { f.counsellor.credential_expires = day(2026, 11, 23); }, "", "", Verdict::permit},
};

TEST(BookingRules, DecideByTheTable) {
    for (const Row& row : kRows) {
        SCOPED_TRACE(row.name);
        BookingFacts f = good();
        Parameters p;
        row.change(f, p);
        const Decision decision = decide_booking(f, p);
        EXPECT_EQ(decision.verdict(), row.verdict);
        EXPECT_EQ(decision.findings().size(), *row.guard == '\0' ? 0U : 1U);
        if (*row.guard == '\0' || decision.findings().empty()) continue;
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        const auto clauses = decision.clauses();
        EXPECT_NE(std::ranges::find(clauses, row.clause), clauses.end());
        EXPECT_EQ(decision.settle(true).ok(), row.verdict == Verdict::warn);  // a reason settles warnings, never walls
        EXPECT_FALSE(decision.settle(false).ok());
    }
}

TEST(BookingRules, OneHardFindingOutweighsEveryReason) {
    BookingFacts f = good();
    f.booked_that_day = 6;
    f.room.reset();
    const auto settled = decide_booking(f, {}).settle(true);
    ASSERT_FALSE(settled.ok());
    EXPECT_EQ(settled.error().code, "facilities.unknown_room");
    EXPECT_FALSE(settled.error().overridable);
}

struct SpanRow {
    const char* name;
    std::int64_t starts_minute;  // from now
    std::int64_t minutes;
    const char* code;
};
TEST(BookingRules, TheSpanItselfMustMakeSense) {
    const SpanRow rows[] = {
        {"fifty minutes", 240, 50, ""},
        {"at this very minute", 0, 50, ""},
        {"a minute ago", -1, 50, "scheduling.in_the_past"},
        {"no length", 240, 0, "scheduling.end_before_start"},
        {"backwards", 240, -50, "scheduling.end_before_start"},
        {"fourteen minutes", 240, 14, "scheduling.span_length"},
        {"fifteen", 240, 15, ""},
        {"three hours", 240, 180, ""},
        {"a minute more", 240, 181, "scheduling.span_length"},
        {"ends at midnight", 15 * 60 + 10, 50, ""},          // 23:10 in Shanghai
        {"one minute past", 15 * 60 + 11, 50, "scheduling.over_midnight"},
        {"starts at midnight", 16 * 60, 50, ""},
        {"in ninety days", 90 * 24 * 60, 50, ""},
        {"and a minute", 90 * 24 * 60 + 1, 50, "scheduling.too_far_ahead"},
    };
    for (const SpanRow& row : rows) {
        SCOPED_TRACE(row.name);
        const UtcTime starts = kNow + Millis{row.starts_minute * kMinute};
        const auto checked = check_span(facts_of({starts, starts + Millis{row.minutes * kMinute}}), {});
        EXPECT_EQ(code_of(checked), row.code);
        if (!checked.ok()) { EXPECT_EQ(checked.error().kind, ErrorKind::invalid); }  // no reason helps
    }
    BookingFacts far = facts_of({kNow + Millis{31 * kDay}, kNow + Millis{31 * kDay + 50 * kMinute}});
    EXPECT_TRUE(check_span(far, {}).ok());
    far.channel = Channel::portal;
    const auto refused = check_span(far, {});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(arg_of(refused.error(), "days"), "30");
}

// The night Berlin skips 02:00-03:00 and the night it has it twice: length is what passes, not what the clock shows.
TEST(BookingRules, LengthIsTimeThatPassesNotTheWallClock) {
    const auto zone = must(Zone::open("Europe/Berlin"));
    Parameters p;
    p.ahead_days_max = 400;
    const UtcTime one_thirty = must(zone->to_utc({day(2027, 3, 28), 90}));
    EXPECT_TRUE(check_span(facts_of({one_thirty, must(zone->to_utc({day(2027, 3, 28), 210}))}, "Europe/Berlin"), p).ok());  // 01:30-03:30, an hour
    EXPECT_EQ(code_of(check_span(facts_of({one_thirty, must(zone->to_utc({day(2027, 3, 28), 190}))}, "Europe/Berlin"), p)), "");
    EXPECT_EQ(code_of(zone->to_utc({day(2027, 3, 28), 150})), "base.time_in_gap");
    EXPECT_EQ(code_of(zone->to_utc({day(2027, 10, 31), 150})), "base.time_in_fold");
    const UtcTime before_fold = must(zone->to_utc({day(2027, 10, 31), 60}));  // 01:00-04:00 is four hours that night
    EXPECT_EQ(code_of(check_span(facts_of({before_fold, must(zone->to_utc({day(2027, 10, 31), 240}))}, "Europe/Berlin"), p)), "scheduling.span_length");
}

// Written down once more, by hand; the database's trigger is held against it in store_test.cpp.
TEST(BookingRules, TheStepsOfAnAppointment) {
    using enum State;
    const auto refused = check_step(done, booked);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, "scheduling.undefined_step");
    EXPECT_EQ(refused.error().clauses, (std::vector<std::string>{"A1.1a", "A5.2a", "A6.2a", "A7.1a"}));
    EXPECT_EQ(arg_of(refused.error(), "from"), "done");
    EXPECT_TRUE(check_step(booked, arrived).ok());
    EXPECT_TRUE(step_allowed(booked, arrived));
    EXPECT_TRUE(step_allowed(arrived, in_session));
    EXPECT_TRUE(step_allowed(in_session, done));
    EXPECT_TRUE(step_allowed(cancelled, booked));
    EXPECT_TRUE(step_allowed(missed, arrived));           // late is not never
    EXPECT_TRUE(step_allowed(arrived, booked));           // arrived by mistake
    for (const State to : {held_by_phone, booked, arrived, in_session, missed, cancelled, done}) EXPECT_FALSE(step_allowed(done, to));
    EXPECT_FALSE(step_allowed(held_by_phone, arrived));   // B2.1.1b: named first
    EXPECT_FALSE(step_allowed(held_by_phone, in_session));
    EXPECT_FALSE(step_allowed(in_session, cancelled));
    EXPECT_FALSE(step_allowed(cancelled, arrived));
    EXPECT_FALSE(step_allowed(booked, done));
}

// What is said about a booking must be true of it: how it came in, for whom, and where to call back.
TEST(BookingRules, ABookingIsEnteredAsItCame) {
    const auto clauses = [](const auto& result) { return result.ok() ? std::vector<std::string>{} : result.error().clauses; };
    EXPECT_EQ(must(check_channel(true, Channel::phone)), Channel::phone);
    EXPECT_EQ(must(check_channel(true, {})), Channel::counsellor);
    EXPECT_EQ(must(check_channel(false, Channel::on_site)), Channel::portal);   // a visitor's word does not count
    EXPECT_EQ(clauses(check_channel(true, Channel::portal)), std::vector<std::string>{"B2.1.1a"});
    const PersonId self{std::array<std::uint8_t, 16>{1}};
    const PersonId other{std::array<std::uint8_t, 16>{2}};
    EXPECT_EQ(must(check_visitor(false, {}, self)), self);
    EXPECT_EQ(must(check_visitor(true, other, self)), other);
    EXPECT_EQ(clauses(check_visitor(true, {}, self)), (std::vector<std::string>{"A4.2b", "A8.2b", "D5.1b"}));
    EXPECT_TRUE(check_caller("138 0000 1234").ok());
    for (const char* wrong : {"", "明天再打", "12ab"}) EXPECT_EQ(clauses(check_caller(wrong)), std::vector<std::string>{"B2.1.1f"}) << wrong;
}

// B2.1.1e: two sessions of one room collide exactly when less than both buffers lies between them.
RC_GTEST_PROP(BookingBuffers, AddExactlyTheirMinutes, ()) {
    Parameters p;
    p.buffer_before_minutes = *rc::gen::inRange(0, 61);
    p.buffer_after_minutes = *rc::gen::inRange(0, 61);
    const std::int64_t gap = *rc::gen::inRange(0, 180);
    const TimeSpan first{kNow, kNow + Millis{50 * kMinute}};
    const TimeSpan second{first.ends_at + Millis{gap * kMinute}, first.ends_at + Millis{(gap + 50) * kMinute}};
    RC_ASSERT(overlap(with_buffers(first, p), with_buffers(second, p)) == (gap < p.buffer_before_minutes + p.buffer_after_minutes));
}

}  // namespace
}  // namespace xinan::scheduling
