// SPDX-License-Identifier: AGPL-3.0-or-later
// The last step before COMMIT: the deeds of a group get their numbers and stand in the tree, or the group falls.
#include "ledger/append.hpp"

#include <algorithm>

#include "ledger/entry.hpp"
#include "ledger/pending.hpp"
#include "ledger/store.hpp"

namespace xinan::ledger {
namespace {

// A subtree that became complete: its tile is stored now.
struct Completed {
    unsigned level;
    std::uint64_t tile;
    Hash root;
};

}  // namespace

Result<void> append(store::Tx& tx, const std::vector<std::unique_ptr<store::Pending>>& entries,
                    const crypto::Suite& suite, UtcTime now) {
    if (entries.empty()) return {};
    rows::Head head = TRY(rows::lock_head(tx));
    if (now + kClockBehindMax < head.last_at) return fail(ErrorKind::unavailable, "unavailable.clock");
    auto frontier = Frontier::from_bytes(head.size, head.frontier);
    if (!frontier) return fail(ErrorKind::internal, "ledger.bad_frontier");

    const std::uint64_t from_size = head.size;
    std::vector<Completed> completed;
    std::vector<rows::NewDeed> deeds;
    deeds.reserve(entries.size());
    for (const auto& entry : entries) {
        const auto* pending = dynamic_cast<const PendingDeed*>(entry.get());
        ensure(pending != nullptr, "only the ledger leaves something for the hook");
        const std::uint64_t sequence = frontier->size();
        Bytes body = encode_entry(suite, sequence, pending->deed);
        const Hash leaf = leaf_hash(suite, body);
        frontier->append(suite, leaf, [&](unsigned level, const Hash& root) {
            completed.push_back({level, sequence >> (kTileHeight * (level + 1)), root});
        });
        head.last_at = std::max(head.last_at, pending->deed.at);
        deeds.push_back({sequence, &pending->deed, std::move(body), leaf});
    }
    TRY_VOID(rows::insert_deeds(tx, deeds));
    for (const Completed& tile : completed) {  // lower levels come first
        const std::vector<Hash> hashes = TRY(rows::lower_hashes(tx, tile.level, tile.tile, kTileWidth));
        TRY_VOID(rows::insert_tile(tx, tile.level, tile.tile, hashes, tile.root));
    }
    head.size = frontier->size();
    head.frontier = frontier->to_bytes();
    return rows::advance_head(tx, head, from_size);
}

}  // namespace xinan::ledger
