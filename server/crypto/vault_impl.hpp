// SPDX-License-Identifier: AGPL-3.0-or-later
// The inside of the vault. Internal to crypto (vault.cpp, vault_unseal.cpp).
//
// INVARIANT: master_ and cache_ are read under a shared lock of mutex_ and changed under an exclusive one; no call to
// the backend is made while mutex_ is held. epoch_ rises whenever keys are forgotten, so a key fetched before is not
// cached after.
#pragma once

#include <atomic>
#include <mutex>
#include <shared_mutex>

#include "crypto/envelope.hpp"
#include "crypto/key_cache.hpp"
#include "crypto/key_file.hpp"
#include "crypto/locked_memory.hpp"
#include "crypto/vault.hpp"

namespace xinan::crypto {

inline constexpr std::size_t kMasterBytes = 32;
inline constexpr std::size_t kOpenedKeysMax = 4096;

Error sealed_error();  // unavailable unavailable.sealed
Error no_key_error();  // not_found vault.no_key
Canonical master_context(const InstallationId& installation);
// A key's whole name, and the public half beside it: a wrap moved, or a public key exchanged, does not open.
Canonical key_context(const InstallationId& installation, const WrappedKey& row);

struct Vault::Impl {
    Impl(KeyringBackend& backend_in, Clock& clock_in, Random& random_in)
        : backend(backend_in), clock(clock_in), random(random_in) {}

    // The header as last read from the keyring; reads it when it was not read yet.
    Result<KeyringHeader> known_header() const;
    void open_with(const KeyringHeader& header, ByteView master_key, std::uint64_t stamp_now);
    void forget();  // every key; takes the lock

    // The scope's key: from the cache, or fetched and unwrapped. generation 0: the newest.
    Result<OpenedKey> opened(const KeyName& name);
    Result<OpenedKey> unwrap(const WrappedKey& row) const;  // takes the lock
    Result<WrappedKey> make(CentreId centre, const Scope& scope, std::uint32_t generation);
    Result<void> store(const WrappedKey& row);
    void note_stamp(std::uint64_t stamp_now);
    void forget_scope(CentreId centre, const Scope& scope);

    KeyringBackend& backend;
    Clock& clock;
    Random& random;

    mutable std::shared_mutex mutex;
    LockedMemory master{kMasterBytes};
    KeyCache cache{kOpenedKeysMax};
    bool open = false;
    std::uint64_t epoch = 0;
    mutable std::optional<KeyringHeader> header;
    std::atomic<std::uint64_t> stamp_seen{0};
};

}  // namespace xinan::crypto
