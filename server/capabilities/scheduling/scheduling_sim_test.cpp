// SPDX-License-Identifier: AGPL-3.0-or-later
// Seeded random walks: no walk of bookings, moves and cancellations books anything twice, each change and each refusal leaves
// exactly one deed, and free times agree with a slow obvious second implementation. More seeds: XINAN_SIM_SEEDS.
#include <cstdlib>
#include <map>
#include <tuple>

#include "capabilities/scheduling/testing.hpp"

namespace xinan::scheduling {
namespace {

using testing::Browser;
using testing::day;
using testing::kMinuteMs;
using testing::must;

std::uint64_t seeds() {
    const char* wanted = std::getenv("XINAN_SIM_SEEDS");
    return wanted == nullptr ? 20 : static_cast<std::uint64_t>(std::max(1, std::atoi(wanted)));
}

// GetParam() of the fixture is not asked: the walk runs on SQLite, where two thousand commits are cheap.
class Walk final : public testing::SchedulingTest {
   public:
    explicit Walk(std::uint64_t seed)
        : SchedulingTest(store::Engine::sqlite, {.routes = {routes()}, .rules = {rules()}}), chance_(seeded_random(seed)) {
        people_ = {mei, lin, person("三"), person("四")};
    }
    void TestBody() override {}

    void step() {
        app.clock().advance(Millis{3'000});
        const auto before = deeds();
        Browser& by = pick(2) == 0 ? desk : anna;
        const http::Response reply = act(by);
        const auto after = deeds();
        ASSERT_TRUE(reply.status == 200 || reply.status == 201 || reply.status == 404 || reply.status == 409 || reply.status == 412 || reply.status == 422)
            << reply.status << reply.body;
        ASSERT_EQ(after - before, reply.status == 422 ? 0U : 1U) << reply.status << reply.body;
        if (reply.status != 422) {
            const auto outcome = app.newest_deed().deed.outcome;
            ASSERT_EQ(outcome, reply.status < 300 ? ledger::Outcome::done : ledger::Outcome::refused) << reply.body;
        }
        if (reply.status < 300) {
            ++changes_;
            remember(must(http::parse<AppointmentView>(reply.body)));
        } else {
            ++refusals_;
        }
        nothing_is_booked_twice();
    }
    [[nodiscard]] int changes() const { return changes_; }
    [[nodiscard]] int refusals() const { return refusals_; }

   private:
    std::size_t pick(std::uint64_t below) { return static_cast<std::size_t>(chance_->below(below)); }
    std::size_t deeds() { return app.deeds({.limit = 1000}).size(); }
    TimeSpan some_time() {
        const UtcTime starts = testing::at(static_cast<int>(pick(2)), 12) + Millis{static_cast<std::int64_t>(pick(24)) * 10 * kMinuteMs};
        return {starts, starts + Millis{(static_cast<std::int64_t>(pick(8)) * 10 + 10) * kMinuteMs}};
    }
    StaffId some_counsellor() { return id_of(pick(2) == 0 ? anna : bo); }
    std::optional<PrivateText> some_reason() { return pick(4) == 0 ? std::nullopt : std::optional(PrivateText("随机走一步")); }
    http::Response act(Browser& by) {
        const std::size_t what = pick(10);
        if (what < 5 || known_.empty()) {
            BookBody body = wish(people_[pick(people_.size())], some_time(), some_reason());
            body.counsellor = some_counsellor();
            return book(by, body);
        }
        AppointmentView which = known_[pick(known_.size())];
        if (pick(6) == 0) which.version -= which.version > 1 ? 1 : 0;  // somebody looks at an old page
        if (what < 7) {
            const TimeSpan to = some_time();
            return move_to(by, which, {to.starts_at, to.ends_at, {}, some_counsellor(), some_reason()});
        }
        if (what < 9) return cancel_it(by, which);
        return post_at(by, path_of(which.id, "undo-cancel"), "{}", which.version);
    }
    void remember(AppointmentView view) {
        const auto known = std::ranges::find(known_, view.id, &AppointmentView::id);
        if (known == known_.end()) known_.push_back(std::move(view));
        else *known = std::move(view);
    }
    // From the rows of appointments alone; occupancy is not asked.
    void nothing_is_booked_twice() {
        const auto all = read([&](store::Tx& tx) { return in_span(tx, {testing::at(-1, 0), testing::at(9, 0)}, std::nullopt, std::nullopt); });
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                const Appointment& a = all[i];
                const Appointment& b = all[j];
                if (a.state == State::cancelled || b.state == State::cancelled) continue;
                if (a.visitor == b.visitor) { ASSERT_FALSE(overlap(a.when, b.when)); }
                const TimeSpan a_long{a.when.starts_at, a.when.ends_at + Millis{15 * kMinuteMs}};
                const TimeSpan b_long{b.when.starts_at, b.when.ends_at + Millis{15 * kMinuteMs}};
                if (a.counsellor == b.counsellor || a.room == b.room) { ASSERT_FALSE(overlap(a_long, b_long)); }
            }
        }
    }

