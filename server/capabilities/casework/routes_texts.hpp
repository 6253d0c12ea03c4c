// SPDX-License-Identifier: AGPL-3.0-or-later
// Texts of a case in their next version, for the routes that write them.
#pragma once

#include "capabilities/casework/service.hpp"
#include "http/route.hpp"

namespace xinan::casework {

// A text of the case in its next version, sealed outside the transaction; the database refuses a gap.
struct NewText {
    std::string kind;
    rows::Text text;
};
Result<NewText> prepare_text(http::Call&, CaseId, std::string kind, std::string_view body);
// Today in the centre's zone.
Result<LocalDate> today(http::Call&);

}  // namespace xinan::casework
