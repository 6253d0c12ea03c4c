// SPDX-License-Identifier: AGPL-3.0-or-later
// What the tests of visitors share: a service with our routes, and persons with good defaults. Tests only.
#pragma once

#include "capabilities/visitors/routes_person.hpp"
#include "http/testing.hpp"

namespace xinan::visitors::testing {

using http::testing::Browser;
using http::testing::TestApp;
using xinan::testing::code_of;
using xinan::testing::day;
using xinan::testing::must;

inline const LocalDate kToday = day(2026, 11, 23);

class PersonsTest : public ::testing::TestWithParam<store::Engine> {
   protected:
    PersonsTest() : app_(GetParam(), {.routes = {routes()}, .rules = {rules()}}) {}

    ClassId a_class(std::int64_t entry_year, std::int64_t number, Stage stage = Stage::junior) {
        const ClassRef made{new_random<ClassId>(app_.random()), entry_year, number, stage, 0, {}};
        must(app_.store().write(app_.centre(), [&](store::Tx& tx) { return insert_class(tx, made, app_.clock().now()); }));
        return made.id;
    }
    PersonId a_person(std::string name, const PersonFields& with = {}) {
        PersonFields fields = with;
        fields.name = PrivateText(std::move(name));
        const auto person = must(prepare_person(app_.env(), app_.centre(), fields, kToday));
        must(app_.store().write(app_.centre(), [&](store::Tx& tx) { return insert_person(tx, person, kToday, app_.clock().now()); }));
        return person.id;
    }
    // Changes a person as PUT would. Errors: those of change_person.
    Result<void> change(PersonId id, std::int64_t version, const PersonFields& fields, LocalDate on = kToday) {
        const auto person = TRY(prepare(app_.env(), app_.centre(), id, version + 1, fields, on));
        return app_.store().write(app_.centre(), [&](store::Tx& tx) -> Result<void> {
            Here at = TRY(here(tx, app_.clock().now()));
            at.today = on;
            return change_person(tx, person, at, app_.clock().now());
        });
    }
    std::string label(PersonId id, LocalDate on = kToday, Language language = Language::zh) {
        const auto hits = must(labels(app_.env(), app_.centre(), std::span(&id, 1), on, app_.clock().now(), language));
        return hits.empty() ? std::string() : hits.front().label.reveal();
    }
    struct Found {
        bool too_many = false;
        std::vector<PersonId> ids;
    };
    Found search(std::string_view typed) {
        const auto plan = must(plan_search(app_.env(), app_.centre(), typed));
        const auto found = must(app_.store().read(app_.centre(), [&](store::Tx& tx) -> Result<Candidates> {
            return find_candidates(tx, plan, TRY(here(tx, app_.clock().now())), app_.clock().now());
        }));
        Found out{found.too_many, {}};
        for (const Opened& person : must(open_matches(app_.env(), app_.centre(), plan, found))) out.ids.push_back(person.id);
        return out;
    }
    template <class F>
    auto write(F f) { return app_.store().write(app_.centre(), std::move(f)); }
    template <class F>
    auto read(F f) { return app_.store().read(app_.centre(), std::move(f)); }
    // The portal of a visitor, opened by a code card.
    Browser portal_of(PersonId id) {
        const UtcTime now = app_.clock().now();
        const auto card = must(app_.identity().prepare_code_card(app_.centre(), id, now, now + Millis{86'400'000}));
        must(app_.store().write(app_.centre(), [&](store::Tx& tx) { return card.write(tx); }));
        const auto in = must(app_.identity().sign_in_by_card(app_.centre(), card.code, "test"));
        return {app_.router(), to_base64url(in.cookie.view()), in.principal};
    }

    TestApp app_;
};

inline PersonFields pupil(std::optional<ClassId> in = {}, std::string student_number = {}, std::string phone = {}) {
    PersonFields fields;
    fields.school_class = in;
    if (!student_number.empty()) fields.student_number = PrivateText(std::move(student_number));
    if (!phone.empty()) fields.phone = PrivateText(std::move(phone));
    return fields;
}
inline PersonFields named(std::string name, PersonFields fields = {}) {
    fields.name = PrivateText(std::move(name));
    return fields;
}

}  // namespace xinan::visitors::testing
