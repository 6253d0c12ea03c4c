// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/idempotency.hpp"

#include <algorithm>

namespace xinan::store {

namespace {

constexpr Sql kDropOld{"idempotency.drop_old",
                       "DELETE FROM idempotency WHERE centre_id = ?1 AND principal = ?2 AND key_hash = ?3"
                       " AND created_at_ms < ?4"};
// One statement decides who is first: on PostgreSQL a second server waits here for the first one's commit.
constexpr Sql kInsert{"idempotency.insert",
                      "INSERT INTO idempotency (centre_id, principal, key_hash, request_hash, status, reference, created_at_ms)"
                      " VALUES (?1, ?2, ?3, ?4, 0, '', ?5) ON CONFLICT (centre_id, principal, key_hash) DO NOTHING"};
constexpr Sql kLoad{"idempotency.load",
                    "SELECT request_hash, status, reference, created_at_ms FROM idempotency"
                    " WHERE centre_id = ?1 AND principal = ?2 AND key_hash = ?3"};
constexpr Sql kFinish{"idempotency.finish",
                      "UPDATE idempotency SET status = ?4, reference = ?5"
                      " WHERE centre_id = ?1 AND principal = ?2 AND key_hash = ?3"};
constexpr Sql kPurge{"idempotency.purge",
                     "DELETE FROM idempotency WHERE centre_id = ?1 AND (principal, key_hash) IN"
                     " (SELECT principal, key_hash FROM idempotency WHERE centre_id = ?1 AND created_at_ms < ?2"
                     "  ORDER BY created_at_ms LIMIT ?3)"};

}  // namespace

Result<std::variant<Fresh, Repeat>> claim(Tx& tx, const IdempotencyKey& key, UtcTime now) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto inserted = TRY(tx.run(kInsert, key.principal, key.key_hash, key.request_hash, now));
        if (inserted == 1) return std::variant<Fresh, Repeat>{Fresh{}};
        const Rows rows = TRY(tx.query(kLoad, key.principal, key.key_hash));
        if (rows.empty() || rows.time(0, 3) < now - kIdempotencyKept) {
            TRY(tx.run(kDropOld, key.principal, key.key_hash, now - kIdempotencyKept));
            continue;
        }
        if (!std::ranges::equal(rows.bytes(0, 0), key.request_hash)) return fail(ErrorKind::invalid, "http.key_reused");
        ensure(rows.i64(0, 1) != 0, "a claimed key is finished in the same operation");
        return std::variant<Fresh, Repeat>{Repeat{rows.i64(0, 1), std::string(rows.text(0, 2))}};
    }
    return fail(ErrorKind::unavailable, "unavailable.busy");  // another server took the old row's place between the two
}

Result<void> finish(Tx& tx, const IdempotencyKey& key, std::int64_t status, std::string_view reference) {
    ensure(status >= 1, "a finished request has a status");
    const auto changed = TRY(tx.run(kFinish, key.principal, key.key_hash, status, reference));
    ensure(changed == 1, "a request is claimed before it is finished");
    return {};
}

Result<std::int64_t> purge_idempotency(Tx& tx, UtcTime now, int rows_max) {
    return tx.run(kPurge, now - kIdempotencyKept, rows_max);
}

}  // namespace xinan::store
