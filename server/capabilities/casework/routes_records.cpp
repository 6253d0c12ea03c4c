// SPDX-License-Identifier: AGPL-3.0-or-later
// The session record: draft that autosaves, versions, signing, addenda.
#include <algorithm>
#include <charconv>

#include "capabilities/casework/routes_steps.hpp"

namespace xinan::casework {
namespace {

using http::Call;
using http::Reply;

constexpr Clause kOriginalRecord{"C2.5d"};

std::string author_name(Call& call, AnyId author) {
    auto names = staff::names(call.env, call.centre());
    return names ? staff::name_in(*names, StaffId{author.bytes}) : std::string{};
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string out;
    for (const std::string_view word : words) out.append(out.empty() ? "" : ", ").append(word);
    return out;
}

RecordFields fields_of(const RecordIn& in) {
    return {in.background, in.request, in.theme, in.intervention, in.method, in.plan, in.shared_summary, in.risk.value_or(Risk::none), in.risk.has_value()};
}

void fill(RecordView& view, const RecordBody& body) {
    view.background = body.fields.background;
    view.request = body.fields.request;
    view.theme = body.fields.theme;
    view.intervention = body.fields.intervention;
    view.method = body.fields.method;
    view.plan = body.fields.plan;
    view.shared_summary = body.fields.shared_summary;
    if (body.fields.risk_given) view.risk = body.fields.risk;
    view.next_contact = body.next_contact;
    view.missing = missing_fields(body.fields);
}

Result<RecordView> view_of(Call& call, const ReachedSession& at) {
    rows::Note note;
    std::vector<rows::NoteVersion> versions;
    RecordView view;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        view.methods.clear();
        for (const std::string_view method : approved_methods(TRY(load_step_parameters(tx, call.now)))) view.methods.emplace_back(method);
        note = TRY(rows::note(tx, at.session.id));
        if (note.state == NoteState::signed_) versions = TRY(rows::versions(tx, at.session.id));
        return {};
    }));
    view.session = at.session.id;
    view.case_ = at.stored.row.id;
    view.version = note.version;
    view.state = note.state;
    if (note.version == 0) {
        view.missing = missing_fields({});
        return view;
    }
    view.saved_at = note.saved_at;
    view.author_name = author_name(call, note.author);
    if (note.state == NoteState::draft) {
        const auto place = note_place(call.centre(), at.stored.row.id, at.session.id, "session_note", "draft", note.version);
        fill(view, TRY(from_body(TRY(call.env.vault.open_field(place, note.draft)).text())));
    } else {
        const auto it = std::ranges::find(versions, std::string("signed"), &rows::NoteVersion::kind);
        ensure(it != versions.end(), "a signed record has its signed version");
        const auto place = note_place(call.centre(), at.stored.row.id, at.session.id, "session_note_version", "body", it->version);
        fill(view, TRY(from_body(TRY(call.env.vault.open_field(place, it->sealed)).text())));
    }
    return view;
}

Result<std::int64_t> next_version(store::Tx& tx, SessionId id) {
    const auto all = TRY(rows::versions(tx, id));
    return all.empty() ? 1 : all.back().version + 1;
}

Result<VersionList> version_list(Call& call, SessionId id) {
    VersionList list;
    const auto names = TRY(staff::names(call.env, call.centre()));
    for (const auto& v : TRY(call.read([&](store::Tx& tx) { return rows::versions(tx, id); }))) {
        const VersionKind kind = v.kind == "signed" ? VersionKind::signed_ : v.kind == "addendum" ? VersionKind::addendum
                                 : v.kind == "conflict" ? VersionKind::conflict : VersionKind::draft;
        list.items.push_back({v.version, staff::name_in(names, StaffId{v.author.bytes}), v.written_at, kind});
    }
    return list;
}

// A kept version: number known before the transaction, the database refuses it when another came in between.
struct Kept {
    rows::NoteVersion version;
};
Result<Kept> prepare_version(Call& call, const ReachedSession& at, std::string kind, const std::string& body, Risk risk) {
    Kept out;
    out.version.version = TRY(call.read([&](store::Tx& tx) { return next_version(tx, at.session.id); }));
    out.version.kind = std::move(kind);
    out.version.author = call.who.subject.person;
    out.version.written_at = call.now;
    out.version.risk = risk;
    out.version.sealed = TRY(call.env.vault.seal_field(
        note_place(call.centre(), at.stored.row.id, at.session.id, "session_note_version", "body", out.version.version), body));
    return out;
}

