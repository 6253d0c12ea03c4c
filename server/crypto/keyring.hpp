// SPDX-License-Identifier: AGPL-3.0-or-later
// Where wrapped keys live: apart from the data (its own database, backup chain and expiry). Crypto defines what it
// needs; store implements it on both engines (store/keyring_store.cpp). Holds no key in the clear.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace xinan::crypto {

// What a key belongs to. DECISIONS "Classes of field".
enum class ScopeKind : std::uint8_t {
    centre_identity = 1,  // personal fields
    blind_index = 2,      // tokens of exact search
    ledger_signing = 3,   // checkpoints; the wrapped bytes are a private signing key
    visitor_file = 4,     // consents, intake forms, before and beside any case (docs/adr/0002)
    case_file = 5,        // content of one case
    backup = 6,
};
struct Scope {
    ScopeKind kind;
    AnyId id;  // zero for the centre-wide kinds
    friend auto operator<=>(const Scope&, const Scope&) = default;
};

struct WrappedKey {
    CentreId centre;
    Scope scope;
    std::uint32_t generation = 1;  // 1, 2, ... without gap
    Bytes wrapped;                 // envelope under the master key
    Bytes public_key;              // for signing and backup keys, else empty
    UtcTime created_at;
    bool destroyed = false;  // the wrap is gone; the row says that it was
};

// One installation's header: which master key seals this keyring. Written once by init.
struct KeyringHeader {
    std::array<std::uint8_t, 16> installation{};
    std::uint8_t suite = 1;
    Bytes passphrase_salt;  // 16 random bytes ‖ memory in KiB (4) ‖ passes (4); empty when unsealed by key file only
    Bytes master_by_passphrase;  // master key wrapped under the passphrase key, or empty
    Bytes master_by_key_file;    // master key wrapped under the key file's key, or empty
    Bytes master_check;          // commitment: a wrong key is named, never garbage
    Bytes recovery_public_key;   // private half left the server as 2-of-3 shares; empty = no process notes
    std::uint64_t stamp = 0;     // rises with each created or destroyed key; also kept in the data (mismatch is named)
};

// Each call is durable when it returns. Errors of all: unavailable unavailable.keyring.
// Threads: safe from any thread.
class KeyringBackend {
 public:
    virtual ~KeyringBackend() = default;
    virtual Result<std::optional<KeyringHeader>> header() = 0;
    virtual Result<void> put_header(
        const KeyringHeader&) = 0;  // also replaces (a new passphrase); never lowers the stamp
    virtual Result<std::uint64_t> put(const WrappedKey&) = 0;  // returns the new stamp. conflict keyring.exists
    virtual Result<std::optional<WrappedKey>> newest(CentreId, const Scope&) = 0;
    virtual Result<std::optional<WrappedKey>> get(CentreId, const Scope&, std::uint32_t generation) = 0;
    virtual Result<std::uint64_t> destroy(CentreId,
                                          const Scope&) = 0;  // all generations, overwritten; returns the new stamp
    // By scope, then generation, from the first scope after `after`. A scope is never cut: the page may exceed limit by
    // the rest of its last scope.
    virtual Result<std::vector<WrappedKey>> page(CentreId, const std::optional<Scope>& after, unsigned limit) = 0;
    virtual Result<std::uint64_t> stamp() = 0;
    virtual Result<void> replace_wraps(
        const std::vector<WrappedKey>&) = 0;  // same scopes and generations, new wraps (rotation)
};

}  // namespace xinan::crypto
