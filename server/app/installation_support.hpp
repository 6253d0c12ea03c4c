// SPDX-License-Identifier: AGPL-3.0-or-later
// An installation in a private folder with its first account, and the shares that were printed. Tests only.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "app/application.hpp"
#include "app/first_rows.hpp"
#include "base/testing.hpp"

namespace xinan::app {

class InstallationTest : public ::testing::Test {
   protected:
    static constexpr UtcTime kStart{1'763'856'000'000};  // 2025-11-23T00:00Z
    static constexpr std::string_view kUnseal = "correct horse battery 9";

    void SetUp() override {
        std::string name = "/tmp/xinan-app-XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        base_ = name;
        NewInstallation what;
        what.settings.key_file = key_file();
        what.centre_name = "青禾中学";
        what.key_file_to = what.settings.key_file;
        const SecretBytes passphrase(view_of(kUnseal));
        what.passphrase = &passphrase;
        made_ = testing::must(make_installation(folder(), what, clock_, *random_));
        EXPECT_TRUE(write_first_rows(*open(), made_.centre, "admin", passphrase, clock_.now()).ok());
    }
    void TearDown() override { std::filesystem::remove_all(base_); }

    [[nodiscard]] Folder folder() const { return {base_ + "/data"}; }
    [[nodiscard]] std::string key_file() const { return base_ + "/xinan.key"; }
    std::unique_ptr<Application> open() {
        auto app = testing::must(Application::open(folder(), testing::must(read_settings(folder())), clock_, *random_));
        EXPECT_TRUE(testing::must(app->unseal_by_file()));
        return app;
    }
    // Newest first.
    std::vector<ledger::Entry> deeds(Application& app, std::string_view action) {
        ledger::Filter filter;
        filter.action = std::string(action);
        return testing::must(app.store().read(made_.centre, [&](store::Tx& tx) { return ledger::DeedReader(tx).find(filter); }));
    }

    std::string base_;
    Made made_;
    ManualClock clock_{kStart};
    std::unique_ptr<Random> random_ = system_random();
};

}  // namespace xinan::app
