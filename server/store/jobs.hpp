// SPDX-License-Identifier: AGPL-3.0-or-later
// Work that must happen later, as rows: at least once, handlers idempotent, by lease (DECISIONS "Jobs").
#pragma once

#include <string>
#include <vector>

#include "store/store.hpp"

namespace xinan::store {

struct Job {
    JobId id;
    std::string kind;       // "capability.verb"
    std::string reference;  // ids only, never text about a person
    UtcTime due;
    int attempts = 0;
};
// Jobs belong to the transaction's centre. The same id twice is one job (handlers and retries may enqueue again).
Result<void> enqueue(Tx& tx, JobId id, std::string_view kind, std::string_view reference, UtcTime due);
// At most `max` due jobs, leased until `lease_until`. SKIP LOCKED on PostgreSQL.
Result<std::vector<Job>> claim_jobs(Tx& tx, UtcTime now, UtcTime lease_until, int max);
Result<void> complete_job(Tx& tx, JobId id);  // removes it; ok when it is gone already
// Returns it to the queue for retry_at, or sets it aside for a person.
Result<void> fail_job(Tx& tx, JobId id, UtcTime retry_at, bool dead);

// Removes at most rows_max jobs set aside (dead) that were due before `before`; returns how many.
Result<std::int64_t> purge_dead_jobs(Tx& tx, UtcTime before, int rows_max);

}  // namespace xinan::store
