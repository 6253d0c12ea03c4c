// SPDX-License-Identifier: AGPL-3.0-or-later
// The commands of `xinan`, each a function from its options to an exit code. The command line itself is cli.cpp.
#pragma once

#include <optional>
#include <string>

#include "app/settings_file.hpp"
#include "app/terminal.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"

namespace xinan::app {

struct Machine {
    Clock& clock;
    Random& random;
    Terminal& terminal;
};

struct ServeOptions { std::string data; std::optional<int> port; };
Exit serve(Machine&, const ServeOptions&);

struct DemoOptions { std::string data; int port = 8080; std::uint64_t seed = 20261122; std::string suite = "international"; bool no_server = false; };
Exit demo(Machine&, const DemoOptions&);

struct InitOptions {
    std::string data, centre_name, centre_kind = "school", zone = "Asia/Shanghai", suite = "international", key_file, login = "admin";
    std::string postgres, postgres_keyring, address = "127.0.0.1", certificate, private_key;
    int port = 8080;
    bool with_passphrase = false;
};
Exit init(Machine&, const InitOptions&);
Exit migrate(Machine&, const std::string& data);
Exit unseal(Machine&, const std::string& data);

struct BackupOptions { std::string data, to, keyring_to; };
Exit backup(Machine&, const BackupOptions&);
struct RestoreOptions {
    std::string data, from, keyring_from, key_file, postgres, postgres_keyring;
    std::string address = "127.0.0.1", certificate, private_key;  // the settings file is not in a backup
    int port = 8080;
};
Exit restore(Machine&, const RestoreOptions&);

struct LedgerOptions { std::string data, to, checkpoint; };
Exit ledger_export(Machine&, const LedgerOptions&);
Exit ledger_verify(Machine&, const LedgerOptions&);

struct ConsistencyOptions { std::string data, out; std::uint64_t from = 0, to = 0; };
Exit ledger_consistency(Machine&, const ConsistencyOptions&);  // to 0: the newest checkpoint; out empty: standard output
Exit ledger_checkpoint(Machine&, const LedgerOptions&);

// Another way to unseal; the one before opens nothing afterwards.
Exit keys_change_passphrase(Machine&, const std::string& data);
struct KeyFileOptions { std::string data, to; };
Exit keys_new_file(Machine&, const KeyFileOptions&);

// Process notes by two recovery shares, typed at the terminal.
struct RecoveryOptions { std::string data, session, author; };
Exit recovery_list(Machine&, const std::string& data);
Exit recovery_open(Machine&, const RecoveryOptions&);
Exit recovery_rewrap(Machine&, const RecoveryOptions&);

Exit openapi(Machine&);
Exit doctor(Machine&, const std::string& data);

// argv of main. Help, version and usage errors are CLI11's.
int run_command_line(int argc, char** argv);

}  // namespace xinan::app
