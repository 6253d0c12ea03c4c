// SPDX-License-Identifier: AGPL-3.0-or-later
// Fills a centre made by `xinan init`: counsellors who practise with credentials, hours and a room each, visitors who have
// agreed to nothing yet, and sign-ins. Through the capabilities' own functions, so rows, seals and deeds are as anybody's. The
// only thing that is cheaper than in life is the cost of the passphrases, which no measured request pays.
#include <fmt/core.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <string>

#include "app/application.hpp"
#include "app/first_rows.hpp"
#include "bench/tool.hpp"
#include "capabilities/facilities/facilities.hpp"
#include "capabilities/visitors/visitors.hpp"

namespace xinan::bench {
namespace {

namespace json = boost::json;

constexpr const char* kPassphrase = "a passphrase of the bench only";
constexpr crypto::PassphraseCost kCheap{1024, 1};
constexpr int kVisitorsEachMax = 40;

// Names hold no digits of ours: 林一二 is the twelfth.
std::string named(std::string surname, int number) {
    static constexpr const char* kDigits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (const char digit : std::to_string(number)) surname += kDigits[digit - '0'];
    return surname;
}

struct World {
    std::unique_ptr<Clock> clock = system_clock();
    std::unique_ptr<Random> random = system_random();
    std::unique_ptr<app::Application> app;
    CentreId centre;
};

Result<void> open(World& world, const char* data) {
    const app::Folder folder{data};
    world.app = TRY(app::Application::open(folder, TRY(app::read_settings(folder)), *world.clock, *world.random));
    if (!TRY(world.app->unseal_by_file())) return fail(ErrorKind::invalid, "bench.sealed");
    world.centre = TRY(world.app->centres()).front().id;
    return {};
}

Result<std::string> cookie_of(identity::Identity& who, CentreId centre, const std::string& login) {
    const auto made = TRY(who.sign_in(centre, login, SecretBytes(view_of(std::string_view(kPassphrase))), "bench"));
    return to_base64url(made.cookie.view());
}

Result<json::object> add_counsellor(World& world, identity::Identity& who, int number, int visitors_each) {
    const Env env = world.app->env();
    const UtcTime now = world.clock->now();
    const StaffId id = new_random<StaffId>(env.random);
    const std::string login = fmt::format("c{:04}", number);
    staff::StaffFields fields;
    fields.name = PrivateText(named("林", number));
    fields.practises = true;
    fields.fields = {staff::Field::study, staff::Field::family};
    const auto row = TRY(staff::prepare_staff(env, world.centre, id, 1, fields));
    const auto today = TRY(env.store.read(world.centre, [&](store::Tx& tx) { return visitors::today(tx, now); }));
    const auto credential = TRY(staff::prepare_credential(env, world.centre, id, staff::credential_kinds().front(), PrivateText("XL-2019-0316"), add_days(today, 900)));
    using enum access::Role;
    const auto account = TRY(who.prepare_account(world.centre, any(id), true, access::Roles{counsellor, reception}, login,
                                                 SecretBytes(view_of(std::string_view(kPassphrase))), now));
    const facilities::Room room{new_random<RoomId>(env.random), 1, "R" + std::to_string(number), facilities::RoomKind::counselling, "3", true};
    std::vector<visitors::PreparedPerson> people;
    for (int i = 0; i < visitors_each; ++i) {
        visitors::PersonFields person;
        person.kind = visitors::Kind::adult;
        person.name = PrivateText(named("周", number * kVisitorsEachMax + i));
        people.push_back(TRY(visitors::prepare_person(env, world.centre, person, today)));
    }
    TRY_VOID(env.store.write(world.centre, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(staff::insert_staff(tx, row, now));
        TRY_VOID(account.write(tx));
        TRY_VOID(staff::insert_credential(tx, credential, now));
        TRY_VOID(facilities::insert_room(tx, room, now));
        std::vector<scheduling::WeeklyOpening> open;
        for (int day = 1; day <= 5; ++day) {
            for (const char* period : {"noon", "after_school", "evening1", "evening2"}) open.push_back({day, period});
        }
        return scheduling::put_availability(tx, id, open, now);
    }));
    json::array ids;
    for (const auto& person : people) {
        TRY_VOID(env.store.write(world.centre, [&](store::Tx& tx) { return visitors::insert_person(tx, person, today, now); }));
        ids.push_back(json::string(person.id.text()));
    }
    return json::object{{"login", login}, {"id", id.text()}, {"room", room.id.text()}, {"visitors", ids}};
}

int told(const Result<void>& result) {
    if (result) return 0;
    fmt::print(stderr, "{}", result.error().code);
    for (const auto& [name, value] : result.error().args) fmt::print(stderr, " {}={}", name, value);
    fmt::print(stderr, "\n");
    return 1;
}

}  // namespace

int seed(Arguments args) {
    if (args.size() != 4) return 2;
    return told([&]() -> Result<void> {
        World world;
        TRY_VOID(open(world, args[0]));
        identity::Identity who(world.app->env(), {.cost = kCheap});
        json::array made;
        const int count = std::atoi(args[1]);
        const int each = std::min(std::atoi(args[2]), kVisitorsEachMax);
        for (int i = 0; i < count; ++i) {
            auto one = TRY(add_counsellor(world, who, i, each));
            made.push_back(std::move(one));
        }
        std::ofstream(args[3]) << json::serialize(json::object{{"centre", world.centre.text()}, {"counsellors", made}}) << '\n';
        return {};
    }());
}

int signin(Arguments args) {
    if (args.size() != 2) return 2;
    return told([&]() -> Result<void> {
        World world;
        TRY_VOID(open(world, args[0]));
        identity::Identity who(world.app->env(), {.cost = kCheap});
        std::ifstream in(args[1]);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const json::value seeded = json::parse(text);
        for (const auto& one : seeded.at("counsellors").as_array()) {
            const std::string cookie = TRY(cookie_of(who, world.centre, std::string(one.at("login").as_string())));
            fmt::print("{}\n", cookie);
        }
        return {};
    }());
}

int deeds(Arguments args) {
    if (args.size() != 2) return 2;
    return told([&]() -> Result<void> {
        World world;
        TRY_VOID(open(world, args[0]));
        const Env env = world.app->env();
        const long count = std::atol(args[1]);
        constexpr long kAtOnce = 256;
        const StaffId actor = new_random<StaffId>(env.random);
        for (long done = 0; done < count; done += kAtOnce) {
            std::vector<ledger::Deed> some;
            for (long i = 0; i < std::min(kAtOnce, count - done); ++i) {
                ledger::Deed deed;
                deed.action = "scheduling.appointment.book";
                deed.actor = any(actor);
                deed.role = "counsellor";
                deed.purpose = "care";
                deed.subjects = {ledger::subject("appointment", new_random<AppointmentId>(env.random)), ledger::subject("person", new_random<PersonId>(env.random))};
                deed.clauses = {"B2.1.1a"};
                env.random.fill(deed.request);
                deed.at = env.clock.now();
                some.push_back(ledger::salted(std::move(deed), env.random));
            }
            TRY_VOID(env.store.write(world.centre, [&](store::Tx& tx) -> Result<void> {
                for (const auto& deed : some) ledger::leave(tx, deed);
                return {};
            }));
            (void)TRY(env.ledger.checkpoint_if_due(world.centre));
        }
        (void)TRY(env.ledger.checkpoint_now(world.centre));
        return {};
    }());
}

}  // namespace xinan::bench
