// SPDX-License-Identifier: AGPL-3.0-or-later
// Bookings by every way, the board, persons and their forms, guardians, code cards.
#include "base/testing.hpp"
#include "tests/simulation/school.hpp"

namespace xinan::simulation {
namespace {

constexpr std::int64_t kMinute = 60'000;
using access::Role;
using testing::must;

std::string path_of(const KnownAppointment& a, std::string_view step = {}) {
    return "/api/v1/appointments/" + a.id + (step.empty() ? "" : "/" + std::string(step));
}
std::string board_path(const KnownAppointment& a, std::string_view step) { return "/api/v1/board/" + a.id + "/" + std::string(step); }

}  // namespace

void School::remember(const Reply& reply) {
    if (!reply.ok()) return;
    const std::string id = reply.text("id");
    KnownAppointment& a = journal_.appointments[id];
    a.id = id;
    a.version = std::stoll(reply.text("version"));
    a.state = reply.text("state");
    a.kind = reply.text("kind");
    a.counsellor = reply.text("counsellor");
    if (const std::string visitor = reply.text("visitor.id"); !visitor.empty()) a.visitor = visitor;
    a.starts_at = must(parse_iso(reply.text("starts_at")));
    a.ends_at = must(parse_iso(reply.text("ends_at")));
}

void School::refresh(const std::string& appointment) { remember(get(actor("reception"), "/api/v1/appointments/" + appointment)); }

// Some instant of the next days, often in a period that is open, sometimes at night, at the change of the clock, or over midnight.
UtcTime School::some_time() {
    for (;;) {
        const LocalDate date = add_days(world_.today(), static_cast<int>(chance(5)));
        static constexpr std::array kMinutes{750, 1020, 1140, 750, 1020, 480, 600, 150, 1410};
        const auto at = world_.zone().to_utc({date, kMinutes[chance(kMinutes.size())]});
        if (at && *at > world_.now()) return *at;
    }
}

void School::person_comes(bool pupil, int age) {
    Actor& by = desk();
    const LocalDate today = world_.today();
    // Birthdays fall through the year: some turn eight, fourteen or eighteen within the term.
    const LocalDate birthday = add_days(LocalDate{today.year() - std::chrono::years{age}, today.month(), std::chrono::day{1}}, static_cast<int>(chance(300)) - 200);
    const std::string name = journal_.words.plant_name(by.name);
    static constexpr std::array kKinds{"parent", "staff", "adult"};  // an adult of the town is outside the school's list: with a reason
    json::object body{{"kind", pupil ? "pupil" : kKinds[chance(kKinds.size())]}, {"name", name}, {"gender", often(50) ? "female" : "male"}, {"birthday", to_text(birthday)}};
    if (!pupil && often(70)) body["override_reason"] = word(Holds::reason, {}, by);
    if (pupil) body["class"] = classes_[chance(classes_.size())];
    if (pupil) body["student_number"] = "S" + std::to_string(2'026'000 + journal_.persons.size());
    const Reply made = post(by, "/api/v1/persons", body);
    if (!made.ok()) return;
    const std::string id = made.text("person.id");
    journal_.words.belongs_to(name, id);
    journal_.persons[id] = {.id = id, .name = name, .birthday = birthday, .pupil = pupil, .guardians = {}, .guardian_rows = {}};
    if (pupil && age < 14) {
        const std::string parent = journal_.words.plant_name(by.name);
        const Reply guardian = post(by, "/api/v1/persons/" + id + "/guardians",
                                    {{"name", parent}, {"phone", "139" + std::to_string(10'000'000 + journal_.words.size())}, {"birthday", "1984-05-01"},
                                     {"relation", often(50) ? "mother" : "father"}, {"from", to_text(add_days(today, -2000))}});
        if (!guardian.ok()) return;
        const std::string parent_id = guardian.text("person.id");
        journal_.words.belongs_to(parent, parent_id);
        journal_.persons[parent_id] = {.id = parent_id, .name = parent, .birthday = LocalDate{std::chrono::year{1984}, std::chrono::May, std::chrono::day{1}}, .pupil = false,
                                       .guardians = {}, .guardian_rows = {}};
        journal_.persons[id].guardians.push_back(parent_id);
        journal_.persons[id].guardian_rows.push_back(guardian.text("id"));
    }
    if (often(60)) consent_of(by, id);
}

void School::book() {
    const KnownPerson* who = any_of(journal_.persons);
    if (who == nullptr) return;
    Actor* own = portal_of(who->id);
    const bool portal = own != nullptr && own->is(Role::visitor) && often(70);
    Actor& by = portal ? *own : often(50) ? desk() : counsellor();
    Actor& with = counsellor();
    UtcTime at = some_time();
    if (portal && often(80)) {  // from the list of free times
        const Reply free = get(by, "/api/v1/free-times?from=" + to_text(world_.today()) + "&days=5");
        const std::string first = free.text("items." + std::to_string(chance(6)) + ".starts_at");
        if (first.empty()) return;
        at = must(parse_iso(first));
    }
    json::object body{{"counsellor", with.id()}, {"starts_at", to_iso(at)}, {"ends_at", to_iso(at + Millis{(often(90) ? 50 : 200) * kMinute})}};
    if (!portal) body["visitor"] = who->id;
    if (!portal) body["channel"] = often(50) ? "on_site" : "counsellor";
    if (!portal && often(75)) body["override_reason"] = word(Holds::reason, {}, by);
    remember(post(by, "/api/v1/appointments", body));
}

void School::book_by_phone() {
    Actor& by = desk();
    const std::string name = journal_.words.plant_name(by.name);
    const UtcTime at = some_time();
    remember(post(by, "/api/v1/appointments/phone", {{"caller_name", name}, {"callback", "138" + std::to_string(20'000'000 + journal_.words.size())}, {"counsellor", counsellor().id()},
                                                     {"starts_at", to_iso(at)}, {"ends_at", to_iso(at + Millis{50 * kMinute})}, {"override_reason", word(Holds::reason, {}, by)}}));
}

void School::complete_phone(KnownAppointment& a) {
    const KnownPerson* who = any_of(journal_.persons);
    Actor& by = actor("reception");
    remember(send(by, "POST", path_of(a, "complete-phone"), json::serialize(json::object{{"visitor", who->id}, {"override_reason", word(Holds::reason, {}, by)}}), {.version = a.version}));
}

void School::move() {
    KnownAppointment* a = any_of(journal_.appointments, [&](const auto& x) { return (x.state == "booked" || x.state == "held_by_phone") && x.starts_at > world_.now(); });
    if (a == nullptr) return;
    Actor* own = portal_of(a->visitor);
    Actor& by = own != nullptr && own->is(Role::visitor) && often(60) ? *own : desk();
    const UtcTime at = some_time();
    json::object body{{"starts_at", to_iso(at)}, {"ends_at", to_iso(at + Millis{45 * kMinute})}};
    if (by.is_staff && often(40)) body["counsellor"] = counsellor().id();
    if (by.is_staff && often(80)) body["override_reason"] = word(Holds::reason, {}, by);
    const bool stale = a->version > 1 && often(15);  // an old page
    const Reply reply = send(by, "POST", path_of(*a, "move"), json::serialize(body), {.version = a->version - (stale ? 1 : 0)});
    if (stale && reply.ok()) journal_.surprises.push_back(told(journal_.steps.back()) + ": moved from an old page");
    remember(reply);
}

void School::cancel(KnownAppointment* a) {
    if (a == nullptr) a = any_of(journal_.appointments, [&](const auto& x) { return (x.state == "booked" || x.state == "held_by_phone") && x.starts_at > world_.now(); });
    if (a == nullptr) return;
    Actor* own = portal_of(a->visitor);
    Actor& by = own != nullptr && own->is(Role::visitor) && often(60) ? *own : desk();
    remember(send(by, "POST", path_of(*a, "cancel"), R"({"reason":")" + std::string(by.is_staff ? "ill" : "visitor") + "\"}", {.version = a->version}));
}

