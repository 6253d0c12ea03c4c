// SPDX-License-Identifier: AGPL-3.0-or-later
// Process notes as the holders of the recovery shares meet them: which there are, and one opened, or given back to its author
// under his present key. Only the command line uses this; the joined key exists while a command runs.
//
// Source: DECISIONS "Keys" (recovery comes first). Threads: safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "base/secret.hpp"
#include "capabilities/casework/casework.hpp"
#include "crypto/suite.hpp"

namespace xinan::casework {

struct RecoverableNote {
    SessionId session;
    AnyId author{};
    CaseId case_id;
    PersonId visitor;
    std::int64_t version = 0;
    UtcTime saved_at;
};
inline constexpr std::int64_t kRecoverableMax = 200;
// The newest first, of one session or of all; at most kRecoverableMax. Errors: unavailable.database.
Result<std::vector<RecoverableNote>> recoverable_notes(store::Tx&, const std::optional<SessionId>& of);

// The text. Errors: invalid casework.shares_do_not_fit (shares of another installation), not_known().
Result<SecretBytes> open_by_recovery(store::Store&, const crypto::Suite&, CentreId, const RecoverableNote&, const SecretBytes& recovery_key);

// Wraps the note's key to the author's present public key. Outside a transaction; `write` goes into the caller's.
// Errors: as above, conflict casework.no_person_key (the author has no account).
struct Rewrap { std::function<Result<void>(store::Tx&)> write; };
Result<Rewrap> prepare_rewrap(store::Store&, const crypto::Suite&, CentreId, const RecoverableNote&, const SecretBytes& recovery_key, Random&);

}  // namespace xinan::casework
