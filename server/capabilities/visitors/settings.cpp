// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures of visitors and how they are loaded.
#include <array>

#include "base/zone.hpp"
#include "capabilities/visitors/service.hpp"
#include "store/centre.hpp"

namespace xinan::visitors {
namespace {

using store::Origin;
using store::SettingSpec;

// clang-format off
constexpr std::array kSettings{
    SettingSpec{"visitors.kind_outside_list",    "strength",  1,      0,   2,      "C2.1a", Origin::standard},
    SettingSpec{"visitors.search_candidates",    "count",     200,    10,  200,    "",      Origin::standard},
    SettingSpec{"visitors.initials_persons_max", "count",     20'000, 0,   20'000, "",      Origin::standard},
    SettingSpec{"visitors.code_card_days",       "days",      180,    1,   400,    "",      Origin::standard},
    SettingSpec{"visitors.school_year_starts",   "month_day", 901,    101, 1231,   "",      Origin::standard},
    SettingSpec{"visitors.primary_years",        "years",     6,      5,   6,      "",      Origin::standard},
    SettingSpec{"visitors.junior_years",         "years",     3,      3,   4,      "",      Origin::standard},
    SettingSpec{"visitors.senior_years",         "years",     3,      2,   4,      "",      Origin::standard},
};
// clang-format on
enum Index : std::size_t { kind_outside_list, search_candidates, initials_persons_max, code_card_days, year_starts, primary,
                           junior, senior };

}  // namespace

std::span<const SettingSpec> settings() { return kSettings; }

Result<LocalDate> today(store::Tx& tx, UtcTime now) {
    const auto centre = TRY(store::load_centre(tx));
    const auto zone = TRY(Zone::open(centre.zone));
    return zone->to_local(now).date;
}

Result<SchoolCalendar> school_calendar(store::Tx& tx, UtcTime now) {
    const auto figure = [&](Index index) -> Result<int> {
        return static_cast<int>(TRY(store::setting(tx, kSettings[index], now)));
    };
    return SchoolCalendar{.starts_month_day = TRY(figure(year_starts)),
                          .primary_years = TRY(figure(primary)),
                          .junior_years = TRY(figure(junior)),
                          .senior_years = TRY(figure(senior))};
}

Result<Here> here(store::Tx& tx, UtcTime now) {
    const auto centre = TRY(store::load_centre(tx));
    const auto zone = TRY(Zone::open(centre.zone));
    Here found{.kind = centre_kind(centre.kind), .today = zone->to_local(now).date, .parameters = {}};
    found.parameters.kind_outside_list = TRY(store::strength_setting(tx, kSettings[kind_outside_list], now));
    found.parameters.candidates_max = TRY(store::setting(tx, kSettings[search_candidates], now));
    found.parameters.initials_persons_max = TRY(store::setting(tx, kSettings[initials_persons_max], now));
    found.parameters.code_card_days = TRY(store::setting(tx, kSettings[code_card_days], now));
    found.parameters.calendar = TRY(school_calendar(tx, now));
    return found;
}

}  // namespace xinan::visitors
