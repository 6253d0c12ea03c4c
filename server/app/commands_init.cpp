// SPDX-License-Identifier: AGPL-3.0-or-later
// init: keys first, recovery shares given out once, then the centre, its consent texts and its first account.
#include <fmt/core.h>

#include "app/application.hpp"
#include "base/zone.hpp"
#include "app/commands.hpp"
#include "app/doctor.hpp"
#include "app/first_rows.hpp"

namespace xinan::app {
namespace {

Result<SettingsFile> settings_of(const InitOptions& options) {
    SettingsFile settings;
    settings.purpose = Purpose::service;
    settings.suite = TRY(crypto::parse_suite(options.suite));
    settings.address = options.address;
    settings.port = options.port;
    settings.certificate = options.certificate;
    settings.private_key = options.private_key;
    settings.postgres = options.postgres;
    settings.postgres_keyring = options.postgres_keyring;
    settings.key_file = options.key_file;
    return settings;
}

Result<void> run(Machine& machine, const InitOptions& options) {
    const Folder folder{options.data};
    if (has_installation(folder)) return fail(ErrorKind::conflict, "app.folder_not_empty", {{"folder", folder.root}});
    if (options.key_file.empty() && !options.with_passphrase) return fail(ErrorKind::invalid, "app.no_unsealer");
    if (options.postgres.empty() != options.postgres_keyring.empty()) return fail(ErrorKind::invalid, "app.keyring_apart");
    NewInstallation what;
    what.settings = TRY(settings_of(options));
    for (const auto& finding : look_at_files(folder, what.settings)) {
        if (finding.weight == DoctorFinding::Weight::refuse) machine.terminal.warn("doctor." + finding.key, finding.args);
    }
    if (refuses(look_at_files(folder, what.settings))) return fail(ErrorKind::conflict, "app.unsafe");
    what.centre_name = options.centre_name;
    what.centre_kind = options.centre_kind;
    what.zone = TRY(Zone::open(options.zone))->name();
    if (!options.key_file.empty()) what.key_file_to = options.key_file;
    SecretBytes passphrase;
    if (options.with_passphrase) {
        passphrase = machine.terminal.ask_secret("cli.new_passphrase");
        TRY_VOID(identity::acceptable_passphrase(passphrase.text(), options.login));
        what.passphrase = &passphrase;
    }
    const Made made = TRY(make_installation(folder, what, machine.clock, machine.random));
    machine.terminal.say("cli.init.shares");
    for (std::size_t i = 0; i < made.recovery_shares.size(); ++i) fmt::print("  {}: {}\n", i + 1, made.recovery_shares[i]);

    auto app = TRY(Application::open(folder, what.settings, machine.clock, machine.random));
    if (!TRY(app->unseal_by_file())) TRY_VOID(app->unseal({crypto::Unsealer::Kind::passphrase, passphrase.clone()}));
    const std::string first = identity::suggested_passphrase(machine.random);
    TRY_VOID(write_first_rows(*app, made.centre, options.login, SecretBytes(view_of(first)), machine.clock.now()));
    machine.terminal.say("cli.init.account", {{"login", options.login}, {"passphrase", first}});
    machine.terminal.say("cli.init.done", {{"data", options.data}});
    return {};
}

}  // namespace

Exit init(Machine& machine, const InitOptions& options) {
    const auto result = run(machine, options);
    return result ? Exit::ok : machine.terminal.fail(result.error());
}

}  // namespace xinan::app
