// SPDX-License-Identifier: AGPL-3.0-or-later
// Making accounts and code cards, changing and resetting passphrases. The slow part is done before the transaction.
#include "base/text.hpp"
#include "identity/code_card.hpp"
#include "identity/identity.hpp"
#include "identity/impl.hpp"
#include "identity/wrap.hpp"

namespace xinan::identity {
namespace {

constexpr std::size_t kLoginCodePointsMax = 40;

// Letters of any script, ASCII digits and . _ - @: what a person can type on any keyboard of ours.
bool login_has_good_characters(std::string_view login) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' ||
               c == '@' || static_cast<unsigned char>(c) >= 0x80;
    };
    return std::ranges::all_of(login, good);
}

Result<std::string> clean_login(std::string_view typed) {
    const auto bad = [] {
        return fail(ErrorKind::invalid, "identity.login_characters", {{"max", std::to_string(kLoginCodePointsMax)}});
    };
    if (!is_utf8(typed) || !login_has_good_characters(typed)) return bad();
    auto login = clean_text(typed, kLoginCodePointsMax);  // not a name: digits are welcome
    if (!login || code_points(*login) < 2 || code_points(*login) > kLoginCodePointsMax || !login_key_of(*login)) return bad();
    return login;
}

}  // namespace

Result<AccountKey> Identity::Impl::make_key(CentreId centre, AccountId account, std::uint32_t generation,
                                            const SecretBytes& passphrase, const SecretBytes* private_key, ByteView public_key) {
    AccountKey key;
    key.generation = generation;
    key.cost = parameters.cost;
    env.random.fill(key.salt);
    const auto derived = TRY(passphrase_key(passphrase, key));
    const auto place = passphrase_place(centre, account, generation);
    if (private_key != nullptr) {
        key.public_key = to_bytes(public_key);
        key.private_sealed = wrap_private(suite(), derived, place, *private_key, env.random);
    } else {
        const auto pair = suite().box_pair(env.random);
        key.public_key = pair.public_key;
        key.private_sealed = wrap_private(suite(), derived, place, pair.private_key, env.random);
    }
    return key;
}

Result<Identity::NewAccount> Identity::prepare_account(CentreId centre, AnyId person, bool is_staff, access::Roles roles,
                                                       std::string login, const SecretBytes& passphrase, UtcTime now) {
    Account account;
    account.login = TRY(clean_login(login));
    TRY_VOID(acceptable_passphrase(passphrase.text(), account.login));
    account.id = new_random<AccountId>(impl_->env.random);
    account.person = person;
    account.is_staff = is_staff;
    account.roles = roles;
    const auto key = TRY(impl_->make_key(centre, account.id, 1, passphrase, nullptr, {}));
    const auto login_key = login_key_of(account.login).value();
    return NewAccount{account, [account, key, login_key, centre, now](store::Tx& tx) -> Result<void> {
        ensure(tx.centre() == centre, "an account is written in the centre it was made for");
        if (TRY(login_taken(tx, login_key))) return fail(ErrorKind::conflict, "identity.login_taken");
        if (TRY(account_of(tx, account.person))) return fail(ErrorKind::conflict, "identity.has_account");
        TRY_VOID(insert_account(tx, account, login_key, now));
        return insert_key(tx, account.id, key, now);
    }};
}

Result<Identity::NewCard> Identity::prepare_code_card(CentreId centre, PersonId visitor, UtcTime now, UtcTime until) {
    if (until <= now) return fail(ErrorKind::invalid, "access.span");
    auto& env = impl_->env;
    const auto existing = TRY(env.store.read(centre, [&](store::Tx& tx) { return account_of(tx, any(visitor)); }));
    Account account;
    if (existing) {
        account = *existing;
    } else {
        account.id = new_random<AccountId>(env.random);
        account.person = any(visitor);
        account.roles = {access::Role::visitor};
    }
    const auto code = new_card_code(env.random);
    const auto mac = TRY(env.vault.blind_token(centre, "identity.code_card", code, 64));
    const auto card = new_random<CardId>(env.random);
    const bool fresh = !existing;
    return NewCard{account.id, shown_card_code(code), [=](store::Tx& tx) -> Result<void> {
        ensure(tx.centre() == centre, "a card is written in the centre it was made for");
        if (fresh) TRY_VOID(insert_account(tx, account, "", now));
        TRY_VOID(revoke_code_cards(tx, account.id, now));
        return insert_card(tx, card, account.id, mac, now, until);
    }};
}

