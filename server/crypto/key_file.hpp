// SPDX-License-Identifier: AGPL-3.0-or-later
// The key file on a stick: four lines of text that can be looked at, naming the installation they open.
//
//   xinan key file 1
//   installation <16 bytes, base64url>
//   key <32 bytes, base64url>
//   check <first 8 bytes of SHA-256 over both, base64url>
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/bytes.hpp"
#include "base/secret.hpp"

namespace xinan::crypto {

using InstallationId = std::array<std::uint8_t, 16>;

struct KeyFile {
    InstallationId installation{};
    SecretBytes key;  // 32 bytes
};

SecretBytes key_file_text(const KeyFile& file);
// Blank ends of lines and CRLF are forgiven, nothing else. Errors: invalid vault.bad_key_file.
Result<KeyFile> parse_key_file(ByteView text);

// How an installation is named to people: the first 8 hex digits of its id.
std::string installation_prefix(const InstallationId& installation);

}  // namespace xinan::crypto
