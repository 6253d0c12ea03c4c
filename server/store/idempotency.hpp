// SPDX-License-Identifier: AGPL-3.0-or-later
// One row per (principal, key): what a repeated request gets. In the same transaction as the act; kept 24 hours.
#pragma once

#include <string>
#include <variant>

#include "store/store.hpp"

namespace xinan::store {

struct Fresh {};
struct Repeat { std::int64_t status; std::string reference; };  // rendered again under today's access

struct IdempotencyKey {
    AnyId principal;
    std::array<std::uint8_t, 32> key_hash;
    std::array<std::uint8_t, 32> request_hash;  // method, route, body
};
inline constexpr Millis kIdempotencyKept = std::chrono::hours{24};

// A row older than kIdempotencyKept counts as absent. Errors: invalid http.key_reused (same key, another request).
Result<std::variant<Fresh, Repeat>> claim(Tx& tx, const IdempotencyKey& key, UtcTime now);
// In the same operation as a Fresh claim. status >= 1.
Result<void> finish(Tx& tx, const IdempotencyKey& key, std::int64_t status, std::string_view reference);
// Removes at most rows_max old rows; returns how many. A job's step.
Result<std::int64_t> purge_idempotency(Tx& tx, UtcTime now, int rows_max);

}  // namespace xinan::store
