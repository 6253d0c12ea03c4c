// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.hpp"

#include <filesystem>

#include "app/embedded.hpp"

#include "crypto/key_file.hpp"
#include "store/migrations_dir.hpp"

namespace xinan::app {
namespace {

constexpr std::size_t kKeyFileBytesMax = 4096;

Result<std::unique_ptr<store::Store>> open_store(const Folder& folder, const SettingsFile& settings) {
    if (!settings.postgres.empty()) return store::open_postgres(settings.postgres, {});
    return store::open_sqlite(folder.store(), {});
}
Result<std::unique_ptr<crypto::KeyringBackend>> open_keyring(const Folder& folder, const SettingsFile& settings) {
    if (!settings.postgres_keyring.empty()) return store::open_postgres_keyring(settings.postgres_keyring);
    return store::open_sqlite_keyring(folder.keyring());
}

}  // namespace

const std::vector<store::Migration>& embedded_migrations() {
    static const std::vector<store::Migration> migrations = [] {
        std::vector<store::MigrationFile> files;
        for (const EmbeddedText& file : embedded_texts()) {
            // The keyring's own tables are made by its backend: another database.
            if (file.path.ends_with(".sql")) files.emplace_back(std::string(file.path), std::string(file.text));
        }
        auto made = store::migrations_from_files(files);
        ensure(made.ok(), "the embedded migrations are well formed");
        return std::move(made).value();
    }();
    return migrations;
}

Result<Messages> embedded_messages() {
    std::string_view zh, en;
    for (const EmbeddedText& file : embedded_texts()) {
        if (file.path == "messages/zh.yaml") zh = file.text;
        if (file.path == "messages/en.yaml") en = file.text;
    }
    return Messages::load(zh, en);
}

Application::Application(Folder folder, SettingsFile settings, Clock& clock, Random& random, Messages messages)
    : folder_(std::move(folder)), settings_(std::move(settings)), clock_(clock), random_(random), messages_(std::move(messages)) {}

Application::~Application() = default;

Result<std::unique_ptr<Application>> Application::open(const Folder& folder, const SettingsFile& settings, Clock& clock, Random& random,
                                                       bool migrating) {
    Messages messages = TRY(embedded_messages());
    std::unique_ptr<Application> app(new Application(folder, settings, clock, random, std::move(messages)));
    app->store_ = TRY(open_store(folder, settings));
    app->keyring_ = TRY(open_keyring(folder, settings));
    app->vault_ = std::make_unique<crypto::Vault>(*app->keyring_, clock, random);
    if (migrating) return app;
    TRY_VOID(store::check_schema(*app->store_, embedded_migrations()));
    app->ledger_ = std::make_unique<ledger::Ledger>(*app->store_, *app->vault_, clock);
    app->ledger_->attach();
    bind_handlers();
    add_rules(app->policy_);
    add_routes(app->routes_);
    app->routes_.check(app->policy_);
    app->env_.emplace(Env{*app->store_, *app->vault_, *app->ledger_, app->policy_, clock, random, app->messages_});
    app->identity_ = std::make_unique<identity::Identity>(*app->env_);
    return app;
}

Env Application::env() {
    ensure(env_.has_value(), "the application was opened to serve");
    return *env_;
}

Result<void> Application::unseal(const crypto::Unsealer& with) {
    TRY_VOID(vault_->unseal(with));
    return check_stamps();
}

Result<bool> Application::unseal_by_file() {
    const std::string& path = settings_.key_file;
    if (path.empty()) return false;
    const std::string fresh = path + ".new";  // of a change that was cut off (keys.hpp)
    if (std::filesystem::exists(path)) {
        auto opened = unseal({crypto::Unsealer::Kind::key_file, TRY(read_private_file(path, kKeyFileBytesMax))});
        if (opened) return true;
        if (opened.error().code != "vault.wrong_key" || !std::filesystem::exists(fresh)) return opened.error();
    } else if (!std::filesystem::exists(fresh)) {
        return false;
    }
    TRY_VOID(unseal({crypto::Unsealer::Kind::key_file, TRY(read_private_file(fresh, kKeyFileBytesMax))}));
    std::error_code none;  // a stick that cannot be written: the next start finds the same two
    std::filesystem::rename(fresh, path, none);
    return true;
}

Result<std::vector<store::Centre>> Application::centres() {
    return store_->read(store::kNoCentre, [](store::Tx& tx) { return store::list_centres(tx); });
}

Result<void> Application::check_stamps() {
    if (!env_) return {};
    const std::uint64_t keyring = TRY(vault_->stamp());
    for (const store::Centre& centre : TRY(centres())) {
        if (centre.keyring_stamp > keyring) {
            vault_->seal();
            return fail(ErrorKind::conflict, "app.keyring_older",
                        {{"data", std::to_string(centre.keyring_stamp)}, {"keyring", std::to_string(keyring)}});
        }
        if (centre.keyring_stamp < keyring) {
            TRY_VOID(store_->write(centre.id, [keyring](store::Tx& tx) { return store::set_keyring_stamp(tx, keyring); }));
        }
    }
    return {};
}

Result<Made> make_installation(const Folder& folder, const NewInstallation& what, Clock& clock, Random& random) {
    if (has_installation(folder)) return fail(ErrorKind::conflict, "app.folder_not_empty", {{"folder", folder.root}});
    TRY_VOID(make_folders(folder));
    auto app = TRY(Application::open(folder, what.settings, clock, random, true));
    (void)TRY(store::migrate(app->store(), embedded_migrations()));
    if (!TRY(app->centres()).empty()) return fail(ErrorKind::conflict, "app.folder_not_empty", {{"folder", folder.root}});

    const crypto::FirstKeys keys = TRY(app->vault().init(what.settings.suite, what.key_file_to.has_value(), what.passphrase));
    if (what.key_file_to) TRY_VOID(write_private_file(*what.key_file_to, keys.key_file.view()));
    if (what.key_file_to) {
        TRY_VOID(app->vault().unseal({crypto::Unsealer::Kind::key_file, keys.key_file.clone()}));
    } else {
        TRY_VOID(app->vault().unseal({crypto::Unsealer::Kind::passphrase, what.passphrase->clone()}));
    }
    Made made;
    made.centre = new_random<CentreId>(random);
    TRY_VOID(app->vault().create_centre_keys(made.centre));
    const UtcTime now = clock.now();
    const std::uint64_t stamp = TRY(app->vault().stamp());
    TRY_VOID(app->store().write(made.centre, [&](store::Tx& tx) {
        return store::create_centre(tx, {made.centre, what.centre_name, what.zone, what.centre_kind, now, stamp});
    }));
    for (const SecretBytes& share : keys.recovery_shares) made.recovery_shares.push_back(crypto::share_to_words(share));
    TRY_VOID(write_settings(folder, what.settings));
    return made;
}

}  // namespace xinan::app