// Both texts are kept: this one as a conflict version beside the newer draft. Others may keep theirs at the same moment and
// take the number, so it is tried again with the next.
Result<void> keep_conflict(Call& call, const ReachedSession& at, const std::string& body, Risk risk) {
    constexpr int kTries = 20;
    const auto subjects = subjects_of(at);
    for (int i = 1;; ++i) {
        const Kept conflict = TRY(prepare_version(call, at, "conflict", body, risk));
        auto deed = call.deed(ledger::Outcome::done, subjects, "care", {std::string(kOriginalRecord.id)}, &at.answer);
        deed.code = "casework.stale_record";
        deed.object_hash = call.env.vault.suite().hash(conflict.version.sealed);
        auto kept = call.env.store.write(call.centre(), [&](store::Tx& tx) -> Result<void> {
            TRY_VOID(rows::insert_version(tx, at.session.id, conflict.version));
            ledger::leave(tx, deed);
            return {};
        });
        const bool number_taken = !kept && (kept.error().code == "casework.note_version_conflict" || kept.error().code == "store.unique");
        if (!number_taken || i == kTries) return kept;
    }
}

}  // namespace

Result<Reply> handle_record(Call& call) {
    const ReachedSession reached = TRY(reach_session(call));
    TRY_VOID(call.leave_read(subjects_of(reached), "care", reached.answer));
    const RecordView view = TRY(view_of(call, reached));
    return http::ok(view, view.version);
}

Result<Reply> handle_put_record(Call& call) {
    const auto body = TRY(http::parse<RecordIn>(call.body));
    const std::int64_t version = TRY(call.version());
    const ReachedSession reached = TRY(reach_session(call));
    const RecordFields fields = fields_of(body);
    const std::string sealed_body = to_body(fields, body.next_contact);
    rows::Note next;
    next.version = version + 1;
    next.state = NoteState::draft;
    next.author = call.who.subject.person;
    next.saved_at = call.now;
    next.draft = TRY(call.env.vault.seal_field(
        note_place(call.centre(), reached.stored.row.id, reached.session.id, "session_note", "draft", next.version), sealed_body));
    const bool keep = body.keep_version.value_or(false);
    std::optional<Kept> kept;
    if (keep) kept = TRY(prepare_version(call, reached, "draft", sealed_body, fields.risk));
    const auto subjects = subjects_of(reached);
    auto deed = call.deed(ledger::Outcome::done, subjects, "care", reached.answer.clauses, &reached.answer);
    deed.object_hash = call.env.vault.suite().hash(next.draft);
    const auto saved = call.write(subjects, [&](store::Tx& tx) -> Result<void> {
        const rows::Note stored = TRY(rows::note(tx, reached.session.id));
        if (stored.state == NoteState::signed_) return fail(ErrorKind::conflict, "casework.note_is_signed", {}, {std::string(kOriginalRecord.id)});
        if (stored.version != version) return fail(ErrorKind::stale, "casework.stale_record", {{"version", std::to_string(stored.version)}});
        TRY_VOID(rows::put_note(tx, reached.session.id, next));
        if (kept) TRY_VOID(rows::insert_version(tx, reached.session.id, kept->version));
        // Autosaves leave a deed at the first and at the save.
        if (version == 0 || keep) ledger::leave(tx, deed);
        return {};
    });
    if (!saved) {
        if (saved.error().kind == ErrorKind::stale) {
            TRY_VOID(keep_conflict(call, reached, sealed_body, fields.risk));
        }
        return saved.error();
    }
    const RecordView view = TRY(view_of(call, reached));
    return http::ok(view, view.version);
}

