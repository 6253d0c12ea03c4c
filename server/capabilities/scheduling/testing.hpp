// SPDX-License-Identifier: AGPL-3.0-or-later
// A small centre for the tests of scheduling and casework: a desk, two counsellors with hours, two rooms, pupils. Tests only.
#pragma once

#include <algorithm>
#include <string>

#include "capabilities/scheduling/routes_dto.hpp"
#include "capabilities/scheduling/store.hpp"
#include "http/testing.hpp"

namespace xinan::scheduling::testing {

using access::Role;
using http::testing::Browser;
using http::testing::TestApp;
using xinan::testing::code_of;
using xinan::testing::day;
using xinan::testing::must;

inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr std::int64_t kDayMs = 24 * 60 * kMinuteMs;

// Wall time in Shanghai, days after the Monday of kTestNow (which is 08:00).
constexpr UtcTime at(int days, int hour, int minute = 0) {
    return {xinan::testing::kTestNow.ms + days * kDayMs + ((hour - 8) * 60LL + minute) * kMinuteMs};
}
inline TimeSpan span_at(int days, int hour, int minute, int minutes) {
    return {at(days, hour, minute), at(days, hour, minute) + Millis{minutes * kMinuteMs}};
}
inline const TimeSpan kNoon = span_at(0, 12, 10, 50);     // Monday's noon period
inline const TimeSpan kTomorrow = span_at(1, 12, 10, 50);

inline bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }
inline bool names(const std::vector<std::string>& clauses, std::string_view clause) { return std::ranges::find(clauses, clause) != clauses.end(); }

inline std::vector<Period> bell() {
    const std::vector<std::int64_t> week{1, 2, 3, 4, 5};
    return {{"p1", "第一节", "First", 8 * 60, 8 * 60 + 45, "lesson", week},
            {"noon", "午休", "Noon", 12 * 60 + 10, 13 * 60, "noon", week},
            {"p8", "第八节", "Eighth", 16 * 60, 16 * 60 + 45, "after_school", week},
            {"evening", "晚间", "Evening", 19 * 60, 22 * 60, "evening", {1, 2, 3, 4, 5, 6, 7}}};
}

class SchedulingTest : public ::testing::TestWithParam<store::Engine> {
   protected:
    template <class F>
    auto write(F f) { return must(app.store().write(app.centre(), std::move(f))); }
    template <class F>
    auto read(F f) { return must(app.store().read(app.centre(), std::move(f))); }

    explicit SchedulingTest(const http::testing::Parts& parts = {.routes = {routes()}, .rules = {rules()}})
        : SchedulingTest(GetParam(), parts) {}
    SchedulingTest(store::Engine engine, const http::testing::Parts& parts)
        : app(engine, parts), desk(app.staff({Role::reception})), anna(app.staff({Role::counsellor})), bo(app.staff({Role::counsellor})) {
        write([&](store::Tx& tx) { return put_bell_schedule(tx, bell(), now()); });
        for (const Browser* each : {&anna, &bo}) counsellor(id_of(*each));
        room1 = room("一号室");
        room2 = room("二号室");
        mei = person("梅");
        lin = person("林");
    }

    [[nodiscard]] UtcTime now() { return app.clock().now(); }
    static StaffId id_of(const Browser& who) { return StaffId{who.who().subject.person.bytes}; }

