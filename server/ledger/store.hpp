// SPDX-License-Identifier: AGPL-3.0-or-later
// Every statement of the ledger. Not what the rows mean: append.cpp, reader.cpp, ledger.cpp and verify.cpp know that.
// Only ledger includes this.
//
// Errors of all: unavailable.* for the environment, conflict ledger.*_is_immutable where a trigger refuses, internal
// ledger.rows_missing where a row that must exist does not.
#pragma once

#include <optional>
#include <vector>

#include "ledger/formats.hpp"
#include "ledger/ledger.hpp"
#include "store/store.hpp"

namespace xinan::ledger::rows {

struct Head {
    std::uint64_t size = 0;
    Bytes frontier;
    UtcTime last_at;
};
Result<std::optional<Head>> load_head(store::Tx& tx);
// Locked until the end of the transaction; made when the centre has none.
Result<Head> lock_head(store::Tx& tx);
// from_size is what lock_head said.
Result<void> advance_head(store::Tx& tx, const Head& head, std::uint64_t from_size);

// What append writes of one deed; views live until insert_deeds returns.
struct NewDeed {
    std::uint64_t sequence;
    const Deed* deed;
    Bytes body;
    Hash leaf;
};
Result<void> insert_deeds(store::Tx& tx, const std::vector<NewDeed>& deeds);
Result<void> insert_tile(store::Tx& tx, unsigned level, std::uint64_t tile, const std::vector<Hash>& hashes, const Hash& root);
Result<std::int64_t> erase_subject(store::Tx& tx, const Subject& subject);

// What a tile is made of: the leaf hashes, or the roots of the tiles below; the first count of them.
Result<std::vector<Hash>> lower_hashes(store::Tx& tx, unsigned level, std::uint64_t tile, std::uint64_t count);
// The first count hashes of a tile: of the full tile as it is stored, else what it will be made of.
Result<std::vector<Hash>> tile_hashes(store::Tx& tx, unsigned level, std::uint64_t tile, std::uint64_t count);
std::vector<Hash> hashes_of(ByteView bytes);

// Columns of an entry page, by position.
enum EntryColumn : std::size_t { kSeq, kAtMs, kAction, kOutcome, kActorId, kRole, kBody, kLeafHash };
Result<store::Rows> entries(store::Tx& tx, std::uint64_t from, std::uint64_t until);  // [from, until) in order
Result<store::Rows> find_entries(store::Tx& tx, const Filter& filter);               // newest first
Result<std::int64_t> newest_sequence(store::Tx& tx);                                  // -1 when there is none

enum SubjectColumn : std::size_t { kSubjectSeq, kPosition, kKind, kSalt, kSubjectId };
Result<store::Rows> subjects(store::Tx& tx, std::uint64_t from, std::uint64_t until);
inline constexpr std::size_t kSubjectsOfMax = 64;  // entries in one call of subjects_of
Result<store::Rows> subjects_of(store::Tx& tx, const std::vector<std::uint64_t>& sequences);

enum TileColumn : std::size_t { kTile, kHashes, kRoot };
Result<store::Rows> tiles(store::Tx& tx, unsigned level, std::uint64_t from, std::uint64_t until);

Result<std::vector<Checkpoint>> checkpoints(store::Tx& tx, std::uint64_t from_size, std::uint64_t until_size);  // [from, until)
Result<std::optional<Checkpoint>> newest_checkpoint(store::Tx& tx);
Result<bool> insert_checkpoint(store::Tx& tx, const Checkpoint& checkpoint);  // false: one of that size is there

}  // namespace xinan::ledger::rows
