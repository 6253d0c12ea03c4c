// SPDX-License-Identifier: AGPL-3.0-or-later
// Backup and restore: two files that are kept apart. The data file is sealed under the installation's backup key; the keyring file
// holds only wrapped keys and has its own expiry, so that a destroyed key dies with the keyring copies (TRUST §4.4).
//
// The data file is useless without a keyring copy and the key file or passphrase. The format is in docs/formats.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "crypto/vault.hpp"
#include "store/store.hpp"

namespace xinan::app {

using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct BackupReport {
    std::uint64_t bytes = 0;
    std::uint64_t chunks = 0;
    std::uint64_t stamp = 0;   // of the keyring, when taken
    UtcTime taken_at;
};

// Errors: conflict app.file_exists, unavailable app.cannot_write, unavailable.sealed, those of store.backup_to.
Result<BackupReport> write_backup(store::Store& store, crypto::Vault& vault, CentreId centre, Clock& clock, Random& random,
                                  const std::string& to, const Progress& progress);
// Every wrapped key of these centres and the header, as lines of text.
Result<std::uint64_t> write_keyring_copy(crypto::KeyringBackend& keyring, const std::vector<CentreId>& centres, const std::string& to);

// Reads a keyring copy into an empty keyring. Errors: conflict keyring.exists, invalid app.bad_keyring_copy {line}.
Result<std::uint64_t> read_keyring_copy(crypto::KeyringBackend& keyring, const std::string& from);
// Opens a data file into a new file at `to`. Errors: invalid app.bad_backup {chunk} (damaged: the first chunk that does not open is
// named), invalid app.backup_of_another {given, expected} (sealed by another installation), app.cannot_read.
Result<BackupReport> open_backup(crypto::Vault& vault, const std::string& from, const std::string& to, const Progress& progress);

}  // namespace xinan::app
