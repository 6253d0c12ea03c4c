// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of guardians: all SQL of family. Decides nothing; inside family only. Errors of all: those of store::Tx.
#pragma once

#include "capabilities/family/family.hpp"

namespace xinan::family::rows {

enum class Of : std::uint8_t { ward, guardian };
// In force on a day, or without a day all, newest beginning last.
Result<std::vector<GuardianFacts>> in_force(store::Tx&, Of, PersonId, LocalDate day, std::int64_t limit);
Result<std::vector<GuardianFacts>> history(store::Tx&, PersonId ward, std::int64_t limit);
Result<std::optional<GuardianFacts>> find(store::Tx&, GuardianId);
Result<void> insert(store::Tx&, const NewGuardian&, UtcTime now);
Result<bool> end(store::Tx&, GuardianId, LocalDate until);  // false: ended before
// What was said about attendance, each time.
struct AttendanceRow {
    std::int64_t number = 1;
    bool may_learn = false;
    Wish wish = Wish::not_asked;
    AnyId said_by{};
    Bytes reason = {};  // sealed; may be empty
};
Result<std::optional<AttendanceRow>> newest_attendance(store::Tx&, GuardianId);
Result<void> insert_attendance(store::Tx&, GuardianId, const AttendanceRow&, UtcTime now);
Result<bool> set_attendance(store::Tx&, GuardianId, bool may_learn);  // false: the relation has ended
Result<std::int64_t> open_relations(store::Tx&, PersonId ward, PersonId guardian);

}  // namespace xinan::family::rows
