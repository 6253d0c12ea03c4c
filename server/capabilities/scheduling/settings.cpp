// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures of scheduling and how they are loaded.
#include <array>

#include "capabilities/scheduling/rules.hpp"

namespace xinan::scheduling {
namespace {

using store::Origin;
using store::SettingSpec;

// clang-format off
constexpr std::array kSettings{
    SettingSpec{"scheduling.length_minutes_min",    "minutes",  15,  5,  60,  "",        Origin::standard},
    SettingSpec{"scheduling.length_minutes_max",    "minutes",  180, 30, 180, "",        Origin::standard},
    SettingSpec{"scheduling.ahead_days_max",        "days",     90,  7,  400, "",        Origin::standard},
    SettingSpec{"scheduling.portal_ahead_days_max", "days",     30,  1,  180, "",        Origin::standard},
    SettingSpec{"scheduling.buffer_before",         "minutes",  0,   0,  60,  "B2.1.1e", Origin::standard},
    SettingSpec{"scheduling.buffer_after",          "minutes",  15,  0,  60,  "B2.1.1e", Origin::standard},
    SettingSpec{"scheduling.daily_cap",             "count",    6,   1,  20,  "A1.0b",   Origin::standard},
    SettingSpec{"scheduling.weekly_cap",            "count",    25,  1,  80,  "A1.0b",   Origin::standard},
    SettingSpec{"scheduling.daily_cap_guard",       "strength", 1,   0,  2,   "A1.0b",   Origin::standard},
    SettingSpec{"scheduling.weekly_cap_guard",      "strength", 1,   0,  2,   "A1.0b",   Origin::standard},
    SettingSpec{"scheduling.outside_hours_guard",   "strength", 1,   0,  2,   "A2.2a",   Origin::standard},
    SettingSpec{"scheduling.second_booking_guard",  "strength", 1,   0,  2,   "A5.2c",   Origin::standard},
    SettingSpec{"scheduling.in_a_lesson_guard",     "strength", 1,   0,  2,   "A5.2b",   Origin::standard},
    SettingSpec{"scheduling.exchange_guard",        "strength", 1,   0,  2,   "A3.3b",   Origin::standard},
};
// clang-format on
enum Index : std::size_t { length_min, length_max, ahead, portal_ahead, before, after, daily, weekly, daily_guard, weekly_guard,
                           hours_guard, second_guard, lesson_guard, exchange_guard };

}  // namespace

std::span<const SettingSpec> settings() { return kSettings; }

Result<Parameters> load_parameters(store::Tx& tx, UtcTime now) {
    const auto figure = [&](Index index) -> Result<int> { return static_cast<int>(TRY(store::setting(tx, kSettings[index], now))); };
    const auto strength = [&](Index index) { return store::strength_setting(tx, kSettings[index], now); };
    Parameters p;
    p.length_minutes_min = TRY(figure(length_min));
    p.length_minutes_max = TRY(figure(length_max));
    p.ahead_days_max = TRY(figure(ahead));
    p.portal_ahead_days_max = TRY(figure(portal_ahead));
    p.buffer_before_minutes = TRY(figure(before));
    p.buffer_after_minutes = TRY(figure(after));
    p.daily_cap = TRY(figure(daily));
    p.weekly_cap = TRY(figure(weekly));
    p.daily_cap_strength = TRY(strength(daily_guard));
    p.weekly_cap_strength = TRY(strength(weekly_guard));
    p.outside_hours_strength = TRY(strength(hours_guard));
    p.second_booking_strength = TRY(strength(second_guard));
    p.visitor_away_strength = TRY(strength(lesson_guard));
    p.exchange_strength = TRY(strength(exchange_guard));
    p.staff = TRY(staff::load_parameters(tx, now));
    return p;
}

}  // namespace xinan::scheduling
