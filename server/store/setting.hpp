// SPDX-License-Identifier: AGPL-3.0-or-later
// Every figure a rule uses, as data: key, unit, default, bounds, clause and origin; values per centre with a date.
// The packs of the policy layer will replace only the loader.
#pragma once

#include <string_view>

#include "base/decision.hpp"
#include "store/store.hpp"

namespace xinan::store {

enum class Origin : std::uint8_t { source, standard };  // the regulation's own figure, or our default

struct SettingSpec {
    std::string_view key;     // "scheduling.buffer_after"
    std::string_view unit;    // "minutes", "days", "strength", "count", "flag"
    std::int64_t standard;    // default
    std::int64_t min;
    std::int64_t max;
    std::string_view clause;  // "B2.1.1e" or empty
    Origin origin = Origin::standard;
};

// The value in force at `at` (newest valid_from <= at), else the default. Ensure: within bounds.
Result<std::int64_t> setting(Tx& tx, const SettingSpec& spec, UtcTime at);
inline Result<Strength> strength_setting(Tx& tx, const SettingSpec& spec, UtcTime at) {
    return static_cast<Strength>(TRY(setting(tx, spec, at)));
}
// Errors: invalid settings.out_of_bounds {min,max}, invalid settings.below_source (a source value may be tightened only).
Result<void> set_setting(Tx& tx, const SettingSpec& spec, std::int64_t value, UtcTime valid_from);

}  // namespace xinan::store
