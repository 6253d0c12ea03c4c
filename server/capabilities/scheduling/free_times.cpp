// SPDX-License-Identifier: AGPL-3.0-or-later
// What may be booked. Three statements whatever the number of counsellors and days; the rest is arithmetic over sorted spans.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "capabilities/scheduling/service.hpp"
#include "capabilities/scheduling/store.hpp"

namespace xinan::scheduling {
namespace {

using Spans = std::vector<TimeSpan>;  // of one resource, sorted, disjoint

bool is_free(const Spans& spans, const TimeSpan& wanted) {
    // The first span that ends after the wanted start; disjoint and sorted, so ends are sorted too.
    const auto it = std::ranges::upper_bound(spans, wanted.starts_at, {}, [](const TimeSpan& s) { return s.ends_at; });
    return it == spans.end() || it->starts_at >= wanted.ends_at;
}

}  // namespace

Result<std::vector<FreeTime>> free_times(store::Tx& tx, const FreeTimesAsked& asked, const Zone& zone, UtcTime now) {
    const Parameters parameters = TRY(load_parameters(tx, now));
    const auto periods = TRY(rows::periods(tx));
    const auto openings = TRY(rows::openings(tx, asked.counsellors.size() == 1 ? std::optional(asked.counsellors.front()) : std::nullopt));
    const LocalDate until = add_days(asked.from, asked.days);
    const auto closed = TRY(rows::closed(tx, std::nullopt, asked.from, until));
    std::vector<facilities::Room> rooms = TRY(facilities::all_rooms(tx));
    std::erase_if(rooms, [](const facilities::Room& r) { return !r.in_use || r.kind != facilities::RoomKind::counselling; });

    std::vector<AnyId> resources;
    for (const StaffId& id : asked.counsellors) resources.push_back(any(id));
    for (const auto& room : rooms) resources.push_back(any(room.id));
    const TimeSpan whole = with_buffers({zone.day_start(asked.from), zone.day_start(until)}, parameters);
    std::map<AnyId, Spans> busy;
    for (const auto& o : TRY(rows::occupied(tx, resources, whole))) busy[o.resource].push_back(o.span);
    static const Spans kNothing;
    const auto spans_of = [&](AnyId id) -> const Spans& {
        const auto it = busy.find(id);
        return it == busy.end() ? kNothing : it->second;
    };

    // Looked up once, not again for each day and period.
    std::vector<std::pair<StaffId, const Spans*>> counsellors;
    for (const StaffId& id : asked.counsellors) counsellors.emplace_back(id, &spans_of(any(id)));
    std::vector<const Spans*> room_spans;
    for (const auto& room : rooms) room_spans.push_back(&spans_of(any(room.id)));
    std::map<std::pair<int, std::string_view>, std::vector<StaffId>> opened;  // by weekday and period, sorted
    for (const rows::Opening& o : openings) opened[{o.weekday, o.period}].push_back(o.counsellor);
    for (auto& [when, who] : opened) std::ranges::sort(who);

    std::vector<FreeTime> out;
    for (int d = 0; d < asked.days; ++d) {
        const LocalDate date = add_days(asked.from, d);
        const int weekday = weekday_iso(date);
        for (const auto& p : periods) {
            if ((p.weekdays >> (weekday - 1) & 1) == 0) continue;
            const auto open = opened.find({weekday, p.period.key});
            if (open == opened.end()) continue;
            const auto starts = zone.to_utc({date, static_cast<int>(p.period.starts_minute)});
            if (!starts) continue;  // the wall clock skips or doubles it that day: not offered
            const TimeSpan when{*starts, *starts + Millis{(p.period.ends_minute - p.period.starts_minute) * 60'000}};
            if (when.starts_at < now) continue;
            const TimeSpan wanted = with_buffers(when, parameters);
            std::int64_t rooms_free = -1;  // asked for only when somebody is free
            for (const auto& [id, spans] : counsellors) {
                const StaffId counsellor = id;
                if (!std::ranges::binary_search(open->second, counsellor) || !is_free(*spans, wanted)) continue;
                if (std::ranges::any_of(closed, [&](const rows::Closed& c) { return c.counsellor == counsellor && c.date == date; })) continue;
                if (rooms_free < 0) {
                    rooms_free = std::ranges::count_if(room_spans, [&](const Spans* of) { return is_free(*of, wanted); });
                }
                if (rooms_free > 0) out.push_back({counsellor, when, p.period.key, rooms_free});
            }
        }
    }
    return out;
}

Result<void> put_bell_schedule(store::Tx& tx, const std::vector<Period>& periods, UtcTime) {
    const auto wrong = [](const char* code) { return fail(ErrorKind::invalid, code); };
    if (periods.size() > rows::kPeriodsMax) return wrong("scheduling.too_many_periods");
    for (const Period& p : periods) {
        const auto good = [](const std::string& words, std::size_t max) { return !words.empty() && code_points(words) <= max; };
        if (!good(p.key, 24) || !good(p.name_zh, 24) || !good(p.name_en, 40)) return wrong("scheduling.period_words");
        if (p.starts_minute < 0 || p.ends_minute > 24 * 60 || p.ends_minute <= p.starts_minute) return wrong("scheduling.end_before_start");
        if (std::ranges::count(periods, p.key, &Period::key) != 1) return wrong("scheduling.period_twice");
        for (const std::int64_t day : p.weekdays) if (day < 1 || day > 7) return wrong("scheduling.weekday");
        if (p.weekdays.empty()) return wrong("scheduling.weekday");
        if (p.kind != "lesson" && p.kind != "noon" && p.kind != "after_school" && p.kind != "evening") return wrong("scheduling.period_kind");
    }
    return rows::replace_periods(tx, periods);
}

Result<void> put_availability(store::Tx& tx, StaffId counsellor, const std::vector<WeeklyOpening>& weekly, UtcTime) {
    const auto periods = TRY(rows::periods(tx));
    for (const WeeklyOpening& o : weekly) {
        const bool known = std::ranges::any_of(periods, [&](const rows::StoredPeriod& p) { return p.period.key == o.period; });
        if (!known || o.weekday < 1 || o.weekday > 7) return fail(ErrorKind::invalid, "scheduling.unknown_period", {{"period", o.period}});
    }
    return rows::replace_openings(tx, counsellor, weekly);
}

}  // namespace xinan::scheduling
