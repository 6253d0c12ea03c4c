// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/casework/routes_reach.hpp"

namespace xinan::casework {

std::vector<ledger::Subject> subjects_of(const rows::StoredCase& c) {
    return {ledger::subject("case", c.row.id), ledger::subject("person", c.row.visitor)};
}
std::vector<ledger::Subject> subjects_of(const ReachedSession& s) {
    return {ledger::subject("session", s.session.id), ledger::subject("case", s.stored.row.id), ledger::subject("person", s.stored.row.visitor)};
}

// In both: the standing is looked up and decided before anything of the record is read, so that a record one may not know of
// takes the time of one that does not exist (DECISIONS "Refusals and reads").
Result<ReachedCase> reach_case(http::Call& call, CaseId id) {
    ReachedCase out;
    std::optional<rows::StoredCase> found;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        out.answer = call.decide(TRY(access::standing(tx, call.who.subject, call.route.action, "case", any(id), call.now)));
        if (out.answer.permitted) found = TRY(rows::find_case(tx, id));
        return {};
    }));
    if (!found) return call.refuse_read({ledger::subject("case", id)});
    out.stored = std::move(*found);
    return out;
}

Result<ReachedSession> reach_session(http::Call& call) {
    const auto id = TRY(call.id<SessionId>("session"));
    ReachedSession out;
    std::optional<SessionRow> session;
    std::optional<rows::StoredCase> stored;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        const CaseId case_id = TRY(rows::case_of_session(tx, id)).value_or(CaseId{id.bytes});
        out.answer = call.decide(TRY(access::standing(tx, call.who.subject, call.route.action, "case", any(case_id), call.now)));
        if (!out.answer.permitted) return {};
        session = TRY(rows::find_session(tx, id));
        stored = TRY(rows::find_case(tx, case_id));
        return {};
    }));
    if (!session || !stored) return call.refuse_read({ledger::subject("session", id)});
    out.session = std::move(*session);
    out.stored = std::move(*stored);
    return out;
}

Result<ReachedSession> reach_own_summary(http::Call& call) {
    const auto id = TRY(call.id<SessionId>("session"));
    std::optional<SessionRow> session;
    std::optional<rows::StoredCase> stored;
    rows::Note note;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        session = TRY(rows::find_session(tx, id));
        stored = TRY(rows::find_case(tx, session ? session->case_id : CaseId{id.bytes}));
        note = TRY(rows::note(tx, id));
        return {};
    }));
    access::Standing standing;
    if (!call.who.subject.is_staff && stored && any(stored->row.visitor) == call.who.subject.person) standing.relations.push_back(access::Relation::self);
    ReachedSession out;
    out.answer = call.decide(standing);
    if (!session || !stored || !out.answer.permitted || note.summary.empty()) return call.refuse_read({ledger::subject("session", id)});
    out.session = std::move(*session);
    out.stored = std::move(*stored);
    return out;
}

}  // namespace xinan::casework
