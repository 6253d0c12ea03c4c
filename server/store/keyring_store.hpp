// SPDX-License-Identifier: AGPL-3.0-or-later
// The keyring's tables and statements, the same on both engines; an engine gives a KeyringLink. Only store includes this.
// Threads: a SqlKeyring is safe from any thread; a link is used under its lock.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "crypto/keyring.hpp"
#include "store/group.hpp"

namespace xinan::store {

// A connection to the keyring's own database.
class KeyringLink {
   public:
    virtual ~KeyringLink() = default;
    // Runs `work` in one durable transaction; `work` may run again.
    virtual Result<void> transaction(const std::function<Result<void>(Connection&)>& work) = 0;
    // After keys were destroyed: old copies of their wraps in journals and free space are overwritten too.
    virtual Result<void> scrub() = 0;
};

// Makes the tables when they are not there. Errors: unavailable.keyring.
Result<std::unique_ptr<crypto::KeyringBackend>> make_keyring(std::unique_ptr<KeyringLink> link);

}  // namespace xinan::store