Result<Reply> handle_sign(Call& call) {
    const std::int64_t version = TRY(call.version());
    const ReachedSession reached = TRY(reach_session(call));
    StepParameters steps;
    const rows::Note draft = TRY(call.read([&](store::Tx& tx) -> Result<rows::Note> {
        steps = TRY(load_step_parameters(tx, call.now));
        return rows::note(tx, reached.session.id);
    }));
    const auto subjects = subjects_of(reached);
    std::optional<Error> refused;
    RecordBody body;
    if (draft.state == NoteState::signed_) {
        refused = fail(ErrorKind::conflict, "casework.note_is_signed", {}, {std::string(kOriginalRecord.id)});
    } else if (draft.version != version) {
        refused = fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(draft.version)}});
    } else {
        if (draft.version > 0) {
            const auto place = note_place(call.centre(), reached.stored.row.id, reached.session.id, "session_note", "draft", draft.version);
            body = TRY(from_body(TRY(call.env.vault.open_field(place, draft.draft)).text()));
        }
        const auto missing = missing_fields(body.fields);
        if (!missing.empty()) {
            refused = fail(ErrorKind::conflict, "casework.record_incomplete", {{"count", std::to_string(missing.size())}}, record_clauses(missing));
            for (const std::string& name : missing) refused->fields.push_back({"/" + name, "http.missing_field", {}});
        } else if (auto method = decide_method(body.fields.method.reveal(), steps).settle(false); !method) {
            refused = std::move(method).error();
            refused->fields.push_back({"/method", "http.unknown_value", {{"allowed", joined(approved_methods(steps))}}});
        }
    }
    if (refused) {
        TRY_VOID(call.write(subjects, [&](store::Tx&) -> Result<void> { return *refused; }));
        return *refused;
    }
    const Kept signed_version = TRY(prepare_version(call, reached, "signed", to_body(body.fields, body.next_contact), body.fields.risk));
    rows::Note head;
    head.version = version + 1;
    head.state = NoteState::signed_;
    head.author = call.who.subject.person;
    head.saved_at = call.now;
    if (!body.fields.shared_summary.reveal().empty()) {
        head.summary = TRY(call.env.vault.seal_field(
            note_place(call.centre(), reached.stored.row.id, reached.session.id, "session_note", "summary", head.version), body.fields.shared_summary.reveal()));
    }
    auto deed = call.deed(ledger::Outcome::done, subjects, "care", reached.answer.clauses, &reached.answer);
    deed.object_hash = call.env.vault.suite().hash(signed_version.version.sealed);
    TRY_VOID(call.write(subjects, [&](store::Tx& tx) -> Result<void> {
        const Parameters figures = TRY(load_parameters(tx, call.now));
        ledger::Deed left = deed;
        if (reached.session.ended_at && is_late(*reached.session.ended_at, call.now, figures)) {
            left.code = "casework.record_late";
            left.clauses.insert(left.clauses.end(), kLateClauses.begin(), kLateClauses.end());
        }
        TRY_VOID(rows::insert_version(tx, reached.session.id, signed_version.version));
        TRY_VOID(rows::put_note(tx, reached.session.id, head));
        auto c = TRY(rows::find_case(tx, reached.stored.row.id));
        if (!c) return access::not_known();
        // The risk screened in the signed record is the case's risk; a rise is never lost, a fall needs a stand-down.
        if (!c->risk_screened || body.fields.risk > c->row.risk || body.next_contact) {
            c->row.version += 1;
            c->risk_screened = true;
            c->row.risk = std::max(c->row.risk, body.fields.risk);
            if (body.next_contact) c->row.next_contact = body.next_contact;
            TRY_VOID(rows::update_case(tx, *c));
        }
        ledger::leave(tx, std::move(left));
        return {};
    }));
    const RecordView view = TRY(view_of(call, reached));
    return http::ok(view, view.version);
}

Result<Reply> handle_addendum(Call& call) {
    const auto in = TRY(http::parse<AddendumBody>(call.body));
    const ReachedSession reached = TRY(reach_session(call));
    RecordFields fields;
    fields.background = in.text;
    const Kept addendum = TRY(prepare_version(call, reached, "addendum", to_body(fields, std::nullopt), Risk::none));
    const auto subjects = subjects_of(reached);
    auto deed = call.deed(ledger::Outcome::done, subjects, "care", reached.answer.clauses, &reached.answer);
    deed.object_hash = call.env.vault.suite().hash(addendum.version.sealed);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        const rows::Note note = TRY(rows::note(tx, reached.session.id));
        if (note.state != NoteState::signed_) return fail(ErrorKind::conflict, "casework.not_signed_yet", {}, {std::string(kOriginalRecord.id)});
        TRY_VOID(rows::insert_version(tx, reached.session.id, addendum.version));
        ledger::leave(tx, deed);
        return reached.session.id.text();
    }));
    return http::ok(TRY(version_list(call, reached.session.id)));
}

Result<Reply> handle_versions(Call& call) {
    const ReachedSession reached = TRY(reach_session(call));
    return http::ok(TRY(version_list(call, reached.session.id)));
}

Result<Reply> handle_version(Call& call) {
    const ReachedSession reached = TRY(reach_session(call));
    std::int64_t number = 0;
    for (const auto& [name, value] : call.path) {
        if (name == "number") (void)std::from_chars(value.data(), value.data() + value.size(), number);
    }
    const auto all = TRY(call.read([&](store::Tx& tx) { return rows::versions(tx, reached.session.id); }));
    const auto it = std::ranges::find(all, number, &rows::NoteVersion::version);
    if (it == all.end()) return call.refuse_read(subjects_of(reached));
    TRY_VOID(call.leave_read(subjects_of(reached), "care", reached.answer));
    const auto place = note_place(call.centre(), reached.stored.row.id, reached.session.id, "session_note_version", "body", it->version);
    RecordView view;
    view.session = reached.session.id;
    view.case_ = reached.stored.row.id;
    view.version = it->version;
    view.state = it->kind == "signed" ? NoteState::signed_ : NoteState::draft;
    view.saved_at = it->written_at;
    view.author_name = author_name(call, it->author);
    fill(view, TRY(from_body(TRY(call.env.vault.open_field(place, it->sealed)).text())));
    return http::ok(view);
}

}  // namespace xinan::casework
