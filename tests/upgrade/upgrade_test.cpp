// SPDX-License-Identifier: AGPL-3.0-or-later
// Data frozen in each earlier format is opened by the program of today: migrated, verified, read, and gone on with. And what was
// once applied is never edited.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "app/application.hpp"
#include "app/demo_client.hpp"
#include "base/testing.hpp"
#include "http/router.hpp"
#include "tests/simulation/world.hpp"

namespace xinan::upgrade {
namespace {

namespace fs = std::filesystem;
using testing::code_of;
using testing::must;
using testing::repository_file;

// One frozen format, thawed into a folder of its own.
class Frozen : public ::testing::TestWithParam<int> {
   protected:
    void SetUp() override {
        std::string pattern = "/tmp/xinan-upgrade-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        base_ = pattern;
        must(app::make_folders(folder()));
        std::istringstream lines(file("facts.txt"));
        for (std::string line; std::getline(lines, line);) facts_[line.substr(0, line.find('='))] = line.substr(line.find('=') + 1);
        clock_.set(must(parse_iso(facts_.at("frozen_at"))) + Millis{24 * 3'600'000});
        must(app::write_private_file(base_ + "/xinan.key", view_of(file("xinan.key"))));
        thaw(folder().store(), file("store.sql"));
        thaw(folder().keyring(), file("keyring.sql"));
        app::SettingsFile settings;
        settings.key_file = base_ + "/xinan.key";
        must(app::write_settings(folder(), settings));
    }
    void TearDown() override { fs::remove_all(base_); }

    [[nodiscard]] app::Folder folder() const { return {base_ + "/data"}; }
    static std::string file(const std::string& name) { return repository_file("tests/upgrade/format" + std::to_string(GetParam()) + "/" + name); }
    static void thaw(const std::string& path, const std::string& script) {
        const auto store = must(store::open_sqlite(path, {}));
        must(store->write(CentreId{}, [&](store::Tx& tx) { return tx.run_script(script); }));
    }
    // What `xinan migrate` does; how many were run.
    int migrate() {
        const auto app = must(app::Application::open(folder(), must(app::read_settings(folder())), clock_, *random_, true));
        return must(store::migrate(app->store(), app::embedded_migrations()));
    }
    std::unique_ptr<app::Application> open() {
        auto app = must(app::Application::open(folder(), must(app::read_settings(folder())), clock_, *random_));
        if (!must(app->unseal_by_file())) throw std::runtime_error("the key file is there");
        return app;
    }

