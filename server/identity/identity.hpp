// SPDX-License-Identifier: AGPL-3.0-or-later
// Accounts, passphrases, code cards and sign-ins. An account belongs to one centre. A session cookie is never stored: the
// row has its hash and the person's private key wrapped under HKDF(cookie) (DECISIONS "Keys", Session).
//
// Threads: Identity is safe from any thread. Argon2id runs on its own thread with a queue of 32, then unavailable.busy.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "access/access.hpp"
#include "base/secret.hpp"
#include "identity/env.hpp"
#include "identity/passphrase_worker.hpp"

namespace xinan::identity {

// The cookie: the centre's id, which says where to look, then 256 random bits. Only the hash of all of it is stored.
inline constexpr std::size_t kCookieBytes = 16 + 32;

// The request id of the call, for the deed. Zero: the system itself.
using RequestId = std::array<std::uint8_t, 16>;

// Who is behind a request. Copied into each call; holds no secret.
struct Principal {
    access::Subject subject;
    AccountId account{};
    SignInId sign_in{};
    Language language = Language::zh;
    bool kiosk = false;              // signed in by code card on a shared PC: short idle limit, the screen clears itself
    std::string login;               // chosen sign-in name of staff; empty for code cards. Never a visitor's name.
};

struct Account {
    AccountId id;
    AnyId person;                    // StaffId or PersonId
    bool is_staff = false;
    access::Roles roles;
    std::string login;
    bool locked = false;
    Language language = Language::zh;
};

struct SignedIn {
    SecretBytes cookie;              // kCookieBytes: only ever in the Set-Cookie header
    Principal principal;
    UtcTime expires_at;
};

struct Parameters {
    int idle_minutes = 15;           // staff; TRUST §3 actor 4
    int kiosk_idle_seconds = 90;
    int hours_max = 12;
    int failures_before_wait = 5;    // of one log-in name; then 1, 2, 4 ... minutes, at most wait_minutes_max
    int address_failures_before_wait = 20;  // of one address: a school is often one address
    int wait_minutes_max = 15;
    int failures_forgotten_minutes = 60;    // after the last failure
    int sign_ins_per_account_max = 10;      // the oldest beyond are ended
    crypto::PassphraseCost cost = {};       // tests: a cheap one
};

class Identity {
   public:
    explicit Identity(const Env& env, Parameters parameters = {}, PassphraseFunction derive = crypto::passphrase_key);
    ~Identity();

    // Makes an account with a key pair for the person; the private half wrapped under the passphrase (Argon2id).
    // Outside a transaction (slow); the rows are written by the returned operation inside the caller's.
    // Errors: those of acceptable_passphrase, invalid identity.login_characters, unavailable.busy; of write: conflict
    // identity.login_taken, identity.has_account.
    struct NewAccount { Account account; std::function<Result<void>(store::Tx&)> write; };
    Result<NewAccount> prepare_account(CentreId, AnyId person, bool is_staff, access::Roles, std::string login, const SecretBytes& passphrase, UtcTime now);
    // A code card: 12 characters of an alphabet without look-alikes + check character; opens the portal of one visitor.
    // Makes the visitor's account if there is none; a new card revokes the one before and ends its sign-ins.
    // Errors: invalid access.span, unavailable.sealed; of write: conflict store.unique (two at once: try again).
    struct NewCard { AccountId account; std::string code; std::function<Result<void>(store::Tx&)> write; };
    Result<NewCard> prepare_code_card(CentreId, PersonId visitor, UtcTime now, UtcTime until);

