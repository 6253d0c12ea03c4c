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

constexpr Sql kState{"archive.set_state", "UPDATE archive_file SET state = ?3, version = version + 1 WHERE centre_id = ?1 AND file_id = ?2"};
#define XINAN_REQUEST_COLUMNS \
    "r.request_id, r.file_id, r.for_staff, r.purpose, r.days, r.state, r.asked_by, r.asked_at_ms, r.decided_by, r.decided_at_ms, r.grant_id, r.until_ms"
constexpr Sql kRequest{"archive.request", "SELECT " XINAN_REQUEST_COLUMNS " FROM archive_request r WHERE r.centre_id = ?1 AND r.request_id = ?2"};
constexpr Sql kRequests{"archive.requests", "SELECT " XINAN_REQUEST_COLUMNS ", f.file_number FROM archive_request r"
    " JOIN archive_file f ON f.centre_id = r.centre_id AND f.file_id = r.file_id"
    " WHERE r.centre_id = ?1 ORDER BY CASE WHEN r.state = 'open' THEN 0 ELSE 1 END, r.asked_at_ms DESC, r.request_id LIMIT ?2"};
#undef XINAN_REQUEST_COLUMNS
constexpr Sql kInsertRequest{"archive.insert_request", R"(
INSERT INTO archive_request (centre_id, request_id, file_id, for_staff, purpose, days, state, asked_by, asked_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, ?8))"};
constexpr Sql kDecideRequest{"archive.decide_request", R"(
UPDATE archive_request SET state = ?3, decided_by = ?4, decided_at_ms = ?5, grant_id = ?6, until_ms = ?7
WHERE centre_id = ?1 AND request_id = ?2 AND state = 'open')"};
constexpr Sql kEndRequest{"archive.end_request",
                          "UPDATE archive_request SET state = 'ended' WHERE centre_id = ?1 AND request_id = ?2 AND state = 'approved'"};
constexpr Sql kHolds{"archive.holds", "SELECT count(*) FROM archive_hold WHERE centre_id = ?1 AND file_id = ?2"};
constexpr Sql kInsertHold{"archive.insert_hold", R"(
INSERT INTO archive_hold (centre_id, file_id, number, kind, by_staff, at_ms, reason_sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))"};

Request request_from(const store::Rows& r, std::size_t i) {
    Request out;
    out.id = r.id<AnyId>(i, 0);
    out.file = r.id<ArchiveFileId>(i, 1);
    out.to = r.id<StaffId>(i, 2);
    out.purpose = r.text(i, 3);
    out.days = r.i64(i, 4);
    out.state = r.text(i, 5);
    out.asked_by = r.id<AnyId>(i, 6);
    out.asked_at = r.time(i, 7);
    if (!r.is_null(i, 8)) out.decided_by = r.id<AnyId>(i, 8);
    if (!r.is_null(i, 9)) out.decided_at = r.time(i, 9);
    if (!r.is_null(i, 10)) out.grant = r.id<GrantId>(i, 10);
    if (!r.is_null(i, 11)) out.until = r.time(i, 11);
    return out;
}

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

Result<void> set_state(store::Tx& tx, ArchiveFileId id, State state) {
    TRY(tx.run(kState, id, name_of(state)));
    return {};
}

Result<std::optional<Request>> find_request(store::Tx& tx, AnyId id) {
    const auto found = TRY(tx.query(kRequest, id));
    if (found.empty()) return std::optional<Request>{};
    return std::optional{request_from(found, 0)};
}

Result<std::vector<ListedRequest>> requests(store::Tx& tx, std::int64_t limit) {
    const auto found = TRY(tx.query(kRequests, limit));
    std::vector<ListedRequest> all;
    for (std::size_t i = 0; i < found.size(); ++i) all.push_back({request_from(found, i), found.i64(i, 12)});
    return all;
}

Result<void> insert_request(store::Tx& tx, const Request& r) {
    TRY(tx.run(kInsertRequest, r.id, r.file, r.to, r.purpose, r.days, r.asked_by, r.asked_at));
    return {};
}

Result<void> decide_request(store::Tx& tx, AnyId id, std::string_view state, AnyId by, UtcTime now, std::optional<GrantId> grant,
                            std::optional<UtcTime> until) {
    if (TRY(tx.run(kDecideRequest, id, state, by, now, grant, until)) != 1) return fail(ErrorKind::conflict, "archive.request_decided", {}, {"D1.3c"});
    return {};
}

Result<void> end_request(store::Tx& tx, AnyId id) {
    if (TRY(tx.run(kEndRequest, id)) != 1) return fail(ErrorKind::conflict, "archive.not_approved", {}, {"D1.3c"});
    return {};
}

Result<std::int64_t> holds(store::Tx& tx, ArchiveFileId id) { return TRY(tx.query(kHolds, id)).i64(0, 0); }

Result<void> insert_hold(store::Tx& tx, const Hold& hold) {
    TRY(tx.run(kInsertHold, hold.file, hold.number, hold.kind, hold.by, hold.at, hold.reason));
    return {};
}

}  // namespace xinan::archive::rows
