// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/deed.hpp"

#include <algorithm>

#include "ledger/entry.hpp"
#include "ledger/ledger.hpp"
#include "ledger/pending.hpp"
#include "ledger/store.hpp"

namespace xinan::ledger {
namespace {

// The erasable table holds a subject once for each deed; a deed's few subjects are compared pair by pair.
bool are_distinct(std::vector<Subject> subjects) {
    std::ranges::sort(subjects);
    return std::ranges::adjacent_find(subjects) == subjects.end();
}

}  // namespace

Deed salted(Deed deed, Random& random) {
    std::vector<Subject> kept;
    kept.reserve(deed.subjects.size());
    std::vector<Subject> sorted;
    for (Subject& subject : deed.subjects) {
        const auto place = std::ranges::lower_bound(sorted, subject);
        if (place != sorted.end() && *place == subject) continue;
        sorted.insert(place, subject);
        kept.push_back(std::move(subject));
    }
    deed.subjects = std::move(kept);
    deed.salts.resize(deed.subjects.size());
    for (auto& salt : deed.salts) random.fill(salt);
    ensure_writable(deed);
    return deed;
}

void leave(store::Tx& tx, Deed deed) {
    ensure_writable(deed);
    ensure(are_distinct(deed.subjects), "a deed names a subject once: salted()");
    tx.leave(std::make_unique<PendingDeed>(std::move(deed)));
}

Result<std::int64_t> forget_subject(store::Tx& tx, const Subject& subject) { return rows::erase_subject(tx, subject); }

}  // namespace xinan::ledger
