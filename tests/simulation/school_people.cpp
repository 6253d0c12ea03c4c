// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/testing.hpp"
#include "tests/simulation/school.hpp"

namespace xinan::simulation {
namespace {

using access::Role;

constexpr Millis kIdle{12 * 60'000};       // a page asks again before the server's fifteen minutes
constexpr Millis kKioskIdle{60'000};
constexpr const char* kPassphrase = "nine slow barges at dusk";

// Routes that open sealed content of a case or a person. Everything else never shows any.
bool opens_content(const std::string& action) {
    static const std::set<std::string> kOpen{"casework.case.read",     "casework.record.read",   "casework.record.write", "casework.record.sign",
                                             "casework.record.addend", "casework.process.read",  "casework.process.write", "casework.process.supervise", "casework.plan.write",
                                             "casework.case.stand_down", "casework.case.hand_over", "casework.case.close", "casework.summary.list",
                                             "casework.summary.sign",  "archive.content.read",   "visitors.form.read",    "visitors.form.write",
                                             "consent.agreement.read"};
    return kOpen.contains(action);
}

}  // namespace

School::School(World& world, Journal& journal) : world_(world), journal_(journal), chance_(seeded_random(world.options().seed)) {
    nobody_.name = "nobody";
    nobody_.is_staff = false;
}

Actor& School::actor(const std::string& name) {
    for (Actor& each : actors_) if (each.name == name) return each;
    throw std::runtime_error("nobody is called " + name);
}

Actor& School::add_actor(Actor added) {
    actors_.push_back(std::move(added));
    return actors_.back();
}

Actor& School::desk() { return often(70) ? actor("reception") : actor("lin"); }
Actor& School::counsellor() {
    for (;;) {
        Actor& one = actor(std::vector<std::string>{"lin", "he", "qiu"}[chance(3)]);
        if (one.is(Role::counsellor)) return one;
    }
}
Actor& School::staff_by(const std::string& person_id) {
    for (Actor& each : actors_) if (each.is_staff && each.id() == person_id) return each;
    throw std::runtime_error("no such member of staff");
}
Actor* School::portal_of(const std::string& person_id) {
    for (Actor& each : actors_) if (!each.is_staff && each.id() == person_id) return &each;
    return nullptr;
}

bool School::may_see(const Actor& by, const std::string& action, const Planted& word) const {
    if (word.holds == Holds::name) {
        if (word.owner == by.id() || by.is(Role::reception) || by.is(Role::counsellor)) return true;
        const auto owner = journal_.persons.find(word.owner);  // a ward's own guardian
        return owner != journal_.persons.end() && std::ranges::find(owner->second.guardians, by.id()) != owner->second.guardians.end();
    }
    if (!opens_content(action)) return false;
    if (word.holds == Holds::form) {
        if (word.owner == by.id()) return true;
        return std::ranges::any_of(journal_.cases, [&](const auto& c) { return c.second.visitor == word.owner && c.second.counsellor == by.id(); });
    }
    const auto found = journal_.cases.find(word.owner);
    if (found == journal_.cases.end()) return by.name == word.author;
    const KnownCase& c = found->second;
    if (word.holds == Holds::process) {
        const auto named = journal_.supervisors.find(word.author);
        if (action == "casework.process.supervise") return named != journal_.supervisors.end() && named->second.contains(by.id());
        return by.name == word.author && c.counsellor == by.id();
    }
    if (c.counsellor == by.id() && by.is(Role::counsellor)) return true;
    if (word.holds == Holds::summary && c.visitor == by.id()) return true;
    if (word.holds == Holds::reason) return false;
    for (const auto& [id, file] : journal_.files) {
        if (file.case_id != word.owner || action != "archive.content.read") continue;
        if (file.custodians.contains(by.id())) return true;
        const auto grant = file.grants.find(by.id());
        if (grant != file.grants.end() && world_.now() < grant->second) return true;
    }
    return false;
}

void School::note_answer(Actor& by, Step step, const std::string& body) {
    step.number = journal_.steps.size() + 1;
    for (const Planted* word : journal_.words.in(body)) {
        if (!may_see(by, step.action, *word)) {
            journal_.leaks.push_back(told(step) + ": shows " + word->word + " (" + std::to_string(static_cast<int>(word->holds)) + ") of " + word->author);
        }
    }
    static const std::set<int> kKnown{200, 201, 204, 401, 403, 404, 409, 412, 422, 429};
    if (!kKnown.contains(step.status) && !(step.fault && step.status == 503)) journal_.surprises.push_back(told(step) + ": " + body);
    // Whose roles do not have the action at all gets 403, whatever is asked for.
    if (!step.action.empty() && !by.cookie.empty() && step.status != 401 && step.status != 429 && !step.fault) {
        const access::Subject subject{world_.centre(), by.person, by.roles, by.is_staff};
        const bool may_try = world_.app().env().policy.may_try(subject, step.action);
        const bool open = step.path.starts_with("/api/v1/session") || step.path == "/api/v1/disclosure" || step.path == "/api/v1/public/centre";
        if (!open && may_try == (step.code == "http.forbidden")) journal_.surprises.push_back(told(step) + ": the policy says otherwise");
    }
    journal_.steps.push_back(std::move(step));
}

Reply School::request(Actor& by, const std::string& method, const std::string& target, const std::string& body, const With& with) {
    if (!fault_) world_.clock().advance(Millis{1'500 + static_cast<std::int64_t>(chance(2'000))});
    by.last_call = world_.now();
    http::Request sent;
    sent.method = method;
    sent.target = target;
    sent.body = body;
    sent.address = "192.0.2." + std::to_string(by.is_staff ? 10 : 20);
    sent.headers = {{"host", "127.0.0.1"}, {"x-xinan", "1"}, {"content-type", "application/json"}, {"accept-language", "zh"}};
    if (!by.cookie.empty()) sent.headers.emplace_back("cookie", by.cookie);
    if (with.version >= 0) sent.headers.emplace_back("if-match", "\"v" + std::to_string(with.version) + "\"");
    else if (method != "GET") sent.headers.emplace_back("idempotency-key", with.key.empty() ? "the-key-number-" + std::to_string(++keys_) : with.key);
    const http::Plan plan = world_.router().plan(method, target);
    Step step{.at = world_.now(), .who = by.name, .person = by.person, .method = method, .target = target, .autosave = with.autosave, .repeat = !with.key.empty() || with.again,
              .fault = fault_};
    if (plan.route != nullptr) {
        step.path = plan.route->path;
        step.action = plan.route->action;
    }
    const http::Response got = plan.kind == http::Plan::Kind::refused ? world_.router().refuse(plan.refusal, sent) : world_.router().answer(plan, sent);
    Reply reply{got.status, got.fixed_body.empty() ? got.body : std::string(text_of(got.fixed_body)), {}};
    for (const auto& [name, value] : got.headers) {
        if (name == "Set-Cookie") by.cookie = value.substr(0, value.find(';'));
        if (name == "ETag" && value.size() > 2) reply.etag = value.substr(1, value.size() - 2);
        if (name == "X-Request-Id") {
            const auto id = testing::must(parse_id<AnyId>(value));
            step.request = id.bytes;
        }
    }
    step.status = reply.status;
    // Nobody was shown: an empty list, a note that stayed closed, or a calendar in which only times are taken.
    step.empty = reply.body.find("\"items\":[]") != std::string::npos || reply.body.find("\"opened\":false") != std::string::npos ||
                 (step.action == "scheduling.calendar.read" && reply.body.find("\"visitor\":{") == std::string::npos);
    if (!reply.ok()) step.code = reply.text("code");
    note_answer(by, step, reply.body);
    return reply;
}

bool School::sign_in(Actor& by) {
    by.cookie.clear();
    const Reply reply = by.card.empty()
                            ? request(by, "POST", "/api/v1/session", json::serialize(json::object{{"login", by.login}, {"passphrase", by.passphrase}}), {})
                            : request(by, "POST", "/api/v1/session/card", json::serialize(json::object{{"code", by.card}}), {});
    if (!reply.ok()) by.cookie.clear();
    return reply.ok();
}

Reply School::send(Actor& by, const std::string& method, const std::string& target, const std::string& body, const With& with) {
    if (by.name != "nobody" && (by.cookie.empty() || world_.now() - by.last_call > (by.card.empty() ? kIdle : kKioskIdle)) && !sign_in(by)) return {401, {}, {}};
    Reply reply = request(by, method, target, body, with);
    if (reply.status == 401 && by.name != "nobody" && !fault_) {  // locked or ended meanwhile
        if (!sign_in(by)) return reply;
        reply = request(by, method, target, body, with);
    }
    // A page that got no answer asks again with the same key, and gets the same thing.
    // (What is shown once, a code card or a new passphrase, has no body and is not asked for again.)
    if (method == "POST" && reply.status == 201 && with.version < 0 && with.key.empty() && !body.empty() && often(4)) {
        With again = with;
        again.key = "the-key-number-" + std::to_string(keys_);
        const Reply second = request(by, method, target, body, again);
        if (second.status != reply.status || second.text("id") != reply.text("id")) journal_.surprises.push_back(told(journal_.steps.back()) + ": a repeat is answered otherwise");
    }
    return reply;
}

Actor& School::staff_member(const std::string& name, std::vector<std::string> roles, bool practises, access::Roles as) {
    json::array hats;
    for (const auto& role : roles) hats.emplace_back(role);
    json::object body{{"name", "员工" + name}, {"login", name}, {"roles", hats}, {"fields", practises ? json::array{"emotion", "crisis"} : json::array{}},
                      {"practises", practises}, {"passphrase", kPassphrase}};
    const Reply made = post(actor("admin"), "/api/v1/staff", body);
    if (made.status != 201) throw std::runtime_error("no account for " + name + ": " + made.body);
    return add_actor({.name = name, .login = name, .passphrase = kPassphrase, .card = {}, .person = testing::must(parse_id<AnyId>(made.text("id"))), .roles = as,
                      .is_staff = true, .cookie = {}, .last_call = {}});
}

// Visitors' and guardians' own accounts are made by hand: no route makes them yet.
void School::account_for(const std::string& person, access::Roles roles) {
    const std::string login = "portal" + std::to_string(++code_);
    const auto id = testing::must(parse_id<AnyId>(person));
    const auto made = testing::must(world_.identity().prepare_account(world_.centre(), id, false, roles, login, SecretBytes(view_of(std::string_view(kPassphrase))), world_.now()));
    testing::must(world_.app().store().write(world_.centre(), [&](store::Tx& tx) { return made.write(tx); }));
    add_actor({.name = login, .login = login, .passphrase = kPassphrase, .card = {}, .person = id, .roles = roles, .is_staff = false, .cookie = {}, .last_call = {}});
}

void School::open() {
    using enum Role;
    add_actor({.name = "admin", .login = "admin", .passphrase = World::kAdminPassphrase, .card = {}, .person = {}, .roles = {system_admin}, .is_staff = true,
               .cookie = {}, .last_call = {}});
    const Reply me = get(actor("admin"), "/api/v1/session");
    actor("admin").person = testing::must(parse_id<AnyId>(me.text("person")));
    staff_member("lin", {"counsellor", "reception"}, true, {counsellor, reception});
    staff_member("he", {"counsellor", "supervisor"}, true, {counsellor, supervisor});
    staff_member("qiu", {"counsellor"}, true, {counsellor});
    staff_member("reception", {"reception"}, false, {reception});
    staff_member("keeper", {"archive_keeper"}, false, {archive_keeper});
    staff_member("leader", {"leader"}, false, {leader});
    staff_member("teacher", {"class_teacher"}, false, {class_teacher});
    staff_member("finance", {"finance"}, false, {finance});
    staff_member("auditor", {"auditor"}, false, {auditor});
    for (const char* name : {"心语室", "听雨室"}) {
        rooms_.push_back(post(actor("admin"), "/api/v1/rooms", {{"name", name}, {"kind", "counselling"}, {"place", "三楼"}, {"in_use", true}}).text("id"));
    }
    const int year = static_cast<int>(world_.today().year());
    for (int i = 0; i < 3; ++i) {
        classes_.push_back(post(actor("admin"), "/api/v1/classes", {{"entry_year", year - i}, {"number", 1}, {"stage", "junior"}}).text("id"));
    }
    (void)post(actor("admin"), "/api/v1/staff/" + actor("teacher").id() + "/classes", {{"class", classes_[0]}, {"kind", "head"}, {"from", to_text(add_days(world_.today(), -30))}});
    (void)post(actor("admin"), "/api/v1/staff/" + actor("he").id() + "/classes", {{"class", classes_[1]}, {"kind", "head"}, {"from", to_text(add_days(world_.today(), -30))}});
    int lasts = 20;  // two credentials end within the term
    for (const char* name : {"lin", "he", "qiu"}) {
        const std::string path = "/api/v1/staff/" + actor(name).id();
        (void)post(actor(name), path + "/credentials", {{"kind", "provincial_certificate"}, {"number", "XL-" + std::to_string(lasts)}, {"expires_on", to_text(add_days(world_.today(), lasts))}});
        lasts += 40;
        json::array weekly;
        for (int day = 1; day <= 5; ++day) for (const char* period : {"noon", "after_school", "evening1"}) weekly.push_back(json::object{{"weekday", day}, {"period", period}});
        (void)put(actor(name), "/api/v1/counsellors/" + actor(name).id() + "/availability", {{"weekly", weekly}, {"closed", json::array{}}});
    }
    for (int i = 0; i < 18; ++i) person_comes(i % 6 != 5, i % 6 == 5 ? 30 + i : 6 + i % 12);
    int accounts = 0;
    std::vector<std::pair<std::string, access::Roles>> wanted;
    for (const auto& [id, p] : journal_.persons) {
        if (p.pupil && accounts < 6) wanted.emplace_back(id, access::Roles{visitor}), ++accounts;
        if (!p.guardians.empty() && wanted.size() < 9) wanted.emplace_back(p.guardians.front(), access::Roles{guardian});
    }
    for (const auto& [id, roles] : wanted) if (portal_of(id) == nullptr) account_for(id, roles);
    for (int i = 0; i < 3; ++i) code_card();
}

}  // namespace xinan::simulation
