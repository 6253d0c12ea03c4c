// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/tree.hpp"

#include <algorithm>
#include <bit>

namespace xinan::ledger {
namespace {

constexpr std::uint8_t kLeafPrefix[] = {0};

Error no_such_entry() { return fail(ErrorKind::invalid, "ledger.no_such_entry"); }

// The largest power of two smaller than n, for n >= 2.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

}  // namespace

Hash leaf_hash(const crypto::Suite& suite, ByteView entry) { return suite.hash2(kLeafPrefix, entry); }

Hash node_hash(const crypto::Suite& suite, const Hash& left, const Hash& right) {
    std::array<std::uint8_t, 65> input;
    input[0] = 1;
    std::ranges::copy(left, input.begin() + 1);
    std::ranges::copy(right, input.begin() + 33);
    return suite.hash(input);
}

Result<Frontier> Frontier::from_bytes(std::uint64_t size, ByteView hashes) {
    const auto count = static_cast<std::size_t>(std::popcount(size));
    if (size > kTreeSizeMax || hashes.size() != count * sizeof(Hash)) return fail(ErrorKind::invalid, "ledger.bad_frontier");
    Frontier frontier;
    frontier.size_ = size;
    frontier.nodes_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        std::ranges::copy(hashes.subspan(i * sizeof(Hash), sizeof(Hash)), frontier.nodes_[i].begin());
    }
    return frontier;
}

Bytes Frontier::to_bytes() const {
    Bytes out;
    out.reserve(nodes_.size() * sizeof(Hash));
    for (const Hash& node : nodes_) out.insert(out.end(), node.begin(), node.end());
    return out;
}

Hash Frontier::root(const crypto::Suite& suite) const {
    if (nodes_.empty()) return suite.hash({});
    Hash root = nodes_.back();
    for (std::size_t i = nodes_.size() - 1; i-- > 0;) root = node_hash(suite, nodes_[i], root);
    return root;
}

// The root over 2^k hashes.
Result<Hash> TreeReader::complete(std::span<const Hash> hashes) {
    if (hashes.empty()) return no_such_entry();
    std::vector<Hash> row(hashes.begin(), hashes.end());
    for (; row.size() > 1; row.resize(row.size() / 2)) {
        for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = node_hash(suite_, row[2 * i], row[2 * i + 1]);
    }
    return row[0];
}

// The root of the complete subtree of 2^height leaves that starts at leaf index * 2^height.
Result<Hash> TreeReader::node(unsigned height, std::uint64_t index) {
    const unsigned level = height / kTileHeight;
    const unsigned above = height % kTileHeight;  // levels above the tile's hashes
    const std::uint64_t first = index << above;
    const std::uint64_t tile = first / kTileWidth;
    const std::uint64_t present = std::min(kTileWidth, (size_ >> (level * kTileHeight)) - tile * kTileWidth);
    const auto key = std::pair{level, tile};
    auto found = tiles_.find(key);
    if (found == tiles_.end()) {
        auto hashes = TRY(source_(level, tile, present));
        ensure_or_die(hashes.size() == present, "a tile source gives what was asked for");
        found = tiles_.emplace(key, std::move(hashes)).first;
    }
    return complete(std::span(found->second).subspan(first % kTileWidth, std::size_t{1} << above));
}

// MTH(D[begin:end]). INVARIANT: called only with ranges that RFC 9162's recursion makes, so begin is a multiple of the
// largest power of two in the range.
Result<Hash> TreeReader::range(std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t size = end - begin;
    if (std::has_single_bit(size)) {
        const auto height = static_cast<unsigned>(std::countr_zero(size));
        return node(height, begin >> height);
    }
    const std::uint64_t middle = begin + split(size);
    const Hash left = TRY(range(begin, middle));
    const Hash right = TRY(range(middle, end));
    return node_hash(suite_, left, right);
}

Result<Hash> TreeReader::root_at(std::uint64_t size) {
    if (size > size_) return no_such_entry();
    if (size == 0) return suite_.hash({});
    return range(0, size);
}

Result<std::vector<Hash>> TreeReader::inclusion(std::uint64_t index, std::uint64_t size) {
    if (size > size_ || index >= size) return no_such_entry();
    std::vector<Hash> path;  // from the root down; turned round at the end
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (end - begin > 1) {
        const std::uint64_t middle = begin + split(end - begin);
        if (index < middle) {
            path.push_back(TRY(range(middle, end)));
            end = middle;
        } else {
            path.push_back(TRY(range(begin, middle)));
            begin = middle;
        }
    }
    std::ranges::reverse(path);
    return path;
}

Result<std::vector<Hash>> TreeReader::consistency(std::uint64_t from, std::uint64_t to) {
    if (to > size_ || from > to) return no_such_entry();
    std::vector<Hash> path;
    if (from == 0 || from == to) return path;
    std::uint64_t begin = 0;
    std::uint64_t end = to;
    bool is_whole_old_tree = true;  // RFC 9162: the flag b, the verifier knows this subtree's root already
    while (from != end) {
        const std::uint64_t middle = begin + split(end - begin);
        if (from <= middle) {
            path.push_back(TRY(range(middle, end)));
            end = middle;
        } else {
            path.push_back(TRY(range(begin, middle)));
            begin = middle;
            is_whole_old_tree = false;
        }
    }
    if (!is_whole_old_tree) path.push_back(TRY(range(begin, end)));
    std::ranges::reverse(path);
    return path;
}

bool verify_inclusion(const crypto::Suite& suite, const Hash& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Hash> path, const Hash& root) {
    if (index >= size || size > kTreeSizeMax) return false;
    std::uint64_t here = index;
    std::uint64_t last = size - 1;
    Hash node = leaf;
    for (const Hash& beside : path) {
        if (last == 0) return false;
        if ((here & 1U) != 0 || here == last) {
            node = node_hash(suite, beside, node);
            while ((here & 1U) == 0 && here != 0) {
                here >>= 1U;
                last >>= 1U;
            }
        } else {
            node = node_hash(suite, node, beside);
        }
        here >>= 1U;
        last >>= 1U;
    }
    return last == 0 && node == root;
}

bool verify_consistency(const crypto::Suite& suite, std::uint64_t from, const Hash& from_root, std::uint64_t to,
                        const Hash& to_root, std::span<const Hash> path) {
    if (from > to || to > kTreeSizeMax) return false;
    if (from == to) return path.empty() && from_root == to_root;
    if (from == 0) return path.empty() && from_root == suite.hash({});
    std::uint64_t here = from - 1;
    std::uint64_t last = to - 1;
    while ((here & 1U) != 0) {
        here >>= 1U;
        last >>= 1U;
    }
    std::size_t next = 0;
    Hash old_root = from_root;  // from is a power of two: the old root itself starts the climb
    if (here != 0) {
        if (path.empty()) return false;
        old_root = path[next++];
    }
    Hash new_root = old_root;
    for (; next < path.size(); ++next) {
        const Hash& beside = path[next];
        if (last == 0) return false;
        if ((here & 1U) != 0 || here == last) {
            old_root = node_hash(suite, beside, old_root);
            new_root = node_hash(suite, beside, new_root);
            while ((here & 1U) == 0 && here != 0) {
                here >>= 1U;
                last >>= 1U;
            }
        } else {
            new_root = node_hash(suite, new_root, beside);
        }
        here >>= 1U;
        last >>= 1U;
    }
    return last == 0 && old_root == from_root && new_root == to_root;
}

}  // namespace xinan::ledger
