// SPDX-License-Identifier: AGPL-3.0-or-later
// Guardians over HTTP and in the database, on both engines: status, body, ledger entry, refusals, beginning and end.
#include <algorithm>

#include "capabilities/family/family.hpp"
#include "http/testing.hpp"

namespace xinan::family {
namespace {

using access::Role;
using http::Response;
using http::testing::Browser;
using http::testing::TestApp;
using testing::code_of;
using testing::day;
using testing::must;

const LocalDate kToday = day(2026, 11, 23);

class GuardianRoutes : public ::testing::TestWithParam<store::Engine> {
   protected:
    GuardianRoutes() : app_(GetParam(), {.routes = {routes(), visitors::routes()}, .rules = {rules(), visitors::rules()}}) {}

    PersonId a_person(std::string name, std::optional<LocalDate> birthday, visitors::Kind kind) {
        visitors::PersonFields fields;
        fields.kind = kind;
        fields.name = PrivateText(std::move(name));
        fields.birthday = birthday;
        const auto person = must(visitors::prepare_person(app_.env(), app_.centre(), fields, kToday));
        must(app_.store().write(app_.centre(), [&](store::Tx& tx) { return visitors::insert_person(tx, person, kToday, app_.clock().now()); }));
        return person.id;
    }
    PersonId a_pupil(LocalDate birthday) { return a_person("张小雨", birthday, visitors::Kind::pupil); }
    Response add(PersonId ward, std::string_view fields) {
        return desk_.post(path(ward), R"({"relation":"mother","from":"2020-01-01",)" + std::string(fields) + "}");
    }
    static std::string path(PersonId ward, std::string_view more = "") {
        return "/api/v1/persons/" + ward.text() + "/guardians" + std::string(more);
    }
    static std::string known(PersonId guardian) { return R"("guardian":")" + guardian.text() + "\""; }
    static bool has_code(const Response& response, std::string_view code) {
        return response.body.find(R"("code":")" + std::string(code) + "\"") != std::string::npos;
    }
    template <class F>
    auto read(F f) { return app_.store().read(app_.centre(), std::move(f)); }
    std::vector<GuardianFacts> guardians(PersonId ward, LocalDate on = kToday) {
        return must(read([&](store::Tx& tx) { return guardians_of(tx, ward, on); }));
    }

    TestApp app_;
    Browser desk_ = app_.staff({Role::reception});
};
XINAN_ON_BOTH_ENGINES(GuardianRoutes);

