// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo_story.hpp"

#include <boost/json.hpp>

#include <array>

#include "app/demo_people.hpp"
#include "app/first_rows.hpp"
#include "base/zone.hpp"
#include "capabilities/audit/audit.hpp"
#include "capabilities/consent/consent.hpp"

namespace xinan::app {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr Millis kIdle{10 * kMinute};

std::string body(json::object object) { return json::serialize(object); }

class Story final {
   public:
    Story(Application& app, CentreId centre, ManualClock& clock, UtcTime now, std::uint64_t seed, Random& random,
          const std::function<void(std::uint64_t, std::uint64_t)>& progress)
        : app_(app), centre_(centre), clock_(clock), now_(now), random_(random), people_(seeded_random(seed)), progress_(progress),
          env_(app.env()), router_(env_, app.identity(), app.routes(), options(centre)), counsellor_(router_, random) {}

    Result<DemoMade> live() {
        zone_ = TRY(Zone::open("Asia/Shanghai"));
        today_ = zone_->to_local(now_).date;
        TRY_VOID(staff_and_rooms());
        TRY_VOID(school());
        TRY_VOID(two_weeks());
        clock_.set(now_);
        progress_(kSteps, kSteps);
        return std::move(made_);
    }

   private:
    static constexpr std::uint64_t kSteps = kDemoPupils + 100;

    static http::RouterOptions options(CentreId centre) {
        http::RouterOptions o;
        o.secure = false;
        o.default_centre = centre;
        return o;
    }
    void step() { progress_(++done_, kSteps); }

    Result<StaffId> member(const std::string& role, NewMember m) {
        const std::string passphrase = identity::suggested_passphrase(random_);
        made_.accounts.push_back({role, m.login, passphrase});
        return add_member(app_, centre_, m, SecretBytes(view_of(passphrase)), clock_.now());
    }

    Result<void> staff_and_rooms() {
        using enum access::Role;
        using F = staff::Field;
        const std::string admin = identity::suggested_passphrase(random_);
        made_.accounts.push_back({"系统管理员 system administrator", "admin", admin});
        TRY_VOID(write_first_rows(app_, centre_, "admin", SecretBytes(view_of(admin)), clock_.now()));
        me_ = TRY(member("咨询师（兼接待、档案）counsellor", {"林静", "counsellor", access::Roles{counsellor, reception, archive_keeper},
                                                            {F::study, F::emotion, F::family, F::peers, F::self, F::crisis}, true,
                                                            "学校心理老师。你说的话留在这间屋子里。", "The school's counsellor. What you say stays in this room."}));
        district_ = TRY(member("区心理中心咨询师 district counsellor", {"何远", "district", access::Roles{counsellor, supervisor}, {F::family, F::crisis}, true,
                                                                    "区心理中心，每月来校一次。", "From the district centre, here once a month."}));
        (void)TRY(member("校领导 leader", {"周正", "leader", access::Roles{leader}}));
        const StaffId head = TRY(member("班主任 class teacher", {"吴敏", "teacher", access::Roles{class_teacher}}));
        (void)TRY(member("财务 finance", {"钱会", "finance", access::Roles{finance}}));
        (void)TRY(member("审计 auditor", {"沈明", "auditor", access::Roles{auditor}}));
        head_ = head;
        const auto mine = TRY(staff::prepare_credential(env_, centre_, me_, staff::credential_kinds().front(), PrivateText("XL-2019-0316"),
                                                        add_days(today_, 500)));
        const auto expired = TRY(staff::prepare_credential(env_, centre_, district_, staff::credential_kinds().front(), PrivateText("XL-2015-1107"),
                                                           add_days(today_, -40)));
        const UtcTime at = clock_.now();
        TRY_VOID(app_.store().write(centre_, [&](store::Tx& tx) -> Result<void> {
            TRY_VOID(store::set_setting(tx, audit::demo_setting(), 1, at));
            TRY_VOID(staff::insert_credential(tx, mine, at));
            TRY_VOID(staff::insert_credential(tx, expired, at));
            std::vector<scheduling::WeeklyOpening> open;
            for (int day = 1; day <= 5; ++day) for (const char* period : {"noon", "after_school"}) open.push_back({day, period});
            for (const int day : {1, 2, 3, 4, 7}) for (const char* period : {"evening1", "evening2"}) open.push_back({day, period});
            TRY_VOID(scheduling::put_availability(tx, me_, open, at));
            return scheduling::put_availability(tx, district_, {{5, "after_school"}}, at);
        }));
        TRY_VOID(as_counsellor());
        for (const auto& [name, kind, place] : {std::array{"心语室", "counselling", "图书馆三楼东"}, std::array{"听雨室", "counselling", "图书馆三楼西"},
                                                std::array{"团体室", "group", "图书馆二楼"}, std::array{"沙盘室", "play", "图书馆三楼东"}}) {
            const facilities::Room room{new_random<RoomId>(random_), 1, name,
                                        std::string_view(kind) == "counselling" ? facilities::RoomKind::counselling
                                        : std::string_view(kind) == "group"     ? facilities::RoomKind::group
                                                                                : facilities::RoomKind::play,
                                        place, true};
            TRY_VOID(app_.store().write(centre_, [&](store::Tx& tx) { return facilities::insert_room(tx, room, at); }));
        }
        step();
        return {};
    }
    template <class T>
    static Result<void> plain(Result<T> r) { return r ? Result<void>{} : Result<void>(std::move(r).error()); }

