// SPDX-License-Identifier: AGPL-3.0-or-later
// A supervisor and the process notes sealed to him: the list, and opening one with his own sign-in.
#include <algorithm>

#include "capabilities/casework/routes_steps.hpp"
#include "crypto/people.hpp"

namespace xinan::casework {
namespace {

using http::Call;
using http::Reply;

constexpr std::int64_t kListMax = 200;

}  // namespace

Result<Reply> handle_supervised(Call& call) {
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const StaffId me{call.who.subject.person.bytes};
    const auto names = TRY(staff::names(call.env, call.centre()));
    const auto notes = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<rows::NoteOfAuthor>> {
        std::vector<rows::NoteOfAuthor> all;
        for (const StaffId of : TRY(staff::supervised_by(tx, me, call.now))) {
            for (auto& note : TRY(rows::process_notes_of(tx, of, any(me), kListMax))) all.push_back(std::move(note));
            if (all.size() > static_cast<std::size_t>(kListMax)) break;
        }
        std::ranges::sort(all, std::greater<>{}, &rows::NoteOfAuthor::saved_at);
        if (all.size() > static_cast<std::size_t>(kListMax)) all.resize(static_cast<std::size_t>(kListMax));
        return all;
    }));
    SupervisedList list;
    for (const auto& note : notes) {
        list.items.push_back({note.session, note.case_code, note.author, staff::name_in(names, note.author), note.saved_at, note.sealed_to_reader});
    }
    return http::ok(list);
}

Result<Reply> handle_supervised_note(Call& call) {
    const auto id = TRY(call.id<SessionId>("session"));
    const auto author = TRY(call.id<StaffId>("author"));
    const AnyId me = call.who.subject.person;
    std::optional<SessionRow> session;
    std::optional<rows::StoredCase> stored;
    std::optional<rows::ProcessNote> note;
    access::Standing standing;
    // The same statements whether it exists or not.
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        session = TRY(rows::find_session(tx, id));
        stored = TRY(rows::find_case(tx, session ? session->case_id : CaseId{id.bytes}));
        note = TRY(rows::process_note(tx, id, any(author), me));
        const PersonId visitor = stored ? stored->row.visitor : PersonId{id.bytes};
        if (TRY(supervises(tx, StaffId{me.bytes}, author, visitor, call.now))) standing.relations.push_back(access::Relation::supervisor_of);
        return {};
    }));
    const auto answer = call.decide(standing);
    if (!session || !stored || !note || !answer.permitted) return call.refuse_read({ledger::subject("session", id)});
    const std::vector<ledger::Subject> subjects{ledger::subject("session", id), ledger::subject("case", stored->row.id),
                                                ledger::subject("person", stored->row.visitor), ledger::subject("staff", author)};
    if (!note->wrap.empty()) TRY_VOID(call.leave_read(subjects, "supervision", answer));
    const ProcessView view = TRY(opened_note(call, id, any(author), *note));
    return http::ok(view, view.version);
}

}  // namespace xinan::casework
