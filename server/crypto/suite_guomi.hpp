// SPDX-License-Identifier: AGPL-3.0-or-later
// The guomi suite's one object; reached through suite(SuiteId). Internal to crypto.
#pragma once

#include "crypto/suite.hpp"

namespace xinan::crypto {
const Suite& guomi_suite();
}  // namespace xinan::crypto
