// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of relations and grants. Added and ended, never deleted: "who was the head teacher then" stays answerable.
#include <algorithm>

#include "access/access.hpp"

namespace xinan::access {
namespace {

using store::Sql;

// A span without an end is stored as this: one comparison instead of two, in statements and in visible_record.
constexpr std::int64_t kForEver = 9'223'372'036'854'775'807;
constexpr Millis kGrantLongest{std::int64_t{366} * 24 * 60 * 60 * 1000};

constexpr Sql kRelationCovers{"access.relation_covers", R"(
SELECT count(*) FROM relation
WHERE centre_id = ?1 AND person_id = ?2 AND relation = ?3 AND record_kind = ?4 AND record_id = ?5
  AND from_at_ms <= ?6 AND until_at_ms >= ?7)"};
constexpr Sql kRelationInsert{"access.relation_insert", R"(
INSERT INTO relation (centre_id, person_id, relation, record_kind, record_id, from_at_ms, until_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))"};
constexpr Sql kRelationEnd{"access.relation_end", R"(
UPDATE relation SET until_at_ms = CASE WHEN from_at_ms > ?6 THEN from_at_ms ELSE ?6 END
WHERE centre_id = ?1 AND person_id = ?2 AND relation = ?3 AND record_kind = ?4 AND record_id = ?5
  AND until_at_ms > ?6 AND until_at_ms > from_at_ms)"};
constexpr Sql kRelationsOf{"access.relations_of", R"(
SELECT DISTINCT relation FROM relation
WHERE centre_id = ?1 AND person_id = ?2 AND record_kind = ?3 AND record_id = ?4 AND from_at_ms <= ?5 AND until_at_ms > ?5)"};
constexpr Sql kOnCrisisDuty{"access.on_crisis_duty", R"(
SELECT count(*) FROM relation
WHERE centre_id = ?1 AND person_id = ?2 AND relation = 'crisis_on_call' AND from_at_ms <= ?3 AND until_at_ms > ?3)"};

constexpr Sql kGrantInsert{"access.grant_insert", R"(
INSERT INTO access_grant (centre_id, grant_id, person_id, action, record_kind, record_id, approved_by, purpose, from_at_ms, until_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))"};
constexpr Sql kGrantInForce{"access.grant_in_force", R"(
SELECT grant_id FROM access_grant
WHERE centre_id = ?1 AND person_id = ?2 AND action = ?3 AND record_kind = ?4 AND record_id = ?5 AND from_at_ms <= ?6 AND until_at_ms > ?6
ORDER BY until_at_ms DESC, grant_id LIMIT 1)"};
constexpr Sql kGrantEnd{"access.grant_end", R"(
UPDATE access_grant SET until_at_ms = CASE WHEN from_at_ms > ?3 THEN from_at_ms ELSE ?3 END
WHERE centre_id = ?1 AND grant_id = ?2 AND until_at_ms > ?3 AND until_at_ms > from_at_ms)"};

}  // namespace

Result<void> add_relation(store::Tx& tx, AnyId person, Relation relation, std::string_view record_kind, AnyId record,
                          UtcTime from, std::optional<UtcTime> until) {
    ensure(relation != Relation::none, "a relation row says how a person stands to a record");
    if (until && *until <= from) return fail(ErrorKind::invalid, "access.span");
    const std::int64_t until_ms = until ? until->ms : kForEver;
    const auto name = relation_name(relation);
    const auto covers = TRY(tx.query(kRelationCovers, person, name, record_kind, record, from, until_ms));
    if (covers.i64(0, 0) > 0) return {};
    TRY(tx.run(kRelationInsert, person, name, record_kind, record, from, until_ms));
    return {};
}

Result<void> end_relation(store::Tx& tx, AnyId person, Relation relation, std::string_view record_kind, AnyId record,
                          UtcTime at) {
    const auto ended = TRY(tx.run(kRelationEnd, person, relation_name(relation), record_kind, record, at));
    if (ended == 0) return fail(ErrorKind::conflict, "access.relation_not_in_force");
    return {};
}

Result<std::vector<Relation>> relations_of(store::Tx& tx, AnyId person, std::string_view record_kind, AnyId record,
                                           UtcTime at) {
    const auto rows = TRY(tx.query(kRelationsOf, person, record_kind, record, at));
    std::vector<Relation> relations;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto relation = relation_from(rows.text(i, 0));
        ensure(relation.has_value() && *relation != Relation::none, "a stored relation is one of the enum");
        relations.push_back(*relation);
    }
    std::ranges::sort(relations);
    return relations;
}

Result<bool> on_crisis_duty(store::Tx& tx, AnyId person, UtcTime at) {
    return TRY(tx.query(kOnCrisisDuty, person, at)).i64(0, 0) > 0;
}

Result<void> add_grant(store::Tx& tx, const Grant& grant) {
    if (grant.until <= grant.from || grant.until - grant.from > kGrantLongest) return fail(ErrorKind::invalid, "access.span");
    if (grant.to_person == grant.approved_by && grant.purpose != "emergency") return fail(ErrorKind::conflict, "access.grant_self_approved");
    TRY(tx.run(kGrantInsert, grant.id, grant.to_person, grant.action, grant.record_kind, grant.record, grant.approved_by,
               grant.purpose, grant.from, grant.until));
    return {};
}

Result<std::optional<GrantId>> grant_in_force(store::Tx& tx, AnyId person, std::string_view action,
                                              std::string_view record_kind, AnyId record, UtcTime at) {
    const auto rows = TRY(tx.query(kGrantInForce, person, action, record_kind, record, at));
    if (rows.empty()) return std::optional<GrantId>{};
    return std::optional<GrantId>{rows.id<GrantId>(0, 0)};
}

Result<void> end_grant(store::Tx& tx, GrantId id, UtcTime at) {
    const auto ended = TRY(tx.run(kGrantEnd, id, at));
    if (ended == 0) return fail(ErrorKind::conflict, "access.grant_not_in_force");
    return {};
}

// INVARIANT: always both statements, whatever the first one finds: time must not tell whether the record exists.
Result<Standing> standing(store::Tx& tx, const Subject& subject, std::string_view action, std::string_view record_kind,
                          AnyId record, UtcTime at) {
    ensure(subject.centre == tx.centre(), "the asker belongs to the centre of the transaction");
    Standing standing;
    standing.relations = TRY(relations_of(tx, subject.person, record_kind, record, at));
    standing.grant = TRY(grant_in_force(tx, subject.person, action, record_kind, record, at));
    return standing;
}

}  // namespace xinan::access
