// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/visitors/store.hpp"

#include <algorithm>
#include <array>

namespace xinan::visitors::rows {
namespace {

using store::Sql;

constexpr Sql kLoad{"visitors.load", R"(
WITH RECURSIVE wanted (i) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT i + 1 FROM wanted WHERE i + 1 < ?3)
SELECT p.person_id, p.version, p.kind, p.code, p.provisional, p.closed_at_ms, p.name_sealed, p.gender_sealed,
       p.birthday_sealed, p.phone_sealed, p.student_number_sealed, c.class_id, c.entry_year, c.number, c.stage
FROM wanted w
JOIN person p ON p.centre_id = ?1 AND p.person_id = substr(?2, CAST(w.i * 16 + 1 AS integer), 16)
LEFT JOIN class_membership m ON m.centre_id = ?1 AND m.person_id = p.person_id AND m.from_on <= ?4
                            AND (m.until_on IS NULL OR m.until_on > ?4)
LEFT JOIN school_class c ON c.centre_id = ?1 AND c.class_id = m.class_id
ORDER BY w.i)"};
constexpr Sql kVersion{"visitors.version",
                       "SELECT version, provisional, closed_at_ms FROM person WHERE centre_id = ?1 AND person_id = ?2"};
constexpr Sql kByCode{"visitors.by_code",
                      "SELECT person_id FROM person WHERE centre_id = ?1 AND code = ?2 AND closed_at_ms IS NULL"};
constexpr Sql kCodeTaken{"visitors.code_taken", "SELECT 1 FROM person WHERE centre_id = ?1 AND code = ?2"};
constexpr Sql kInsert{"visitors.insert", R"(
INSERT INTO person (centre_id, person_id, version, kind, code, provisional, name_sealed, gender_sealed, birthday_sealed,
                    phone_sealed, student_number_sealed, created_at_ms, changed_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12))"};
constexpr Sql kUpdate{"visitors.update", R"(
UPDATE person SET version = ?3, kind = ?4, provisional = ?5, name_sealed = ?6, gender_sealed = ?7, birthday_sealed = ?8,
                  phone_sealed = ?9, student_number_sealed = ?10, changed_at_ms = ?11
WHERE centre_id = ?1 AND person_id = ?2 AND version = ?3 - 1 AND closed_at_ms IS NULL)"};
constexpr Sql kClose{"visitors.close",
                     "UPDATE person SET closed_at_ms = ?3, changed_at_ms = ?3 WHERE centre_id = ?1 AND person_id = ?2"};
constexpr Sql kForget{"visitors.forget_tokens", "DELETE FROM blind_token WHERE centre_id = ?1 AND person_id = ?2"};
constexpr Sql kToken{"visitors.insert_token", R"(
INSERT INTO blind_token (centre_id, field, token, person_id) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING)"};
constexpr Sql kOverride{"visitors.insert_override", R"(
INSERT INTO person_override (centre_id, person_id, version, guard, reason_sealed, given_by, given_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))"};
constexpr Sql kCount{"visitors.count",
                     "SELECT count(*) FROM (SELECT 1 FROM person WHERE centre_id = ?1 LIMIT ?2) AS counted"};

// Up to three choices of up to three tokens; an absent choice is null and always holds. Closed persons have no tokens.
constexpr Sql kSearch{"visitors.search", R"(
SELECT DISTINCT t.person_id FROM blind_token t
WHERE t.centre_id = ?1
  AND ((t.field = ?2 AND t.token = ?3) OR (t.field = ?4 AND t.token = ?5) OR (t.field = ?6 AND t.token = ?7))
  AND (?20 < 2 OR EXISTS (SELECT 1 FROM blind_token u WHERE u.centre_id = ?1 AND u.person_id = t.person_id
       AND ((u.field = ?8 AND u.token = ?9) OR (u.field = ?10 AND u.token = ?11) OR (u.field = ?12 AND u.token = ?13))))
  AND (?20 < 3 OR EXISTS (SELECT 1 FROM blind_token v WHERE v.centre_id = ?1 AND v.person_id = t.person_id
       AND ((v.field = ?14 AND v.token = ?15) OR (v.field = ?16 AND v.token = ?17) OR (v.field = ?18 AND v.token = ?19))))
ORDER BY t.person_id LIMIT ?21)"};

constexpr Sql kClasses{"visitors.classes", R"(
SELECT class_id, entry_year, number, stage FROM school_class WHERE centre_id = ?1
ORDER BY entry_year DESC, stage, number LIMIT ?2)"};
constexpr Sql kClass{"visitors.class",
                     "SELECT class_id, entry_year, number, stage FROM school_class WHERE centre_id = ?1 AND class_id = ?2"};
constexpr Sql kInsertClass{"visitors.insert_class", R"(
INSERT INTO school_class (centre_id, class_id, stage, entry_year, number, created_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6))"};
constexpr Sql kClassOn{"visitors.class_on", R"(
SELECT class_id FROM class_membership
WHERE centre_id = ?1 AND person_id = ?2 AND from_on <= ?3 AND (until_on IS NULL OR until_on > ?3))"};
constexpr Sql kOpenClass{"visitors.open_class",
                         "SELECT class_id FROM class_membership WHERE centre_id = ?1 AND person_id = ?2 AND until_on IS NULL"};
constexpr Sql kEnd{"visitors.end_membership", R"(
UPDATE class_membership SET until_on = CASE WHEN from_on > ?3 THEN from_on ELSE ?3 END
WHERE centre_id = ?1 AND person_id = ?2 AND until_on IS NULL)"};
// A class left and entered again on one day is the same row.
constexpr Sql kBegin{"visitors.begin_membership", R"(
INSERT INTO class_membership (centre_id, person_id, class_id, from_on, until_on) VALUES (?1, ?2, ?3, ?4, NULL)
ON CONFLICT (centre_id, person_id, from_on, class_id) DO UPDATE SET until_on = NULL)"};
constexpr Sql kMembers{"visitors.members", R"(
SELECT person_id FROM class_membership
WHERE centre_id = ?1 AND class_id = ?2 AND from_on <= ?3 AND (until_on IS NULL OR until_on > ?3)
ORDER BY person_id LIMIT ?4)"};

constexpr Sql kForm{"visitors.form", "SELECT version, complete FROM basic_form WHERE centre_id = ?1 AND person_id = ?2"};
constexpr Sql kFormValues{"visitors.form_values", R"(
SELECT field_key, version, value_sealed, source FROM basic_form_value
WHERE centre_id = ?1 AND person_id = ?2 ORDER BY field_key LIMIT 100)"};
constexpr Sql kInsertForm{"visitors.insert_form", R"(
INSERT INTO basic_form (centre_id, person_id, version, complete, changed_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO NOTHING)"};
constexpr Sql kUpdateForm{"visitors.update_form", R"(
UPDATE basic_form SET version = ?3, complete = ?4, changed_at_ms = ?5
WHERE centre_id = ?1 AND person_id = ?2 AND version = ?3 - 1)"};
constexpr Sql kPutValue{"visitors.put_form_value", R"(
INSERT INTO basic_form_value (centre_id, person_id, field_key, version, value_sealed, source, collected_by, collected_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (centre_id, person_id, field_key) DO UPDATE SET version = excluded.version,
  value_sealed = excluded.value_sealed, source = excluded.source, collected_by = excluded.collected_by,
  collected_at_ms = excluded.collected_at_ms)"};
constexpr Sql kClearValue{"visitors.clear_form_value",
                          "DELETE FROM basic_form_value WHERE centre_id = ?1 AND person_id = ?2 AND field_key = ?3"};
constexpr Sql kFormsComplete{"visitors.forms_complete", R"(
WITH RECURSIVE wanted (i) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT i + 1 FROM wanted WHERE i + 1 < ?3)
SELECT coalesce(f.complete, 0) FROM wanted w
LEFT JOIN basic_form f ON f.centre_id = ?1 AND f.person_id = substr(?2, CAST(w.i * 16 + 1 AS integer), 16)
ORDER BY w.i)"};

template <class Enum>
struct Word {
    Enum value;
    std::string_view word;
};
constexpr std::array kKinds{Word<Kind>{Kind::pupil, "pupil"}, Word<Kind>{Kind::parent, "parent"},
                            Word<Kind>{Kind::staff, "staff"}, Word<Kind>{Kind::adult, "adult"}};
constexpr std::array kStages{Word<Stage>{Stage::primary, "primary"}, Word<Stage>{Stage::junior, "junior"},
                             Word<Stage>{Stage::senior, "senior"}, Word<Stage>{Stage::other, "other"}};
constexpr std::array kSources{Word<FormSource>{FormSource::self, "self"}, Word<FormSource>{FormSource::guardian, "guardian"},
                              Word<FormSource>{FormSource::teacher, "teacher"}, Word<FormSource>{FormSource::staff, "staff"}};

template <class Enum, std::size_t N>
std::string_view word_of(const std::array<Word<Enum>, N>& words, Enum value) {
    return std::ranges::find(words, value, &Word<Enum>::value)->word;
}
template <class Enum, std::size_t N>
Enum read_word(const std::array<Word<Enum>, N>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &Word<Enum>::word);
    ensure(found != words.end(), "a stored word is one of its list");
    return found->value;
}

std::optional<ByteView> if_any(const Bytes& bytes) {
    if (bytes.empty()) return std::nullopt;
    return ByteView{bytes};
}

// The ids one after another: one bound value for a whole list.
Bytes packed(std::span<const PersonId> ids) {
    ensure(ids.size() <= kLabelsMax, "a list of at most 512 persons");
    Bytes bytes;
    bytes.reserve(ids.size() * 16);
    for (const PersonId& id : ids) bytes.insert(bytes.end(), id.bytes.begin(), id.bytes.end());
    return bytes;
}

ClassRef class_from(const store::Rows& found, std::size_t row, std::size_t column) {
    return {found.id<ClassId>(row, column), found.i64(row, column + 1), found.i64(row, column + 2),
            read_word(kStages, found.text(row, column + 3)), 0, {}};
}

}  // namespace

