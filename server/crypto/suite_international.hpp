// SPDX-License-Identifier: AGPL-3.0-or-later
// The international suite's one object; reached through suite(SuiteId). Internal to crypto.
#pragma once

#include "crypto/suite.hpp"

namespace xinan::crypto {
const Suite& international_suite();
}  // namespace xinan::crypto
