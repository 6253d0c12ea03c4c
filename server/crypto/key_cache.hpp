// SPDX-License-Identifier: AGPL-3.0-or-later
// Opened keys, bounded, in locked memory. Replaces by second chance (the clock form of least recently used), so that a
// hit needs only a shared lock.
//
// Threads: the owner locks: find() under a shared lock, everything else under an exclusive one.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/secret.hpp"
#include "crypto/keyring.hpp"
#include "crypto/locked_memory.hpp"

namespace xinan::crypto {

inline constexpr std::size_t kScopeKeyBytes = 32;  // every key of the keyring, of both suites

// A scope's key as it is used: the key itself, and the pseudorandom key HKDF makes of it (so that a field costs only
// the second half of HKDF). Wipes itself.
struct OpenedKey {
    std::uint32_t generation = 0;
    std::array<std::uint8_t, kScopeKeyBytes> key{};
    std::array<std::uint8_t, 32> pseudorandom{};

    OpenedKey() = default;
    OpenedKey(const OpenedKey&) = default;
    OpenedKey& operator=(const OpenedKey&) = default;
    ~OpenedKey() {
        wipe(key.data(), key.size());
        wipe(pseudorandom.data(), pseudorandom.size());
    }
};

// generation 0 stands for "the newest", whichever that is.
struct KeyName {
    CentreId centre;
    Scope scope;
    std::uint32_t generation = 0;
    friend bool operator==(const KeyName&, const KeyName&) = default;
};

class KeyCache final {
 public:
    explicit KeyCache(std::size_t keys_max);
    [[nodiscard]] std::optional<OpenedKey> find(const KeyName& name) const;
    void put(const KeyName& name, const OpenedKey& key);
    void forget(CentreId centre, const Scope& scope);  // every generation
    void forget(const KeyName& name);
    void forget_all();
    [[nodiscard]] std::size_t size() const { return places_.size(); }
    [[nodiscard]] bool locked() const { return memory_.locked(); }

 private:
    struct NameHash {
        std::size_t operator()(const KeyName& name) const noexcept;
    };
    struct Slot {
        KeyName name;
        std::uint32_t generation = 0;
        bool taken = false;
        mutable std::atomic<bool> used{false};
    };
    [[nodiscard]] std::size_t free_slot();
    void release(std::size_t slot);
    [[nodiscard]] std::span<std::uint8_t> secret_of(std::size_t slot);

    std::vector<Slot> slots_;
    std::unordered_map<KeyName, std::size_t, NameHash> places_;
    LockedMemory memory_;
    std::size_t hand_ = 0;
};

}  // namespace xinan::crypto
