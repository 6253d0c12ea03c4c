// SPDX-License-Identifier: AGPL-3.0-or-later
// Bell schedule, availability, free times, calendar, own appointments and slips.
#include "capabilities/scheduling/testing.hpp"

namespace xinan::scheduling {
namespace {

using testing::Browser;
using testing::day;
using testing::has;
using testing::kNoon;
using testing::kTomorrow;
using testing::must;
using testing::Role;
using testing::span_at;

class Times : public testing::SchedulingTest {
   protected:
    std::vector<FreeTimeView> free(Browser& by, const std::string& query) {
        const auto reply = by.get("/api/v1/free-times" + query);
        if (reply.status != 200) throw std::runtime_error(reply.body);
        return must(http::parse<FreeTimeList>(reply.body)).items;
    }
};
XINAN_ON_BOTH_ENGINES(Times);

TEST_P(Times, FreeTimesAreThePeriodsTheCounsellorOpened) {
    const std::string of_anna = "&counsellor=" + id_of(anna).text();
    auto items = free(desk, "?from=2026-11-23&days=1" + of_anna);
    ASSERT_EQ(items.size(), 3U);                             // noon, eighth, evening; the lesson was not opened
    EXPECT_EQ(items.front().period, "noon");
    EXPECT_EQ(items.front().starts_at, kNoon.starts_at);
    EXPECT_EQ(items.front().rooms_free, 2);
    booked(desk, wish(mei, kNoon));
    items = free(desk, "?from=2026-11-23&days=1");
    EXPECT_EQ(std::ranges::count(items, "noon", &FreeTimeView::period), 1);  // only the other counsellor
    EXPECT_EQ(items.front().rooms_free, 1);
    EXPECT_EQ(items.front().counsellor, id_of(bo));
    EXPECT_EQ(free(desk, "?from=2026-11-28&days=2").size(), 0U);             // the weekend is not opened
    EXPECT_EQ(free(desk, "?days=1&field=emotion" + of_anna).size(), 2U);
    EXPECT_EQ(free(desk, "?days=1&field=career").size(), 0U);
    app.clock().advance(Millis{5 * 60 * testing::kMinuteMs});                // 13:00: noon is over
    Browser later = app.staff({Role::reception});
    for (const auto& t : free(later, "?days=1")) EXPECT_NE(t.period, "noon");
}

TEST_P(Times, NothingIsOfferedToAVisitorThatBookingWouldRefuse) {
    Browser own = portal(mei);
    const auto items = free(own, "?from=2026-12-20&days=31");
    ASSERT_FALSE(items.empty());
    for (const auto& t : items) EXPECT_LE(t.starts_at.ms - now().ms, 30 * testing::kDayMs);
    BookBody mine = wish(mei, {items.back().starts_at, items.back().ends_at});
    mine.visitor.reset();
    mine.counsellor = items.back().counsellor;
    setting("scheduling.length_minutes_max", 180);
    EXPECT_EQ(book(own, mine).status, 201);
    EXPECT_EQ(free(own, "?from=2027-02-01&days=7").size(), 0U);
    EXPECT_FALSE(free(desk, "?from=2027-02-01&days=7").empty());
    EXPECT_EQ(own.get("/api/v1/free-times?days=32").status, 422);
}

TEST_P(Times, AClosedDayTakesEffectAtOnce) {
    const std::string path = "/api/v1/counsellors/" + id_of(anna).text() + "/availability";
    const auto put = [&](Browser& by, const Availability& body) {
        static int n = 0;
        return by.send("PUT", path, http::render(body), {{"idempotency-key", "availability-key-" + std::to_string(++n)}});
    };
    Availability mine = must(http::parse<Availability>(anna.get(path).body));
    EXPECT_EQ(mine.weekly.size(), 15U);
    mine.closed.push_back({day(2026, 11, 24), ClosedReason::unfit});
    const auto reply = put(anna, mine);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(app.newest_deed().deed.action, "scheduling.availability.write");
    EXPECT_EQ(must(http::parse<Availability>(reply.body)).closed.size(), 1U);
    for (const auto& t : free(desk, "?from=2026-11-24&days=1")) EXPECT_EQ(t.counsellor, id_of(bo));
    expect_refused(book(desk, wish(mei, kTomorrow)), 409, "scheduling.outside_hours", "A2.2a");
    // A word that is no period, and more than a counsellor can mean.
    Availability wrong = mine;
    wrong.weekly.push_back({1, "night"});
    EXPECT_TRUE(has(put(anna, wrong).body, "scheduling.unknown_period"));
    wrong = mine;
    for (int i = 0; i < 190; ++i) wrong.closed.push_back({add_days(day(2027, 1, 1), i), ClosedReason::other});
    const auto many = put(anna, wrong);
    EXPECT_TRUE(has(many.body, "scheduling.too_many_hours")) << many.body;
    // Nobody's but the own, and the leader's.
    EXPECT_EQ(put(bo, mine).status, 404);
    EXPECT_EQ(put(desk, mine).status, 403);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    Browser leader = app.staff({Role::leader});
    EXPECT_EQ(put(leader, mine).status, 200);
}

TEST_P(Times, TheBellScheduleIsReadByManyAndWrittenByFew) {
    BellSchedule schedule{testing::bell()};
    schedule.periods.push_back({"dawn", "早读", "Dawn", 6 * 60, 6 * 60 + 40, "evening", {6, 7}});
    const auto put = [&](Browser& by) {
        static int n = 0;
        return by.send("PUT", "/api/v1/bell-schedule", http::render(schedule), {{"idempotency-key", "bell-schedule-key-" + std::to_string(++n)}});
    };
    for (const Role role : {Role::reception, Role::class_teacher, Role::finance, Role::auditor, Role::archive_keeper, Role::supervisor}) {
        Browser other = app.staff({role});
        EXPECT_EQ(put(other).status, 403) << access::role_name(role);
    }
    const auto reply = put(anna);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(must(http::parse<BellSchedule>(reply.body)).periods.size(), 5U);
    EXPECT_EQ(app.newest_deed().deed.action, "scheduling.bell.write");
    Browser own = portal(mei);
    EXPECT_EQ(must(http::parse<BellSchedule>(own.get("/api/v1/bell-schedule").body)).periods.back().name_zh, "早读");
    Browser finance = app.staff({Role::finance});
    EXPECT_EQ(finance.get("/api/v1/bell-schedule").status, 403);
    schedule.periods.push_back(schedule.periods.back());
    EXPECT_TRUE(has(put(anna).body, "scheduling.period_twice"));
    schedule.periods.back() = {"x", "反", "Back", 600, 600, "noon", {1}};
    EXPECT_TRUE(has(put(anna).body, "scheduling.end_before_start"));
    schedule.periods.back() = {"x", "八", "Eight", 600, 660, "noon", {8}};
    EXPECT_TRUE(has(put(anna).body, "scheduling.weekday"));
    schedule.periods.back() = {"x", "词", "Word", 600, 660, "siesta", {1}};
    EXPECT_TRUE(has(put(anna).body, "scheduling.period_kind"));
    for (const auto& [key, name] : {std::pair<std::string, std::string>{std::string(25, 'x'), "名"}, {"x", std::string(25, 'n')}}) {
        schedule.periods.back() = {key, name, "Name", 600, 660, "noon", {1}};
        EXPECT_TRUE(has(put(anna).body, "scheduling.period_words"));
    }
    for (const auto& [from, until] : {std::pair{-1, 600}, {600, 1441}}) {
        schedule.periods.back() = {"x", "名", "Name", from, until, "noon", {1}};
        EXPECT_TRUE(has(put(anna).body, "scheduling.end_before_start"));
    }
}

TEST_P(Times, TheCalendarShowsVisitorsOfOnesOwnOnly) {
    const auto made = booked(desk, wish(mei, kNoon));
    const auto list = [&](Browser& by) {
        const auto reply = by.get("/api/v1/calendar?from=2026-11-23&days=7");
        EXPECT_EQ(reply.status, 200) << reply.body;
        return must(http::parse<AppointmentList>(reply.body)).items;
    };
    ASSERT_EQ(list(desk).size(), 1U);
    EXPECT_TRUE(list(desk).front().visitor);
    EXPECT_TRUE(list(anna).front().visitor);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::read);
    const auto before = app.deeds({.limit = 1000}).size();
    EXPECT_FALSE(list(bo).front().visitor);                  // the time is taken; by whom is not said
    EXPECT_EQ(list(bo).front().id, made.id);
    EXPECT_FALSE(has(bo.get("/api/v1/calendar").body, mei.text()));
    EXPECT_EQ(app.deeds({.limit = 1000}).size(), before);    // nobody was seen
    Browser own = portal(mei);
    EXPECT_EQ(own.get("/api/v1/calendar").status, 403);
    const auto mine = must(http::parse<AppointmentList>(own.get("/api/v1/me/appointments").body)).items;
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(app.newest_deed().deed.role, "visitor");
    Browser other = portal(lin);
    EXPECT_TRUE(must(http::parse<AppointmentList>(other.get("/api/v1/me/appointments").body)).items.empty());
}

// B2.1.1a: a slip lies about in a dormitory; nothing on it says what it is for.
TEST_P(Times, TheSlipIsNeutral) {
    const auto made = booked(desk, wish(mei, kNoon));
    const auto reply = desk.get(path_of(made.id, "slip"), {{"accept-language", "zh"}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto slip = must(http::parse<Slip>(reply.body));
    EXPECT_EQ(slip.place, "图书馆三楼");
    EXPECT_EQ(slip.starts_at, kNoon.starts_at);
    EXPECT_FALSE(slip.code.empty());
    for (const char* word : {"心理", "咨询", "辅导", "梅", "安老师"}) EXPECT_FALSE(has(reply.body, word)) << word;
    EXPECT_EQ(app.newest_deed().deed.action, "scheduling.slip.read");
}

// The nights the clock is changed: what the wall clock skips is not offered, and the rest is where it belongs.
TEST_P(Times, AtAChangeOfTheClockOnlyTimesThatExistAreOffered) {
    const auto berlin = must(Zone::open("Europe/Berlin"));
    std::vector<Period> night;
    std::vector<WeeklyOpening> weekly;
    for (const auto& [key, minute] : {std::pair{"one", 60}, std::pair{"two", 130}, std::pair{"four", 240}}) {
        night.push_back({key, "夜", "Night", minute, minute + 40, "evening", {7}});
        weekly.push_back({7, key});
    }
    write([&](store::Tx& tx) -> Result<void> {
        TRY_VOID(put_bell_schedule(tx, night, now()));
        return put_availability(tx, id_of(anna), weekly, now());
    });
    const auto on = [&](LocalDate date) {
        return read([&](store::Tx& tx) { return free_times(tx, {date, 1, {id_of(anna)}}, *berlin, now()); });
    };
    for (const LocalDate changed : {day(2027, 3, 28), day(2027, 10, 31)}) {
        const auto times = on(changed);
        ASSERT_EQ(times.size(), 2U);
        EXPECT_EQ(times[0].period, "one");
        EXPECT_EQ(times[1].period, "four");
        EXPECT_EQ(berlin->to_local(times[1].when.starts_at).minute_of_day, 240);
        EXPECT_EQ(times[1].when.length().count(), 40 * testing::kMinuteMs);
    }
    EXPECT_EQ(on(day(2027, 4, 4)).size(), 3U);
}

}  // namespace
}  // namespace xinan::scheduling
