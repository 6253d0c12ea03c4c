// SPDX-License-Identifier: AGPL-3.0-or-later
// Which deeds are a visitor's own. Pure. A visitor sees, and proves, what names him or a case of his; nothing else.
#pragma once

#include <vector>

#include "ledger/ledger.hpp"

namespace xinan::audit {

// A visitor and the cases that were opened for him.
struct Own {
    PersonId person;
    std::vector<CaseId> cases;
    [[nodiscard]] std::vector<ledger::Subject> subjects() const;
};
// The subjects of a deed that are the visitor's own, in their order: what his proof opens. Empty: not his deed (D0.1b, A7.3b).
std::vector<ledger::Subject> own_subjects(const ledger::Deed&, const Own&);

// Several lists of entries, each newest first, as one: newest first, none twice, at most `limit`.
std::vector<ledger::Entry> newest_of(std::vector<std::vector<ledger::Entry>> lists, std::size_t limit);

}  // namespace xinan::audit
