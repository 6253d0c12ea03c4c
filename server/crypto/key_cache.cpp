// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/key_cache.hpp"

#include <algorithm>

namespace xinan::crypto {
namespace {

constexpr std::size_t kSlotBytes = kScopeKeyBytes + 32;

}  // namespace

std::size_t KeyCache::NameHash::operator()(const KeyName& name) const noexcept {
    std::size_t hash = std::hash<AnyId>{}(name.scope.id);
    hash = hash * 1099511628211ULL ^ std::hash<CentreId>{}(name.centre);
    hash = hash * 1099511628211ULL ^ static_cast<std::size_t>(name.scope.kind);
    return hash * 1099511628211ULL ^ name.generation;
}

KeyCache::KeyCache(std::size_t keys_max) : slots_(keys_max), memory_(keys_max * kSlotBytes) {
    ensure_or_die(keys_max >= 2, "room for a scope's newest key under both its names");
    places_.reserve(keys_max);
}

std::span<std::uint8_t> KeyCache::secret_of(std::size_t slot) {
    return memory_.bytes().subspan(slot * kSlotBytes, kSlotBytes);
}

std::optional<OpenedKey> KeyCache::find(const KeyName& name) const {
    const auto place = places_.find(name);
    if (place == places_.end()) return std::nullopt;
    const Slot& slot = slots_[place->second];
    slot.used.store(true, std::memory_order_relaxed);
    const auto secret = memory_.bytes().subspan(place->second * kSlotBytes, kSlotBytes);
    OpenedKey key;
    key.generation = slot.generation;
    std::copy_n(secret.begin(), kScopeKeyBytes, key.key.begin());
    std::copy_n(secret.begin() + kScopeKeyBytes, key.pseudorandom.size(), key.pseudorandom.begin());
    return key;
}

// The hand goes round: a key used since its last visit stays once more, the first other gives up its place.
std::size_t KeyCache::free_slot() {
    for (;;) {
        const std::size_t slot = hand_;
        hand_ = (hand_ + 1) % slots_.size();
        if (!slots_[slot].taken) return slot;
        if (slots_[slot].used.exchange(false, std::memory_order_relaxed)) continue;
        release(slot);
        return slot;
    }
}

void KeyCache::release(std::size_t slot) {
    places_.erase(slots_[slot].name);
    slots_[slot].taken = false;
    slots_[slot].used.store(false, std::memory_order_relaxed);
    const auto secret = secret_of(slot);
    wipe(secret.data(), secret.size());
}

void KeyCache::put(const KeyName& name, const OpenedKey& key) {
    const auto place = places_.find(name);
    const std::size_t slot = place == places_.end() ? free_slot() : place->second;
    places_[name] = slot;
    slots_[slot].name = name;
    slots_[slot].generation = key.generation;
    slots_[slot].taken = true;
    slots_[slot].used.store(false, std::memory_order_relaxed);
    const auto secret = secret_of(slot);
    std::copy(key.key.begin(), key.key.end(), secret.begin());
    std::copy(key.pseudorandom.begin(), key.pseudorandom.end(), secret.begin() + kScopeKeyBytes);
}

void KeyCache::forget(CentreId centre, const Scope& scope) {
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        const Slot& held = slots_[slot];
        if (held.taken && held.name.centre == centre && held.name.scope == scope) release(slot);
    }
}

void KeyCache::forget(const KeyName& name) {
    if (const auto place = places_.find(name); place != places_.end()) release(place->second);
}

void KeyCache::forget_all() {
    for (Slot& slot : slots_) {
        slot.taken = false;
        slot.used.store(false, std::memory_order_relaxed);
    }
    places_.clear();
    memory_.wipe_all();
}

}  // namespace xinan::crypto
