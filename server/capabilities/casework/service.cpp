// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/casework/service.hpp"

#include <algorithm>

#include "capabilities/casework/rules_steps.hpp"
#include "identity/identity.hpp"
#include "store/centre.hpp"

namespace xinan::casework {
namespace {

CaseClosed g_case_closed = nullptr;  // Set once, before serving.

constexpr char kBodyVersion = 1;
constexpr std::size_t kLengthBytes = 4;

void put(std::string& out, std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(size >> shift & 0xFFU));
    out.append(text);
}
// The next field; false when the body ends early.
bool take(std::string_view& from, std::string& text) {
    if (from.size() < kLengthBytes) return false;
    std::size_t size = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i) size = size << 8U | static_cast<unsigned char>(from[i]);
    from.remove_prefix(kLengthBytes);
    if (size > from.size()) return false;
    text.assign(from.substr(0, size));
    from.remove_prefix(size);
    return true;
}

Risk risk_from(std::string_view name) {
    for (const Risk risk : {Risk::none, Risk::low, Risk::medium, Risk::high}) if (rows::name_of(risk) == name) return risk;
    return Risk::none;
}

}  // namespace

void bind_case_closed(CaseClosed handler) {
    ensure(g_case_closed == nullptr || g_case_closed == handler, "closing a case is bound once");
    g_case_closed = handler;
}
Result<void> tell_case_closed(store::Tx& tx, const CaseRow& row, UtcTime now, ArchiveFileId file) {
    return g_case_closed == nullptr ? Result<void>{} : g_case_closed(tx, row, now, file);
}

Result<std::optional<CaseRow>> find_case(store::Tx& tx, CaseId id) {
    const auto found = TRY(rows::find_case(tx, id));
    return found ? std::optional(found->row) : std::nullopt;
}
Result<std::optional<CaseRow>> open_case_of(store::Tx& tx, PersonId visitor) {
    const auto found = TRY(rows::open_case(tx, visitor, std::nullopt));
    return found ? std::optional(found->row) : std::nullopt;
}
Result<std::vector<CaseRow>> closed_since(store::Tx& tx, UtcTime since, unsigned limit) { return rows::closed_since(tx, since, limit); }
Result<std::vector<SessionRow>> sessions_of(store::Tx& tx, CaseId id) { return rows::sessions_of(tx, id); }
Result<std::vector<SessionRow>> sessions_of_appointments(store::Tx& tx, std::span<const AppointmentId> ids) {
    return rows::sessions_of_appointments(tx, ids);
}
Result<std::vector<NoteState>> note_states(store::Tx& tx, std::span<const AppointmentId> ids) {
    const auto sessions = TRY(rows::sessions_of_appointments(tx, ids));
    std::vector<NoteState> out;
    for (const AppointmentId& id : ids) {
        const auto found = std::ranges::find(sessions, id, &SessionRow::appointment);
        out.push_back(found == sessions.end() ? NoteState::none : found->note);
    }
    return out;
}

Result<std::vector<std::int64_t>> minutes_to_signature(store::Tx& tx, TimeSpan ended) { return rows::minutes_to_signature(tx, ended); }

crypto::Scope case_scope(CaseId id) { return {crypto::ScopeKind::case_file, any(id)}; }
crypto::Place note_place(CentreId centre, CaseId id, SessionId session, std::string_view table, std::string_view field, std::int64_t version) {
    return {centre, case_scope(id), table, any(session), field, static_cast<std::uint32_t>(version)};
}
crypto::Place text_place(CentreId centre, CaseId id, std::string_view kind, std::int64_t version) {
    return {centre, case_scope(id), "case_text", any(id), kind, static_cast<std::uint32_t>(version)};
}

std::string to_body(const RecordFields& r, const std::optional<LocalDate>& next_contact) {
    std::string out(1, kBodyVersion);
    for (const PrivateText* text : {&r.background, &r.request, &r.theme, &r.intervention, &r.method, &r.plan, &r.shared_summary}) put(out, text->reveal());
    put(out, r.risk_given ? rows::name_of(r.risk) : std::string_view{});
    put(out, next_contact ? to_text(*next_contact) : std::string{});
    return out;
}
Result<RecordBody> from_body(std::string_view body) {
    const Error damaged = fail(ErrorKind::internal, "casework.damaged_record");
    if (body.empty() || body.front() != kBodyVersion) return damaged;
    body.remove_prefix(1);
    RecordBody out;
    RecordFields& r = out.fields;
    for (PrivateText* text : {&r.background, &r.request, &r.theme, &r.intervention, &r.method, &r.plan, &r.shared_summary}) {
        if (!take(body, text->reveal())) return damaged;
    }
    std::string risk, day;
    if (!take(body, risk) || !take(body, day) || !body.empty()) return damaged;
    r.risk_given = !risk.empty();
    r.risk = risk_from(risk);
    if (!day.empty()) {
        auto date = parse_date(day);
        if (!date) return damaged;
        out.next_contact = *date;
    }
    return out;
}

Result<NewCase> prepare_case(const Env& env, CentreId centre) {
    const NewCase made{new_random<CaseId>(env.random)};
    TRY_VOID(env.vault.create_key(centre, case_scope(made.id)));
    return made;
}

