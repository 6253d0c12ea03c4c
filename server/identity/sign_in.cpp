// SPDX-License-Identifier: AGPL-3.0-or-later
// Signing in by passphrase or code card, and the waits after failures.
//
// INVARIANT: an unknown name and a wrong passphrase run the same statements, one Argon2id and one failed opening, write the
// same rows and leave deeds of the same shape. Source: DECISIONS "Session"; A7.3b.
#include "base/text.hpp"
#include "identity/code_card.hpp"
#include "identity/identity.hpp"
#include "identity/impl.hpp"
#include "identity/wrap.hpp"
#include "store/centre.hpp"

namespace xinan::identity {
namespace {

constexpr std::size_t kLoginBytesMax = 160;
// Stands where an unknown name has no key: as long as a real one of either suite, and opens for nobody.
constexpr std::size_t kDummyWrapBytes = 12 + 32 + 16;

Error wrong() { return fail(ErrorKind::unauthenticated, "identity.wrong"); }
Error wrong_card() { return fail(ErrorKind::unauthenticated, "identity.wrong_card"); }
Error sealed() { return fail(ErrorKind::unavailable, "unavailable.sealed"); }

// The request names the centre. One that does not exist keeps no rows of failures and no ledger.
Result<void> must_be_a_centre(store::Tx& tx) {
    const auto centre = store::load_centre(tx);
    if (centre) return {};
    return centre.error().kind == ErrorKind::not_found ? wrong() : centre.error();
}

Bucket bucket_of(const crypto::Suite& suite, std::string_view kind, CentreId centre, std::string_view text) {
    Bytes all = to_bytes(view_of(kind));
    all.push_back(0);
    all.insert(all.end(), centre.bytes.begin(), centre.bytes.end());
    const auto bytes = view_of(text);
    all.insert(all.end(), bytes.begin(), bytes.end());
    return suite.hash(all);
}

}  // namespace

std::optional<std::string> login_key_of(std::string_view login) {
    if (login.empty() || login.size() > kLoginBytesMax || !is_utf8(login)) return std::nullopt;
    auto key = fold_name(login);
    if (key.empty() || code_points(key) > 80) return std::nullopt;
    return key;
}

Error wait_error(UtcTime until, UtcTime now) {
    const auto seconds = std::max<std::int64_t>(1, ((until - now).count() + 999) / 1'000);
    return fail(ErrorKind::too_many, "identity.wait", {{"seconds", std::to_string(seconds)}});
}

Buckets Identity::Impl::buckets(CentreId centre, std::string_view name, std::string_view address_hash) const {
    return {bucket_of(suite(), "name", centre, name), bucket_of(suite(), "address", centre, address_hash)};
}

Result<UtcTime> Identity::Impl::wait_until(store::Tx& tx, const Buckets& buckets, bool on_duty, UtcTime now) const {
    const auto name = TRY(failures_of(tx, buckets.name));
    const auto address = TRY(failures_of(tx, buckets.address));
    if (on_duty) return now;
    return std::max(name.wait_until, address.wait_until);
}

Result<void> Identity::Impl::count_failure(store::Tx& tx, const Bucket& bucket, int before_wait, UtcTime now) const {
    auto failures = TRY(failures_of(tx, bucket));
    const Millis forgotten{std::int64_t{60'000} * parameters.failures_forgotten_minutes};
    if (now - failures.last >= forgotten) failures = {};
    ++failures.count;
    failures.last = now;
    if (failures.count >= before_wait) {
        const int doublings = std::min(failures.count - before_wait, 10);
        const int minutes = std::min(1 << doublings, parameters.wait_minutes_max);
        failures.wait_until = now + Millis{std::int64_t{60'000} * minutes};
    }
    return put_failures(tx, bucket, failures);
}

// A school is often one address: who signs in well from it makes up for one who did not.
Result<void> Identity::Impl::forgive_one(store::Tx& tx, const Bucket& bucket) const {
    auto failures = TRY(failures_of(tx, bucket));
    if (failures.count <= 1) return forget_failures(tx, bucket);
    --failures.count;
    return put_failures(tx, bucket, failures);
}

Identity::Impl::NewSignIn Identity::Impl::new_sign_in(CentreId centre, const Account& account, const SecretBytes* private_key,
                                                      std::optional<CardId> card, UtcTime expires, UtcTime now) {
    NewSignIn made{SecretBytes(kCookieBytes), {}};
    const auto cookie = made.cookie.writable();
    std::ranges::copy(centre.bytes, cookie.begin());
    env.random.fill(cookie.subspan(centre.bytes.size()));
    made.row.id = new_ordered<SignInId>(env.random, now);
    made.row.account = account;
    made.row.card = card;
    made.row.cookie_hash = to_bytes(cookie_hash(suite(), made.cookie.view()));
    made.row.kiosk = card.has_value();
    made.row.started = made.row.last_seen = now;
    made.row.expires = expires;
    if (private_key != nullptr) {
        const auto key = session_key(suite(), made.cookie.view(), made.row.id);
        made.row.private_sealed = wrap_private(suite(), key, session_place(centre, account.id, made.row.id), *private_key, env.random);
    }
    return made;
}

Result<void> Identity::Impl::insert(store::Tx& tx, const SignInRow& row) const {
    TRY_VOID(insert_sign_in(tx, row));
    return end_oldest(tx, row.account.id, parameters.sign_ins_per_account_max, row.started);
}

Result<Identity::Impl::Attempt> Identity::Impl::look_up(CentreId centre, const std::string& login, std::string_view address_hash,
                                                        const RequestId& request, UtcTime now) {
    const auto login_key = login_key_of(login);
    Attempt attempt;
    attempt.centre = centre;
    attempt.now = now;
    attempt.buckets = buckets(centre, login_key.value_or(login), address_hash);
    std::optional<Credentials> found;
    auto looked = env.store.read(centre, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(must_be_a_centre(tx));
        found = TRY(credentials_by_login(tx, login_key.value_or("")));
        attempt.on_duty = TRY(access::on_crisis_duty(tx, found ? found->account.person : AnyId{}, now));
        attempt.wait_until = TRY(wait_until(tx, attempt.buckets, attempt.on_duty, now));
        return {};
    });
    if (!looked) return std::move(looked).error();
    attempt.known = found.has_value();
    if (found) {
        attempt.tried = std::move(*found);
    } else {
        attempt.tried.account.is_staff = true;
        attempt.tried.key.private_sealed.assign(kDummyWrapBytes, 0);
        attempt.tried.key.cost = parameters.cost;
        auto& salt = attempt.tried.key.salt;
        std::copy_n(attempt.buckets.name.begin(), salt.size(), salt.begin());
    }
    attempt.refused = deed(kSessionOpen, ledger::Outcome::refused, AnyId{}, attempt.tried.account, request, now);
    attempt.refused.role = "none";
    attempt.refused.code = wrong().code;
    return attempt;
}

Error Identity::Impl::turn_away(const Attempt& attempt) {
    const auto written = env.store.write(attempt.centre, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(count_failure(tx, attempt.buckets.name, parameters.failures_before_wait, attempt.now));
        TRY_VOID(count_failure(tx, attempt.buckets.address, parameters.address_failures_before_wait, attempt.now));
        ledger::leave(tx, attempt.refused);
        return {};
    });
    return written ? wrong() : written.error();
}

Result<SignedIn> Identity::Impl::admit(const Attempt& attempt, const SecretBytes& private_key, const RequestId& request) {
    const Account& account = attempt.tried.account;
    const UtcTime now = attempt.now;
    const UtcTime expires = now + std::chrono::hours{parameters.hours_max};
    auto made = new_sign_in(attempt.centre, account, &private_key, std::nullopt, expires, now);
    const auto done = deed(kSessionOpen, ledger::Outcome::done, account.person, account, request, now);
    // Asked again inside: guesses sent at once must not slip past the wait, nor a right one past a reset or suspension.
    std::optional<Error> too_late;
    const auto written = env.store.write(attempt.centre, [&](store::Tx& tx) -> Result<void> {
        too_late.reset();
        const UtcTime wait = TRY(wait_until(tx, attempt.buckets, attempt.on_duty, now));
        const auto current = TRY(credentials_of(tx, account.id));
        const bool same = current && !current->account.locked && current->key.private_sealed == attempt.tried.key.private_sealed;
        if (wait > now) too_late = wait_error(wait, now);
        else if (!same) too_late = wrong();
        if (too_late) {
            auto left = attempt.refused;
            left.code = too_late->code;
            ledger::leave(tx, std::move(left));
            return {};
        }
        TRY_VOID(forget_failures(tx, attempt.buckets.name));
        TRY_VOID(forgive_one(tx, attempt.buckets.address));
        TRY_VOID(insert(tx, made.row));
        ledger::leave(tx, done);
        return {};
    });
    if (!written) return written.error();
    if (too_late) return *too_late;
    return SignedIn{std::move(made.cookie), principal_of(attempt.centre, made.row), expires};
}

Result<SignedIn> Identity::sign_in(CentreId centre, const std::string& login, const SecretBytes& passphrase,
                                   std::string_view address_hash, const RequestId& request) {
    auto& self = *impl_;
    if (self.env.vault.sealed()) return sealed();
    const UtcTime now = self.env.clock.now();
    const auto attempt = TRY(self.look_up(centre, login, address_hash, request, now));
    if (attempt.wait_until > now) return self.refuse(centre, attempt.refused, wait_error(attempt.wait_until, now));

    const auto& tried = attempt.tried;
    const auto key = self.passphrase_key(passphrase, tried.key);
    if (!key) return self.refuse(centre, attempt.refused, key.error());
    const auto place = passphrase_place(centre, tried.account.id, tried.key.generation);
    const auto opened = unwrap_private(self.suite(), *key, place, tried.key.private_sealed);
    if (!attempt.known || !opened || tried.account.locked) return self.turn_away(attempt);
    return self.admit(attempt, *opened, request);
}

Result<SignedIn> Identity::sign_in_by_card(CentreId centre, std::string_view code, std::string_view address_hash,
                                           const RequestId& request) {
    auto& self = *impl_;
    if (self.env.vault.sealed()) return sealed();
    const auto read_code = read_card_code(code);
    if (!read_code) return fail(ErrorKind::invalid, "identity.card_mistyped");
    const UtcTime now = self.env.clock.now();
    const auto token = self.env.vault.blind_token(centre, "identity.code_card", *read_code, 64);
    if (!token) return token.error().code == "vault.no_key" ? wrong_card() : token.error();
    const auto mac = *token;
    const auto buckets = self.buckets(centre, {}, address_hash);
    const auto usable = [&](const std::optional<Card>& found) {
        return found && !found->revoked && now < found->until && !found->account.locked;
    };
    std::optional<Card> card;
    UtcTime wait;
    const auto looked = self.env.store.read(centre, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(must_be_a_centre(tx));
        card = TRY(card_by_mac(tx, mac));
        wait = TRY(failures_of(tx, buckets.address)).wait_until;
        return {};
    });
    if (!looked) return looked.error();
    const Account about = card ? card->account : Account{};
    auto refused = self.deed(kSessionOpen, ledger::Outcome::refused, AnyId{}, about, request, now);
    refused.role = "none";
    if (wait > now) return self.refuse(centre, refused, wait_error(wait, now));
    refused.code = wrong_card().code;
    const auto count_and_refuse = [&](store::Tx& tx) -> Result<void> {
        ledger::leave(tx, refused);
        return self.count_failure(tx, buckets.address, self.parameters.address_failures_before_wait, now);
    };
    if (!usable(card)) {
        TRY_VOID(self.env.store.write(centre, count_and_refuse));
        return wrong_card();
    }

    const UtcTime expires = std::min(now + std::chrono::hours{self.parameters.hours_max}, card->until);
    auto made = self.new_sign_in(centre, about, nullptr, card->id, expires, now);
    const auto done = self.deed(kSessionOpen, ledger::Outcome::done, about.person, about, request, now);
    bool still_usable = true;
    const auto written = self.env.store.write(centre, [&](store::Tx& tx) -> Result<void> {
        still_usable = usable(TRY(card_by_mac(tx, mac)));
        if (!still_usable) return count_and_refuse(tx);
        ledger::leave(tx, done);
        return self.insert(tx, made.row);
    });
    if (!written) return written.error();
    if (!still_usable) return wrong_card();
    return SignedIn{std::move(made.cookie), principal_of(centre, made.row), expires};
}

}  // namespace xinan::identity
