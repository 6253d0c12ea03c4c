// SPDX-License-Identifier: AGPL-3.0-or-later
// From an id in a path to the case or session the asker may act on.
#pragma once

#include "capabilities/casework/service.hpp"
#include "http/route.hpp"

namespace xinan::casework {

// The case, if the asker stands so to it; the same look-ups and deed when not, or when there is none.
struct ReachedCase {
    rows::StoredCase stored;
    access::Answer answer;
};
Result<ReachedCase> reach_case(http::Call&, CaseId);
struct ReachedSession {
    SessionRow session;
    rows::StoredCase stored;
    access::Answer answer;
};
Result<ReachedSession> reach_session(http::Call&);
// The session whose shared summary the asker may answer for himself, being its visitor; not found while there is no summary.
Result<ReachedSession> reach_own_summary(http::Call&);
std::vector<ledger::Subject> subjects_of(const rows::StoredCase&);
std::vector<ledger::Subject> subjects_of(const ReachedSession&);

}  // namespace xinan::casework
