// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/verify_page.hpp"

#include <algorithm>

#include "ledger/entry.hpp"

namespace xinan::ledger {
namespace {

bool same(ByteView a, ByteView b) { return std::ranges::equal(a, b); }

class PageExamination final {
   public:
    PageExamination(const crypto::Suite& suite, ExaminedPage& page) : suite_(suite), page_(page) {}
    void run(const store::Rows& entries, const store::Rows& subjects);

   private:
    void find(std::string code, std::vector<std::pair<std::string, std::uint64_t>> numbers) {
        page_.findings.push_back(finding(std::move(code), std::move(numbers)));
    }
    void missing(std::uint64_t from, std::uint64_t until) {
        find("ledger.entry_missing", {{"from", from}, {"to", until - 1}});
        page_.complete = false;
    }
    void examine(const store::Rows& rows, std::size_t row, std::uint64_t sequence, const store::Rows& subjects);
    void check_columns(const store::Rows& rows, std::size_t row, const EntryView& entry);
    void check_subjects(const store::Rows& subjects, std::uint64_t sequence, const EntryView* entry);

    const crypto::Suite& suite_;
    ExaminedPage& page_;
    std::size_t next_subject_ = 0;
};

void PageExamination::run(const store::Rows& entries, const store::Rows& subjects) {
    page_.leaves.reserve(entries.size());
    std::uint64_t expected = page_.from;
    for (std::size_t row = 0, count = entries.size(); row < count; ++row) {
        const auto sequence = static_cast<std::uint64_t>(entries.i64(row, rows::kSeq));
        if (sequence > expected) missing(expected, sequence);
        examine(entries, row, sequence, subjects);
        expected = sequence + 1;
    }
    if (expected < page_.until) missing(expected, page_.until);
}

void PageExamination::examine(const store::Rows& rows, std::size_t row, std::uint64_t sequence,
                              const store::Rows& subjects) {
    const ByteView body = rows.bytes(row, rows::kBody);
    const ByteView stored = rows.bytes(row, rows::kLeafHash);
    Hash leaf{};
    std::ranges::copy(stored.first(std::min(stored.size(), leaf.size())), leaf.begin());
    page_.leaves.push_back(leaf);
    if (leaf_hash(suite_, body) != leaf) find("ledger.entry_altered", {{"sequence", sequence}});

    const auto entry = read_entry(body);
    if (!entry) find("ledger.entry_unreadable", {{"sequence", sequence}});
    else if (entry->sequence != sequence) find("ledger.entry_misnumbered", {{"sequence", sequence}, {"inside", entry->sequence}});
    else check_columns(rows, row, *entry);
    check_subjects(subjects, sequence, entry ? &*entry : nullptr);
}

// The columns beside the body are what readers search by: they must say the same.
void PageExamination::check_columns(const store::Rows& rows, std::size_t row, const EntryView& entry) {
    const bool agree = rows.i64(row, rows::kAtMs) == entry.at.ms && rows.text(row, rows::kAction) == entry.action &&
                       rows.i64(row, rows::kOutcome) == static_cast<std::int64_t>(entry.outcome) &&
                       same(rows.bytes(row, rows::kActorId), entry.actor) && rows.text(row, rows::kRole) == entry.role;
    if (!agree) find("ledger.column_differs", {{"sequence", entry.sequence}});
}

// What is left of the erasable subjects must fit the hashes in the entry.
void PageExamination::check_subjects(const store::Rows& subjects, std::uint64_t sequence, const EntryView* entry) {
    for (const std::size_t count = subjects.size(); next_subject_ < count; ++next_subject_) {
        const std::size_t row = next_subject_;
        const auto of = static_cast<std::uint64_t>(subjects.i64(row, rows::kSubjectSeq));
        if (of > sequence) return;
        const auto position = static_cast<std::size_t>(subjects.i64(row, rows::kPosition));
        const std::string_view kind = subjects.text(row, rows::kKind);
        const ByteView salt = subjects.bytes(row, rows::kSalt);
        const bool fits = of == sequence && entry != nullptr && position < entry->subject_count() && is_word(kind) &&
                          salt.size() == kSaltBytes && subjects.bytes(row, rows::kSubjectId).size() == sizeof(AnyId) &&
                          subject_hash(suite_, salt, kind, subjects.id<AnyId>(row, rows::kSubjectId)) == entry->subject(position);
        if (!fits) find("ledger.subject_altered", {{"sequence", of}, {"position", position}});
    }
}

}  // namespace

Ledger::Finding finding(std::string code, std::vector<std::pair<std::string, std::uint64_t>> numbers) {
    Ledger::Finding made{std::move(code), {}};
    for (auto& [name, number] : numbers) made.args.emplace_back(std::move(name), std::to_string(number));
    return made;
}

Result<ExaminedPage> examine_page(store::Tx& tx, const crypto::Suite& suite, std::uint64_t from, std::uint64_t until) {
    ExaminedPage page;
    page.from = from;
    page.until = until;
    const store::Rows entries = TRY(rows::entries(tx, from, until));
    const store::Rows subjects = TRY(rows::subjects(tx, from, until));
    page.tiles = TRY(rows::tiles(tx, 0, from / kTileWidth, until / kTileWidth));
    auto checkpoints = TRY(rows::checkpoints(tx, from == 0 ? 0 : from + 1, until + 1));
    PageExamination(suite, page).run(entries, subjects);
    for (Checkpoint& checkpoint : checkpoints) {
        const bool fits = signature_fits(suite, checkpoint);
        page.checkpoints.push_back({std::move(checkpoint), fits});
    }
    return page;
}

}  // namespace xinan::ledger