    void counsellor(StaffId id, std::optional<LocalDate> credential_expires = {}) {
        staff::StaffFields fields;
        fields.name = PrivateText("安老师");
        fields.fields = {staff::Field::emotion};
        fields.practises = true;
        const auto made = must(staff::prepare_staff(app.env(), app.centre(), id, 1, fields));
        const auto credential = must(staff::prepare_credential(app.env(), app.centre(), id, staff::credential_kinds().front(), PrivateText("ZJ-2020-1"),
                                                               credential_expires));
        std::vector<WeeklyOpening> weekly;
        for (int weekday = 1; weekday <= 5; ++weekday) {
            for (const char* period : {"noon", "p8", "evening"}) weekly.push_back({weekday, period});
        }
        write([&](store::Tx& tx) -> Result<void> {
            TRY_VOID(staff::insert_staff(tx, made, now()));
            TRY_VOID(staff::insert_credential(tx, credential, now()));
            return put_availability(tx, id, weekly, now());
        });
    }
    RoomId room(std::string name, facilities::RoomKind kind = facilities::RoomKind::counselling, bool in_use = true) {
        const facilities::Room made{new_random<RoomId>(app.random()), 1, std::move(name), kind, "图书馆三楼", in_use};
        write([&](store::Tx& tx) { return facilities::insert_room(tx, made, now()); });
        return made.id;
    }
    PersonId person(std::string name, std::optional<ClassId> in = {}, std::optional<LocalDate> birthday = day(2012, 3, 1)) {
        visitors::PersonFields fields;
        fields.name = PrivateText(std::move(name));
        fields.school_class = in;
        fields.birthday = birthday;
        const LocalDate today = day(2026, 11, 23);
        const auto made = must(visitors::prepare_person(app.env(), app.centre(), fields, today));
        write([&](store::Tx& tx) { return visitors::insert_person(tx, made, today, now()); });
        return made.id;
    }
    ClassId a_class() {
        const visitors::ClassRef made{new_random<ClassId>(app.random()), 2025, 3, visitors::Stage::junior, 0, {}};
        write([&](store::Tx& tx) { return visitors::insert_class(tx, made, now()); });
        return made.id;
    }
    // Signed in as a person of the centre.
    Browser portal(PersonId who, access::Roles roles = {Role::visitor}) {
        const std::string login = std::string("portal-") + static_cast<char>('a' + logins_++);
        const SecretBytes secret(view_of(TestApp::passphrase()));
        const auto made = must(app.identity().prepare_account(app.centre(), any(who), false, roles, login, secret, now()));
        write([&](store::Tx& tx) { return made.write(tx); });
        const auto in = must(app.identity().sign_in(app.centre(), login, secret, "test"));
        return {app.router(), to_base64url(in.cookie.view()), in.principal};
    }
    void setting(std::string_view key, std::int64_t value) {
        const auto spec = std::ranges::find(settings(), key, &store::SettingSpec::key);
        if (spec == settings().end()) throw std::runtime_error("no such setting");
        write([&](store::Tx& tx) { return store::set_setting(tx, *spec, value, now()); });
    }

    BookBody wish(PersonId who, TimeSpan when, std::optional<PrivateText> reason = {}) {
        return {who, id_of(anna), when.starts_at, when.ends_at, {}, {}, {}, std::move(reason)};
    }
    http::Response book(Browser& by, const BookBody& body) { return by.post("/api/v1/appointments", http::render(body)); }
    AppointmentView booked(Browser& by, const BookBody& body) {
        const auto reply = book(by, body);
        if (reply.status != 201) throw std::runtime_error("not booked: " + reply.body);
        return must(http::parse<AppointmentView>(reply.body));
    }
    static std::string path_of(AppointmentId id, std::string_view step = {}) {
        return "/api/v1/appointments/" + id.text() + (step.empty() ? std::string() : "/" + std::string(step));
    }
    http::Response post_at(Browser& by, std::string target, std::string body, std::int64_t version) {
        return by.send("POST", std::move(target), std::move(body), {{"if-match", "\"v" + std::to_string(version) + "\""}});
    }
    http::Response move_to(Browser& by, const AppointmentView& which, const MoveBody& body) {
        return post_at(by, path_of(which.id, "move"), http::render(body), which.version);
    }
    http::Response cancel_it(Browser& by, const AppointmentView& which, std::string_view reason = "other") {
        return post_at(by, path_of(which.id, "cancel"), R"({"reason":")" + std::string(reason) + R"("})", which.version);
    }
    // The refusal through HTTP and the deed it left.
    void expect_refused(const http::Response& reply, int status, std::string_view code, std::string_view clause) {
        EXPECT_EQ(reply.status, status) << reply.body;
        EXPECT_TRUE(has(reply.body, code)) << reply.body;
        EXPECT_TRUE(has(reply.body, clause)) << reply.body;
        const auto deed = app.newest_deed().deed;
        EXPECT_EQ(deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(deed.code, code);
        if (!clause.empty()) { EXPECT_TRUE(names(deed.clauses, clause)) << clause; }
    }
    std::size_t deeds_of(std::string action, ledger::Outcome outcome) {
        return app.deeds({.action = std::move(action), .outcome = outcome, .limit = 1000}).size();
    }
    std::int64_t count(const store::Sql& sql) {
        return read([&](store::Tx& tx) -> Result<std::int64_t> { return TRY(tx.query(sql)).i64(0, 0); });
    }
    // "" when the statement passes; what the database says when it refuses.
    template <class... A>
    std::string bare(const store::Sql& sql, const A&... args) {
        return code_of(app.store().write(app.centre(), [&](store::Tx& tx) -> Result<void> {
            (void)TRY(tx.run(sql, args...));
            return {};
        }));
    }

    TestApp app;
    Browser desk, anna, bo;
    RoomId room1, room2;
    PersonId mei, lin;

   private:
    int logins_ = 0;
};

}  // namespace xinan::scheduling::testing
