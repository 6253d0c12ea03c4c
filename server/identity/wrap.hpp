// SPDX-License-Identifier: AGPL-3.0-or-later
// The two wraps of a person's private key: under Argon2id of the passphrase (kept) and under HKDF of a cookie (while the
// sign-in lasts). Each is bound to its place: centre, account, generation or sign-in.
//
// Source: DECISIONS "Session". Threads: free functions without shared state.
#pragma once

#include "crypto/suite.hpp"
#include "identity/store.hpp"

namespace xinan::identity {

// The key that a passphrase gives opens `private_sealed` at this place.
Bytes passphrase_place(CentreId centre, AccountId account, std::uint32_t generation);
Bytes session_place(CentreId centre, AccountId account, SignInId sign_in);
SecretBytes session_key(const crypto::Suite& suite, ByteView cookie, SignInId sign_in);

// nonce ‖ ciphertext ‖ tag.
Bytes wrap_private(const crypto::Suite& suite, const SecretBytes& key, ByteView place, const SecretBytes& private_key, Random& random);
// Errors: internal crypto.does_not_open.
Result<SecretBytes> unwrap_private(const crypto::Suite& suite, const SecretBytes& key, ByteView place, ByteView wrapped);

// SHA-256 or SM3 of the whole cookie: all that is stored of it.
crypto::Hash cookie_hash(const crypto::Suite& suite, ByteView cookie);

}  // namespace xinan::identity
