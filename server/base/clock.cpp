// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/clock.hpp"

namespace xinan {

namespace {

class SystemClock final : public Clock {
 public:
    UtcTime now() const override { return {since_epoch<std::chrono::system_clock>().count()}; }
    Millis monotonic() const override { return since_epoch<std::chrono::steady_clock>(); }

 private:
    template <class Source>
    static Millis since_epoch() {
        return std::chrono::floor<Millis>(Source::now().time_since_epoch());
    }
};

}  // namespace

std::unique_ptr<Clock> system_clock() {
    return std::make_unique<SystemClock>();
}

}  // namespace xinan
