// SPDX-License-Identifier: AGPL-3.0-or-later
// Checkpoints and proofs. What the hook does is in append.cpp, the whole examination in verify.cpp.
#include "ledger/ledger.hpp"

#include <algorithm>

#include "ledger/append.hpp"
#include "ledger/entry.hpp"
#include "ledger/store.hpp"

namespace xinan::ledger {
namespace {

constexpr std::uint64_t kCheckpointEntries = 256;  // DECISIONS "Ledger"
constexpr Millis kCheckpointAge{60'000};
constexpr int kSignAttemptsMax = 2;                // the key may be rotated between asking for it and signing

TreeReader tree_of(store::Tx& tx, const crypto::Suite& suite, std::uint64_t size) {
    return {suite, size, [&tx](unsigned level, std::uint64_t tile, std::uint64_t count) {
                return rows::tile_hashes(tx, level, tile, count);
            }};
}

struct HeadAndCheckpoint {
    rows::Head head;
    std::optional<Checkpoint> newest;
};

Result<HeadAndCheckpoint> load_both(store::Tx& tx) {
    HeadAndCheckpoint both;
    both.newest = TRY(rows::newest_checkpoint(tx));
    both.head = TRY(rows::load_head(tx)).value_or(rows::Head{});
    return both;
}

Result<std::vector<OpenedSubject>> opened_subjects(store::Tx& tx, std::uint64_t sequence, const std::vector<Subject>& open) {
    const store::Rows found = TRY(rows::subjects(tx, sequence, sequence + 1));
    std::vector<OpenedSubject> opened;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Subject subject{std::string(found.text(i, rows::kKind)), found.id<AnyId>(i, rows::kSubjectId)};
        if (std::ranges::find(open, subject) == open.end()) continue;
        opened.push_back({static_cast<unsigned>(found.i64(i, rows::kPosition)), subject.kind,
                          to_bytes(found.bytes(i, rows::kSalt)), subject.id});
    }
    return opened;
}

// A proof that would not convince its reader is not given out: the rows were altered.
bool holds(const crypto::Suite& suite, const Proof& proof) {
    const Checkpoint& checkpoint = proof.checkpoint;
    return signature_fits(suite, checkpoint) && verify_inclusion(suite, leaf_hash(suite, proof.entry), proof.sequence,
                                                                 checkpoint.size, proof.path, checkpoint.root);
}

}  // namespace

Ledger::Ledger(store::Store& store, crypto::Vault& vault, Clock& clock) : store_(store), vault_(vault), clock_(clock) {}

void Ledger::attach() {
    store_.set_before_commit([this](store::Tx& tx, std::vector<std::unique_ptr<store::Pending>>& entries) {
        return append(tx, entries, vault_.suite(), clock_.now());
    });
}

Result<std::optional<Checkpoint>> Ledger::newest_checkpoint(CentreId centre) {
    return store_.read(centre, [](store::Tx& tx) { return rows::newest_checkpoint(tx); });
}

Result<Checkpoint> Ledger::sign_head(CentreId centre) {
    const HeadAndCheckpoint both = TRY(store_.read(centre, load_both));
    if (both.newest && both.newest->size == both.head.size) return *both.newest;
    const Frontier frontier = TRY(Frontier::from_bytes(both.head.size, both.head.frontier));
    const UtcTime now = clock_.now();
    if (both.newest && now + kClockBehindMax < both.newest->at) return fail(ErrorKind::unavailable, "unavailable.clock");

    const crypto::Suite& suite = vault_.suite();
    Checkpoint checkpoint{centre, both.head.size, frontier.root(suite), now, std::string(suite.name()), {}, {}};
    for (int i = 0; i < kSignAttemptsMax; ++i) {
        checkpoint.public_key = TRY(vault_.signing_public_key(centre));
        checkpoint.signature = TRY(vault_.sign_checkpoint(centre, checkpoint.signed_bytes()));
        if (signature_fits(suite, checkpoint)) return checkpoint;
    }
    return fail(ErrorKind::internal, "ledger.does_not_verify");
}

Result<Checkpoint> Ledger::checkpoint_now(CentreId centre) {
    const Checkpoint checkpoint = TRY(sign_head(centre));
    return store_.write(centre, [&](store::Tx& tx) -> Result<Checkpoint> {
        if (TRY(rows::insert_checkpoint(tx, checkpoint))) return checkpoint;
        // Another call or server signed this size first: that one counts.
        const auto stored = TRY(rows::checkpoints(tx, checkpoint.size, checkpoint.size + 1));
        return stored.empty() ? checkpoint : stored.front();
    });
}

Result<std::optional<Checkpoint>> Ledger::checkpoint_if_due(CentreId centre) {
    const HeadAndCheckpoint both = TRY(store_.read(centre, load_both));
    const std::uint64_t covered = both.newest ? both.newest->size : 0;
    if (both.head.size <= covered) return std::optional<Checkpoint>();
    const bool is_due = !both.newest || both.head.size - covered >= kCheckpointEntries ||
                        clock_.now() - both.newest->at >= kCheckpointAge;
    if (!is_due) return std::optional<Checkpoint>();
    return std::optional(TRY(checkpoint_now(centre)));
}

Result<Proof> Ledger::prove(CentreId centre, std::uint64_t sequence, const std::vector<Subject>& open) {
    const crypto::Suite& suite = vault_.suite();
    return store_.read(centre, [&](store::Tx& tx) -> Result<Proof> {
        const HeadAndCheckpoint both = TRY(load_both(tx));
        const store::Rows found = TRY(rows::entries(tx, sequence, sequence + 1));
        if (found.empty()) return fail(ErrorKind::not_found, "ledger.no_such_entry");
        if (!both.newest || both.newest->size <= sequence) return fail(ErrorKind::conflict, "ledger.not_covered");

        Proof proof;
        proof.entry = to_bytes(found.bytes(0, rows::kBody));
        proof.sequence = sequence;
        proof.path = TRY(tree_of(tx, suite, both.newest->size).inclusion(sequence, both.newest->size));
        proof.opened_subjects = TRY(opened_subjects(tx, sequence, open));
        proof.checkpoint = *both.newest;
        if (!holds(suite, proof)) {
            return fail(ErrorKind::internal, "ledger.does_not_verify", {{"sequence", std::to_string(sequence)}});
        }
        return proof;
    });
}

Result<std::vector<crypto::Hash>> Ledger::consistency(CentreId centre, std::uint64_t from_size, std::uint64_t to_size) {
    return store_.read(centre, [&](store::Tx& tx) -> Result<std::vector<Hash>> {
        const auto head = TRY(rows::load_head(tx)).value_or(rows::Head{});
        if (to_size > head.size || from_size > to_size) return fail(ErrorKind::not_found, "ledger.no_such_entry");
        return tree_of(tx, vault_.suite(), head.size).consistency(from_size, to_size);
    });
}

Result<void> Ledger::export_to(CentreId centre, const std::function<Result<void>(std::string_view line)>& sink) {
    constexpr std::uint64_t kPage = 1'000;
    const auto head = TRY(store_.read(centre, [](store::Tx& tx) { return rows::load_head(tx); })).value_or(rows::Head{});
    TRY_VOID(sink(to_json(ExportLine(ExportHead{centre, std::string(vault_.suite().name()), head.size}))));
    for (std::uint64_t from = 0; from == 0 || from < head.size; from += kPage) {
        const std::uint64_t until = std::min(head.size, from + kPage);
        // Lines are made from a snapshot and written outside it: a slow disk holds no transaction open.
        const auto lines = TRY(store_.read(centre, [&](store::Tx& tx) -> Result<std::vector<std::string>> {
            const store::Rows found = TRY(rows::entries(tx, from, until));
            const auto checkpoints = TRY(rows::checkpoints(tx, from == 0 ? 0 : from + 1, until + 1));
            std::vector<std::string> made;
            auto next = checkpoints.begin();
            const auto checkpoints_until = [&](std::uint64_t size) {
                for (; next != checkpoints.end() && next->size <= size; ++next) made.push_back(to_json(*next));
            };
            checkpoints_until(from);
            for (std::size_t i = 0; i < found.size(); ++i) {
                const auto sequence = static_cast<std::uint64_t>(found.i64(i, rows::kSeq));
                checkpoints_until(sequence);
                made.push_back(to_json(ExportLine(ExportEntry{sequence, to_bytes(found.bytes(i, rows::kBody)),
                                                              rows::hashes_of(found.bytes(i, rows::kLeafHash)).at(0)})));
            }
            checkpoints_until(until);
            return made;
        }));
        for (const std::string& line : lines) TRY_VOID(sink(line));
    }
    return sink(to_json(ExportLine(ExportEnd{head.size})));
}

}  // namespace xinan::ledger
