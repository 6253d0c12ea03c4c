// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of accounts, keys, cards, sign-ins and failures: all SQL of identity. Decides nothing; inside identity only.
//
// Threads: functions on a Tx belong to that transaction. Errors of all: those of store::Tx.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/identity.hpp"

namespace xinan::identity {

using CardId = Id<struct CardTag>;

// --- accounts and keys -----------------------------------------------------------------------------------------------
struct AccountKey {
    std::uint32_t generation = 1;
    Bytes public_key;
    Bytes private_sealed;             // under Argon2id of the passphrase
    std::array<std::uint8_t, 16> salt{};
    crypto::PassphraseCost cost;
};
struct Credentials {
    Account account;
    AccountKey key;                   // the newest generation
};

Result<std::optional<Credentials>> credentials_by_login(store::Tx&, std::string_view login_key);
Result<std::optional<Credentials>> credentials_of(store::Tx&, AccountId);
Result<bool> login_taken(store::Tx&, std::string_view login_key);
Result<void> insert_account(store::Tx&, const Account&, std::string_view login_key, UtcTime now);
Result<void> insert_key(store::Tx&, AccountId, const AccountKey&, UtcTime now);
Result<std::int64_t> replace_wrap(store::Tx&, AccountId, const AccountKey&, UtcTime now);  // same pair, new passphrase

// --- code cards ------------------------------------------------------------------------------------------------------
struct Card {
    CardId id;
    Account account;
    UtcTime until;
    bool revoked = false;
};
Result<void> insert_card(store::Tx&, CardId, AccountId, std::int64_t code_mac, UtcTime now, UtcTime until);
Result<std::optional<Card>> card_by_mac(store::Tx&, std::int64_t code_mac);

// --- sign-ins --------------------------------------------------------------------------------------------------------
struct SignInRow {
    SignInId id;
    Account account;
    std::optional<CardId> card;
    Bytes cookie_hash;                // on insert
    std::optional<Bytes> private_sealed;  // on insert; under HKDF of the cookie
    bool kiosk = false;
    bool locked = false;
    UtcTime started, last_seen, expires;
};
Result<void> insert_sign_in(store::Tx&, const SignInRow&);
Result<std::optional<SignInRow>> live_sign_in(store::Tx&, ByteView cookie_hash);  // not ended; without hash and wrap
Result<std::optional<Bytes>> wrap_of(store::Tx&, SignInId, ByteView cookie_hash);
Result<void> touch_sign_in(store::Tx&, SignInId, UtcTime now);
// Unless it was seen after `last_seen`. 0: it was not open, or it was seen.
Result<std::int64_t> lock_sign_in(store::Tx&, SignInId, UtcTime last_seen, UtcTime now);
Result<std::int64_t> end_sign_in(store::Tx&, SignInId, UtcTime now);
Result<void> end_sign_ins(store::Tx&, AccountId, const std::optional<SignInId>& but, UtcTime now);
Result<void> end_card_sign_ins(store::Tx&, AccountId, UtcTime now);
Result<void> end_oldest(store::Tx&, AccountId, int keep, UtcTime now);

// Open sign-ins not seen since: `staff_before` or, on a kiosk, `kiosk_before`. At most 200.
struct Idle { SignInId sign_in; AccountId account; UtcTime last_seen; };
Result<std::vector<Idle>> idle_sign_ins(store::Tx&, UtcTime staff_before, UtcTime kiosk_before);
Result<void> end_expired(store::Tx&, UtcTime now);
Result<void> forget_ended(store::Tx&, UtcTime before);

// --- failures --------------------------------------------------------------------------------------------------------
struct Failures {
    int count = 0;
    UtcTime last;
    UtcTime wait_until;
};
using Bucket = std::array<std::uint8_t, 32>;
Result<Failures> failures_of(store::Tx&, const Bucket&);
Result<void> put_failures(store::Tx&, const Bucket&, const Failures&);
Result<void> forget_failures(store::Tx&, const Bucket&);
Result<void> forget_old_failures(store::Tx&, UtcTime before);

}  // namespace xinan::identity
