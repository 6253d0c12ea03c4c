// SPDX-License-Identifier: AGPL-3.0-or-later
// A keyring in memory, for tests and simulation; nothing is durable. Threads: safe.
#pragma once

#include <map>
#include <mutex>
#include <tuple>

#include "crypto/keyring.hpp"

namespace xinan::crypto {

class MemoryKeyring final : public KeyringBackend {
 public:
    Result<std::optional<KeyringHeader>> header() override;
    Result<void> put_header(const KeyringHeader& header) override;  // never lowers the stamp
    Result<std::uint64_t> put(const WrappedKey& key) override;
    Result<std::optional<WrappedKey>> newest(CentreId centre, const Scope& scope) override;
    Result<std::optional<WrappedKey>> get(CentreId centre, const Scope& scope, std::uint32_t generation) override;
    Result<std::uint64_t> destroy(CentreId centre, const Scope& scope) override;
    // By scope, then generation. A scope is never cut: the page may exceed limit by the rest of its last scope.
    Result<std::vector<WrappedKey>> page(CentreId centre, const std::optional<Scope>& after, unsigned limit) override;
    Result<std::uint64_t> stamp() override;
    Result<void> replace_wraps(const std::vector<WrappedKey>& keys) override;

    // From now on every call fails with unavailable.keyring (or works again).
    void set_available(bool available);

 private:
    using Name = std::tuple<CentreId, Scope, std::uint32_t>;
    [[nodiscard]] Result<void> ready() const;  // caller holds mutex_

    mutable std::mutex mutex_;
    std::optional<KeyringHeader> header_;
    std::map<Name, WrappedKey> keys_;
    std::uint64_t stamp_ = 0;
    bool available_ = true;
};

}  // namespace xinan::crypto
