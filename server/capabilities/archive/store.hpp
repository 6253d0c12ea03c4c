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

}  // namespace xinan::archive::rows
