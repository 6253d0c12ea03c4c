// SPDX-License-Identifier: AGPL-3.0-or-later
// One installation of the real program on a private folder (or database), with a clock and chance of our own, that can be
// stopped and started, backed up and restored, and whose commits can be made to fail. Tests only.
//
// Source: DECISIONS "Building and testing" (the simulation). Threads: one drives; the program's own threads run below.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/application.hpp"
#include "base/zone.hpp"
#include "http/router.hpp"
#include "store/testing.hpp"

namespace xinan::simulation {

struct WorldOptions {
    std::uint64_t seed = 1;
    store::Engine engine = store::Engine::sqlite;
    std::string zone = "Asia/Shanghai";
    LocalDate first_day{std::chrono::year{2026}, std::chrono::month{9}, std::chrono::day{7}};  // a Monday
};

// Seeded chance for every id and salt of the program, from whichever of its threads.
class SharedRandom final : public Random {
   public:
    explicit SharedRandom(std::uint64_t seed) : seeded_(seeded_random(seed)) {}
    void fill(std::span<std::uint8_t> out) override {
        const std::lock_guard lock(mutex_);
        seeded_->fill(out);
    }

   private:
    std::mutex mutex_;
    std::unique_ptr<Random> seeded_;
};

class World final {
   public:
    // Makes the installation and its first account ("admin", kAdminPassphrase). Throws std::runtime_error.
    explicit World(const WorldOptions& options);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    static constexpr const char* kAdminPassphrase = "seven grey herons by the weir";

    [[nodiscard]] const WorldOptions& options() const { return options_; }
    [[nodiscard]] app::Application& app() { return *app_; }
    [[nodiscard]] identity::Identity& identity() { return *identity_; }
    [[nodiscard]] http::Router& router() { return *router_; }
    [[nodiscard]] CentreId centre() const { return centre_; }
    [[nodiscard]] ManualClock& clock() { return clock_; }
    [[nodiscard]] Random& random() { return random_; }
    [[nodiscard]] const Zone& zone() const { return *zone_; }
    [[nodiscard]] UtcTime now() const { return clock_.now(); }
    [[nodiscard]] LocalDate today() const { return zone_->to_local(clock_.now()).date; }
    // Every file of the data folder (and of what was backed up), for a search in plain.
    [[nodiscard]] std::vector<std::string> files() const;

    // Stops the program and starts it again on the same data.
    void restart();
    // Backup of data and keyring, then a new folder (and database) restored from the two files; the world goes on there.
    void back_up_and_restore();
    // Stops the program, copies the data folder and the key file to `to`/data and `to`/xinan.key, and starts it again. SQLite only.
    void copy_to(const std::string& to);
    // While set, every group fails in the last step before COMMIT, after the deeds were inserted.
    void fail_commits(bool fail) { fail_commits_ = fail; }
    template <class F>
    auto read(F f) { return app_->store().read(centre_, std::move(f)); }

   private:
    void open();
    void stop();
    app::Folder new_folder();
    WorldOptions options_;
    std::string base_;
    ManualClock clock_;
    SharedRandom random_;
    std::shared_ptr<const Zone> zone_;
    std::vector<std::unique_ptr<store::TestDatabase>> databases_;  // the last is in use
    app::Folder folder_;
    int folders_ = 0;
    CentreId centre_{};
    std::atomic<bool> fail_commits_ = false;
    std::unique_ptr<app::Application> app_;
    std::unique_ptr<Env> env_;
    std::unique_ptr<identity::Identity> identity_;
    std::unique_ptr<http::Router> router_;
};

// A cheap passphrase function's cost: signing in is not what is simulated.
inline constexpr crypto::PassphraseCost kCheap{.memory_kib = 64, .passes = 1};

}  // namespace xinan::simulation
