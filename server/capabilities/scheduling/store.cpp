// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/scheduling/store.hpp"

#include <array>
#include <bit>

namespace xinan::scheduling::rows {
namespace {

using store::Sql;

constexpr std::array<std::string_view, 7> kStates{"held_by_phone", "booked", "arrived", "in_session", "done", "missed", "cancelled"};
constexpr std::array<std::string_view, 4> kKinds{"ordinary", "emergency", "first_talk", "consultation"};
constexpr std::array<std::string_view, 4> kChannels{"portal", "phone", "on_site", "counsellor"};
constexpr std::array<std::string_view, 7> kMeans{"known_to_staff", "pupil_card", "id_card", "call_back", "guardian_confirms", "pseudonym", "none"};

template <class E, std::size_t N>
E enum_from(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) if (names[i] == name) return static_cast<E>(i);
    ensure(false, "a word of our own database is known");
    return E{};
}

#define XINAN_APPOINTMENT_COLUMNS \
    "appointment_id, version, state, kind, channel, starts_at_ms, ends_at_ms, counsellor_id, room_id, visitor_id, booked_by, booked_at_ms," \
    " arrived_at_ms, started_at_ms, ended_at_ms, identity_means, case_id FROM appointment"
constexpr Sql kFind{"scheduling.find", "SELECT " XINAN_APPOINTMENT_COLUMNS " WHERE centre_id = ?1 AND appointment_id = ?2"};
// One statement a question, so that each has its index.
constexpr Sql kInSpan{"scheduling.in_span", "SELECT " XINAN_APPOINTMENT_COLUMNS
    " WHERE centre_id = ?1 AND starts_at_ms >= ?2 AND starts_at_ms < ?3 ORDER BY starts_at_ms, appointment_id LIMIT ?4"};
constexpr Sql kOfCounsellor{"scheduling.of_counsellor", "SELECT " XINAN_APPOINTMENT_COLUMNS
    " WHERE centre_id = ?1 AND counsellor_id = ?5 AND starts_at_ms >= ?2 AND starts_at_ms < ?3 ORDER BY starts_at_ms, appointment_id LIMIT ?4"};
constexpr Sql kOfVisitor{"scheduling.of_visitor", "SELECT " XINAN_APPOINTMENT_COLUMNS
    " WHERE centre_id = ?1 AND visitor_id = ?5 AND starts_at_ms >= ?2 AND starts_at_ms < ?3 ORDER BY starts_at_ms, appointment_id LIMIT ?4"};
constexpr Sql kOfBoth{"scheduling.of_both", "SELECT " XINAN_APPOINTMENT_COLUMNS
    " WHERE centre_id = ?1 AND visitor_id = ?5 AND counsellor_id = ?6 AND starts_at_ms >= ?2 AND starts_at_ms < ?3"
    " ORDER BY starts_at_ms, appointment_id LIMIT ?4"};
#undef XINAN_APPOINTMENT_COLUMNS
constexpr Sql kInsert{"scheduling.insert", R"(
INSERT INTO appointment (centre_id, appointment_id, version, state, kind, channel, starts_at_ms, ends_at_ms, counsellor_id, room_id,
                         visitor_id, booked_by, booked_at_ms, arrived_at_ms, started_at_ms, ended_at_ms, identity_means, case_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18))"};
constexpr Sql kUpdate{"scheduling.update", R"(
UPDATE appointment SET version = ?3, state = ?4, starts_at_ms = ?5, ends_at_ms = ?6, counsellor_id = ?7, room_id = ?8, visitor_id = ?9,
                       arrived_at_ms = ?10, started_at_ms = ?11, ended_at_ms = ?12, identity_means = ?13, case_id = ?14, cancel_reason = ?15
WHERE centre_id = ?1 AND appointment_id = ?2 AND version = ?3 - 1)"};
constexpr Sql kCancelReason{"scheduling.cancel_reason", "SELECT cancel_reason FROM appointment WHERE centre_id = ?1 AND appointment_id = ?2"};
constexpr Sql kOverride{"scheduling.insert_override", R"(
INSERT INTO appointment_override (centre_id, appointment_id, version, reason_sealed, given_by, given_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6))"};
constexpr Sql kOccupy{"scheduling.occupy", R"(
INSERT INTO occupancy (centre_id, resource, starts_at_ms, ends_at_ms, kind, appointment_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6))"};
constexpr Sql kLeave{"scheduling.leave", "DELETE FROM occupancy WHERE centre_id = ?1 AND appointment_id = ?2"};
// No row is longer than six hours, so a bounded stretch of the index holds every overlap.
constexpr Sql kOccupied{"scheduling.occupied", R"(
WITH RECURSIVE wanted (i) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT i + 1 FROM wanted WHERE i + 1 < ?3)
SELECT o.resource, o.starts_at_ms, o.ends_at_ms, o.appointment_id
FROM wanted w
JOIN occupancy o ON o.centre_id = ?1 AND o.resource = substr(?2, CAST(w.i * 16 + 1 AS integer), 16)
                AND o.starts_at_ms > ?4 - 21600000 AND o.starts_at_ms < ?5 AND o.ends_at_ms > ?4
ORDER BY o.resource, o.starts_at_ms LIMIT ?6)"};
constexpr Sql kCounts{"scheduling.counts", R"(
SELECT (SELECT count(*) FROM appointment WHERE centre_id = ?1 AND counsellor_id = ?2 AND starts_at_ms >= ?4 AND starts_at_ms < ?5
          AND state <> 'cancelled' AND appointment_id <> ?8),
       (SELECT count(*) FROM appointment WHERE centre_id = ?1 AND counsellor_id = ?2 AND starts_at_ms >= ?6 AND starts_at_ms < ?7
          AND state <> 'cancelled' AND appointment_id <> ?8),
       (SELECT count(*) FROM appointment WHERE centre_id = ?1 AND visitor_id = ?3 AND starts_at_ms >= ?4 AND starts_at_ms < ?5
          AND state <> 'cancelled' AND appointment_id <> ?8))"};
