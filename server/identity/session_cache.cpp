// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/session_cache.hpp"

#include <algorithm>

namespace xinan::identity {

std::optional<Principal> SessionCache::fresh(const crypto::Hash& hash, UtcTime now, Millis monotonic) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(hash);
    if (found == entries_.end()) return std::nullopt;
    Entry& entry = found->second;
    const bool young = monotonic >= entry.read_at && monotonic - entry.read_at < kAnswerAge;
    if (!young || now >= entry.expires_at) return std::nullopt;
    entry.last_seen = std::max(entry.last_seen, now);
    return entry.principal;
}

UtcTime SessionCache::last_seen(const crypto::Hash& hash, UtcTime stored) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(hash);
    return found == entries_.end() ? stored : std::max(stored, found->second.last_seen);
}

void SessionCache::put(const crypto::Hash& hash, Entry entry) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(hash);
    if (found != entries_.end()) {
        entry.last_seen = std::max(entry.last_seen, found->second.last_seen);
        entry.written_at = std::max(entry.written_at, found->second.written_at);
        found->second = std::move(entry);
        return;
    }
    // Full: the longest unseen half goes; what it knew is in the rows, to the minute.
    if (entries_.size() >= kEntriesMax) {
        std::vector<UtcTime> seen;
        seen.reserve(entries_.size());
        for (const auto& [key, old] : entries_) seen.push_back(old.last_seen);
        std::ranges::nth_element(seen, seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 2));
        const UtcTime middle = seen[seen.size() / 2];
        std::erase_if(entries_, [&](const auto& old) { return old.second.last_seen <= middle; });
    }
    entries_.emplace(hash, std::move(entry));
}

bool SessionCache::claim_write(const crypto::Hash& hash, UtcTime now, Millis interval) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(hash);
    if (found == entries_.end() || now - found->second.written_at < interval) return false;
    found->second.written_at = now;
    return true;
}

void SessionCache::forget(const crypto::Hash& hash) {
    const std::lock_guard lock(mutex_);
    entries_.erase(hash);
}
void SessionCache::forget(SignInId sign_in) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const auto& entry) { return entry.second.principal.sign_in == sign_in; });
}
void SessionCache::forget(AccountId account) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const auto& entry) { return entry.second.principal.account == account; });
}

}  // namespace xinan::identity
