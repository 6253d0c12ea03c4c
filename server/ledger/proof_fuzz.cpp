// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a file of the verifier: answered, never verified by chance, and whatever is accepted is exactly what the
// writer writes.
#include <algorithm>
#include <string>

#include "ledger/verify/offline.hpp"

namespace {

template <class T>
void same_again(const xinan::Result<T>& parsed, std::string_view text) {
    if (!parsed) return;
    if (text.ends_with('\n')) text.remove_suffix(1);
    xinan::ensure_or_die(xinan::ledger::to_json(*parsed) == text, "one file, one reading");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace offline = xinan::ledger::offline;
    const std::string text(xinan::text_of({data, size}));
    same_again(xinan::ledger::checkpoint_from_json(text), text);
    same_again(xinan::ledger::proof_from_json(text), text);
    same_again(xinan::ledger::consistency_from_json(text), text);
    same_again(xinan::ledger::export_line_from_json(text), text);
    (void)offline::examine_proof(text, {});
    (void)offline::examine_consistency(text, text, text, {});
    std::size_t at = 0;
    (void)offline::examine_export(
        [&]() -> std::optional<std::string> {
            if (at >= text.size()) return std::nullopt;
            const std::size_t end = std::min(text.find('\n', at), text.size());
            std::string line = text.substr(at, end - at);
            at = end + 1;
            return line;
        },
        {});
    return 0;
}
