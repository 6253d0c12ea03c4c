// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/time.hpp"

#include <fmt/format.h>

#include <optional>

namespace xinan {

namespace {

using std::chrono::sys_days;
using std::chrono::sys_time;

constexpr std::int64_t kMinuteMs = 60'000;

// Reads exactly `count` digits at `at` and moves on, or nothing.
std::optional<int> take_digits(std::string_view text, std::size_t& at, std::size_t count) {
    if (at > text.size() || text.size() - at < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    at += count;
    return value;
}

bool take(std::string_view text, std::size_t& at, std::string_view any_of) {
    if (at >= text.size() || any_of.find(text[at]) == std::string_view::npos) return false;
    ++at;
    return true;
}

std::optional<LocalDate> take_date(std::string_view text, std::size_t& at) {
    const auto year = take_digits(text, at, 4);
    if (!year || !take(text, at, "-")) return std::nullopt;
    const auto month = take_digits(text, at, 2);
    if (!month || !take(text, at, "-")) return std::nullopt;
    const auto day = take_digits(text, at, 2);
    if (!day) return std::nullopt;
    const LocalDate date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                         std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

// HH:MM:SS with at most nine decimals, cut to milliseconds. A leap second is refused: no instant of ours has one.
std::optional<std::int64_t> take_time_of_day(std::string_view text, std::size_t& at) {
    const auto hour = take_digits(text, at, 2);
    if (!hour || *hour > 23 || !take(text, at, ":")) return std::nullopt;
    const auto minute = take_digits(text, at, 2);
    if (!minute || *minute > 59 || !take(text, at, ":")) return std::nullopt;
    const auto second = take_digits(text, at, 2);
    if (!second || *second > 59) return std::nullopt;
    std::int64_t ms = *hour * 60 * kMinuteMs + *minute * kMinuteMs + *second * 1000;
    if (take(text, at, ".")) {
        int digits = 0;
        int weight = 100;
        while (const auto digit = take_digits(text, at, 1)) {
            if (++digits > 9) return std::nullopt;
            ms += *digit * weight;
            weight /= 10;
        }
        if (digits == 0) return std::nullopt;
    }
    return ms;
}

std::optional<std::int64_t> take_offset_ms(std::string_view text, std::size_t& at) {
    if (take(text, at, "Zz")) return 0;
    const int sign = at < text.size() && text[at] == '-' ? -1 : 1;
    if (!take(text, at, "+-")) return std::nullopt;
    const auto hour = take_digits(text, at, 2);
    if (!hour || *hour > 23 || !take(text, at, ":")) return std::nullopt;
    const auto minute = take_digits(text, at, 2);
    if (!minute || *minute > 59) return std::nullopt;
    return sign * (*hour * 60 + *minute) * kMinuteMs;
}

std::optional<UtcTime> read_iso(std::string_view text) {
    std::size_t at = 0;
    const auto date = take_date(text, at);
    if (!date || !take(text, at, "Tt")) return std::nullopt;
    const auto of_day = take_time_of_day(text, at);
    if (!of_day) return std::nullopt;
    const auto offset = take_offset_ms(text, at);
    if (!offset || at != text.size()) return std::nullopt;
    const UtcTime t{sys_time<Millis>{sys_days{*date}}.time_since_epoch().count() + *of_day - *offset};
    if (t < kTimeMin || t > kTimeMax) return std::nullopt;
    return t;
}

}  // namespace

std::string to_iso(UtcTime t) {
    ensure(t >= kTimeMin && t <= kTimeMax, "an instant lies in the years 0000 to 9999");
    const sys_time<Millis> instant{Millis{t.ms}};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss<Millis> of_day{instant - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_text(LocalDate{day}), of_day.hours().count(),
                       of_day.minutes().count(), of_day.seconds().count(), of_day.subseconds().count());
}

Result<UtcTime> parse_iso(std::string_view text) {
    const auto t = read_iso(text);
    if (!t) return fail(ErrorKind::invalid, "base.not_a_time");
    return *t;
}

std::string to_text(LocalDate date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

Result<LocalDate> parse_date(std::string_view text) {
    std::size_t at = 0;
    const auto date = take_date(text, at);
    if (!date || at != text.size()) return fail(ErrorKind::invalid, "base.not_a_date");
    return *date;
}

int age_on(LocalDate birthday, LocalDate day) {
    const int years = static_cast<int>(day.year()) - static_cast<int>(birthday.year());
    const auto in_year = [](LocalDate date) { return std::pair{date.month(), date.day()}; };
    return in_year(day) < in_year(birthday) ? years - 1 : years;
}

AgeBand age_band(LocalDate birthday, LocalDate today) {
    const int age = age_on(birthday, today);
    if (age < 8) return AgeBand::under_8;
    if (age < 14) return AgeBand::from_8_to_13;
    if (age < 18) return AgeBand::from_14_to_17;
    return AgeBand::adult;
}

std::string_view name_of(AgeBand band) {
    switch (band) {
        case AgeBand::under_8:
            return "under_8";
        case AgeBand::from_8_to_13:
            return "from_8_to_13";
        case AgeBand::from_14_to_17:
            return "from_14_to_17";
        case AgeBand::adult:
            return "adult";
    }
    ensure_failed("an age band has a name", std::source_location::current());
}

}  // namespace xinan
