// SPDX-License-Identifier: AGPL-3.0-or-later
// A small centre for the tests of consent: standard texts, a counsellor, pupils of each age, a mother. On both engines.
#pragma once

#include "capabilities/consent/routes_dto.hpp"
#include "capabilities/consent/texts.hpp"
#include "capabilities/family/family.hpp"
#include "http/testing.hpp"

namespace xinan::consent::testing {

using http::testing::Browser;
using http::testing::TestApp;
using xinan::testing::day;
using xinan::testing::must;

// The first bytes of a picture, then words that must never be found in plain.
inline std::string picture(std::string_view words = "CANARY-SIGNATURE-41") {
    std::string png("\x89PNG\r\n\x1A\n", 8);
    png.append("IHDR").append(words);
    return to_base64(view_of(png));
}

class ConsentTest : public ::testing::TestWithParam<store::Engine> {
   protected:
    ConsentTest() : app(GetParam(), {.routes = {routes()}, .rules = {rules()}}), counsellor(app.staff({access::Role::counsellor})) {
        must(app.store().write(app.centre(), [&](store::Tx& tx) {
            return publish_standard_texts(app.env(), app.centre(), tx, AnyId{}, app.clock().now());
        }));
        child = person(visitors::Kind::pupil, day(2020, 3, 1));
        pupil = person(visitors::Kind::pupil, day(2014, 3, 1));
        teen = person(visitors::Kind::pupil, day(2011, 3, 1));
        mother = person(visitors::Kind::parent, day(1985, 3, 1));
        brother = person(visitors::Kind::pupil, day(2010, 3, 1));
        for (const PersonId ward : {child, pupil, teen}) guardian(ward, mother, ward != teen);
        guardian(pupil, brother, true);
    }

    PersonId person(visitors::Kind kind, std::optional<LocalDate> birthday) {
        visitors::PersonFields fields;
        fields.kind = kind;
        fields.name = PrivateText("测试人");
        fields.birthday = birthday;
        const LocalDate today = day(2026, 11, 23);
        const auto made = must(visitors::prepare_person(app.env(), app.centre(), fields, today));
        must(app.store().write(app.centre(), [&](store::Tx& tx) { return visitors::insert_person(tx, made, today, app.clock().now()); }));
        return made.id;
    }
    void guardian(PersonId ward, PersonId who, bool may_learn) {
        family::NewGuardian made;
        made.id = new_random<family::GuardianId>(app.random());
        made.ward = ward;
        made.guardian = who;
        made.from = day(2020, 1, 1);
        made.may_learn_attendance = may_learn;
        must(app.store().write(app.centre(), [&](store::Tx& tx) {
            return family::insert_guardian(tx, made, app.clock().now(), app.clock().now());
        }));
    }
    // Signed in as a person of the centre.
    Browser portal(PersonId who, access::Roles roles = {access::Role::visitor}) {
        const std::string login = std::string("portal-") + static_cast<char>('a' + logins_++);
        const SecretBytes secret(view_of(TestApp::passphrase()));
        const auto made = must(app.identity().prepare_account(app.centre(), any(who), false, roles, login, secret, app.clock().now()));
        must(app.store().write(app.centre(), [&](store::Tx& tx) { return made.write(tx); }));
        const auto in = must(app.identity().sign_in(app.centre(), login, secret, "test"));
        return {app.router(), to_base64url(in.cookie.view()), in.principal};
    }
    rows::Text newest(Purpose purpose, Audience audience) {
        auto texts = must(app.store().read(app.centre(), [&](store::Tx& tx) {
            return rows::newest_texts(tx, purpose, audience, kTimeMax);
        }));
        if (texts.size() != 1) throw std::runtime_error("one newest text");
        return std::move(texts.front());
    }
    static std::vector<std::string> all_ticks(const rows::Text& text) {
        std::vector<std::string> ticks;
        for (const TextSection& section : text.document.sections) {
            if (section.tick) ticks.push_back(section.key);
        }
        return ticks;
    }
    // A good body: every tick, a signature on screen.
    GiveConsent body(Purpose purpose, Audience audience, std::optional<PersonId> guardian = {}) {
        const rows::Text text = newest(purpose, audience);
        GiveConsent made{.text = text.id, .ticks = all_ticks(text), .understood = std::nullopt,
                         .by = audience == Audience::guardian ? Side::guardian : Side::self,
                         .guardian = guardian, .medium = Medium::screen, .signature = PrivateText(picture()),
                         .scan = std::nullopt};
        return made;
    }
    http::Response give(Browser& by, PersonId whose, const GiveConsent& what) {
        return by.post("/api/v1/persons/" + whose.text() + "/consents", http::render(what));
    }
    Consent given(Browser& by, PersonId whose, const GiveConsent& what) {
        const auto reply = give(by, whose, what);
        if (reply.status != 201) throw std::runtime_error("not given: " + reply.body);
        return must(http::parse<Consent>(reply.body));
    }
    ConsentStates states(Browser& by, PersonId whose) {
        const auto reply = by.get("/api/v1/persons/" + whose.text() + "/consents");
        if (reply.status != 200) throw std::runtime_error("no states: " + reply.body);
        return must(http::parse<ConsentStates>(reply.body));
    }
    ServiceConsent service(PersonId whose, visitors::AgeGroup age) {
        return must(app.store().read(app.centre(), [&](store::Tx& tx) {
            return service_consent(tx, whose, age, app.clock().now());
        }));
    }
    // Both purposes of an ordinary session, by who must sign at that age.
    void consents_of(PersonId whose, std::optional<Audience> own, bool guardian) {
        for (const Purpose purpose : {Purpose::service, Purpose::data_processing}) {
            if (own) given(counsellor, whose, body(purpose, *own));
            if (guardian) given(counsellor, whose, body(purpose, Audience::guardian, mother));
        }
    }

    TestApp app;
    Browser counsellor;
    PersonId child, pupil, teen, mother, brother;  // 6, 12, 15, 41 and 16 years old

   private:
    int logins_ = 0;
};

}  // namespace xinan::consent::testing