    std::unique_ptr<Random> chance_;
    std::vector<PersonId> people_;
    std::vector<AppointmentView> known_;
    int changes_ = 0;
    int refusals_ = 0;
};

TEST(SchedulingSim, NoWalkBooksTwiceAndEachActLeavesOneDeed) {
    int changes = 0;
    int refusals = 0;
    for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Walk walk(seed);
        for (int i = 0; i < 40 && !::testing::Test::HasFatalFailure(); ++i) walk.step();
        if (::testing::Test::HasFatalFailure()) return;
        changes += walk.changes();
        refusals += walk.refusals();
    }
    EXPECT_GT(changes, 100);   // a walk that only stumbles proves nothing
    EXPECT_GT(refusals, 100);
}

// --- free times, slowly ----------------------------------------------------------------------------------------------

struct World {
    std::vector<Period> periods;
    std::map<StaffId, std::vector<WeeklyOpening>> weekly;
    std::map<StaffId, std::vector<LocalDate>> closed;
    std::vector<facilities::Room> rooms;
    std::vector<std::pair<AnyId, TimeSpan>> taken;  // with buffers
};
using Seen = std::tuple<StaffId, std::int64_t, std::int64_t, std::string, std::int64_t>;

class Obvious final : public testing::SchedulingTest {
   public:
    explicit Obvious(std::uint64_t seed)
        : SchedulingTest(store::Engine::sqlite, {.routes = {routes()}, .rules = {rules()}}), chance_(seeded_random(seed)) {}
    void TestBody() override {}

    void run() {
        build();
        const auto zone = must(Zone::open("Asia/Shanghai"));
        const FreeTimesAsked asked{day(2026, 11, 23), static_cast<int>(1 + pick(9)), {id_of(anna), id_of(bo)}};
        std::vector<Seen> quick;
        for (const FreeTime& t : read([&](store::Tx& tx) { return free_times(tx, asked, *zone, now()); })) {
            quick.emplace_back(t.counsellor, t.when.starts_at.ms, t.when.ends_at.ms, t.period, t.rooms_free);
        }
        std::vector<Seen> slow = slowly(asked);
        std::ranges::sort(quick);
        std::ranges::sort(slow);
        EXPECT_EQ(quick, slow);
        offered_ += slow.size();
    }
    [[nodiscard]] std::size_t offered() const { return offered_; }

