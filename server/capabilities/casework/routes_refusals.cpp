// SPDX-License-Identifier: AGPL-3.0-or-later
// A shared summary that is not signed: the visitor says why, or the counsellor enters it for somebody who cannot (D2.2b).
#include "capabilities/casework/routes_steps.hpp"

namespace xinan::casework {
namespace {

using http::Call;
using http::Reply;

Result<void> refuse(Call& call, const SessionRow& session, PersonId visitor, NotSigned why, const PrivateText& reason, std::string_view purpose,
                    const access::Answer& answer) {
    const auto place = note_place(call.centre(), session.case_id, session.id, "summary_refusal", "reason", 1);
    rows::Refusal refusal;
    refusal.why = why == NotSigned::refused ? "refused" : "cannot_sign";
    refusal.by = call.who.subject.person;
    refusal.at = call.now;
    refusal.sealed = TRY(call.env.vault.seal_field(place, reason.reveal()));
    const std::vector<ledger::Subject> subjects{ledger::subject("session", session.id), ledger::subject("person", visitor)};
    auto deed = call.deed(ledger::Outcome::done, subjects, purpose, {"D2.2b"}, &answer);
    deed.object_hash = call.env.vault.suite().hash(refusal.sealed);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        const SummaryFacts facts{TRY(rows::signature(tx, session.id)).has_value(), TRY(rows::refusal(tx, session.id)).has_value()};
        TRY_VOID(decide_summary_refusal(facts, TRY(load_step_parameters(tx, call.now))).settle(false));
        TRY_VOID(rows::insert_refusal(tx, session.id, refusal));
        ledger::leave(tx, deed);
        return session.id.text();
    }));
    return {};
}

}  // namespace

Result<Reply> handle_refuse_summary(Call& call) {
    const auto body = TRY(http::parse<ReasonBody>(call.body));
    const auto [session, stored, answer] = TRY(reach_own_summary(call));
    TRY_VOID(refuse(call, session, stored.row.visitor, NotSigned::refused, body.reason, "own", answer));
    return http::no_content();
}

Result<Reply> handle_not_signed(Call& call) {
    const auto body = TRY(http::parse<NotSignedBody>(call.body));
    const ReachedSession reached = TRY(reach_session(call));
    const auto note = TRY(call.read([&](store::Tx& tx) { return rows::note(tx, reached.session.id); }));
    if (note.summary.empty()) return call.refuse_read({ledger::subject("session", reached.session.id)});
    TRY_VOID(refuse(call, reached.session, reached.stored.row.visitor, body.why, body.reason, "care", reached.answer));
    return http::no_content();
}

}  // namespace xinan::casework
