// SPDX-License-Identifier: AGPL-3.0-or-later
// The command line: xinan serve | demo | init | migrate | unseal | backup | restore | ledger … | keys … | recovery … | openapi | doctor.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <functional>

#include "app/application.hpp"
#include "app/commands.hpp"

namespace xinan::app {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 done, 1 refused (the text says why), 2 wrong use, 3 not available now (disk, database, clock), 4 a defect of ours.\n"
    "Language: zh or en, by LC_ALL or LANG.";

// keys and recovery. Options live as long as the program.
void add_key_commands(CLI::App& app, Machine& machine, std::function<Exit()>& chosen) {
    static std::string data;
    static KeyFileOptions file_options;
    static RecoveryOptions recovery_options;
    const auto data_option = [](CLI::App* command, std::string& to) {
        command->add_option("--data", to, "folder of the installation")->required();
    };
    CLI::App* keys = app.add_subcommand("keys", "another way to unseal; the one before opens nothing afterwards");
    keys->require_subcommand(1);
    CLI::App* command = keys->add_subcommand("change-passphrase", "a new unsealing passphrase (asked for twice)");
    data_option(command, data);
    command->callback([&] { chosen = [&] { return keys_change_passphrase(machine, data); }; });
    command = keys->add_subcommand("new-file", "a new key file in the place of the one before");
    data_option(command, file_options.data);
    command->add_option("--to", file_options.to, "another place for it; the settings then name that one");
    command->callback([&] { chosen = [&] { return keys_new_file(machine, file_options); }; });

    CLI::App* recovery = app.add_subcommand("recovery", "process notes nobody else can open, by two of the three printed shares");
    recovery->require_subcommand(1);
    command = recovery->add_subcommand("list", "which there are: session, date, case, author; at most the newest 200");
    data_option(command, data);
    command->callback([&] { chosen = [&] { return recovery_list(machine, data); }; });
    for (const bool open : {true, false}) {
        command = open ? recovery->add_subcommand("open", "show one note here; the visitor sees that it was opened")
                       : recovery->add_subcommand("rewrap", "give one note back to its author after a passphrase reset");
        data_option(command, recovery_options.data);
        command->add_option("--session", recovery_options.session, "the session, as `recovery list` writes it")->required();
        command->add_option("--author", recovery_options.author, "sign-in name, where two people wrote about one session");
        command->callback([&machine, &chosen, open] {
            chosen = [&machine, open] { return open ? recovery_open(machine, recovery_options) : recovery_rewrap(machine, recovery_options); };
        });
    }
}

}  // namespace

