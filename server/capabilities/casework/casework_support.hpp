// SPDX-License-Identifier: AGPL-3.0-or-later
// The centre of scheduling's tests, with consents, sessions and records. Tests only.
#pragma once

#include "capabilities/casework/routes_dto.hpp"
#include "capabilities/scheduling/testing.hpp"

namespace xinan::casework::testing {

using scheduling::testing::at;
using scheduling::testing::Browser;
using scheduling::testing::code_of;
using scheduling::testing::day;
using scheduling::testing::has;
using scheduling::testing::kNoon;
using scheduling::testing::kTomorrow;
using scheduling::testing::must;
using scheduling::testing::names;
using scheduling::testing::Role;

// A record with nothing left out.
inline RecordIn full_record(std::string request = "CANARY-REQUEST 想睡好觉") {
    RecordIn in;
    in.background = PrivateText("住校第二年");
    in.request = PrivateText(std::move(request));
    in.theme = PrivateText("睡眠");
    in.intervention = PrivateText("谈了睡前的担心");
    in.method = PrivateText("listening");
    in.plan = PrivateText("记一周睡眠");
    in.shared_summary = PrivateText("CANARY-SUMMARY 我们约好记录睡眠");
    in.risk = Risk::low;
    return in;
}

class CaseworkTest : public scheduling::testing::SchedulingTest {
   protected:
    CaseworkTest()
        : SchedulingTest({.routes = {scheduling::routes(), routes()}, .rules = {scheduling::rules(), consent::rules(), rules()}}) {
        write([&](store::Tx& tx) { return consent::publish_standard_texts(app.env(), app.centre(), tx, AnyId{}, now()); });
        tick();
    }

    void tick(std::int64_t minutes = 1) { app.clock().advance(Millis{minutes * 60'000}); }
    // So much later that nobody is signed in any more: desk, anna and bo come back and sign in anew.
    void come_back_after(Millis later) {
        app.clock().advance(later);
        std::string login = "person-";  // as TestApp names them, in the order in which SchedulingTest made them
        for (Browser* each : {&desk, &anna, &bo}) {
            const auto in = must(app.identity().sign_in(app.centre(), login += 'x', SecretBytes(view_of(app.passphrase())), "test"));
            ensure(in.principal.subject.person == each->who().subject.person, "the same person signs in again");
            *each = Browser(app.router(), to_base64url(in.cookie.view()), in.principal);
        }
    }
    // Service and data processing, as a visitor of fourteen to seventeen signs them.
    void consents_of(PersonId who) {
        ledger::Deed deed;
        deed.action = Action("consent.agreement.give").name;
        deed.role = "system";
        deed.purpose = "own";
        deed.at = now();
        for (const auto purpose : {consent::Purpose::service, consent::Purpose::data_processing}) {
            const consent::Signing signing{new_ordered<ConsentId>(app.random(), now()), who, purpose, consent::Audience::from_14_to_17, {}};
            write(must(consent::prepare_signing(app.env(), app.centre(), signing, deed, now())));
        }
    }
    void arrive(AppointmentId id) {
        write([&](store::Tx& tx) -> Result<void> {
            (void)TRY(scheduling::take_step(tx, {id, 0, scheduling::State::arrived, scheduling::IdentityMeans::pupil_card, {}}, now()));
            return {};
        });
    }
    http::Response start(Browser& by, AppointmentId id) { return by.post("/api/v1/sessions", R"({"appointment":")" + id.text() + R"("})"); }
    http::Response unplanned(Browser& by, std::optional<PersonId> who, UnplannedKind kind = UnplannedKind::emergency) {
        return by.post("/api/v1/sessions/unplanned", http::render(UnplannedBody{who, kind, PrivateText("CANARY-WHY 在楼道里哭")}));
    }
    // Booked for noon, arrived, begun, with consent.
    StartedSession running(PersonId who, TimeSpan when = kNoon) {
        const auto made = booked(desk, wish(who, when, PrivateText("排得满")));
        consents_of(who);
        arrive(made.id);
        return parsed<StartedSession>(start(anna, made.id), 201);
    }
    StartedSession ended(PersonId who, TimeSpan when = kNoon) {
        const auto begun = running(who, when);
        tick(5);
        return parsed<StartedSession>(anna.post(session_path(begun, "end"), "{}"), 201);
    }
    // Ended, and its record signed.
    StartedSession written(PersonId who, const RecordIn& in = full_record(), TimeSpan when = kNoon) {
        const auto s = ended(who, when);
        parsed<RecordView>(save(anna, s, in, 0), 200);
        parsed<RecordView>(sign(anna, s, 1), 200);
        return s;
    }
    static std::string session_path(const StartedSession& s, std::string_view rest) {
        return "/api/v1/sessions/" + s.session.id.text() + "/" + std::string(rest);
    }
    static std::string case_path(const StartedSession& s, std::string_view rest = {}) {
        return "/api/v1/cases/" + s.case_.text() + (rest.empty() ? std::string() : "/" + std::string(rest));
    }
    http::Response save(Browser& by, const StartedSession& s, const RecordIn& in, std::int64_t version) {
        return by.put(session_path(s, "record"), http::render(in), version);
    }
    http::Response sign(Browser& by, const StartedSession& s, std::int64_t version) {
        return post_at(by, session_path(s, "record/sign"), "{}", version);
    }
    CaseView case_of(Browser& by, const StartedSession& s) { return parsed<CaseView>(by.get(case_path(s)), 200); }
    http::Response plan(Browser& by, const StartedSession& s, Risk risk, std::vector<Goal> goals = {{PrivateText("CANARY-GOAL 睡满八小时"), {}, {}, {}}}) {
        const PlanBody body{std::move(goals), risk, {}, {}, PrivateText("CANARY-CHANGE 面谈后调整")};
        return by.put(case_path(s, "plan"), http::render(body), case_of(by, s).version);
    }
    http::Response close(Browser& by, const StartedSession& s, std::optional<PrivateText> reason = {}) {
        const CloseBody body{PrivateText("CANARY-CLOSING 目标达到"), Outcome::achieved, CloseReason::goal_met, Aftercare::one_month,
                             PrivateText("CANARY-AFTER 一个月后见"), std::move(reason)};
        return post_at(by, case_path(s, "close"), http::render(body), case_of(anna, s).version);
    }
    template <class T>
    T parsed(const http::Response& reply, int status) {
        if (reply.status != status) throw std::runtime_error("expected " + std::to_string(status) + ", got " + reply.body);
        return must(http::parse<T>(reply.body));
    }
};

}  // namespace xinan::casework::testing
