// SPDX-License-Identifier: AGPL-3.0-or-later
// All SQL of archive. Rows in and out; no rules. Errors of all: those of store::Tx.
#pragma once

#include "capabilities/archive/archive.hpp"

namespace xinan::archive::rows {

inline constexpr std::int64_t kYear = 1'000'000;  // numbers of one year
inline constexpr std::size_t kPage = 40;

Result<std::optional<File>> find(store::Tx&, ArchiveFileId);
// Newest first, below `before`; counsellor: only theirs. At most `limit`.
Result<std::vector<File>> list(store::Tx&, std::int64_t before, std::optional<StaffId> counsellor, std::int64_t limit);
// The next number of the year is given by the statement itself and read back. Errors: conflict store.unique.
Result<void> insert(store::Tx&, const File&, int year, LocalDate closed_on, UtcTime now);
Result<void> set_custodian(store::Tx&, ArchiveFileId, StaffId);
Result<void> set_state(store::Tx&, ArchiveFileId, State);

// Who asked to open a file, for whom, and what was decided. Words as in the table.
struct Request {
    AnyId id;
    ArchiveFileId file;
    StaffId to;
    std::string purpose;
    std::int64_t days = 1;
    std::string state;
    AnyId asked_by{};
    UtcTime asked_at;
    std::optional<AnyId> decided_by;
    std::optional<UtcTime> decided_at;
    std::optional<GrantId> grant;
    std::optional<UtcTime> until;
};
Result<std::optional<Request>> find_request(store::Tx&, AnyId id);
struct ListedRequest {
    Request row;
    std::int64_t file_number = 0;
};
Result<std::vector<ListedRequest>> requests(store::Tx&, std::int64_t limit);  // open ones first, then the newest
Result<void> insert_request(store::Tx&, const Request&);                      // Errors: conflict store.unique
// Of an open one. Errors: conflict archive.request_decided.
Result<void> decide_request(store::Tx&, AnyId id, std::string_view state, AnyId by, UtcTime now, std::optional<GrantId>, std::optional<UtcTime> until);
Result<void> end_request(store::Tx&, AnyId id);                               // Errors: conflict archive.not_approved

struct Hold {
    ArchiveFileId file;
    std::int64_t number = 1;
    std::string kind;             // "set" or "lifted"
    AnyId by{};
    UtcTime at;
    Bytes reason;                 // sealed
};
Result<std::int64_t> holds(store::Tx&, ArchiveFileId);  // how many entries there are
Result<void> insert_hold(store::Tx&, const Hold&);      // Errors: conflict store.unique

}  // namespace xinan::archive::rows
