// SPDX-License-Identifier: AGPL-3.0-or-later
// A small centre for the tests of reception, archive and audit: a desk, a counsellor who is on the staff, a room. Tests only.
#pragma once

#include <deque>
#include <set>

#include "access/access_table.hpp"
#include "capabilities/facilities/facilities.hpp"
#include "capabilities/reception/reception.hpp"
#include "capabilities/scheduling/scheduling.hpp"
#include "capabilities/staff/staff.hpp"
#include "http/testing.hpp"

namespace xinan::reception::testing {

using http::testing::Browser;
using http::testing::TestApp;
using xinan::testing::code_of;
using xinan::testing::day;
using xinan::testing::must;

inline const LocalDate kToday = day(2026, 11, 23);

class CentreTest : public ::testing::TestWithParam<store::Engine> {
   protected:
    [[nodiscard]] UtcTime now() { return app.clock().now(); }
    static StaffId staff_of(const Browser& who) { return StaffId{who.who().subject.person.bytes}; }
    template <class F>
    auto write(F f) { return must(app.store().write(app.centre(), std::move(f))); }
    template <class F>
    auto try_write(F f) { return app.store().write(app.centre(), std::move(f)); }
    template <class F>
    auto read(F f) { return must(app.store().read(app.centre(), std::move(f))); }

    explicit CentreTest(const http::testing::Parts& parts)
        : app(GetParam(), parts), desk(app.staff({access::Role::reception})), counsellor(app.staff({access::Role::counsellor})),
          colleague(app.staff({access::Role::counsellor})) {
        enlist(counsellor, "陈老师");
        enlist(colleague, "周老师");
        enlist(desk, "林老师");
        const facilities::Room room{new_random<RoomId>(app.random()), 1, "一号室", facilities::RoomKind::counselling, "三楼", true};
        const facilities::Room second{new_random<RoomId>(app.random()), 1, "二号室", facilities::RoomKind::counselling, "三楼", true};
        write([&](store::Tx& tx) { return facilities::insert_room(tx, room, now()); });
        write([&](store::Tx& tx) { return facilities::insert_room(tx, second, now()); });
        visitor = person("金丝雀");
    }

    // On the list of staff, practising.
    void enlist(const Browser& who, std::string name) {
        staff::StaffFields fields;
        fields.name = PrivateText(std::move(name));
        fields.practises = true;
        const auto made = must(staff::prepare_staff(app.env(), app.centre(), staff_of(who), 1, fields));
        write([&](store::Tx& tx) { return staff::insert_staff(tx, made, now()); });
    }
    PersonId person(std::string name) {
        visitors::PersonFields fields;
        fields.name = PrivateText(std::move(name));
        fields.birthday = day(2011, 2, 3);
        const auto made = must(visitors::prepare_person(app.env(), app.centre(), fields, kToday));
        write([&](store::Tx& tx) { return visitors::insert_person(tx, made, kToday, now()); });
        return made.id;
    }
    scheduling::Appointment booked(PersonId who, StaffId with, Millis from_now, std::optional<Millis> length = {}) {
        const auto facts = must(visitors::person_facts(app.env(), app.centre(), who, kToday, now()));
        return book(facts, with, from_now, length.value_or(Millis{45 * 60'000}), scheduling::Channel::portal);
    }
    // A telephone booking: two fields only.
    scheduling::Appointment called(StaffId with, Millis from_now) {
        const auto made = must(visitors::prepare_provisional(app.env(), app.centre(), PrivateText("李先生"), PrivateText("13900139000")));
        write([&](store::Tx& tx) { return visitors::insert_person(tx, made, kToday, now()); });
        visitors::PersonFacts facts;
        facts.id = made.id;
        facts.version = made.version;
        facts.kind = made.kind;
        facts.provisional = true;
        return book(facts, with, from_now, Millis{45 * 60'000}, scheduling::Channel::phone);
    }
    scheduling::Appointment stored(AppointmentId id) {
        return read([&](store::Tx& tx) { return scheduling::find(tx, id); }).value();
    }
    // Signed in as this person, by a code card.
    Browser portal_of(PersonId id) {
        const auto card = must(app.identity().prepare_code_card(app.centre(), id, now(), now() + Millis{86'400'000}));
        write([&](store::Tx& tx) { return card.write(tx); });
        const auto in = must(app.identity().sign_in_by_card(app.centre(), card.code, "test"));
        return {app.router(), to_base64url(in.cookie.view()), in.principal};
    }
    // Every text and byte column of every table; which of the words stand in one of them.
    std::set<std::string> in_plain(const std::vector<std::string>& words, std::size_t* searched = nullptr) {
        std::set<std::string> found_words;
        std::deque<std::string> statements;
        const auto schema = must(store::describe_schema(app.store()));
        for (const std::string& line : schema) {
            const auto dot = line.find('.');
            const auto blank = line.find(' ');
            const std::string table = line.substr(0, dot), column = line.substr(dot + 1, blank - dot - 1), type = line.substr(blank + 1);
            if (!type.starts_with("text") && !type.starts_with("bytes")) continue;
            if (std::ranges::none_of(schema, [&](const std::string& l) { return l.starts_with(table + ".centre_id "); })) continue;
            statements.push_back("SELECT " + column + " FROM " + table + " WHERE centre_id = ?1 LIMIT 1000");
            const auto found = read([&](store::Tx& tx) { return tx.query(store::Sql{"test.scan", statements.back()}); });
            for (std::size_t i = 0; i < found.size(); ++i) {
                if (searched != nullptr) ++*searched;
                const std::string text(type.starts_with("text") ? found.text(i, 0) : text_of(found.bytes(i, 0)));
                for (const std::string& word : words) if (text.find(word) != std::string::npos) found_words.insert(word);
            }
        }
        return found_words;
    }

   private:
    scheduling::Appointment book(const visitors::PersonFacts& facts, StaffId with, Millis from_now, Millis length, scheduling::Channel channel) {
        scheduling::BookRequest request;
        request.id = new_ordered<AppointmentId>(app.random(), now());
        request.visitor = facts.id;
        request.counsellor = with;
        request.when = {now() + from_now, now() + from_now + length};
        request.channel = channel == scheduling::Channel::portal ? scheduling::Channel::counsellor : channel;
        request.booked_by = any(with);
        request.has_override_reason = true;
        const auto zone = must(Zone::open("Asia/Shanghai"));
        return write([&](store::Tx& tx) { return scheduling::book(tx, request, facts, *zone, now()); }).appointment;
    }

   public:
    TestApp app;
    Browser desk, counsellor, colleague;
    PersonId visitor;
};

// What the hand-written table says of the actions that begin with `prefix`, against the rules.
inline std::vector<std::string> table_findings(std::span<const access::Rule> rules, std::string_view prefix) {
    access::Policy policy;
    policy.add(rules);
    const auto rows = must(access::read_access_table(xinan::testing::repository_file("tests/contract/access.csv")));
    return access::check_access_table(policy, access::rows_of(rows, prefix));
}

}  // namespace xinan::reception::testing
