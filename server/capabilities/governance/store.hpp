// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of governance.
#pragma once

#include "capabilities/governance/governance.hpp"

namespace xinan::governance::rows {

// What is changed as a whole, and so has one version: "settings", "help_numbers". 1: never changed.
Result<std::int64_t> version(store::Tx&, std::string_view what);
// To the next one. Errors: stale http.stale when `from` is not the version.
Result<void> advance(store::Tx&, std::string_view what, std::int64_t from, UtcTime now);

// In their order. Empty: the centre has none of its own.
Result<std::vector<HelpNumber>> help_numbers(store::Tx&);
Result<void> replace_help_numbers(store::Tx&, const std::vector<HelpNumber>&);

}  // namespace xinan::governance::rows
