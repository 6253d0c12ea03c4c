// SPDX-License-Identifier: AGPL-3.0-or-later
// Cases, sessions and notes: what is said, sealed. Not: when people meet (scheduling), the closed file (archive).
//
// Content is sealed under the case key, process notes to people. Versions are inserted, never changed: the database refuses
// update, delete and gaps. Functions on a Tx touch no key. Threads: safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/access.hpp"
#include "capabilities/scheduling/scheduling.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::casework {

enum class CaseState : std::uint8_t { intake, active, closed };
BOOST_DESCRIBE_ENUM(CaseState, intake, active, closed)
enum class Risk : std::uint8_t { none, low, medium, high };
BOOST_DESCRIBE_ENUM(Risk, none, low, medium, high)
enum class NoteState : std::uint8_t { none, draft, signed_ };   // JSON "signed"
BOOST_DESCRIBE_ENUM(NoteState, none, draft, signed_)

struct CaseRow {
    CaseId id;
    std::int64_t version = 1;
    std::string code;                 // short public code "C-2026-0031"
    CaseState state = CaseState::intake;
    PersonId visitor;
    StaffId counsellor;
    Risk risk = Risk::none;
    std::optional<LocalDate> next_contact;
    UtcTime opened_at;
    std::optional<UtcTime> closed_at;
};
Result<std::optional<CaseRow>> find_case(store::Tx&, CaseId);
Result<std::optional<CaseRow>> open_case_of(store::Tx&, PersonId visitor);          // at most one open case per visitor and counsellor; the newest
Result<std::vector<CaseRow>> closed_since(store::Tx&, UtcTime since, unsigned limit);

// A session's row (plain).
struct SessionRow {
    SessionId id;
    CaseId case_id;
    AppointmentId appointment;
    StaffId counsellor;
    scheduling::Kind kind = scheduling::Kind::ordinary;
    UtcTime started_at;
    std::optional<UtcTime> ended_at;
    NoteState note = NoteState::none;
};
Result<std::vector<SessionRow>> sessions_of(store::Tx&, CaseId);                     // at most 500
// For calendars and boards: note state by appointment, at most 512, same order.
Result<std::vector<SessionRow>> sessions_of_appointments(store::Tx&, std::span<const AppointmentId>);  // at most 512
Result<std::vector<NoteState>> note_states(store::Tx&, std::span<const AppointmentId>);

// How long records took: whole minutes from the end of a session in `ended` to the signing of its record (D0.3b); at most 2,000.
Result<std::vector<std::int64_t>> minutes_to_signature(store::Tx&, TimeSpan ended);

// The content of a case for the archive's reader, opened: each call leaves its own read deed through the caller.
struct OpenedRecord {
    SessionId session;
    std::int64_t version = 0;
    PrivateText background, request, theme, intervention, method, plan, shared_summary;
    Risk risk = Risk::none;
    UtcTime written_at;
    StaffId author;
    bool addendum = false;
};
struct OpenedCase {
    CaseRow row;
    PrivateText closing_summary, aftercare_note;
    std::vector<OpenedRecord> records;
};
Result<OpenedCase> open_case_content(const Env&, CentreId, CaseId);   // process notes never

// Deed of closing, bound by app to archive::on_case_closed in the same savepoint.
inline constexpr Action kCaseClose = "casework.case.close";
// Inline handlers of higher ranks, bound by app in one file (bindings.cpp): called inside the same transaction, may refuse.
using CaseClosed = Result<void> (*)(store::Tx&, const CaseRow&, UtcTime now, ArchiveFileId new_file);
void bind_case_closed(CaseClosed handler);     // before serving; at most one

// Bound by app to staff::bind_supervision_ended: process notes of `of` close to the supervisor in the transaction that ends it.
Result<void> on_supervision_ended(store::Tx&, StaffId of, StaffId supervisor);

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::casework
