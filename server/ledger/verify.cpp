// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole examination of one centre's ledger, from its rows.
//
// The tree is rebuilt from the stored leaf hashes, and each entry is hashed again and compared with its own: an altered
// entry is so named by its number, and an alteration that also rewrote the leaf hash breaks the next checkpoint.
// Pages are examined on two threads, ahead of the tree that is built from them in order.
// Source: DECISIONS "What can be proved".
#include <algorithm>
#include <deque>
#include <future>

#include "ledger/entry.hpp"
#include "ledger/ledger.hpp"
#include "ledger/store.hpp"
#include "ledger/verify_page.hpp"

namespace xinan::ledger {
namespace {

constexpr std::size_t kPagesAhead = 2;  // threads beside the caller's; a service's other core stays free to serve

class Examination final {
   public:
    Examination(const crypto::Suite& suite, CentreId centre, Bytes known_key, const Checkpoint* outside, rows::Head head)
        : suite_(suite), centre_(centre), known_key_(std::move(known_key)), outside_(outside), head_(std::move(head)) {}

    void begin(std::int64_t newest_row);
    void take(ExaminedPage& page);
    // Hashes that a tile above the leaves must hold.
    struct Expected {
        unsigned level;
        std::uint64_t tile;
        std::vector<Hash> hashes;
        Hash root;
    };
    [[nodiscard]] const std::vector<Expected>& upper_tiles() const { return upper_; }
    void check_tile(unsigned level, std::uint64_t tile, std::span<const Hash> hashes, const Hash& root, ByteView stored,
                    ByteView stored_root);
    void finish(const std::vector<Checkpoint>& beyond);
    std::vector<Ledger::Finding> take_findings() { return std::move(findings_); }

   private:
    void find(Ledger::Finding found) {
        if (findings_.size() < Ledger::kFindingsMax) findings_.push_back(std::move(found));
    }
    void find(std::string code, Args args) { find(Ledger::Finding{std::move(code), std::move(args)}); }
    void add_leaf(const Hash& leaf);
    void check_page_tiles(const ExaminedPage& page);
    void check_checkpoint(const CheckedCheckpoint& checked);
    void check_outside();

