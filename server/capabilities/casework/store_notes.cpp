// SPDX-License-Identifier: AGPL-3.0-or-later
// Session records, signatures and process notes.
#include <array>

#include "capabilities/casework/store.hpp"

namespace xinan::casework::rows {
namespace {

using store::Sql;

constexpr std::array<std::string_view, 4> kRisks{"none", "low", "medium", "high"};

constexpr Sql kNote{"casework.note", R"(
SELECT version, state, author_id, saved_at_ms, draft_sealed, summary_sealed FROM session_note WHERE centre_id = ?1 AND session_id = ?2)"};
constexpr Sql kInsertNote{"casework.insert_note", R"(
INSERT INTO session_note (centre_id, session_id, version, state, author_id, saved_at_ms, draft_sealed, summary_sealed)
VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7))"};
constexpr Sql kUpdateNote{"casework.update_note", R"(
UPDATE session_note SET version = ?3, state = ?4, author_id = ?5, saved_at_ms = ?6, draft_sealed = ?7, summary_sealed = ?8
WHERE centre_id = ?1 AND session_id = ?2 AND version = ?3 - 1)"};
constexpr Sql kVersions{"casework.note_versions", R"(
SELECT version, kind, author_id, written_at_ms, risk, body_sealed FROM session_note_version
WHERE centre_id = ?1 AND session_id = ?2 ORDER BY version LIMIT ?3)"};
constexpr Sql kInsertVersion{"casework.insert_note_version", R"(
INSERT INTO session_note_version (centre_id, session_id, version, kind, author_id, written_at_ms, risk, body_sealed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))"};
constexpr Sql kRecordOfCase{"casework.record_of_case", R"(
SELECT v.version, v.kind, v.author_id, v.written_at_ms, v.risk, v.body_sealed, v.session_id
FROM session s JOIN session_note_version v ON v.centre_id = s.centre_id AND v.session_id = s.session_id
WHERE s.centre_id = ?1 AND s.case_id = ?2 AND v.kind IN ('signed', 'addendum') ORDER BY s.started_at_ms, v.version LIMIT ?3)"};
constexpr Sql kSignature{"casework.signature",
                         "SELECT signed_by, signed_at_ms, signature_sealed FROM summary_signature WHERE centre_id = ?1 AND session_id = ?2"};
constexpr Sql kSign{"casework.insert_signature", R"(
INSERT INTO summary_signature (centre_id, session_id, signed_by, signed_at_ms, signature_sealed) VALUES (?1, ?2, ?3, ?4, ?5))"};
constexpr Sql kSummaries{"casework.summaries", R"(
SELECT s.session_id, s.case_id, s.appointment_id, s.counsellor_id, s.started_at_ms, n.summary_sealed, n.version, g.signed_at_ms, f.entered_at_ms
FROM visitor_case c JOIN session s ON s.centre_id = c.centre_id AND s.case_id = c.case_id
JOIN session_note n ON n.centre_id = s.centre_id AND n.session_id = s.session_id AND n.state = 'signed' AND n.summary_sealed IS NOT NULL
LEFT JOIN summary_signature g ON g.centre_id = s.centre_id AND g.session_id = s.session_id
LEFT JOIN summary_refusal f ON f.centre_id = s.centre_id AND f.session_id = s.session_id
WHERE c.centre_id = ?1 AND c.visitor_id = ?2 ORDER BY s.started_at_ms DESC LIMIT ?3)"};
constexpr Sql kMinutes{"casework.minutes_to_signature", R"(
SELECT s.ended_at_ms, v.written_at_ms FROM session s
JOIN session_note_version v ON v.centre_id = s.centre_id AND v.session_id = s.session_id AND v.kind = 'signed'
WHERE s.centre_id = ?1 AND s.started_at_ms >= ?2 - 86400000 AND s.ended_at_ms >= ?2 AND s.ended_at_ms < ?3 AND v.written_at_ms >= s.ended_at_ms
LIMIT ?4)"};
constexpr Sql kRefusal{"casework.refusal",
                       "SELECT why, entered_by, entered_at_ms, reason_sealed FROM summary_refusal WHERE centre_id = ?1 AND session_id = ?2"};
constexpr Sql kRefuse{"casework.insert_refusal", R"(
INSERT INTO summary_refusal (centre_id, session_id, why, entered_by, entered_at_ms, reason_sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6))"};
constexpr Sql kNotesOfAuthor{"casework.process_notes_of", R"(
SELECT p.session_id, c.code_year, c.code_number, p.saved_at_ms, CASE WHEN w.person_id IS NULL THEN 0 ELSE 1 END
FROM process_note p
JOIN session s ON s.centre_id = p.centre_id AND s.session_id = p.session_id
JOIN visitor_case c ON c.centre_id = s.centre_id AND c.case_id = s.case_id
LEFT JOIN process_note_wrap w ON w.centre_id = p.centre_id AND w.session_id = p.session_id AND w.author_id = p.author_id
                             AND w.version = p.version AND w.person_id = ?3
WHERE p.centre_id = ?1 AND p.author_id = ?2 ORDER BY p.saved_at_ms DESC LIMIT ?4)"};
constexpr Sql kForgetWrapsOf{"casework.forget_wraps_of", "DELETE FROM process_note_wrap WHERE centre_id = ?1 AND author_id = ?2 AND person_id = ?3"};
constexpr Sql kProcess{"casework.process_note", R"(
SELECT p.version, p.saved_at_ms, p.body_sealed, w.wrap FROM process_note p
LEFT JOIN process_note_wrap w ON w.centre_id = p.centre_id AND w.session_id = p.session_id AND w.author_id = p.author_id
                             AND w.version = p.version AND w.person_id = ?4
WHERE p.centre_id = ?1 AND p.session_id = ?2 AND p.author_id = ?3)"};
constexpr Sql kInsertProcess{"casework.insert_process_note", R"(
INSERT INTO process_note (centre_id, session_id, author_id, version, saved_at_ms, body_sealed) VALUES (?1, ?2, ?3, 1, ?4, ?5))"};
constexpr Sql kUpdateProcess{"casework.update_process_note", R"(
UPDATE process_note SET version = ?4, saved_at_ms = ?5, body_sealed = ?6
WHERE centre_id = ?1 AND session_id = ?2 AND author_id = ?3 AND version = ?4 - 1)"};
constexpr Sql kForgetWraps{"casework.forget_wraps",
                           "DELETE FROM process_note_wrap WHERE centre_id = ?1 AND session_id = ?2 AND author_id = ?3 AND version < ?4"};
constexpr Sql kWrap{"casework.insert_wrap", R"(
INSERT INTO process_note_wrap (centre_id, session_id, author_id, version, person_id, wrap) VALUES (?1, ?2, ?3, ?4, ?5, ?6))"};

Risk risk_from(std::string_view name) {
    for (std::size_t i = 0; i < kRisks.size(); ++i) if (kRisks[i] == name) return static_cast<Risk>(i);
    ensure(false, "a word of our own database is known");
    return Risk::none;
}
NoteVersion read_version(const store::Rows& r, std::size_t i) {
    return {r.i64(i, 0), std::string(r.text(i, 1)), r.id<AnyId>(i, 2), r.time(i, 3), risk_from(r.text(i, 4)), to_bytes(r.bytes(i, 5))};
}
std::optional<ByteView> or_null(const Bytes& bytes) { return bytes.empty() ? std::nullopt : std::optional(ByteView(bytes)); }
Error stale() { return fail(ErrorKind::stale, "http.stale"); }

}  // namespace

