// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/memory_keyring.hpp"

#include <algorithm>
#include <limits>

#include "base/secret.hpp"

namespace xinan::crypto {

Result<void> MemoryKeyring::ready() const {
    if (!available_) return fail(ErrorKind::unavailable, "unavailable.keyring");
    return {};
}

void MemoryKeyring::set_available(bool available) {
    const std::lock_guard lock(mutex_);
    available_ = available;
}

Result<std::optional<KeyringHeader>> MemoryKeyring::header() {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    auto copy = header_;
    if (copy) copy->stamp = stamp_;
    return copy;
}

Result<void> MemoryKeyring::put_header(const KeyringHeader& header) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    header_ = header;
    stamp_ = std::max(stamp_, header.stamp);
    return {};
}

Result<std::uint64_t> MemoryKeyring::put(const WrappedKey& key) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    if (!keys_.emplace(Name{key.centre, key.scope, key.generation}, key).second) {
        return fail(ErrorKind::conflict, "keyring.exists");
    }
    return ++stamp_;
}

Result<std::optional<WrappedKey>> MemoryKeyring::newest(CentreId centre, const Scope& scope) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    auto after = keys_.upper_bound(Name{centre, scope, std::numeric_limits<std::uint32_t>::max()});
    if (after == keys_.begin()) return std::optional<WrappedKey>{};
    const WrappedKey& last = std::prev(after)->second;
    if (last.centre != centre || last.scope != scope) return std::optional<WrappedKey>{};
    return std::optional<WrappedKey>{last};
}

Result<std::optional<WrappedKey>> MemoryKeyring::get(CentreId centre, const Scope& scope, std::uint32_t generation) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    const auto key = keys_.find(Name{centre, scope, generation});
    if (key == keys_.end()) return std::optional<WrappedKey>{};
    return std::optional<WrappedKey>{key->second};
}

Result<std::uint64_t> MemoryKeyring::destroy(CentreId centre, const Scope& scope) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    for (auto& [name, key] : keys_) {
        if (key.centre != centre || key.scope != scope || key.destroyed) continue;
        wipe(key.wrapped.data(), key.wrapped.size());
        key.wrapped.clear();
        key.destroyed = true;
    }
    return ++stamp_;
}

Result<std::vector<WrappedKey>> MemoryKeyring::page(CentreId centre, const std::optional<Scope>& after,
                                                    unsigned limit) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    std::vector<WrappedKey> out;
    for (const auto& [name, key] : keys_) {
        if (key.centre != centre || (after && key.scope <= *after)) continue;
        if (out.size() >= limit && key.scope != out.back().scope) break;
        out.push_back(key);
    }
    return out;
}

Result<std::uint64_t> MemoryKeyring::stamp() {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    return stamp_;
}

Result<void> MemoryKeyring::replace_wraps(const std::vector<WrappedKey>& keys) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(ready());
    for (const WrappedKey& key : keys) {
        const auto held = keys_.find(Name{key.centre, key.scope, key.generation});
        ensure_or_die(held != keys_.end() && !held->second.destroyed, "a wrap is replaced where there is one");
        held->second.wrapped = key.wrapped;
    }
    return {};
}

}  // namespace xinan::crypto
