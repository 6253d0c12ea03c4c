// SPDX-License-Identifier: AGPL-3.0-or-later
// The program put together: store, keyring, vault, ledger, policy, identity, messages and all ways in. Opened sealed; unsealed
// before it serves. No singletons: commands, server, tests and the demo each make one.
//
// Threads: open and unseal belong to the start of the program; env() is safe from any thread afterwards.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/settings_file.hpp"
#include "http/routes.hpp"
#include "identity/identity.hpp"
#include "store/centre.hpp"
#include "store/engines.hpp"
#include "store/setting.hpp"

namespace xinan::app {

// The rows, rules and settings of everything built in, in rank order. One place: bindings.cpp.
void add_routes(http::Routes& routes);
void add_rules(access::Policy& policy);
std::vector<store::SettingSpec> all_settings();
// What a higher rank does inside a lower one's transaction (DESIGN §3): every binding stands in bindings.cpp.
void bind_handlers();

// The migrations inside the program, in order. Ensure: they are well formed (a test reads them).
const std::vector<store::Migration>& embedded_migrations();
Result<Messages> embedded_messages();

class Application final {
   public:
    // Opens data and keyring, checks the schema unless `migrating`. The vault is sealed.
    // Errors: those of read_settings, open_*, check_schema, vault.no_keyring.
    static Result<std::unique_ptr<Application>> open(const Folder& folder, const SettingsFile& settings, Clock& clock, Random& random,
                                                     bool migrating = false);
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    // By the key file where the settings name one and it is there. Ok(false): none there; stays sealed.
    // Errors: invalid vault.wrong_key {data, key}: this data was sealed by another key; conflict app.keyring_older {data, keyring}.
    Result<bool> unseal_by_file();
    Result<void> unseal(const crypto::Unsealer& with);
    // Compares the stamps of data and keyring after unsealing (DECISIONS "Keyring").
    // Errors: conflict app.keyring_older. A restored, older data set is reported by restored_older().
    Result<void> check_stamps();

    [[nodiscard]] Env env();
    [[nodiscard]] identity::Identity& identity() { return *identity_; }
    [[nodiscard]] const http::Routes& routes() const { return routes_; }
    [[nodiscard]] store::Store& store() { return *store_; }
    [[nodiscard]] crypto::Vault& vault() { return *vault_; }
    [[nodiscard]] bool memory_locked() const { return vault_->memory_locked(); }
    [[nodiscard]] crypto::KeyringBackend& keyring() { return *keyring_; }
    [[nodiscard]] ledger::Ledger& ledger() { return *ledger_; }
    [[nodiscard]] const SettingsFile& settings() const { return settings_; }
    [[nodiscard]] const Folder& folder() const { return folder_; }
    [[nodiscard]] const Messages& messages() const { return messages_; }
    Result<std::vector<store::Centre>> centres();

   private:
    Application(Folder folder, SettingsFile settings, Clock& clock, Random& random, Messages messages);
    Folder folder_;
    SettingsFile settings_;
    Clock& clock_;
    Random& random_;
    Messages messages_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<crypto::KeyringBackend> keyring_;
    std::unique_ptr<crypto::Vault> vault_;
    std::unique_ptr<ledger::Ledger> ledger_;
    access::Policy policy_;
    http::Routes routes_;
    std::optional<Env> env_;
    std::unique_ptr<identity::Identity> identity_;
};

// What init makes: an installation with one centre and its first account. Gives out what is never stored.
struct NewInstallation {
    SettingsFile settings;
    std::string centre_name;
    std::string centre_kind = "school";
    std::string zone = "Asia/Shanghai";
    std::optional<std::string> key_file_to;  // where the key file is written; none: passphrase only
    const SecretBytes* passphrase = nullptr;
};
struct Made {
    CentreId centre;
    std::vector<std::string> recovery_shares;  // words to print, 3; any 2 open the recovery key
};
// Errors: conflict app.folder_not_empty, app.bad_settings, those of store and keyring. Nothing is half made: settings come last.
Result<Made> make_installation(const Folder& folder, const NewInstallation& what, Clock& clock, Random& random);

}  // namespace xinan::app
