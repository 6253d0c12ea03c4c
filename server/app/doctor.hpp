// SPDX-License-Identifier: AGPL-3.0-or-later
// The look a keeper takes before trusting an installation: each finding has a key and a weight. `serve` refuses what doctor refuses.
//
// Source: TRUST §2 (Vastaamo: a database on the network without a passphrase), G22.
#pragma once

#include <string>
#include <vector>

#include "app/application.hpp"

namespace xinan::app {

struct DoctorFinding {
    enum class Weight : std::uint8_t { good, advice, refuse } weight;
    std::string key;  // messages: doctor.<key>
    Args args;
};

// Looks at files and connection strings only; opens nothing.
std::vector<DoctorFinding> look_at_files(const Folder& folder, const SettingsFile& settings);
// Where a connection string leads: refuse a host off this machine without TLS verification, or a passphrase-less network log-in.
std::vector<DoctorFinding> look_at_postgres(const std::string& conninfo, std::string_view what);
// The clock against the newest deed of any centre: more than 5 s behind is refused.
std::vector<DoctorFinding> look_at_clock(Application& app, const Clock& clock);
// Keyring and data in one PostgreSQL cluster: advice; refused as soon as its WAL is archived or replicated, because a key that
// was destroyed lives on there (DECISIONS "Keyring"). Nothing on SQLite.
std::vector<DoctorFinding> look_at_clusters(const SettingsFile& settings);
// Core files and memory: what this process was given, which is what serve is given by the same account.
std::vector<DoctorFinding> look_at_memory(const Application& app, bool hardened);
bool refuses(const std::vector<DoctorFinding>& findings);

}  // namespace xinan::app