    Result<void> as_counsellor() {
        if (clock_.now() - last_call_ > kIdle || last_call_.ms == 0) {
            for (const auto& a : made_.accounts) if (a.login == "counsellor") TRY_VOID(counsellor_.sign_in(a.login, SecretBytes(view_of(a.passphrase))));
        }
        clock_.advance(Millis{1500});  // nobody clicks faster; also keeps within the limits of the routes
        last_call_ = clock_.now();
        return {};
    }
    Result<DemoClient::Answer> post(const std::string& path, json::object object) {
        TRY_VOID(as_counsellor());
        return counsellor_.post(path, body(std::move(object)));
    }
    Result<DemoClient::Answer> put(const std::string& path, json::object object, const std::string& version) {
        TRY_VOID(as_counsellor());
        return counsellor_.change("PUT", path, body(std::move(object)), version);
    }

    Result<void> school() {
        const int month = static_cast<int>(static_cast<unsigned>(today_.month()));
        const int entry = static_cast<int>(today_.year()) - (month >= 9 ? 0 : 1);
        std::vector<std::string> classes;
        for (int i = 0; i < kDemoClasses; ++i) {
            const auto made = TRY(post("/api/v1/classes", {{"entry_year", entry - i / 4}, {"number", i % 4 + 1}, {"stage", "junior"}}));
            classes.push_back(text_at(made.body, "id"));
        }
        const UtcTime at = clock_.now();
        const auto class_id = [&](int i) -> Result<ClassId> { return parse_id<ClassId>(classes[static_cast<std::size_t>(i)]); };
        const ClassId headed = TRY(class_id(4)), taught = TRY(class_id(0)), of_district = TRY(class_id(8));
        TRY_VOID(app_.store().write(centre_, [&](store::Tx& tx) -> Result<void> {
            const LocalDate since = add_days(today_, -60);
            TRY_VOID(staff::add_class_duty(tx, head_, headed, staff::ClassDuty::head, since, std::nullopt));
            TRY_VOID(staff::add_class_duty(tx, me_, taught, staff::ClassDuty::subject, since, std::nullopt));    // merely teaches: no conflict
            return staff::add_class_duty(tx, district_, of_district, staff::ClassDuty::head, since, std::nullopt);  // a dual relation
        }));
        (void)at;
        pupils_ = demo_pupils(*people_, entry);
        for (const DemoPupil& p : pupils_) {
            const auto made = TRY(post("/api/v1/persons", {{"kind", "pupil"}, {"name", p.name}, {"gender", p.female ? "female" : "male"},
                                                           {"birthday", to_text(p.birthday)}, {"class", classes[static_cast<std::size_t>(p.class_index)]},
                                                           {"student_number", p.student_number}}));
            ids_.push_back(text_at(made.body, "person.id"));
            step();
        }
        return {};
    }

