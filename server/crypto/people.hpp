// SPDX-License-Identifier: AGPL-3.0-or-later
// Content wrapped to people (process notes): a fresh key for the text, wrapped to each person's public key. The server
// alone cannot open it. The vault has no part in this.
//
// Source: DECISIONS "Keys", TRUST §4.1. Threads: free functions without shared state.
#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "crypto/suite.hpp"

namespace xinan::crypto {

struct PeopleSealed {
    Bytes sealed;              // magic, suite, commitment to the text's key, nonce ‖ ciphertext ‖ tag
    std::vector<Bytes> wraps;  // wraps[i] opens for public_keys[i]
};

// Seals plain under a fresh key and wraps that key to each of public_keys (1..64): author, supervisors and always the
// installation's recovery key, which the caller puts in the list. associated names the place (centre, row, field,
// version); both text and wraps are bound to it.
// Errors: invalid crypto.no_recipient, crypto.bad_public_key {index}.
Result<PeopleSealed> seal_to_people(const Suite& suite, ByteView associated, ByteView plain,
                                    const std::vector<Bytes>& public_keys, Random& random);

// Errors: internal crypto.does_not_open.
Result<SecretBytes> open_for_person(const Suite& suite, ByteView associated, ByteView sealed, ByteView wrap,
                                    const SecretBytes& private_key);

// Wraps the key of an existing text to one more person, by somebody who can open it (an explicit share in supervision).
// Errors: internal crypto.does_not_open, invalid crypto.bad_public_key {index}.
Result<Bytes> share_with_person(const Suite& suite, ByteView associated, ByteView sealed, ByteView wrap,
                                const SecretBytes& private_key, ByteView their_public_key, Random& random);

}  // namespace xinan::crypto
