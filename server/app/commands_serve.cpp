// SPDX-License-Identifier: AGPL-3.0-or-later
// serve, unseal and openapi.
#include <fmt/core.h>

#include "app/application.hpp"
#include "app/commands.hpp"
#include "app/doctor.hpp"
#include "app/running.hpp"
#include "base/log.hpp"
#include "crypto/process.hpp"
#include "http/openapi.hpp"

namespace xinan::app {
namespace {

Result<void> run_serve(Machine& machine, const ServeOptions& options) {
    const Folder folder{options.data};
    SettingsFile settings = TRY(read_settings(folder));
    if (settings.purpose == Purpose::demo) return fail(ErrorKind::conflict, "app.demo_folder");
    auto findings = look_at_files(folder, settings);
    const auto clusters = look_at_clusters(settings);
    findings.insert(findings.end(), clusters.begin(), clusters.end());
    for (const auto& f : findings) {
        if (f.weight == DoctorFinding::Weight::refuse) machine.terminal.warn("doctor." + f.key, f.args);
    }
    if (refuses(findings)) return fail(ErrorKind::conflict, "app.unsafe");
    if (!crypto::harden_process()) log(LogLevel::warning, "app.not_hardened");
    if (!settings.log_file.empty()) TRY_VOID(log_to_file(settings.log_file, LogLevel::info));
    auto app = TRY(Application::open(folder, settings, machine.clock, machine.random));
    // A wrong clock stops writes, not reads (DECISIONS "Time"): whoever needs a help number still finds it. Said plainly.
    for (const auto& f : look_at_clock(*app, machine.clock)) {
        if (f.weight == DoctorFinding::Weight::refuse) machine.terminal.warn("doctor." + f.key, f.args);
    }
    (void)TRY(app->unseal_by_file());
    return run(machine, *app, options.port.value_or(settings.port),
               [&](const std::string& address) { machine.terminal.say("cli.serve.listening", {{"address", address}}); });
}

}  // namespace

Exit serve(Machine& machine, const ServeOptions& options) {
    block_stop_signals();
    const auto result = run_serve(machine, options);
    return result ? Exit::ok : machine.terminal.fail(result.error());
}

Exit unseal(Machine& machine, const std::string& data) {
    const auto opened = send_unseal(Folder{data}.unseal_socket(), machine.terminal.ask_secret("cli.passphrase"));
    if (!opened) return machine.terminal.fail(opened.error());
    machine.terminal.say(*opened ? "cli.unseal.done" : "cli.unseal.refused");
    return *opened ? Exit::ok : Exit::refused;
}

Exit openapi(Machine&) {
    http::Routes routes;
    add_routes(routes);
    fmt::print("{}", http::openapi(routes));
    return Exit::ok;
}

}  // namespace xinan::app
