// SPDX-License-Identifier: AGPL-3.0-or-later
// Cases and sessions; notes are in store_notes.cpp.
#include "capabilities/casework/store.hpp"

#include <fmt/core.h>

#include <array>

namespace xinan::casework::rows {
namespace {

using store::Sql;

constexpr std::array<std::string_view, 3> kStates{"intake", "active", "closed"};
constexpr std::array<std::string_view, 4> kRisks{"none", "low", "medium", "high"};
constexpr std::array<std::string_view, 4> kKinds{"ordinary", "emergency", "first_talk", "consultation"};

template <class E, std::size_t N>
E enum_from(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) if (names[i] == name) return static_cast<E>(i);
    ensure(false, "a word of our own database is known");
    return E{};
}

#define XINAN_CASE_COLUMNS \
    "case_id, version, code_year, code_number, state, visitor_id, counsellor_id, risk, risk_screened, next_contact_on, opened_at_ms," \
    " closed_at_ms FROM visitor_case"
constexpr Sql kFind{"casework.find_case", "SELECT " XINAN_CASE_COLUMNS " WHERE centre_id = ?1 AND case_id = ?2"};
constexpr Sql kOpen{"casework.open_case", "SELECT " XINAN_CASE_COLUMNS
    " WHERE centre_id = ?1 AND visitor_id = ?2 AND state <> 'closed' AND (?4 = 0 OR counsellor_id = ?3) ORDER BY opened_at_ms DESC LIMIT 1"};
constexpr Sql kOfCounsellor{"casework.cases_of", "SELECT " XINAN_CASE_COLUMNS
    " WHERE centre_id = ?1 AND counsellor_id = ?2 AND (?3 = '' OR state = ?3) ORDER BY opened_at_ms DESC LIMIT ?4"};
constexpr Sql kClosedSince{"casework.closed_since", "SELECT " XINAN_CASE_COLUMNS
    " WHERE centre_id = ?1 AND state = 'closed' AND closed_at_ms >= ?2 ORDER BY closed_at_ms LIMIT ?3"};
constexpr Sql kOpenCases{"casework.open_cases", "SELECT " XINAN_CASE_COLUMNS
    " WHERE centre_id = ?1 AND state <> 'closed' ORDER BY opened_at_ms, case_id LIMIT ?2"};
#undef XINAN_CASE_COLUMNS
constexpr Sql kNextNumber{"casework.next_number",
                          "SELECT coalesce(max(code_number), 0) + 1 FROM visitor_case WHERE centre_id = ?1 AND code_year = ?2"};
constexpr Sql kInsert{"casework.insert_case", R"(
INSERT INTO visitor_case (centre_id, case_id, version, code_year, code_number, state, visitor_id, counsellor_id, risk, risk_screened,
                          next_contact_on, opened_at_ms)
VALUES (?1, ?2, 1, ?3, ?4, 'intake', ?5, ?6, 'none', 0, NULL, ?7))"};
constexpr Sql kUpdate{"casework.update_case", R"(
UPDATE visitor_case SET version = ?3, state = ?4, counsellor_id = ?5, risk = ?6, risk_screened = ?7, next_contact_on = ?8, closed_at_ms = ?9,
                        outcome = ?10, close_reason = ?11, aftercare = ?12
WHERE centre_id = ?1 AND case_id = ?2 AND version = ?3 - 1)"};
constexpr Sql kNewestText{"casework.newest_text", R"(
SELECT version, body_sealed, author_id, written_at_ms FROM case_text
WHERE centre_id = ?1 AND case_id = ?2 AND kind = ?3 ORDER BY version DESC LIMIT 1)"};
constexpr Sql kInsertText{"casework.insert_text", R"(
INSERT INTO case_text (centre_id, case_id, kind, version, author_id, written_at_ms, body_sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))"};

#define XINAN_SESSION_COLUMNS \
    "SELECT s.session_id, s.case_id, s.appointment_id, s.counsellor_id, s.kind, s.started_at_ms, s.ended_at_ms, n.state" \
    " FROM session s LEFT JOIN session_note n ON n.centre_id = s.centre_id AND n.session_id = s.session_id"
constexpr Sql kSession{"casework.find_session", XINAN_SESSION_COLUMNS " WHERE s.centre_id = ?1 AND s.session_id = ?2"};
constexpr Sql kCaseOf{"casework.case_of_session", "SELECT (SELECT case_id FROM session WHERE centre_id = ?1 AND session_id = ?2)"};
constexpr Sql kSessionOf{"casework.session_of", XINAN_SESSION_COLUMNS " WHERE s.centre_id = ?1 AND s.appointment_id = ?2"};
constexpr Sql kSessionsOf{"casework.sessions_of", XINAN_SESSION_COLUMNS
    " WHERE s.centre_id = ?1 AND s.case_id = ?2 ORDER BY s.started_at_ms, s.session_id LIMIT ?3"};
// By the case: after a hand-over the record is due from whoever has it now.
constexpr Sql kUnwritten{"casework.unwritten", XINAN_SESSION_COLUMNS
    " JOIN visitor_case c ON c.centre_id = s.centre_id AND c.case_id = s.case_id"
    " WHERE s.centre_id = ?1 AND c.counsellor_id = ?2 AND s.ended_at_ms IS NOT NULL AND (n.state IS NULL OR n.state <> 'signed')"
    " ORDER BY s.started_at_ms LIMIT ?3"};
constexpr Sql kAllUnwritten{"casework.all_unwritten", XINAN_SESSION_COLUMNS
    " WHERE s.centre_id = ?1 AND s.ended_at_ms IS NOT NULL AND (n.state IS NULL OR n.state <> 'signed') ORDER BY s.started_at_ms LIMIT ?2"};
constexpr Sql kOfAppointments{"casework.sessions_of_appointments",
    "WITH RECURSIVE wanted (i) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT i + 1 FROM wanted WHERE i + 1 < ?3) "
    "SELECT s.session_id, s.case_id, s.appointment_id, s.counsellor_id, s.kind, s.started_at_ms, s.ended_at_ms, n.state FROM wanted w"
    " JOIN session s ON s.centre_id = ?1 AND s.appointment_id = substr(?2, CAST(w.i * 16 + 1 AS integer), 16)"
    " LEFT JOIN session_note n ON n.centre_id = s.centre_id AND n.session_id = s.session_id"};
#undef XINAN_SESSION_COLUMNS
constexpr Sql kInsertSession{"casework.insert_session", R"(
INSERT INTO session (centre_id, session_id, case_id, appointment_id, counsellor_id, kind, started_at_ms, reason_sealed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))"};
constexpr Sql kEndSession{"casework.end_session", "UPDATE session SET ended_at_ms = ?3 WHERE centre_id = ?1 AND session_id = ?2 AND ended_at_ms IS NULL"};

std::int64_t number_of(LocalDate date) {
    return static_cast<int>(date.year()) * 10'000LL + static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day());
}
LocalDate date_from(std::int64_t n) {
    return LocalDate{std::chrono::year{static_cast<int>(n / 10'000)}, std::chrono::month{static_cast<unsigned>(n / 100 % 100)},
                     std::chrono::day{static_cast<unsigned>(n % 100)}};
}

StoredCase read_case(const store::Rows& r, std::size_t i) {
    StoredCase c;
    c.row.id = r.id<CaseId>(i, 0);
    c.row.version = r.i64(i, 1);
    c.row.code = code_of(r.i64(i, 2), r.i64(i, 3));
    c.row.state = enum_from<CaseState>(kStates, r.text(i, 4));
    c.row.visitor = r.id<PersonId>(i, 5);
    c.row.counsellor = r.id<StaffId>(i, 6);
    c.row.risk = enum_from<Risk>(kRisks, r.text(i, 7));
    c.risk_screened = r.flag(i, 8);
    if (const auto day = r.i64_or_none(i, 9)) c.row.next_contact = date_from(*day);
    c.row.opened_at = r.time(i, 10);
    if (const auto ms = r.i64_or_none(i, 11)) c.row.closed_at = UtcTime{*ms};
    return c;
}
SessionRow read_session(const store::Rows& r, std::size_t i) {
    SessionRow s;
    s.id = r.id<SessionId>(i, 0);
    s.case_id = r.id<CaseId>(i, 1);
    s.appointment = r.id<AppointmentId>(i, 2);
    s.counsellor = r.id<StaffId>(i, 3);
    s.kind = enum_from<scheduling::Kind>(kKinds, r.text(i, 4));
    s.started_at = r.time(i, 5);
    if (const auto ms = r.i64_or_none(i, 6)) s.ended_at = UtcTime{*ms};
    if (!r.is_null(i, 7)) s.note = r.text(i, 7) == "signed" ? NoteState::signed_ : NoteState::draft;
    return s;
}
std::optional<SessionRow> one_session(const store::Rows& r) { return r.empty() ? std::nullopt : std::optional(read_session(r, 0)); }
std::vector<SessionRow> all_sessions(const store::Rows& r) {
    std::vector<SessionRow> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back(read_session(r, i));
    return out;
}
std::optional<StoredCase> one_case(const store::Rows& r) { return r.empty() ? std::nullopt : std::optional(read_case(r, 0)); }

}  // namespace

std::string code_of(std::int64_t year, std::int64_t number) { return fmt::format("C-{}-{:04}", year, number); }
std::string_view name_of(CaseState state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view name_of(Risk risk) { return kRisks[static_cast<std::size_t>(risk)]; }

Result<std::optional<StoredCase>> find_case(store::Tx& tx, CaseId id) { return one_case(TRY(tx.query(kFind, id))); }
Result<std::optional<StoredCase>> open_case(store::Tx& tx, PersonId visitor, std::optional<StaffId> counsellor) {
    return one_case(TRY(tx.query(kOpen, visitor, counsellor.value_or(StaffId{}), counsellor.has_value())));
}
Result<std::vector<StoredCase>> cases_of(store::Tx& tx, StaffId counsellor, std::optional<CaseState> state) {
    const auto r = TRY(tx.query(kOfCounsellor, counsellor, state ? name_of(*state) : std::string_view{}, kCasesMax));
    std::vector<StoredCase> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back(read_case(r, i));
    return out;
}
Result<std::vector<StoredCase>> open_cases(store::Tx& tx) {
    const auto r = TRY(tx.query(kOpenCases, kOpenCasesMax));
    std::vector<StoredCase> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back(read_case(r, i));
    return out;
}
Result<std::vector<CaseRow>> closed_since(store::Tx& tx, UtcTime since, std::int64_t limit) {
    const auto r = TRY(tx.query(kClosedSince, since, limit));
    std::vector<CaseRow> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back(read_case(r, i).row);
    return out;
}

Result<void> insert_case(store::Tx& tx, CaseRow& row, int year) {
    const std::int64_t number = TRY(tx.query(kNextNumber, year)).i64(0, 0);
    row.code = code_of(year, number);
    (void)TRY(tx.run(kInsert, row.id, year, number, row.visitor, row.counsellor, row.opened_at));
    return {};
}

Result<void> update_case(store::Tx& tx, const StoredCase& c, const std::optional<Closing>& closing) {
    const auto next = c.row.next_contact ? std::optional(number_of(*c.row.next_contact)) : std::nullopt;
    const auto word = [&](std::string_view Closing::*member) { return closing ? std::optional((*closing).*member) : std::nullopt; };
    const auto changed = TRY(tx.run(kUpdate, c.row.id, c.row.version, name_of(c.row.state), c.row.counsellor, name_of(c.row.risk), c.risk_screened, next,
                                    c.row.closed_at, word(&Closing::outcome), word(&Closing::reason), word(&Closing::aftercare)));
    if (changed != 1) return fail(ErrorKind::stale, "http.stale");
    return {};
}

Result<std::optional<Text>> newest_text(store::Tx& tx, CaseId id, std::string_view kind) {
    const auto r = TRY(tx.query(kNewestText, id, kind));
    if (r.empty()) return std::optional<Text>{};
    return std::optional(Text{r.i64(0, 0), to_bytes(r.bytes(0, 1)), r.id<AnyId>(0, 2), r.time(0, 3)});
}
Result<void> insert_text(store::Tx& tx, CaseId id, std::string_view kind, const Text& text) {
    (void)TRY(tx.run(kInsertText, id, kind, text.version, text.author, text.written_at, text.sealed));
    return {};
}

Result<std::optional<SessionRow>> find_session(store::Tx& tx, SessionId id) { return one_session(TRY(tx.query(kSession, id))); }
Result<std::optional<CaseId>> case_of_session(store::Tx& tx, SessionId id) {
    return TRY(tx.query(kCaseOf, id)).id_or_none<CaseId>(0, 0);
}
Result<std::optional<SessionRow>> session_of(store::Tx& tx, AppointmentId id) { return one_session(TRY(tx.query(kSessionOf, id))); }
Result<std::vector<SessionRow>> sessions_of(store::Tx& tx, CaseId id) { return all_sessions(TRY(tx.query(kSessionsOf, id, kSessionsMax))); }
Result<std::vector<SessionRow>> unwritten(store::Tx& tx, StaffId id) { return all_sessions(TRY(tx.query(kUnwritten, id, kSessionsMax))); }
Result<std::vector<SessionRow>> all_unwritten(store::Tx& tx) { return all_sessions(TRY(tx.query(kAllUnwritten, kOpenCasesMax))); }
Result<std::vector<SessionRow>> sessions_of_appointments(store::Tx& tx, std::span<const AppointmentId> ids) {
    if (ids.empty()) return std::vector<SessionRow>{};
    Bytes all;
    for (const AppointmentId& id : ids) all.insert(all.end(), id.bytes.begin(), id.bytes.end());
    return all_sessions(TRY(tx.query(kOfAppointments, all, static_cast<std::int64_t>(ids.size()))));
}
Result<void> insert_session(store::Tx& tx, const SessionRow& s, const std::optional<Bytes>& reason) {
    (void)TRY(tx.run(kInsertSession, s.id, s.case_id, s.appointment, s.counsellor, kKinds[static_cast<std::size_t>(s.kind)], s.started_at, reason));
    return {};
}
Result<void> end_session(store::Tx& tx, SessionId id, UtcTime now) {
    if (TRY(tx.run(kEndSession, id, now)) != 1) return fail(ErrorKind::conflict, "casework.session_ended");
    return {};
}

}  // namespace xinan::casework::rows