void School::undo_cancel() {
    KnownAppointment* a = any_of(journal_.appointments, [&](const auto& x) { return x.state == "cancelled" && x.starts_at > world_.now(); });
    if (a == nullptr) return;
    remember(send(desk(), "POST", path_of(*a, "undo-cancel"), "{}", {.version = a->version}));
}

void School::arrive(KnownAppointment& a) {
    Actor& by = often(70) ? actor("reception") : often(70) ? staff_by(a.counsellor) : counsellor();
    json::object body{{"identity", often(80) ? "known_to_staff" : often(50) ? "pupil_card" : "none"}};
    if (often(30)) body["override_reason"] = word(Holds::reason, {}, by);
    remember(send(by, "POST", board_path(a, "arrive"), json::serialize(body), {.version = a.version}));
}

void School::undo_arrive() {
    KnownAppointment* a = any_of(journal_.appointments, [&](const auto& x) { return x.state == "arrived"; });
    if (a == nullptr) return;
    remember(send(actor("reception"), "POST", board_path(*a, "undo-arrive"), "{}", {.version = a->version}));
}

void School::missed(KnownAppointment& a) { remember(send(actor("reception"), "POST", board_path(a, "missed"), "{}", {.version = a.version})); }

void School::walk_in() {
    Actor& by = desk();
    json::object body{{"counsellor", counsellor().id()}, {"kind", often(60) ? "ordinary" : often(50) ? "first_talk" : "emergency"}};
    if (often(60)) {
        body["visitor"] = any_of(journal_.persons)->id;
    } else {
        body["name"] = journal_.words.plant_name(by.name);
        body["callback"] = "137" + std::to_string(30'000'000 + journal_.words.size());
    }
    if (often(80)) body["identity"] = "known_to_staff";
    if (often(80)) body["override_reason"] = word(Holds::reason, {}, by);
    remember(post(by, "/api/v1/board/walk-ins", body));
}

