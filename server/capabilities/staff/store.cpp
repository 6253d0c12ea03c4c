// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/staff/store.hpp"

#include <algorithm>
#include <array>

namespace xinan::staff::rows {
namespace {

using store::Sql;

constexpr std::int64_t kNoExpiry = 99'991'231;
constexpr std::int64_t kDayMillis = 86'400'000;

constexpr Sql kAll{"staff.all", R"(
SELECT staff_id, version, active, practises, fields_bits, name_sealed, introduction_zh_sealed, introduction_en_sealed
FROM staff_member WHERE centre_id = ?1 AND (?2 = 0 OR (active = 1 AND practises = 1)) ORDER BY staff_id LIMIT ?3)"};
constexpr Sql kFind{"staff.find", R"(
SELECT staff_id, version, active, practises, fields_bits, name_sealed, introduction_zh_sealed, introduction_en_sealed
FROM staff_member WHERE centre_id = ?1 AND staff_id = ?2)"};
constexpr Sql kCount{"staff.count",
                     "SELECT count(*) FROM staff_member WHERE centre_id = ?1 AND (?2 = 0 OR (active = 1 AND practises = 1))"};
constexpr Sql kVersion{"staff.version", "SELECT version FROM staff_member WHERE centre_id = ?1 AND staff_id = ?2"};
constexpr Sql kInsert{"staff.insert", R"(
INSERT INTO staff_member (centre_id, staff_id, version, name_sealed, introduction_zh_sealed, introduction_en_sealed,
                          fields_bits, practises, active, created_at_ms, changed_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10))"};
constexpr Sql kUpdate{"staff.update", R"(
UPDATE staff_member SET version = ?3, name_sealed = ?4, introduction_zh_sealed = ?5, introduction_en_sealed = ?6,
                        fields_bits = ?7, practises = ?8, active = ?9, changed_at_ms = ?10
WHERE centre_id = ?1 AND staff_id = ?2 AND version = ?3 - 1)"};
constexpr Sql kFacts{"staff.facts", R"(
SELECT s.active, s.practises, s.fields_bits, s.created_at_ms,
  (SELECT max(coalesce(c.expires_on, 99991231)) FROM staff_credential c WHERE c.centre_id = ?1 AND c.staff_id = ?2),
  (SELECT min(k.kind) FROM staff_conflict k WHERE k.centre_id = ?1 AND k.staff_id = ?2 AND k.person_id = ?3),
  (SELECT count(*) FROM staff_class h WHERE h.centre_id = ?1 AND h.staff_id = ?2 AND h.class_id = ?4 AND h.duty = 'head'
     AND h.from_on <= ?5 AND (h.until_on IS NULL OR h.until_on > ?5)),
  (SELECT count(*) FROM staff_class t WHERE t.centre_id = ?1 AND t.staff_id = ?2 AND t.class_id = ?4 AND t.duty = 'subject'
     AND t.from_on <= ?5 AND (t.until_on IS NULL OR t.until_on > ?5))
FROM staff_member s WHERE s.centre_id = ?1 AND s.staff_id = ?2)"};
constexpr Sql kCredentials{"staff.credentials", R"(
SELECT credential_id, staff_id, kind, number_sealed, expires_on FROM staff_credential WHERE centre_id = ?1
ORDER BY staff_id, coalesce(expires_on, 99991231) DESC, credential_id LIMIT ?2)"};
constexpr Sql kCredentialsOf{"staff.credentials_of", R"(
SELECT credential_id, staff_id, kind, number_sealed, expires_on FROM staff_credential WHERE centre_id = ?1 AND staff_id = ?3
ORDER BY coalesce(expires_on, 99991231) DESC, credential_id LIMIT ?2)"};
constexpr Sql kInsertCredential{"staff.insert_credential", R"(
INSERT INTO staff_credential (centre_id, credential_id, staff_id, kind, number_sealed, expires_on, added_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))"};
constexpr Sql kDuties{"staff.class_duties", R"(
SELECT class_id, duty, from_on, until_on FROM staff_class WHERE centre_id = ?1 AND staff_id = ?2
ORDER BY from_on DESC, class_id, duty LIMIT ?3)"};
constexpr Sql kInsertDuty{"staff.insert_class_duty", R"(
INSERT INTO staff_class (centre_id, staff_id, class_id, duty, from_on, until_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6))"};
constexpr Sql kEndDuty{"staff.end_class_duty", R"(
UPDATE staff_class SET until_on = ?5
WHERE centre_id = ?1 AND staff_id = ?2 AND class_id = ?3 AND duty = ?4 AND until_on IS NULL AND from_on <= ?5)"};
constexpr Sql kHeads{"staff.heads_of", R"(
SELECT DISTINCT staff_id FROM staff_class WHERE centre_id = ?1 AND class_id = ?2 AND duty = 'head'
  AND from_on <= ?3 AND (until_on IS NULL OR until_on > ?3) ORDER BY staff_id LIMIT 20)"};
constexpr Sql kHeaded{"staff.headed_by", R"(
SELECT DISTINCT class_id FROM staff_class WHERE centre_id = ?1 AND staff_id = ?2 AND duty = 'head'
  AND from_on <= ?3 AND (until_on IS NULL OR until_on > ?3) ORDER BY class_id LIMIT 20)"};
constexpr Sql kSupervisions{"staff.supervisions", R"(
SELECT supervisor_id, from_at_ms, until_at_ms FROM staff_supervisor WHERE centre_id = ?1 AND staff_id = ?2
ORDER BY from_at_ms DESC, supervisor_id LIMIT ?3)"};
constexpr Sql kSupervisedBy{"staff.supervised_by", R"(
SELECT DISTINCT staff_id FROM staff_supervisor WHERE centre_id = ?1 AND supervisor_id = ?2
  AND from_at_ms <= ?3 AND (until_at_ms IS NULL OR until_at_ms > ?3) ORDER BY staff_id LIMIT ?4)"};
constexpr Sql kInsertSupervision{"staff.insert_supervision", R"(
INSERT INTO staff_supervisor (centre_id, staff_id, supervisor_id, from_at_ms, until_at_ms) VALUES (?1, ?2, ?3, ?4, NULL))"};
constexpr Sql kEndSupervision{"staff.end_supervision", R"(
UPDATE staff_supervisor SET until_at_ms = ?4
WHERE centre_id = ?1 AND staff_id = ?2 AND supervisor_id = ?3 AND until_at_ms IS NULL AND from_at_ms <= ?4)"};
constexpr Sql kConflict{"staff.declare_conflict", R"(
INSERT INTO staff_conflict (centre_id, staff_id, person_id, kind, declared_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO NOTHING)"};

constexpr std::array<std::string_view, 4> kConflictWords{"relative", "friend", "supervisor", "other"};

std::int64_t bits_of(const std::vector<Field>& fields) {
    std::int64_t bits = 0;
    for (const Field field : fields) bits |= std::int64_t{1} << static_cast<unsigned>(field);
    return bits;
}
std::vector<Field> fields_from(std::int64_t bits) {
    std::vector<Field> fields;
    for (unsigned i = 0; i <= static_cast<unsigned>(Field::other); ++i) {
        if ((bits >> i & 1) != 0) fields.push_back(static_cast<Field>(i));
    }
    return fields;
}
std::optional<ByteView> if_any(const Bytes& bytes) {
    if (bytes.empty()) return std::nullopt;
    return ByteView{bytes};
}
std::optional<LocalDate> day_or_none(const store::Rows& found, std::size_t row, std::size_t column) {
    const auto number = found.i64_or_none(row, column);
    if (!number || *number == kNoExpiry) return std::nullopt;
    return day_of(*number);
}
std::optional<std::int64_t> number_or_none(std::optional<LocalDate> day) {
    if (!day) return std::nullopt;
    return number_of(*day);
}

SealedStaff staff_from(const store::Rows& found, std::size_t row) {
    return {.id = found.id<StaffId>(row, 0),
            .version = found.i64(row, 1),
            .active = found.flag(row, 2),
            .practises = found.flag(row, 3),
            .fields = fields_from(found.i64(row, 4)),
            .name = to_bytes(found.bytes(row, 5)),
            .introduction_zh = to_bytes(found.bytes(row, 6)),
            .introduction_en = to_bytes(found.bytes(row, 7))};
}

}  // namespace

std::int64_t number_of(LocalDate day) {
    return static_cast<int>(day.year()) * 10'000 + static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day());
}
LocalDate day_of(std::int64_t number) {
    return {std::chrono::year(static_cast<int>(number / 10'000)), std::chrono::month(static_cast<unsigned>(number / 100 % 100)),
            std::chrono::day(static_cast<unsigned>(number % 100))};
}
std::string_view word_of(ClassDuty duty) { return duty == ClassDuty::head ? "head" : "subject"; }

Result<std::vector<SealedStaff>> all(store::Tx& tx, bool counsellors_only, std::int64_t limit) {
    const auto found = TRY(tx.query(kAll, counsellors_only, limit));
    std::vector<SealedStaff> members;
    for (std::size_t i = 0; i < found.size(); ++i) members.push_back(staff_from(found, i));
    return members;
}

Result<std::optional<SealedStaff>> find(store::Tx& tx, StaffId id) {
    const auto found = TRY(tx.query(kFind, id));
    if (found.empty()) return std::optional<SealedStaff>{};
    return std::optional{staff_from(found, 0)};
}

Result<std::int64_t> count(store::Tx& tx, bool counsellors_only) { return TRY(tx.query(kCount, counsellors_only)).i64(0, 0); }

Result<std::optional<std::int64_t>> version_of(store::Tx& tx, StaffId id) {
    const auto found = TRY(tx.query(kVersion, id));
    if (found.empty()) return std::optional<std::int64_t>{};
    return std::optional{found.i64(0, 0)};
}

Result<void> insert(store::Tx& tx, const PreparedStaff& made, UtcTime now) {
    TRY(tx.run(kInsert, made.id, made.version, made.name, if_any(made.introduction_zh), if_any(made.introduction_en),
               bits_of(made.fields), made.practises, made.active, now));
    return {};
}

Result<bool> update(store::Tx& tx, const PreparedStaff& changed, UtcTime now) {
    return TRY(tx.run(kUpdate, changed.id, changed.version, changed.name, if_any(changed.introduction_zh),
                      if_any(changed.introduction_en), bits_of(changed.fields), changed.practises, changed.active, now)) == 1;
}

Result<CounsellorFacts> facts(store::Tx& tx, StaffId id, std::optional<PersonId> visitor, std::optional<ClassId> in,
                              LocalDate day) {
    const auto found = TRY(tx.query(kFacts, id, visitor, in, number_of(day)));
    CounsellorFacts facts;
    if (found.empty()) return facts;
    facts.known = true;
    facts.active = found.flag(0, 0);
    facts.practises = found.flag(0, 1);
    facts.fields = fields_from(found.i64(0, 2));
    facts.since = LocalDate{std::chrono::sys_days{std::chrono::days{found.i64(0, 3) / kDayMillis}}};
    facts.has_credential = !found.is_null(0, 4);
    facts.credential_expires = day_or_none(found, 0, 4);
    facts.conflict_declared = !found.is_null(0, 5);
    if (facts.conflict_declared) {
        const auto word = std::ranges::find(kConflictWords, found.text(0, 5));
        ensure(word != kConflictWords.end(), "a stored kind of conflict is one of the list");
        facts.conflict_kind = static_cast<ConflictKind>(word - kConflictWords.begin());
    }
    facts.head_teacher_of_visitor = found.i64(0, 6) > 0;
    facts.merely_teaches = !facts.head_teacher_of_visitor && found.i64(0, 7) > 0;
    return facts;
}

Result<std::vector<CredentialRow>> credentials(store::Tx& tx, std::optional<StaffId> of, std::int64_t limit) {
    const auto found = of ? TRY(tx.query(kCredentialsOf, limit, *of)) : TRY(tx.query(kCredentials, limit));
    std::vector<CredentialRow> credentials;
    for (std::size_t i = 0; i < found.size(); ++i) {
        credentials.push_back({found.id<AnyId>(i, 0), found.id<StaffId>(i, 1), std::string(found.text(i, 2)),
                               to_bytes(found.bytes(i, 3)), day_or_none(found, i, 4)});
    }
    return credentials;
}

Result<void> insert_credential(store::Tx& tx, const PreparedCredential& credential, UtcTime now) {
    TRY(tx.run(kInsertCredential, credential.id, credential.staff, credential.kind, credential.number,
               number_or_none(credential.expires_on), now));
    return {};
}

Result<std::vector<ClassDutyRow>> class_duties(store::Tx& tx, StaffId id, std::int64_t limit) {
    const auto found = TRY(tx.query(kDuties, id, limit));
    std::vector<ClassDutyRow> duties;
    for (std::size_t i = 0; i < found.size(); ++i) {
        duties.push_back({found.id<ClassId>(i, 0), found.text(i, 1) == "head" ? ClassDuty::head : ClassDuty::subject,
                          day_of(found.i64(i, 2)), day_or_none(found, i, 3)});
    }
    return duties;
}

Result<void> insert_class_duty(store::Tx& tx, StaffId id, const ClassDutyRow& duty) {
    TRY(tx.run(kInsertDuty, id, duty.in, word_of(duty.duty), number_of(duty.from), number_or_none(duty.until)));
    return {};
}

Result<bool> end_class_duty(store::Tx& tx, StaffId id, ClassId in, ClassDuty duty, LocalDate until) {
    return TRY(tx.run(kEndDuty, id, in, word_of(duty), number_of(until))) > 0;
}

Result<std::vector<StaffId>> heads(store::Tx& tx, ClassId of, LocalDate day) {
    const auto found = TRY(tx.query(kHeads, of, number_of(day)));
    std::vector<StaffId> ids;
    for (std::size_t i = 0; i < found.size(); ++i) ids.push_back(found.id<StaffId>(i, 0));
    return ids;
}

Result<std::vector<ClassId>> headed(store::Tx& tx, StaffId by, LocalDate day) {
    const auto found = TRY(tx.query(kHeaded, by, number_of(day)));
    std::vector<ClassId> ids;
    for (std::size_t i = 0; i < found.size(); ++i) ids.push_back(found.id<ClassId>(i, 0));
    return ids;
}

Result<std::vector<SupervisionRow>> supervisions(store::Tx& tx, StaffId of, std::int64_t limit) {
    const auto found = TRY(tx.query(kSupervisions, of, limit));
    std::vector<SupervisionRow> out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto until = found.i64_or_none(i, 2);
        out.push_back({found.id<StaffId>(i, 0), found.time(i, 1), until ? std::optional(UtcTime{*until}) : std::nullopt});
    }
    return out;
}

Result<std::vector<StaffId>> supervised_by(store::Tx& tx, StaffId supervisor, UtcTime at, std::int64_t limit) {
    const auto found = TRY(tx.query(kSupervisedBy, supervisor, at, limit));
    std::vector<StaffId> ids;
    for (std::size_t i = 0; i < found.size(); ++i) ids.push_back(found.id<StaffId>(i, 0));
    return ids;
}

Result<void> insert_supervision(store::Tx& tx, StaffId of, StaffId supervisor, UtcTime from) {
    TRY(tx.run(kInsertSupervision, of, supervisor, from));
    return {};
}

Result<bool> end_supervision(store::Tx& tx, StaffId of, StaffId supervisor, UtcTime at) {
    return TRY(tx.run(kEndSupervision, of, supervisor, at)) > 0;
}

Result<void> insert_conflict(store::Tx& tx, StaffId id, PersonId with, ConflictKind kind, UtcTime now) {
    TRY(tx.run(kConflict, id, with, kConflictWords.at(static_cast<std::size_t>(kind)), now));
    return {};
}

}  // namespace xinan::staff::rows
