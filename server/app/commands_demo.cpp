// SPDX-License-Identifier: AGPL-3.0-or-later
// demo: a school of invented people on this machine only; made once, started unchanged afterwards.
#include <fmt/core.h>

#include <filesystem>

#include "app/application.hpp"
#include "app/commands.hpp"
#include "app/demo_story.hpp"
#include "app/running.hpp"
#include "crypto/process.hpp"

namespace xinan::app {
namespace {

constexpr Millis kHistory{15LL * 24 * 3'600'000};

Result<std::string> make_demo(Machine& machine, const DemoOptions& options, const Folder& folder) {
    // Made beside and moved into place when whole: a broken-off first run leaves nothing half made.
    const Folder making{folder.root + ".making"};
    std::filesystem::remove_all(making.root);
    NewInstallation what;
    what.settings.purpose = Purpose::demo;
    what.settings.suite = TRY(crypto::parse_suite(options.suite));
    what.settings.port = options.port;
    what.settings.key_file = folder.key_file();
    what.centre_name = "青禾中学心理中心（演示）";
    what.key_file_to = making.key_file();
    const UtcTime now = machine.clock.now();
    ManualClock clock(now - kHistory);
    const Made made = TRY(make_installation(making, what, clock, machine.random));
    std::string accounts;
    {
        auto app = TRY(Application::open(making, what.settings, clock, machine.random));
        TRY_VOID(app->unseal({crypto::Unsealer::Kind::key_file, TRY(read_private_file(making.key_file(), 4096))}));
        const DemoMade demo = TRY(live_demo(*app, made.centre, clock, now, options.seed, machine.random,
                                            [&](std::uint64_t done, std::uint64_t total) { machine.terminal.progress("cli.demo.making", done, total); }));
        (void)TRY(app->ledger().checkpoint_now(made.centre));
        for (const DemoAccount& a : demo.accounts) {
            accounts += a.login.empty() ? fmt::format("{}: {}\n", a.role, a.passphrase) : fmt::format("{}: {}  {}\n", a.role, a.login, a.passphrase);
        }
    }
    for (std::size_t i = 0; i < made.recovery_shares.size(); ++i) accounts += fmt::format("恢复钥匙 recovery share {}: {}\n", i + 1, made.recovery_shares[i]);
    TRY_VOID(write_private_file(making.accounts(), view_of(accounts)));
    std::error_code code;
    std::filesystem::create_directories(std::filesystem::path(folder.root).parent_path(), code);
    std::filesystem::rename(making.root, folder.root, code);
    if (code) return fail(ErrorKind::unavailable, "app.cannot_write", {{"path", folder.root}});
    return accounts;
}

Result<void> run_demo(Machine& machine, const DemoOptions& options) {
    const Folder folder{std::filesystem::absolute(options.data).lexically_normal().string()};
    std::string accounts;
    if (has_installation(folder)) {
        if (TRY(read_settings(folder)).purpose != Purpose::demo) return fail(ErrorKind::conflict, "app.service_folder");
        machine.terminal.say("cli.demo.kept", {{"path", folder.root}});
        const SecretBytes kept = TRY(read_private_file(folder.accounts(), 64 * 1024));
        accounts = std::string(kept.text());
    } else {
        if (std::filesystem::exists(folder.root) && !std::filesystem::is_empty(folder.root)) {
            return fail(ErrorKind::conflict, "app.folder_not_empty", {{"folder", folder.root}});
        }
        std::filesystem::remove(folder.root);
        accounts = TRY(make_demo(machine, options, folder));
    }
    if (options.no_server) return {};
    (void)crypto::harden_process();
    const SettingsFile settings = TRY(read_settings(folder));
    auto app = TRY(Application::open(folder, settings, machine.clock, machine.random));
    (void)TRY(app->unseal_by_file());
    return run(machine, *app, options.port, [&](const std::string& address) {
        machine.terminal.say("cli.demo.accounts", {{"path", folder.accounts()}});
        fmt::print("{}", accounts);
        machine.terminal.say("cli.demo.ready", {{"address", address}});
    });
}

}  // namespace

Exit demo(Machine& machine, const DemoOptions& options) {
    block_stop_signals();
    const auto result = run_demo(machine, options);
    return result ? Exit::ok : machine.terminal.fail(result.error());
}

}  // namespace xinan::app