    // --- consent -----------------------------------------------------------------------------------------------------
    Result<void> agree(std::size_t pupil) {
        const PersonId visitor = TRY(parse_id<PersonId>(ids_[pupil]));
        const AgeBand band = age_band(pupils_[pupil].birthday, zone_->to_local(clock_.now()).date);
        std::optional<PersonId> guardian;
        if (band != AgeBand::from_14_to_17 && band != AgeBand::adult) {
            const auto made = TRY(post("/api/v1/persons/" + ids_[pupil] + "/guardians",
                                       {{"name", pupils_[pupil].name.substr(0, 3) + "妈妈"}, {"phone", "1390000" + std::to_string(1000 + pupil)},
                                        {"birthday", "1982-05-01"}, {"relation", "mother"}, {"from", to_text(add_days(today_, -3000))}}));
            guardian = TRY(parse_id<PersonId>(text_at(made.body, "person.id")));
        }
        using consent::Audience;
        const Audience own = band == AgeBand::under_8         ? Audience::under_8
                             : band == AgeBand::from_8_to_13  ? Audience::from_8_to_13
                             : band == AgeBand::from_14_to_17 ? Audience::from_14_to_17
                                                              : Audience::adult;
        for (const auto purpose : {consent::Purpose::service, consent::Purpose::data_processing}) {
            TRY_VOID(sign({new_ordered<ConsentId>(random_, clock_.now()), visitor, purpose, own, std::nullopt}));
            if (guardian) TRY_VOID(sign({new_ordered<ConsentId>(random_, clock_.now()), visitor, purpose, Audience::guardian, guardian}));
        }
        return {};
    }
    Result<void> sign(const consent::Signing& signing) {
        ledger::Deed deed;
        deed.action = "consent.agreement.give";
        deed.actor = any(me_);
        deed.role = "counsellor";
        deed.purpose = "care";
        deed.subjects = {ledger::subject("person", signing.visitor), ledger::subject("consent", signing.id)};
        deed.at = clock_.now();
        const auto write = TRY(consent::prepare_signing(env_, centre_, signing, ledger::salted(std::move(deed), random_), clock_.now()));
        return app_.store().write(centre_, [&](store::Tx& tx) { return write(tx); });
    }

    // --- days --------------------------------------------------------------------------------------------------------
    Result<UtcTime> at(int day, int minute) { return zone_->to_utc({add_days(today_, day), minute}); }
    void until(UtcTime t) { if (clock_.now() < t) clock_.set(t); }

    Result<std::string> book(std::size_t pupil, int day, int minute, std::string_view channel = "counsellor") {
        const UtcTime starts = TRY(at(day, minute));
        return book_at(pupil, starts, channel);
    }
    Result<std::string> book_at(std::size_t pupil, UtcTime starts, std::string_view channel) {
        const auto made = TRY(post("/api/v1/appointments", {{"visitor", ids_[pupil]}, {"counsellor", me_.text()}, {"starts_at", to_iso(starts)},
                                                            {"ends_at", to_iso(starts + Millis{50 * kMinute})}, {"channel", channel},
                                                            {"override_reason", "约定的时间"}}));
        return text_at(made.body, "id");
    }
    Result<void> arrive(const std::string& appointment) {
        TRY_VOID(as_counsellor());
        const auto found = TRY(counsellor_.get("/api/v1/appointments/" + appointment));
        TRY_VOID(as_counsellor());
        return plain(counsellor_.change("POST", "/api/v1/board/" + appointment + "/arrive", body({{"identity", "known_to_staff"}}), found.etag));
    }
    struct Words { const char* request; const char* theme; const char* plan; const char* risk; const char* summary; };
    struct Held { std::string session, case_id; };
    // Arrives, talks, ends; the record is written and signed when words are given.
    Result<Held> hold(const std::string& appointment, UtcTime starts, const std::optional<Words>& words, bool sign_it) {
        until(starts - Millis{5 * kMinute});
        TRY_VOID(arrive(appointment));
        until(starts);
        const auto started = TRY(post("/api/v1/sessions", {{"appointment", appointment}}));
        Held held{text_at(started.body, "session.id"), text_at(started.body, "case")};
        return ended(std::move(held), starts, words, sign_it);
    }
    Result<Held> ended(Held held, UtcTime starts, const std::optional<Words>& words, bool sign_it) {
        until(starts + Millis{48 * kMinute});
        (void)TRY(post("/api/v1/sessions/" + held.session + "/end", {}));
        if (!words) return held;
        until(starts + Millis{58 * kMinute});
        const std::string record = "/api/v1/sessions/" + held.session + "/record";
        const auto saved = TRY(put(record, {{"background", "住校，家在外地。"}, {"request", words->request}, {"theme", words->theme}, {"intervention", "倾听与整理"},
                                            {"method", "listening"}, {"plan", words->plan}, {"shared_summary", words->summary}, {"risk", words->risk}}, "v0"));
        if (!sign_it) return held;
        TRY_VOID(as_counsellor());
        (void)TRY(counsellor_.change("POST", record + "/sign", {}, saved.etag));
        return held;
    }
    Result<void> plan(const std::string& case_id, const char* goal, const char* risk, int next_day) {
        TRY_VOID(as_counsellor());
        const auto found = TRY(counsellor_.get("/api/v1/cases/" + case_id));
        json::array goals{json::object{{"text", goal}, {"indicator", "一周里至少有四天做到"}, {"target_date", to_text(add_days(today_, 30))}, {"state", "open"}}};
        return plain(put("/api/v1/cases/" + case_id + "/plan",
                               {{"goals", goals}, {"risk", risk}, {"next_contact", to_text(add_days(today_, next_day))}}, found.etag));
    }

