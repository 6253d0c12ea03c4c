// SPDX-License-Identifier: AGPL-3.0-or-later
// SQL of sign-ins and failed attempts. Whatever ends or locks a sign-in deletes its wrapped key in the same statement.
#include "identity/store.hpp"

namespace xinan::identity {
namespace {

using store::Sql;

constexpr Sql kInsert{"identity.sign_in_insert", R"(
INSERT INTO sign_in (centre_id, sign_in_id, account_id, card_id, cookie_hash, private_sealed, kiosk, started_at_ms, last_seen_at_ms,
                     expires_at_ms, locked_at_ms, ended_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, 0, 0))"};
constexpr Sql kLive{"identity.sign_in_live", R"(
SELECT s.sign_in_id, s.kiosk, s.locked_at_ms, s.started_at_ms, s.last_seen_at_ms, s.expires_at_ms, s.card_id,
       a.account_id, a.person_id, a.is_staff, a.roles, a.login, a.locked, a.language
FROM sign_in s JOIN account a ON a.centre_id = s.centre_id AND a.account_id = s.account_id
WHERE s.centre_id = ?1 AND s.cookie_hash = ?2 AND s.ended_at_ms = 0)"};
constexpr Sql kWrap{"identity.sign_in_wrap", R"(
SELECT private_sealed FROM sign_in
WHERE centre_id = ?1 AND sign_in_id = ?2 AND cookie_hash = ?3 AND ended_at_ms = 0 AND locked_at_ms = 0 AND private_sealed IS NOT NULL)"};
constexpr Sql kTouch{"identity.sign_in_touch", R"(
UPDATE sign_in SET last_seen_at_ms = ?3
WHERE centre_id = ?1 AND sign_in_id = ?2 AND ended_at_ms = 0 AND locked_at_ms = 0 AND last_seen_at_ms < ?3)"};
constexpr Sql kLock{"identity.sign_in_lock", R"(
UPDATE sign_in SET locked_at_ms = ?4, private_sealed = NULL
WHERE centre_id = ?1 AND sign_in_id = ?2 AND ended_at_ms = 0 AND locked_at_ms = 0 AND last_seen_at_ms <= ?3)"};
constexpr Sql kEnd{"identity.sign_in_end", R"(
UPDATE sign_in SET ended_at_ms = ?3, private_sealed = NULL WHERE centre_id = ?1 AND sign_in_id = ?2 AND ended_at_ms = 0)"};
constexpr Sql kEndAll{"identity.sign_in_end_all", R"(
UPDATE sign_in SET ended_at_ms = ?3, private_sealed = NULL
WHERE centre_id = ?1 AND account_id = ?2 AND ended_at_ms = 0 AND sign_in_id <> ?4)"};
constexpr Sql kEndEvery{"identity.sign_in_end_every", R"(
UPDATE sign_in SET ended_at_ms = ?2, private_sealed = NULL WHERE centre_id = ?1 AND ended_at_ms = 0)"};
constexpr Sql kEndByCard{"identity.sign_in_end_by_card", R"(
UPDATE sign_in SET ended_at_ms = ?3, private_sealed = NULL
WHERE centre_id = ?1 AND account_id = ?2 AND ended_at_ms = 0 AND card_id IS NOT NULL)"};
constexpr Sql kEndOldest{"identity.sign_in_end_oldest", R"(
UPDATE sign_in SET ended_at_ms = ?3, private_sealed = NULL
WHERE centre_id = ?1 AND ended_at_ms = 0 AND sign_in_id IN (
    SELECT sign_in_id FROM sign_in WHERE centre_id = ?1 AND account_id = ?2 AND ended_at_ms = 0
    ORDER BY started_at_ms DESC, sign_in_id DESC LIMIT 1000 OFFSET ?4))"};
constexpr Sql kIdle{"identity.sign_in_idle", R"(
SELECT sign_in_id, account_id, last_seen_at_ms FROM sign_in
WHERE centre_id = ?1 AND ended_at_ms = 0 AND locked_at_ms = 0
  AND ((kiosk = 0 AND last_seen_at_ms <= ?2) OR (kiosk = 1 AND last_seen_at_ms <= ?3))
ORDER BY last_seen_at_ms, sign_in_id LIMIT 200)"};
constexpr Sql kEndExpired{"identity.sign_in_end_expired", R"(
UPDATE sign_in SET ended_at_ms = ?2, private_sealed = NULL WHERE centre_id = ?1 AND ended_at_ms = 0 AND expires_at_ms <= ?2)"};
constexpr Sql kForgetEnded{"identity.sign_in_forget", R"(
DELETE FROM sign_in WHERE centre_id = ?1 AND ended_at_ms > 0 AND ended_at_ms <= ?2)"};

constexpr Sql kFailures{"identity.failures", R"(
SELECT failures, last_at_ms, wait_until_ms FROM sign_in_failure WHERE centre_id = ?1 AND bucket = ?2)"};
constexpr Sql kFailuresPut{"identity.failures_put", R"(
INSERT INTO sign_in_failure (centre_id, bucket, failures, last_at_ms, wait_until_ms) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (centre_id, bucket) DO UPDATE
SET failures = excluded.failures, last_at_ms = excluded.last_at_ms, wait_until_ms = excluded.wait_until_ms)"};
constexpr Sql kFailuresForget{"identity.failures_forget", R"(
DELETE FROM sign_in_failure WHERE centre_id = ?1 AND bucket = ?2)"};
constexpr Sql kFailuresForgetOld{"identity.failures_forget_old", R"(
DELETE FROM sign_in_failure WHERE centre_id = ?1 AND last_at_ms < ?2)"};

}  // namespace

Result<void> insert_sign_in(store::Tx& tx, const SignInRow& row) {
    TRY(tx.run(kInsert, row.id, row.account.id, row.card, row.cookie_hash, row.private_sealed, row.kiosk, row.started,
               row.expires));
    return {};
}

Result<std::optional<SignInRow>> live_sign_in(store::Tx& tx, ByteView cookie_hash) {
    const auto rows = TRY(tx.query(kLive, cookie_hash));
    if (rows.empty()) return std::optional<SignInRow>{};
    SignInRow row;
    row.id = rows.id<SignInId>(0, 0);
    row.kiosk = rows.flag(0, 1);
    row.locked = rows.i64(0, 2) != 0;
    row.started = rows.time(0, 3);
    row.last_seen = rows.time(0, 4);
    row.expires = rows.time(0, 5);
    row.card = rows.id_or_none<CardId>(0, 6);
    row.account.id = rows.id<AccountId>(0, 7);
    row.account.person = rows.id<AnyId>(0, 8);
    row.account.is_staff = rows.flag(0, 9);
    row.account.roles = access::Roles::from_bits(static_cast<std::uint32_t>(rows.i64(0, 10)));
    row.account.login = std::string(rows.text(0, 11));
    row.account.locked = rows.flag(0, 12);
    row.account.language = language_from(rows.text(0, 13)).value_or(Language::zh);
    return std::optional<SignInRow>{std::move(row)};
}

Result<std::optional<Bytes>> wrap_of(store::Tx& tx, SignInId sign_in, ByteView cookie_hash) {
    const auto rows = TRY(tx.query(kWrap, sign_in, cookie_hash));
    if (rows.empty()) return std::optional<Bytes>{};
    return std::optional<Bytes>{to_bytes(rows.bytes(0, 0))};
}

Result<void> touch_sign_in(store::Tx& tx, SignInId sign_in, UtcTime now) {
    TRY(tx.run(kTouch, sign_in, now));
    return {};
}
Result<std::int64_t> lock_sign_in(store::Tx& tx, SignInId sign_in, UtcTime last_seen, UtcTime now) {
    return tx.run(kLock, sign_in, last_seen, now);
}
Result<std::int64_t> end_sign_in(store::Tx& tx, SignInId sign_in, UtcTime now) { return tx.run(kEnd, sign_in, now); }
Result<void> end_sign_ins(store::Tx& tx, AccountId account, const std::optional<SignInId>& but, UtcTime now) {
    TRY(tx.run(kEndAll, account, now, but.value_or(SignInId{})));
    return {};
}
Result<std::int64_t> end_all_sign_ins(store::Tx& tx, UtcTime now) { return tx.run(kEndEvery, now); }
Result<void> end_card_sign_ins(store::Tx& tx, AccountId account, UtcTime now) {
    TRY(tx.run(kEndByCard, account, now));
    return {};
}
Result<void> end_oldest(store::Tx& tx, AccountId account, int keep, UtcTime now) {
    TRY(tx.run(kEndOldest, account, now, keep));
    return {};
}

Result<std::vector<Idle>> idle_sign_ins(store::Tx& tx, UtcTime staff_before, UtcTime kiosk_before) {
    const auto rows = TRY(tx.query(kIdle, staff_before, kiosk_before));
    std::vector<Idle> idle;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        idle.push_back({rows.id<SignInId>(i, 0), rows.id<AccountId>(i, 1), rows.time(i, 2)});
    }
    return idle;
}
Result<void> end_expired(store::Tx& tx, UtcTime now) {
    TRY(tx.run(kEndExpired, now));
    return {};
}
Result<void> forget_ended(store::Tx& tx, UtcTime before) {
    TRY(tx.run(kForgetEnded, before));
    return {};
}

Result<Failures> failures_of(store::Tx& tx, const Bucket& bucket) {
    const auto rows = TRY(tx.query(kFailures, bucket));
    if (rows.empty()) return Failures{};
    return Failures{static_cast<int>(rows.i64(0, 0)), rows.time(0, 1), rows.time(0, 2)};
}
Result<void> put_failures(store::Tx& tx, const Bucket& bucket, const Failures& failures) {
    TRY(tx.run(kFailuresPut, bucket, failures.count, failures.last, failures.wait_until));
    return {};
}
Result<void> forget_failures(store::Tx& tx, const Bucket& bucket) {
    TRY(tx.run(kFailuresForget, bucket));
    return {};
}
Result<void> forget_old_failures(store::Tx& tx, UtcTime before) {
    TRY(tx.run(kFailuresForgetOld, before));
    return {};
}

}  // namespace xinan::identity
