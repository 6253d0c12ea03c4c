// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/doctor.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "store/pg_look.hpp"

namespace xinan::app {
namespace {

using Weight = DoctorFinding::Weight;
constexpr Millis kClockBehindMax{5000};

void check_mode(std::vector<DoctorFinding>& out, const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return;
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        out.push_back({Weight::refuse, "readable_by_others", {{"path", path}}});
    } else {
        out.push_back({Weight::good, "private_file", {{"path", path}}});
    }
}

// key=value words of a libpq connection string; quotes are understood. URIs are turned down: one form is enough to check.
std::map<std::string, std::string> words_of(const std::string& conninfo) {
    std::map<std::string, std::string> out;
    std::size_t at = 0;
    while (at < conninfo.size()) {
        while (at < conninfo.size() && conninfo[at] == ' ') ++at;
        const std::size_t equal = conninfo.find('=', at);
        if (equal == std::string::npos) break;
        const std::string key = conninfo.substr(at, equal - at);
        at = equal + 1;
        std::string value;
        if (at < conninfo.size() && conninfo[at] == '\'') {
            ++at;
            while (at < conninfo.size() && conninfo[at] != '\'') {
                if (conninfo[at] == '\\' && at + 1 < conninfo.size()) ++at;
                value += conninfo[at++];
            }
            ++at;
        } else {
            while (at < conninfo.size() && conninfo[at] != ' ') value += conninfo[at++];
        }
        out[key] = value;
    }
    return out;
}

}  // namespace

std::vector<DoctorFinding> look_at_postgres(const std::string& conninfo, std::string_view what) {
    std::vector<DoctorFinding> out;
    const Args args{{"what", std::string(what)}};
    if (conninfo.starts_with("postgres://") || conninfo.starts_with("postgresql://")) {
        return {{Weight::refuse, "database_uri", args}};
    }
    auto words = words_of(conninfo);
    const std::string host = words.contains("hostaddr") ? words["hostaddr"] : words["host"];
    const bool socket = host.empty() || host.starts_with('/');
    const bool loopback = host == "127.0.0.1" || host == "::1" || host == "localhost";
    if (words.contains("password")) out.push_back({Weight::refuse, "database_password_in_file", args});
    if (!socket && !loopback && words["sslmode"] != "verify-full") out.push_back({Weight::refuse, "database_on_network", args});
    if (out.empty()) out.push_back({Weight::good, socket ? "database_by_socket" : "database_reached_safely", args});
    return out;
}

std::vector<DoctorFinding> look_at_files(const Folder& folder, const SettingsFile& settings) {
    std::vector<DoctorFinding> out;
    for (const std::string& path : {folder.root, folder.settings(), folder.store(), folder.keyring(), settings.key_file, settings.private_key,
                                    folder.accounts(), folder.root + "/store", folder.root + "/keyring", folder.root + "/key"}) {
        if (!path.empty()) check_mode(out, path);
    }
    for (const auto& [conninfo, what] : {std::pair{settings.postgres, "postgres"}, {settings.postgres_keyring, "postgres_keyring"}}) {
        if (conninfo.empty()) continue;
        auto more = look_at_postgres(conninfo, what);
        out.insert(out.end(), more.begin(), more.end());
    }
    if (!settings.postgres.empty() && settings.postgres == settings.postgres_keyring) out.push_back({Weight::refuse, "keyring_with_data", {}});
    if (!settings.key_file.empty() && settings.purpose == Purpose::service &&
        std::filesystem::path(settings.key_file).lexically_normal().string().starts_with(std::filesystem::path(folder.root).lexically_normal().string())) {
        out.push_back({Weight::advice, "key_file_beside_data", {{"path", settings.key_file}}});
    }
    const bool loopback = settings.address == "127.0.0.1" || settings.address == "::1" || settings.address == "localhost";
    if (!loopback && (settings.certificate.empty() || settings.private_key.empty())) {
        out.push_back({Weight::refuse, "network_without_tls", {{"address", settings.address}}});
    }
    return out;
}

std::vector<DoctorFinding> look_at_clock(Application& app, const Clock& clock) {
    std::vector<DoctorFinding> out;
    auto centres = app.centres();
    if (!centres) return {{Weight::refuse, "database_silent", {}}};
    for (const store::Centre& centre : *centres) {
        auto newest = app.store().read(centre.id, [](store::Tx& tx) { return ledger::DeedReader(tx).find({.limit = 1}); });
        if (!newest) {
            out.push_back({Weight::refuse, "database_silent", {}});
        } else if (!newest->empty() && clock.now() < newest->front().deed.at - kClockBehindMax) {
            out.push_back({Weight::refuse, "clock_behind", {{"newest", to_iso(newest->front().deed.at)}, {"now", to_iso(clock.now())}}});
        } else {
            out.push_back({Weight::good, "clock", {}});
        }
    }
    return out;
}

std::vector<DoctorFinding> look_at_clusters(const SettingsFile& settings) {
    if (settings.postgres.empty() || settings.postgres_keyring.empty()) return {};
    const auto data = store::look_at_cluster(settings.postgres);
    const auto keyring = store::look_at_cluster(settings.postgres_keyring);
    if (!data || !keyring) return {{Weight::advice, "cluster_unknown", {}}};
    if (data->system != keyring->system) return {{Weight::good, "keyring_in_its_own_cluster", {}}};
    return {{data->wal_is_kept ? Weight::refuse : Weight::advice, data->wal_is_kept ? "one_cluster_and_archived" : "one_cluster", {}}};
}

std::vector<DoctorFinding> look_at_memory(const Application& app, bool hardened) {
    std::vector<DoctorFinding> out;
    out.push_back(hardened ? DoctorFinding{Weight::good, "no_core_files", {}} : DoctorFinding{Weight::advice, "core_files", {}});
    out.push_back(app.memory_locked() ? DoctorFinding{Weight::good, "memory_locked", {}} : DoctorFinding{Weight::advice, "memory_not_locked", {}});
    return out;
}

bool refuses(const std::vector<DoctorFinding>& findings) {
    return std::ranges::any_of(findings, [](const DoctorFinding& f) { return f.weight == Weight::refuse; });
}

}  // namespace xinan::app