    Result<void> two_weeks() {
        constexpr int kNoon = 750, kAfter = 1020, kEvening = 1140;
        const Words sleep{"“晚上睡不着，白天听不进课。”", "入睡困难与考试压力", "睡前一小时不看手机；周五再谈", "low", "我们谈了睡眠和考试，约好先试睡前放松。"};
        const Words home{"“想家，在宿舍没人说话。”", "住校适应", "和室友一起吃晚饭三次", "low", "我们谈了住校的不习惯，约好先从一起吃饭开始。"};
        const Words danger{"“有时候觉得活着没意思。”", "情绪低落，有过伤害自己的念头", "当天陪同，联系监护人，建议就医评估", "high", "我们谈了最近很难的时候，约好难受时先来找我。"};
        until(TRY(at(-12, 440)));
        for (const std::size_t pupil : {0U, 2U, 5U, 6U, 7U, 8U, 9U, 10U}) TRY_VOID(agree(pupil));
        // A twin in an active case.
        const std::string a1 = TRY(book(0, -9, kNoon)), c1 = TRY(book(5, -10, kNoon)), c2 = TRY(book(5, -6, kEvening)), a2 = TRY(book(0, -5, kNoon));
        const std::string e1 = TRY(book(7, -1, kAfter)), missed = TRY(book(4, -2, kNoon)), cancelled = TRY(book(3, -1, kNoon));
        step();
        (void)TRY(hold(c1, TRY(at(-10, kNoon)), home, true));
        const Held a = TRY(hold(a1, TRY(at(-9, kNoon)), sleep, true));
        const Held c = TRY(hold(c2, TRY(at(-6, kEvening)), home, true));
        (void)TRY(hold(a2, TRY(at(-5, kNoon)), sleep, true));
        TRY_VOID(plan(a.case_id, "按时睡觉", "low", 1));
        TRY_VOID(as_counsellor());
        (void)TRY(put("/api/v1/sessions/" + a.session + "/process-note", {{"text", "她提到姐姐时停了很久。下次可以慢一点。"}}, "v0"));
        step();
        // An emergency: no booking, no room, no consent asked.
        const UtcTime urgent = TRY(at(-3, 1260));
        until(urgent);
        const auto sos = TRY(post("/api/v1/sessions/unplanned", {{"visitor", ids_[6]}, {"kind", "emergency"}, {"reason", "晚自习时由同学陪来，情绪很差"}}));
        const Held d = TRY(ended({text_at(sos.body, "session.id"), text_at(sos.body, "case")}, urgent, danger, true));
        TRY_VOID(plan(d.case_id, "难受时能找到一个人", "high", 0));
        // Who did not come, and a case closed into the archive.
        until(TRY(at(-2, kNoon + 30)));
        TRY_VOID(as_counsellor());
        const auto gone = TRY(counsellor_.get("/api/v1/appointments/" + missed));
        TRY_VOID(as_counsellor());
        (void)TRY(counsellor_.change("POST", "/api/v1/board/" + missed + "/missed", {}, gone.etag));
        TRY_VOID(plan(c.case_id, "在宿舍有说得上话的人", "none", 30));
        TRY_VOID(as_counsellor());
        const auto closing = TRY(counsellor_.get("/api/v1/cases/" + c.case_id));
        TRY_VOID(as_counsellor());
        (void)TRY(counsellor_.change("POST", "/api/v1/cases/" + c.case_id + "/close",
                                     body({{"summary", "两次会谈，住校适应改善。"}, {"outcome", "achieved"}, {"reason", "goal_met"}, {"aftercare", "one_month"},
                                           {"aftercare_note", "一个月后在食堂见到时问一句。"}}), closing.etag));
        step();
        (void)TRY(hold(e1, TRY(at(-1, kAfter)), home, false));  // the record is not signed yet
        TRY_VOID(as_counsellor());
        const auto off = TRY(counsellor_.get("/api/v1/appointments/" + cancelled));
        if (clock_.now() < TRY(at(-1, kNoon))) {
            TRY_VOID(as_counsellor());
            (void)TRY(counsellor_.change("POST", "/api/v1/appointments/" + cancelled + "/cancel", body({{"reason", "exam"}}), off.etag));
        } else {
            TRY_VOID(as_counsellor());
            (void)counsellor_.change("POST", "/api/v1/appointments/" + cancelled + "/cancel", body({{"reason", "exam"}}), off.etag);
        }
        return coming_days();
    }

