// SPDX-License-Identifier: AGPL-3.0-or-later
// freeze_format FOLDER: a small service of invented people in today's format, for freeze.py. One case from booking to archive, one
// that is open with a draft, consents, a process note, a few refusals. What must be found again stands in FOLDER/facts.txt.
#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/demo_client.hpp"
#include "base/testing.hpp"
#include "tests/simulation/world.hpp"

namespace xinan::upgrade {
namespace {

namespace json = boost::json;
using app::text_at;
using testing::must;

constexpr const char* kPassphrase = "five copper kettles on a shelf";

class Story final {
   public:
    explicit Story(simulation::World& world) : world_(world), client_(world.router(), world.random()) {}

    void live(std::ostream& facts) {
        must(client_.sign_in("admin", SecretBytes(view_of(std::string_view(simulation::World::kAdminPassphrase)))));
        me_ = text_at(post("/api/v1/staff", {{"name", "林静"}, {"login", "lin"}, {"roles", json::array{"counsellor", "reception"}}, {"fields", json::array{"emotion"}}, {"practises", true},
                                             {"passphrase", kPassphrase}}), "id");
        (void)post("/api/v1/rooms", {{"name", "心语室"}, {"kind", "counselling"}, {"place", "三楼"}, {"in_use", true}});
        must(client_.sign_in("lin", SecretBytes(view_of(std::string_view(kPassphrase)))));
        const std::string closed = session_of("赵晓", "frozen record of the closed case");
        const std::string its_case = case_;
        sign_and_close(closed, its_case);
        const std::string open = session_of("钱宁", "frozen record of the open case");
        (void)change("PUT", "/api/v1/sessions/" + open + "/process-note", {{"text", "frozen process note"}}, "v0");
        if (client_.get("/api/v1/deeds")) throw std::runtime_error("a counsellor is no auditor");  // leaves its refused deed
        const auto checkpoint = must(world_.app().ledger().checkpoint_now(world_.centre()));
        facts << "login=lin\npassphrase=" << kPassphrase << "\nclosed_session=" << closed << "\nclosed_word=frozen record of the closed case\nopen_session=" << open
              << "\nopen_word=frozen record of the open case\nprocess_word=frozen process note\ncase=" << its_case << "\nfrozen_at=" << to_iso(world_.now())
              << "\ncheckpoint=" << ledger::to_json(checkpoint) << "\n";
    }

   private:
    void tick(std::int64_t minutes = 0) { world_.clock().advance(Millis{3'000 + minutes * 60'000}); }
    std::string post(const std::string& path, json::object body) {
        tick();
        return must(client_.post(path, json::serialize(body))).body;
    }
    app::DemoClient::Answer change(const std::string& method, const std::string& path, json::object body, const std::string& version) {
        tick();
        return must(client_.change(method, path, json::serialize(body), version));
    }
    // Registered, consents by word, booked, talked with, written as a draft. The session's id; case_ is its case.
    std::string session_of(const std::string& name, const std::string& word) {
        const std::string who = text_at(post("/api/v1/persons", {{"kind", "staff"}, {"name", name}, {"birthday", "1990-04-01"}}), "person.id");
        for (const char* purpose : {"service", "data_processing"}) {
            const auto texts = must(client_.get(std::string("/api/v1/consent-texts?audience=adult&purpose=") + purpose));
            const json::value read = json::parse(texts.body);
            json::array ticks;
            for (const json::value& section : read.at("items").at(0).at("sections").as_array()) if (section.at("tick").as_bool()) ticks.push_back(section.at("key"));
            (void)post("/api/v1/persons/" + who + "/consents", {{"text", read.at("items").at(0).at("id")}, {"ticks", ticks}, {"by", "self"}, {"medium", "spoken"}});
        }
        const UtcTime at = world_.now() + Millis{(kHours[talks_++]) * 60 * 60'000LL};
        const std::string id = text_at(post("/api/v1/appointments", {{"visitor", who}, {"counsellor", me_}, {"starts_at", to_iso(at)}, {"ends_at", to_iso(at + Millis{50 * 60'000})},
                                                                     {"channel", "counsellor"}, {"override_reason", "约定的时间"}}), "id");
        const auto booked = must(client_.get("/api/v1/appointments/" + id));
        (void)change("POST", "/api/v1/board/" + id + "/arrive", {{"identity", "known_to_staff"}}, booked.etag);
        const std::string begun = post("/api/v1/sessions", {{"appointment", id}});
        case_ = text_at(begun, "case");
        const std::string session = text_at(begun, "session.id");
        tick(10);
        (void)post("/api/v1/sessions/" + session + "/end", {});
        (void)change("PUT", "/api/v1/sessions/" + session + "/record",
                     {{"background", "住在学校"}, {"request", word}, {"theme", "睡眠"}, {"intervention", "倾听"}, {"method", "listening"}, {"plan", "下周再谈"}, {"shared_summary", "约好早睡"}, {"risk", "low"}, {"next_contact", to_text(add_days(world_.today(), 7))}}, "v0");
        return session;
    }
    void sign_and_close(const std::string& session, const std::string& its_case) {
        (void)change("POST", "/api/v1/sessions/" + session + "/record/sign", {}, "v1");
        (void)post("/api/v1/sessions/" + session + "/record/addenda", {{"text", "补充一句"}});
        const auto version = [&] { return must(client_.get("/api/v1/cases/" + its_case)).etag; };
        const json::array goals{json::object{{"text", "睡好"}, {"indicator", "一周四天"}, {"state", "reached"}}};
        (void)change("PUT", "/api/v1/cases/" + its_case + "/plan", {{"goals", goals}, {"risk", "none"}, {"next_contact", to_text(add_days(world_.today(), 7))}}, version());
        (void)change("POST", "/api/v1/cases/" + its_case + "/close",
                     {{"summary", "一次会谈"}, {"outcome", "achieved"}, {"reason", "goal_met"}, {"aftercare", "none"}, {"aftercare_note", ""}, {"override_reason", "来访者希望如此"}}, version());
    }

    simulation::World& world_;
    app::DemoClient client_;
    static constexpr std::array kHours{1, 3};  // one room: the second after the first
    std::size_t talks_ = 0;
    std::string me_, case_;
};

}  // namespace
}  // namespace xinan::upgrade

int main(int count, char** arguments) {
    if (count != 2 || std::filesystem::exists(arguments[1])) {
        std::cerr << "usage: freeze_format NEW-FOLDER\n";
        return 2;
    }
    const std::string to = arguments[1];
    try {
        std::filesystem::create_directories(to);
        xinan::simulation::World world({.seed = 1});
        std::ofstream facts(to + "/facts.txt");
        xinan::upgrade::Story(world).live(facts);
        world.copy_to(to);
    } catch (const std::exception& error) {
        std::cerr << "freeze_format: " << error.what() << "\n";
        return 1;
    }
    return 0;
}
