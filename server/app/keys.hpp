// SPDX-License-Identifier: AGPL-3.0-or-later
// New ways to unseal an installation, each with its deed in every centre. What was the way before opens nothing afterwards.
//
// A new key file is written as PATH.new, then the keyring changes, then it takes PATH's place; a start that finds the file of
// before not opening any more takes PATH.new and finishes. Threads: for commands, one at a time.
#pragma once

#include <string>

#include "app/application.hpp"

namespace xinan::app {

// By the key file the settings name, or the .new one of a change that was cut off; nothing where there is none.
// Errors: unavailable app.cannot_read.
Result<std::optional<crypto::Unsealer>> unsealer_by_file(Application& app);

// Writes a new key file to `to` (empty: where the settings say) and lets the settings name it. Returns its path.
// Errors: invalid app.no_key_file_path, those of replace_key_file, app.cannot_write, unavailable.*.
Result<std::string> change_key_file(Application& app, const crypto::Unsealer& with, const std::string& to, Clock& clock, Random& random);

// Errors: those of acceptable_passphrase and replace_passphrase, unavailable.*.
Result<void> change_unseal_passphrase(Application& app, const crypto::Unsealer& with, const SecretBytes& fresh, Clock& clock,
                                      Random& random, crypto::PassphraseCost cost = {});

// A deed of the installation itself: no person acted through the program's pages. action: capability.object.verb.
ledger::Deed own_deed(std::string_view action, ledger::Outcome outcome, std::vector<ledger::Subject> subjects, std::string_view purpose,
                      UtcTime now, Random& random);
// The same deed in every centre. Errors: unavailable.*.
Result<void> leave_everywhere(Application& app, const Action& action, UtcTime now, Random& random);

}  // namespace xinan::app