Result<Note> note(store::Tx& tx, SessionId id) {
    const auto r = TRY(tx.query(kNote, id));
    if (r.empty()) return Note{};
    return Note{r.i64(0, 0), r.text(0, 1) == "signed" ? NoteState::signed_ : NoteState::draft, r.id<AnyId>(0, 2), r.time(0, 3),
                to_bytes(r.bytes(0, 4)), to_bytes(r.bytes(0, 5))};
}
Result<void> put_note(store::Tx& tx, SessionId id, const Note& n) {
    const std::string_view state = n.state == NoteState::signed_ ? "signed" : "draft";
    if (n.version == 1) {
        auto done = tx.run(kInsertNote, id, state, n.author, n.saved_at, or_null(n.draft), or_null(n.summary));
        if (!done && done.error().code == "store.unique") return stale();
        return done ? Result<void>{} : Result<void>(std::move(done).error());
    }
    const auto changed = TRY(tx.run(kUpdateNote, id, n.version, state, n.author, n.saved_at, or_null(n.draft), or_null(n.summary)));
    return changed == 1 ? Result<void>{} : Result<void>(stale());
}

Result<std::vector<NoteVersion>> versions(store::Tx& tx, SessionId id) {
    const auto r = TRY(tx.query(kVersions, id, kVersionsMax));
    std::vector<NoteVersion> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back(read_version(r, i));
    return out;
}
Result<void> insert_version(store::Tx& tx, SessionId id, const NoteVersion& v) {
    (void)TRY(tx.run(kInsertVersion, id, v.version, v.kind, v.author, v.written_at, kRisks[static_cast<std::size_t>(v.risk)], v.sealed));
    return {};
}
Result<std::vector<CaseVersion>> record_of_case(store::Tx& tx, CaseId id) {
    const auto r = TRY(tx.query(kRecordOfCase, id, kVersionsMax));
    std::vector<CaseVersion> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back({r.id<SessionId>(i, 6), read_version(r, i)});
    return out;
}

