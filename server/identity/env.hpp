// SPDX-License-Identifier: AGPL-3.0-or-later
// What every operation is given: store, keys, ledger, policy, clock, randomness, messages. No singletons.
#pragma once

#include "access/access.hpp"
#include "base/clock.hpp"
#include "base/messages.hpp"
#include "base/random.hpp"
#include "crypto/vault.hpp"
#include "ledger/ledger.hpp"
#include "store/store.hpp"

namespace xinan {

struct Env {
    store::Store& store;
    crypto::Vault& vault;
    ledger::Ledger& ledger;
    const access::Policy& policy;
    Clock& clock;
    Random& random;
    const Messages& messages;
};

}  // namespace xinan
