// SPDX-License-Identifier: AGPL-3.0-or-later
// migrate, backup, restore, ledger export and verify, doctor.
#include <fmt/core.h>

#include <filesystem>
#include <fstream>

#include "app/application.hpp"
#include "app/backup.hpp"
#include "app/commands.hpp"
#include "app/doctor.hpp"
#include "app/housekeeping.hpp"
#include "crypto/process.hpp"
#include "ledger/formats.hpp"

namespace xinan::app {
namespace {

constexpr std::size_t kKeyFileBytesMax = 4096;
constexpr std::size_t kCheckpointBytesMax = 64 * 1024;

// Opened and, where a key file stands or a passphrase is typed, unsealed.
Result<std::unique_ptr<Application>> open_unsealed(Machine& machine, const Folder& folder) {
    const SettingsFile settings = TRY(read_settings(folder));
    auto app = TRY(Application::open(folder, settings, machine.clock, machine.random));
    if (!TRY(app->unseal_by_file())) {
        TRY_VOID(app->unseal({crypto::Unsealer::Kind::passphrase, machine.terminal.ask_secret("cli.passphrase")}));
    }
    return app;
}

Progress progress_of(Machine& machine, std::string_view key) {
    return [&machine, key](std::uint64_t done, std::uint64_t total) { machine.terminal.progress(key, done, total); };
}

Result<void> run_restore(Machine& machine, const RestoreOptions& options) {
    const Folder folder{options.data};
    if (has_installation(folder)) return fail(ErrorKind::conflict, "app.folder_not_empty", {{"folder", folder.root}});
    TRY_VOID(make_folders(folder));
    SettingsFile settings;
    settings.purpose = Purpose::service;
    settings.postgres = options.postgres;
    settings.postgres_keyring = options.postgres_keyring;
    settings.key_file = options.key_file;
    settings.address = options.address;
    settings.port = options.port;
    settings.certificate = options.certificate;
    settings.private_key = options.private_key;
    auto keyring = settings.postgres_keyring.empty() ? TRY(store::open_sqlite_keyring(folder.keyring()))
                                                     : TRY(store::open_postgres_keyring(settings.postgres_keyring));
    const std::uint64_t keys = TRY(read_keyring_copy(*keyring, options.keyring_from));
    machine.terminal.say("cli.restore.keys", {{"count", std::to_string(keys)}});
    crypto::Vault vault(*keyring, machine.clock, machine.random);
    if (!options.key_file.empty()) {
        TRY_VOID(vault.unseal({crypto::Unsealer::Kind::key_file, TRY(read_private_file(options.key_file, kKeyFileBytesMax))}));
    } else {
        TRY_VOID(vault.unseal({crypto::Unsealer::Kind::passphrase, machine.terminal.ask_secret("cli.passphrase")}));
    }
    settings.suite = vault.suite().id();
    const std::string file = settings.postgres.empty() ? folder.store() : folder.root + "/restore.archive";
    const BackupReport report = TRY(open_backup(vault, options.from, file, progress_of(machine, "cli.restore.opening")));
    if (!settings.postgres.empty()) {
        {
            auto store = TRY(store::open_postgres(settings.postgres, {}));
            (void)TRY(store::migrate(*store, embedded_migrations()));
        }
        TRY_VOID(store::restore_postgres(settings.postgres, file));
        std::filesystem::remove(file);
    }
    TRY_VOID(write_settings(folder, settings));
    auto app = TRY(Application::open(folder, settings, machine.clock, machine.random));
    const std::uint64_t stamp = TRY(vault.stamp());
    for (const store::Centre& centre : TRY(app->centres())) {
        const auto findings = TRY(app->ledger().verify(centre.id, nullptr, progress_of(machine, "cli.ledger.verifying")));
        for (const auto& finding : findings) machine.terminal.warn(finding.code, finding.args);
        if (!findings.empty()) return fail(ErrorKind::conflict, "app.restored_ledger_broken", {{"count", std::to_string(findings.size())}});
    }
    TRY_VOID(note_restore(*app, machine.clock.now(), machine.random));
    if (report.stamp != stamp) {
        machine.terminal.warn("cli.restore.older", {{"data", std::to_string(report.stamp)}, {"keyring", std::to_string(stamp)}});
    }
    machine.terminal.say("cli.restore.done", {{"taken", to_iso(report.taken_at)}, {"bytes", std::to_string(report.bytes)}});
    machine.terminal.say("cli.restore.settings", {{"file", folder.settings()}, {"address", settings.address},
                                                  {"port", std::to_string(settings.port)},
                                                  {"certificate", settings.certificate.empty() ? "-" : settings.certificate}});
    return {};
}

Exit ended(Machine& machine, const Result<void>& result) { return result ? Exit::ok : machine.terminal.fail(result.error()); }

}  // namespace

Exit migrate(Machine& machine, const std::string& data) {
    const auto run = [&]() -> Result<void> {
        const Folder folder{data};
        auto app = TRY(Application::open(folder, TRY(read_settings(folder)), machine.clock, machine.random, true));
        const int count = TRY(store::migrate(app->store(), embedded_migrations()));
        machine.terminal.say("cli.migrate.done", {{"count", std::to_string(count)}});
        return {};
    };
    return ended(machine, run());
}

Exit backup(Machine& machine, const BackupOptions& options) {
    const auto run = [&]() -> Result<void> {
        auto app = TRY(open_unsealed(machine, Folder{options.data}));
        const auto centres = TRY(app->centres());
        if (centres.empty()) return fail(ErrorKind::not_found, "app.no_installation", {{"folder", options.data}});
        for (const store::Centre& centre : centres) (void)TRY(app->ledger().checkpoint_now(centre.id));
        const BackupReport report = TRY(write_backup(app->store(), app->vault(), centres.front().id, machine.clock, machine.random, options.to,
                                                     progress_of(machine, "cli.backup.writing")));
        machine.terminal.say("cli.backup.done", {{"path", options.to}, {"bytes", std::to_string(report.bytes)}});
        if (!options.keyring_to.empty()) {
            std::vector<CentreId> ids;
            for (const store::Centre& centre : centres) ids.push_back(centre.id);
            const std::uint64_t keys = TRY(write_keyring_copy(app->keyring(), ids, options.keyring_to));
            machine.terminal.say("cli.backup.keyring", {{"path", options.keyring_to}, {"count", std::to_string(keys)}});
        } else {
            machine.terminal.warn("cli.backup.no_keyring");
        }
        return {};
    };
    return ended(machine, run());
}

Exit restore(Machine& machine, const RestoreOptions& options) { return ended(machine, run_restore(machine, options)); }

Exit ledger_export(Machine& machine, const LedgerOptions& options) {
    const auto run = [&]() -> Result<void> {
        auto app = TRY(open_unsealed(machine, Folder{options.data}));
        TRY_VOID(write_private_file(options.to, {}));
        std::ofstream out(options.to, std::ios::app);
        for (const store::Centre& centre : TRY(app->centres())) {
            (void)TRY(app->ledger().checkpoint_now(centre.id));
            TRY_VOID(app->ledger().export_to(centre.id, [&out, &options](std::string_view line) -> Result<void> {
                out << line << '\n';
                if (!out) return fail(ErrorKind::unavailable, "app.cannot_write", {{"path", options.to}});
                return {};
            }));
        }
        machine.terminal.say("cli.ledger.exported", {{"path", options.to}});
        return {};
    };
    return ended(machine, run());
}

Exit ledger_verify(Machine& machine, const LedgerOptions& options) {
    std::size_t found = 0;
    const auto run = [&]() -> Result<void> {
        auto app = TRY(open_unsealed(machine, Folder{options.data}));
        std::optional<ledger::Checkpoint> outside;
        if (!options.checkpoint.empty()) {
            const SecretBytes text = TRY(read_private_file(options.checkpoint, kCheckpointBytesMax));
            outside = TRY(ledger::checkpoint_from_json(text.text()));
        }
        for (const store::Centre& centre : TRY(app->centres())) {
            const bool compare = outside && outside->centre == centre.id;
            const auto findings = TRY(app->ledger().verify(centre.id, compare ? &*outside : nullptr, progress_of(machine, "cli.ledger.verifying")));
            for (const auto& finding : findings) machine.terminal.warn(finding.code, finding.args);
            found += findings.size();
            const auto newest = TRY(app->ledger().newest_checkpoint(centre.id));
            machine.terminal.say(findings.empty() ? "cli.ledger.good" : "cli.ledger.broken",
                                 {{"centre", centre.name}, {"count", std::to_string(findings.size())},
                                  {"size", newest ? std::to_string(newest->size) : "0"}, {"at", newest ? to_iso(newest->at) : "-"}});
            if (compare) machine.terminal.say("cli.ledger.compared", {{"size", std::to_string(outside->size)}, {"at", to_iso(outside->at)}});
        }
        return {};
    };
    const Exit exit = ended(machine, run());
    return exit == Exit::ok && found != 0 ? Exit::refused : exit;
}

namespace {

// To a new file, or to standard output without one.
Result<void> put_out(const std::string& text, const std::string& to) {
    if (!to.empty()) return write_private_file(to, view_of(text + "\n"));
    fmt::print("{}\n", text);
    return {};
}

}  // namespace

// Neither needs the keys: the proof is made of hashes, the checkpoint was signed before.
Exit ledger_consistency(Machine& machine, const ConsistencyOptions& options) {
    const auto run = [&]() -> Result<void> {
        const Folder folder{options.data};
        auto app = TRY(Application::open(folder, TRY(read_settings(folder)), machine.clock, machine.random));
        const auto centres = TRY(app->centres());
        if (centres.empty()) return fail(ErrorKind::not_found, "app.no_installation", {{"folder", options.data}});
        const auto newest = TRY(app->ledger().newest_checkpoint(centres.front().id));
        const std::uint64_t size = newest ? newest->size : 0;
        const std::uint64_t to = options.to == 0 ? size : options.to;
        if (options.from < 1 || options.from > to || to > size) {
            return fail(ErrorKind::not_found, "audit.no_such_sizes", {{"size", std::to_string(size)}});
        }
        const ledger::Consistency proof{options.from, to, TRY(app->ledger().consistency(centres.front().id, options.from, to))};
        return put_out(ledger::to_json(proof), options.out);
    };
    return ended(machine, run());
}

Exit ledger_checkpoint(Machine& machine, const LedgerOptions& options) {
    const auto run = [&]() -> Result<void> {
        const Folder folder{options.data};
        auto app = TRY(Application::open(folder, TRY(read_settings(folder)), machine.clock, machine.random));
        const auto centres = TRY(app->centres());
        const auto newest = centres.empty() ? std::nullopt : TRY(app->ledger().newest_checkpoint(centres.front().id));
        if (!newest) return fail(ErrorKind::not_found, "audit.no_such_sizes", {{"size", "0"}});
        return put_out(ledger::to_json(*newest), options.to);
    };
    return ended(machine, run());
}

Exit doctor(Machine& machine, const std::string& data) {
    std::vector<DoctorFinding> findings;
    const auto run = [&]() -> Result<void> {
        const Folder folder{data};
        const SettingsFile settings = TRY(read_settings(folder));
        findings = look_at_files(folder, settings);
        auto app = TRY(Application::open(folder, settings, machine.clock, machine.random));
        for (const auto& more : {look_at_clock(*app, machine.clock), look_at_clusters(settings), look_at_memory(*app, crypto::harden_process())}) {
            findings.insert(findings.end(), more.begin(), more.end());
        }
        return {};
    };
    const auto result = run();
    for (const DoctorFinding& f : findings) {
        const char* mark = f.weight == DoctorFinding::Weight::good ? "ok  " : f.weight == DoctorFinding::Weight::advice ? "note" : "NO  ";
        fmt::print("{}  {}\n", mark, machine.terminal.messages().text(machine.terminal.language(), "doctor." + f.key, f.args));
    }
    if (!result) return machine.terminal.fail(result.error());
    return refuses(findings) ? Exit::refused : Exit::ok;
}

}  // namespace xinan::app
