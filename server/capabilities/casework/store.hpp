// SPDX-License-Identifier: AGPL-3.0-or-later
// All SQL of casework. Rows in and out; sealed columns as they are.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "capabilities/casework/casework.hpp"

namespace xinan::casework::rows {

inline constexpr std::int64_t kCasesMax = 500;
inline constexpr std::int64_t kSessionsMax = 500;
inline constexpr std::int64_t kVersionsMax = 500;

std::string_view name_of(CaseState);
std::string_view name_of(Risk);
std::string code_of(std::int64_t year, std::int64_t number);  // "C-2026-0031"

struct StoredCase {
    CaseRow row;
    bool risk_screened = false;
};
Result<std::optional<StoredCase>> find_case(store::Tx&, CaseId);
Result<std::optional<StoredCase>> open_case(store::Tx&, PersonId visitor, std::optional<StaffId> counsellor);
Result<std::vector<StoredCase>> cases_of(store::Tx&, StaffId counsellor, std::optional<CaseState>);
Result<std::vector<CaseRow>> closed_since(store::Tx&, UtcTime since, std::int64_t limit);
// Of everybody, oldest first; at most kOpenCasesMax.
inline constexpr std::int64_t kOpenCasesMax = 2'000;
Result<std::vector<StoredCase>> open_cases(store::Tx&);
// The next number of the year. Errors: conflict store.unique when another server took it: the operation is run again by the caller's retry.
Result<void> insert_case(store::Tx&, CaseRow& row, int year);

struct Closing {
    std::string_view outcome, reason, aftercare;
};
// The whole row by its next version. Errors: stale http.stale.
Result<void> update_case(store::Tx&, const StoredCase&, const std::optional<Closing>& closing = {});

struct Text {
    std::int64_t version = 0;
    Bytes sealed;
    AnyId author{};
    UtcTime written_at;
};
Result<std::optional<Text>> newest_text(store::Tx&, CaseId, std::string_view kind);
Result<void> insert_text(store::Tx&, CaseId, std::string_view kind, const Text&);

Result<std::optional<SessionRow>> find_session(store::Tx&, SessionId);
// Only where it belongs; without it, of one that does not exist. Always one row: costs the same for both.
Result<std::optional<CaseId>> case_of_session(store::Tx&, SessionId);
Result<std::optional<SessionRow>> session_of(store::Tx&, AppointmentId);
Result<std::vector<SessionRow>> sessions_of(store::Tx&, CaseId);
Result<std::vector<SessionRow>> sessions_of_appointments(store::Tx&, std::span<const AppointmentId>);
// Ended sessions of a counsellor's cases without a signed record, oldest first.
Result<std::vector<SessionRow>> unwritten(store::Tx&, StaffId);
Result<std::vector<SessionRow>> all_unwritten(store::Tx&);  // of everybody; at most kOpenCasesMax
Result<void> insert_session(store::Tx&, const SessionRow&, const std::optional<Bytes>& reason_sealed);
Result<void> end_session(store::Tx&, SessionId, UtcTime now);  // Errors: conflict casework.session_ended

struct Note {
    std::int64_t version = 0;     // 0: none yet
    NoteState state = NoteState::none;
    AnyId author{};
    UtcTime saved_at;
    Bytes draft, summary;         // sealed
};
Result<Note> note(store::Tx&, SessionId);
Result<void> put_note(store::Tx&, SessionId, const Note&);  // version = stored + 1. Errors: stale http.stale

struct NoteVersion {
    std::int64_t version = 1;
    std::string kind;
    AnyId author{};
    UtcTime written_at;
    Risk risk = Risk::none;
    Bytes sealed;
};
Result<std::vector<NoteVersion>> versions(store::Tx&, SessionId);
Result<void> insert_version(store::Tx&, SessionId, const NoteVersion&);
// The versions of a case that count for a reader: signed and addenda, by session and version.
struct CaseVersion {
    SessionId session;
    NoteVersion version;
};
Result<std::vector<CaseVersion>> record_of_case(store::Tx&, CaseId);

struct Signature {
    AnyId by{};
    UtcTime at;
    Bytes sealed;
};
Result<std::optional<Signature>> signature(store::Tx&, SessionId);
Result<void> insert_signature(store::Tx&, SessionId, const Signature&);
// A summary that was read and not signed (D2.2b); once.
struct Refusal {
    std::string why;              // "refused" or "cannot_sign"
    AnyId by{};
    UtcTime at;
    Bytes sealed;                 // the reason
};
Result<std::vector<std::int64_t>> minutes_to_signature(store::Tx&, TimeSpan ended);
Result<std::optional<Refusal>> refusal(store::Tx&, SessionId);
Result<void> insert_refusal(store::Tx&, SessionId, const Refusal&);
struct Summary {
    SessionRow session;
    Bytes sealed;
    std::int64_t note_version = 0;
    std::optional<UtcTime> signed_at;
    std::optional<UtcTime> refused_at;
};
Result<std::vector<Summary>> summaries_of(store::Tx&, PersonId visitor);

struct ProcessNote {
    std::int64_t version = 0;
    UtcTime saved_at;
    Bytes sealed;
    Bytes wrap;                   // of the asker
    AnyId author{};
};
Result<std::optional<ProcessNote>> process_note(store::Tx&, SessionId, AnyId author, AnyId reader);
// Process notes of an author, newest first, and whether each is wrapped to the reader.
struct NoteOfAuthor {
    SessionId session;
    std::string case_code;
    StaffId author;
    UtcTime saved_at;
    bool sealed_to_reader = false;
};
Result<std::vector<NoteOfAuthor>> process_notes_of(store::Tx&, StaffId author, AnyId reader, std::int64_t limit);
// What was wrapped to this reader of this author's notes is closed for good.
Result<void> forget_wraps_of(store::Tx&, StaffId author, AnyId reader);
// version = stored + 1. Errors: stale http.stale.
Result<void> put_process_note(store::Tx&, SessionId, AnyId author, std::int64_t version, const Bytes& sealed,
                              const std::vector<std::pair<AnyId, Bytes>>& wraps, UtcTime now);

}  // namespace xinan::casework::rows
