// SPDX-License-Identifier: AGPL-3.0-or-later
// What may be changed, and how far: pure.
#pragma once

#include "capabilities/governance/governance.hpp"

namespace xinan::governance {

// The bounds within which this centre may choose: those of the figure, cut by its source, or the one value of a hard guard.
struct Choice {
    std::int64_t min;
    std::int64_t max;
    [[nodiscard]] bool fixed() const { return min == max; }
};
Choice choice_of(const store::SettingSpec& spec);

// May the centre set `value`? Unit "strength": 0 hard, 1 warn, 2 off. A guard that is hard by default stays so; unit "mark" is
// set by the program alone. Errors: conflict governance.fixed, conflict settings.below_source {standard} (both with the clause,
// so that the attempt leaves its deed), invalid settings.out_of_bounds {min,max}.
Result<void> check_value(const store::SettingSpec& spec, std::int64_t value);

inline constexpr Millis kBackMax{24LL * 60 * 60 * 1000};
inline constexpr Millis kAheadMax{2LL * 366 * 24 * 60 * 60 * 1000};
// From when a value holds: `asked`, or now where it was left out or has passed today: what was in force is not rewritten.
// Errors: invalid governance.date more than a day back or two years ahead.
Result<UtcTime> valid_from(const std::optional<UtcTime>& asked, UtcTime now);

// At most kHelpNumbersMax, cleaned. Errors: invalid http.invalid_request with the fields.
Result<std::vector<HelpNumber>> clean_help_numbers(std::vector<HelpNumber> typed);

}  // namespace xinan::governance
