// SPDX-License-Identifier: AGPL-3.0-or-later
// The tree against the published vectors, and against a slow second version written straight from RFC 9162's definitions.
#include "ledger/tree.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace xinan::ledger {
namespace {

using crypto::SuiteId;

const crypto::Suite& international() { return crypto::suite(SuiteId::international); }

Hash hash_from(std::string_view digits) {
    const Bytes bytes = from_hex(digits).value();
    Hash hash;
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

// --- the slow version: RFC 9162 §2.1.1, §2.1.3.1, §2.1.4.1, word by word ---

using Leaves = std::span<const Hash>;

std::size_t largest_power_below(std::size_t n) {
    std::size_t k = 1;
    while (2 * k < n) k *= 2;
    return k;
}

Hash slow_root(const crypto::Suite& suite, Leaves d) {
    if (d.empty()) return suite.hash({});
    if (d.size() == 1) return d[0];
    const std::size_t k = largest_power_below(d.size());
    return node_hash(suite, slow_root(suite, d.first(k)), slow_root(suite, d.subspan(k)));
}

std::vector<Hash> slow_path(const crypto::Suite& suite, std::size_t m, Leaves d) {
    if (d.size() == 1) return {};
    const std::size_t k = largest_power_below(d.size());
    std::vector<Hash> path = m < k ? slow_path(suite, m, d.first(k)) : slow_path(suite, m - k, d.subspan(k));
    path.push_back(m < k ? slow_root(suite, d.subspan(k)) : slow_root(suite, d.first(k)));
    return path;
}

std::vector<Hash> slow_subproof(const crypto::Suite& suite, std::size_t m, Leaves d, bool b) {
    if (m == d.size()) return b ? std::vector<Hash>{} : std::vector<Hash>{slow_root(suite, d)};
    const std::size_t k = largest_power_below(d.size());
    std::vector<Hash> proof = m <= k ? slow_subproof(suite, m, d.first(k), b) : slow_subproof(suite, m - k, d.subspan(k), false);
    proof.push_back(m <= k ? slow_root(suite, d.subspan(k)) : slow_root(suite, d.first(k)));
    return proof;
}

// A ledger in memory: leaves, the frontier and the tiles as append writes them.
class SmallTree final {
   public:
    explicit SmallTree(const crypto::Suite& suite) : suite_(suite) {}
    void append(const Hash& leaf) {
        leaves.push_back(leaf);
        frontier.append(suite_, leaf, [&](unsigned level, const Hash& root) {
            if (roots.size() <= level) roots.resize(level + 1);
            roots[level].push_back(root);
        });
    }
    TreeReader reader() {
        return {suite_, leaves.size(), [this](unsigned level, std::uint64_t tile, std::uint64_t count) -> Result<std::vector<Hash>> {
                    const std::vector<Hash>& row = level == 0 ? leaves : roots.at(level - 1);
                    ++tiles_read;
                    const auto first = row.begin() + static_cast<std::ptrdiff_t>(tile * kTileWidth);
                    return std::vector<Hash>(first, first + static_cast<std::ptrdiff_t>(count));
                }};
    }
    std::vector<Hash> leaves;
    std::vector<std::vector<Hash>> roots;
    Frontier frontier;
    std::size_t tiles_read = 0;

   private:
    const crypto::Suite& suite_;
};

Hash leaf(const crypto::Suite& suite, std::uint64_t n) { return leaf_hash(suite, view_of("entry " + std::to_string(n))); }

SmallTree tree_of(const crypto::Suite& suite, std::uint64_t size) {
    SmallTree tree(suite);
    for (std::uint64_t n = 0; n < size; ++n) tree.append(leaf(suite, n));
    return tree;
}

TEST(Tree, MatchesThePublishedRoots) {
    // The eight leaves and nine roots of the Certificate Transparency reference (RFC 6962, same hashes as RFC 9162).
    const char* const kLeaves[] = {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                   "606162636465666768696a6b6c6d6e6f"};
    const char* const kRoots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    SmallTree tree(international());
    EXPECT_EQ(to_hex(tree.frontier.root(international())), kRoots[0]);
    for (std::size_t i = 0; i < std::size(kLeaves); ++i) {
        tree.append(leaf_hash(international(), from_hex(kLeaves[i]).value()));
        EXPECT_EQ(to_hex(tree.frontier.root(international())), kRoots[i + 1]);
    }
    // The published proofs of the same leaves.
    const std::vector<Hash> kFifth = {hash_from("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                                      hash_from("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                                      hash_from("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")};
    EXPECT_EQ(tree.reader().inclusion(5, 8).value(), kFifth);
    const std::vector<Hash> kTwoToFive = {hash_from("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                                          hash_from("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")};
    EXPECT_EQ(tree.reader().consistency(2, 5).value(), kTwoToFive);
}

TEST(Tree, GrowsAsTheDefinitionSaysAtEverySize) {
    for (const SuiteId id : {SuiteId::international, SuiteId::guomi}) {
        const crypto::Suite& suite = crypto::suite(id);
        SmallTree tree(suite);
        for (std::uint64_t size = 0; size <= 600; ++size) {
            const Hash root = tree.frontier.root(suite);
            if (size % 7 == 0 || size > 250) {
                ASSERT_EQ(root, slow_root(suite, tree.leaves)) << size;
            }
            const auto again = Frontier::from_bytes(size, tree.frontier.to_bytes());
            ASSERT_TRUE(again.ok());
            ASSERT_EQ(again->root(suite), root);
            tree.append(leaf(suite, size));
        }
    }
}

TEST(Tree, AFrontierThatDoesNotFitItsSizeIsRefused) {
    SmallTree tree = tree_of(international(), 5);
    const Bytes bytes = tree.frontier.to_bytes();
    EXPECT_TRUE(Frontier::from_bytes(5, bytes).ok());
    EXPECT_FALSE(Frontier::from_bytes(7, bytes).ok());
    EXPECT_FALSE(Frontier::from_bytes(5, ByteView(bytes).first(63)).ok());
    EXPECT_FALSE(Frontier::from_bytes(kTreeSizeMax + 1, Bytes(64)).ok());
}

RC_GTEST_PROP(Tree, ProofsAreThoseOfTheDefinitionAndVerify, ()) {
    const crypto::Suite& suite = crypto::suite(*rc::gen::element(SuiteId::international, SuiteId::guomi));
    const auto whole = *rc::gen::inRange<std::uint64_t>(1, 601);
    const auto size = *rc::gen::inRange<std::uint64_t>(1, whole + 1);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    const auto from = *rc::gen::inRange<std::uint64_t>(0, size + 1);
    SmallTree tree = tree_of(suite, whole);
    const Leaves leaves = Leaves(tree.leaves).first(size);
    TreeReader reader = tree.reader();
    const Hash root = slow_root(suite, leaves);
    RC_ASSERT(reader.root_at(size).value() == root);

    const auto path = reader.inclusion(index, size).value();
    RC_ASSERT(path == slow_path(suite, index, leaves));
    RC_ASSERT(verify_inclusion(suite, leaves[index], index, size, path, root));

    const auto proof = reader.consistency(from, size).value();
    const Hash from_root = slow_root(suite, leaves.first(from));
    if (from > 0) RC_ASSERT(proof == slow_subproof(suite, from, leaves, true));
    RC_ASSERT(verify_consistency(suite, from, from_root, size, root, proof));
}

RC_GTEST_PROP(Tree, AnythingAlteredInAProofIsFound, ()) {
    const crypto::Suite& suite = international();
    const auto size = *rc::gen::inRange<std::uint64_t>(2, 601);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    const auto from = *rc::gen::inRange<std::uint64_t>(1, size);
    SmallTree tree = tree_of(suite, size);
    TreeReader reader = tree.reader();
    const Hash root = reader.root_at(size).value();
    const Hash from_root = reader.root_at(from).value();
    const auto bit = *rc::gen::inRange<unsigned>(0, 256);
    const auto flip = [bit](Hash& hash) { hash[bit / 8] = static_cast<std::uint8_t>(hash[bit / 8] ^ (1U << bit % 8)); };
    for (auto kind : {0, 1}) {
        std::vector<Hash> path = kind == 0 ? reader.inclusion(index, size).value() : reader.consistency(from, size).value();
        const auto verifies = [&](const std::vector<Hash>& p, const Hash& to_root) {
            return kind == 0 ? verify_inclusion(suite, tree.leaves[index], index, size, p, to_root)
                             : verify_consistency(suite, from, from_root, size, to_root, p);
        };
        RC_ASSERT(verifies(path, root));
        Hash other = root;
        flip(other);
        RC_ASSERT(!verifies(path, other));
        for (std::size_t i = 0; i < path.size(); ++i) {
            auto changed = path;
            flip(changed[i]);
            RC_ASSERT(!verifies(changed, root));
            auto shorter = path;
            shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
            RC_ASSERT(!verifies(shorter, root));
        }
        path.push_back(root);
        RC_ASSERT(!verifies(path, root));
    }
    RC_ASSERT(!verify_inclusion(suite, tree.leaves[index], index + 1, size, reader.inclusion(index, size).value(), root));
    Hash other = from_root;
    flip(other);
    RC_ASSERT(!verify_consistency(suite, from, other, size, root, reader.consistency(from, size).value()));
}

TEST(Tree, ProofsBeyondTheTreeAreRefused) {
    SmallTree tree = tree_of(international(), 10);
    TreeReader reader = tree.reader();
    EXPECT_FALSE(reader.inclusion(10, 10).ok());
    EXPECT_FALSE(reader.inclusion(0, 11).ok());
    EXPECT_FALSE(reader.consistency(5, 11).ok());
    EXPECT_FALSE(reader.consistency(6, 5).ok());
    EXPECT_FALSE(reader.root_at(11).ok());
    EXPECT_FALSE(verify_inclusion(international(), Hash{}, 0, 0, {}, Hash{}));
    EXPECT_FALSE(verify_inclusion(international(), Hash{}, ~0ULL, ~0ULL, {}, Hash{}));
    EXPECT_FALSE(verify_consistency(international(), 2, Hash{}, ~0ULL, Hash{}, {}));
}

TEST(Tree, AProofReadsOnlyTheTilesOnItsWay) {
    SmallTree tree = tree_of(international(), 70'000);  // past 65,536: three levels of tiles
    TreeReader reader = tree.reader();
    const auto path = reader.inclusion(12'345, 70'000).value();
    EXPECT_LE(tree.tiles_read, 8U);
    EXPECT_TRUE(verify_inclusion(international(), tree.leaves[12'345], 12'345, 70'000, path,
                                 tree.frontier.root(international())));
}

}  // namespace
}  // namespace xinan::ledger
