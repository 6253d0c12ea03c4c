// SPDX-License-Identifier: AGPL-3.0-or-later
// The decision. Deny by default: nothing here returns yes but a rule that names the action, a role and a relation.
#include "access/access.hpp"

#include <algorithm>
#include <array>

namespace xinan::access {
namespace {

constexpr std::array<std::string_view, kRoleCount> kRoleNames{
    "visitor", "guardian", "counsellor", "reception", "archive_keeper", "supervisor",
    "leader", "class_teacher", "finance", "system_admin", "auditor"};
constexpr std::array<std::string_view, kRelationCount> kRelationNames{
    "none", "self", "guardian_of", "counsellor_of", "supervisor_of",
    "archive_keeper_of", "head_teacher_of", "author_of", "crisis_on_call"};
constexpr std::array<std::string_view, 4> kClassNames{"plain", "personal", "content", "process"};

constexpr std::string_view kDenyByDefault = "A7.3b";
constexpr std::string_view kTeacherWall = "C5.4.2b";

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto* found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

void check_walls(const Rule& rule) {
    ensure(detail::dotted_parts(rule.action.name) == 3, "an action is capability.object.verb");
    ensure(rule.roles.bits() != 0, "a rule names the roles it permits");
    if (rule.reads < Class::content) return;
    ensure(!rule.roles.any_of(kNeverContent), "leader, class teacher, finance and system administrator open no content");
    ensure(!rule.relations.empty(), "a role alone opens no content");
    for (const Relation relation : rule.relations) {
        ensure(relation != Relation::none, "a role alone opens no content");
        ensure(relation != Relation::head_teacher_of, "a head teacher opens no content (C5.4.2b)");
    }
}

// The first role of the enum that the person has and the rule names.
Role hat_of(const Roles& roles, const Rule& rule) {
    for (unsigned i = 0; i < kRoleCount; ++i) {
        const auto role = static_cast<Role>(i);
        if (roles.has(role) && rule.roles.has(role)) return role;
    }
    ensure(false, "the rule names a role of the person");
    return Role::visitor;
}

bool relation_stands(const Rule& rule, const Standing& standing) {
    if (rule.relations.empty()) return true;
    return std::ranges::any_of(rule.relations, [&](Relation relation) {
        return relation == Relation::none || standing.has(relation);
    });
}

void add_clauses(std::vector<std::string>& all, const Rule& rule) {
    for (const Clause& clause : rule.clauses) {
        if (std::ranges::find(all, clause.id) == all.end()) all.emplace_back(clause.id);
    }
}

}  // namespace

std::string_view role_name(Role role) { return kRoleNames.at(static_cast<std::size_t>(role)); }
std::optional<Role> role_from(std::string_view name) { return named<Role>(kRoleNames, name); }
std::string_view relation_name(Relation relation) { return kRelationNames.at(static_cast<std::size_t>(relation)); }
std::optional<Relation> relation_from(std::string_view name) { return named<Relation>(kRelationNames, name); }
std::string_view class_name(Class reads) { return kClassNames.at(static_cast<std::size_t>(reads)); }
std::optional<Class> class_from(std::string_view name) { return named<Class>(kClassNames, name); }

bool Standing::has(Relation relation) const { return std::ranges::find(relations, relation) != relations.end(); }

void Policy::add(std::span<const Rule> rules) {
    for (const Rule& rule : rules) check_walls(rule);
    for (const Rule& rule : rules) {
        by_action_[rule.action.name].push_back(rules_.size());
        rules_.push_back(rule);
    }
}

bool Policy::knows(std::string_view action) const { return by_action_.contains(action); }

bool Policy::may_try(const Subject& subject, std::string_view action) const {
    const auto found = by_action_.find(action);
    if (found == by_action_.end()) return false;
    return std::ranges::any_of(found->second, [&](std::size_t i) { return rules_[i].roles.any_of(subject.roles); });
}

Answer Policy::decide(const Subject& subject, std::string_view action, const Standing& standing) const {
    Answer answer;
    std::optional<Class> without_grant;
    const auto found = by_action_.find(action);
    if (found != by_action_.end()) {
        for (const std::size_t i : found->second) {
            const Rule& rule = rules_[i];
            if (!rule.roles.any_of(subject.roles)) continue;
            const bool related = relation_stands(rule, standing);
            if (!related && !(rule.grantable && standing.grant)) continue;
            if (related) without_grant = std::max(without_grant.value_or(Class::plain), rule.reads);
            if (!answer.permitted || rule.reads > answer.reads) {
                answer.reads = rule.reads;
                answer.hat = hat_of(subject.roles, rule);
            }
            answer.permitted = true;
            add_clauses(answer.clauses, rule);
        }
    }
    // The deed names the grant when it, not a relation, opened the record or the highest class of it.
    if (answer.permitted && without_grant != answer.reads) answer.grant = standing.grant;
    if (answer.clauses.empty()) answer.clauses.emplace_back(kDenyByDefault);
    if (!answer.permitted && (subject.roles.has(Role::class_teacher) || standing.has(Relation::head_teacher_of))) {
        answer.clauses.emplace_back(kTeacherWall);
    }
    return answer;
}

Error not_known() { return fail(ErrorKind::not_found, "http.not_found"); }

}  // namespace xinan::access
