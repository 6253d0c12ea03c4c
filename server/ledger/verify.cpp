// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole examination of one centre's ledger, from its rows.
//
// The tree is rebuilt from the stored leaf hashes, and each entry is hashed again and compared with its own: an altered
// entry is so named by its number, and an alteration that also rewrote the leaf hash breaks the next checkpoint.
// Source: DECISIONS "What can be proved".
#include <algorithm>
#include <set>

#include "ledger/entry.hpp"
#include "ledger/ledger.hpp"
#include "ledger/store.hpp"

namespace xinan::ledger {
namespace {

constexpr std::uint64_t kPage = 8 * kTileWidth;  // entries read in one snapshot; whole tiles

struct Page {
    store::Rows entries;
    store::Rows subjects;
    store::Rows tiles;
    std::vector<Checkpoint> checkpoints;
};

std::string text(std::uint64_t number) { return std::to_string(number); }

bool same(ByteView a, ByteView b) { return std::ranges::equal(a, b); }

class Examination final {
   public:
    Examination(const crypto::Suite& suite, CentreId centre, Bytes known_key, const Checkpoint* outside, rows::Head head)
        : suite_(suite), centre_(centre), known_key_(std::move(known_key)), outside_(outside), head_(std::move(head)) {}

    void begin(std::int64_t newest_row);
    void take(const Page& page, std::uint64_t from, std::uint64_t until);
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
    void find(std::string code, Args args) {
        if (findings_.size() < Ledger::kFindingsMax) findings_.push_back({std::move(code), std::move(args)});
    }
    void take_entry(const store::Rows& rows, std::size_t row, std::uint64_t expected, const store::Rows& subjects);
    void check_columns(const store::Rows& rows, std::size_t row, const EntryView& entry);
    void check_subjects(const store::Rows& subjects, std::uint64_t sequence, const EntryView* entry);
    void add_leaf(const Hash& leaf);
    void check_checkpoint(const Checkpoint& checkpoint);
    void check_outside();
    void missing(std::uint64_t from, std::uint64_t until);

