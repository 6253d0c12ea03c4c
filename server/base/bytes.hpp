// SPDX-License-Identifier: AGPL-3.0-or-later
// Plain byte strings and their text forms (hex, base64url). Secrets are in secret.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace xinan {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView view_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};  // NOLINT: bytes of a string
}
inline std::string_view text_of(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};  // NOLINT: bytes of a string
}
inline Bytes to_bytes(ByteView view) { return {view.begin(), view.end()}; }

std::string to_hex(ByteView bytes);                        // lower case
Result<Bytes> from_hex(std::string_view text);             // Errors: invalid base.not_hex
std::string to_base64url(ByteView bytes);                  // no padding (RFC 4648 §5)
Result<Bytes> from_base64url(std::string_view text);       // Errors: invalid base.not_base64url

// Equal without revealing where they differ.
bool equal_in_constant_time(ByteView a, ByteView b);

}  // namespace xinan
