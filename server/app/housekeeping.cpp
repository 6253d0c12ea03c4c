// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/housekeeping.hpp"

#include <map>

#include "app/keys.hpp"
#include "base/zone.hpp"
#include "capabilities/casework/casework.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "store/idempotency.hpp"
#include "store/jobs.hpp"

namespace xinan::app {
namespace {

constexpr int kRowsAtOnce = 500;
constexpr int kRoundsMax = 20;
constexpr unsigned kKeysAtOnce = 50;  // each may be some statements of one operation
constexpr Action kRestore("app.backup.restore");
constexpr Action kSweep("app.key.sweep");

using Step = Result<std::int64_t> (*)(store::Tx&, UtcTime, int);

// In steps: a purge never holds the writer for long.
Result<std::int64_t> in_steps(Application& app, CentreId centre, Step step, UtcTime at) {
    std::int64_t all = 0;
    for (int round = 0; round < kRoundsMax; ++round) {
        const std::int64_t gone = TRY(app.store().write(centre, [&](store::Tx& tx) { return step(tx, at, kRowsAtOnce); }));
        all += gone;
        if (gone < kRowsAtOnce) break;
    }
    return all;
}

// Whether a row stands behind the key. Any doubt is a yes: a key destroyed is gone for ever.
Result<bool> in_use(store::Tx& tx, const crypto::Scope& scope, LocalDate day, UtcTime now) {
    if (scope.kind == crypto::ScopeKind::case_file) return TRY(casework::find_case(tx, CaseId{scope.id.bytes})).has_value();
    if (scope.kind != crypto::ScopeKind::visitor_file) return true;
    const auto person = visitors::sealed_person(tx, PersonId{scope.id.bytes}, day, now);
    if (person) return true;
    if (person.error().kind != ErrorKind::not_found) return person.error();
    return false;
}

Result<std::optional<UtcTime>> newest_restore(store::Tx& tx) {
    ledger::Filter filter;
    filter.action = std::string(kRestore.name);
    filter.limit = 1;
    const auto found = TRY(ledger::DeedReader(tx).find(filter));
    return found.empty() ? std::optional<UtcTime>{} : std::optional(found.front().deed.at);
}

// The scopes of a page whose every generation is old enough, none destroyed.
std::vector<crypto::Scope> old_scopes(const std::vector<crypto::WrappedKey>& page, const std::optional<UtcTime>& restored, UtcTime now) {
    std::map<crypto::Scope, bool> old;
    for (const crypto::WrappedKey& key : page) {
        const bool personal = key.scope.kind == crypto::ScopeKind::visitor_file || key.scope.kind == crypto::ScopeKind::case_file;
        const bool since = !restored || key.created_at > *restored;
        const bool good = personal && since && !key.destroyed && key.created_at < now - kKeyUnusedMax;
        const auto [at, fresh] = old.emplace(key.scope, good);
        if (!fresh) at->second = at->second && good;
    }
    std::vector<crypto::Scope> out;
    for (const auto& [scope, good] : old) {
        if (good) out.push_back(scope);
    }
    return out;
}

}  // namespace

Result<std::int64_t> purge_old_rows(Application& app, CentreId centre, UtcTime now) {
    const std::int64_t repeats = TRY(in_steps(app, centre, store::purge_idempotency, now));
    return repeats + TRY(in_steps(app, centre, store::purge_dead_jobs, now - kDeadJobKept));
}

Result<std::size_t> sweep_unused_keys(Application& app, CentreId centre, UtcTime now, Random& random) {
    std::optional<UtcTime> restored;
    LocalDate day;
    TRY_VOID(app.store().read(centre, [&](store::Tx& tx) -> Result<void> {
        restored = TRY(newest_restore(tx));
        day = TRY(Zone::open(TRY(store::load_centre(tx)).zone))->to_local(now).date;
        return {};
    }));
    std::vector<crypto::Scope> unused;
    std::optional<crypto::Scope> after;
    while (true) {
        const auto page = TRY(app.keyring().page(centre, after, kKeysAtOnce));
        if (page.empty()) break;
        after = page.back().scope;
        const auto scopes = old_scopes(page, restored, now);
        TRY_VOID(app.store().read(centre, [&](store::Tx& tx) -> Result<void> {
            for (const crypto::Scope& scope : scopes) {
                if (!TRY(in_use(tx, scope, day, now))) unused.push_back(scope);
            }
            return {};
        }));
    }
    for (const crypto::Scope& scope : unused) {
        const auto deed = own_deed(kSweep.name, ledger::Outcome::done, {ledger::Subject{"key", scope.id}}, "admin", now, random);
        // Asked again where nothing can come between: the row, if it is there after all, keeps its key.
        const bool gone = TRY(app.store().write(centre, [&](store::Tx& tx) -> Result<bool> {
            if (TRY(in_use(tx, scope, day, now))) return false;
            ledger::leave(tx, deed);
            return true;
        }));
        if (gone) TRY_VOID(app.vault().destroy_key(centre, scope));
    }
    return unused.size();
}

Result<void> note_restore(Application& app, UtcTime now, Random& random) {
    for (const store::Centre& centre : TRY(app.centres())) {
        const auto deed = own_deed(kRestore.name, ledger::Outcome::done, {ledger::subject("centre", centre.id)}, "admin", now, random);
        TRY_VOID(app.store().write(centre.id, [&](store::Tx& tx) -> Result<void> {
            TRY(identity::end_all_sign_ins(tx, now));
            ledger::leave(tx, deed);
            return {};
        }));
    }
    return {};
}

}  // namespace xinan::app
