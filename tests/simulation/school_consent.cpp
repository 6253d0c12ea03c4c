// SPDX-License-Identifier: AGPL-3.0-or-later
// Consents on screen, on paper and by word; withdrawals; new versions of texts.
#include "base/testing.hpp"
#include "capabilities/consent/texts.hpp"
#include "tests/simulation/school.hpp"

namespace xinan::simulation {
namespace {

using access::Role;

const std::string kPicture = "iVBORw0KGgpJSERSc2lnbmVkIGJ5IGhhbmQ=";  // the first bytes of a PNG
const std::string kPaper = "JVBERi0xLjQgc2lnbmVkIG9uIHBhcGVy";        // of a PDF

}  // namespace

// Signs what the program still asks for, or some of it.
void School::consent_of(Actor& by, const std::string& person) {
    const bool own_portal = by.id() == person;
    const Reply states = get(by, own_portal ? "/api/v1/me/consents" : "/api/v1/persons/" + person + "/consents");
    if (!states.ok()) return;
    const json::value read = json::parse(states.body);
    for (const json::value& item : read.at("items").as_array()) {
        const std::string purpose(item.at("purpose").as_string());
        const bool needed = purpose == "service" || purpose == "data_processing";
        if (!needed && !often(5)) continue;
        for (const json::value& audience : item.at("asks").as_array()) give(by, person, purpose, std::string(audience.as_string()));
    }
}

void School::give(Actor& by, const std::string& person, const std::string& purpose, const std::string& audience) {
    const bool own_portal = by.id() == person;
    const bool as_guardian = audience == "guardian";
    const Reply texts = get(by, "/api/v1/consent-texts?purpose=" + purpose + "&audience=" + audience);
    if (!texts.ok()) return;
    const json::value published = json::parse(texts.body);
    const json::value& text = published.at("items").at(0);
    json::array ticks;
    const bool careless = often(4);  // one box is left empty
    for (const json::value& section : text.at("sections").as_array()) {
        if (section.at("tick").as_bool() && !(careless && ticks.empty())) ticks.push_back(section.at("key"));
    }
    json::object body{{"text", text.at("id")}, {"ticks", ticks}, {"by", as_guardian ? "guardian" : "self"}};
    if (often(30)) body["understood"] = often(70) ? "said_back" : "not_sure";
    const KnownPerson& known = journal_.persons.at(person);
    if (as_guardian && by.is_staff) {
        if (known.guardians.empty()) return;
        body["guardian"] = known.guardians.back();
    }
    const auto medium = by.is_staff ? chance(4) : 0;
    if (medium == 1) {
        const Reply scan = post(by, "/api/v1/files", {{"media_type", "application/pdf"}, {"content", kPaper}, {"person", person}});
        if (!scan.ok()) return;
        body["medium"] = "paper";
        body["scan"] = scan.text("id");
    } else if (medium == 2) {
        body["medium"] = "spoken";
    } else {
        body["medium"] = "screen";
        body["signature"] = kPicture;
    }
    const Reply given = post(by, own_portal ? "/api/v1/me/consents" : "/api/v1/persons/" + person + "/consents", body);
    if (!given.ok()) return;
    const std::string id = given.text("id");
    const std::string side = as_guardian ? "guardian" : "self";
    journal_.consents[id] = {id, person, purpose, side, false};
    journal_.taken_back.erase(person + purpose + side);
}

void School::withdraw() {
    KnownConsent* c = any_of(journal_.consents, [](const auto& x) { return !x.withdrawn; });
    if (c == nullptr) return;
    Actor* own = portal_of(c->person);
    const bool portal = own != nullptr && own->is(Role::visitor) && often(60);
    Actor& by = portal ? *own : desk();
    // An older consent of a side that has withdrawn already: there is nothing more to take back.
    const std::string side = c->person + c->purpose + c->side;
    const bool again = journal_.taken_back.contains(side);
    With with;
    with.again = again;
    const Reply reply = send(by, "POST", (portal ? "/api/v1/me/consents/" : "/api/v1/consents/") + c->id + "/withdraw", "{}", with);
    if (!reply.ok() || again) return;
    c->withdrawn = true;
    journal_.taken_back.insert(side);
}

void School::read_consent() {
    const KnownConsent* c = any_of(journal_.consents);
    if (c == nullptr) return;
    Actor* own = portal_of(c->person);
    Actor& by = own != nullptr && often(50) ? *own : counsellor();
    (void)get(by, "/api/v1/consents/" + c->id);
    (void)get(by, "/api/v1/persons/" + c->person + "/consents");
    if (own != nullptr && own->is(Role::visitor)) consent_of(*own, c->person);
}

// Whoever signed an earlier version is asked again.
void School::new_text() {
    using consent::Audience;
    const auto audience = static_cast<Audience>(chance(5));
    const auto standard = consent::standard_text(consent::Purpose::service, audience);
    ++text_versions_;
    json::array sections;
    const bool cut = often(20);  // without a section that the rules demand
    for (const auto& s : standard.sections) {
        if (cut && s.key == "record") continue;
        sections.push_back(json::object{{"key", s.key}, {"tick", s.tick}, {"heading_zh", s.heading_zh}, {"body_zh", s.body_zh + (s.key == "rights" ? "(第" + std::to_string(text_versions_) + "次修订)" : "")},
                                        {"heading_en", s.heading_en}, {"body_en", s.body_en}});
    }
    constexpr std::array kAudiences{"under_8", "from_8_to_13", "from_14_to_17", "adult", "guardian"};
    constexpr std::array kReadable{"children", "children", "teenagers", "adults", "adults"};
    const auto index = static_cast<std::size_t>(audience);
    (void)post(actor("leader"), "/api/v1/consent-texts", {{"purpose", "service"}, {"audience", kAudiences[index]}, {"readability", kReadable[index]},
                                                          {"title_zh", standard.title_zh}, {"title_en", standard.title_en}, {"sections", sections}});
}

}  // namespace xinan::simulation