int run_command_line(int argc, char** argv) {
    const auto messages = embedded_messages();
    if (!messages) {
        fmt::print(stderr, "xinan: the built-in messages do not load ({})\n", messages.error().code);
        return static_cast<int>(Exit::bug);
    }
    Terminal terminal(*messages);
    const auto clock = system_clock();
    const auto random = system_random();
    Machine machine{*clock, *random, terminal};

    CLI::App app{"Xin'an 心安: runs a counselling service by its own rules.", "xinan"};
    app.footer(kFooter);
    app.set_help_all_flag("--help-all", "every command with its options");
    app.set_version_flag("--version", XINAN_VERSION);
    app.require_subcommand(1);
    std::function<Exit()> chosen;
    const auto data_option = [](CLI::App* command, std::string& data) {
        command->add_option("--data", data, "folder of the installation")->required();
    };

    ServeOptions serve_options;
    int serve_port = 0;
    CLI::App* command = app.add_subcommand("serve", "run the service");
    data_option(command, serve_options.data);
    command->add_option("--port", serve_port, "port instead of the one in xinan.yaml")->check(CLI::Range(1, 65535));
    command->callback([&] {
        chosen = [&] {
            if (serve_port != 0) serve_options.port = serve_port;
            return serve(machine, serve_options);
        };
    });

    DemoOptions demo_options;
    command = app.add_subcommand("demo", "make (the first time) and run a demo centre of invented people on this machine only");
    data_option(command, demo_options.data);
    command->add_option("--port", demo_options.port, "port on 127.0.0.1")->check(CLI::Range(1, 65535))->capture_default_str();
    command->add_option("--seed", demo_options.seed, "the demo's people follow from it")->capture_default_str();
    command->add_option("--suite", demo_options.suite, "international (AES, SHA-256, Ed25519) or guomi (SM4, SM3, SM2)")->capture_default_str();
    command->add_flag("--no-server", demo_options.no_server, "make the centre and end");
    command->callback([&] { chosen = [&] { return demo(machine, demo_options); }; });

    InitOptions init_options;
    command = app.add_subcommand("init", "make a new installation: keys, recovery shares to print, one centre, its first account");
    data_option(command, init_options.data);
    command->add_option("--centre", init_options.centre_name, "name of the centre")->required();
    command->add_option("--kind", init_options.centre_kind, "school, university, community, children, eap or finance")
        ->check(CLI::IsMember({"school", "university", "community", "children", "eap", "finance"}))->capture_default_str();
    command->add_option("--zone", init_options.zone, "IANA time zone")->capture_default_str();
    command->add_option("--suite", init_options.suite, "international or guomi")->capture_default_str();
    command->add_option("--key-file", init_options.key_file, "where to write the key file (a stick); unseals at start while it is there");
    command->add_flag("--passphrase", init_options.with_passphrase, "also (or only) unseal by a passphrase, asked for now");
    command->add_option("--login", init_options.login, "sign-in name of the first account")->capture_default_str();
    command->add_option("--postgres", init_options.postgres, "connection string of the data, without a password; default SQLite");
    command->add_option("--postgres-keyring", init_options.postgres_keyring, "connection string of the keyring: another cluster");
    command->add_option("--address", init_options.address, "address to listen on; off loopback it needs a certificate")->capture_default_str();
    command->add_option("--port", init_options.port, "port")->check(CLI::Range(1, 65535))->capture_default_str();
    command->add_option("--certificate", init_options.certificate, "PEM file");
    command->add_option("--private-key", init_options.private_key, "PEM file");
    command->callback([&] { chosen = [&] { return init(machine, init_options); }; });

    std::string data;
    command = app.add_subcommand("migrate", "bring the database to this program's schema");
    data_option(command, data);
    command->callback([&] { chosen = [&] { return migrate(machine, data); }; });
    command = app.add_subcommand("unseal", "give a running, sealed server its passphrase (asked for)");
    data_option(command, data);
    command->callback([&] { chosen = [&] { return unseal(machine, data); }; });

    BackupOptions backup_options;
    command = app.add_subcommand("backup", "a sealed copy of the data, and beside it a copy of the keyring: keep them apart");
    data_option(command, backup_options.data);
    command->add_option("--to", backup_options.to, "new file for the data")->required();
    command->add_option("--keyring-to", backup_options.keyring_to, "new file for the keyring copy");
    command->callback([&] { chosen = [&] { return backup(machine, backup_options); }; });

    RestoreOptions restore_options;
    command = app.add_subcommand("restore", "a new installation from a backup; verifies the ledger before it says done");
    data_option(command, restore_options.data);
    command->add_option("--from", restore_options.from, "data backup")->required();
    command->add_option("--keyring-from", restore_options.keyring_from, "newest keyring copy")->required();
    command->add_option("--key-file", restore_options.key_file, "key file; else the passphrase is asked for");
    command->add_option("--postgres", restore_options.postgres, "into this empty database instead of SQLite");
    command->add_option("--postgres-keyring", restore_options.postgres_keyring, "and the keyring into this one");
    command->add_option("--address", restore_options.address, "address to listen on: settings are not in a backup")->capture_default_str();
    command->add_option("--port", restore_options.port, "port")->check(CLI::Range(1, 65535))->capture_default_str();
    command->add_option("--certificate", restore_options.certificate, "PEM file");
    command->add_option("--private-key", restore_options.private_key, "PEM file");
    command->callback([&] { chosen = [&] { return restore(machine, restore_options); }; });

    LedgerOptions ledger_options;
    CLI::App* ledger = app.add_subcommand("ledger", "the ledger of deeds");
    ledger->require_subcommand(1);
    command = ledger->add_subcommand("export", "all entries and checkpoints as lines of JSON, for the offline verifiers");
    data_option(command, ledger_options.data);
    command->add_option("--to", ledger_options.to, "new file")->required();
    command->callback([&] { chosen = [&] { return ledger_export(machine, ledger_options); }; });
    command = ledger->add_subcommand("verify", "recompute everything from the rows");
    data_option(command, ledger_options.data);
    command->add_option("--checkpoint", ledger_options.checkpoint, "a checkpoint kept outside, to compare with");
    command->callback([&] { chosen = [&] { return ledger_verify(machine, ledger_options); }; });

    ConsistencyOptions consistency_options;
    command = ledger->add_subcommand("consistency", "that the ledger of --to entries continues the one of --from, for xinan-verify");
    data_option(command, consistency_options.data);
    command->add_option("--from", consistency_options.from, "entries of the older checkpoint")->required();
    command->add_option("--to", consistency_options.to, "entries of the newer one; without it the newest checkpoint");
    command->add_option("--out", consistency_options.out, "new file; else standard output");
    command->callback([&] { chosen = [&] { return ledger_consistency(machine, consistency_options); }; });
    command = ledger->add_subcommand("checkpoint", "the newest signed checkpoint, to be kept elsewhere");
    data_option(command, ledger_options.data);
    command->add_option("--out", ledger_options.to, "new file; else standard output");
    command->callback([&] { chosen = [&] { return ledger_checkpoint(machine, ledger_options); }; });
    add_key_commands(app, machine, chosen);

    command = app.add_subcommand("openapi", "write the OpenAPI 3.1 document of this program");
    command->callback([&] { chosen = [&] { return openapi(machine); }; });
    command = app.add_subcommand("doctor", "look for what makes an installation unsafe");
    data_option(command, data);
    command->callback([&] { chosen = [&] { return doctor(machine, data); }; });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? static_cast<int>(Exit::ok) : static_cast<int>(Exit::usage);
    }
    return static_cast<int>(chosen());
}

}  // namespace xinan::app