   private:
    std::size_t pick(std::uint64_t below) { return static_cast<std::size_t>(chance_->below(below)); }
    void build() {
        for (std::size_t i = 0; i < 3 + pick(4); ++i) {
            const auto starts = static_cast<std::int64_t>(pick(22) * 60 + pick(60));
            std::vector<std::int64_t> days;
            for (std::int64_t d = 1; d <= 7; ++d) if (pick(3) != 0 || (d == 7 && days.empty())) days.push_back(d);
            world_.periods.push_back({"k" + std::to_string(i), "段", "P", starts, starts + 20 + static_cast<std::int64_t>(pick(80)), "noon", days});
        }
        for (const StaffId id : {id_of(anna), id_of(bo)}) {
            for (const Period& p : world_.periods) {
                for (std::int64_t d = 1; d <= 7; ++d) if (pick(2) == 0) world_.weekly[id].push_back({d, p.key});
            }
            for (int d = 0; d < 9; ++d) if (pick(6) == 0) world_.closed[id].push_back(add_days(day(2026, 11, 23), d));
        }
        if (pick(2) == 0) room("活动室", facilities::RoomKind::group);
        if (pick(2) == 0) room("关着的", facilities::RoomKind::counselling, false);
        world_.rooms = read([](store::Tx& tx) { return facilities::all_rooms(tx); });
        write([&](store::Tx& tx) -> Result<void> {
            TRY_VOID(put_bell_schedule(tx, world_.periods, now()));
            for (const auto& [id, weekly] : world_.weekly) TRY_VOID(put_availability(tx, id, weekly, now()));
            for (const auto& [id, dates] : world_.closed) {
                std::vector<rows::Closed> closed;
                for (const LocalDate date : dates) closed.push_back({id, date, "leave"});
                TRY_VOID(rows::replace_closed(tx, id, closed));
            }
            return {};
        });
        for (int i = 0; i < 60; ++i) occupy_something();
    }
    void occupy_something() {
        Appointment a;
        a.id = new_random<AppointmentId>(app.random());
        const UtcTime starts = testing::at(static_cast<int>(pick(9)), 0) + Millis{static_cast<std::int64_t>(pick(24 * 60)) * kMinuteMs};
        a.when = {starts, starts + Millis{static_cast<std::int64_t>(15 + pick(100)) * kMinuteMs}};
        a.counsellor = id_of(pick(2) == 0 ? anna : bo);
        a.room = pick(2) == 0 ? room1 : room2;
        a.booked_by = any(mei);
        a.booked_at = now();
        const TimeSpan longer{a.when.starts_at, a.when.ends_at + Millis{15 * kMinuteMs}};
        a.visitor = mei;
        const auto done = app.store().write(app.centre(), [&](store::Tx& tx) -> Result<void> {
            TRY_VOID(rows::insert(tx, a));
            return rows::occupy(tx, a, longer);
        });
        if (!done) return;
        world_.taken.emplace_back(any(a.counsellor), longer);
        world_.taken.emplace_back(any(*a.room), longer);
    }
    bool taken(AnyId resource, const TimeSpan& when) const {
        return std::ranges::any_of(world_.taken, [&](const auto& t) { return t.first == resource && overlap(t.second, when); });
    }
    // Shanghai has no change of the clock: eight hours, by hand.
    std::vector<Seen> slowly(const FreeTimesAsked& asked) {
        std::vector<Seen> out;
        for (int d = 0; d < asked.days; ++d) {
            const std::chrono::sys_days date = std::chrono::sys_days{asked.from} + std::chrono::days{d};
            const auto weekday = static_cast<std::int64_t>(std::chrono::weekday{date}.iso_encoding());
            for (const StaffId id : asked.counsellors) {
                if (std::ranges::find(world_.closed[id], LocalDate{date}) != world_.closed[id].end()) continue;
                for (const WeeklyOpening& opening : world_.weekly[id]) {
                    const auto p = std::ranges::find(world_.periods, opening.period, &Period::key);
                    if (opening.weekday != weekday || std::ranges::find(p->weekdays, weekday) == p->weekdays.end()) continue;
                    const std::int64_t midnight = date.time_since_epoch().count() * testing::kDayMs - 8 * 60 * kMinuteMs;
                    const TimeSpan when{{midnight + p->starts_minute * kMinuteMs}, {midnight + p->ends_minute * kMinuteMs}};
                    const TimeSpan longer{when.starts_at, when.ends_at + Millis{15 * kMinuteMs}};
                    if (when.starts_at < now() || taken(any(id), longer)) continue;
                    std::int64_t free = 0;
                    for (const auto& room : world_.rooms) {
                        if (room.in_use && room.kind == facilities::RoomKind::counselling && !taken(any(room.id), longer)) ++free;
                    }
                    if (free > 0) out.emplace_back(id, when.starts_at.ms, when.ends_at.ms, p->key, free);
                }
            }
        }
        return out;
    }

    std::unique_ptr<Random> chance_;
    World world_;
    std::size_t offered_ = 0;
};

TEST(SchedulingSim, FreeTimesAgreeWithASlowObviousImplementation) {
    std::size_t offered = 0;
    for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Obvious world(seed);
        world.run();
        offered += world.offered();
    }
    EXPECT_GT(offered, 100U);
}

}  // namespace
}  // namespace xinan::scheduling