Result<rows::StoredCase> case_for(store::Tx& tx, const NewCase& made, PersonId visitor, StaffId counsellor, UtcTime now) {
    if (auto open = TRY(rows::open_case(tx, visitor, counsellor))) return std::move(*open);
    rows::StoredCase out;
    out.row.id = made.id;
    out.row.visitor = visitor;
    out.row.counsellor = counsellor;
    out.row.opened_at = now;
    const auto zone = TRY(Zone::open(TRY(store::load_centre(tx)).zone));
    TRY_VOID(rows::insert_case(tx, out.row, static_cast<int>(zone->to_local(now).date.year())));
    TRY_VOID(access::add_relation(tx, any(counsellor), access::Relation::counsellor_of, "case", any(out.row.id), now, std::nullopt));
    TRY_VOID(access::add_relation(tx, any(counsellor), access::Relation::counsellor_of, "person", any(visitor), now, std::nullopt));
    TRY_VOID(access::add_relation(tx, any(visitor), access::Relation::self, "case", any(out.row.id), now, std::nullopt));
    return out;
}

Result<Intake> intake_of(store::Tx& tx, const rows::StoredCase& c, const visitors::PersonFacts& person, UtcTime now) {
    Intake out;
    for (const SessionRow& s : TRY(rows::sessions_of(tx, c.row.id))) {
        out.record = out.record || s.note == NoteState::signed_;
        const auto appointment = TRY(scheduling::find(tx, s.appointment));
        out.identity = out.identity || (appointment && appointment->identity.has_value()) || s.kind != scheduling::Kind::ordinary;
    }
    const auto consent = TRY(consent::service_consent(tx, c.row.visitor, person.age_group, now));
    out.consent = consent.in_force;
    out.limits_explained = consent.in_force;  // the text's own section on limits carries its tick (C5.4.1b)
    out.risk_screen = c.risk_screened;
    return out;
}

Result<bool> supervises(store::Tx& tx, StaffId supervisor, StaffId author, PersonId visitor, UtcTime now) {
    const LocalDate day = TRY(Zone::open(TRY(store::load_centre(tx)).zone))->to_local(now).date;
    const auto named = TRY(staff::supervisors_of(tx, author, now));
    const auto other = TRY(staff::counsellor_facts(tx, supervisor, visitor, TRY(visitors::class_at(tx, visitor, day)), day));
    return opens_to_supervisor({std::ranges::find(named, supervisor) != named.end(), other.conflict_declared, other.head_teacher_of_visitor});
}

Result<std::vector<std::pair<AnyId, Bytes>>> readers_of_process_notes(store::Tx& tx, PersonId visitor, AnyId author, UtcTime now) {
    std::vector<std::pair<AnyId, Bytes>> out;
    if (auto key = TRY(identity::public_key_of(tx, author))) out.emplace_back(author, std::move(*key));
    for (const StaffId supervisor : TRY(staff::supervisors_of(tx, StaffId{author.bytes}, now))) {
        if (!TRY(supervises(tx, supervisor, StaffId{author.bytes}, visitor, now))) continue;
        if (auto key = TRY(identity::public_key_of(tx, any(supervisor)))) out.emplace_back(any(supervisor), std::move(*key));
    }
    return out;
}

Result<void> on_supervision_ended(store::Tx& tx, StaffId of, StaffId supervisor) { return rows::forget_wraps_of(tx, of, any(supervisor)); }

Result<bool> counsellor_is_gone(store::Tx& tx, StaffId who) {
    const auto member = TRY(staff::staff_member(tx, who));
    const auto account = TRY(identity::account_of(tx, any(who)));
    return !member || !member->active || !member->practises || !account || account->locked;
}

Result<bool> has_future_appointment(store::Tx& tx, const CaseRow& c, UtcTime now) {
    constexpr std::int64_t kAheadMs = 400LL * 24 * 3'600'000;
    return std::ranges::any_of(TRY(scheduling::in_span(tx, {now, now + Millis{kAheadMs}}, c.counsellor, c.visitor)), [](const auto& a) {
        return a.state == scheduling::State::booked || a.state == scheduling::State::held_by_phone || a.state == scheduling::State::arrived;
    });
}

Result<OpenedCase> open_case_content(const Env& env, CentreId centre, CaseId id) {
    OpenedCase out;
    std::vector<rows::CaseVersion> versions;
    std::optional<rows::Text> closing;
    TRY_VOID(env.store.read(centre, [&](store::Tx& tx) -> Result<void> {
        const auto found = TRY(rows::find_case(tx, id));
        if (!found) return access::not_known();
        out.row = found->row;
        versions = TRY(rows::record_of_case(tx, id));
        closing = TRY(rows::newest_text(tx, id, "closing"));
        return {};
    }));
    if (closing) {
        const SecretBytes text = TRY(env.vault.open_field(text_place(centre, id, "closing", closing->version), closing->sealed));
        const auto cut = text.text().find('\0');
        out.closing_summary = PrivateText(std::string(text.text().substr(0, cut)));
        if (cut != std::string_view::npos) out.aftercare_note = PrivateText(std::string(text.text().substr(cut + 1)));
    }
    for (const auto& v : versions) {
        const SecretBytes text = TRY(env.vault.open_field(note_place(centre, id, v.session, "session_note_version", "body", v.version.version), v.version.sealed));
        const RecordBody body = TRY(from_body(text.text()));
        OpenedRecord record;
        record.session = v.session;
        record.version = v.version.version;
        record.background = body.fields.background;
        record.request = body.fields.request;
        record.theme = body.fields.theme;
        record.intervention = body.fields.intervention;
        record.method = body.fields.method;
        record.plan = body.fields.plan;
        record.shared_summary = body.fields.shared_summary;
        record.risk = v.version.risk;
        record.written_at = v.version.written_at;
        record.author = StaffId{v.version.author.bytes};
        record.addendum = v.version.kind == "addendum";
        out.records.push_back(std::move(record));
    }
    return out;
}

}  // namespace xinan::casework
