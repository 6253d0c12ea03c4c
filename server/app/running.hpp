// SPDX-License-Identifier: AGPL-3.0-or-later
// A server that runs until it is told to stop: listener, timers, and the local socket it is unsealed by.
#pragma once

#include <functional>
#include <string>

#include "app/application.hpp"
#include "app/commands.hpp"

namespace xinan::app {

// Blocks SIGINT and SIGTERM for every thread made afterwards; run() waits for them. Call before opening the application.
void block_stop_signals();

// Listens as the settings say, then calls `ready` with the address, then waits for a signal and stops in order.
// Errors: those of Server::listen; unavailable.database.
Result<void> run(Machine& machine, Application& app, int port, const std::function<void(const std::string& address)>& ready);

// Sends a passphrase to the server whose socket stands at `path`. False: it did not open.
// Errors: not_found app.not_running.
Result<bool> send_unseal(const std::string& path, const SecretBytes& passphrase);

}  // namespace xinan::app
