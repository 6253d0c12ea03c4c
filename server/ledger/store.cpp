// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/store.hpp"

#include <algorithm>
#include <limits>

#include "ledger/entry.hpp"

namespace xinan::ledger::rows {
namespace {

using store::Rows;
using store::Sql;
using store::Tx;
using store::Value;

constexpr Sql kHead{"ledger.head", "SELECT size, frontier, last_at_ms FROM ledger_head WHERE centre_id = ?1"};
// On PostgreSQL the row is locked, so that sequence numbers follow the order of commits; SQLite has one writer.
constexpr Sql kLockHead{"ledger.lock_head", "SELECT size, frontier, last_at_ms FROM ledger_head WHERE centre_id = ?1",
                        "SELECT size, frontier, last_at_ms FROM ledger_head WHERE centre_id = ?1 FOR UPDATE"};
constexpr Sql kMakeHead{"ledger.make_head",
                        "INSERT INTO ledger_head (centre_id, size, frontier, last_at_ms) VALUES (?1, 0, ?2, 0)"
                        " ON CONFLICT (centre_id) DO NOTHING"};
constexpr Sql kAdvanceHead{"ledger.advance_head",
                           "UPDATE ledger_head SET size = ?2, frontier = ?3, last_at_ms = ?4"
                           " WHERE centre_id = ?1 AND size = ?5"};
constexpr Sql kInsertTile{"ledger.insert_tile",
                          "INSERT INTO ledger_tile (centre_id, level, tile, hashes, root) VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr Sql kEraseSubject{"ledger.erase_subject",
                            "DELETE FROM deed_subject WHERE centre_id = ?1 AND kind = ?2 AND subject_id = ?3"};

constexpr Sql kOneTile{"ledger.tile", "SELECT hashes FROM ledger_tile WHERE centre_id = ?1 AND level = ?2 AND tile = ?3"};
constexpr Sql kLeaves{"ledger.leaves",
                      "SELECT leaf_hash FROM deed WHERE centre_id = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq"};
constexpr Sql kTileRoots{"ledger.tile_roots",
                         "SELECT root FROM ledger_tile WHERE centre_id = ?1 AND level = ?2 AND tile >= ?3 AND tile < ?4"
                         " ORDER BY tile"};
constexpr Sql kTiles{"ledger.tiles",
                     "SELECT tile, hashes, root FROM ledger_tile"
                     " WHERE centre_id = ?1 AND level = ?2 AND tile >= ?3 AND tile < ?4 ORDER BY tile"};

constexpr Sql kEntries{"ledger.entries",
                       "SELECT seq, at_ms, action, outcome, actor_id, role, body, leaf_hash FROM deed"
                       " WHERE centre_id = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq"};
constexpr Sql kNewestSequence{"ledger.newest_sequence",
                              "SELECT seq FROM deed WHERE centre_id = ?1 ORDER BY seq DESC LIMIT 1"};
constexpr Sql kSubjects{"ledger.subjects",
                        "SELECT seq, position, kind, salt, subject_id FROM deed_subject"
                        " WHERE centre_id = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq, position"};

constexpr Sql kCheckpoints{"ledger.checkpoints",
                           "SELECT size, root, at_ms, suite, public_key, signature FROM ledger_checkpoint"
                           " WHERE centre_id = ?1 AND size >= ?2 AND size < ?3 ORDER BY size"};
constexpr Sql kNewestCheckpoint{"ledger.newest_checkpoint",
                                "SELECT size, root, at_ms, suite, public_key, signature FROM ledger_checkpoint"
                                " WHERE centre_id = ?1 ORDER BY size DESC LIMIT 1"};
constexpr Sql kInsertCheckpoint{"ledger.insert_checkpoint",
                                "INSERT INTO ledger_checkpoint (centre_id, size, root, at_ms, suite, public_key, signature)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (centre_id, size) DO NOTHING"};

// The four ways into deed: along a subject, an action, an actor, or all of them; the other conditions are the same ?2..?9.
constexpr std::string_view kFindSubject =
    "SELECT d.seq, d.at_ms, d.action, d.outcome, d.actor_id, d.role, d.body, d.leaf_hash FROM deed_subject s"
    " JOIN deed d ON d.centre_id = s.centre_id AND d.seq = s.seq"
    " WHERE s.centre_id = ?1 AND s.kind = ?10 AND s.subject_id = ?11 AND s.seq < ?2"
    " AND d.at_ms >= ?3 AND d.at_ms < ?4 AND d.outcome >= ?5 AND d.outcome <= ?6"
    " AND (?7 = '' OR d.action = ?7) AND (?8 = 0 OR d.actor_id = ?9) ORDER BY s.seq DESC LIMIT ?12";
constexpr std::string_view kFindAction =
    "SELECT seq, at_ms, action, outcome, actor_id, role, body, leaf_hash FROM deed"
    " WHERE centre_id = ?1 AND action = ?7 AND seq < ?2 AND at_ms >= ?3 AND at_ms < ?4 AND outcome >= ?5 AND outcome <= ?6"
    " AND (?8 = 0 OR actor_id = ?9) ORDER BY seq DESC LIMIT ?10";
constexpr std::string_view kFindActor =
    "SELECT seq, at_ms, action, outcome, actor_id, role, body, leaf_hash FROM deed"
    " WHERE centre_id = ?1 AND actor_id = ?7 AND seq < ?2 AND at_ms >= ?3 AND at_ms < ?4 AND outcome >= ?5 AND outcome <= ?6"
    " ORDER BY seq DESC LIMIT ?8";
constexpr std::string_view kFindAll =
    "SELECT seq, at_ms, action, outcome, actor_id, role, body, leaf_hash FROM deed"
    " WHERE centre_id = ?1 AND seq < ?2 AND at_ms >= ?3 AND at_ms < ?4 AND outcome >= ?5 AND outcome <= ?6"
    " ORDER BY seq DESC LIMIT ?7";
constexpr Sql kFindBySubject{"ledger.find_by_subject", kFindSubject};
constexpr Sql kFindByAction{"ledger.find_by_action", kFindAction};
constexpr Sql kFindByActor{"ledger.find_by_actor", kFindActor};
constexpr Sql kFindEvery{"ledger.find_every", kFindAll};

// The same INSERT for 64, 16, 4 and 1 rows: fewer round trips on PostgreSQL, fewer statements on SQLite. Made once; the texts
// live as long as the program, as prepared statements require.
constexpr std::size_t kBatches[] = {64, 16, 4, 1};

class BatchInsert final {
   public:
    BatchInsert(std::string_view name, std::string_view into, unsigned values) : name_(name), values_(values) {
        for (std::size_t b = 0; b < std::size(kBatches); ++b) {
            std::string text(into);
            for (std::size_t row = 0; row < kBatches[b]; ++row) {
                text += row == 0 ? "(?1" : ", (?1";
                for (unsigned v = 0; v < values; ++v) text += ", ?" + std::to_string(2 + row * values + v);
                text += ')';
            }
            texts_[b] = std::move(text);
        }
    }
    // values: rows after one another, values_ each.
    Result<void> run(Tx& tx, std::span<const Value> values) const {
        for (std::size_t b = 0; b < std::size(kBatches); ++b) {
            const std::size_t step = kBatches[b] * values_;
            for (; values.size() >= step; values = values.subspan(step)) {
                TRY(tx.run_values({name_, texts_[b]}, values.first(step)));
            }
        }
        return {};
    }

