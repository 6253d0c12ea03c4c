// SPDX-License-Identifier: AGPL-3.0-or-later
// keys change-passphrase and new-file; recovery list, open and rewrap: two printed shares joined at the terminal.
#include <fmt/core.h>

#include <filesystem>

#include "app/commands.hpp"
#include "app/keys.hpp"
#include "capabilities/casework/recovery.hpp"
#include "crypto/recovery.hpp"

namespace xinan::app {
namespace {

Result<std::unique_ptr<Application>> opened(Machine& machine, const std::string& data) {
    const Folder folder{data};
    return Application::open(folder, TRY(read_settings(folder)), machine.clock, machine.random);
}

Result<crypto::Unsealer> way_in(Machine& machine, Application& app) {
    if (auto by_file = TRY(unsealer_by_file(app))) return std::move(*by_file);
    return crypto::Unsealer{crypto::Unsealer::Kind::passphrase, machine.terminal.ask_secret("cli.passphrase")};
}

// Asked for one after the other, each by a person who holds one; the joined key is wiped when the command ends.
Result<SecretBytes> joined_shares(Machine& machine) {
    std::vector<SecretBytes> shares;
    for (const char* key : {"cli.recovery.first_share", "cli.recovery.second_share"}) {
        const SecretBytes typed = machine.terminal.ask_secret(key);
        shares.push_back(TRY(crypto::share_from_words(typed.text())));
    }
    return crypto::recovery_private_key(shares);
}

struct Found {
    CentreId centre;
    casework::RecoverableNote note;
};

// Which note is meant: of one session there is nearly always one; otherwise its author's sign-in name says.
Result<Found> find_note(Application& app, const RecoveryOptions& options) {
    const auto session = parse_id<SessionId>(options.session);
    if (!session) return fail(ErrorKind::not_found, "app.no_such_note");
    std::vector<Found> all;
    for (const store::Centre& centre : TRY(app.centres())) {
        TRY_VOID(app.store().read(centre.id, [&](store::Tx& tx) -> Result<void> {
            for (const auto& note : TRY(casework::recoverable_notes(tx, *session))) {
                const auto account = TRY(identity::account_of(tx, note.author));
                if (options.author.empty() || (account && account->login == options.author)) all.push_back({centre.id, note});
            }
            return {};
        }));
    }
    if (all.empty()) return fail(ErrorKind::not_found, "app.no_such_note");
    if (all.size() > 1) return fail(ErrorKind::conflict, "app.which_note", {{"count", std::to_string(all.size())}});
    return all.front();
}

std::vector<ledger::Subject> subjects_of(const casework::RecoverableNote& note) {
    return {ledger::subject("session", note.session), ledger::subject("person", note.visitor), ledger::subject("case", note.case_id)};
}

constexpr Action kOpen("app.recovery.open");
constexpr Action kRewrap("app.recovery.rewrap");

// An attempt with shares that do not fit is an attempt on this visitor's note: it is on record as well.
Error refused(Machine& machine, Application& app, const Action& action, const Found& found, Error error) {
    auto deed = own_deed(action.name, ledger::Outcome::refused, subjects_of(found.note), "emergency", machine.clock.now(), machine.random);
    deed.code = error.code;
    const auto left = app.store().write(found.centre, [&](store::Tx& tx) -> Result<void> {
        ledger::leave(tx, deed);
        return {};
    });
    return left ? std::move(error) : left.error();
}

Exit ended(Machine& machine, const Result<void>& result) { return result ? Exit::ok : machine.terminal.fail(result.error()); }

}  // namespace

Exit keys_change_passphrase(Machine& machine, const std::string& data) {
    const auto run = [&]() -> Result<void> {
        auto app = TRY(opened(machine, data));
        const auto with = TRY(way_in(machine, *app));
        const SecretBytes fresh = machine.terminal.ask_secret("cli.new_passphrase");
        const SecretBytes again = machine.terminal.ask_secret("cli.keys.again");
        if (fresh.text() != again.text()) return fail(ErrorKind::invalid, "app.passphrases_differ");
        TRY_VOID(change_unseal_passphrase(*app, with, fresh, machine.clock, machine.random));
        machine.terminal.say("cli.keys.passphrase_changed");
        return {};
    };
    return ended(machine, run());
}

Exit keys_new_file(Machine& machine, const KeyFileOptions& options) {
    const auto run = [&]() -> Result<void> {
        auto app = TRY(opened(machine, options.data));
        const auto with = TRY(way_in(machine, *app));
        const std::string path = TRY(change_key_file(*app, with, options.to, machine.clock, machine.random));
        machine.terminal.say("cli.keys.file_changed", {{"path", path}});
        return {};
    };
    return ended(machine, run());
}

Exit recovery_list(Machine& machine, const std::string& data) {
    const auto run = [&]() -> Result<void> {
        auto app = TRY(opened(machine, data));
        for (const store::Centre& centre : TRY(app->centres())) {
            TRY_VOID(app->store().read(centre.id, [&](store::Tx& tx) -> Result<void> {
                for (const auto& note : TRY(casework::recoverable_notes(tx, std::nullopt))) {
                    const auto row = TRY(casework::find_case(tx, note.case_id));
                    const auto account = TRY(identity::account_of(tx, note.author));
                    fmt::print("{}  {}  {}  {}\n", note.session.text(), to_iso(note.saved_at), row ? row->code : "-", account ? account->login : "-");
                }
                return {};
            }));
        }
        return {};
    };
    return ended(machine, run());
}

Exit recovery_open(Machine& machine, const RecoveryOptions& options) {
    const auto run = [&]() -> Result<void> {
        auto app = TRY(opened(machine, options.data));
        const Found found = TRY(find_note(*app, options));
        const SecretBytes key = TRY(joined_shares(machine));
        auto text = casework::open_by_recovery(app->store(), app->vault().suite(), found.centre, found.note, key);
        if (!text) return refused(machine, *app, kOpen, found, text.error());
        // The deed is durable before anybody reads.
        const auto deed = own_deed(kOpen.name, ledger::Outcome::read, subjects_of(found.note), "emergency", machine.clock.now(), machine.random);
        TRY_VOID(app->store().write(found.centre, [&](store::Tx& tx) -> Result<void> {
            ledger::leave(tx, deed);
            return {};
        }));
        machine.terminal.warn("cli.recovery.opened");
        fmt::print("{}\n", text->text());
        return {};
    };
    return ended(machine, run());
}

Exit recovery_rewrap(Machine& machine, const RecoveryOptions& options) {
    const auto run = [&]() -> Result<void> {
        auto app = TRY(opened(machine, options.data));
        const Found found = TRY(find_note(*app, options));
        const SecretBytes key = TRY(joined_shares(machine));
        const auto rewrap = casework::prepare_rewrap(app->store(), app->vault().suite(), found.centre, found.note, key, machine.random);
        if (!rewrap) return refused(machine, *app, kRewrap, found, rewrap.error());
        const auto deed = own_deed(kRewrap.name, ledger::Outcome::done, subjects_of(found.note), "emergency", machine.clock.now(), machine.random);
        TRY_VOID(app->store().write(found.centre, [&](store::Tx& tx) -> Result<void> {
            TRY_VOID(rewrap->write(tx));
            ledger::leave(tx, deed);
            return {};
        }));
        machine.terminal.say("cli.recovery.rewrapped");
        return {};
    };
    return ended(machine, run());
}

}  // namespace xinan::app
