// SPDX-License-Identifier: AGPL-3.0-or-later
// What the ledger's tests share: a deed with good defaults, a vault in memory, a ledger on a private store.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/testing.hpp"
#include "crypto/memory_keyring.hpp"
#include "ledger/ledger.hpp"
#include "store/testing.hpp"

namespace xinan::ledger::testing {

using xinan::testing::code_of;
using xinan::testing::kTestNow;
using xinan::testing::must;

inline AnyId nth(std::uint64_t n) {
    AnyId id;
    for (unsigned i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(n >> (8 * i));
    return id;
}

inline Deed a_deed(std::uint64_t n, UtcTime at = kTestNow) {
    Deed deed;
    deed.action = "scheduling.appointment.book";
    deed.actor = nth(1'000 + n % 3);
    deed.role = "reception";
    deed.subjects = {{"appointment", nth(n)}, {"person", nth(10'000 + n % 5)}};
    deed.purpose = "reception";
    deed.clauses = {"B2.1.1e"};
    deed.request[15] = static_cast<std::uint8_t>(n % 255 + 1);
    deed.at = at;
    return deed;
}

// A vault over a keyring in memory, unsealed, with a centre's keys.
struct VaultInMemory {
    explicit VaultInMemory(crypto::SuiteId suite, CentreId centre, Clock& clock)
        : random(seeded_random(7)), vault(keyring, clock, *random) {
        const SecretBytes passphrase(view_of("four plain words here"));
        must(vault.init(suite, false, &passphrase, {.memory_kib = 64, .passes = 1}));
        must(vault.create_centre_keys(centre));
    }
    crypto::MemoryKeyring keyring;
    std::unique_ptr<Random> random;
    crypto::Vault vault;
};

// A ledger attached to a private store of either engine.
class World {
   public:
    explicit World(store::Engine engine, crypto::SuiteId suite = crypto::SuiteId::international)
        : store(engine), keys(suite, store.centre(), clock), ledger(*store, keys.vault, clock) {
        ledger.attach();
    }
    [[nodiscard]] CentreId centre() const { return store.centre(); }
    // One operation that only leaves deeds.
    Result<void> leave_deeds(std::vector<Deed> deeds) {
        for (Deed& deed : deeds) deed = salted(std::move(deed), *random);
        return store->write(centre(), [&](store::Tx& tx) -> Result<void> {
            for (const Deed& deed : deeds) leave(tx, deed);
            return {};
        });
    }
    void fill(std::uint64_t count, std::uint64_t first = 0) {
        constexpr std::uint64_t kStep = 500;
        for (std::uint64_t done = 0; done < count;) {
            std::vector<Deed> deeds;
            for (; deeds.size() < kStep && done < count; ++done) deeds.push_back(a_deed(first + done, clock.now()));
            must(leave_deeds(std::move(deeds)));
        }
    }
    std::uint64_t size() {
        return must(store->read(centre(), [](store::Tx& tx) { return DeedReader(tx).size(); }));
    }
    std::vector<Entry> find(const Filter& filter) {
        return must(store->read(centre(), [&](store::Tx& tx) { return DeedReader(tx).find(filter); }));
    }
    // What an administrator with a shell can do: no trigger stands in the way.
    void tamper(const std::string& statements) {
        static constexpr const char* kTriggers[][2] = {
            {"deed", "deed_is_append_only_update"},       {"deed", "deed_is_append_only_delete"},
            {"deed_subject", "deed_subject_is_only_erased"}, {"ledger_head", "ledger_head_moves_forward"},
            {"ledger_head", "ledger_head_stays"},         {"ledger_tile", "ledger_tile_is_append_only_update"},
            {"ledger_tile", "ledger_tile_is_append_only_delete"},
            {"ledger_checkpoint", "ledger_checkpoint_is_append_only_update"},
            {"ledger_checkpoint", "ledger_checkpoint_is_append_only_delete"}};
        must(store->write(centre(), [&](store::Tx& tx) -> Result<void> {
            std::string all;
            if (tx.is_postgres()) {
                for (const char* table : {"deed", "deed_subject", "ledger_head", "ledger_tile", "ledger_checkpoint"}) {
                    all += std::string("ALTER TABLE ") + table + " DISABLE TRIGGER USER;";
                }
            } else {
                for (const auto& [table, trigger] : kTriggers) all += std::string("DROP TRIGGER IF EXISTS ") + trigger + ";";
            }
            return tx.run_script(all + statements);
        }));
    }
    std::vector<std::string> findings(const Checkpoint* outside = nullptr) {
        std::vector<std::string> out;
        for (const auto& finding : must(ledger.verify(centre(), outside, nullptr))) {
            std::string line = finding.code;
            for (const auto& [name, value] : finding.args) line += " " + name + "=" + value;
            out.push_back(line);
        }
        return out;
    }

    ManualClock clock{kTestNow};
    std::unique_ptr<Random> random = seeded_random(11);
    store::TestStore store;
    VaultInMemory keys;
    Ledger ledger;
};

}  // namespace xinan::ledger::testing
