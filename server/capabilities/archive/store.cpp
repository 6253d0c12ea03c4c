// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/archive/store.hpp"

namespace xinan::archive::rows {
namespace {

using store::Sql;

constexpr Sql kFind{"archive.file", R"(
SELECT file_id, file_number, case_id, case_code, visitor_id, visitor_code, counsellor_id, custodian_id, closed_at_ms, retention_until_on,
       place, state
FROM archive_file WHERE centre_id = ?1 AND file_id = ?2)"};
constexpr Sql kList{"archive.files", R"(
SELECT file_id, file_number, case_id, case_code, visitor_id, visitor_code, counsellor_id, custodian_id, closed_at_ms, retention_until_on,
       place, state
FROM archive_file WHERE centre_id = ?1 AND file_number < ?2 ORDER BY file_number DESC LIMIT ?3)"};
constexpr Sql kListOwn{"archive.files_of_counsellor", R"(
SELECT file_id, file_number, case_id, case_code, visitor_id, visitor_code, counsellor_id, custodian_id, closed_at_ms, retention_until_on,
       place, state
FROM archive_file WHERE centre_id = ?1 AND file_number < ?2 AND counsellor_id = ?4 ORDER BY file_number DESC LIMIT ?3)"};
constexpr Sql kNewestNumber{"archive.newest_number", R"(
SELECT max(file_number) FROM archive_file WHERE centre_id = ?1 AND file_number BETWEEN ?2 AND ?3)"};
constexpr Sql kInsert{"archive.insert_file", R"(
INSERT INTO archive_file (centre_id, file_id, version, file_number, case_id, case_code, visitor_id, visitor_code, counsellor_id,
                          custodian_id, closed_at_ms, closed_on, retention_until_on, class, place, state, filed_at_ms)
VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'counselling', ?13, ?14, ?15))"};
constexpr Sql kCustodian{"archive.set_custodian", R"(
UPDATE archive_file SET custodian_id = ?3, version = version + 1 WHERE centre_id = ?1 AND file_id = ?2)"};

std::int64_t day_number(LocalDate date) {
    return static_cast<int>(date.year()) * 10'000LL + static_cast<unsigned>(date.month()) * 100LL + static_cast<unsigned>(date.day());
}
LocalDate day_from(std::int64_t number) {
    return {std::chrono::year{static_cast<int>(number / 10'000)}, std::chrono::month{static_cast<unsigned>(number / 100 % 100)},
            std::chrono::day{static_cast<unsigned>(number % 100)}};
}
std::string_view name_of(Place place) { return place == Place::electronic ? "electronic" : "cabinet"; }
std::string_view name_of(State state) { return state == State::active ? "active" : "legal_hold"; }

File file_from(const store::Rows& r, std::size_t i) {
    File f;
    f.id = r.id<ArchiveFileId>(i, 0);
    f.number = r.i64(i, 1);
    f.case_id = r.id<CaseId>(i, 2);
    f.case_code = r.text(i, 3);
    f.visitor = r.id<PersonId>(i, 4);
    f.visitor_code = r.text(i, 5);
    f.counsellor = r.id<StaffId>(i, 6);
    f.custodian = r.id<StaffId>(i, 7);
    f.closed_at = r.time(i, 8);
    f.retention_until = day_from(r.i64(i, 9));
    f.place = r.text(i, 10) == "electronic" ? Place::electronic : Place::cabinet;
    f.state = r.text(i, 11) == "active" ? State::active : State::legal_hold;
    return f;
}

}  // namespace

Result<std::optional<File>> find(store::Tx& tx, ArchiveFileId id) {
    const auto found = TRY(tx.query(kFind, id));
    if (found.empty()) return std::optional<File>{};
    return std::optional{file_from(found, 0)};
}

Result<std::vector<File>> list(store::Tx& tx, std::int64_t before, std::optional<StaffId> counsellor, std::int64_t limit) {
    const auto found = counsellor ? TRY(tx.query(kListOwn, before, limit, *counsellor)) : TRY(tx.query(kList, before, limit));
    std::vector<File> files;
    for (std::size_t i = 0; i < found.size(); ++i) files.push_back(file_from(found, i));
    return files;
}

Result<void> insert(store::Tx& tx, const File& file, int year, LocalDate closed_on, UtcTime now) {
    const std::int64_t first = year * kYear;
    const auto newest = TRY(tx.query(kNewestNumber, first, first + kYear - 1));
    const std::int64_t number = newest.i64_or_none(0, 0).value_or(first) + 1;
    TRY(tx.run(kInsert, file.id, number, file.case_id, file.case_code, file.visitor, file.visitor_code, file.counsellor, file.custodian,
               file.closed_at, day_number(closed_on), day_number(file.retention_until), name_of(file.place), name_of(file.state), now));
    return {};
}

Result<void> set_custodian(store::Tx& tx, ArchiveFileId id, StaffId custodian) {
    TRY(tx.run(kCustodian, id, custodian));
    return {};
}

}  // namespace xinan::archive::rows
