// SPDX-License-Identifier: AGPL-3.0-or-later
// The place of a sealed value; bound as associated data, so a value moved to another place does not open.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.hpp"
#include "crypto/keyring.hpp"

namespace xinan::crypto {

struct Place {
    CentreId centre;
    Scope scope;
    std::string_view table;  // 1..64 bytes
    AnyId row;
    std::string_view field;  // 1..64 bytes
    std::uint32_t version = 1;
};

}  // namespace xinan::crypto