void School::look_around() {
    Actor& by = desk();
    const std::string from = to_text(world_.today());
    const KnownPerson* who = any_of(journal_.persons);
    switch (chance(11)) {
        case 0: (void)get(by, "/api/v1/calendar?from=" + from + "&days=7"); break;
        case 1: (void)get(counsellor(), "/api/v1/calendar?from=" + from + "&days=14"); break;
        case 2: (void)get(by, "/api/v1/free-times?from=" + from + "&days=7"); break;
        case 3: (void)send(by, "POST", "/api/v1/persons/search", json::serialize(json::object{{"text", who->name}})); break;
        case 4: (void)get(by, "/api/v1/persons/" + who->id); break;
        case 5: (void)get(by, "/api/v1/persons/" + who->id + "/guardians"); break;
        case 6: (void)get(by, "/api/v1/counsellors"); break;
        case 7: (void)get(by, "/api/v1/rooms"); break;
        case 8: if (auto* a = any_of(journal_.appointments)) (void)get(by, path_of(*a, "slip")); break;
        case 9: (void)get(by, often(50) ? "/api/v1/classes" : "/api/v1/bell-schedule"); break;
        default: (void)get(by, "/api/v1/board"); break;
    }
}

void School::change_person() {
    KnownPerson* who = any_of(journal_.persons, [](const auto& p) { return p.pupil; });
    Actor& by = desk();
    const Reply now = get(by, "/api/v1/persons/" + who->id);
    if (!now.ok()) return;
    const std::int64_t version = std::stoll(now.text("version"));
    const bool stale = version > 1 && often(20);
    (void)put(by, "/api/v1/persons/" + who->id,
              {{"kind", "pupil"}, {"name", who->name}, {"birthday", to_text(*who->birthday)}, {"class", classes_[chance(classes_.size())]}, {"student_number", "S" + std::to_string(chance(9'000'000))},
               {"phone", "136" + std::to_string(40'000'000 + chance(9'000'000))}, {"override_reason", word(Holds::reason, {}, by)}},
              {.version = version - (stale ? 1 : 0)});
}

void School::form() {
    KnownPerson* who = any_of(journal_.persons, [](const auto& p) { return p.pupil; });
    Actor* own = portal_of(who->id);
    Actor& by = own != nullptr && own->is(Role::visitor) && often(60) ? *own : often(50) ? desk() : counsellor();
    const std::string path = "/api/v1/persons/" + who->id + "/basic-form";
    const Reply now = get(by, path);
    if (!now.ok()) return;
    const std::string source = by.is_staff ? "staff" : "self";
    json::array fields{json::object{{"key", "lives_with"}, {"value", "爷爷奶奶"}, {"source", source}}};
    const bool mine = std::ranges::any_of(journal_.cases, [&](const auto& c) { return c.second.visitor == who->id && c.second.counsellor == by.id(); });
    if (!by.is_staff || mine || often(5)) fields.push_back(json::object{{"key", "main_concern"}, {"value", word(Holds::form, who->id, by)}, {"source", source}});
    (void)put(by, path, {{"fields", fields}}, {.version = std::stoll(now.text("version"))});
}

void School::guardians() {
    KnownPerson* ward = any_of(journal_.persons, [](const auto& p) { return p.pupil && !p.guardian_rows.empty(); });
    if (ward == nullptr) return;
    Actor& by = desk();
    const std::string path = "/api/v1/persons/" + ward->id + "/guardians";
    const std::string parent = ward->guardians.back();
    const Reply ended = send(by, "DELETE", path + "/" + ward->guardian_rows.back());
    if (!ended.ok()) return;
    // The custody changed back: the same person, a new relation.
    const Reply again = post(by, path, {{"guardian", parent}, {"relation", "mother"}, {"from", to_text(world_.today())}, {"override_reason", word(Holds::reason, {}, by)}});
    ward->guardian_rows.pop_back();
    ward->guardians.pop_back();
    if (!again.ok()) return;
    ward->guardian_rows.push_back(again.text("id"));
    ward->guardians.push_back(parent);
}

void School::code_card() {
    const KnownPerson* who = any_of(journal_.persons, [&](const auto& p) {
        const Actor* own = portal_of(p.id);
        return p.pupil && (own == nullptr || !own->card.empty());
    });
    if (who == nullptr) return;
    Actor* known = portal_of(who->id);
    const std::string path = "/api/v1/persons/" + who->id + "/code-card";
    const Reply made = send(desk(), "POST", path, "");
    if (!made.ok()) return;
    if (known == nullptr) {
        known = &add_actor({.name = "card" + std::to_string(++code_), .login = {}, .passphrase = {}, .card = {}, .person = must(parse_id<AnyId>(who->id)), .roles = {Role::visitor},
                            .is_staff = false, .cookie = {}, .last_call = {}});
    }
    known->card = made.text("code");
    known->cookie.clear();
    if (!often(10)) return;
    (void)send(desk(), "DELETE", path);  // lost at once, and a new one
    const Reply next = send(desk(), "POST", path, "");
    if (next.ok()) known->card = next.text("code");
}

}  // namespace xinan::simulation
