// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/limiter.hpp"

#include <algorithm>
#include <cmath>

namespace xinan::http {

int Limiter::take(ByteView principal, std::string_view route, int per_minute_max, Millis monotonic) {
    std::string key(text_of(principal));
    key.append(route);
    Shard& shard = shards_[std::hash<std::string>{}(key) % kShards];
    const std::int64_t now_ms = monotonic.count();
    const std::lock_guard lock(shard.mutex);
    const auto refilled = [now_ms](const Bucket& bucket) {
        const double gained = static_cast<double>(now_ms - bucket.at_ms) * bucket.per_minute_max / 60'000.0;
        return std::min(static_cast<double>(bucket.per_minute_max), bucket.tokens + std::max(0.0, gained));
    };
    if (shard.buckets.size() >= kBucketsMax / kShards && !shard.buckets.contains(key)) {
        std::erase_if(shard.buckets, [&](const auto& entry) { return refilled(entry.second) >= entry.second.per_minute_max; });
        if (shard.buckets.size() >= kBucketsMax / kShards) shard.buckets.clear();
    }
    const auto [found, fresh] = shard.buckets.try_emplace(std::move(key));
    Bucket& bucket = found->second;
    if (fresh) bucket = {static_cast<double>(per_minute_max), now_ms, per_minute_max};
    bucket.tokens = refilled(bucket);
    bucket.at_ms = now_ms;
    if (bucket.tokens >= 1.0) {
        bucket.tokens -= 1.0;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((1.0 - bucket.tokens) * 60.0 / per_minute_max)));
}

}  // namespace xinan::http