   private:
    std::string_view name_;
    unsigned values_;
    std::array<std::string, std::size(kBatches)> texts_;
};

const BatchInsert& insert_deed() {
    static const BatchInsert kInsert(
        "ledger.insert_deeds",
        "INSERT INTO deed (centre_id, seq, at_ms, action, outcome, actor_id, role, body, leaf_hash) VALUES ", 8);
    return kInsert;
}

const BatchInsert& insert_subject() {
    static const BatchInsert kInsert(
        "ledger.insert_subjects",
        "INSERT INTO deed_subject (centre_id, seq, position, kind, salt, subject_id) VALUES ", 5);
    return kInsert;
}

Value number(std::uint64_t value) { return static_cast<std::int64_t>(value); }
std::int64_t integer(std::uint64_t value) { return static_cast<std::int64_t>(value); }

Error rows_missing() { return fail(ErrorKind::internal, "ledger.rows_missing"); }

Head head_of(const Rows& rows) {
    return {static_cast<std::uint64_t>(rows.i64(0, 0)), to_bytes(rows.bytes(0, 1)), rows.time(0, 2)};
}

Hash hash_of(ByteView bytes) {
    ensure_or_die(bytes.size() == sizeof(Hash), "a stored hash has 32 bytes");
    Hash hash;
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

std::vector<Checkpoint> checkpoints_of(const Tx& tx, const Rows& rows) {
    std::vector<Checkpoint> out(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out[i] = {tx.centre(),       static_cast<std::uint64_t>(rows.i64(i, 0)), hash_of(rows.bytes(i, 1)),
                  rows.time(i, 2),   std::string(rows.text(i, 3)),
                  to_bytes(rows.bytes(i, 4)), to_bytes(rows.bytes(i, 5))};
    }
    return out;
}

}  // namespace

Result<std::optional<Head>> load_head(Tx& tx) {
    const Rows rows = TRY(tx.query(kHead));
    if (rows.empty()) return std::optional<Head>();
    return std::optional(head_of(rows));
}

Result<Head> lock_head(Tx& tx) {
    Rows rows = TRY(tx.query(kLockHead));
    if (rows.empty()) {
        TRY(tx.run(kMakeHead, Bytes{}));
        rows = TRY(tx.query(kLockHead));
    }
    if (rows.empty()) return rows_missing();
    return head_of(rows);
}

Result<void> advance_head(Tx& tx, const Head& head, std::uint64_t from_size) {
    const std::int64_t changed =
        TRY(tx.run(kAdvanceHead, integer(head.size), head.frontier, head.last_at, integer(from_size)));
    ensure(changed == 1, "the head stays locked from its reading to its writing");
    return {};
}

Result<void> insert_deeds(Tx& tx, const std::vector<NewDeed>& deeds) {
    std::vector<Value> values;
    std::vector<Value> subjects;
    values.reserve(deeds.size() * 8);
    for (const NewDeed& row : deeds) {
        const Deed& deed = *row.deed;
        values.insert(values.end(), {number(row.sequence), deed.at.ms, std::string_view(deed.action),
                                     static_cast<std::int64_t>(deed.outcome), deed.actor.view(),
                                     std::string_view(deed.role), ByteView(row.body), ByteView(row.leaf)});
        for (std::size_t i = 0; i < deed.subjects.size(); ++i) {
            const Subject& subject = deed.subjects[i];
            subjects.insert(subjects.end(), {number(row.sequence), number(i), std::string_view(subject.kind),
                                             ByteView(deed.salts[i]), subject.id.view()});
        }
    }
    TRY_VOID(insert_deed().run(tx, values));
    return insert_subject().run(tx, subjects);
}

Result<void> insert_tile(Tx& tx, unsigned level, std::uint64_t tile, const std::vector<Hash>& hashes, const Hash& root) {
    Bytes together;
    together.reserve(hashes.size() * sizeof(Hash));
    for (const Hash& hash : hashes) together.insert(together.end(), hash.begin(), hash.end());
    TRY(tx.run(kInsertTile, level, integer(tile), together, root));
    return {};
}

Result<std::int64_t> erase_subject(Tx& tx, const Subject& subject) {
    return tx.run(kEraseSubject, subject.kind, subject.id);
}

std::vector<Hash> hashes_of(ByteView bytes) {
    std::vector<Hash> hashes(bytes.size() / sizeof(Hash));
    for (std::size_t i = 0; i < hashes.size(); ++i) hashes[i] = hash_of(bytes.subspan(i * sizeof(Hash), sizeof(Hash)));
    return hashes;
}

Result<std::vector<Hash>> lower_hashes(Tx& tx, unsigned level, std::uint64_t tile, std::uint64_t count) {
    const std::uint64_t first = tile * kTileWidth;
    const Rows rows = level == 0 ? TRY(tx.query(kLeaves, integer(first), integer(first + count)))
                                 : TRY(tx.query(kTileRoots, level - 1, integer(first), integer(first + count)));
    if (rows.size() != count) return rows_missing();
    std::vector<Hash> hashes;
    hashes.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) hashes.push_back(hash_of(rows.bytes(i, 0)));
    return hashes;
}

Result<std::vector<Hash>> tile_hashes(Tx& tx, unsigned level, std::uint64_t tile, std::uint64_t count) {
    if (count < kTileWidth) return lower_hashes(tx, level, tile, count);
    const Rows rows = TRY(tx.query(kOneTile, level, integer(tile)));
    if (rows.empty() || rows.bytes(0, 0).size() != kTileWidth * sizeof(Hash)) return rows_missing();
    return hashes_of(rows.bytes(0, 0));
}

Result<Rows> entries(Tx& tx, std::uint64_t from, std::uint64_t until) {
    return tx.query(kEntries, integer(from), integer(until));
}

Result<Rows> find_entries(Tx& tx, const Filter& filter) {
    const std::int64_t before = filter.before_sequence ? integer(std::min(*filter.before_sequence, kTreeSizeMax))
                                                       : integer(kTreeSizeMax);
    const std::int64_t from = filter.from ? filter.from->ms : 0;
    const std::int64_t until = filter.until ? filter.until->ms : std::numeric_limits<std::int64_t>::max();
    const int outcome_min = static_cast<int>(filter.outcome.value_or(Outcome::done));
    const int outcome_max = static_cast<int>(filter.outcome.value_or(Outcome::read));
    const AnyId actor = filter.actor.value_or(AnyId{});
    const bool any_actor = !filter.actor.has_value();
    const std::int64_t limit = filter.limit;
    if (filter.subject) {
        return tx.query(kFindBySubject, before, from, until, outcome_min, outcome_max, filter.action.value_or(""),
                        !any_actor, actor, filter.subject->kind, filter.subject->id, limit);
    }
    if (filter.action) {
        return tx.query(kFindByAction, before, from, until, outcome_min, outcome_max, *filter.action, !any_actor, actor, limit);
    }
    if (filter.actor) return tx.query(kFindByActor, before, from, until, outcome_min, outcome_max, actor, limit);
    return tx.query(kFindEvery, before, from, until, outcome_min, outcome_max, limit);
}

Result<std::int64_t> newest_sequence(Tx& tx) {
    const Rows rows = TRY(tx.query(kNewestSequence));
    return rows.empty() ? std::int64_t{-1} : rows.i64(0, 0);
}

Result<Rows> subjects(Tx& tx, std::uint64_t from, std::uint64_t until) {
    return tx.query(kSubjects, integer(from), integer(until));
}

Result<Rows> subjects_of(Tx& tx, const std::vector<std::uint64_t>& sequences) {
    ensure(sequences.size() <= kSubjectsOfMax, "subjects are asked for at most 64 entries at a time");
    static const std::string kText = [] {
        std::string text = "SELECT seq, position, kind, salt, subject_id FROM deed_subject WHERE centre_id = ?1 AND seq IN (";
        for (std::size_t i = 0; i < kSubjectsOfMax; ++i) text += (i == 0 ? "?" : ", ?") + std::to_string(i + 2);
        return text + ") ORDER BY seq, position";
    }();
    std::array<Value, kSubjectsOfMax> values;
    values.fill(std::int64_t{-1});  // no entry has it
    for (std::size_t i = 0; i < sequences.size(); ++i) values[i] = number(sequences[i]);
    return tx.query_values({"ledger.subjects_of", kText}, values);
}

Result<Rows> tiles(Tx& tx, unsigned level, std::uint64_t from, std::uint64_t until) {
    return tx.query(kTiles, level, integer(from), integer(until));
}

Result<std::vector<Checkpoint>> checkpoints(Tx& tx, std::uint64_t from_size, std::uint64_t until_size) {
    const Rows rows = TRY(tx.query(kCheckpoints, integer(from_size), integer(until_size)));
    return checkpoints_of(tx, rows);
}

Result<std::optional<Checkpoint>> newest_checkpoint(Tx& tx) {
    const Rows rows = TRY(tx.query(kNewestCheckpoint));
    if (rows.empty()) return std::optional<Checkpoint>();
    return std::optional(checkpoints_of(tx, rows).front());
}

Result<bool> insert_checkpoint(Tx& tx, const Checkpoint& checkpoint) {
    const std::int64_t changed =
        TRY(tx.run(kInsertCheckpoint, integer(checkpoint.size), checkpoint.root, checkpoint.at, checkpoint.suite,
                   checkpoint.public_key, checkpoint.signature));
    return changed == 1;
}

}  // namespace xinan::ledger::rows
