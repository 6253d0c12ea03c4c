// SPDX-License-Identifier: AGPL-3.0-or-later
// Argon2id, RFC 9106, one lane: its own thread pays, not the request's (DECISIONS "Keys").
#include <botan/pwdhash.h>

#include "crypto/suite.hpp"

namespace xinan::crypto {

SecretBytes passphrase_key(std::string_view passphrase, ByteView salt, std::size_t size, PassphraseCost cost) {
    ensure_or_die(salt.size() >= 8 && size >= 16 && cost.memory_kib >= 8 && cost.passes >= 1, "Argon2id parameters");
    static const auto kFamily = Botan::PasswordHashFamily::create_or_throw("Argon2id");
    const auto argon = kFamily->from_params(cost.memory_kib, cost.passes, 1);
    SecretBytes key(size);
    argon->derive_key(key.writable().data(), size, passphrase.data(), passphrase.size(), salt.data(), salt.size());
    return key;
}

}  // namespace xinan::crypto
