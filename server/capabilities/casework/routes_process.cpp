// SPDX-License-Identifier: AGPL-3.0-or-later
// Process notes, unwritten records, and the visitor's shared summaries.
#include <algorithm>

#include "capabilities/casework/routes_steps.hpp"
#include "crypto/people.hpp"
#include "store/centre.hpp"

namespace xinan::casework {
namespace {

using http::Call;
using http::Reply;

Result<ProcessView> process_view(Call& call, const ReachedSession& at) {
    const AnyId me = call.who.subject.person;
    const auto note = TRY(call.read([&](store::Tx& tx) { return rows::process_note(tx, at.session.id, me, me); }));
    if (note) return opened_note(call, at.session.id, me, *note);
    ProcessView view;
    view.text = PrivateText(std::string{});
    return view;
}

SummaryView summary_view(const rows::Summary& s, const std::vector<staff::StaffName>& names, std::string text) {
    return {s.session.id, s.session.started_at, staff::name_in(names, s.session.counsellor), PrivateText(std::move(text)), s.signed_at, s.refused_at};
}

Result<SummaryList> summaries(Call& call) {
    const PersonId me{call.who.subject.person.bytes};
    SummaryList list;
    const auto all = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<rows::Summary>> {
        list.signing = TRY(load_step_parameters(tx, call.now)).summary_signing;
        return rows::summaries_of(tx, me);
    }));
    const auto names = TRY(staff::names(call.env, call.centre()));
    for (const auto& s : all) {
        const auto place = note_place(call.centre(), s.session.case_id, s.session.id, "session_note", "summary", s.note_version);
        list.items.push_back(summary_view(s, names, std::string(TRY(call.env.vault.open_field(place, s.sealed)).text())));
    }
    return list;
}

}  // namespace

// What a process note is bound to besides its readers.
Bytes bound_to(CentreId centre, SessionId session, AnyId author, std::int64_t version) {
    Bytes out = to_bytes(view_of("xinan process note 1"));
    for (const ByteView part : {centre.view(), session.view(), author.view()}) out.insert(out.end(), part.begin(), part.end());
    for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(version >> shift));
    return out;
}

Result<ProcessView> opened_note(Call& call, SessionId session, AnyId author, const rows::ProcessNote& note) {
    ProcessView view;
    view.version = note.version;
    view.saved_at = note.saved_at;
    if (note.wrap.empty()) {
        view.opened = false;
        view.why_not = "casework.not_wrapped_to_you";
        return view;
    }
    const SecretBytes key = TRY(call.identity.person_key(call.who, call.cookie));
    auto text = crypto::open_for_person(call.env.vault.suite(), bound_to(call.centre(), session, author, note.version), note.sealed, note.wrap, key);
    if (!text) {
        // A passphrase reset makes a new key pair and opens nothing old.
        view.opened = false;
        view.why_not = "casework.sealed_to_an_older_key";
        return view;
    }
    view.text = PrivateText(std::string(text->text()));
    return view;
}

Result<Reply> handle_process(Call& call) {
    const ReachedSession reached = TRY(reach_session(call));
    TRY_VOID(call.leave_read(subjects_of(reached), "care", reached.answer));
    const ProcessView view = TRY(process_view(call, reached));
    return http::ok(view, view.version);
}

Result<Reply> handle_put_process(Call& call) {
    const auto body = TRY(http::parse<ProcessBody>(call.body));
    const std::int64_t version = TRY(call.version());
    const ReachedSession reached = TRY(reach_session(call));
    const AnyId me = call.who.subject.person;
    const auto subjects = subjects_of(reached);
    const Bytes recovery = call.env.vault.recovery_public_key();
    // Recovery comes first: without it a forgotten passphrase would lose the note (DECISIONS "Keys").
    if (recovery.empty()) {
        TRY_VOID(call.write(subjects, [](store::Tx&) -> Result<void> { return fail(ErrorKind::conflict, "casework.no_recovery_key"); }));
    }
    auto readers = TRY(call.read([&](store::Tx& tx) { return readers_of_process_notes(tx, reached.stored.row.visitor, me, call.now); }));
    if (readers.empty()) return fail(ErrorKind::conflict, "casework.no_person_key");
    std::vector<Bytes> keys;
    for (const auto& [person, key] : readers) keys.push_back(key);
    keys.push_back(recovery);
    const auto sealed = TRY(crypto::seal_to_people(call.env.vault.suite(), bound_to(call.centre(), reached.session.id, me, version + 1),
                                                   view_of(body.text.reveal()), keys, call.env.random));
    std::vector<std::pair<AnyId, Bytes>> wraps;
    for (std::size_t i = 0; i < readers.size(); ++i) wraps.emplace_back(readers[i].first, sealed.wraps[i]);
    wraps.emplace_back(AnyId{}, sealed.wraps.back());
    auto deed = call.deed(ledger::Outcome::done, subjects, "care", reached.answer.clauses, &reached.answer);
    deed.object_hash = call.env.vault.suite().hash(sealed.sealed);
    TRY_VOID(call.write(subjects, [&](store::Tx& tx) -> Result<void> {
        // Somebody was named or ended meanwhile: the text is sealed again to those of now.
        if (TRY(readers_of_process_notes(tx, reached.stored.row.visitor, me, call.now)) != readers) return fail(ErrorKind::conflict, "casework.readers_changed");
        TRY_VOID(rows::put_process_note(tx, reached.session.id, me, version + 1, sealed.sealed, wraps, call.now));
        ledger::leave(tx, deed);
        return {};
    }));
    const ProcessView view = TRY(process_view(call, reached));
    return http::ok(view, view.version);
}

