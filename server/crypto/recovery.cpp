// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/recovery.hpp"

namespace xinan::crypto {

Result<RecoveryKey> make_recovery_key(const Suite& suite, Random& random) {
    const KeyPair pair = suite.box_pair(random);
    auto shares = TRY(split_secret(pair.private_key, kRecoverySharesNeeded, kRecoverySharesMade, random));
    return RecoveryKey{pair.public_key, std::move(shares)};
}

Result<SecretBytes> recovery_private_key(const std::vector<SecretBytes>& shares) {
    SecretBytes key = TRY(join_secret(shares));
    if (key.size() != 32) return fail(ErrorKind::invalid, "crypto.bad_share");  // shares of something else
    return key;
}

}  // namespace xinan::crypto
