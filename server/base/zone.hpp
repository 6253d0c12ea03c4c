// SPDX-License-Identifier: AGPL-3.0-or-later
// Civil time in an IANA zone, by ICU (g++ 12 has no zone data). One wrapper; nothing else includes ICU calendars.
// Threads: a Zone is immutable after open(); its functions are safe from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace xinan {

struct LocalTime {
    LocalDate date;
    int minute_of_day = 0;  // 0..1439
    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

class Zone final {
   public:
    // "Asia/Shanghai" or "UTC"; abbreviations (CST) are refused as they mean several zones. Errors: invalid base.unknown_zone
    static Result<std::shared_ptr<const Zone>> open(std::string_view iana_name);
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] LocalTime to_local(UtcTime t) const;
    // Errors: invalid base.time_in_gap (the wall clock skips it), invalid base.time_in_fold (it happens twice).
    [[nodiscard]] Result<UtcTime> to_utc(LocalTime t) const;
    [[nodiscard]] UtcTime day_start(LocalDate date) const;  // first instant of the civil day, also where midnight is skipped
    ~Zone();

   private:
    struct Impl;
    Zone();
    std::string name_;
    std::unique_ptr<Impl> impl_;
};

int weekday_iso(LocalDate date);  // 1 = Monday .. 7 = Sunday
LocalDate add_days(LocalDate date, int days_to_add);

}  // namespace xinan
