// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/governance/store.hpp"

namespace xinan::governance::rows {
namespace {

using store::Sql;

constexpr Sql kVersion{"governance.version", "SELECT version FROM governance_version WHERE centre_id = ?1 AND what = ?2"};
constexpr Sql kAdvance{"governance.advance", R"(
INSERT INTO governance_version (centre_id, what, version, changed_at_ms) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (centre_id, what) DO UPDATE SET version = excluded.version, changed_at_ms = excluded.changed_at_ms
WHERE governance_version.version = excluded.version - 1)"};
constexpr Sql kNumbers{"governance.help_numbers", R"(
SELECT label_zh, label_en, number FROM help_number WHERE centre_id = ?1 ORDER BY place LIMIT ?2)"};
constexpr Sql kForget{"governance.forget_help_numbers", "DELETE FROM help_number WHERE centre_id = ?1"};
constexpr Sql kInsert{"governance.insert_help_number", R"(
INSERT INTO help_number (centre_id, place, label_zh, label_en, number) VALUES (?1, ?2, ?3, ?4, ?5))"};

}  // namespace

Result<std::int64_t> version(store::Tx& tx, std::string_view what) {
    const auto found = TRY(tx.query(kVersion, what));
    return found.empty() ? std::int64_t{1} : found.i64(0, 0);
}

Result<void> advance(store::Tx& tx, std::string_view what, std::int64_t from, UtcTime now) {
    if (TRY(version(tx, what)) != from) return fail(ErrorKind::stale, "http.stale");
    // Two at once: the row of the other is one further already.
    if (TRY(tx.run(kAdvance, what, from + 1, now)) != 1) return fail(ErrorKind::stale, "http.stale");
    return {};
}

Result<std::vector<HelpNumber>> help_numbers(store::Tx& tx) {
    const auto found = TRY(tx.query(kNumbers, static_cast<std::int64_t>(kHelpNumbersMax)));
    std::vector<HelpNumber> out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        out.push_back({std::string(found.text(i, 0)), std::string(found.text(i, 1)), std::string(found.text(i, 2))});
    }
    return out;
}

Result<void> replace_help_numbers(store::Tx& tx, const std::vector<HelpNumber>& numbers) {
    TRY(tx.run(kForget));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        TRY(tx.run(kInsert, static_cast<std::int64_t>(i + 1), numbers[i].label_zh, numbers[i].label_en, numbers[i].number));
    }
    return {};
}

}  // namespace xinan::governance::rows