std::int64_t number_of(LocalDate day) {
    return static_cast<int>(day.year()) * 10'000 + static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day());
}
LocalDate day_of(std::int64_t number) {
    return {std::chrono::year(static_cast<int>(number / 10'000)), std::chrono::month(static_cast<unsigned>(number / 100 % 100)),
            std::chrono::day(static_cast<unsigned>(number % 100))};
}

Result<std::vector<StoredPerson>> load(store::Tx& tx, std::span<const PersonId> ids, LocalDate day) {
    std::vector<StoredPerson> persons;
    if (ids.empty()) return persons;
    const Bytes wanted = packed(ids);
    const auto found = TRY(tx.query(kLoad, wanted, static_cast<std::int64_t>(ids.size()), number_of(day)));
    persons.reserve(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        SealedPerson person{.id = found.id<PersonId>(i, 0),
                            .version = found.i64(i, 1),
                            .kind = read_word(kKinds, found.text(i, 2)),
                            .code = std::string(found.text(i, 3)),
                            .provisional = found.flag(i, 4),
                            .school_class = std::nullopt,
                            .name = to_bytes(found.bytes(i, 6)),
                            .gender = to_bytes(found.bytes(i, 7)),
                            .birthday = to_bytes(found.bytes(i, 8)),
                            .phone = to_bytes(found.bytes(i, 9)),
                            .student_number = to_bytes(found.bytes(i, 10))};
        if (!found.is_null(i, 11)) person.school_class = class_from(found, i, 11);
        persons.push_back({std::move(person), !found.is_null(i, 5)});
    }
    return persons;
}

Result<std::optional<VersionRow>> version_of(store::Tx& tx, PersonId id) {
    const auto found = TRY(tx.query(kVersion, id));
    if (found.empty()) return std::optional<VersionRow>{};
    return std::optional<VersionRow>{{found.i64(0, 0), found.flag(0, 1), !found.is_null(0, 2)}};
}

Result<bool> code_taken(store::Tx& tx, std::string_view code) { return !TRY(tx.query(kCodeTaken, code)).empty(); }

Result<void> insert(store::Tx& tx, const PreparedPerson& person, std::string_view code, UtcTime now) {
    TRY(tx.run(kInsert, person.id, person.version, word_of(kKinds, person.kind), code, person.provisional, person.name,
               if_any(person.gender), if_any(person.birthday), if_any(person.phone), if_any(person.student_number), now));
    return {};
}

Result<bool> update(store::Tx& tx, const PreparedPerson& person, UtcTime now) {
    return TRY(tx.run(kUpdate, person.id, person.version, word_of(kKinds, person.kind), person.provisional, person.name,
                      if_any(person.gender), if_any(person.birthday), if_any(person.phone),
                      if_any(person.student_number), now)) == 1;
}

Result<void> close(store::Tx& tx, PersonId id, UtcTime now) {
    TRY(tx.run(kForget, id));
    TRY(tx.run(kClose, id, now));
    return {};
}

Result<void> replace_tokens(store::Tx& tx, const PreparedPerson& person) {
    TRY(tx.run(kForget, person.id));
    for (const BlindToken& token : person.tokens) TRY(tx.run(kToken, token.field, token.token, person.id));
    return {};
}

Result<void> insert_override(store::Tx& tx, PersonId id, std::int64_t version, std::string_view guard, ByteView reason,
                             AnyId by, UtcTime now) {
    TRY(tx.run(kOverride, id, version, guard, reason, by, now));
    return {};
}

Result<std::int64_t> count_up_to(store::Tx& tx, std::int64_t max) { return TRY(tx.query(kCount, max)).i64(0, 0); }

Result<std::vector<PersonId>> with_tokens(store::Tx& tx, std::span<const TokenChoice> all_of, std::int64_t limit) {
    constexpr std::size_t kChoices = 3, kTokens = 3;
    ensure(!all_of.empty() && all_of.size() <= kChoices, "one to three criteria");
    std::vector<store::Value> values;
    for (std::size_t choice = 0; choice < kChoices; ++choice) {
        const auto& tokens = all_of[std::min(choice, all_of.size() - 1)].any_of;
        ensure(!tokens.empty() && tokens.size() <= kTokens, "one to three tokens a criterion");
        for (std::size_t token = 0; token < kTokens; ++token) {
            // What is not there repeats the last one: the statement always has the same shape.
            const BlindToken& bound_token = tokens[std::min(token, tokens.size() - 1)];
            values.push_back(store::bound(bound_token.field));
            values.push_back(store::bound(bound_token.token));
        }
    }
    values.push_back(store::bound(static_cast<std::int64_t>(all_of.size())));
    values.push_back(store::bound(limit));
    const auto found = TRY(tx.query_values(kSearch, values));
    std::vector<PersonId> ids;
    for (std::size_t i = 0; i < found.size(); ++i) ids.push_back(found.id<PersonId>(i, 0));
    return ids;
}

Result<std::optional<PersonId>> with_code(store::Tx& tx, std::string_view code) {
    const auto found = TRY(tx.query(kByCode, code));
    if (found.empty()) return std::optional<PersonId>{};
    return std::optional{found.id<PersonId>(0, 0)};
}

Result<std::vector<ClassRef>> classes(store::Tx& tx, std::int64_t limit) {
    const auto found = TRY(tx.query(kClasses, limit));
    std::vector<ClassRef> all;
    for (std::size_t i = 0; i < found.size(); ++i) all.push_back(class_from(found, i, 0));
    return all;
}

Result<std::optional<ClassRef>> find_class(store::Tx& tx, ClassId id) {
    const auto found = TRY(tx.query(kClass, id));
    if (found.empty()) return std::optional<ClassRef>{};
    return std::optional{class_from(found, 0, 0)};
}

Result<void> insert_class(store::Tx& tx, const ClassRef& made, UtcTime now) {
    TRY(tx.run(kInsertClass, made.id, word_of(kStages, made.stage), made.entry_year, made.number, now));
    return {};
}

Result<std::optional<ClassId>> class_on(store::Tx& tx, PersonId id, LocalDate day) {
    const auto found = TRY(tx.query(kClassOn, id, number_of(day)));
    if (found.empty()) return std::optional<ClassId>{};
    return std::optional{found.id<ClassId>(0, 0)};
}

Result<std::optional<ClassId>> open_class(store::Tx& tx, PersonId id) {
    const auto found = TRY(tx.query(kOpenClass, id));
    if (found.empty()) return std::optional<ClassId>{};
    return std::optional{found.id<ClassId>(0, 0)};
}

Result<void> end_membership(store::Tx& tx, PersonId id, LocalDate until) {
    TRY(tx.run(kEnd, id, number_of(until)));
    return {};
}

Result<void> begin_membership(store::Tx& tx, PersonId id, ClassId in, LocalDate from) {
    TRY(tx.run(kBegin, id, in, number_of(from)));
    return {};
}

Result<std::vector<PersonId>> members(store::Tx& tx, ClassId of, LocalDate day, std::int64_t limit) {
    const auto found = TRY(tx.query(kMembers, of, number_of(day), limit));
    std::vector<PersonId> ids;
    for (std::size_t i = 0; i < found.size(); ++i) ids.push_back(found.id<PersonId>(i, 0));
    return ids;
}

Result<FormRow> form(store::Tx& tx, PersonId id) {
    const auto found = TRY(tx.query(kForm, id));
    if (found.empty()) return FormRow{};
    return FormRow{found.i64(0, 0), found.flag(0, 1)};
}

Result<std::vector<FormValue>> form_values(store::Tx& tx, PersonId id) {
    const auto found = TRY(tx.query(kFormValues, id));
    std::vector<FormValue> values;
    for (std::size_t i = 0; i < found.size(); ++i) {
        values.push_back({std::string(found.text(i, 0)), found.i64(i, 1), to_bytes(found.bytes(i, 2)),
                          read_word(kSources, found.text(i, 3))});
    }
    return values;
}

Result<bool> put_form(store::Tx& tx, PersonId id, std::int64_t expected_version, bool complete, UtcTime now) {
    const auto& statement = expected_version == 1 ? kInsertForm : kUpdateForm;
    return TRY(tx.run(statement, id, expected_version + 1, complete, now)) == 1;
}

Result<void> put_form_value(store::Tx& tx, PersonId id, const FormValue& value, AnyId collector, UtcTime now) {
    TRY(tx.run(kPutValue, id, value.key, value.version, value.sealed, word_of(kSources, value.source), collector, now));
    return {};
}

Result<void> clear_form_value(store::Tx& tx, PersonId id, std::string_view key) {
    TRY(tx.run(kClearValue, id, key));
    return {};
}

Result<std::vector<bool>> forms_complete(store::Tx& tx, std::span<const PersonId> ids) {
    std::vector<bool> complete;
    if (ids.empty()) return complete;
    const Bytes wanted = packed(ids);
    const auto found = TRY(tx.query(kFormsComplete, wanted, static_cast<std::int64_t>(ids.size())));
    for (std::size_t i = 0; i < found.size(); ++i) complete.push_back(found.flag(i, 0));
    return complete;
}

}  // namespace xinan::visitors::rows
