// SPDX-License-Identifier: AGPL-3.0-or-later
// All SQL of identity.
#include "identity/store.hpp"

namespace xinan::identity {
namespace {

using store::Rows;
using store::Sql;

constexpr Sql kAccountInsert{"identity.account_insert", R"(
INSERT INTO account (centre_id, account_id, person_id, is_staff, roles, login, login_key, locked, language, created_at_ms, changed_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10))"};
constexpr Sql kAccountByPerson{"identity.account_by_person", R"(
SELECT account_id, person_id, is_staff, roles, login, locked, language FROM account WHERE centre_id = ?1 AND person_id = ?2)"};
constexpr Sql kAccountById{"identity.account_by_id", R"(
SELECT account_id, person_id, is_staff, roles, login, locked, language FROM account WHERE centre_id = ?1 AND account_id = ?2)"};
constexpr Sql kAccountsAfter{"identity.accounts_after", R"(
SELECT account_id, person_id, is_staff, roles, login, locked, language FROM account
WHERE centre_id = ?1 AND account_id > ?2 ORDER BY account_id LIMIT ?3)"};
constexpr Sql kLoginTaken{"identity.login_taken", R"(
SELECT count(*) FROM account WHERE centre_id = ?1 AND login_key = ?2 AND login_key <> '')"};
constexpr Sql kSetRoles{"identity.set_roles", R"(
UPDATE account SET roles = ?3, changed_at_ms = ?4 WHERE centre_id = ?1 AND account_id = ?2)"};
constexpr Sql kSetLanguage{"identity.set_language", R"(
UPDATE account SET language = ?3, changed_at_ms = ?4 WHERE centre_id = ?1 AND account_id = ?2)"};
constexpr Sql kSetLocked{"identity.set_locked", R"(
UPDATE account SET locked = ?3, changed_at_ms = ?4 WHERE centre_id = ?1 AND account_id = ?2)"};

constexpr Sql kCredentialsByLogin{"identity.credentials_by_login", R"(
SELECT a.account_id, a.person_id, a.is_staff, a.roles, a.login, a.locked, a.language,
       k.generation, k.public_key, k.private_sealed, k.salt, k.memory_kib, k.passes
FROM account a JOIN account_key k ON k.centre_id = a.centre_id AND k.account_id = a.account_id
WHERE a.centre_id = ?1 AND a.login_key = ?2 AND a.login_key <> '' ORDER BY k.generation DESC LIMIT 1)"};
constexpr Sql kCredentialsOf{"identity.credentials_of", R"(
SELECT a.account_id, a.person_id, a.is_staff, a.roles, a.login, a.locked, a.language,
       k.generation, k.public_key, k.private_sealed, k.salt, k.memory_kib, k.passes
FROM account a JOIN account_key k ON k.centre_id = a.centre_id AND k.account_id = a.account_id
WHERE a.centre_id = ?1 AND a.account_id = ?2 ORDER BY k.generation DESC LIMIT 1)"};
constexpr Sql kKeyInsert{"identity.key_insert", R"(
INSERT INTO account_key (centre_id, account_id, generation, public_key, private_sealed, salt, memory_kib, passes, created_at_ms, wrapped_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9))"};
constexpr Sql kKeyRewrap{"identity.key_rewrap", R"(
UPDATE account_key SET private_sealed = ?4, salt = ?5, memory_kib = ?6, passes = ?7, wrapped_at_ms = ?8
WHERE centre_id = ?1 AND account_id = ?2 AND generation = ?3)"};
constexpr Sql kPublicKey{"identity.public_key", R"(
SELECT k.public_key FROM account a JOIN account_key k ON k.centre_id = a.centre_id AND k.account_id = a.account_id
WHERE a.centre_id = ?1 AND a.person_id = ?2 ORDER BY k.generation DESC LIMIT 1)"};

constexpr Sql kCardInsert{"identity.card_insert", R"(
INSERT INTO code_card (centre_id, card_id, account_id, code_mac, issued_at_ms, until_at_ms, revoked_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0))"};
constexpr Sql kCardByMac{"identity.card_by_mac", R"(
SELECT a.account_id, a.person_id, a.is_staff, a.roles, a.login, a.locked, a.language, c.card_id, c.until_at_ms, c.revoked_at_ms
FROM code_card c JOIN account a ON a.centre_id = c.centre_id AND a.account_id = c.account_id
WHERE c.centre_id = ?1 AND c.code_mac = ?2)"};
constexpr Sql kCardsRevoke{"identity.cards_revoke", R"(
UPDATE code_card SET revoked_at_ms = ?3 WHERE centre_id = ?1 AND account_id = ?2 AND revoked_at_ms = 0)"};

Account account_at(const Rows& rows, std::size_t row) {
    Account account;
    account.id = rows.id<AccountId>(row, 0);
    account.person = rows.id<AnyId>(row, 1);
    account.is_staff = rows.flag(row, 2);
    account.roles = access::Roles::from_bits(static_cast<std::uint32_t>(rows.i64(row, 3)));
    account.login = std::string(rows.text(row, 4));
    account.locked = rows.flag(row, 5);
    account.language = language_from(rows.text(row, 6)).value_or(Language::zh);
    return account;
}

std::optional<Credentials> credentials_at(const Rows& rows) {
    if (rows.empty()) return std::nullopt;
    Credentials found{account_at(rows, 0), {}};
    found.key.generation = static_cast<std::uint32_t>(rows.i64(0, 7));
    found.key.public_key = to_bytes(rows.bytes(0, 8));
    found.key.private_sealed = to_bytes(rows.bytes(0, 9));
    found.key.salt = id_from<AnyId>(rows.bytes(0, 10)).bytes;
    found.key.cost.memory_kib = static_cast<std::uint32_t>(rows.i64(0, 11));
    found.key.cost.passes = static_cast<std::uint32_t>(rows.i64(0, 12));
    return found;
}

std::optional<Account> account_or_none(const Rows& rows) {
    if (rows.empty()) return std::nullopt;
    return account_at(rows, 0);
}

}  // namespace

Result<std::optional<Credentials>> credentials_by_login(store::Tx& tx, std::string_view login_key) {
    return credentials_at(TRY(tx.query(kCredentialsByLogin, login_key)));
}
Result<std::optional<Credentials>> credentials_of(store::Tx& tx, AccountId account) {
    return credentials_at(TRY(tx.query(kCredentialsOf, account)));
}
Result<bool> login_taken(store::Tx& tx, std::string_view login_key) {
    return TRY(tx.query(kLoginTaken, login_key)).i64(0, 0) > 0;
}
Result<void> insert_account(store::Tx& tx, const Account& account, std::string_view login_key, UtcTime now) {
    TRY(tx.run(kAccountInsert, account.id, account.person, account.is_staff, std::int64_t{account.roles.bits()}, account.login,
               login_key, account.locked, name_of(account.language), now));
    return {};
}
Result<void> insert_key(store::Tx& tx, AccountId account, const AccountKey& key, UtcTime now) {
    TRY(tx.run(kKeyInsert, account, key.generation, key.public_key, key.private_sealed, key.salt, key.cost.memory_kib,
               key.cost.passes, now));
    return {};
}
Result<std::int64_t> replace_wrap(store::Tx& tx, AccountId account, const AccountKey& key, UtcTime now) {
    return tx.run(kKeyRewrap, account, key.generation, key.private_sealed, key.salt, key.cost.memory_kib, key.cost.passes, now);
}

Result<std::optional<Bytes>> public_key_of(store::Tx& tx, AnyId person) {
    const auto rows = TRY(tx.query(kPublicKey, person));
    if (rows.empty()) return std::optional<Bytes>{};
    return std::optional<Bytes>{to_bytes(rows.bytes(0, 0))};
}
Result<std::optional<Account>> account_of(store::Tx& tx, AnyId person) {
    return account_or_none(TRY(tx.query(kAccountByPerson, person)));
}
Result<std::optional<Account>> account_by_id(store::Tx& tx, AccountId account) {
    return account_or_none(TRY(tx.query(kAccountById, account)));
}
Result<std::vector<Account>> accounts(store::Tx& tx, const std::optional<AccountId>& after, unsigned limit) {
    ensure(limit >= 1 && limit <= 200, "a page of accounts has 1 to 200");
    const auto rows = TRY(tx.query(kAccountsAfter, after.value_or(AccountId{}), limit));
    std::vector<Account> found;
    for (std::size_t i = 0; i < rows.size(); ++i) found.push_back(account_at(rows, i));
    return found;
}

Result<void> set_roles(store::Tx& tx, AccountId account, access::Roles roles, UtcTime now) {
    if (TRY(tx.run(kSetRoles, account, std::int64_t{roles.bits()}, now)) == 0) return access::not_known();
    return {};
}
Result<void> set_language(store::Tx& tx, AccountId account, Language language, UtcTime now) {
    if (TRY(tx.run(kSetLanguage, account, name_of(language), now)) == 0) return access::not_known();
    return {};
}
Result<void> set_locked(store::Tx& tx, AccountId account, bool locked, UtcTime now) {
    if (TRY(tx.run(kSetLocked, account, locked, now)) == 0) return access::not_known();
    if (!locked) return {};
    return end_sign_ins(tx, account, std::nullopt, now);
}

Result<void> insert_card(store::Tx& tx, CardId card, AccountId account, std::int64_t code_mac, UtcTime now, UtcTime until) {
    TRY(tx.run(kCardInsert, card, account, code_mac, now, until));
    return {};
}
Result<std::optional<Card>> card_by_mac(store::Tx& tx, std::int64_t code_mac) {
    const auto rows = TRY(tx.query(kCardByMac, code_mac));
    if (rows.empty()) return std::optional<Card>{};
    return std::optional<Card>{Card{rows.id<CardId>(0, 7), account_at(rows, 0), rows.time(0, 8), rows.i64(0, 9) != 0}};
}
Result<void> revoke_code_cards(store::Tx& tx, AccountId account, UtcTime now) {
    TRY(tx.run(kCardsRevoke, account, now));
    return end_card_sign_ins(tx, account, now);
}

}  // namespace xinan::identity
