// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/simulation/world.hpp"

#include <filesystem>

#include "app/backup.hpp"
#include "app/first_rows.hpp"
#include "base/testing.hpp"
#include "ledger/append.hpp"

namespace xinan::simulation {
namespace {

namespace fs = std::filesystem;
using testing::must;

const app::Progress kQuiet = [](std::uint64_t, std::uint64_t) {};

std::string private_base() {
    std::string pattern = (fs::exists("/dev/shm") ? std::string("/dev/shm") : fs::temp_directory_path().string()) + "/xinan-term-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder: " + pattern);
    return pattern;
}

UtcTime morning(const WorldOptions& options) {
    const auto zone = must(Zone::open(options.zone));
    return must(zone->to_utc({options.first_day, 6 * 60}));
}

}  // namespace

World::World(const WorldOptions& options)
    : options_(options), base_(private_base()), clock_(morning(options)), random_(options.seed ^ 0x5851F42D4C957F2DULL), zone_(must(Zone::open(options.zone))) {
    folder_ = new_folder();
    app::NewInstallation what;
    what.settings.key_file = base_ + "/xinan.key";
    if (options_.engine == store::Engine::postgres) what.settings.postgres = databases_.back()->place();
    what.centre_name = "青禾中学";
    what.zone = options_.zone;
    what.key_file_to = what.settings.key_file;
    centre_ = must(app::make_installation(folder_, what, clock_, random_)).centre;
    open();
    must(app::write_first_rows(*app_, centre_, "admin", SecretBytes(view_of(std::string_view(kAdminPassphrase))), clock_.now()));
}

World::~World() {
    stop();
    std::error_code ignored;
    fs::remove_all(base_, ignored);
}

app::Folder World::new_folder() {
    if (options_.engine == store::Engine::postgres) databases_.push_back(std::make_unique<store::TestDatabase>(store::Engine::postgres, false));
    return {base_ + "/data" + std::to_string(++folders_)};
}

void World::open() {
    app_ = must(app::Application::open(folder_, must(app::read_settings(folder_)), clock_, random_));
    // The ledger's own hook, then the fault: what was inserted must go with the group.
    app_->store().set_before_commit([this](store::Tx& tx, std::vector<std::unique_ptr<store::Pending>>& entries) -> Result<void> {
        TRY_VOID(ledger::append(tx, entries, app_->vault().suite(), clock_.now()));
        if (fail_commits_) return fail(ErrorKind::unavailable, "unavailable.database");
        return {};
    });
    if (!must(app_->unseal_by_file())) throw std::runtime_error("the key file is there");
    env_ = std::make_unique<Env>(app_->env());
    identity::Parameters parameters;
    parameters.cost = kCheap;
    identity_ = std::make_unique<identity::Identity>(*env_, parameters);
    http::RouterOptions router;
    router.secure = false;
    router.default_centre = centre_;
    router.identity = parameters;
    router_ = std::make_unique<http::Router>(*env_, *identity_, app_->routes(), router);
}

void World::stop() {
    router_.reset();
    identity_.reset();
    env_.reset();
    app_.reset();
}

void World::restart() {
    stop();
    open();
}

void World::copy_to(const std::string& to) {
    const std::string key = app_->settings().key_file;
    stop();
    fs::copy(folder_.root, to + "/data", fs::copy_options::recursive);
    fs::copy_file(key, to + "/xinan.key");
    open();
}

void World::back_up_and_restore() {
    const std::string data = base_ + "/data" + std::to_string(folders_) + ".backup", keys = base_ + "/keys" + std::to_string(folders_) + ".copy";
    (void)must(app_->ledger().checkpoint_now(centre_));
    (void)must(app::write_backup(app_->store(), app_->vault(), centre_, clock_, random_, data, kQuiet));
    (void)must(app::write_keyring_copy(app_->keyring(), {centre_}, keys));
    app::SettingsFile settings = app_->settings();
    stop();

    folder_ = new_folder();
    must(app::make_folders(folder_));
    {
        auto keyring = must(store::open_sqlite_keyring(folder_.keyring()));
        (void)must(app::read_keyring_copy(*keyring, keys));
        crypto::Vault vault(*keyring, clock_, random_);
        must(vault.unseal({crypto::Unsealer::Kind::key_file, must(app::read_private_file(settings.key_file, 4096))}));
        const bool postgres = options_.engine == store::Engine::postgres;
        const std::string to = postgres ? folder_.root + "/restore.archive" : folder_.store();
        (void)must(app::open_backup(vault, data, to, kQuiet));
        if (postgres) {
            settings.postgres = databases_.back()->place();
            (void)must(store::migrate(*must(store::open_postgres(settings.postgres, {})), app::embedded_migrations()));
            must(store::restore_postgres(settings.postgres, to));
            fs::remove(to);
        }
    }
    must(app::write_settings(folder_, settings));
    open();
}

std::vector<std::string> World::files() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(base_)) {
        if (entry.is_regular_file()) found.push_back(entry.path().string());
    }
    return found;
}

}  // namespace xinan::simulation
