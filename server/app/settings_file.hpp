// SPDX-License-Identifier: AGPL-3.0-or-later
// The folder of an installation and its one settings file. No secret is in it, and none comes from the environment.
//
//   DATA/xinan.yaml            this file
//   DATA/store/xinan.sqlite    the data (unless on PostgreSQL)
//   DATA/keyring/keyring.sqlite  wrapped keys: its own file, backup chain and expiry
//   DATA/key/xinan.key         the key file, where the centre chose to leave it here (demo: yes)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crypto/suite.hpp"

namespace xinan::app {

enum class Purpose : std::uint8_t { demo, service };

struct SettingsFile {
    Purpose purpose = Purpose::service;
    crypto::SuiteId suite = crypto::SuiteId::international;
    std::string address = "127.0.0.1";
    int port = 8080;
    std::string certificate;        // PEM paths; needed off loopback
    std::string private_key;
    std::string postgres;           // conninfo without a password (peer, certificate or ~/.pgpass); empty = SQLite
    std::string postgres_keyring;
    std::string key_file;           // where the key file is looked for at start; empty = passphrase only
    std::string log_file;           // empty = stderr
};

struct Folder {
    std::string root;
    [[nodiscard]] std::string settings() const { return root + "/xinan.yaml"; }
    [[nodiscard]] std::string store() const { return root + "/store/xinan.sqlite"; }
    [[nodiscard]] std::string keyring() const { return root + "/keyring/keyring.sqlite"; }
    [[nodiscard]] std::string key_file() const { return root + "/key/xinan.key"; }
    [[nodiscard]] std::string accounts() const { return root + "/demo-accounts.txt"; }
    [[nodiscard]] std::string unseal_socket() const { return root + "/unseal.sock"; }
    [[nodiscard]] std::string restored() const { return root + "/restored.yaml"; }
};

// Errors: not_found app.no_installation {folder}; invalid app.bad_settings {file, line, expected}.
Result<SettingsFile> read_settings(const Folder& folder);
// Errors: conflict app.folder_not_empty, unavailable app.cannot_write {path}.
Result<void> write_settings(const Folder& folder, const SettingsFile& settings);
// Over the one that is there, in one step. Errors: unavailable app.cannot_write.
Result<void> replace_settings(const Folder& folder, const SettingsFile& settings);
bool has_installation(const Folder& folder);

// Makes the folders (mode 0700). Errors: unavailable app.cannot_write.
Result<void> make_folders(const Folder& folder);
// Writes bytes to a new file of mode 0600, synced. Errors: conflict app.file_exists {path}, unavailable app.cannot_write.
Result<void> write_private_file(const std::string& path, ByteView content);
// Errors: not_found app.no_file {path}, too_large app.file_too_large, unavailable app.cannot_read.
Result<SecretBytes> read_private_file(const std::string& path, std::size_t bytes_max);

}  // namespace xinan::app
