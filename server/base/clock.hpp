// SPDX-License-Identifier: AGPL-3.0-or-later
// The clock, passed as an argument. Only clock.cpp may read the system's.
#pragma once

#include <atomic>
#include <memory>

#include "base/time.hpp"

namespace xinan {

class Clock {
   public:
    virtual ~Clock() = default;
    virtual UtcTime now() const = 0;         // Threads: safe.
    virtual Millis monotonic() const = 0;    // For durations and deadlines only.
};

std::unique_ptr<Clock> system_clock();

// For tests, simulation and the demo's history.
class ManualClock final : public Clock {
   public:
    explicit ManualClock(UtcTime start) : now_ms_(start.ms) {}
    UtcTime now() const override { return {now_ms_.load()}; }
    Millis monotonic() const override { return Millis{now_ms_.load()}; }
    void advance(Millis by) { now_ms_ += by.count(); }
    void set(UtcTime t) { now_ms_ = t.ms; }

   private:
    std::atomic<std::int64_t> now_ms_;
};

}  // namespace xinan
