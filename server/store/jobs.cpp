// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/jobs.hpp"

#include <algorithm>
#include <tuple>

namespace xinan::store {

namespace {

constexpr int kClaimedMax = 200;
constexpr Sql kEnqueue{"job.enqueue",
                       "INSERT INTO job (centre_id, job_id, kind, reference, due_at_ms, lease_until_at_ms, attempts, dead)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0) ON CONFLICT (centre_id, job_id) DO NOTHING"};
// PostgreSQL: servers must not wait for each other's candidates, so those locked by another are passed over.
constexpr Sql kClaim{"job.claim",
                     "UPDATE job SET lease_until_at_ms = ?3, attempts = attempts + 1 WHERE centre_id = ?1 AND job_id IN"
                     " (SELECT job_id FROM job WHERE centre_id = ?1 AND dead = 0 AND due_at_ms <= ?2"
                     "  AND lease_until_at_ms <= ?2 ORDER BY due_at_ms, job_id LIMIT ?4)"
                     " RETURNING job_id, kind, reference, due_at_ms, attempts",
                     "UPDATE job SET lease_until_at_ms = ?3, attempts = attempts + 1 WHERE centre_id = ?1 AND job_id = ANY (ARRAY"
                     " (SELECT job_id FROM job WHERE centre_id = ?1 AND dead = 0 AND due_at_ms <= ?2"
                     "  AND lease_until_at_ms <= ?2 ORDER BY due_at_ms, job_id LIMIT ?4 FOR UPDATE SKIP LOCKED))"
                     " RETURNING job_id, kind, reference, due_at_ms, attempts"};
constexpr Sql kComplete{"job.complete", "DELETE FROM job WHERE centre_id = ?1 AND job_id = ?2"};
constexpr Sql kFail{"job.fail",
                    "UPDATE job SET due_at_ms = ?3, lease_until_at_ms = 0, dead = ?4 WHERE centre_id = ?1 AND job_id = ?2"};
constexpr Sql kPurge{"job.purge",
                     "DELETE FROM job WHERE centre_id = ?1 AND job_id IN (SELECT job_id FROM job WHERE centre_id = ?1 AND dead = 1"
                     " AND due_at_ms < ?2 ORDER BY due_at_ms, job_id LIMIT ?3)"};

}  // namespace

Result<void> enqueue(Tx& tx, JobId id, std::string_view kind, std::string_view reference, UtcTime due) {
    TRY(tx.run(kEnqueue, id, kind, reference, due));
    return {};
}

Result<std::vector<Job>> claim_jobs(Tx& tx, UtcTime now, UtcTime lease_until, int max) {
    ensure(max >= 1 && max <= kClaimedMax && lease_until > now, "a claim takes 1 to 200 jobs for some time");
    const Rows rows = TRY(tx.query(kClaim, now, lease_until, max));
    std::vector<Job> jobs;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        jobs.push_back({rows.id<JobId>(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)), rows.time(i, 3),
                        static_cast<int>(rows.i64(i, 4))});
    }
    std::ranges::sort(jobs, {}, [](const Job& job) { return std::tie(job.due, job.id); });  // RETURNING has no order
    return jobs;
}

Result<void> complete_job(Tx& tx, JobId id) {
    TRY(tx.run(kComplete, id));
    return {};
}

Result<void> fail_job(Tx& tx, JobId id, UtcTime retry_at, bool dead) {
    TRY(tx.run(kFail, id, retry_at, dead));
    return {};
}

Result<std::int64_t> purge_dead_jobs(Tx& tx, UtcTime before, int rows_max) { return tx.run(kPurge, before, rows_max); }

}  // namespace xinan::store
