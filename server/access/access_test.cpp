// SPDX-License-Identifier: AGPL-3.0-or-later
// The decision: deny by default, the walls around content, and what must hold of any policy.
#include "access/access.hpp"

#include "base/testing.hpp"

namespace xinan::access {
namespace {

using namespace xinan::testing;  // NOLINT(google-build-using-namespace): a test's own words

Subject with(Roles roles) {
    Subject subject;
    subject.roles = roles;
    return subject;
}
Standing standing_as(std::initializer_list<Relation> relations) { return {relations, std::nullopt}; }
Standing with_grant() {
    Standing standing;
    standing.grant = GrantId{{1}};
    return standing;
}

Policy small_policy() {
    const std::vector<Rule> rules{
        {"casework.note.read", {Role::counsellor, Role::supervisor}, {Relation::counsellor_of, Relation::supervisor_of}, Class::content, true, {"C5.4.2a"}},
        {"casework.case.list", {Role::counsellor}, {}, Class::plain, false, {"B3.3c"}},
        {"casework.case.list", {Role::counsellor}, {Relation::counsellor_of}, Class::personal, false, {"A1.2a"}},
        {"visitors.person.read", {Role::class_teacher, Role::reception}, {Relation::head_teacher_of, Relation::self}, Class::personal, true, {"B3.3c"}},
    };
    Policy policy;
    policy.add(rules);
    return policy;
}

TEST(AccessPolicy, DeniesWhatNoRuleNames) {
    const Policy policy = small_policy();
    const auto everyone = with(Roles::from_bits((1U << kRoleCount) - 1U));
    EXPECT_FALSE(policy.may_try(everyone, "casework.note.erase"));
    EXPECT_FALSE(policy.decide(everyone, "casework.note.erase", standing_as({Relation::counsellor_of})).permitted);
    const Answer answer = policy.decide(with({Role::counsellor}), "casework.note.erase", standing_as({Relation::counsellor_of}));
    EXPECT_FALSE(answer.permitted);
    EXPECT_EQ(answer.clauses, std::vector<std::string>{"A7.3b"});
    EXPECT_FALSE(Policy().may_try(everyone, "casework.note.read"));
    EXPECT_FALSE(policy.decide(with({}), "casework.case.list", {}).permitted);
}

TEST(AccessPolicy, ARoleOpensScreensAndARelationOpensContent) {
    const Policy policy = small_policy();
    const auto counsellor = with({Role::counsellor});
    EXPECT_TRUE(policy.may_try(counsellor, "casework.note.read"));
    EXPECT_FALSE(policy.decide(counsellor, "casework.note.read", {}).permitted);
    const Answer answer = policy.decide(counsellor, "casework.note.read", standing_as({Relation::counsellor_of}));
    EXPECT_TRUE(answer.permitted);
    EXPECT_EQ(answer.reads, Class::content);
    EXPECT_EQ(answer.hat, Role::counsellor);
    EXPECT_EQ(answer.clauses, std::vector<std::string>{"C5.4.2a"});
    EXPECT_FALSE(answer.grant.has_value());
}

TEST(AccessPolicy, SeveralRulesGiveTheUnionOfTheirFields) {
    const Policy policy = small_policy();
    const auto counsellor = with({Role::counsellor});
    EXPECT_EQ(policy.decide(counsellor, "casework.case.list", {}).reads, Class::plain);
    const Answer both = policy.decide(counsellor, "casework.case.list", standing_as({Relation::counsellor_of}));
    EXPECT_EQ(both.reads, Class::personal);
    EXPECT_EQ(both.clauses, (std::vector<std::string>{"B3.3c", "A1.2a"}));
}

TEST(AccessPolicy, AGrantOpensOnlyWhatIsGrantableAndIsNamed) {
    const Policy policy = small_policy();
    const auto counsellor = with({Role::counsellor});
    const Answer granted = policy.decide(counsellor, "casework.note.read", with_grant());
    EXPECT_TRUE(granted.permitted);
    EXPECT_EQ(granted.grant, with_grant().grant);
    EXPECT_EQ(policy.decide(counsellor, "casework.case.list", with_grant()).reads, Class::plain);
    Standing both = with_grant();
    both.relations.push_back(Relation::counsellor_of);
    EXPECT_FALSE(policy.decide(counsellor, "casework.note.read", both).grant) << "a relation was enough";
    EXPECT_FALSE(policy.decide(with({Role::reception}), "casework.note.read", with_grant()).permitted);
}

// C5.4.2b, C1.5g, TRUST §3 actor 2: no policy can be written that opens content to these.
TEST(AccessWall, NoRuleOpensContentToLeaderTeacherFinanceOrAdministrator) {
    for (const Role role : {Role::leader, Role::class_teacher, Role::finance, Role::system_admin}) {
        for (const Class reads : {Class::content, Class::process}) {
            SCOPED_TRACE(std::string(role_name(role)) + " " + std::string(class_name(reads)));
            const std::vector<Rule> alone{{"casework.note.read", {role}, {Relation::counsellor_of}, reads, false, {}}};
            const std::vector<Rule> among{{"casework.note.read", {Role::counsellor, role}, {Relation::counsellor_of}, reads, true, {}}};
            EXPECT_THROW(Policy().add(alone), Impossible);
            EXPECT_THROW(Policy().add(among), Impossible);
        }
    }
}

TEST(AccessWall, ARoleAloneAndAHeadTeacherOpenNoContent) {
    const auto refused = [](std::vector<Relation> relations) {
        const std::vector<Rule> rules{{"casework.note.read", {Role::counsellor}, std::move(relations), Class::content, true, {}}};
        EXPECT_THROW(Policy().add(rules), Impossible);
    };
    refused({});
    refused({Relation::none});
    refused({Relation::counsellor_of, Relation::none});
    refused({Relation::head_teacher_of});
    refused({Relation::counsellor_of, Relation::head_teacher_of});
}

// One bad rule keeps the whole set out.
TEST(AccessWall, AddsAllRulesOrNone) {
    Policy policy;
    const std::vector<Rule> rules{{"casework.case.list", {Role::counsellor}, {}, Class::plain, false, {}},
                                  {"casework.note.read", {Role::leader}, {}, Class::content, false, {}}};
    EXPECT_THROW(policy.add(rules), Impossible);
    EXPECT_TRUE(policy.rules().empty());
    EXPECT_FALSE(policy.knows("casework.case.list"));
}

TEST(AccessWall, AClassTeacherIsToldTheClauseAndOpensNothingByGrant) {
    const Policy policy = small_policy();
    Standing granted = with_grant();
    granted.relations.push_back(Relation::head_teacher_of);
    const Answer answer = policy.decide(with({Role::class_teacher}), "casework.note.read", granted);
    EXPECT_FALSE(answer.permitted);
    EXPECT_EQ(answer.clauses, (std::vector<std::string>{"A7.3b", "C5.4.2b"}));
    const Answer personal = policy.decide(with({Role::class_teacher}), "visitors.person.read", granted);
    EXPECT_TRUE(personal.permitted);
    EXPECT_EQ(personal.reads, Class::personal);
}

// A policy from chance, as wide as the walls allow.
Policy policy_from(Random& random) {
    constexpr std::array<Action, 3> kActions{Action("casework.note.read"), Action("casework.case.list"), Action("visitors.person.read")};
    Policy policy;
    for (int i = 0; i < 12; ++i) {
        Rule rule{kActions[random.below(3)], Roles::from_bits(1U + static_cast<std::uint32_t>(random.below((1U << kRoleCount) - 1U))), {},
                  static_cast<Class>(random.below(4)), random.below(2) == 0, {}};
        for (unsigned r = 1; r < kRelationCount; ++r) {
            if (random.below(4) == 0) rule.relations.push_back(static_cast<Relation>(r));
        }
        if (rule.reads >= Class::content) {
            rule.roles = Roles::from_bits((rule.roles.bits() | 1U) & ~kNeverContent.bits());
            std::erase(rule.relations, Relation::head_teacher_of);
            if (rule.relations.empty()) rule.relations.push_back(Relation::author_of);
        }
        const std::vector<Rule> one{rule};
        policy.add(one);
    }
    return policy;
}
Standing standing_from(Random& random) {
    Standing standing;
    for (unsigned r = 1; r < kRelationCount; ++r) {
        if (random.below(3) == 0) standing.relations.push_back(static_cast<Relation>(r));
    }
    if (random.below(2) == 0) standing.grant = GrantId{{7}};
    return standing;
}
Roles roles_from(Random& random) { return Roles::from_bits(static_cast<std::uint32_t>(random.below(1U << kRoleCount))); }

// Goal: hats only add; nobody loses a permission by taking on a post. Method: random policies, people and standings.
TEST(AccessProperty, AddingARoleNeverRemovesAPermission) {
    const auto random = seeded_random(11);
    for (int round = 0; round < 400; ++round) {
        const Policy policy = policy_from(*random);
        const Roles fewer = roles_from(*random);
        Roles more = fewer;
        more.add(static_cast<Role>(random->below(kRoleCount)));
        const Standing standing = standing_from(*random);
        for (const Rule& rule : policy.rules()) {
            const auto before = policy.decide(with(fewer), rule.action.name, standing);
            const auto after = policy.decide(with(more), rule.action.name, standing);
            ASSERT_TRUE(!before.permitted || after.permitted) << "round " << round;
            ASSERT_TRUE(!before.permitted || after.reads >= before.reads) << "round " << round;
            ASSERT_TRUE(!policy.may_try(with(fewer), rule.action.name) || policy.may_try(with(more), rule.action.name));
        }
    }
}

// Goal: whatever the policy, people of the wall alone read no content; what is permitted may be tried; an answer has a clause
// and the hat is the person's own.
TEST(AccessProperty, TheWallsHoldInEveryPolicy) {
    const auto random = seeded_random(12);
    for (int round = 0; round < 400; ++round) {
        const Policy policy = policy_from(*random);
        const Standing standing = standing_from(*random);
        const Roles walled = Roles::from_bits(roles_from(*random).bits() & kNeverContent.bits());
        const Roles any_roles = roles_from(*random);
        for (const Rule& rule : policy.rules()) {
            const auto behind = policy.decide(with(walled), rule.action.name, standing);
            ASSERT_TRUE(!behind.permitted || behind.reads < Class::content) << "round " << round;
            const auto answer = policy.decide(with(any_roles), rule.action.name, standing);
            ASSERT_FALSE(answer.clauses.empty());
            if (!answer.permitted) continue;
            ASSERT_TRUE(policy.may_try(with(any_roles), rule.action.name));
            ASSERT_TRUE(any_roles.has(answer.hat));
            if (answer.reads >= Class::content) {
                ASSERT_FALSE(policy.decide(with(any_roles), rule.action.name, {}).reads >= Class::content) << "without standing";
            }
        }
    }
}

TEST(AccessWords, HaveOneNameEach) {
    for (unsigned i = 0; i < kRoleCount; ++i) EXPECT_EQ(role_from(role_name(static_cast<Role>(i))), static_cast<Role>(i));
    for (unsigned i = 0; i < kRelationCount; ++i) EXPECT_EQ(relation_from(relation_name(static_cast<Relation>(i))), static_cast<Relation>(i));
    for (unsigned i = 0; i < 4; ++i) EXPECT_EQ(class_from(class_name(static_cast<Class>(i))), static_cast<Class>(i));
    EXPECT_FALSE(role_from("patient"));
    EXPECT_EQ(not_known().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace xinan::access
