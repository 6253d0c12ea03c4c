// SPDX-License-Identifier: AGPL-3.0-or-later
// What the files of identity share behind the class Identity. Included by them only.
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "identity/session_cache.hpp"
#include "identity/store.hpp"

namespace xinan::identity {

inline constexpr Action kSessionOpen{"identity.session.open"};
inline constexpr Action kSessionClose{"identity.session.close"};
inline constexpr Action kSessionLock{"identity.session.lock"};
inline constexpr Action kSessionRead{"identity.session.read"};
inline constexpr Action kPassphraseChange{"identity.passphrase.change"};
inline constexpr Action kAccountReset{"identity.account.reset"};

// The name as it is compared: folded. Nothing when no account can have it.
std::optional<std::string> login_key_of(std::string_view login);
// The role a deed names where no single role opened the action: the first the account has, or "none".
std::string hat_of(access::Roles roles);

// Where failures are counted.
struct Buckets {
    Bucket name;      // of the log-in name as typed, known or not
    Bucket address;
};

struct Identity::Impl {
    Impl(const Env& given, Parameters figures, PassphraseFunction derive)
        : env(given), parameters(figures), worker(std::move(derive)) {}

    Env env;
    Parameters parameters;
    SessionCache cache;
    PassphraseWorker worker;
    std::mutex unauthenticated_mutex;
    std::map<CentreId, std::uint64_t> unauthenticated;

    [[nodiscard]] const crypto::Suite& suite() const { return env.vault.suite(); }
    [[nodiscard]] Millis idle_limit(bool kiosk) const {
        return kiosk ? Millis{std::int64_t{1'000} * parameters.kiosk_idle_seconds} : Millis{std::int64_t{60'000} * parameters.idle_minutes};
    }
    // How often the row is told that the person is here: once a minute, oftener where the limit is short.
    [[nodiscard]] Millis write_interval(bool kiosk) const { return std::min(Millis{60'000}, idle_limit(kiosk) / 4); }

    // A deed of identity about an account and its person; either may be zero (an unknown name leaves the same shape).
    [[nodiscard]] ledger::Deed deed(Action action, ledger::Outcome outcome, AnyId actor, const Account& about,
                                    const RequestId& request, UtcTime now) const;
    // Leaves a refused deed and gives the error back; what the store says when even that fails.
    Error refuse(CentreId centre, ledger::Deed deed, Error error);

    [[nodiscard]] Buckets buckets(CentreId centre, std::string_view name, std::string_view address_hash) const;
    // Until when this attempt must wait; in the past: it need not.
    Result<UtcTime> wait_until(store::Tx& tx, const Buckets& buckets, bool on_duty, UtcTime now) const;
    Result<void> count_failure(store::Tx& tx, const Bucket& bucket, int before_wait, UtcTime now) const;

    Result<void> forgive_one(store::Tx& tx, const Bucket& bucket) const;

    // One attempt by passphrase. Whether the name is known shows in nothing that is done with it.
    struct Attempt {
        CentreId centre;
        UtcTime now;
        Buckets buckets;
        Credentials tried;      // of the name, or a stand-in that opens for nobody
        bool known = false;
        bool on_duty = false;
        UtcTime wait_until;
        ledger::Deed refused;
    };
    Result<Attempt> look_up(CentreId centre, const std::string& login, std::string_view address_hash, const RequestId& request,
                            UtcTime now);
    Error turn_away(const Attempt& attempt);
    Result<SignedIn> admit(const Attempt& attempt, const SecretBytes& private_key, const RequestId& request);

    // A fresh cookie and the row it gives, written by insert() in the caller's transaction.
    struct NewSignIn { SecretBytes cookie; SignInRow row; };
    NewSignIn new_sign_in(CentreId centre, const Account& account, const SecretBytes* private_key, std::optional<CardId> card,
                          UtcTime expires, UtcTime now);
    Result<void> insert(store::Tx& tx, const SignInRow& row) const;

    Result<SecretBytes> passphrase_key(const SecretBytes& passphrase, const AccountKey& key) {
        return worker.derive(passphrase.text(), key.salt, suite().key_bytes(), key.cost);
    }
    // A new pair (private_key null) or the same one, wrapped under this passphrase. Errors: unavailable.busy.
    Result<AccountKey> make_key(CentreId centre, AccountId account, std::uint32_t generation, const SecretBytes& passphrase,
                                const SecretBytes* private_key, ByteView public_key);
    Result<void> lock_idle(CentreId centre, const SignInRow& row, UtcTime now);
};

Principal principal_of(CentreId centre, const SignInRow& row);
Error wait_error(UtcTime until, UtcTime now);

}  // namespace xinan::identity