    const crypto::Suite& suite_;
    CentreId centre_;
    Bytes known_key_;
    const Checkpoint* outside_;
    rows::Head head_;
    Frontier frontier_;
    std::vector<Hash> tile_leaves_;                // of the tile being filled
    std::vector<std::vector<Hash>> tile_roots_;    // by level, of the tile above being filled
    std::vector<std::pair<std::vector<Hash>, Hash>> page_tiles_;  // full tiles of leaves completed in this page
    std::vector<Expected> upper_;
    std::size_t next_subject_ = 0;                 // in the page
    std::uint64_t agreed_size_ = 0;                // the newest checkpoint whose root agreed
    bool diverged_ = false;                        // a root did not agree, or a row is missing: later roots cannot agree
    std::vector<Ledger::Finding> findings_;
};

void Examination::begin(std::int64_t newest_row) {
    const auto rows = static_cast<std::uint64_t>(newest_row + 1);
    if (rows > head_.size) find("ledger.head_differs", {{"size", text(head_.size)}, {"rows", text(rows)}});
    if (outside_ == nullptr) return;
    if (outside_->centre != centre_) find("ledger.outside_other_centre", {});
    if (!signature_fits(suite_, *outside_)) find("ledger.outside_forged", {});
    if (outside_->public_key != known_key_) {
        find("ledger.key_differs", {{"known", fingerprint(suite_, known_key_)},
                                    {"other", fingerprint(suite_, outside_->public_key)}});
    }
    if (outside_->size == 0) check_outside();
}

void Examination::missing(std::uint64_t from, std::uint64_t until) {
    find("ledger.entry_missing", {{"from", text(from)}, {"to", text(until - 1)}});
    diverged_ = true;
}

void Examination::take(const Page& page, std::uint64_t from, std::uint64_t until) {
    next_subject_ = 0;
    page_tiles_.clear();
    auto checkpoint = page.checkpoints.begin();
    std::uint64_t expected = from;
    for (; checkpoint != page.checkpoints.end() && checkpoint->size <= from; ++checkpoint) check_checkpoint(*checkpoint);
    for (std::size_t row = 0; row < page.entries.size(); ++row) {
        const auto sequence = static_cast<std::uint64_t>(page.entries.i64(row, rows::kSeq));
        if (sequence > expected) missing(expected, sequence);
        take_entry(page.entries, row, sequence, page.subjects);
        expected = sequence + 1;
        for (; checkpoint != page.checkpoints.end() && checkpoint->size <= expected; ++checkpoint) check_checkpoint(*checkpoint);
        if (outside_ != nullptr && outside_->size == expected) check_outside();
    }
    if (expected < until) missing(expected, until);
    for (; checkpoint != page.checkpoints.end(); ++checkpoint) check_checkpoint(*checkpoint);
    if (diverged_) return;  // tiles cannot be told apart from what no longer fits them
    std::size_t stored = 0;
    for (std::size_t i = 0; i < page_tiles_.size(); ++i) {
        const std::uint64_t tile = from / kTileWidth + i;
        const auto& [hashes, root] = page_tiles_[i];
        const bool is_there = stored < page.tiles.size() && page.tiles.i64(stored, rows::kTile) == static_cast<std::int64_t>(tile);
        check_tile(0, tile, hashes, root, is_there ? page.tiles.bytes(stored, rows::kHashes) : ByteView{},
                   is_there ? page.tiles.bytes(stored, rows::kRoot) : ByteView{});
        if (is_there) ++stored;
    }
}

void Examination::take_entry(const store::Rows& rows, std::size_t row, std::uint64_t sequence, const store::Rows& subjects) {
    const ByteView body = rows.bytes(row, rows::kBody);
    const ByteView stored = rows.bytes(row, rows::kLeafHash);
    Hash leaf{};
    std::ranges::copy(stored.first(std::min(stored.size(), leaf.size())), leaf.begin());
    if (leaf_hash(suite_, body) != leaf) find("ledger.entry_altered", {{"sequence", text(sequence)}});
    add_leaf(leaf);

    const auto entry = read_entry(body);
    if (!entry) find("ledger.entry_unreadable", {{"sequence", text(sequence)}});
    else if (entry->sequence != sequence) {
        find("ledger.entry_misnumbered", {{"sequence", text(sequence)}, {"inside", text(entry->sequence)}});
    } else {
        check_columns(rows, row, *entry);
    }
    check_subjects(subjects, sequence, entry ? &*entry : nullptr);
}

// The columns beside the body are what readers search by: they must say the same.
void Examination::check_columns(const store::Rows& rows, std::size_t row, const EntryView& entry) {
    const bool agree = rows.i64(row, rows::kAtMs) == entry.at.ms && rows.text(row, rows::kAction) == entry.action &&
                       rows.i64(row, rows::kOutcome) == static_cast<std::int64_t>(entry.outcome) &&
                       same(rows.bytes(row, rows::kActorId), entry.actor) && rows.text(row, rows::kRole) == entry.role;
    if (!agree) find("ledger.column_differs", {{"sequence", text(entry.sequence)}});
}

// What is left of the erasable subjects must fit the hashes in the entry.
void Examination::check_subjects(const store::Rows& subjects, std::uint64_t sequence, const EntryView* entry) {
    for (; next_subject_ < subjects.size(); ++next_subject_) {
        const std::size_t row = next_subject_;
        const auto of = static_cast<std::uint64_t>(subjects.i64(row, rows::kSubjectSeq));
        if (of > sequence) return;
        const auto position = static_cast<std::size_t>(subjects.i64(row, rows::kPosition));
        const bool fits = of == sequence && entry != nullptr && position < entry->subject_count() &&
                          subjects.bytes(row, rows::kSalt).size() == kSaltBytes &&
                          subjects.bytes(row, rows::kSubjectId).size() == sizeof(AnyId) &&
                          is_word(subjects.text(row, rows::kKind)) &&
                          subject_hash(suite_, subjects.bytes(row, rows::kSalt), subjects.text(row, rows::kKind),
                                       subjects.id<AnyId>(row, rows::kSubjectId)) == entry->subject(position);
        if (!fits) find("ledger.subject_altered", {{"sequence", text(of)}, {"position", text(position)}});
    }
}

void Examination::add_leaf(const Hash& leaf) {
    tile_leaves_.push_back(leaf);
    const std::uint64_t sequence = frontier_.size();
    frontier_.append(suite_, leaf, [&](unsigned level, const Hash& root) {
        if (tile_roots_.size() < level + 1) tile_roots_.resize(level + 1);
        if (level == 0) {
            page_tiles_.emplace_back(std::move(tile_leaves_), root);
            tile_leaves_.clear();
        } else if (!diverged_) {
            upper_.push_back({level, sequence >> (kTileHeight * (level + 1)), tile_roots_[level - 1], root});
        }
        if (level > 0) tile_roots_[level - 1].clear();
        tile_roots_[level].push_back(root);
    });
}

void Examination::check_tile(unsigned level, std::uint64_t tile, std::span<const Hash> hashes, const Hash& root,
                             ByteView stored, ByteView stored_root) {
    const Args args{{"level", text(level)}, {"tile", text(tile)}};
    if (stored.empty()) return find("ledger.tile_missing", args);
    bool agrees = stored.size() == hashes.size() * sizeof(Hash) && same(stored_root, root);
    for (std::size_t i = 0; agrees && i < hashes.size(); ++i) {
        agrees = same(stored.subspan(i * sizeof(Hash), sizeof(Hash)), hashes[i]);
    }
    if (!agrees) find("ledger.tile_altered", args);
}

void Examination::check_checkpoint(const Checkpoint& checkpoint) {
    const Args args{{"size", text(checkpoint.size)}};
    if (checkpoint.public_key != known_key_) {
        find("ledger.key_unknown", {{"size", text(checkpoint.size)}, {"other", fingerprint(suite_, checkpoint.public_key)}});
    }
    if (!signature_fits(suite_, checkpoint)) find("ledger.checkpoint_forged", args);
    if (diverged_) return;
    if (frontier_.size() == checkpoint.size && frontier_.root(suite_) == checkpoint.root) {
        agreed_size_ = checkpoint.size;
        return;
    }
    diverged_ = true;
    find("ledger.span_differs", {{"from", text(agreed_size_)}, {"to", text(checkpoint.size)}});
}

void Examination::check_outside() {
    const bool agrees = frontier_.size() == outside_->size && frontier_.root(suite_) == outside_->root;
    if (!agrees) find("ledger.rewritten", {{"size", text(outside_->size)}, {"at", to_iso(outside_->at)}});
}

void Examination::finish(const std::vector<Checkpoint>& beyond) {
    if (!beyond.empty()) find("ledger.truncated", {{"size", text(head_.size)}, {"checkpoint", text(beyond.back().size)}});
    for (const Checkpoint& checkpoint : beyond) {
        if (!signature_fits(suite_, checkpoint)) find("ledger.checkpoint_forged", {{"size", text(checkpoint.size)}});
    }
    if (outside_ != nullptr && outside_->size > head_.size) {
        find("ledger.rolled_back", {{"size", text(head_.size)}, {"checkpoint", text(outside_->size)}, {"at", to_iso(outside_->at)}});
    }
    if (!diverged_ && frontier_.to_bytes() != head_.frontier) find("ledger.frontier_differs", {{"size", text(head_.size)}});
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
    Examination examination(vault_.suite(), centre, TRY(vault_.signing_public_key(centre)), outside, head);
    examination.begin(newest_row);
    for (std::uint64_t from = 0; from == 0 || from < head.size; from += kPage) {
        const std::uint64_t until = std::min(head.size, from + kPage);
        const Page page = TRY(store_.read(centre, [&](store::Tx& tx) -> Result<Page> {
            Page read;
            read.entries = TRY(rows::entries(tx, from, until));
            read.subjects = TRY(rows::subjects(tx, from, until));
            read.tiles = TRY(rows::tiles(tx, 0, from / kTileWidth, until / kTileWidth));
            read.checkpoints = TRY(rows::checkpoints(tx, from == 0 ? 0 : from + 1, until + 1));
            return read;
        }));
        examination.take(page, from, until);
        if (progress) progress(until, head.size);
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
