// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/family/store.hpp"

#include <algorithm>
#include <array>

namespace xinan::family::rows {
namespace {

using store::Sql;

constexpr Sql kOfWard{"family.guardians_of", R"(
SELECT guardian_id, ward_id, person_id, relation, from_on, until_on, may_learn_attendance FROM guardian
WHERE centre_id = ?1 AND ward_id = ?2 AND from_on <= ?3 AND (until_on IS NULL OR until_on > ?3)
ORDER BY from_on, guardian_id LIMIT ?4)"};
constexpr Sql kOfGuardian{"family.wards_of", R"(
SELECT guardian_id, ward_id, person_id, relation, from_on, until_on, may_learn_attendance FROM guardian
WHERE centre_id = ?1 AND person_id = ?2 AND from_on <= ?3 AND (until_on IS NULL OR until_on > ?3)
ORDER BY from_on, guardian_id LIMIT ?4)"};
constexpr Sql kHistory{"family.history", R"(
SELECT guardian_id, ward_id, person_id, relation, from_on, until_on, may_learn_attendance FROM guardian
WHERE centre_id = ?1 AND ward_id = ?2 ORDER BY from_on, guardian_id LIMIT ?3)"};
constexpr Sql kFind{"family.find", R"(
SELECT guardian_id, ward_id, person_id, relation, from_on, until_on, may_learn_attendance FROM guardian
WHERE centre_id = ?1 AND guardian_id = ?2)"};
constexpr Sql kInsert{"family.insert", R"(
INSERT INTO guardian (centre_id, guardian_id, ward_id, person_id, relation, from_on, may_learn_attendance, reason_sealed,
                      created_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))"};
constexpr Sql kEnd{"family.end", R"(
UPDATE guardian SET until_on = CASE WHEN from_on > ?3 THEN from_on ELSE ?3 END
WHERE centre_id = ?1 AND guardian_id = ?2 AND until_on IS NULL)"};
constexpr Sql kAttendance{"family.newest_attendance", R"(
SELECT number, may_learn, wish, said_by FROM guardian_attendance WHERE centre_id = ?1 AND guardian_id = ?2 ORDER BY number DESC LIMIT 1)"};
constexpr Sql kInsertAttendance{"family.insert_attendance", R"(
INSERT INTO guardian_attendance (centre_id, guardian_id, number, may_learn, wish, said_by, said_at_ms, reason_sealed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))"};
constexpr Sql kSetAttendance{"family.set_attendance", R"(
UPDATE guardian SET may_learn_attendance = ?3 WHERE centre_id = ?1 AND guardian_id = ?2 AND until_on IS NULL)"};
constexpr std::array<std::string_view, 3> kWishes{"agrees", "refuses", "not_asked"};
constexpr Sql kOpen{"family.open", R"(
SELECT count(*) FROM guardian WHERE centre_id = ?1 AND ward_id = ?2 AND person_id = ?3 AND until_on IS NULL)"};

constexpr std::array<std::string_view, 6> kRelations{"mother", "father", "grandparent", "other_kin", "entrusted", "institution"};

std::int64_t number_of(LocalDate day) {
    return static_cast<int>(day.year()) * 10'000 + static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day());
}
LocalDate day_of(std::int64_t number) {
    return {std::chrono::year(static_cast<int>(number / 10'000)), std::chrono::month(static_cast<unsigned>(number / 100 % 100)),
            std::chrono::day(static_cast<unsigned>(number % 100))};
}

std::vector<GuardianFacts> guardians_from(const store::Rows& found) {
    std::vector<GuardianFacts> guardians;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto relation = std::ranges::find(kRelations, found.text(i, 3));
        ensure(relation != kRelations.end(), "a stored relation is one of the list");
        GuardianFacts facts{.id = found.id<GuardianId>(i, 0),
                            .ward = found.id<PersonId>(i, 1),
                            .guardian = found.id<PersonId>(i, 2),
                            .relation = static_cast<Relation>(relation - kRelations.begin()),
                            .from = day_of(found.i64(i, 4)),
                            .until = std::nullopt,
                            .may_learn_attendance = found.flag(i, 6)};
        if (const auto until = found.i64_or_none(i, 5)) facts.until = day_of(*until);
        guardians.push_back(facts);
    }
    return guardians;
}

}  // namespace

Result<std::vector<GuardianFacts>> in_force(store::Tx& tx, Of of, PersonId id, LocalDate day, std::int64_t limit) {
    return guardians_from(TRY(tx.query(of == Of::ward ? kOfWard : kOfGuardian, id, number_of(day), limit)));
}

Result<std::vector<GuardianFacts>> history(store::Tx& tx, PersonId ward, std::int64_t limit) {
    return guardians_from(TRY(tx.query(kHistory, ward, limit)));
}

Result<std::optional<GuardianFacts>> find(store::Tx& tx, GuardianId id) {
    auto found = guardians_from(TRY(tx.query(kFind, id)));
    if (found.empty()) return std::optional<GuardianFacts>{};
    return std::optional{found.front()};
}

Result<void> insert(store::Tx& tx, const NewGuardian& made, UtcTime now) {
    const std::optional<ByteView> reason = made.reason.empty() ? std::nullopt : std::optional<ByteView>(made.reason);
    TRY(tx.run(kInsert, made.id, made.ward, made.guardian, kRelations.at(static_cast<std::size_t>(made.relation)),
               number_of(made.from), made.may_learn_attendance, reason, now));
    return {};
}

Result<bool> end(store::Tx& tx, GuardianId id, LocalDate until) { return TRY(tx.run(kEnd, id, number_of(until))) == 1; }

Result<std::optional<AttendanceRow>> newest_attendance(store::Tx& tx, GuardianId id) {
    const auto found = TRY(tx.query(kAttendance, id));
    if (found.empty()) return std::optional<AttendanceRow>{};
    const auto wish = std::ranges::find(kWishes, found.text(0, 2));
    ensure(wish != kWishes.end(), "a stored wish is one of the list");
    return std::optional(AttendanceRow{found.i64(0, 0), found.flag(0, 1), static_cast<Wish>(wish - kWishes.begin()), found.id<AnyId>(0, 3), {}});
}

Result<void> insert_attendance(store::Tx& tx, GuardianId id, const AttendanceRow& row, UtcTime now) {
    const std::optional<ByteView> reason = row.reason.empty() ? std::nullopt : std::optional<ByteView>(row.reason);
    TRY(tx.run(kInsertAttendance, id, row.number, row.may_learn, kWishes.at(static_cast<std::size_t>(row.wish)), row.said_by, now, reason));
    return {};
}

Result<bool> set_attendance(store::Tx& tx, GuardianId id, bool may_learn) { return TRY(tx.run(kSetAttendance, id, may_learn)) == 1; }

Result<std::int64_t> open_relations(store::Tx& tx, PersonId ward, PersonId guardian) {
    return TRY(tx.query(kOpen, ward, guardian)).i64(0, 0);
}

}  // namespace xinan::family::rows
