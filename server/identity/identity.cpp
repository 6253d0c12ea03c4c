// SPDX-License-Identifier: AGPL-3.0-or-later
// Sign-ins while they last: who a cookie is, idle limit, lock, sign-out, the person's key, what the timer clears.
#include "identity/identity.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "identity/impl.hpp"
#include "identity/wrap.hpp"

namespace xinan::identity {
namespace {

constexpr UtcTime kWhenever{std::numeric_limits<std::int64_t>::max()};
constexpr std::size_t kCountedCentresMax = 1'000;
constexpr Millis kEndedKept{std::int64_t{30} * 24 * 60 * 60 * 1000};

Error no_session() { return fail(ErrorKind::unauthenticated, "identity.no_session"); }
Error locked() { return fail(ErrorKind::unauthenticated, "identity.locked"); }

CentreId centre_of(ByteView cookie) { return id_from<CentreId>(cookie.first(16)); }

}  // namespace

std::string hat_of(access::Roles roles) {
    for (unsigned i = 0; i < access::kRoleCount; ++i) {
        const auto role = static_cast<access::Role>(i);
        if (roles.has(role)) return std::string(access::role_name(role));
    }
    return "none";
}

Principal principal_of(CentreId centre, const SignInRow& row) {
    Principal principal;
    principal.subject = {centre, row.account.person, row.account.roles, row.account.is_staff};
    principal.account = row.account.id;
    principal.sign_in = row.id;
    principal.language = row.account.language;
    principal.kiosk = row.kiosk;
    principal.login = row.account.login;
    return principal;
}

Identity::Identity(const Env& env, Parameters parameters, PassphraseFunction derive)
    : impl_(std::make_unique<Impl>(env, parameters, std::move(derive))) {}
Identity::~Identity() = default;

ledger::Deed Identity::Impl::deed(Action action, ledger::Outcome outcome, AnyId actor, const Account& about,
                                  const RequestId& request, UtcTime now) const {
    ledger::Deed deed;
    deed.action = std::string(action.name);
    deed.outcome = outcome;
    deed.actor = actor;
    deed.role = actor == AnyId{} ? "system" : hat_of(about.roles);
    deed.subjects = {ledger::subject("account", about.id), {about.is_staff ? "staff" : "person", about.person}};
    deed.purpose = "own";
    deed.request = request;
    deed.at = now;
    return ledger::salted(std::move(deed), env.random);
}

Error Identity::Impl::refuse(CentreId centre, ledger::Deed deed, Error error) {
    deed.outcome = ledger::Outcome::refused;
    deed.code = error.code;
    deed.clauses = error.clauses;
    const auto left = env.store.write(centre, [&](store::Tx& tx) -> Result<void> {
        ledger::leave(tx, deed);
        return {};
    });
    return left ? std::move(error) : left.error();
}

Result<void> Identity::Impl::lock_idle(CentreId centre, const SignInRow& row, UtcTime now) {
    const auto done = deed(kSessionLock, ledger::Outcome::done, AnyId{}, row.account, {}, now);
    return env.store.write(centre, [&](store::Tx& tx) -> Result<void> {
        if (TRY(lock_sign_in(tx, row.id, row.last_seen, now)) > 0) ledger::leave(tx, done);
        return {};
    });
}

Result<Principal> Identity::resolve(ByteView cookie) {
    if (cookie.size() != kCookieBytes) return no_session();
    auto& cache = impl_->cache;
    const auto hash = cookie_hash(impl_->suite(), cookie);
    const UtcTime now = impl_->env.clock.now();
    const Millis monotonic = impl_->env.clock.monotonic();
    if (auto known = cache.fresh(hash, now, monotonic)) return std::move(*known);

    const CentreId centre = centre_of(cookie);
    const auto row = TRY(impl_->env.store.read(centre, [&](store::Tx& tx) { return live_sign_in(tx, hash); }));
    if (!row || row->account.locked || now >= row->expires) {
        cache.forget(hash);
        return no_session();
    }
    if (row->locked) {
        cache.forget(hash);
        return locked();
    }
    const Millis limit = impl_->idle_limit(row->kiosk);
    if (now - cache.last_seen(hash, row->last_seen) >= limit) {
        cache.forget(hash);
        TRY_VOID(impl_->lock_idle(centre, *row, now));
        return locked();
    }
    auto principal = principal_of(centre, *row);
    cache.put(hash, {principal, monotonic, now, row->last_seen, row->expires});
    // Once a minute, oftener where the limit is short, so that another server sees the person is here. A disk that is full
    // must not end a reading: a failed write is dropped, this server remembers, the next minute tries again.
    if (cache.claim_write(hash, now, impl_->write_interval(row->kiosk))) {
        [[maybe_unused]] const auto written =
            impl_->env.store.write(centre, [&](store::Tx& tx) { return touch_sign_in(tx, row->id, now); });
    }
    return principal;
}

Result<void> Identity::sign_out(const Principal& who, const RequestId& request) {
    const UtcTime now = impl_->env.clock.now();
    const Account about{who.account, who.subject.person, who.subject.is_staff, who.subject.roles, who.login, false, who.language};
    const auto done = impl_->deed(kSessionClose, ledger::Outcome::done, who.subject.person, about, request, now);
    auto ended = impl_->env.store.write(who.subject.centre, [&](store::Tx& tx) -> Result<void> {
        if (TRY(end_sign_in(tx, who.sign_in, now)) > 0) ledger::leave(tx, done);
        return {};
    });
    impl_->cache.forget(who.sign_in);
    return ended;
}

Result<void> Identity::lock(const Principal& who, const RequestId& request) {
    const UtcTime now = impl_->env.clock.now();
    const Account about{who.account, who.subject.person, who.subject.is_staff, who.subject.roles, who.login, false, who.language};
    const auto done = impl_->deed(kSessionLock, ledger::Outcome::done, who.subject.person, about, request, now);
    auto result = impl_->env.store.write(who.subject.centre, [&](store::Tx& tx) -> Result<void> {
        if (TRY(lock_sign_in(tx, who.sign_in, kWhenever, now)) > 0) ledger::leave(tx, done);
        return {};
    });
    impl_->cache.forget(who.sign_in);
    return result;
}

Result<void> Identity::end_sessions_of(store::Tx& tx, AccountId account, UtcTime now) {
    impl_->cache.forget(account);
    return end_sign_ins(tx, account, std::nullopt, now);
}

Result<SecretBytes> Identity::person_key(const Principal& who, ByteView cookie) {
    if (cookie.size() != kCookieBytes) return no_session();
    if (who.kiosk) return fail(ErrorKind::forbidden, "identity.no_person_key");
    const auto& suite = impl_->suite();
    const CentreId centre = who.subject.centre;
    const auto hash = cookie_hash(suite, cookie);
    const auto wrap = TRY(impl_->env.store.read(centre, [&](store::Tx& tx) { return wrap_of(tx, who.sign_in, hash); }));
    if (!wrap) return no_session();
    auto opened = unwrap_private(suite, session_key(suite, cookie, who.sign_in), session_place(centre, who.account, who.sign_in), *wrap);
    if (!opened) return no_session();
    return opened;
}

void Identity::count_unauthenticated(CentreId centre) {
    const std::lock_guard lock(impl_->unauthenticated_mutex);
    if (impl_->unauthenticated.size() < kCountedCentresMax || impl_->unauthenticated.contains(centre)) ++impl_->unauthenticated[centre];
}

Result<void> Identity::flush_unauthenticated() {
    std::map<CentreId, std::uint64_t> counted;
    {
        const std::lock_guard lock(impl_->unauthenticated_mutex);
        counted.swap(impl_->unauthenticated);
    }
    const UtcTime now = impl_->env.clock.now();
    Result<void> outcome;
    for (const auto& [centre, count] : counted) {
        ledger::Deed deed;
        deed.action = std::string(kSessionRead.name);
        deed.role = "none";
        AnyId number;  // the count itself, big-endian in the last eight bytes
        for (unsigned i = 0; i < 8; ++i) number.bytes[15 - i] = static_cast<std::uint8_t>(count >> (8U * i));
        deed.subjects = {{"count", number}};
        deed.purpose = "own";
        deed.at = now;
        const Error error = impl_->refuse(centre, ledger::salted(std::move(deed), impl_->env.random), no_session());
        if (error.code == "identity.no_session") continue;
        // Not written: counted again, so that the next minute's deed has them.
        const std::lock_guard lock(impl_->unauthenticated_mutex);
        impl_->unauthenticated[centre] += count;
        outcome = error;
    }
    return outcome;
}

Result<void> Identity::sweep(CentreId centre) {
    const UtcTime now = impl_->env.clock.now();
    auto& store = impl_->env.store;
    // A row says when the person was last seen only up to a write interval ago: that much later is surely idle.
    const auto unseen_since = [&](bool kiosk) { return now - impl_->idle_limit(kiosk) - impl_->write_interval(kiosk); };
    const auto idle =
        TRY(store.read(centre, [&](store::Tx& tx) { return idle_sign_ins(tx, unseen_since(false), unseen_since(true)); }));
    ledger::Deed deed;
    deed.action = std::string(kSessionLock.name);
    deed.role = "system";
    deed.purpose = "own";
    deed.at = now;
    for (const Idle& one : idle) deed.subjects.push_back(ledger::subject("account", one.account));
    deed = ledger::salted(std::move(deed), impl_->env.random);
    return store.write(centre, [&](store::Tx& tx) -> Result<void> {
        for (const Idle& one : idle) TRY(lock_sign_in(tx, one.sign_in, one.last_seen, now));
        if (!idle.empty()) ledger::leave(tx, deed);
        TRY_VOID(end_expired(tx, now));
        TRY_VOID(forget_ended(tx, now - kEndedKept));
        return forget_old_failures(tx, now - Millis{std::int64_t{60'000} * impl_->parameters.failures_forgotten_minutes});
    });
}

}  // namespace xinan::identity
