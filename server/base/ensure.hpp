// SPDX-License-Identifier: AGPL-3.0-or-later
// ensure: what must hold or the program has a bug. On in production. Not for input checks (Result).
#pragma once

#include <source_location>
#include <stdexcept>
#include <string_view>

namespace xinan {

// Thrown by ensure; only http's catch-all (and tests) catch it: the request is rolled back and an alarm is logged.
class Impossible final : public std::logic_error {
   public:
    using std::logic_error::logic_error;
};

[[noreturn]] void ensure_failed(std::string_view what, const std::source_location& where);

inline void ensure(bool condition, std::string_view what,
                   const std::source_location& where = std::source_location::current()) {
    if (!condition) [[unlikely]] ensure_failed(what, where);
}

// For store, ledger and crypto: going on could damage records, so the process ends.
[[noreturn]] void ensure_or_die_failed(std::string_view what, const std::source_location& where);

inline void ensure_or_die(bool condition, std::string_view what,
                          const std::source_location& where = std::source_location::current()) {
    if (!condition) [[unlikely]] ensure_or_die_failed(what, where);
}

}  // namespace xinan
