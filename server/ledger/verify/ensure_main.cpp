// SPDX-License-Identifier: AGPL-3.0-or-later
// ensure for xinan-verify alone: the same contract as base/ensure.cpp without the server's log, which nothing here has.
#include "base/ensure.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace xinan {

void ensure_failed(std::string_view what, const std::source_location&) { throw Impossible(std::string(what)); }

void ensure_or_die_failed(std::string_view what, const std::source_location&) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

}  // namespace xinan
