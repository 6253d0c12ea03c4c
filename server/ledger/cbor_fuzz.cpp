// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as an entry: answered within bounds, and whatever is accepted is canonical and says the same when read twice.
#include "ledger/cbor.hpp"
#include "ledger/entry.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const xinan::ByteView input(data, size);
    const bool canonical = xinan::ledger::check_canonical(input).ok();
    const auto entry = xinan::ledger::read_entry(input);
    if (entry) {
        xinan::ensure_or_die(canonical, "an entry is canonical");
        const auto deed = xinan::ledger::deed_of(*entry);
        xinan::ensure_or_die(deed.subjects.size() == entry->subject_count() && xinan::ledger::is_word(deed.action),
                             "an entry holds words and counted subjects");
    }
    return 0;
}