    std::string base_;
    std::map<std::string, std::string> facts_;
    ManualClock clock_{testing::kTestNow};
    std::unique_ptr<Random> random_ = system_random();
};
INSTANTIATE_TEST_SUITE_P(Formats, Frozen, ::testing::Values(1), [](const auto& with) { return "format" + std::to_string(with.param); });

TEST_P(Frozen, IsMigratedOnceAndOpensWithItsLedgerWhole) {
    const auto known = std::ranges::count(file("migrations.txt"), '\n');
    EXPECT_EQ(migrate() + known, std::ssize(app::embedded_migrations()));
    EXPECT_EQ(migrate(), 0);
    const auto app = open();
    const CentreId centre = must(app->centres()).front().id;
    // The checkpoint that was signed and carried away on the day of the freezing.
    const auto outside = must(ledger::checkpoint_from_json(facts_.at("checkpoint")));
    EXPECT_EQ(outside.centre, centre);
    EXPECT_GT(outside.size, 20U);
    EXPECT_TRUE(must(app->ledger().verify(centre, &outside, [](std::uint64_t, std::uint64_t) {})).empty());
}

TEST_P(Frozen, ItsSealedTextsOpenForTheirCounsellorAndWorkGoesOn) {
    (void)migrate();
    const auto app = open();
    const CentreId centre = must(app->centres()).front().id;
    Env env = app->env();
    identity::Identity identity(env);
    http::RouterOptions options;
    options.secure = false;
    options.default_centre = centre;
    http::Router router(env, identity, app->routes(), options);
    app::DemoClient lin(router, *random_);
    must(lin.sign_in(facts_.at("login"), SecretBytes(view_of(facts_.at("passphrase")))));
    const auto has = [&](const std::string& path, const std::string& fact) {
        const auto reply = lin.get(path);
        return reply && reply->body.find(facts_.at(fact)) != std::string::npos;
    };
    EXPECT_TRUE(has("/api/v1/sessions/" + facts_.at("closed_session") + "/record", "closed_word"));
    EXPECT_TRUE(has("/api/v1/sessions/" + facts_.at("open_session") + "/record", "open_word"));
    EXPECT_TRUE(has("/api/v1/sessions/" + facts_.at("open_session") + "/process-note", "process_word"));
    EXPECT_FALSE(has("/api/v1/sessions/" + facts_.at("open_session") + "/record", "closed_word"));
    // The draft of then is signed today, in the same ledger.
    clock_.advance(Millis{3'000});
    EXPECT_EQ(code_of(lin.change("POST", "/api/v1/sessions/" + facts_.at("open_session") + "/record/sign", "{}", "v1")), "");
    EXPECT_EQ(code_of(lin.change("POST", "/api/v1/sessions/" + facts_.at("closed_session") + "/record/sign", "{}", "v2")), "casework.note_is_signed");
    const auto outside = must(ledger::checkpoint_from_json(facts_.at("checkpoint")));
    EXPECT_TRUE(must(app->ledger().verify(centre, &outside, [](std::uint64_t, std::uint64_t) {})).empty());
    EXPECT_GT(must(app->ledger().checkpoint_now(centre)).size, outside.size);
}

TEST_P(Frozen, AnUnmigratedOneIsNotServed) {
    const auto known = std::ranges::count(file("migrations.txt"), '\n');
    const auto opened = app::Application::open(folder(), must(app::read_settings(folder())), clock_, *random_);
    EXPECT_EQ(code_of(opened), known < std::ssize(app::embedded_migrations()) ? "store.schema_older" : "");
}

TEST_P(Frozen, AnAppliedMigrationThatWasEditedIsRefused) {
    auto edited = app::embedded_migrations();
    ASSERT_FALSE(edited.empty());
    edited.front().sqlite += "\n-- a word more";
    const auto app = must(app::Application::open(folder(), must(app::read_settings(folder())), clock_, *random_, true));
    EXPECT_EQ(code_of(store::migrate(app->store(), edited)), "store.migration_changed");
    EXPECT_EQ(code_of(store::migrate(app->store(), app::embedded_migrations())), "");
}

TEST_P(Frozen, AnotherKeyFileIsNamedAndOpensNothing) {
    (void)migrate();
    app::SettingsFile settings = must(app::read_settings(folder()));
    simulation::World other({.seed = 77});
    fs::create_directories(base_ + "/other");
    other.copy_to(base_ + "/other");
    settings.key_file = base_ + "/other/xinan.key";
    const auto app = must(app::Application::open(folder(), settings, clock_, *random_));
    EXPECT_EQ(code_of(app->unseal_by_file()), "vault.wrong_key");
    EXPECT_TRUE(app->vault().sealed());
}

// Both twins of everything a release applied, by their hashes: what stands in people's databases is not edited, it is added to.
TEST(AppliedMigrations, AreTheSameToTheByte) {
    std::istringstream lines(repository_file("tests/upgrade/applied.txt"));
    std::size_t compared = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        std::string name, sqlite, postgres;
        words >> name >> sqlite >> postgres;
        const auto found = std::ranges::find_if(app::embedded_migrations(), [&](const store::Migration& m) { return m.part + "/" + m.name == name; });
        ASSERT_NE(found, app::embedded_migrations().end()) << name << " was applied once and is gone";
        const auto hash = [](const std::string& text) { return to_hex(crypto::suite(crypto::SuiteId::international).hash(view_of(text))); };
        EXPECT_EQ(hash(found->sqlite), sqlite) << name << ".sqlite.sql was edited: write the next migration instead";
        EXPECT_EQ(hash(found->postgres), postgres) << name << ".pg.sql was edited: write the next migration instead";
        ++compared;
    }
    EXPECT_GE(compared, 15U);
}

}  // namespace
}  // namespace xinan::upgrade