    Result<void> coming_days() {
        constexpr int kNoon = 750, kAfter = 1020, kEvening = 1140;
        // Today, at whatever hour this is started: a talk under way, somebody waiting, somebody expected. The house may be closed
        // at this hour, so each is arranged by the counsellor or at the desk. Next to midnight there is no such time, and that is fine.
        const UtcTime begun{(now_.ms / (5 * kMinute) - 8) * 5 * kMinute};
        const UtcTime next = begun + Millis{65 * kMinute}, last = next + Millis{65 * kMinute};
        until(begun - Millis{12 * kMinute});
        const auto talking = book_at(2, begun, "counsellor");
        const auto waiting = book_at(8, next, "counsellor");
        (void)book_at(10, last, "on_site");
        if (talking) {
            until(begun - Millis{4 * kMinute});
            TRY_VOID(arrive(*talking));
            until(begun);
            (void)TRY(post("/api/v1/sessions", {{"appointment", *talking}}));
        }
        if (waiting) {
            until(now_ - Millis{12 * kMinute});
            TRY_VOID(arrive(*waiting));
        }
        for (const auto& [pupil, day, minute] : {std::array{0, 1, kNoon}, std::array{1, 1, kEvening}, std::array{9, 2, kNoon}, std::array{10, 2, kAfter},
                                                 std::array{6, 3, kNoon}, std::array{11, 4, kEvening}, std::array{12, 5, kNoon}, std::array{13, 7, kNoon}}) {
            (void)book(static_cast<std::size_t>(pupil), day, minute, pupil % 2 == 0 ? "portal" : "counsellor");
            step();
        }
        const UtcTime call = TRY(at(1, kAfter));
        (void)post("/api/v1/appointments/phone", {{"caller_name", "李女士"}, {"callback", "13800001234"}, {"counsellor", me_.text()}, {"starts_at", to_iso(call)},
                                                  {"ends_at", to_iso(call + Millis{50 * kMinute})}, {"override_reason", "家长来电"}});
        // A pupil with an account of her own, and code cards for those without a phone.
        const PersonId first = TRY(parse_id<PersonId>(ids_[0]));
        const std::string passphrase = identity::suggested_passphrase(random_);
        const auto account = TRY(app_.identity().prepare_account(centre_, any(first), false, access::Roles{access::Role::visitor}, "chenxi",
                                                                 SecretBytes(view_of(passphrase)), clock_.now()));
        TRY_VOID(app_.store().write(centre_, [&](store::Tx& tx) { return account.write(tx); }));
        made_.accounts.push_back({"来访者（学生）visitor", "chenxi", passphrase});
        for (const std::size_t pupil : {1U, 2U}) {
            const auto card = TRY(post("/api/v1/persons/" + ids_[pupil] + "/code-card", {}));
            made_.accounts.push_back({"代码卡 code card (" + pupils_[pupil].name + ")", "", text_at(card.body, "code")});
        }
        return {};
    }

    Application& app_;
    CentreId centre_;
    ManualClock& clock_;
    UtcTime now_;
    Random& random_;
    std::unique_ptr<Random> people_;
    const std::function<void(std::uint64_t, std::uint64_t)>& progress_;
    Env env_;
    http::Router router_;
    DemoClient counsellor_;
    std::shared_ptr<const Zone> zone_;
    LocalDate today_{};
    UtcTime last_call_{};
    StaffId me_{}, district_{}, head_{};
    std::vector<DemoPupil> pupils_;
    std::vector<std::string> ids_;
    DemoMade made_;
    std::uint64_t done_ = 0;
};

}  // namespace

Result<DemoMade> live_demo(Application& app, CentreId centre, ManualClock& clock, UtcTime now, std::uint64_t seed, Random& random,
                           const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    return Story(app, centre, clock, now, seed, random, progress).live();
}

}  // namespace xinan::app
