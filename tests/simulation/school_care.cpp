// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens in the room and what is written about it: sessions, records from two tabs, plans, hand-overs, closing, the archive.
#include "base/testing.hpp"
#include "tests/simulation/school.hpp"

namespace xinan::simulation {
namespace {

using access::Role;

std::string session_path(const KnownSession& s, std::string_view rest) { return "/api/v1/sessions/" + s.id + "/" + std::string(rest); }
std::string case_path(const std::string& id, std::string_view rest = {}) { return "/api/v1/cases/" + id + (rest.empty() ? "" : "/" + std::string(rest)); }
std::int64_t number_of(const std::string& etag) { return etag.size() > 1 ? std::stoll(etag.substr(1)) : -1; }

}  // namespace

KnownSession& School::began(const Reply& reply, const std::string& visitor, const Actor& by, const std::string& appointment) {
    const std::string id = reply.text("session.id"), case_id = reply.text("case");
    journal_.sessions[id] = {.id = id, .case_id = case_id, .appointment = appointment, .visitor = visitor, .counsellor = by.id(), .started_at = world_.now()};
    KnownCase& c = journal_.cases[case_id];
    if (c.id.empty()) c = {case_id, visitor, by.id(), false};
    return journal_.sessions[id];
}

// False: it did not begin.
bool School::start(KnownAppointment& a) {
    Actor& by = often(95) ? staff_by(a.counsellor) : counsellor();
    json::object body{{"appointment", a.id}};
    if (a.kind == "first_talk" || a.kind == "emergency") body["reason"] = word(Holds::reason, {}, by);
    Reply reply = post(by, "/api/v1/sessions", body);
    if (reply.status == 409 && reply.text("code") == "consent.not_in_force" && often(60) && journal_.persons.contains(a.visitor)) {
        consent_of(by, a.visitor);
        reply = post(by, "/api/v1/sessions", body);
    }
    if (!reply.ok()) return false;
    (void)began(reply, a.visitor, by, a.id);
    refresh(a.id);
    return true;
}

void School::unplanned() {
    Actor& by = counsellor();
    const KnownPerson* who = any_of(journal_.persons, [](const auto& p) { return p.pupil; });
    json::object body{{"kind", often(50) ? "emergency" : "first_talk"}, {"reason", word(Holds::reason, {}, by)}};
    const bool unnamed = often(10);
    if (!unnamed) body["visitor"] = who->id;
    const Reply reply = post(by, "/api/v1/sessions/unplanned", body);
    if (!reply.ok()) return;
    KnownSession& s = began(reply, unnamed ? std::string() : who->id, by, reply.text("session.appointment"));
    refresh(s.appointment);
    if (unnamed) {
        s.visitor = journal_.appointments.at(s.appointment).visitor;
        journal_.cases.at(s.case_id).visitor = s.visitor;
    }
}

void School::end(KnownSession& s) {
    if (!post(staff_by(s.counsellor), session_path(s, "end"), {}).ok()) return;
    s.ended = true;
    refresh(s.appointment);
}

json::object School::record(const KnownSession& s, const Actor& by) {
    json::object body;
    for (const char* field : {"background", "request", "theme", "intervention", "plan"}) body[field] = word(Holds::record, s.case_id, by);
    body["method"] = "listening";
    body["shared_summary"] = often(60) ? word(Holds::summary, s.case_id, by) : "";
    body["risk"] = often(85) ? (often(50) ? "low" : "none") : often(50) ? "medium" : "high";
    if (often(8)) body["theme"] = "";  // cannot be signed so
    return body;
}

// Two tabs: the second saves on what it saw before.
void School::write_record(KnownSession& s) {
    Actor& by = staff_by(s.counsellor);
    const json::object body = record(s, by);
    const bool stale = s.note_version > 0 && often(20);
    With with{.version = s.note_version - (stale ? 1 : 0)};
    json::object sent = body;
    if (often(50)) sent["keep_version"] = true;
    with.autosave = with.version > 0 && !sent.contains("keep_version");
    const Reply reply = put(by, session_path(s, "record"), sent, with);
    if (stale && reply.ok()) journal_.surprises.push_back(told(journal_.steps.back()) + ": an old tab overwrote a newer text");
    if (!reply.ok()) return;
    s.note_version = number_of(reply.etag);
    s.has_summary = !body.at("shared_summary").as_string().empty();
}

void School::sign(KnownSession& s) {
    Actor& by = staff_by(s.counsellor);
    const bool stale = s.note_version > 1 && often(10);
    const Reply reply = send(by, "POST", session_path(s, "record/sign"), "{}", {.version = s.note_version - (stale ? 1 : 0)});
    if (!reply.ok()) return;
    s.note_version = number_of(reply.etag);
    s.is_signed = true;
    if (often(30)) {  // it is signed: no save may change it
        const Reply late = put(by, session_path(s, "record"), record(s, by), {.version = s.note_version});
        if (late.ok()) journal_.surprises.push_back(told(journal_.steps.back()) + ": a signed record was changed");
    }
}

void School::addendum() {
    KnownSession* s = any_of(journal_.sessions, [](const auto& x) { return x.note_version > 0 && (x.is_signed || x.ended); });
    if (s == nullptr) return;
    Actor& by = staff_by(journal_.cases.at(s->case_id).counsellor);
    (void)post(by, session_path(*s, "record/addenda"), {{"text", word(Holds::record, s->case_id, by)}});
}

void School::process_note(KnownSession& s) {
    Actor& by = staff_by(s.counsellor);
    const bool stale = s.process_version > 0 && often(20);
    With with{.version = s.process_version - (stale ? 1 : 0)};
    with.autosave = with.version > 0;
    const Reply reply = put(by, session_path(s, "process-note"), {{"text", word(Holds::process, s.case_id, by)}}, with);
    if (stale && reply.ok()) journal_.surprises.push_back(told(journal_.steps.back()) + ": an old tab overwrote a process note");
    if (reply.ok()) s.process_version = number_of(reply.etag);
}

void School::read_care() {
    KnownSession* s = any_of(journal_.sessions);
    if (s == nullptr) return;
    const KnownCase& c = journal_.cases.at(s->case_id);
    Actor& by = often(80) ? staff_by(c.counsellor) : counsellor();
    switch (chance(8)) {
        case 0: (void)get(by, "/api/v1/cases"); break;
        case 1: (void)get(by, case_path(c.id)); break;
        case 2: (void)get(by, session_path(*s, "record")); break;
        case 3: (void)get(by, session_path(*s, "record/versions")); break;
        case 4: (void)get(by, session_path(*s, "record/versions/1")); break;
        case 5: (void)get(by, session_path(*s, "process-note")); break;
        case 6: (void)get(by, "/api/v1/me/unwritten"); break;
        default: (void)get(by, "/api/v1/cases?state=active"); break;
    }
}

std::int64_t School::version_of(Actor& by, const std::string& target) {
    const Reply reply = get(by, target);
    return reply.ok() ? number_of(reply.etag) : -1;
}

void School::plan() {
    KnownCase* c = any_of(journal_.cases, [](const auto& x) { return !x.closed || x.id < "2"; });
    if (c == nullptr) return;
    Actor& by = staff_by(c->counsellor);
    const std::int64_t version = version_of(by, case_path(c->id));
    if (version < 0) return;
    const json::array goals{json::object{{"text", word(Holds::record, c->id, by)}, {"indicator", word(Holds::record, c->id, by)}, {"state", often(60) ? "open" : "reached"}}};
    (void)put(by, case_path(c->id, "plan"), {{"goals", goals}, {"risk", often(80) ? "low" : "high"}, {"next_contact", to_text(add_days(world_.today(), 7))},
                                              {"reason", word(Holds::record, c->id, by)}},
              {.version = version - (often(10) && version > 1 ? 1 : 0)});
}

void School::stand_down(KnownCase& c) {
    Actor& by = staff_by(c.counsellor);
    (void)post(by, case_path(c.id, "stand-down"), {{"reason", word(Holds::record, c.id, by)}});
}

void School::hand_over() {
    KnownCase* c = any_of(journal_.cases, [](const auto& x) { return !x.closed; });
    if (c == nullptr) return;
    Actor& by = staff_by(c->counsellor);
    Actor& to = counsellor();
    const Reply reply = post(by, case_path(c->id, "hand-over"), {{"to", to.id()}, {"reason", word(Holds::record, c->id, by)}, {"visitor_agrees", true}});
    if (!reply.ok()) return;
    c->counsellor = to.id();
    // What was open goes along: its records are the new counsellor's to finish, its appointments too.
    for (auto& [id, s] : journal_.sessions) if (s.case_id == c->id) s.counsellor = to.id(), s.process_version = 0;
    for (auto& [id, a] : journal_.appointments) if (a.visitor == c->visitor && (a.state == "booked" || a.state == "arrived")) refresh(id);
}

void School::close() {
    KnownCase* c = any_of(journal_.cases, [](const auto& x) { return !x.closed; });
    if (c == nullptr) return;
    Actor& by = staff_by(c->counsellor);
    std::int64_t version = version_of(by, case_path(c->id));
    if (version < 0) return;
    json::object body{{"summary", word(Holds::archived, c->id, by)}, {"outcome", "achieved"}, {"reason", "goal_met"}, {"aftercare", "one_month"}, {"aftercare_note", word(Holds::archived, c->id, by)}};
    if (often(80)) body["override_reason"] = word(Holds::reason, c->id, by);
    Reply reply = send(by, "POST", case_path(c->id, "close"), json::serialize(body), {.version = version});
    if (reply.text("code") == "casework.high_risk" && often(70)) {
        stand_down(*c);
        version = version_of(by, case_path(c->id));
        reply = send(by, "POST", case_path(c->id, "close"), json::serialize(body), {.version = version});
    }
    if (reply.ok()) c->closed = true;
}

void School::archive() {
    const auto closed = any_of(journal_.cases, [](const auto& x) { return x.closed; });
    Actor& keeper = actor("keeper");
    const Reply list = get(often(60) ? keeper : counsellor(), "/api/v1/archive-files");
    if (!list.ok() || closed == nullptr) return;
    // The catalogue names no case; the case's own counsellor finds his file in his list.
    const Reply own = get(staff_by(closed->counsellor), "/api/v1/archive-files");
    const Reply shown = get(staff_by(closed->counsellor), case_path(closed->id));
    if (!own.ok() || !shown.ok()) return;
    const json::value items = json::parse(own.body);
    for (const json::value& item : items.at("items").as_array()) {
        if (item.at("case_code").as_string() != shown.text("code")) continue;
        KnownFile& file = journal_.files[std::string(item.at("id").as_string())];
        file.id = item.at("id").as_string();
        file.case_id = closed->id;
    }
    KnownFile* file = any_of(journal_.files);
    if (file == nullptr) return;
    const std::string path = "/api/v1/archive-files/" + file->id;
    Actor& reader = std::array{&keeper, &actor("he"), &counsellor(), &staff_by(journal_.cases.at(file->case_id).counsellor)}[chance(4)][0];
    switch (chance(5)) {
        case 0: {
            Actor& to = often(50) ? actor("he") : keeper;
            const Reply grant = post(actor("leader"), path + "/grants", {{"to", to.id()}, {"purpose", "supervision"}, {"days", 3}});
            if (grant.ok()) file->grants[to.id()] = testing::must(parse_iso(grant.text("until")));
            break;
        }
        case 1:
            if (post(often(50) ? actor("leader") : reader, path + "/custody", {{"to", keeper.id()}}).ok()) file->custodians.insert(keeper.id());
            break;
        case 2: (void)get(reader, path); break;
        default: (void)get(reader, path + "/content"); break;
    }
}

}  // namespace xinan::simulation