    // Errors: unauthenticated identity.wrong (same answer and time whatever was wrong), too_many identity.wait {seconds},
    // unavailable.busy {seconds}, unavailable.sealed. Each attempt leaves a deed (identity.session.open, done or refused).
    // Who is on crisis duty never waits (A7.3b).
    Result<SignedIn> sign_in(CentreId, const std::string& login, const SecretBytes& passphrase, std::string_view address_hash, const RequestId& request = {});
    // Errors: unauthenticated identity.wrong_card (unknown, revoked or past its date), invalid identity.card_mistyped (the
    // check character disagrees: no attempt, no deed), and as above.
    Result<SignedIn> sign_in_by_card(CentreId, std::string_view code, std::string_view address_hash, const RequestId& request = {});
    // Resolves a cookie; refreshes the idle limit. What it says may be up to one second old. Errors: unauthenticated
    // identity.no_session, identity.locked (idle: the wrap is deleted; sign in anew), unavailable.database.
    Result<Principal> resolve(ByteView cookie);
    Result<void> sign_out(const Principal&, const RequestId& request = {});
    Result<void> lock(const Principal&, const RequestId& request = {});      // idle lock: deletes the wrap, keeps the row
    Result<void> end_sessions_of(store::Tx&, AccountId, UtcTime now);  // leave, role change: effective at once

    // The person's private key of this session, opened by the cookie. Errors: unauthenticated identity.no_session,
    // forbidden identity.no_person_key (code card).
    Result<SecretBytes> person_key(const Principal&, ByteView cookie);
    // Ends the account's other sign-ins. Errors: invalid identity.old_passphrase, those of acceptable_passphrase, too_many
    // identity.wait, forbidden identity.no_person_key, unavailable.busy.
    Result<void> change_passphrase(const Principal&, ByteView cookie, const SecretBytes& old_one, const SecretBytes& new_one, const RequestId& request = {});
    // New key pair; opens nothing old (DECISIONS "Recovery"). Ends the sessions. Errors: forbidden http.forbidden,
    // not_known(), conflict identity.no_login (a code card's account), those of acceptable_passphrase, unavailable.busy.
    Result<void> reset_passphrase(const Principal& by, AccountId whose, const SecretBytes& new_one, const RequestId& request = {});
    // The slow part of it; `write` and its deed go into the caller's transaction, and take effect within a second. Errors as above.
    struct Reset { std::string login; std::function<Result<void>(store::Tx&)> write; };
    Result<Reset> prepare_reset(const Principal& by, AccountId whose, const SecretBytes& new_one, const RequestId& request = {});

    // A 401 without a session: counted here, one deed a minute (action identity.session.read, refused; its subject's id
    // is the number). The app's timer calls both each minute, and at the end.
    void count_unauthenticated(CentreId centre);
    Result<void> flush_unauthenticated();
    // Deletes the wraps of idle sign-ins that nobody touched again, forgets old failures and sign-ins ended 30 days ago.
    Result<void> sweep(CentreId centre);

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Rows others read.
Result<std::optional<Bytes>> public_key_of(store::Tx&, AnyId person);
Result<std::optional<Account>> account_of(store::Tx&, AnyId person);
Result<std::optional<Account>> account_by_id(store::Tx&, AccountId);
// By id, after `after`; at most 200. Staff and visitors' card accounts.
Result<std::vector<Account>> accounts(store::Tx&, const std::optional<AccountId>& after, unsigned limit);
// The four below take effect within a second. Errors: not_known().
Result<void> set_roles(store::Tx&, AccountId, access::Roles, UtcTime now);  // takes effect on the next request
Result<void> set_language(store::Tx&, AccountId, Language, UtcTime now);
Result<void> set_locked(store::Tx&, AccountId, bool locked, UtcTime now);   // suspended: sign-ins end (B4.3a)
Result<void> revoke_code_cards(store::Tx&, AccountId, UtcTime now);         // and ends their sign-ins

// Every sign-in of the centre ends and its wrap is deleted: a restored installation asks everybody to sign in anew.
Result<std::int64_t> end_all_sign_ins(store::Tx&, UtcTime now);

// Passphrase rules: 12 code points to 256 bytes, not the login, not in the short list of common ones; no forced change.
// Errors: invalid identity.passphrase_short {min}, identity.passphrase_long {max_bytes}, identity.passphrase_login,
// identity.passphrase_common.
Result<void> acceptable_passphrase(std::string_view passphrase, std::string_view login);
std::string suggested_passphrase(Random& random);  // 5 words of two syllables and two digits, for the demo and resets

// Who may do what here. Capabilities name the actions in their routes by these words.
const std::vector<access::Rule>& rules();

}  // namespace xinan::identity
