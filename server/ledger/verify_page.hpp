// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of an examination that one page of rows allows on its own: entries against their hashes, columns and subjects,
// signatures of checkpoints. Pages are examined side by side; what needs their order is in verify.cpp. Only ledger includes this.
//
// Threads: examine_page may run on several threads at once, each with its own Tx.
#pragma once

#include <vector>

#include "ledger/ledger.hpp"
#include "ledger/store.hpp"

namespace xinan::ledger {

inline constexpr std::uint64_t kPageTiles = 16;
inline constexpr std::uint64_t kPageEntries = kPageTiles * kTileWidth;  // read in one snapshot; whole tiles

struct CheckedCheckpoint {
    Checkpoint checkpoint;
    bool signature_fits = false;
};

struct ExaminedPage {
    std::uint64_t from = 0;
    std::uint64_t until = 0;
    bool complete = true;                      // no row is missing; otherwise leaves cannot be placed in the tree
    std::vector<Hash> leaves;                  // as stored
    std::vector<Ledger::Finding> findings;     // in the order of the entries
    store::Rows tiles;                         // of level 0, as stored
    std::vector<CheckedCheckpoint> checkpoints;  // sizes (from, until], and 0 in the first page
};

// Errors: unavailable.*
Result<ExaminedPage> examine_page(store::Tx& tx, const crypto::Suite& suite, std::uint64_t from, std::uint64_t until);

// Code and numbers.
Ledger::Finding finding(std::string code, std::vector<std::pair<std::string, std::uint64_t>> numbers);

}  // namespace xinan::ledger
