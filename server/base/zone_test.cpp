// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/zone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/testing.hpp"

namespace xinan {
namespace {

using testing::code_of;
using testing::day;
using testing::must;

std::shared_ptr<const Zone> zone(const char* name) {
    return must(Zone::open(name));
}
constexpr int at(int hour, int minute) {
    return hour * 60 + minute;
}

constexpr const char* kZones[] = {
    "Asia/Shanghai", "Asia/Urumqi",  "Europe/Berlin",       "America/New_York", "Asia/Kathmandu",
    "UTC",           "Pacific/Apia", "Australia/Lord_Howe", "America/Havana",   "Africa/Casablanca"};

TEST(Zone, OpensIanaNamesOnly) {
    for (const char* name : kZones) EXPECT_EQ(zone(name)->name(), name);
    // CST is Chicago to ICU; nobody in Shanghai means that.
    for (const char* name : {"", "CST", "EST", "GMT+8", "Asia/Nowhere", "Etc/Unknown", "asia/shanghai",
                             "Asia/Shanghai ", "../etc/passwd", "Asia/上海"}) {
        EXPECT_EQ(code_of(Zone::open(name)), "base.unknown_zone") << name;
    }
}

// clang-format off
struct Row { const char* story; const char* zone; LocalTime wall; const char* utc_or_error; };
const Row kTable[] = {
    {"Shanghai today",                      "Asia/Shanghai",       {day(2026, 11, 23), at(8, 0)},   "2026-11-23T00:00:00.000Z"},
    {"Shanghai in its last summer time",    "Asia/Shanghai",       {day(1991, 7, 1),   at(9, 0)},   "1991-07-01T00:00:00.000Z"},
    {"Shanghai in its first summer time",   "Asia/Shanghai",       {day(1986, 7, 1),   at(9, 0)},   "1986-07-01T00:00:00.000Z"},
    {"Shanghai a year after",               "Asia/Shanghai",       {day(1992, 7, 1),   at(8, 0)},   "1992-07-01T00:00:00.000Z"},
    {"Shanghai skips two o'clock in 1986",  "Asia/Shanghai",       {day(1986, 5, 4),   at(2, 30)},  "base.time_in_gap"},
    {"Shanghai has one o'clock twice, 1991","Asia/Shanghai",       {day(1991, 9, 15),  at(1, 30)},  "base.time_in_fold"},
    {"Berlin, the last minute of winter",   "Europe/Berlin",       {day(2026, 3, 29),  at(1, 59)},  "2026-03-29T00:59:00.000Z"},
    {"Berlin, the gap begins",              "Europe/Berlin",       {day(2026, 3, 29),  at(2, 0)},   "base.time_in_gap"},
    {"Berlin, the gap's last minute",       "Europe/Berlin",       {day(2026, 3, 29),  at(2, 59)},  "base.time_in_gap"},
    {"Berlin, summer begins",               "Europe/Berlin",       {day(2026, 3, 29),  at(3, 0)},   "2026-03-29T01:00:00.000Z"},
    {"Berlin, before the fold",             "Europe/Berlin",       {day(2026, 10, 25), at(1, 59)},  "2026-10-24T23:59:00.000Z"},
    {"Berlin, the fold begins",             "Europe/Berlin",       {day(2026, 10, 25), at(2, 0)},   "base.time_in_fold"},
    {"Berlin, the fold's last minute",      "Europe/Berlin",       {day(2026, 10, 25), at(2, 59)},  "base.time_in_fold"},
    {"Berlin, after the fold",              "Europe/Berlin",       {day(2026, 10, 25), at(3, 0)},   "2026-10-25T02:00:00.000Z"},
    {"Lord Howe moves by half an hour",     "Australia/Lord_Howe", {day(2026, 4, 5),   at(1, 45)},  "base.time_in_fold"},
    {"Apia left out a whole day",           "Pacific/Apia",        {day(2011, 12, 30), at(12, 0)},  "base.time_in_gap"},
    {"Kathmandu has quarters",              "Asia/Kathmandu",      {day(2026, 11, 23), at(5, 45)},  "2026-11-23T00:00:00.000Z"},
};
// clang-format on

TEST(Zone, ReadsTheWallClock) {
    for (const Row& row : kTable) {
        SCOPED_TRACE(row.story);
        const auto utc = zone(row.zone)->to_utc(row.wall);
        EXPECT_EQ(utc.ok() ? to_iso(*utc) : utc.error().code, row.utc_or_error);
        if (utc.ok()) { EXPECT_EQ(zone(row.zone)->to_local(*utc), row.wall); }
    }
}

TEST(Zone, ADayStartsAtItsFirstInstant) {
    struct Start {
        const char* story;
        const char* zone;
        LocalDate date;
        const char* utc;
    };
    const Start table[] = {
        {"an ordinary day", "Asia/Shanghai", day(2026, 11, 23), "2026-11-22T16:00:00.000Z"},
        {"a day with a gap later on", "Europe/Berlin", day(2026, 3, 29), "2026-03-28T23:00:00.000Z"},
        {"Havana skips midnight", "America/Havana", day(2026, 3, 8), "2026-03-08T05:00:00.000Z"},
        {"Havana has midnight twice", "America/Havana", day(2026, 11, 1), "2026-11-01T04:00:00.000Z"},
        {"the day Apia left out starts with the next", "Pacific/Apia", day(2011, 12, 30), "2011-12-30T10:00:00.000Z"},
        {"and the next", "Pacific/Apia", day(2011, 12, 31), "2011-12-30T10:00:00.000Z"},
    };
    for (const Start& row : table) EXPECT_EQ(to_iso(zone(row.zone)->day_start(row.date)), row.utc) << row.story;
}

RC_GTEST_PROP(Zone, WallClockAndInstantAgreeWherePossible, ()) {
    const auto z = zone(*rc::gen::elementOf(std::vector<const char*>(std::begin(kZones), std::end(kZones))));
    const std::int64_t minute = *rc::gen::inRange<std::int64_t>(0, 2'100'000'000 / 60);  // 1970 to 2036
    const UtcTime t{minute * 60'000};
    const auto back = z->to_utc(z->to_local(t));
    // An instant has a wall time, so it is never in a gap; in a fold its wall time belongs to two instants.
    if (back.ok())
        RC_ASSERT(to_iso(*back) == to_iso(t));
    else
        RC_ASSERT(back.error().code == "base.time_in_fold");
}

// Minutes around changes are rare in the property above, so every quarter of an hour of two years is walked here.
TEST(Zone, OnlyWallTimesWithTwoInstantsAreCalledFolds) {
    for (const char* name : {"Europe/Berlin", "Asia/Shanghai", "Australia/Lord_Howe"}) {
        const auto z = zone(name);
        int folds = 0;
        for (UtcTime t = z->day_start(day(1991, 1, 1)); t < z->day_start(day(1993, 1, 1)); t = t + Millis{900'000}) {
            const auto back = z->to_utc(z->to_local(t));
            if (back.ok()) {
                ASSERT_EQ(*back, t) << name << to_iso(t);
                continue;
            }
            ASSERT_EQ(back.error().code, "base.time_in_fold") << name << to_iso(t);
            ++folds;
        }
        EXPECT_GT(folds, 0) << name;
        EXPECT_LE(folds, 2 * 8) << name << ": a fold of one hour has eight quarters";
    }
}

RC_GTEST_PROP(Zone, ADayStartIsInItsDayAndTheMinuteBeforeIsNot, ()) {
    const auto z =
        zone(*rc::gen::elementOf(std::vector<const char*>{"Asia/Shanghai", "Europe/Berlin", "America/Havana"}));
    const LocalDate date = add_days(day(1980, 1, 1), *rc::gen::inRange(0, 20'000));
    const UtcTime start = z->day_start(date);
    RC_ASSERT(z->to_local(start).date == date);
    RC_ASSERT(z->to_local(start - Millis{1}).date == add_days(date, -1));
}

TEST(Calendar, WeekdaysAndSumsOfDays) {
    EXPECT_EQ(weekday_iso(day(2026, 11, 23)), 1);
    EXPECT_EQ(weekday_iso(day(2026, 11, 29)), 7);
    EXPECT_EQ(add_days(day(2026, 2, 28), 1), day(2026, 3, 1));
    EXPECT_EQ(add_days(day(2024, 3, 1), -1), day(2024, 2, 29));
}

}  // namespace
}  // namespace xinan
