// SPDX-License-Identifier: AGPL-3.0-or-later
// How often one principal may use one route: a bucket of tokens each, in memory of this server. Not the wait after wrong
// passphrases (identity keeps that in the store, for all servers).
//
// Threads: safe from any thread.
#pragma once

#include <array>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "base/bytes.hpp"
#include "base/time.hpp"

namespace xinan::http {

inline constexpr std::size_t kBucketsMax = 65'536;

class Limiter final {
   public:
    // Takes a token. Returns 0, or the whole seconds after which there is one again (at least 1).
    // principal: account id, or hash of an address. When kBucketsMax are in use and none is full again, all start anew:
    // memory is bounded, and a flood of addresses cannot lock anyone out.
    int take(ByteView principal, std::string_view route, int per_minute_max, Millis monotonic);

   private:
    struct Bucket {
        double tokens = 0;
        std::int64_t at_ms = 0;
        int per_minute_max = 0;
    };
    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Bucket> buckets;
    };
    static constexpr std::size_t kShards = 16;
    std::array<Shard, kShards> shards_;
};

}  // namespace xinan::http
