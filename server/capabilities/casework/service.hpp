// SPDX-License-Identifier: AGPL-3.0-or-later
// Operations of casework shared by its routes: places of sealed fields, record bodies, opening a case.
#pragma once

#include "capabilities/casework/rules.hpp"
#include "capabilities/casework/store.hpp"

namespace xinan::casework {

crypto::Scope case_scope(CaseId);
crypto::Place note_place(CentreId, CaseId, SessionId, std::string_view table, std::string_view field, std::int64_t version);
crypto::Place text_place(CentreId, CaseId, std::string_view kind, std::int64_t version);

// A record under the seal: a version byte, then each field with its length.
std::string to_body(const RecordFields&, const std::optional<LocalDate>& next_contact);
struct RecordBody {
    RecordFields fields;
    std::optional<LocalDate> next_contact;
};
Result<RecordBody> from_body(std::string_view body);   // Errors: internal casework.damaged_record

// The open case of visitor and counsellor, or a new one (its key durable before). The relations that open content begin with it.
struct NewCase {
    CaseId id;                       // used only when there is none yet
};
Result<NewCase> prepare_case(const Env&, CentreId);
Result<rows::StoredCase> case_for(store::Tx&, const NewCase&, PersonId visitor, StaffId counsellor, UtcTime now);

// Bound by app (bind_case_closed): nothing when not bound.
Result<void> tell_case_closed(store::Tx&, const CaseRow&, UtcTime now, ArchiveFileId file);

// What stands in the way of an active case (A1.1b), from rows alone.
Result<Intake> intake_of(store::Tx&, const rows::StoredCase&, const visitors::PersonFacts&, UtcTime now);

// The people a process note is wrapped to, with their public keys: its author, and the supervisors it opens to. The recovery
// key comes besides.
Result<std::vector<std::pair<AnyId, Bytes>>> readers_of_process_notes(store::Tx&, PersonId visitor, AnyId author, UtcTime now);
// Whether what this author writes about this visitor opens to the supervisor now (opens_to_supervisor). The same statements
// whoever they are.
Result<bool> supervises(store::Tx&, StaffId supervisor, StaffId author, PersonId visitor, UtcTime now);

// Left, no longer practising, or suspended. The same statements whether there is such a member or not.
Result<bool> counsellor_is_gone(store::Tx&, StaffId);
// Something is booked with the counsellor of the case, or the visitor has arrived for it.
Result<bool> has_future_appointment(store::Tx&, const CaseRow&, UtcTime now);

}  // namespace xinan::casework