TEST_P(GuardianRoutes, AGuardianIsEnteredEndedAndStaysInTheHistory) {
    const auto ward = a_pupil(day(2016, 5, 1));
    const auto mother = a_person("李芳", day(1985, 2, 3), visitors::Kind::parent);
    const Response made = add(ward, known(mother));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_NE(made.body.find("李芳"), std::string::npos);
    auto deed = app_.newest_deed().deed;
    EXPECT_EQ(deed.action, "family.guardian.add");
    EXPECT_EQ(deed.subjects, (std::vector<ledger::Subject>{ledger::subject("person", ward), ledger::subject("person", mother)}));
    ASSERT_EQ(guardians(ward).size(), 1U);
    EXPECT_TRUE(guardians(ward).front().may_learn_attendance) << "ten years old";
    EXPECT_TRUE(guardians(ward, day(2019, 12, 31)).empty());
    EXPECT_TRUE(must(read([&](store::Tx& tx) { return may_learn_attendance(tx, ward, mother, kToday); })));
    const auto relations = [&] {
        return must(read([&](store::Tx& tx) { return access::relations_of(tx, any(mother), "person", any(ward), app_.clock().now()); }));
    };
    EXPECT_EQ(relations(), std::vector<access::Relation>{access::Relation::guardian_of});
    EXPECT_TRUE(has_code(add(ward, known(mother)), "family.already_guardian"));
    app_.clock().advance(Millis{60'000});
    const std::string end = path(ward, "/" + guardians(ward).front().id.text());
    EXPECT_EQ(desk_.send("DELETE", end, {}, {{"idempotency-key", "end-key-000000001"}}).status, 204);
    EXPECT_EQ(app_.newest_deed().deed.action, "family.guardian.end");
    EXPECT_TRUE(guardians(ward).empty());
    EXPECT_EQ(guardians(ward, day(2026, 11, 22)).size(), 1U) << "who was guardian then";
    EXPECT_TRUE(relations().empty());
    EXPECT_FALSE(must(read([&](store::Tx& tx) { return may_learn_attendance(tx, ward, mother, kToday); })));
    EXPECT_TRUE(has_code(desk_.send("DELETE", end, {}, {{"idempotency-key", "end-key-000000002"}}), "family.ended_before"));
    EXPECT_NE(desk_.get(path(ward)).body.find(R"("until":"2026-11-23")"), std::string::npos);
    EXPECT_EQ(add(ward, known(mother)).status, 201) << "and may begin again";
}

TEST_P(GuardianRoutes, AnUnderAgeGuardianIsRefusedAndAnUnknownAgeNeedsAReason) {
    const auto ward = a_pupil(day(2010, 5, 1));
    const auto sister = a_person("张大雨", day(2009, 1, 1), visitors::Kind::pupil);
    const Response young = add(ward, known(sister));
    EXPECT_EQ(young.status, 422);
    EXPECT_TRUE(has_code(young, "family.guardian_under_age"));
    EXPECT_NE(young.body.find("D2.1b"), std::string::npos);
    EXPECT_TRUE(has_code(add(ward, known(ward)), "family.own_guardian") || has_code(add(ward, known(ward)), "family.guardian_under_age"));
    const Response unknown = add(ward, R"("name":"李芳","phone":"13800138000")");
    EXPECT_EQ(unknown.status, 409);
    EXPECT_TRUE(has_code(unknown, "family.guardian_age_unknown"));
    EXPECT_EQ(app_.newest_deed().deed.code, "family.guardian_age_unknown");
    EXPECT_TRUE(guardians(ward).empty());
    const Response overridden = add(ward, R"("name":"李芳","phone":"13800138000","override_reason":"当面核实")");
    EXPECT_EQ(overridden.status, 201) << overridden.body;
    EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(app_.newest_deed().deed.code, "family.guardian_age_unknown");
    ASSERT_EQ(guardians(ward).size(), 1U);
    EXPECT_FALSE(guardians(ward).front().may_learn_attendance) << "sixteen: the pupil's own to tell (C1.5h)";
    EXPECT_EQ(add(ward, R"("name":"李芳","phone":"13800138000","override_reason":"当面核实","may_learn_attendance":true)").status, 422)
        << "nobody opens it on the way in: that asks the pupil (C1.5h)";
    EXPECT_TRUE(has_code(add(ward, R"("phone":"13800138000")"), "family.guardian_missing"));
    EXPECT_EQ(add(ward, known(new_random<PersonId>(app_.random()))).status, 404);
    EXPECT_EQ(add(new_random<PersonId>(app_.random()), known(sister)).status, 404);
}

TEST_P(GuardianRoutes, NobodyElsePassesNotEvenTheGuardian) {
    const auto ward = a_pupil(day(2016, 5, 1));
    for (const Role role : {Role::guardian, Role::class_teacher, Role::leader, Role::finance, Role::system_admin,
                            Role::archive_keeper, Role::supervisor, Role::auditor, Role::visitor}) {
        SCOPED_TRACE(access::role_name(role));
        Browser who = app_.staff({role});
        EXPECT_EQ(who.get(path(ward)).status, 403);
        EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(who.post(path(ward), R"({"relation":"mother","from":"2020-01-01","name":"某人"})").status, 403);
        EXPECT_EQ(who.send("DELETE", path(ward, "/" + std::string(32, '0')), {}, {{"idempotency-key", "end-key-000000003"}}).status, 403);
    }
    EXPECT_EQ(desk_.get(path(new_random<PersonId>(app_.random()))).status, 404);
}

TEST_P(GuardianRoutes, TheDatabaseKeepsWhoWasGuardianThen) {
    const auto ward = a_pupil(day(2016, 5, 1));
    ASSERT_EQ(add(ward, R"("name":"李芳","birthday":"1985-02-03")").status, 201);
    static constexpr store::Sql kDelete{"test.delete", "DELETE FROM guardian WHERE centre_id = ?1"};
    static constexpr store::Sql kRewrite{"test.rewrite", "UPDATE guardian SET relation = 'father' WHERE centre_id = ?1"};
    static constexpr store::Sql kSelf{"test.self", "UPDATE guardian SET person_id = ward_id WHERE centre_id = ?1"};
    const auto run = [&](const store::Sql& sql) { return app_.store().write(app_.centre(), [&](store::Tx& tx) { return tx.run(sql); }); };
    EXPECT_EQ(code_of(run(kDelete)), "family.guardian_is_kept");
    EXPECT_EQ(code_of(run(kRewrite)), "family.guardian_is_kept");
    EXPECT_NE(code_of(run(kSelf)), "");
}

// C1.5h: never against a pupil who decides himself.
TEST_P(GuardianRoutes, WhetherAGuardianLearnsOfItFollowsThePupil) {
    const auto ward = a_pupil(day(2011, 5, 1));  // fifteen
    const auto mother = a_person("李芳", day(1985, 2, 3), visitors::Kind::parent);
    ASSERT_EQ(add(ward, known(mother)).status, 201);
    const auto id = guardians(ward).front().id;
    const auto set = [&](std::string_view body, PersonId of) { return desk_.post(path(of, "/" + id.text() + "/attendance"), std::string(body)); };
    const auto may = [&] { return must(read([&](store::Tx& tx) { return may_learn_attendance(tx, ward, mother, kToday); })); };
    const auto unasked = set(R"({"may_learn_attendance":true,"wish":"not_asked"})", ward);
    EXPECT_EQ(unasked.status, 409);
    EXPECT_TRUE(has_code(unasked, "family.pupil_not_asked"));
    EXPECT_EQ(set(R"({"may_learn_attendance":true,"wish":"agrees"})", ward).status, 200);
    EXPECT_TRUE(may());
    EXPECT_EQ(app_.newest_deed().deed.action, "family.attendance.set");
    EXPECT_EQ(set(R"({"may_learn_attendance":false,"wish":"refuses"})", ward).status, 200);
    EXPECT_FALSE(may());
    for (const char* body : {R"({"may_learn_attendance":true,"wish":"refuses","override_reason":"家长要求"})",
                             R"({"may_learn_attendance":true,"wish":"not_asked","override_reason":"家长要求"})"}) {
        const auto against = set(body, ward);
        EXPECT_EQ(against.status, 409) << against.body;
        EXPECT_TRUE(has_code(against, "family.pupil_refuses"));
        EXPECT_NE(against.body.find("C1.5h"), std::string::npos);
        EXPECT_EQ(app_.newest_deed().deed.outcome, ledger::Outcome::refused);
    }
    EXPECT_FALSE(may());
    EXPECT_EQ(set(R"({"may_learn_attendance":true,"wish":"agrees"})", mother).status, 404) << "the guardian of somebody else";
    for (const Role role : {Role::leader, Role::class_teacher, Role::finance, Role::system_admin, Role::auditor}) {
        Browser other = app_.staff({role});
        EXPECT_EQ(other.post(path(ward, "/" + id.text() + "/attendance"), R"({"may_learn_attendance":true,"wish":"agrees"})").status, 403);
    }
    const auto bare = [&](std::string_view sql) { return code_of(app_.store().write(app_.centre(), [&](store::Tx& tx) { return tx.run({"test.bare", sql}); })); };
    EXPECT_EQ(bare("UPDATE guardian_attendance SET may_learn = 1 WHERE centre_id = ?1"), "family.wish_is_kept");
    EXPECT_EQ(bare("DELETE FROM guardian_attendance WHERE centre_id = ?1"), "family.wish_is_kept");
    EXPECT_EQ(desk_.send("DELETE", path(ward, "/" + id.text()), {}, {{"idempotency-key", "test-key-of-the-end-1"}}).status, 204);
    EXPECT_TRUE(has_code(set(R"({"may_learn_attendance":false,"wish":"agrees"})", ward), "family.ended_before"));
}

}  // namespace
}  // namespace xinan::family