Result<void> Identity::change_passphrase(const Principal& who, ByteView cookie, const SecretBytes& old_one,
                                         const SecretBytes& new_one, const RequestId& request) {
    auto& self = *impl_;
    const CentreId centre = who.subject.centre;
    const UtcTime now = self.env.clock.now();
    if (who.login.empty()) return fail(ErrorKind::forbidden, "identity.no_person_key");
    TRY_VOID(acceptable_passphrase(new_one.text(), who.login));
    const auto private_key = TRY(person_key(who, cookie));
    auto attempt = TRY(self.look_up(centre, who.login, "change " + who.account.text(), request, now));
    if (!attempt.known || attempt.tried.account.id != who.account) return fail(ErrorKind::forbidden, "identity.no_person_key");
    attempt.refused.action = std::string(kPassphraseChange.name);
    attempt.refused.actor = who.subject.person;
    attempt.refused.role = hat_of(who.subject.roles);
    if (attempt.wait_until > now) return self.refuse(centre, attempt.refused, wait_error(attempt.wait_until, now));

    const auto& tried = attempt.tried;
    const auto old_key = TRY(self.passphrase_key(old_one, tried.key));
    const auto place = passphrase_place(centre, who.account, tried.key.generation);
    if (!unwrap_private(self.suite(), old_key, place, tried.key.private_sealed)) {
        const Error error = self.turn_away(attempt);
        if (error.kind != ErrorKind::unauthenticated) return error;
        return fail(ErrorKind::invalid, "identity.old_passphrase");
    }
    const auto key = TRY(self.make_key(centre, who.account, tried.key.generation, new_one, &private_key, tried.key.public_key));
    const auto done = self.deed(kPassphraseChange, ledger::Outcome::done, who.subject.person, tried.account, request, now);
    auto written = self.env.store.write(centre, [&](store::Tx& tx) -> Result<void> {
        const auto current = TRY(credentials_of(tx, who.account));
        if (!current || current->key.private_sealed != tried.key.private_sealed) return fail(ErrorKind::stale, "http.stale");
        TRY(replace_wrap(tx, who.account, key, now));
        TRY_VOID(end_sign_ins(tx, who.account, who.sign_in, now));
        TRY_VOID(forget_failures(tx, attempt.buckets.name));
        ledger::leave(tx, done);
        return {};
    });
    self.cache.forget(who.account);
    return written;
}

Result<void> Identity::reset_passphrase(const Principal& by, AccountId whose, const SecretBytes& new_one,
                                        const RequestId& request) {
    const Reset reset = TRY(prepare_reset(by, whose, new_one, request));
    auto written = impl_->env.store.write(by.subject.centre, reset.write);
    impl_->cache.forget(whose);
    return written;
}

Result<Identity::Reset> Identity::prepare_reset(const Principal& by, AccountId whose, const SecretBytes& new_one,
                                                const RequestId& request) {
    auto& self = *impl_;
    const CentreId centre = by.subject.centre;
    const UtcTime now = self.env.clock.now();
    const auto answer = self.env.policy.decide(by.subject, kAccountReset.name, {});
    const auto found = TRY(self.env.store.read(centre, [&](store::Tx& tx) { return credentials_of(tx, whose); }));
    Account about = found ? found->account : Account{};
    about.id = whose;
    auto deed = self.deed(kAccountReset, ledger::Outcome::done, by.subject.person, about, request, now);
    deed.role = answer.permitted ? std::string(access::role_name(answer.hat)) : hat_of(by.subject.roles);
    deed.purpose = "admin";
    deed.clauses = answer.clauses;
    if (!answer.permitted) return self.refuse(centre, deed, fail(ErrorKind::forbidden, "http.forbidden", {}, answer.clauses));
    if (!found) {
        const auto card_only = TRY(self.env.store.read(centre, [&](store::Tx& tx) { return account_by_id(tx, whose); }));
        return self.refuse(centre, deed, card_only ? fail(ErrorKind::conflict, "identity.no_login") : access::not_known());
    }
    TRY_VOID(acceptable_passphrase(new_one.text(), found->account.login));
    const auto generation = found->key.generation + 1;
    const auto key = TRY(self.make_key(centre, whose, generation, new_one, nullptr, {}));
    const auto buckets = self.buckets(centre, login_key_of(found->account.login).value(), {});
    return Reset{found->account.login, [=, this](store::Tx& tx) -> Result<void> {
        ensure(tx.centre() == centre, "a passphrase is reset in the centre it was made for");
        TRY_VOID(insert_key(tx, whose, key, now));
        TRY_VOID(end_sessions_of(tx, whose, now));
        TRY_VOID(forget_failures(tx, buckets.name));
        ledger::leave(tx, deed);
        return {};
    }};
}

}  // namespace xinan::identity