constexpr Sql kPeriods{"scheduling.periods", R"(
SELECT period_key, name_zh, name_en, starts_minute, ends_minute, kind, weekdays FROM bell_period WHERE centre_id = ?1
ORDER BY position LIMIT ?2)"};
constexpr Sql kForgetPeriods{"scheduling.forget_periods", "DELETE FROM bell_period WHERE centre_id = ?1"};
constexpr Sql kPeriod{"scheduling.insert_period", R"(
INSERT INTO bell_period (centre_id, period_key, position, name_zh, name_en, starts_minute, ends_minute, kind, weekdays)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))"};
constexpr Sql kOpenings{"scheduling.openings", R"(
SELECT staff_id, weekday, period_key FROM availability WHERE centre_id = ?1 ORDER BY staff_id, weekday, period_key)"};
constexpr Sql kOpeningsOf{"scheduling.openings_of", R"(
SELECT staff_id, weekday, period_key FROM availability WHERE centre_id = ?1 AND staff_id = ?2 ORDER BY weekday, period_key)"};
constexpr Sql kForgetOpenings{"scheduling.forget_openings", "DELETE FROM availability WHERE centre_id = ?1 AND staff_id = ?2"};
constexpr Sql kOpening{"scheduling.insert_opening", "INSERT INTO availability (centre_id, staff_id, weekday, period_key) VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql kClosed{"scheduling.closed", R"(
SELECT staff_id, closed_on, reason_kind FROM closed_date
WHERE centre_id = ?1 AND closed_on >= ?2 AND closed_on < ?3 ORDER BY staff_id, closed_on)"};
constexpr Sql kClosedOf{"scheduling.closed_of", R"(
SELECT staff_id, closed_on, reason_kind FROM closed_date
WHERE centre_id = ?1 AND staff_id = ?4 AND closed_on >= ?2 AND closed_on < ?3 ORDER BY closed_on)"};
constexpr Sql kForgetClosed{"scheduling.forget_closed", "DELETE FROM closed_date WHERE centre_id = ?1 AND staff_id = ?2"};
constexpr Sql kInsertClosed{"scheduling.insert_closed", "INSERT INTO closed_date (centre_id, staff_id, closed_on, reason_kind) VALUES (?1, ?2, ?3, ?4)"};

Appointment read(const store::Rows& r, std::size_t i) {
    Appointment a;
    a.id = r.id<AppointmentId>(i, 0);
    a.version = r.i64(i, 1);
    a.state = enum_from<State>(kStates, r.text(i, 2));
    a.kind = enum_from<Kind>(kKinds, r.text(i, 3));
    a.channel = enum_from<Channel>(kChannels, r.text(i, 4));
    a.when = {r.time(i, 5), r.time(i, 6)};
    a.counsellor = r.id<StaffId>(i, 7);
    a.room = r.id_or_none<RoomId>(i, 8);
    a.visitor = r.id<PersonId>(i, 9);
    a.booked_by = r.id<AnyId>(i, 10);
    a.booked_at = r.time(i, 11);
    const auto time = [&](std::size_t column) -> std::optional<UtcTime> {
        const auto ms = r.i64_or_none(i, column);
        return ms ? std::optional(UtcTime{*ms}) : std::nullopt;
    };
    a.arrived_at = time(12);
    a.started_at = time(13);
    a.ended_at = time(14);
    if (!r.is_null(i, 15)) a.identity = enum_from<IdentityMeans>(kMeans, r.text(i, 15));
    if (!r.is_null(i, 16)) a.case_id = r.id<AnyId>(i, 16);
    return a;
}
std::optional<std::string_view> means_text(const Appointment& a) {
    return a.identity ? std::optional(name_of(*a.identity)) : std::nullopt;
}
std::optional<AnyId> case_of(const Appointment& a) { return a.case_id.is_zero() ? std::nullopt : std::optional(a.case_id); }
std::int64_t number_of(LocalDate date) {
    return static_cast<int>(date.year()) * 10'000LL + static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day());
}
LocalDate date_from(std::int64_t number) {
    return LocalDate{std::chrono::year{static_cast<int>(number / 10'000)}, std::chrono::month{static_cast<unsigned>(number / 100 % 100)},
                     std::chrono::day{static_cast<unsigned>(number % 100)}};
}
Error too_many() { return fail(ErrorKind::conflict, "scheduling.too_many_in_list"); }

}  // namespace

std::string_view name_of(State state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view name_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Channel channel) { return kChannels[static_cast<std::size_t>(channel)]; }
std::string_view name_of(IdentityMeans means) { return kMeans[static_cast<std::size_t>(means)]; }
State state_from(std::string_view name) { return enum_from<State>(kStates, name); }

Result<std::optional<Appointment>> find(store::Tx& tx, AppointmentId id) {
    const auto r = TRY(tx.query(kFind, id));
    if (r.empty()) return std::optional<Appointment>{};
    return std::optional(read(r, 0));
}

Result<std::vector<Appointment>> in_span(store::Tx& tx, TimeSpan span, std::optional<StaffId> counsellor, std::optional<PersonId> visitor) {
    constexpr std::int64_t limit = kAppointmentsMax + 1;
    const auto r = counsellor && visitor ? TRY(tx.query(kOfBoth, span.starts_at, span.ends_at, limit, *visitor, *counsellor))
                   : counsellor          ? TRY(tx.query(kOfCounsellor, span.starts_at, span.ends_at, limit, *counsellor))
                   : visitor             ? TRY(tx.query(kOfVisitor, span.starts_at, span.ends_at, limit, *visitor))
                                         : TRY(tx.query(kInSpan, span.starts_at, span.ends_at, limit));
    if (r.size() > kAppointmentsMax) return too_many();
    std::vector<Appointment> out;
    out.reserve(r.size());
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back(read(r, i));
    return out;
}

Result<void> insert(store::Tx& tx, const Appointment& a) {
    (void)TRY(tx.run(kInsert, a.id, a.version, name_of(a.state), name_of(a.kind), name_of(a.channel), a.when.starts_at, a.when.ends_at, a.counsellor,
                     a.room, a.visitor, a.booked_by, a.booked_at, a.arrived_at, a.started_at, a.ended_at, means_text(a), case_of(a)));
    return {};
}

Result<void> update(store::Tx& tx, const Appointment& a, std::string_view cancel_reason) {
    const auto reason = cancel_reason.empty() ? std::optional<std::string_view>{} : std::optional(cancel_reason);
    const auto changed = TRY(tx.run(kUpdate, a.id, a.version, name_of(a.state), a.when.starts_at, a.when.ends_at, a.counsellor, a.room, a.visitor,
                                    a.arrived_at, a.started_at, a.ended_at, means_text(a), case_of(a), reason));
    if (changed != 1) return fail(ErrorKind::stale, "http.stale");
    return {};
}

Result<std::string> cancel_reason(store::Tx& tx, AppointmentId id) {
    const auto r = TRY(tx.query(kCancelReason, id));
    return r.empty() ? std::string{} : std::string(r.text(0, 0));
}

Result<void> insert_override(store::Tx& tx, AppointmentId id, std::int64_t version, const Bytes& sealed, AnyId by, UtcTime now) {
    (void)TRY(tx.run(kOverride, id, version, sealed, by, now));
    return {};
}

Result<void> occupy(store::Tx& tx, const Appointment& a, const TimeSpan& with_buffers) {
    const auto put = [&](const auto& resource, const TimeSpan& span, std::string_view kind) -> Result<void> {
        auto done = tx.run(kOccupy, resource, span.starts_at, span.ends_at, kind, a.id);
        if (done) return {};
        Error error = std::move(done).error();
        // The trigger's own code on SQLite; the exclusion or the primary key (the same start) on either engine.
        if (error.code == "scheduling.slot_taken" || error.code == "store.overlap" || error.code == "store.unique") {
            // The spans of counsellor and room hold their preparation time as well.
            std::vector<std::string> clauses{"B2.1.1d"};
            if (kind != "visitor") clauses.emplace_back("B2.1.1e");
            return fail(ErrorKind::conflict, "scheduling.slot_taken", {{"who", std::string(kind)}}, std::move(clauses));
        }
        return error;
    };
    TRY_VOID(put(a.counsellor, with_buffers, "counsellor"));
    if (a.room) TRY_VOID(put(*a.room, with_buffers, "room"));
    return put(a.visitor, a.when, "visitor");
}

Result<void> leave(store::Tx& tx, AppointmentId id) {
    (void)TRY(tx.run(kLeave, id));
    return {};
}

Result<std::vector<Occupied>> occupied(store::Tx& tx, std::span<const AnyId> resources, const TimeSpan& span) {
    constexpr std::int64_t kMax = 20'000;
    std::vector<Occupied> out;
    if (resources.empty()) return out;
    Bytes ids;
    for (const AnyId& id : resources) ids.insert(ids.end(), id.bytes.begin(), id.bytes.end());
    const auto r = TRY(tx.query(kOccupied, ids, static_cast<std::int64_t>(resources.size()), span.starts_at, span.ends_at, kMax + 1));
    if (r.size() > static_cast<std::size_t>(kMax)) return too_many();
    out.reserve(r.size());
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back({r.id<AnyId>(i, 0), {r.time(i, 1), r.time(i, 2)}, r.id<AppointmentId>(i, 3)});
    return out;
}

Result<Counts> counts(store::Tx& tx, StaffId counsellor, PersonId visitor, TimeSpan day, TimeSpan week, AppointmentId but) {
    const auto r = TRY(tx.query(kCounts, counsellor, visitor, day.starts_at, day.ends_at, week.starts_at, week.ends_at, but));
    return Counts{static_cast<int>(r.i64(0, 0)), static_cast<int>(r.i64(0, 1)), static_cast<int>(r.i64(0, 2))};
}

Result<std::vector<StoredPeriod>> periods(store::Tx& tx) {
    const auto r = TRY(tx.query(kPeriods, static_cast<std::int64_t>(kPeriodsMax)));
    std::vector<StoredPeriod> out;
    for (std::size_t i = 0; i < r.size(); ++i) {
        StoredPeriod p;
        p.period = {std::string(r.text(i, 0)), std::string(r.text(i, 1)), std::string(r.text(i, 2)), r.i64(i, 3), r.i64(i, 4),
                    std::string(r.text(i, 5)), {}};
        p.weekdays = r.i64(i, 6);
        for (int day = 1; day <= 7; ++day) if ((p.weekdays >> (day - 1) & 1) != 0) p.period.weekdays.push_back(day);
        out.push_back(std::move(p));
    }
    return out;
}

Result<void> replace_periods(store::Tx& tx, const std::vector<Period>& all) {
    (void)TRY(tx.run(kForgetPeriods));
    std::int64_t position = 0;
    for (const Period& p : all) {
        std::int64_t days = 0;
        for (const std::int64_t day : p.weekdays) days |= std::int64_t{1} << (day - 1);
        (void)TRY(tx.run(kPeriod, p.key, position++, p.name_zh, p.name_en, p.starts_minute, p.ends_minute, p.kind, days));
    }
    return {};
}

Result<std::vector<Opening>> openings(store::Tx& tx, std::optional<StaffId> counsellor) {
    const auto r = counsellor ? TRY(tx.query(kOpeningsOf, *counsellor)) : TRY(tx.query(kOpenings));
    std::vector<Opening> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back({r.id<StaffId>(i, 0), static_cast<int>(r.i64(i, 1)), std::string(r.text(i, 2))});
    return out;
}

Result<void> replace_openings(store::Tx& tx, StaffId counsellor, const std::vector<WeeklyOpening>& all) {
    (void)TRY(tx.run(kForgetOpenings, counsellor));
    for (const WeeklyOpening& o : all) (void)TRY(tx.run(kOpening, counsellor, o.weekday, o.period));
    return {};
}

Result<std::vector<Closed>> closed(store::Tx& tx, std::optional<StaffId> counsellor, LocalDate from, LocalDate until) {
    const auto r = counsellor ? TRY(tx.query(kClosedOf, number_of(from), number_of(until), *counsellor))
                              : TRY(tx.query(kClosed, number_of(from), number_of(until)));
    std::vector<Closed> out;
    for (std::size_t i = 0; i < r.size(); ++i) out.push_back({r.id<StaffId>(i, 0), date_from(r.i64(i, 1)), std::string(r.text(i, 2))});
    return out;
}

Result<void> replace_closed(store::Tx& tx, StaffId counsellor, const std::vector<Closed>& all) {
    (void)TRY(tx.run(kForgetClosed, counsellor));
    for (const Closed& c : all) (void)TRY(tx.run(kInsertClosed, counsellor, number_of(c.date), c.reason_kind));
    return {};
}

}  // namespace xinan::scheduling::rows
