// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <array>

namespace xinan {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_time;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::size_t kZoneNameBytesMax = 64;  // The longest name of tzdata has 32.

// The wall clock read as if it were UTC.
std::int64_t wall_ms(LocalTime t) {
    return sys_time<Millis>{sys_days{t.date}}.time_since_epoch().count() + t.minute_of_day * kMinuteMs;
}

// Names such as CST mean Chicago to ICU and Shanghai to our users, so only Area/Place names and UTC are taken.
bool looks_like_iana(std::string_view name) {
    if (name.empty() || name.size() > kZoneNameBytesMax) return false;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool other = (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
        if (!letter && !other) return false;
    }
    return name == "UTC" || (name.find('/') != std::string_view::npos && name != "Etc/Unknown");
}

}  // namespace

struct Zone::Impl {
    std::unique_ptr<icu::TimeZone> zone;

    [[nodiscard]] std::int64_t offset_ms(std::int64_t utc_ms) const {
        std::int32_t raw = 0;
        std::int32_t saving = 0;
        UErrorCode status = U_ZERO_ERROR;
        zone->getOffset(static_cast<UDate>(utc_ms), 0, raw, saving, status);
        ensure(U_SUCCESS(status) != 0, "ICU knows the offset of an instant");
        return std::int64_t{raw} + saving;
    }
};

Zone::Zone() : impl_(std::make_unique<Impl>()) {}
Zone::~Zone() = default;

Result<std::shared_ptr<const Zone>> Zone::open(std::string_view iana_name) {
    const Error unknown = fail(ErrorKind::invalid, "base.unknown_zone");
    if (!looks_like_iana(iana_name)) return unknown;
    const auto id =
        icu::UnicodeString::fromUTF8(icu::StringPiece(iana_name.data(), static_cast<int>(iana_name.size())));
    icu::UnicodeString canonical;
    UBool is_system_id = 0;
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(id, canonical, is_system_id, status);
    if (U_FAILURE(status) != 0 || is_system_id == 0) return unknown;
    std::shared_ptr<Zone> zone(new Zone);  // NOLINT(cppcoreguidelines-owning-memory): the constructor is private
    zone->name_ = iana_name;
    zone->impl_->zone.reset(icu::TimeZone::createTimeZone(id));
    ensure(zone->impl_->zone != nullptr, "ICU makes a zone it has named");
    return std::shared_ptr<const Zone>(std::move(zone));
}

LocalTime Zone::to_local(UtcTime t) const {
    ensure(t >= kTimeMin && t <= kTimeMax, "an instant lies in the years 0000 to 9999");
    const sys_time<Millis> wall{Millis{t.ms + impl_->offset_ms(t.ms)}};
    const auto day = std::chrono::floor<days>(wall);
    return {LocalDate{day}, static_cast<int>((wall - day).count() / kMinuteMs)};
}

// A wall time is an instant for every offset that is in force at that instant. The offsets a day before and a day
// after are the only candidates, because no zone changes twice within two days. None fits: a gap; both: a fold.
Result<UtcTime> Zone::to_utc(LocalTime t) const {
    ensure(t.date.ok() && t.minute_of_day >= 0 && t.minute_of_day < 1440, "a wall time is in the calendar");
    const std::int64_t wall = wall_ms(t);
    const std::array<std::int64_t, 2> offsets{impl_->offset_ms(wall - kDayMs), impl_->offset_ms(wall + kDayMs)};
    const bool first = impl_->offset_ms(wall - offsets[0]) == offsets[0];
    const bool second = impl_->offset_ms(wall - offsets[1]) == offsets[1];
    if (first && second && offsets[0] != offsets[1]) return fail(ErrorKind::invalid, "base.time_in_fold");
    if (first) return UtcTime{wall - offsets[0]};
    if (second) return UtcTime{wall - offsets[1]};
    return fail(ErrorKind::invalid, "base.time_in_gap");
}

UtcTime Zone::day_start(LocalDate date) const {
    ensure(date.ok(), "a civil day is in the calendar");
    const std::int64_t wall = wall_ms({date, 0});
    const std::int64_t before = impl_->offset_ms(wall - kDayMs);
    const std::int64_t after = impl_->offset_ms(wall + kDayMs);
    // Midnight by the offset of the day before, if it is still in force then. In a fold this is the first of the two.
    if (impl_->offset_ms(wall - before) == before) return {wall - before};
    if (impl_->offset_ms(wall - after) == after) return {wall - after};
    // Midnight is skipped, so the day starts when the clocks change. INVARIANT: before is in force at `early`, not at
    // `late`; they close in on the change.
    std::int64_t early = wall - after - 1;
    std::int64_t late = wall - before;
    while (late - early > 1) {
        const std::int64_t middle = early + (late - early) / 2;
        (impl_->offset_ms(middle) == before ? early : late) = middle;
    }
    return {late};
}

int weekday_iso(LocalDate date) {
    return static_cast<int>(std::chrono::weekday{sys_days{date}}.iso_encoding());
}

LocalDate add_days(LocalDate date, int days_to_add) {
    return LocalDate{sys_days{date} + days{days_to_add}};
}

}  // namespace xinan
