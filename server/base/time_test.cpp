// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/clock.hpp"
#include "base/testing.hpp"

namespace xinan {
namespace {

using testing::code_of;
using testing::day;
using testing::kTestNow;
using testing::must;

TEST(Instant, IsWrittenInUtcWithMilliseconds) {
    EXPECT_EQ(to_iso(kTestNow), "2026-11-23T00:00:00.000Z");
    EXPECT_EQ(to_iso({0}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_iso({-1}), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(to_iso(kTimeMin), "0000-01-01T00:00:00.000Z");
    EXPECT_EQ(to_iso(kTimeMax), "9999-12-31T23:59:59.999Z");
    EXPECT_THROW((void)to_iso({INT64_MAX}), Impossible);
}

TEST(Instant, IsReadWithAnyOffset) {
    const std::pair<const char*, const char*> table[] = {
        {"2026-11-23T08:00:00+08:00", "2026-11-23T00:00:00.000Z"},
        {"2026-11-22T18:30:00-05:30", "2026-11-23T00:00:00.000Z"},
        {"2026-11-23t00:00:00z", "2026-11-23T00:00:00.000Z"},
        {"2026-11-23T00:00:00-00:00", "2026-11-23T00:00:00.000Z"},
        {"2026-11-23T00:00:00.5Z", "2026-11-23T00:00:00.500Z"},
        {"2026-11-23T00:00:00.123456789Z", "2026-11-23T00:00:00.123Z"},
        {"2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"},
        {"0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"},
    };
    for (const auto& [text, utc] : table) EXPECT_EQ(to_iso(must(parse_iso(text))), utc) << text;
}

TEST(Instant, IsRefusedWhenAnythingIsMissingOrImpossible) {
    for (const char* text : {"",
                             "2026",
                             "2026-11-23",
                             "2026-11-23T00:00:00",
                             "2026-11-23T00:00Z",
                             "2026-11-23 00:00:00Z",
                             "2026-02-29T00:00:00Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2026-11-31T00:00:00Z",
                             "2026-11-23T24:00:00Z",
                             "2026-11-23T00:60:00Z",
                             "2026-11-23T23:59:60Z",
                             "2026-11-23T00:00:00.Z",
                             "2026-11-23T00:00:00.1234567890Z",
                             "2026-11-23T00:00:00+24:00",
                             "2026-11-23T00:00:00+0800",
                             "2026-11-23T00:00:00Z ",
                             " 2026-11-23T00:00:00Z",
                             "+026-11-23T00:00:00Z",
                             "0000-01-01T00:00:00+00:01",
                             "9999-12-31T23:59:59-00:01",
                             "２０２６-11-23T00:00:00Z"}) {
        EXPECT_EQ(code_of(parse_iso(text)), "base.not_a_time") << text;
    }
}

RC_GTEST_PROP(Instant, GivesBackWhatWasWritten, ()) {
    const UtcTime t{*rc::gen::inRange<std::int64_t>(kTimeMin.ms, kTimeMax.ms + 1)};
    RC_ASSERT(must(parse_iso(to_iso(t))) == t);
}

RC_GTEST_PROP(Span, OverlapMeansAnInstantInBoth, ()) {
    const auto small = rc::gen::inRange<std::int64_t>(0, 12);
    const TimeSpan a{{*small}, {*small}};
    const TimeSpan b{{*small}, {*small}};
    RC_PRE(a.starts_at < a.ends_at && b.starts_at < b.ends_at);
    bool shared = false;
    for (std::int64_t t = 0; t < 12; ++t) {
        const auto holds = [t](const TimeSpan& s) { return s.starts_at.ms <= t && t < s.ends_at.ms; };
        shared = shared || (holds(a) && holds(b));
    }
    RC_ASSERT(overlap(a, b) == shared);
}

TEST(Date, IsReadAndWrittenInOneForm) {
    EXPECT_EQ(to_text(must(parse_date("2026-11-23"))), "2026-11-23");
    for (const char* text : {"", "2026-1-1", "2026-02-29", "2026/11/23", "2026-11-23T", "26-11-23", "2026-11-00"}) {
        EXPECT_EQ(code_of(parse_date(text)), "base.not_a_date") << text;
    }
}

TEST(Age, TurnsOnTheCivilBirthday) {
    struct Row {
        const char* story;
        LocalDate born, on;
        int age;
    };
    const Row table[] = {
        {"the day before", day(2012, 11, 24), day(2026, 11, 23), 13},
        {"the day itself", day(2012, 11, 23), day(2026, 11, 23), 14},
        {"29 February, on the 28th of a plain year", day(2012, 2, 29), day(2026, 2, 28), 13},
        {"29 February, on 1 March of a plain year", day(2012, 2, 29), day(2026, 3, 1), 14},
        {"29 February, in a leap year", day(2012, 2, 29), day(2028, 2, 29), 16},
        {"born today", day(2026, 11, 23), day(2026, 11, 23), 0},
        {"born tomorrow", day(2026, 11, 24), day(2026, 11, 23), -1},
    };
    for (const Row& row : table) EXPECT_EQ(age_on(row.born, row.on), row.age) << row.story;
}

// Source: Civil Code 19 and 20 (8 and 18), Personal Information Protection Law 31 (14).
TEST(AgeBand, FollowsTheLaw) {
    struct Row {
        LocalDate born;
        AgeBand band;
    };
    const Row table[] = {
        {day(2018, 11, 24), AgeBand::under_8},       {day(2018, 11, 23), AgeBand::from_8_to_13},
        {day(2012, 11, 24), AgeBand::from_8_to_13},  {day(2012, 11, 23), AgeBand::from_14_to_17},
        {day(2008, 11, 24), AgeBand::from_14_to_17}, {day(2008, 11, 23), AgeBand::adult},
        {day(1926, 11, 23), AgeBand::adult},         {day(2027, 1, 1), AgeBand::under_8},
    };
    for (const Row& row : table) EXPECT_EQ(age_band(row.born, day(2026, 11, 23)), row.band) << to_text(row.born);
    EXPECT_EQ(name_of(AgeBand::from_14_to_17), "from_14_to_17");
}

TEST(Clock, OfTheSystemGoesForward) {
    const auto clock = system_clock();
    const Millis first = clock->monotonic();
    EXPECT_GE(clock->monotonic(), first);
    EXPECT_GT(clock->now(), must(parse_iso("2025-01-01T00:00:00Z")));
}

TEST(Clock, OfATestStandsStillUntilMoved) {
    ManualClock clock(kTestNow);
    EXPECT_EQ(clock.now(), kTestNow);
    clock.advance(Millis{1500});
    EXPECT_EQ(clock.now() - kTestNow, Millis{1500});
    clock.set(kTestNow);
    EXPECT_EQ(clock.now(), kTestNow);
}

}  // namespace
}  // namespace xinan
