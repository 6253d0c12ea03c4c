// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/testing.hpp"
#include "tests/simulation/school.hpp"

namespace xinan::simulation {

namespace {
constexpr Millis kMinute{60'000};
}

void School::until(LocalDate date, int minute) {
    const auto at = world_.zone().to_utc({date, minute});  // a minute that the change of the clock skips is simply not waited for
    if (at && world_.now() < *at) world_.clock().set(*at);
}

void School::some_act() {
    const auto what = chance(100);
    if (what < 20) book();
    else if (what < 23) book_by_phone();
    else if (what < 28) move();
    else if (what < 31) cancel();
    else if (what < 32) undo_arrive();
    else if (what < 35) undo_cancel();
    else if (what < 38) walk_in();
    else if (what < 40) unplanned();
    else if (what < 49) look_around();
    else if (what < 51) change_person();
    else if (what < 55) form();
    else if (what < 56) guardians();
    else if (what < 57) code_card();
    else if (what < 58) person_comes(often(85), 6 + static_cast<int>(chance(14)));
    else if (what < 61) withdraw();
    else if (what < 64) read_consent();
    else if (what < 65) new_text();
    else if (what < 73) read_care();
    else if (what < 76) plan();
    else if (what < 78) addendum();
    else if (what < 79) hand_over();
    else if (what < 83) close();
    else if (what < 86) archive();
    else if (what < 88) staff_changes();
    else if (what < 90) rooms_and_hours();
    else if (what < 94) outsider();
    else if (what < 95) (often(50) ? house() : supervision());
    else if (what < 98) own_file();
    else audits();
}

// What was agreed takes its course: people come or do not, talks begin and end, records are written.
void School::settle() {
    std::vector<std::string> due;
    for (const auto& [id, a] : journal_.appointments) {
        if (a.starts_at <= world_.now() + 15 * kMinute && a.starts_at > world_.now() - Millis{36 * 3'600'000}) due.push_back(id);
    }
    for (const std::string& id : due) {
        KnownAppointment& a = journal_.appointments.at(id);
        const bool late = world_.now() > a.starts_at + 20 * kMinute;
        if (a.state == "held_by_phone") {
            if (late) missed(a);
            else if (often(70)) complete_phone(a);
            else arrive(a);
        }
        if (a.state == "booked") {
            if (late && often(80)) missed(a);
            else if (often(80)) arrive(a);
        } else if (a.state == "missed" && often(5)) {
            arrive(a);
        }
        const bool begun = std::ranges::any_of(journal_.sessions, [&](const auto& s) { return s.second.appointment == id; });
        if (a.state == "in_session" && !begun) (void)start(a);  // let in at the desk
        if (a.state == "arrived" && often(10)) continue;  // waits a little
        if (a.state == "arrived" && world_.now() + 10 * kMinute > a.starts_at && !start(a) && late) cancel(&a);
    }
    for (auto& [id, s] : journal_.sessions) {
        if (!s.ended && world_.now() > s.started_at + 30 * kMinute) end(s);
        if (s.is_signed || journal_.cases.at(s.case_id).closed) continue;
        if (often(25)) write_record(s);
        if (s.ended && s.note_version > 0 && often(40)) sign(s);
        if (often(8)) process_note(s);
    }
}

void School::day(LocalDate date) {
    static constexpr std::array kMinutes{465, 540, 640, 745, 775, 860, 1010, 1040, 1135, 1165, 1230, 1290};
    const bool school_day = weekday_iso(date) <= 5;
    for (const int minute : kMinutes) {
        if (!school_day && minute < 1010) continue;
        until(date, minute);
        settle();
        const auto acts = school_day ? 2 + chance(3) : chance(2);
        for (std::uint64_t i = 0; i < acts; ++i) {
            some_act();
            if (often(3)) with_fault([this] { some_act(); });
        }
        if (often(1)) an_hour_back();
        if (often(1)) restart();
    }
    if (often(8)) restore();
    if (often(20)) {  // help at night, over midnight and, in October, through an hour that comes twice
        until(date, 1435);
        unplanned();
        until(add_days(date, 1), 200);
        settle();
    }
}

}  // namespace xinan::simulation
