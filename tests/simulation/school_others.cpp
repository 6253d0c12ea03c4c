// SPDX-License-Identifier: AGPL-3.0-or-later
// Staff and their hats, outsiders who try every path, what a visitor reads of his own file, and what goes wrong below.
#include "base/testing.hpp"
#include "tests/simulation/school.hpp"

namespace xinan::simulation {

using access::Role;

void School::staff_changes() {
    Actor& by = often(70) ? actor("admin") : actor("leader");
    const Reply list = get(by, "/api/v1/staff");
    if (!list.ok()) return;
    // qiu puts on the desk's hat and takes it off again; nobody's counsellor hat is taken away while cases are open.
    Actor& qiu = actor("qiu");
    const json::value members = json::parse(list.body);
    for (const json::value& item : members.at("items").as_array()) {
        if (item.at("id").as_string() != qiu.id()) continue;
        const bool wears = qiu.is(Role::reception);
        json::array roles{"counsellor"};
        if (!wears) roles.emplace_back("reception");
        const auto version = item.at("version").to_number<std::int64_t>();
        const bool stale = version > 1 && often(15);
        const Reply reply = put(by, "/api/v1/staff/" + qiu.id(), {{"name", item.at("name")}, {"roles", roles}, {"fields", item.at("fields")}, {"practises", true}, {"active", true}},
                                {.version = version - (stale ? 1 : 0)});
        if (!reply.ok()) continue;
        qiu.roles = wears ? access::Roles{Role::counsellor} : access::Roles{Role::counsellor, Role::reception};
        world_.clock().advance(Millis{1'500});  // takes effect within a second
    }
    Actor& who = counsellor();
    const std::string path = "/api/v1/staff/" + who.id();
    switch (chance(4)) {
        case 0: (void)post(often(60) ? who : by, path + "/credentials", {{"kind", "society_register"}, {"number", "Z-" + std::to_string(chance(9'999))}, {"expires_on", to_text(add_days(world_.today(), 60))}}); break;
        case 1: (void)post(often(60) ? who : counsellor(), path + "/conflicts", {{"person", any_of(journal_.persons)->id}, {"kind", "relative"}}); break;
        case 2: (void)get(by, path + "/classes"); break;
        default: (void)post(by, path + "/classes", {{"class", classes_[chance(classes_.size())]}, {"kind", "subject"}, {"from", to_text(world_.today())}}); break;
    }
}

void School::rooms_and_hours() {
    Actor& by = often(50) ? actor("leader") : desk();
    switch (chance(4)) {
        case 0: {
            const Reply list = get(by, "/api/v1/rooms");
            if (!list.ok()) return;
            const json::value rooms = json::parse(list.body);
            const json::value& room = rooms.at("items").at(chance(2));
            const auto version = room.at("version").to_number<std::int64_t>();
            (void)put(by, "/api/v1/rooms/" + std::string(room.at("id").as_string()),
                      {{"name", room.at("name")}, {"kind", room.at("kind")}, {"place", "三楼"}, {"in_use", often(85)}}, {.version = version - (version > 1 && often(15) ? 1 : 0)});
            break;
        }
        case 1: {
            Actor& who = counsellor();
            json::array weekly;
            for (int day = 1; day <= 5; ++day) for (const char* period : {"noon", "after_school", "evening1"}) if (often(85)) weekly.push_back(json::object{{"weekday", day}, {"period", period}});
            const json::array closed{json::object{{"date", to_text(add_days(world_.today(), 3))}, {"reason_kind", "training"}}};
            (void)put(often(80) ? who : counsellor(), "/api/v1/counsellors/" + who.id() + "/availability", {{"weekly", weekly}, {"closed", closed}});
            break;
        }
        case 2: (void)get(by, "/api/v1/counsellors/" + counsellor().id() + "/availability"); break;
        default: {
            const Reply bell = get(by, "/api/v1/bell-schedule");
            if (bell.ok()) (void)send(often(70) ? actor("leader") : actor("finance"), "PUT", "/api/v1/bell-schedule", bell.body);
            break;
        }
    }
}

// Somebody who has no business here tries any path with the ids of real records.
void School::outsider() {
    static const std::vector<std::string> kOutsiders{"teacher", "leader", "finance", "admin", "auditor", "keeper", "reception"};
    Actor* by = nullptr;
    if (often(20)) by = &nobody_;
    else if (often(70)) by = &actor(kOutsiders[chance(kOutsiders.size())]);
    else for (Actor& each : actors_) if (!each.is_staff && often(30)) by = &each;
    if (by == nullptr) return;
    const auto& routes = world_.app().routes().all();
    for (int i = 0; i < 4; ++i) {
        const http::Route& route = *routes[chance(routes.size())];
        const bool own = route.path.starts_with("/api/v1/me/") || route.path.starts_with("/api/v1/session");
        if (route.path == http::kEventsPath || (own && route.method != http::Method::get)) continue;
        std::string target;
        bool known = true;
        for (std::size_t at = 0; at < route.path.size();) {
            if (route.path[at] != '{') { target.push_back(route.path[at++]); continue; }
            const auto end = route.path.find('}', at);
            const std::string name(route.path.substr(at + 1, end - at - 1));
            at = end + 1;
            const auto id_of = [&](auto& map) { const auto* found = any_of(map); return found == nullptr ? std::string() : found->id; };
            const std::string id = name == "person" ? id_of(journal_.persons) : name == "appointment" ? id_of(journal_.appointments) : name == "session" ? id_of(journal_.sessions)
                                   : name == "case" ? id_of(journal_.cases) : name == "consent" ? id_of(journal_.consents) : name == "file" ? id_of(journal_.files)
                                   : name == "staff" ? counsellor().id() : name == "room" ? rooms_[chance(rooms_.size())] : name == "guardian" ? id_of(journal_.persons)
                                   : name == "sequence" ? std::to_string(chance(500)) : name == "number" ? "1" : std::string();
            known = known && !id.empty() && !(by->person.text() == id);
            target += id;
        }
        // A real act by somebody with the right is another function's; here only reading and what must be refused.
        const access::Subject subject{world_.centre(), by->person, by->roles, by->is_staff};
        const bool may_write = route.method != http::Method::get && route.request == nullptr && world_.app().env().policy.may_try(subject, route.action);
        if (!known || may_write) continue;
        With with;
        if (route.repeat == http::Repeat::by_version) with.version = static_cast<std::int64_t>(chance(3));
        const std::string method = route.method == http::Method::get ? "GET" : route.method == http::Method::put ? "PUT" : route.method == http::Method::del ? "DELETE" : "POST";
        (void)send(*by, method, target, method == "GET" ? std::string() : R"({"unknown":1})", with);
    }
}

// A visitor reads who opened his file, takes a proof home, and signs a summary.
void School::own_file() {
    std::vector<Actor*> visitors;
    for (Actor& each : actors_) if (!each.is_staff && each.is(Role::visitor)) visitors.push_back(&each);
    Actor& by = *visitors[chance(visitors.size())];
    switch (chance(6)) {
        case 0: {
            const Reply list = get(by, "/api/v1/me/openings");
            const std::string sequence = list.ok() ? list.text("items.0.sequence") : std::string();
            if (!sequence.empty()) (void)get(by, "/api/v1/me/openings/" + sequence + "/proof");
            break;
        }
        case 1: (void)get(by, "/api/v1/me/appointments"); break;
        case 2: (void)get(by, "/api/v1/me/person"); break;
        case 3: (void)get(by, "/api/v1/me/openings/" + std::to_string(chance(800)) + "/proof"); break;
        default: {
            const Reply list = get(by, "/api/v1/me/summaries");
            const std::string session = list.ok() ? list.text("items.0.session") : std::string();
            if (session.empty()) break;
            const Reply reply = post(by, "/api/v1/me/summaries/" + session + "/sign", {{"signature", "iVBORw0KGgpJSERSc2lnbmVkIGJ5IGhhbmQ="}});
            if (reply.ok()) journal_.sessions.at(session).summary_signed = true;
            break;
        }
    }
}

void School::audits() {
    (void)get(actor("auditor"), often(50) ? "/api/v1/deeds" : "/api/v1/deeds?action=casework.record.read");
    (void)get(actor("auditor"), "/api/v1/checkpoints/newest");
    (void)get(nobody_, often(50) ? "/api/v1/public/centre" : "/api/v1/disclosure");
    if (often(30)) (void)world_.app().ledger().checkpoint_if_due(world_.centre());
    if (often(30)) {  // signs out, or locks the screen, or changes the passphrase for the same one
        Actor& by = counsellor();
        switch (chance(4)) {
            case 0: (void)send(by, "DELETE", "/api/v1/session"); by.cookie.clear(); break;
            case 1: (void)send(by, "POST", "/api/v1/session/lock", "{}"); by.cookie.clear(); break;
            case 2: (void)send(by, "PUT", "/api/v1/session/passphrase", json::serialize(json::object{{"old_passphrase", by.passphrase}, {"new_passphrase", by.passphrase}})); break;
            default: {  // a wrong passphrase
                Actor wrong = by;
                wrong.passphrase = "not the right one at all";
                (void)sign_in(wrong);
                break;
            }
        }
    }
}

// The figures of the rules, the centre's own help numbers, who may be told, what the leader counts.
void School::house() {
    Actor& leader = actor("leader");
    switch (chance(6)) {
        case 0: {
            const Reply settings = get(leader, "/api/v1/settings");
            if (!settings.ok()) break;
            const json::object body{{"key", "reception.missed_after_minutes"}, {"value", 10 + static_cast<int>(chance(8))}};
            (void)put(often(80) ? leader : actor("finance"), "/api/v1/settings", body, {.version = std::stoll(settings.text("version"))});
            break;
        }
        case 1: {
            const Reply numbers = get(leader, "/api/v1/help-numbers");
            if (!numbers.ok()) break;
            const json::array items{json::object{{"label_zh", "区热线"}, {"label_en", "District line"}, {"number", "021-1234567"}}};
            (void)put(leader, "/api/v1/help-numbers", {{"items", items}}, {.version = std::stoll(numbers.text("version"))});
            break;
        }
        case 2: {
            const KnownPerson* ward = any_of(journal_.persons, [](const auto& p) { return !p.guardian_rows.empty(); });
            if (ward == nullptr) break;
            Actor& by = desk();
            (void)post(by, "/api/v1/persons/" + ward->id + "/guardians/" + ward->guardian_rows.back() + "/attendance",
                       {{"may_learn_attendance", often(50)}, {"wish", "not_asked"}, {"override_reason", word(Holds::reason, {}, by)}});
            break;
        }
        case 3: {  // qiu forgot her passphrase
            Actor& qiu = actor("qiu");
            const Reply reset = send(actor("admin"), "POST", "/api/v1/staff/" + qiu.id() + "/passphrase-reset", "");
            if (!reset.ok()) break;
            qiu.passphrase = reset.text("passphrase");
            qiu.cookie.clear();
            break;
        }
        default:
            for (const char* path : {"/api/v1/reports/reception", "/api/v1/cases/figures", "/api/v1/cases/stranded", "/api/v1/archive-requests"}) (void)get(leader, path);
            (void)get(counsellor(), "/api/v1/me/adrift");
            (void)get(actor("auditor"), "/api/v1/ledger/consistency?from=" + std::to_string(1 + chance(90)));
            break;
    }
}

// "he" supervises one of the others for a while; what was written then opens to him, until it ends.
void School::supervision() {
    Actor& whom = often(50) ? actor("lin") : actor("qiu");
    Actor& he = actor("he");
    const std::string path = "/api/v1/staff/" + whom.id() + "/supervisors";
    auto& named = journal_.supervisors[whom.name];
    (void)get(actor("leader"), path);
    if (!named.contains(he.id())) {
        if (post(actor("leader"), path, {{"supervisor", he.id()}}).ok()) named.insert(he.id());
    } else if (often(40)) {
        if (send(actor("leader"), "POST", path + "/" + he.id() + "/end", "{}").ok()) named.erase(he.id());
    }
    (void)get(he, "/api/v1/me/supervised");
    if (const KnownSession* s = any_of(journal_.sessions, [](const auto& x) { return x.process_version > 0; })) {
        (void)get(he, "/api/v1/sessions/" + s->id + "/process-notes/" + whom.id());
    }
}

// Commits fail while the act goes on; nothing of it may be there afterwards, and nobody is told that it is.
void School::with_fault(const std::function<void()>& act) {
    fault_ = true;
    world_.fail_commits(true);
    act();
    world_.fail_commits(false);
    fault_ = false;
    for (Actor& each : actors_) if (each.cookie.empty()) each.last_call = {};
}

void School::an_hour_back() {
    const UtcTime now = world_.now();
    fault_ = true;
    world_.clock().set(now - Millis{3'600'000});
    for (int i = 0; i < 3; ++i) some_act();
    world_.clock().set(now);
    fault_ = false;
    for (Actor& each : actors_) if (each.last_call > now) each.last_call = now;
}

void School::restart() { world_.restart(); }
void School::restore() { world_.back_up_and_restore(); }

}  // namespace xinan::simulation
