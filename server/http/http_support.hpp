// SPDX-License-Identifier: AGPL-3.0-or-later
// A small capability for the tests of this layer: things that can be made, changed, read and searched. Tests only.
#pragma once

#include <atomic>

#include "http/testing.hpp"

namespace xinan::http::testing {

// How often each operation truly ran, and the one thing that exists.
struct Things {
    static inline std::atomic<int> made{0};
    static inline std::atomic<int> reads{0};
    static inline AnyId known{};
};

std::span<const Route> thing_routes();
std::span<const access::Rule> thing_rules();

}  // namespace xinan::http::testing
