// SPDX-License-Identifier: AGPL-3.0-or-later
// New ways to unseal an installation: another key file or another passphrase around the same master key. Nothing else is
// touched, and a running server goes on: it holds the master key already.
//
// INVARIANT: the header is replaced in one durable step. Killed before it, the old way opens; after it, the new one; never
// both, never neither. Threads: for the command line, one at a time.
#pragma once

#include <functional>

#include "crypto/vault.hpp"

namespace xinan::crypto {

// Called with the text of the new key file (a new passphrase: empty) when the old way was seen to open and just before the
// header changes: here the file is made durable and the deed is left. Its error ends all, and nothing has changed.
using BeforeChange = std::function<Result<void>(const SecretBytes& key_file_text)>;

// The key file opened before (if any) opens nothing afterwards. Errors: those of Vault::unseal with `with` and of before_change.
Result<void> replace_key_file(KeyringBackend& backend, const Unsealer& with, Random& random, const BeforeChange& before_change);
// The passphrase before (if any) opens nothing afterwards. Blocks for one Argon2id, or two. Errors as above.
Result<void> replace_passphrase(KeyringBackend& backend, const Unsealer& with, const SecretBytes& passphrase, PassphraseCost cost,
                                Random& random, const BeforeChange& before_change);

}  // namespace xinan::crypto