Result<Reply> handle_unwritten(Call& call) {
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    std::vector<visitors::SealedPerson> people;
    std::vector<rows::StoredCase> cases;
    Parameters parameters;
    const auto sessions = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<SessionRow>> {
        auto found = TRY(rows::unwritten(tx, StaffId{call.who.subject.person.bytes}));
        parameters = TRY(load_parameters(tx, call.now));
        std::vector<PersonId> ids;
        for (const SessionRow& s : found) {
            if (std::ranges::any_of(cases, [&](const auto& c) { return c.row.id == s.case_id; })) continue;
            if (auto c = TRY(rows::find_case(tx, s.case_id))) {
                if (std::ranges::find(ids, c->row.visitor) == ids.end()) ids.push_back(c->row.visitor);
                cases.push_back(std::move(*c));
            }
        }
        const LocalDate day = TRY(Zone::open(TRY(store::load_centre(tx)).zone))->to_local(call.now).date;
        people = TRY(visitors::sealed_labels(tx, ids, day, call.now));
        return found;
    }));
    const auto labels = TRY(visitors::open_labels(call.env, call.centre(), people, call.language));
    UnwrittenList list;
    std::vector<ledger::Subject> subjects;
    for (const SessionRow& s : sessions) {
        const auto c = std::ranges::find_if(cases, [&](const auto& each) { return each.row.id == s.case_id; });
        if (c == cases.end()) continue;
        const auto label = std::ranges::find(labels, c->row.visitor, &visitors::PersonHit::id);
        const UtcTime due = note_due_at(*s.ended_at, parameters);
        list.items.push_back({s.id, c->row.code, label == labels.end() ? visitors::PersonHit{} : *label, *s.ended_at, due, due < call.now});
        const auto subject = ledger::subject("person", c->row.visitor);
        if (std::ranges::find(subjects, subject) == subjects.end()) subjects.push_back(subject);
    }
    if (!subjects.empty()) TRY_VOID(call.leave_read(subjects, "care", answer, Call::Repeats::board));
    return http::ok(list);
}

Result<Reply> handle_summaries(Call& call) {
    access::Standing mine;  // the list is of the asker's own sessions, whoever asks
    if (!call.who.subject.is_staff) mine.relations.push_back(access::Relation::self);
    const auto answer = call.decide(mine);
    if (!answer.permitted) return call.refuse_read({});
    TRY_VOID(call.leave_read({ledger::Subject{"person", call.who.subject.person}}, "own", answer));
    return http::ok(TRY(summaries(call)));
}

Result<Reply> handle_sign_summary(Call& call) {
    const auto body = TRY(http::parse<SignatureBody>(call.body));
    const auto [session, stored, answer] = TRY(reach_own_summary(call));
    const SessionId id = session.id;
    rows::Signature signature;
    signature.by = call.who.subject.person;
    signature.at = call.now;
    signature.sealed = TRY(call.env.vault.seal_field(note_place(call.centre(), stored.row.id, id, "summary_signature", "signature", 1), body.signature.reveal()));
    const std::vector<ledger::Subject> subjects{ledger::subject("session", id), ledger::subject("person", stored.row.visitor)};
    auto deed = call.deed(ledger::Outcome::done, subjects, "own", {"D2.2b"}, &answer);
    deed.object_hash = call.env.vault.suite().hash(signature.sealed);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        const SummaryFacts facts{TRY(rows::signature(tx, id)).has_value(), TRY(rows::refusal(tx, id)).has_value()};
        TRY_VOID(decide_summary_signature(facts, TRY(load_step_parameters(tx, call.now))).settle(false));
        TRY_VOID(rows::insert_signature(tx, id, signature));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return http::ok(TRY(summaries(call)));
}

}  // namespace xinan::casework
