// SPDX-License-Identifier: AGPL-3.0-or-later
// The recovery key: its public half is in the keyring header, its private half left the server at installation as
// 2-of-3 printed shares. Used in a drill or when nobody else can open a process note.
//
// Source: DECISIONS "Keys" (recovery comes first); TRUST §4.5.
#pragma once

#include <vector>

#include "crypto/suite.hpp"

namespace xinan::crypto {

inline constexpr unsigned kRecoverySharesNeeded = 2;
inline constexpr unsigned kRecoverySharesMade = 3;

struct RecoveryKey {
    Bytes public_key;
    std::vector<SecretBytes> shares;  // kRecoverySharesMade of them
};
Result<RecoveryKey> make_recovery_key(const Suite& suite, Random& random);

// The private half, for open_for_person. Errors: invalid crypto.bad_share, crypto.too_few_shares {needed, given}.
Result<SecretBytes> recovery_private_key(const std::vector<SecretBytes>& shares);

}  // namespace xinan::crypto
