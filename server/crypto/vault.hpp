// SPDX-License-Identifier: AGPL-3.0-or-later
// The vault: the unsealed master key in locked memory and what it opens. Seals and opens fields, makes blind-index
// tokens, signs checkpoints. Knows nothing of rows or rules; never logs.
//
// Source: DECISIONS "Keys", TRUST §4. Threads: safe from any thread; opened keys are cached (wiped by seal()).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "crypto/keyring.hpp"
#include "crypto/people.hpp"
#include "crypto/place.hpp"
#include "crypto/recovery.hpp"
#include "crypto/suite.hpp"

namespace xinan::crypto {

// What opens a sealed server: one of two today; two named persons and TPM come behind the same type.
struct Unsealer {
    enum class Kind : std::uint8_t { key_file, passphrase } kind;
    SecretBytes secret;  // the key file's text as it is on the stick (key_file.hpp), or the passphrase's bytes
};

// What init gives out once and never stores.
struct FirstKeys {
    SecretBytes key_file;                      // the text to be written to a file of mode 0600 (empty if none wanted)
    std::vector<SecretBytes> recovery_shares;  // 3; any 2 open the recovery key
};

class Vault {
 public:
    // backend, clock and random outlive the vault. Keys are in locked memory kept out of core files; main also calls
    // harden_process() (process.hpp).
    Vault(KeyringBackend& backend, Clock& clock, Random& random);
    ~Vault();
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    // Makes master key, header and recovery key, and leaves the vault unsealed. At least one of key file and
    // passphrase. Blocks for one Argon2id with a passphrase. Errors: conflict keyring.exists, invalid
    // vault.no_way_to_unseal, unavailable unavailable.keyring.
    Result<FirstKeys> init(SuiteId suite, bool with_key_file, const SecretBytes* passphrase, PassphraseCost cost = {});
    // Errors: invalid vault.wrong_key {expected, given} (this data was sealed by another key: both installation ids'
    // first
    //         8 digits), vault.bad_key_file (not a key file, or damaged), vault.wrong_passphrase,
    //         vault.no_key_file / vault.no_passphrase (this installation is not unsealed that way),
    //         unavailable unavailable.keyring, not_found vault.no_keyring, internal keyring.damaged.
    Result<void> unseal(const Unsealer& with);
    void seal();  // forgets every key; waits for calls under way
    // Replaces the passphrase (re-wraps the master key, touches nothing else). Errors: unavailable unavailable.sealed,
    // unavailable.keyring.
    Result<void> change_passphrase(const SecretBytes& passphrase, PassphraseCost cost = {});
    [[nodiscard]] bool sealed() const;
    [[nodiscard]] const Suite& suite() const;  // of this installation; header must exist
    [[nodiscard]] std::array<std::uint8_t, 16> installation() const;
    [[nodiscard]] Result<std::uint64_t> stamp();  // generation stamp of the keyring
    // Forgets opened keys when another server made or destroyed one since (the stamp is not the one last seen).
    // Cheap; call it every few seconds. Errors: unavailable unavailable.keyring.
    Result<void> notice_changes();
    [[nodiscard]] bool memory_locked() const;         // false: the system refused mlock (doctor says so)
    [[nodiscard]] Bytes recovery_public_key() const;  // empty = none: process notes are refused

    // --- keys ------------------------------------------------------------------------------------------------------
    // Makes generation 1 of a scope, durable in the keyring before it returns. Ok also when it exists already.
    // Errors: unavailable unavailable.sealed, conflict vault.key_destroyed (what was disposed of is not made again).
    Result<void> create_key(CentreId centre, const Scope& scope);
    // Errors: as create_key, and not_found vault.no_key.
    Result<void> next_generation(CentreId centre, const Scope& scope);
    Result<void> destroy_key(CentreId centre, const Scope& scope);  // every generation; the caller holds two approvals
    // Makes the centre-wide keys of a new centre (identity, blind index, ledger signing, backup).
    Result<void> create_centre_keys(CentreId centre);

    // --- fields ----------------------------------------------------------------------------------------------------
    // The envelope (envelope.hpp): magic, suite, scope kind, generation, nonce ‖ ciphertext ‖ tag(16); the field key is
    // derived from the scope's key by HKDF with the place as info, associated data is the whole place and the header.
    // table and field: 1..64 bytes each.
    // Errors: not_found vault.no_key (never made or destroyed), unavailable unavailable.sealed.
    Result<Bytes> seal_field(const Place& place, ByteView plain);
    Result<Bytes> seal_field(const Place& place, std::string_view plain) { return seal_field(place, view_of(plain)); }
    // Errors: also internal crypto.does_not_open (altered, moved, or no envelope at all).
    Result<SecretBytes> open_field(const Place& place, ByteView sealed);

    // First `bits` (at most 64) of MAC(blind key, field ‖ 0 ‖ text), as 8 bytes big-endian in the low bits.
    // The caller folds the text first (base/text.hpp). bits: 20 for names, 32 for phone and identity numbers.
    Result<std::int64_t> blind_token(CentreId centre, std::string_view field, std::string_view text, unsigned bits);

    // --- signatures ------------------------------------------------------------------------------------------------
    Result<Bytes> sign_checkpoint(CentreId centre, ByteView message);
    Result<Bytes> signing_public_key(CentreId centre);  // newest; old ones stay in the keyring for ever
    Result<std::string> key_fingerprint(
        CentreId centre);  // first 16 hex digits of the hash of the public key, in groups of 4

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xinan::crypto
