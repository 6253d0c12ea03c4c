// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of the desk, as tables.
#include <gtest/gtest.h>

#include "base/testing.hpp"
#include "capabilities/reception/rules.hpp"

namespace xinan::reception {
namespace {

using scheduling::IdentityMeans;
using scheduling::Kind;
using scheduling::State;

constexpr std::int64_t kMinute = 60'000;

struct ArrivalRow {
    std::string_view story;
    ArrivalFacts facts;
    Verdict verdict;
    std::string_view guard;   // the first, or empty
    std::string_view clause;
};
ArrivalFacts with(auto change) {
    ArrivalFacts facts;
    change(facts);
    return facts;
}
const ArrivalRow kArrivals[] = {
    {"known to staff, as booked", {}, Verdict::permit, "", ""},
    {"a pupil card", with([](auto& f) { f.identity = IdentityMeans::pupil_card; }), Verdict::permit, "", ""},
    {"nobody checked", with([](auto& f) { f.identity = IdentityMeans::none; }), Verdict::warn, "reception.identity_unchecked", "B2.1.2b"},
    {"a pseudonym", with([](auto& f) { f.identity = IdentityMeans::pseudonym; }), Verdict::warn, "reception.identity_unchecked", "B2.1.2b"},
    {"an emergency asks nothing", with([](auto& f) { f.kind = Kind::emergency; f.identity = IdentityMeans::none; }), Verdict::permit, "", ""},
    {"a first talk asks nothing", with([](auto& f) { f.kind = Kind::first_talk; f.identity = IdentityMeans::none; f.booked_for_today = false; }),
     Verdict::permit, "", ""},
    {"two fields of a phone call", with([](auto& f) { f.state = State::held_by_phone; }), Verdict::refuse, "reception.fields_open", "B2.1.1b"},
    {"another day", with([](auto& f) { f.booked_for_today = false; }), Verdict::warn, "reception.other_day", "B2.1.2c"},
    {"the room is closed", with([](auto& f) { f.room_in_use = false; }), Verdict::warn, "reception.room_closed", "B2.1.2c"},
    {"the counsellor left", with([](auto& f) { f.counsellor_active = false; }), Verdict::warn, "reception.counsellor_left", "B2.1.2c"},
};

TEST(ArrivalRule, FollowsTheTable) {
    for (const ArrivalRow& row : kArrivals) {
        SCOPED_TRACE(row.story);
        const Decision decision = decide_arrival(row.facts, {});
        EXPECT_EQ(decision.verdict(), row.verdict);
        ASSERT_EQ(decision.findings().size(), row.guard.empty() ? 0U : 1U);
        if (row.guard.empty()) continue;
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_EQ(decision.clauses().front(), row.clause);
    }
}

// A centre may make its guards stricter or leave them; the two fields of a phone call stay hard.
TEST(ArrivalRule, ActsAsStronglyAsTheCentreSays) {
    const ArrivalFacts unchecked = with([](auto& f) { f.identity = IdentityMeans::none; f.booked_for_today = false; });
    EXPECT_EQ(decide_arrival(unchecked, {.identity = Strength::hard, .booking = Strength::off}).verdict(), Verdict::refuse);
    EXPECT_EQ(decide_arrival(unchecked, {.identity = Strength::off, .booking = Strength::hard}).verdict(), Verdict::refuse);
    EXPECT_EQ(decide_arrival(unchecked, {.identity = Strength::off, .booking = Strength::off}).verdict(), Verdict::permit);
    const ArrivalFacts open = with([](auto& f) { f.state = State::held_by_phone; });
    EXPECT_EQ(decide_arrival(open, {.identity = Strength::off, .booking = Strength::off}).verdict(), Verdict::refuse);
}

// B2.1.2i: the register says "missed" only after the time to come has passed.
TEST(MissedRule, WaitsForTheMinutesOfTheCentre) {
    const UtcTime start{1'000 * kMinute};
    const Parameters p{.missed_after_minutes = 15};
    EXPECT_EQ(decide_missed(start, start + Millis{15 * kMinute - 1}, p).verdict(), Verdict::refuse);
    EXPECT_EQ(decide_missed(start, start + Millis{15 * kMinute - 1}, p).clauses().front(), "B2.1.2i");
    EXPECT_EQ(decide_missed(start, start + Millis{15 * kMinute}, p).verdict(), Verdict::permit);
    EXPECT_EQ(decide_missed(start, start, {.missed_after_minutes = 0}).verdict(), Verdict::permit);
}

scheduling::Appointment taken(std::int64_t from, std::int64_t until, State state = State::booked, Kind kind = Kind::ordinary) {
    scheduling::Appointment a;
    a.when = {UtcTime{from * kMinute}, UtcTime{until * kMinute}};
    a.state = state;
    a.kind = kind;
    return a;
}
std::int64_t start_of(const std::vector<scheduling::Appointment>& booked, std::int64_t now = 100, std::int64_t until = 1'000) {
    const WalkInTimes times{UtcTime{now * kMinute - 1}, UtcTime{until * kMinute}, Millis{45 * kMinute}, Millis{5 * kMinute}, Millis{15 * kMinute}};
    const auto when = next_free(booked, times);
    return when ? when->starts_at.ms / kMinute : -1;
}

// B2.1.1h
TEST(WalkInRule, TakesTheNextSpanThatLeavesTheBuffers) {
    EXPECT_EQ(start_of({}), 100) << "the next whole minute";
    EXPECT_EQ(start_of({taken(50, 95)}), 115) << "15 minutes after it, 5 before me";
    EXPECT_EQ(start_of({taken(165, 200)}), 100) << "45 and 15 fit before its 5";
    EXPECT_EQ(start_of({taken(164, 200)}), 220);
    EXPECT_EQ(start_of({taken(250, 300), taken(90, 140)}), 160) << "in any order";
    EXPECT_EQ(start_of({taken(90, 140), taken(200, 300)}), 320) << "the gap is too small";
    EXPECT_EQ(start_of({taken(90, 140, State::cancelled)}), 100);
    EXPECT_EQ(start_of({taken(90, 140, State::in_session, Kind::emergency)}), 145) << "somebody is being helped";
    EXPECT_EQ(start_of({taken(90, 140, State::done, Kind::emergency)}), 100);
    EXPECT_EQ(start_of({}, 955, 1'000), 955);
    EXPECT_EQ(start_of({}, 956, 1'000), -1) << "the day ends";
}

TEST(Stage, OfEachState) {
    EXPECT_EQ(stage_of(State::held_by_phone), Stage::expected);
    EXPECT_EQ(stage_of(State::booked), Stage::expected);
    EXPECT_EQ(stage_of(State::arrived), Stage::arrived);
    EXPECT_EQ(stage_of(State::in_session), Stage::in_session);
    EXPECT_EQ(stage_of(State::done), Stage::done);
    EXPECT_EQ(stage_of(State::missed), Stage::missed);
}

}  // namespace
}  // namespace xinan::reception
