// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <unordered_map>

#include "ledger/entry.hpp"
#include "ledger/ledger.hpp"
#include "ledger/store.hpp"

namespace xinan::ledger {
namespace {

constexpr unsigned kLimitMax = 1'000;

// Fills in the subjects whose salts are kept. Entries and rows are found by sequence.
Result<void> add_subjects(store::Tx& tx, std::vector<Entry>& entries) {
    std::unordered_map<std::uint64_t, Deed*> by_sequence;
    for (Entry& entry : entries) {
        entry.deed.salts.resize(entry.deed.subjects.size());
        by_sequence.emplace(entry.sequence, &entry.deed);
    }
    for (std::size_t first = 0; first < entries.size(); first += rows::kSubjectsOfMax) {
        const std::size_t last = std::min(entries.size(), first + rows::kSubjectsOfMax);
        std::vector<std::uint64_t> sequences;
        for (std::size_t i = first; i < last; ++i) sequences.push_back(entries[i].sequence);
        const store::Rows found = TRY(rows::subjects_of(tx, sequences));
        for (std::size_t i = 0; i < found.size(); ++i) {
            Deed& deed = *by_sequence.at(static_cast<std::uint64_t>(found.i64(i, rows::kSubjectSeq)));
            const auto position = static_cast<std::size_t>(found.i64(i, rows::kPosition));
            if (position >= deed.subjects.size()) return fail(ErrorKind::internal, "ledger.bad_entry");
            deed.subjects[position] = {std::string(found.text(i, rows::kKind)), found.id<AnyId>(i, rows::kSubjectId)};
            std::ranges::copy(found.bytes(i, rows::kSalt), deed.salts[position].begin());
        }
    }
    return {};
}

}  // namespace

Result<std::vector<Entry>> DeedReader::find(const Filter& filter) const {
    if (filter.limit == 0 || filter.limit > kLimitMax) return fail(ErrorKind::invalid, "ledger.bad_limit");
    const store::Rows found = TRY(rows::find_entries(tx_, filter));
    std::vector<Entry> entries;
    entries.reserve(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        Entry entry;
        entry.sequence = static_cast<std::uint64_t>(found.i64(i, rows::kSeq));
        entry.body = to_bytes(found.bytes(i, rows::kBody));
        const auto read = read_entry(entry.body);
        if (!read) return fail(ErrorKind::internal, "ledger.bad_entry", {{"sequence", std::to_string(entry.sequence)}});
        entry.deed = deed_of(*read);
        entries.push_back(std::move(entry));
    }
    TRY_VOID(add_subjects(tx_, entries));
    return entries;
}

Result<std::uint64_t> DeedReader::size() const {
    const auto head = TRY(rows::load_head(tx_));
    return head ? head->size : std::uint64_t{0};
}

}  // namespace xinan::ledger
