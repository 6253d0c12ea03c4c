// SPDX-License-Identifier: AGPL-3.0-or-later
// A school and its counselling service as a driver: who is there, and every act they do over the API of the real program, chosen
// by a seed. Each answer is scanned for words its reader must not see and written into the journal. Tests only. Threads: one.
//
//   school_people.cpp   the people, signing in, sending
//   school_desk.cpp     bookings, the board, persons and forms, guardians
//   school_consent.cpp  texts, consents on screen, on paper and by word, withdrawals
//   school_care.cpp     sessions, records, plans, closing, archive
//   school_others.cpp   staff, outsiders, what a visitor reads of his own file, faults
//   school_day.cpp      a day
#pragma once

#include <deque>
#include <functional>

#include <boost/json.hpp>

#include "app/demo_client.hpp"
#include "tests/simulation/journal.hpp"
#include "tests/simulation/world.hpp"

namespace xinan::simulation {

namespace json = boost::json;

struct Actor {
    std::string name;                // short, for the journal
    std::string login, passphrase;   // or a code card
    std::string card;
    AnyId person{};
    access::Roles roles;
    bool is_staff = true;
    std::string cookie;
    UtcTime last_call{};
    [[nodiscard]] std::string id() const { return person.text(); }
    [[nodiscard]] bool is(access::Role role) const { return roles.has(role); }
};

struct Reply {
    int status = 0;
    std::string body, etag;
    [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
    [[nodiscard]] std::string text(std::string_view path) const { return app::text_at(body, path); }
};

// How one request differs from what a page would send.
struct With {
    std::int64_t version = -1;  // If-Match "v<n>"
    std::string key = {};       // the idempotency key; empty: a new one
    bool autosave = false;
    bool again = false;         // asks for what is so already: nothing is done, and no deed says it was
};

class School final {
   public:
    // Both outlive the school.
    School(World& world, Journal& journal);
    // People, rooms, hours, classes, first consents. Throws std::runtime_error when the school cannot open.
    void open();
    // One civil day with everything that happens in it.
    void day(LocalDate date);
    [[nodiscard]] std::uint64_t chance(std::uint64_t below) { return chance_->below(below); }
    // As the person would send it; also what the checkers' own tests use.
    Reply send(Actor& by, const std::string& method, const std::string& target, const std::string& body = {}, const With& with = {});
    [[nodiscard]] Actor& actor(const std::string& name);
    // Whether this person may see the word at this moment, from the journal alone.
    [[nodiscard]] bool may_see(const Actor& by, const std::string& action, const Planted& word) const;
    // Writes the answer into the journal: what it shows, and whether anybody should get it.
    void note_answer(Actor& by, Step step, const std::string& body);
    // Acts that could be called out of turn by a test.
    void restart();
    void restore();

   private:
    using json_object = json::object;
    [[nodiscard]] bool often(unsigned percent) { return chance(100) < percent; }
    template <class Map>
    auto* any_of(Map& map) {
        using Value = typename Map::mapped_type;
        if (map.empty()) return static_cast<Value*>(nullptr);
        return &std::next(map.begin(), static_cast<std::ptrdiff_t>(chance(map.size())))->second;
    }
    template <class Map, class F>
    auto* any_of(Map& map, F accepts) {
        std::vector<typename Map::mapped_type*> found;
        for (auto& [id, value] : map) if (accepts(value)) found.push_back(&value);
        return found.empty() ? nullptr : found[chance(found.size())];
    }
    // people
    Actor& add_actor(Actor actor);
    Actor& staff_member(const std::string& name, std::vector<std::string> roles, bool practises, access::Roles as);
    bool sign_in(Actor& by);
    Reply request(Actor& by, const std::string& method, const std::string& target, const std::string& body, const With& with);
    Reply get(Actor& by, const std::string& target) { return send(by, "GET", target); }
    Reply post(Actor& by, const std::string& target, const json_object& body, const With& with = {}) { return send(by, "POST", target, json::serialize(body), with); }
    Reply put(Actor& by, const std::string& target, const json_object& body, const With& with = {}) { return send(by, "PUT", target, json::serialize(body), with); }
    Actor& desk();
    Actor& counsellor();
    Actor& staff_by(const std::string& person_id);
    Actor* portal_of(const std::string& person_id);
    std::string word(Holds holds, const std::string& owner, const Actor& by) { return journal_.words.plant(holds, owner, by.name); }
    void account_for(const std::string& person, access::Roles roles);
    // desk
    void person_comes(bool pupil, int age);
    void book();
    void book_by_phone();
    void complete_phone(KnownAppointment& a);
    void move();
    void cancel(KnownAppointment* a = nullptr);
    void undo_cancel();
    void arrive(KnownAppointment& a);
    void undo_arrive();
    void missed(KnownAppointment& a);
    void walk_in();
    void look_around();
    void change_person();
    void form();
    void guardians();
    void code_card();
    void remember(const Reply& reply);
    void refresh(const std::string& appointment);
    UtcTime some_time();
    // consent
    void consent_of(Actor& by, const std::string& person);
    void give(Actor& by, const std::string& person, const std::string& purpose, const std::string& audience);
    void withdraw();
    void new_text();
    void read_consent();
    // care
    bool start(KnownAppointment& a);
    void unplanned();
    void end(KnownSession& s);
    void write_record(KnownSession& s);
    void sign(KnownSession& s);
    void addendum();
    void process_note(KnownSession& s);
    void read_care();
    void plan();
    void stand_down(KnownCase& c);
    void hand_over();
    void close();
    void archive();
    KnownSession& began(const Reply& reply, const std::string& visitor, const Actor& by, const std::string& appointment);
    std::int64_t version_of(Actor& by, const std::string& target);
    json_object record(const KnownSession& s, const Actor& by);
    // others
    void staff_changes();
    void rooms_and_hours();
    void outsider();
    void own_file();
    void audits();
    void house();
    void supervision();
    void with_fault(const std::function<void()>& act);
    void an_hour_back();
    // day
    void some_act();
    void settle();
    void until(LocalDate date, int minute);

    World& world_;
    Journal& journal_;
    std::unique_ptr<Random> chance_;
    std::deque<Actor> actors_;
    Actor nobody_;
    std::vector<std::string> rooms_, classes_;
    std::int64_t keys_ = 0;
    int text_versions_ = 0;
    int code_ = 0;
    bool fault_ = false;
};

}  // namespace xinan::simulation
