// SPDX-License-Identifier: AGPL-3.0-or-later
// Instants, spans and civil dates. Zones are in zone.hpp; the clock is in clock.hpp.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace xinan {

using Millis = std::chrono::milliseconds;

// An instant: milliseconds since 1970-01-01T00:00:00Z.
struct UtcTime {
    std::int64_t ms = 0;
    friend auto operator<=>(const UtcTime&, const UtcTime&) = default;
    friend UtcTime operator+(UtcTime t, Millis d) { return {t.ms + d.count()}; }
    friend UtcTime operator-(UtcTime t, Millis d) { return {t.ms - d.count()}; }
    friend Millis operator-(UtcTime a, UtcTime b) { return Millis{a.ms - b.ms}; }
};

// What can be written with four digits of a year: 0000-01-01T00:00:00.000Z .. 9999-12-31T23:59:59.999Z.
inline constexpr UtcTime kTimeMin{-62'167'219'200'000};
inline constexpr UtcTime kTimeMax{253'402'300'799'999};

// Half-open: starts_at <= t < ends_at.
struct TimeSpan {
    UtcTime starts_at;
    UtcTime ends_at;
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
    [[nodiscard]] Millis length() const { return ends_at - starts_at; }
};
inline bool overlap(const TimeSpan& a, const TimeSpan& b) {
    return a.starts_at < b.ends_at && b.starts_at < a.ends_at;
}

std::string to_iso(UtcTime t);                       // 2026-11-22T03:04:05.678Z; kTimeMin <= t <= kTimeMax
Result<UtcTime> parse_iso(std::string_view text);    // RFC 3339 with offset, cut to ms. Errors: invalid base.not_a_time

// A civil date in the centre's zone; never an instant.
using LocalDate = std::chrono::year_month_day;
std::string to_text(LocalDate date);                 // 2026-11-22
Result<LocalDate> parse_date(std::string_view text); // Errors: invalid base.not_a_date
int age_on(LocalDate birthday, LocalDate day);       // whole years by civil birthday; 29 Feb turns on 1 Mar

// Who may consent for themselves. Below 8 no capacity, below 18 limited (民法典 19, 20); below 14 the data
// are sensitive and a guardian consents (个人信息保护法 31). A birthday after today counts as under_8.
enum class AgeBand : std::uint8_t { under_8, from_8_to_13, from_14_to_17, adult };
AgeBand age_band(LocalDate birthday, LocalDate today);
std::string_view name_of(AgeBand band);              // "under_8"

}  // namespace xinan