Result<std::optional<Signature>> signature(store::Tx& tx, SessionId id) {
    const auto r = TRY(tx.query(kSignature, id));
    if (r.empty()) return std::optional<Signature>{};
    return std::optional(Signature{r.id<AnyId>(0, 0), r.time(0, 1), to_bytes(r.bytes(0, 2))});
}
Result<void> insert_signature(store::Tx& tx, SessionId id, const Signature& s) {
    auto done = tx.run(kSign, id, s.by, s.at, s.sealed);
    if (!done && done.error().code == "store.unique") return fail(ErrorKind::conflict, "casework.signed_already", {}, {"D2.2b"});
    return done ? Result<void>{} : Result<void>(std::move(done).error());
}
Result<std::vector<Summary>> summaries_of(store::Tx& tx, PersonId visitor) {
    const auto r = TRY(tx.query(kSummaries, visitor, kSessionsMax));
    std::vector<Summary> out;
    for (std::size_t i = 0; i < r.size(); ++i) {
        Summary s;
        s.session.id = r.id<SessionId>(i, 0);
        s.session.case_id = r.id<CaseId>(i, 1);
        s.session.appointment = r.id<AppointmentId>(i, 2);
        s.session.counsellor = r.id<StaffId>(i, 3);
        s.session.started_at = r.time(i, 4);
        s.sealed = to_bytes(r.bytes(i, 5));
        s.note_version = r.i64(i, 6);
        if (const auto ms = r.i64_or_none(i, 7)) s.signed_at = UtcTime{*ms};
        if (const auto ms = r.i64_or_none(i, 8)) s.refused_at = UtcTime{*ms};
        out.push_back(std::move(s));
    }
    return out;
}

Result<std::optional<ProcessNote>> process_note(store::Tx& tx, SessionId id, AnyId author, AnyId reader) {
    const auto r = TRY(tx.query(kProcess, id, author, reader));
    if (r.empty()) return std::optional<ProcessNote>{};
    return std::optional(ProcessNote{r.i64(0, 0), r.time(0, 1), to_bytes(r.bytes(0, 2)), to_bytes(r.bytes(0, 3)), author});
}
Result<std::vector<NoteOfAuthor>> process_notes_of(store::Tx& tx, StaffId author, AnyId reader, std::int64_t limit) {
    const auto r = TRY(tx.query(kNotesOfAuthor, author, reader, limit));
    std::vector<NoteOfAuthor> out;
    for (std::size_t i = 0; i < r.size(); ++i) {
        out.push_back({r.id<SessionId>(i, 0), code_of(r.i64(i, 1), r.i64(i, 2)), author, r.time(i, 3), r.i64(i, 4) != 0});
    }
    return out;
}
Result<void> forget_wraps_of(store::Tx& tx, StaffId author, AnyId reader) {
    (void)TRY(tx.run(kForgetWrapsOf, author, reader));
    return {};
}
Result<std::vector<std::int64_t>> minutes_to_signature(store::Tx& tx, TimeSpan ended) {
    const auto r = TRY(tx.query(kMinutes, ended.starts_at, ended.ends_at, kOpenCasesMax));
    std::vector<std::int64_t> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back((r.i64(i, 1) - r.i64(i, 0)) / 60'000);
    return out;
}
Result<std::optional<Refusal>> refusal(store::Tx& tx, SessionId id) {
    const auto r = TRY(tx.query(kRefusal, id));
    if (r.empty()) return std::optional<Refusal>{};
    return std::optional(Refusal{std::string(r.text(0, 0)), r.id<AnyId>(0, 1), r.time(0, 2), to_bytes(r.bytes(0, 3))});
}
Result<void> insert_refusal(store::Tx& tx, SessionId id, const Refusal& refused) {
    (void)TRY(tx.run(kRefuse, id, refused.why, refused.by, refused.at, refused.sealed));
    return {};
}
Result<void> put_process_note(store::Tx& tx, SessionId id, AnyId author, std::int64_t version, const Bytes& sealed,
                              const std::vector<std::pair<AnyId, Bytes>>& wraps, UtcTime now) {
    if (version == 1) {
        auto done = tx.run(kInsertProcess, id, author, now, sealed);
        if (!done && done.error().code == "store.unique") return stale();
        if (!done) return std::move(done).error();
    } else if (TRY(tx.run(kUpdateProcess, id, author, version, now, sealed)) != 1) {
        return stale();
    }
    (void)TRY(tx.run(kForgetWraps, id, author, version));
    for (const auto& [person, wrap] : wraps) (void)TRY(tx.run(kWrap, id, author, version, person, wrap));
    return {};
}

}  // namespace xinan::casework::rows
