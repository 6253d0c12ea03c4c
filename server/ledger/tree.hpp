// SPDX-License-Identifier: AGPL-3.0-or-later
// The Merkle tree of RFC 9162 §2.1 with the suite's hash: leaf and node hashes, the frontier that grows it, proofs from
// tiles of 256 and their verification. Pure: no rows, no clock, no randomness.
//
// Source: RFC 9162 §2.1.1–2.1.4. Threads: values; no shared state.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/ensure.hpp"
#include "base/result.hpp"
#include "crypto/suite.hpp"

namespace xinan::ledger {

using crypto::Hash;

inline constexpr unsigned kTileHeight = 8;               // levels of the tree in one tile
inline constexpr std::uint64_t kTileWidth = 1U << kTileHeight;  // 256 hashes
inline constexpr std::uint64_t kTreeSizeMax = std::uint64_t{1} << 53U;

Hash leaf_hash(const crypto::Suite& suite, ByteView entry);                        // HASH(0x00 ‖ entry)
Hash node_hash(const crypto::Suite& suite, const Hash& left, const Hash& right);   // HASH(0x01 ‖ left ‖ right)

// The roots of the complete subtrees that make up a tree, largest first: all that growing it needs (at most 53 hashes).
class Frontier final {
   public:
    Frontier() = default;
    // Errors: invalid ledger.bad_frontier: not one hash for each bit of size, or size past kTreeSizeMax.
    static Result<Frontier> from_bytes(std::uint64_t size, ByteView hashes);
    [[nodiscard]] Bytes to_bytes() const;
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] Hash root(const crypto::Suite& suite) const;  // HASH() of nothing when empty

    void append(const crypto::Suite& suite, const Hash& leaf) {
        append(suite, leaf, [](unsigned, const Hash&) {});
    }
    // tile_root(level, root) is told each subtree of 256, 65,536, ... leaves that this leaf completes: the root of the
    // tile of that level (0 = its hashes are leaves).
    template <class TileRoot>
    void append(const crypto::Suite& suite, const Hash& leaf, TileRoot tile_root) {
        ensure(size_ < kTreeSizeMax, "a tree has a bounded number of leaves");
        Hash node = leaf;
        unsigned height = 0;
        for (std::uint64_t bits = size_; (bits & 1U) != 0; bits >>= 1U) {
            node = node_hash(suite, nodes_.back(), node);
            nodes_.pop_back();
            if (++height % kTileHeight == 0) tile_root(height / kTileHeight - 1, node);
        }
        nodes_.push_back(node);
        ++size_;
    }

   private:
    std::uint64_t size_ = 0;
    std::vector<Hash> nodes_;  // INVARIANT: one for each set bit of size_
};

// The first `count` hashes of a tile; what a tile not yet full has is asked for with its count. Errors are passed on.
using TileSource = std::function<Result<std::vector<Hash>>(unsigned level, std::uint64_t tile, std::uint64_t count)>;

// Proofs over a tree of `size` leaves whose tiles come from `source`. Tiles are kept while it lives.
class TreeReader final {
   public:
    TreeReader(const crypto::Suite& suite, std::uint64_t size, TileSource source)
        : suite_(suite), size_(size), source_(std::move(source)) {}
    // Errors of all: invalid ledger.no_such_entry (out of range), and those of the source.
    Result<Hash> root_at(std::uint64_t size);
    Result<std::vector<Hash>> inclusion(std::uint64_t index, std::uint64_t size);        // RFC 9162 §2.1.3.1
    Result<std::vector<Hash>> consistency(std::uint64_t from, std::uint64_t to);         // RFC 9162 §2.1.4.1

   private:
    Result<Hash> range(std::uint64_t begin, std::uint64_t end);
    Result<Hash> node(unsigned height, std::uint64_t index);
    Result<Hash> complete(std::span<const Hash> hashes);
    const crypto::Suite& suite_;
    std::uint64_t size_;
    TileSource source_;
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<Hash>> tiles_;
};

// RFC 9162 §2.1.3.2 and §2.1.4.2. Bytes from outside: any input is answered, none ends the program.
bool verify_inclusion(const crypto::Suite& suite, const Hash& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Hash> path, const Hash& root);
// from = 0 is consistent with everything by an empty path; from = to by an empty path and equal roots.
bool verify_consistency(const crypto::Suite& suite, std::uint64_t from, const Hash& from_root, std::uint64_t to,
                        const Hash& to_root, std::span<const Hash> path);

}  // namespace xinan::ledger
