// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/keys.hpp"

#include <cstdio>
#include <filesystem>

#include "crypto/rewrap.hpp"

namespace xinan::app {
namespace {

constexpr std::size_t kKeyFileBytesMax = 4096;

std::string fresh_of(const std::string& path) { return path + ".new"; }

}  // namespace

ledger::Deed own_deed(std::string_view action, ledger::Outcome outcome, std::vector<ledger::Subject> subjects, std::string_view purpose,
                      UtcTime now, Random& random) {
    ledger::Deed deed;
    deed.action = action;
    deed.outcome = outcome;
    deed.role = "system";
    deed.subjects = std::move(subjects);
    deed.purpose = purpose;
    deed.at = now;
    return ledger::salted(std::move(deed), random);
}

Result<void> leave_everywhere(Application& app, const Action& action, UtcTime now, Random& random) {
    for (const store::Centre& centre : TRY(app.centres())) {
        const auto deed = own_deed(action.name, ledger::Outcome::done, {ledger::subject("centre", centre.id)}, "admin", now, random);
        TRY_VOID(app.store().write(centre.id, [&](store::Tx& tx) -> Result<void> {
            ledger::leave(tx, deed);
            return {};
        }));
    }
    return {};
}

Result<std::optional<crypto::Unsealer>> unsealer_by_file(Application& app) {
    const std::string& path = app.settings().key_file;
    using Found = std::optional<crypto::Unsealer>;
    if (path.empty()) return Found{};
    for (const std::string& each : {path, fresh_of(path)}) {
        if (!std::filesystem::exists(each)) continue;
        crypto::Unsealer with{crypto::Unsealer::Kind::key_file, TRY(read_private_file(each, kKeyFileBytesMax))};
        const bool last = each != path || !std::filesystem::exists(fresh_of(path));
        if (last || app.vault().unseal(with)) return Found{std::move(with)};
    }
    return Found{};
}

Result<std::string> change_key_file(Application& app, const crypto::Unsealer& with, const std::string& to, Clock& clock, Random& random) {
    const std::string path = to.empty() ? app.settings().key_file : to;
    if (path.empty()) return fail(ErrorKind::invalid, "app.no_key_file_path");
    const std::string fresh = fresh_of(path);
    TRY_VOID(crypto::replace_key_file(app.keyring(), with, random, [&](const SecretBytes& text) -> Result<void> {
        // What stood there was of a change that was cut off before the keyring changed: `with` opens, so that one never will,
        // unless it is the way in itself.
        std::error_code none;
        if (with.kind == crypto::Unsealer::Kind::key_file && std::filesystem::exists(fresh) &&
            TRY(read_private_file(fresh, kKeyFileBytesMax)).text() == with.secret.text()) {
            std::filesystem::rename(fresh, path, none);
        }
        std::filesystem::remove(fresh, none);
        TRY_VOID(write_private_file(fresh, text.view()));
        return leave_everywhere(app, Action("app.key_file.replace"), clock.now(), random);
    }));
    if (std::rename(fresh.c_str(), path.c_str()) != 0) return fail(ErrorKind::unavailable, "app.cannot_write", {{"path", path}});
    if (path != app.settings().key_file) {
        SettingsFile settings = app.settings();
        settings.key_file = path;
        TRY_VOID(replace_settings(app.folder(), settings));
    }
    return path;
}

Result<void> change_unseal_passphrase(Application& app, const crypto::Unsealer& with, const SecretBytes& fresh, Clock& clock,
                                      Random& random, crypto::PassphraseCost cost) {
    TRY_VOID(identity::acceptable_passphrase(fresh.text(), ""));
    return crypto::replace_passphrase(app.keyring(), with, fresh, cost, random, [&](const SecretBytes&) {
        return leave_everywhere(app, Action("app.unseal_passphrase.replace"), clock.now(), random);
    });
}

}  // namespace xinan::app
