// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of staff: all SQL of staff. Decides nothing; inside staff only. Errors of all: those of store::Tx.
#pragma once

#include "capabilities/staff/staff.hpp"

namespace xinan::staff::rows {

std::int64_t number_of(LocalDate day);  // 20261123
LocalDate day_of(std::int64_t number);
std::string_view word_of(ClassDuty);

Result<std::vector<SealedStaff>> all(store::Tx&, bool counsellors_only, std::int64_t limit);
Result<std::optional<SealedStaff>> find(store::Tx&, StaffId);
Result<void> insert(store::Tx&, const PreparedStaff&, UtcTime now);
Result<bool> update(store::Tx&, const PreparedStaff&, UtcTime now);  // version is the new one; false: another stands
Result<std::optional<std::int64_t>> version_of(store::Tx&, StaffId);
Result<std::int64_t> count(store::Tx&, bool counsellors_only);
Result<CounsellorFacts> facts(store::Tx&, StaffId, std::optional<PersonId>, std::optional<ClassId>, LocalDate day);

struct CredentialRow {
    AnyId id;
    StaffId staff;
    std::string kind;
    Bytes number;  // sealed
    std::optional<LocalDate> expires_on;
};
// Of everybody, or of one; by staff member, the longest valid first.
Result<std::vector<CredentialRow>> credentials(store::Tx&, std::optional<StaffId> of, std::int64_t limit);
Result<void> insert_credential(store::Tx&, const PreparedCredential&, UtcTime now);

struct ClassDutyRow {
    ClassId in;
    ClassDuty duty;
    LocalDate from;
    std::optional<LocalDate> until;
};
Result<std::vector<ClassDutyRow>> class_duties(store::Tx&, StaffId, std::int64_t limit);
Result<void> insert_class_duty(store::Tx&, StaffId, const ClassDutyRow&);
// Ends the open duty of this kind in this class; false when there is none that began before.
Result<bool> end_class_duty(store::Tx&, StaffId, ClassId, ClassDuty, LocalDate until);
Result<std::vector<StaffId>> heads(store::Tx&, ClassId, LocalDate day);
Result<std::vector<ClassId>> headed(store::Tx&, StaffId, LocalDate day);

struct SupervisionRow {
    StaffId supervisor;
    UtcTime from;
    std::optional<UtcTime> until;
};
Result<std::vector<SupervisionRow>> supervisions(store::Tx&, StaffId of, std::int64_t limit);  // newest first, ended ones too
Result<std::vector<StaffId>> supervised_by(store::Tx&, StaffId supervisor, UtcTime at, std::int64_t limit);
Result<void> insert_supervision(store::Tx&, StaffId of, StaffId supervisor, UtcTime from);
Result<bool> end_supervision(store::Tx&, StaffId of, StaffId supervisor, UtcTime at);  // false: none is in force
Result<void> insert_conflict(store::Tx&, StaffId, PersonId, ConflictKind, UtcTime now);

}  // namespace xinan::staff::rows