    const crypto::Suite& suite_;
    CentreId centre_;
    Bytes known_key_;
    const Checkpoint* outside_;
    rows::Head head_;
    Frontier frontier_;
    std::vector<Hash> page_roots_;               // of the full tiles of this page
    std::vector<std::vector<Hash>> tile_roots_;  // by level, of the tile above being filled
    std::vector<Expected> upper_;
    std::uint64_t agreed_size_ = 0;              // the newest checkpoint whose root agreed
    bool diverged_ = false;                      // a root did not agree, or a row is missing: later roots cannot agree
    std::vector<Ledger::Finding> findings_;
};

void Examination::begin(std::int64_t newest_row) {
    const auto rows = static_cast<std::uint64_t>(newest_row + 1);
    if (rows > head_.size) find(finding("ledger.head_differs", {{"size", head_.size}, {"rows", rows}}));
    if (outside_ == nullptr) return;
    if (outside_->centre != centre_) find("ledger.outside_other_centre", {});
    if (!signature_fits(suite_, *outside_)) find("ledger.outside_forged", {});
    if (outside_->public_key != known_key_) {
        find("ledger.key_differs", {{"known", fingerprint(suite_, known_key_)},
                                    {"other", fingerprint(suite_, outside_->public_key)}});
    }
    if (outside_->size == 0) check_outside();
}

void Examination::take(ExaminedPage& page) {
    for (Ledger::Finding& found : page.findings) find(std::move(found));
    if (!page.complete) diverged_ = true;
    page_roots_.clear();
    auto checkpoint = page.checkpoints.begin();
    const auto checkpoints_until = [&](std::uint64_t size) {
        for (; checkpoint != page.checkpoints.end() && checkpoint->checkpoint.size <= size; ++checkpoint) check_checkpoint(*checkpoint);
    };
    checkpoints_until(page.from);
    for (const Hash& leaf : page.leaves) {
        if (diverged_ && outside_ == nullptr) break;  // nothing is left to compare the tree with
        add_leaf(leaf);
        checkpoints_until(frontier_.size());
        if (outside_ != nullptr && outside_->size == frontier_.size() && page.complete) check_outside();
    }
    checkpoints_until(page.until);
    if (!diverged_) check_page_tiles(page);  // else tiles cannot be told apart from what no longer fits them
}

void Examination::check_page_tiles(const ExaminedPage& page) {
    std::size_t stored = 0;
    for (std::size_t i = 0; i < page_roots_.size(); ++i) {
        const std::uint64_t tile = page.from / kTileWidth + i;
        const bool is_there = stored < page.tiles.size() &&
                              page.tiles.i64(stored, rows::kTile) == static_cast<std::int64_t>(tile);
        check_tile(0, tile, std::span(page.leaves).subspan(i * kTileWidth, kTileWidth), page_roots_[i],
                   is_there ? page.tiles.bytes(stored, rows::kHashes) : ByteView{},
                   is_there ? page.tiles.bytes(stored, rows::kRoot) : ByteView{});
        if (is_there) ++stored;
    }
}

void Examination::add_leaf(const Hash& leaf) {
    const std::uint64_t sequence = frontier_.size();
    frontier_.append(suite_, leaf, [&](unsigned level, const Hash& root) {
        if (tile_roots_.size() < level + 1) tile_roots_.resize(level + 1);
        if (level == 0) page_roots_.push_back(root);
        if (level > 0) {
            if (!diverged_) upper_.push_back({level, sequence >> (kTileHeight * (level + 1)), tile_roots_[level - 1], root});
            tile_roots_[level - 1].clear();
        }
        tile_roots_[level].push_back(root);
    });
}

void Examination::check_tile(unsigned level, std::uint64_t tile, std::span<const Hash> hashes, const Hash& root,
                             ByteView stored, ByteView stored_root) {
    if (stored.empty()) return find(finding("ledger.tile_missing", {{"level", level}, {"tile", tile}}));
    bool agrees = stored.size() == hashes.size() * sizeof(Hash) && std::ranges::equal(stored_root, root);
    for (std::size_t i = 0; agrees && i < hashes.size(); ++i) {
        agrees = std::ranges::equal(stored.subspan(i * sizeof(Hash), sizeof(Hash)), hashes[i]);
    }
    if (!agrees) find(finding("ledger.tile_altered", {{"level", level}, {"tile", tile}}));
}

void Examination::check_checkpoint(const CheckedCheckpoint& checked) {
    const Checkpoint& checkpoint = checked.checkpoint;
    if (checkpoint.public_key != known_key_) {
        find("ledger.key_unknown", {{"size", std::to_string(checkpoint.size)}, {"other", fingerprint(suite_, checkpoint.public_key)}});
    }
    if (!checked.signature_fits) find(finding("ledger.checkpoint_forged", {{"size", checkpoint.size}}));
    if (diverged_) return;
    if (frontier_.size() == checkpoint.size && frontier_.root(suite_) == checkpoint.root) {
        agreed_size_ = checkpoint.size;
        return;
    }
    diverged_ = true;
    find(finding("ledger.span_differs", {{"from", agreed_size_}, {"to", checkpoint.size}}));
}

void Examination::check_outside() {
    const bool agrees = frontier_.size() == outside_->size && frontier_.root(suite_) == outside_->root;
    if (!agrees) find("ledger.rewritten", {{"size", std::to_string(outside_->size)}, {"at", to_iso(outside_->at)}});
}

void Examination::finish(const std::vector<Checkpoint>& beyond) {
    if (!beyond.empty()) find(finding("ledger.truncated", {{"size", head_.size}, {"checkpoint", beyond.back().size}}));
    for (const Checkpoint& checkpoint : beyond) {
        if (!signature_fits(suite_, checkpoint)) find(finding("ledger.checkpoint_forged", {{"size", checkpoint.size}}));
    }
    if (outside_ != nullptr && outside_->size > head_.size) {
        find("ledger.rolled_back", {{"size", std::to_string(head_.size)}, {"checkpoint", std::to_string(outside_->size)},
                                    {"at", to_iso(outside_->at)}});
    }
    if (!diverged_ && frontier_.to_bytes() != head_.frontier) find(finding("ledger.frontier_differs", {{"size", head_.size}}));
}

}  // namespace

Result<std::vector<Ledger::Finding>> Ledger::verify(CentreId centre, const Checkpoint* outside,
                                                    const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    rows::Head head;
    std::int64_t newest_row = -1;
    TRY_VOID(store_.read(centre, [&](store::Tx& tx) -> Result<void> {
        head = TRY(rows::load_head(tx)).value_or(rows::Head{});
        newest_row = TRY(rows::newest_sequence(tx));
        return {};
    }));
    const crypto::Suite& suite = vault_.suite();
    Examination examination(suite, centre, TRY(vault_.signing_public_key(centre)), outside, head);
    examination.begin(newest_row);

    const auto examine = [this, centre, &suite](std::uint64_t from, std::uint64_t until) {
        return store_.read(centre, [&](store::Tx& tx) { return examine_page(tx, suite, from, until); });
    };
    std::deque<std::future<Result<ExaminedPage>>> ahead;
    std::uint64_t next = 0;
    const auto start_one = [&] {
        if (next > 0 && next >= head.size) return;
        const std::uint64_t until = std::min(head.size, next + kPageEntries);
        ahead.push_back(std::async(std::launch::async, examine, next, until));
        next += kPageEntries;
    };
    while (ahead.size() < kPagesAhead && (next == 0 || next < head.size)) start_one();
    while (!ahead.empty()) {
        auto examined = ahead.front().get();
        ahead.pop_front();
        start_one();
        ExaminedPage page = TRY(std::move(examined));
        examination.take(page);
        if (progress) progress(page.until, head.size);
    }
    for (const auto& expected : examination.upper_tiles()) {
        TRY_VOID(store_.read(centre, [&](store::Tx& tx) -> Result<void> {
            const store::Rows stored = TRY(rows::tiles(tx, expected.level, expected.tile, expected.tile + 1));
            examination.check_tile(expected.level, expected.tile, expected.hashes, expected.root,
                                   stored.empty() ? ByteView{} : stored.bytes(0, rows::kHashes),
                                   stored.empty() ? ByteView{} : stored.bytes(0, rows::kRoot));
            return {};
        }));
    }
    const auto beyond = TRY(store_.read(centre, [&](store::Tx& tx) -> Result<std::vector<Checkpoint>> {
        auto later = TRY(rows::checkpoints(tx, head.size + 1, kTreeSizeMax));
        // Entries may have come, and been covered, since the head was read.
        const std::uint64_t size_now = TRY(rows::load_head(tx)).value_or(rows::Head{}).size;
        std::erase_if(later, [&](const Checkpoint& checkpoint) { return checkpoint.size <= size_now; });
        return later;
    }));
    examination.finish(beyond);
    return examination.take_findings();
}

}  // namespace xinan::ledger
