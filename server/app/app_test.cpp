// SPDX-License-Identifier: AGPL-3.0-or-later
// An installation from init to restore: what is kept, what is refused, and that nothing is half made.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "app/application.hpp"
#include "app/backup.hpp"
#include "app/doctor.hpp"
#include "app/first_rows.hpp"
#include "base/testing.hpp"

namespace xinan::app {
namespace {

using testing::code_of;
using testing::must;

constexpr UtcTime kStart{1'763'856'000'000};  // 2025-11-23T00:00Z
const Progress kQuiet = [](std::uint64_t, std::uint64_t) {};

class Installation : public ::testing::TestWithParam<crypto::SuiteId> {
   protected:
    void SetUp() override {
        std::string name = "/tmp/xinan-app-XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        base_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(base_); }

    Folder folder(const std::string& name) const { return {base_ + "/" + name}; }
    // A new installation with its first account and a key file beside its folder.
    CentreId make(const std::string& name, Purpose purpose = Purpose::service) {
        NewInstallation what;
        what.settings.purpose = purpose;
        what.settings.suite = GetParam();
        what.settings.key_file = base_ + "/" + name + ".key";
        what.centre_name = "青禾中学";
        what.key_file_to = what.settings.key_file;
        const Made made = must(make_installation(folder(name), what, clock_, *random_));
        EXPECT_EQ(made.recovery_shares.size(), 3U);
        auto app = open(name);
        EXPECT_TRUE(write_first_rows(*app, made.centre, "admin", SecretBytes(view_of("correct horse battery 9")), clock_.now()).ok());
        return made.centre;
    }
    std::unique_ptr<Application> open(const std::string& name) {
        const Folder at = folder(name);
        auto app = must(Application::open(at, must(read_settings(at)), clock_, *random_));
        EXPECT_TRUE(must(app->unseal_by_file()));
        return app;
    }

    std::string base_;
    ManualClock clock_{kStart};
    std::unique_ptr<Random> random_ = system_random();
};
INSTANTIATE_TEST_SUITE_P(Suites, Installation, ::testing::Values(crypto::SuiteId::international, crypto::SuiteId::guomi),
                         [](const auto& with) { return with.param == crypto::SuiteId::guomi ? std::string("guomi") : std::string("international"); });

TEST_P(Installation, AFolderIsMadeOnceAndItsFilesArePrivate) {
    make("a");
    NewInstallation again;
    again.centre_name = "x";
    EXPECT_EQ(code_of(make_installation(folder("a"), again, clock_, *random_)), "app.folder_not_empty");
    for (const std::string& path : {folder("a").settings(), base_ + "/a.key"}) {
        struct stat status {};
        ASSERT_EQ(::stat(path.c_str(), &status), 0) << path;
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << path;
    }
    EXPECT_FALSE(refuses(look_at_files(folder("a"), must(read_settings(folder("a"))))));
}

TEST_P(Installation, DoctorRefusesWhatOthersCanReadAndADatabaseOnTheNetwork) {
    make("a");
    ::chmod((base_ + "/a.key").c_str(), 0644);
    EXPECT_TRUE(refuses(look_at_files(folder("a"), must(read_settings(folder("a"))))));
    EXPECT_TRUE(refuses(look_at_postgres("host=10.0.0.5 dbname=xinan", "postgres")));
    EXPECT_TRUE(refuses(look_at_postgres("host=/run/postgresql dbname=xinan password=secret", "postgres")));
    EXPECT_TRUE(refuses(look_at_postgres("postgresql://xinan@db/xinan", "postgres")));
    EXPECT_FALSE(refuses(look_at_postgres("host=/run/postgresql dbname=xinan", "postgres")));
    EXPECT_FALSE(refuses(look_at_postgres("host=db.school sslmode=verify-full dbname=xinan", "postgres")));
    SettingsFile open_to_all;
    open_to_all.address = "0.0.0.0";
    EXPECT_TRUE(refuses(look_at_files(folder("none"), open_to_all)));
}

TEST_P(Installation, DoctorRefusesAClockBehindTheNewestDeed) {
    make("a");
    auto app = open("a");
    EXPECT_FALSE(refuses(look_at_clock(*app, clock_)));
    ManualClock an_hour_back(kStart - Millis{3'600'000});
    EXPECT_TRUE(refuses(look_at_clock(*app, an_hour_back)));
}

TEST_P(Installation, TheKeyFileOfAnotherInstallationIsNamed) {
    make("a");
    make("b");
    const Folder at = folder("a");
    SettingsFile settings = must(read_settings(at));
    settings.key_file = base_ + "/b.key";
    auto app = must(Application::open(at, settings, clock_, *random_));
    EXPECT_EQ(code_of(app->unseal_by_file()), "vault.wrong_key");
    EXPECT_TRUE(app->vault().sealed());
}

TEST_P(Installation, ABackupComesBackWholeAndItsLedgerVerifies) {
    const CentreId centre = make("a");
    auto app = open("a");
    (void)must(app->ledger().checkpoint_now(centre));
    const auto report = must(write_backup(app->store(), app->vault(), centre, clock_, *random_, base_ + "/data.backup", kQuiet));
    EXPECT_GT(report.bytes, 0U);
    const auto keys = must(write_keyring_copy(app->keyring(), {centre}, base_ + "/keyring.copy"));
    EXPECT_GE(keys, 4U);  // identity, blind index, ledger, backup
    const auto before = must(app->store().read(centre, [](store::Tx& tx) { return ledger::DeedReader(tx).size(); }));

    const Folder to = folder("restored");
    ASSERT_TRUE(make_folders(to).ok());
    auto keyring = must(store::open_sqlite_keyring(to.keyring()));
    EXPECT_EQ(must(read_keyring_copy(*keyring, base_ + "/keyring.copy")), keys);
    crypto::Vault vault(*keyring, clock_, *random_);
    ASSERT_TRUE(vault.unseal({crypto::Unsealer::Kind::key_file, must(read_private_file(base_ + "/a.key", 4096))}).ok());
    EXPECT_EQ(must(open_backup(vault, base_ + "/data.backup", to.store(), kQuiet)).bytes, report.bytes);
    SettingsFile settings = must(read_settings(folder("a")));
    ASSERT_TRUE(write_settings(to, settings).ok());
    auto restored = must(Application::open(to, settings, clock_, *random_));
    ASSERT_TRUE(must(restored->unseal_by_file()));
    EXPECT_EQ(must(restored->store().read(centre, [](store::Tx& tx) { return ledger::DeedReader(tx).size(); })), before);
    EXPECT_TRUE(must(restored->ledger().verify(centre, nullptr, kQuiet)).empty());
    // A sealed name opens: the keys came along.
    EXPECT_EQ(must(staff::names(restored->env(), centre)).size(), must(staff::names(app->env(), centre)).size());
}

TEST_P(Installation, ADamagedBackupIsRefusedByTheChunkAndLeavesNothing) {
    const CentreId centre = make("a");
    auto app = open("a");
    (void)must(write_backup(app->store(), app->vault(), centre, clock_, *random_, base_ + "/data.backup", kQuiet));
    {
        std::fstream file(base_ + "/data.backup", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-40, std::ios::end);
        file.put('\x7f');
    }
    const auto opened = open_backup(app->vault(), base_ + "/data.backup", base_ + "/out", kQuiet);
    EXPECT_EQ(code_of(opened), "app.bad_backup");
    EXPECT_FALSE(std::filesystem::exists(base_ + "/out"));
    // Cut off at the end: the last chunk says that it is the last.
    std::filesystem::resize_file(base_ + "/data.backup", std::filesystem::file_size(base_ + "/data.backup") - 100);
    EXPECT_EQ(code_of(open_backup(app->vault(), base_ + "/data.backup", base_ + "/out", kQuiet)), "app.bad_backup");
}

TEST_P(Installation, AKeyringOlderThanTheDataIsNamedAndNothingStarts) {
    const CentreId centre = make("a");
    {
        auto app = open("a");
        (void)must(write_keyring_copy(app->keyring(), {centre}, base_ + "/old.copy"));
        ASSERT_TRUE(app->vault().create_key(centre, {crypto::ScopeKind::visitor_file, new_random<AnyId>(*random_)}).ok());
        ASSERT_TRUE(app->check_stamps().ok());  // the data now know the newer stamp
    }
    std::filesystem::remove_all(base_ + "/a/keyring");
    std::filesystem::create_directory(base_ + "/a/keyring");
    {
        auto keyring = must(store::open_sqlite_keyring(folder("a").keyring()));
        (void)must(read_keyring_copy(*keyring, base_ + "/old.copy"));
    }
    const Folder at = folder("a");
    auto app = must(Application::open(at, must(read_settings(at)), clock_, *random_));
    EXPECT_EQ(code_of(app->unseal_by_file()), "app.keyring_older");
    EXPECT_TRUE(app->vault().sealed());
}

TEST_P(Installation, EveryWayInHasItsRuleAndItsWords) {
    make("a");
    auto app = open("a");
    EXPECT_GT(app->routes().all().size(), 60U);
    EXPECT_TRUE(app->messages().differences().empty());
}

}  // namespace
}  // namespace xinan::app
