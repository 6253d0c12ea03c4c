// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/casework/routes_reach.hpp"

namespace xinan::casework {

std::vector<ledger::Subject> subjects_of(const rows::StoredCase& c) {
    return {ledger::subject("case", c.row.id), ledger::subject("person", c.row.visitor)};
}
std::vector<ledger::Subject> subjects_of(const ReachedSession& s) {
    return {ledger::subject("session", s.session.id), ledger::subject("case", s.stored.row.id), ledger::subject("person", s.stored.row.visitor)};
}

Result<ReachedCase> reach_case(http::Call& call, CaseId id) {
    access::Standing standing;
    std::optional<rows::StoredCase> found;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        found = TRY(rows::find_case(tx, id));
        standing = TRY(access::standing(tx, call.who.subject, call.route.action, "case", any(id), call.now));
        return {};
    }));
    ReachedCase out;
    out.answer = call.decide(standing);
    if (!found || !out.answer.permitted) return call.refuse_read({ledger::subject("case", id)});
    out.stored = std::move(*found);
    return out;
}

Result<ReachedSession> reach_session(http::Call& call) {
    const auto id = TRY(call.id<SessionId>("session"));
    access::Standing standing;
    std::optional<SessionRow> session;
    std::optional<rows::StoredCase> stored;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        session = TRY(rows::find_session(tx, id));
        // The same statements whether it exists or not.
        const CaseId case_id = session ? session->case_id : CaseId{id.bytes};
        stored = TRY(rows::find_case(tx, case_id));
        standing = TRY(access::standing(tx, call.who.subject, call.route.action, "case", any(case_id), call.now));
        return {};
    }));
    ReachedSession out;
    out.answer = call.decide(standing);
    if (!session || !stored || !out.answer.permitted) return call.refuse_read({ledger::subject("session", id)});
    out.session = std::move(*session);
    out.stored = std::move(*stored);
    return out;
}

}  // namespace xinan::casework
