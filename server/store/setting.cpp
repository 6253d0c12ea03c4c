// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/setting.hpp"

#include <algorithm>
#include <string>

#include "store/setting_dates.hpp"

namespace xinan::store {

namespace {

constexpr std::int64_t kSettingsMax = 4'000;  // rows of one centre, old values among them
constexpr Sql kAll{"setting.all",
                   "SELECT setting_key, valid_from_at_ms, value FROM setting WHERE centre_id = ?1"
                   " ORDER BY setting_key, valid_from_at_ms LIMIT ?2"};
constexpr Sql kSet{"setting.set",
                   "INSERT INTO setting (centre_id, setting_key, valid_from_at_ms, value) VALUES (?1, ?2, ?3, ?4)"
                   " ON CONFLICT (centre_id, setting_key, valid_from_at_ms) DO UPDATE SET value = excluded.value"};

struct Row {
    std::string key;
    std::int64_t valid_from_ms;
    std::int64_t value;
};
using Memo = std::vector<Row>;  // sorted by key, then date

// An operation asks for many figures; the rows are few: one statement reads them all.
Result<const Memo*> rows_of(Tx& tx) {
    if (!tx.setting_memo.has_value()) {
        const Rows rows = TRY(tx.query(kAll, kSettingsMax + 1));
        ensure(rows.size() <= static_cast<std::size_t>(kSettingsMax), "a centre has at most 4,000 rows of settings");
        Memo memo;
        memo.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            memo.push_back({std::string(rows.text(i, 0)), rows.i64(i, 1), rows.i64(i, 2)});
        }
        tx.setting_memo = std::move(memo);
    }
    return std::any_cast<Memo>(&tx.setting_memo);
}

bool within(const SettingSpec& spec, std::int64_t value) { return value >= spec.min && value <= spec.max; }

// hard is 0 and off is 2: a stricter strength is a smaller number; a stricter figure is a larger one.
bool as_strict_as_source(const SettingSpec& spec, std::int64_t value) {
    return spec.unit == "strength" ? value <= spec.standard : value >= spec.standard;
}

}  // namespace

Result<std::int64_t> setting(Tx& tx, const SettingSpec& spec, UtcTime at) {
    ensure(within(spec, spec.standard), "the default of a setting is within its bounds");
    const Memo& memo = *TRY(rows_of(tx));
    const auto newer = std::ranges::upper_bound(memo, std::pair{spec.key, at.ms}, {}, [](const Row& row) {
        return std::pair{std::string_view(row.key), row.valid_from_ms};
    });
    if (newer == memo.begin() || std::prev(newer)->key != spec.key) return spec.standard;
    ensure(within(spec, std::prev(newer)->value), "a stored setting is within its bounds");
    return std::prev(newer)->value;
}

Result<std::vector<DatedSetting>> dated_settings(Tx& tx) {
    std::vector<DatedSetting> out;
    for (const Row& row : *TRY(rows_of(tx))) out.push_back({row.key, UtcTime{row.valid_from_ms}, row.value});
    return out;
}

Result<void> set_setting(Tx& tx, const SettingSpec& spec, std::int64_t value, UtcTime valid_from) {
    if (!within(spec, value)) {
        return fail(ErrorKind::invalid, "settings.out_of_bounds",
                    {{"min", std::to_string(spec.min)}, {"max", std::to_string(spec.max)}});
    }
    if (spec.origin == Origin::source && !as_strict_as_source(spec, value)) {
        return fail(ErrorKind::invalid, "settings.below_source", {{"standard", std::to_string(spec.standard)}},
                    spec.clause.empty() ? std::vector<std::string>{} : std::vector{std::string(spec.clause)});
    }
    tx.setting_memo.reset();
    TRY(tx.run(kSet, spec.key, valid_from, value));
    return {};
}

}  // namespace xinan::store
