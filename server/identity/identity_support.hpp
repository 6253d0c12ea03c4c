// SPDX-License-Identifier: AGPL-3.0-or-later
// What identity's tests share: a centre with keys, ledger and clock, people with accounts, and what the deeds say.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/testing.hpp"
#include "crypto/memory_keyring.hpp"
#include "identity/identity.hpp"
#include "store/testing.hpp"

namespace xinan::identity::testing {

using xinan::testing::arg_of;
using xinan::testing::code_of;
using xinan::testing::kTestNow;
using xinan::testing::must;
using xinan::testing::repository_file;

inline constexpr crypto::PassphraseCost kCheap{.memory_kib = 64, .passes = 1};
inline constexpr Millis kSecond{1'000};
inline constexpr Millis kMinute{60'000};
inline constexpr std::string_view kGood = "four plain words here";

inline SecretBytes secret(std::string_view text) { return SecretBytes(view_of(text)); }

// Counts what the worker was asked for.
struct Counted {
    std::shared_ptr<std::atomic<int>> calls = std::make_shared<std::atomic<int>>(0);
    SecretBytes operator()(std::string_view passphrase, ByteView salt, std::size_t size, crypto::PassphraseCost cost) const {
        ++*calls;
        return crypto::passphrase_key(passphrase, salt, size, cost);
    }
};

class IdentityTest : public store::EngineTest {
   protected:
    void SetUp() override {
        const SecretBytes passphrase = secret("the keyring of a test");
        must(vault_->init(suite(), false, &passphrase, kCheap));
        must(vault_->create_centre_keys(centre()));
        ledger_ = std::make_unique<ledger::Ledger>(store(), *vault_, clock_);
        ledger_->attach();
        policy_.add(rules());
        env_ = std::make_unique<Env>(Env{store(), *vault_, *ledger_, policy_, clock_, *random_, messages_});
        identity_ = server();
    }
    void TearDown() override { identity_.reset(); }
    virtual crypto::SuiteId suite() const { return crypto::SuiteId::international; }

    static Parameters cheap() {
        Parameters parameters;
        parameters.cost = kCheap;
        return parameters;
    }
    // One more server on the same store.
    std::unique_ptr<Identity> server() { return std::make_unique<Identity>(*env_, cheap(), counted_); }
    Identity& identity() { return *identity_; }
    UtcTime now() const { return clock_.now(); }

    Account person(const std::string& login, access::Roles roles = {access::Role::counsellor}) {
        const auto made = must(identity().prepare_account(centre(), new_random<AnyId>(*random_), true, roles, login, secret(kGood), now()));
        must(store().write(centre(), [&](store::Tx& tx) { return made.write(tx); }));
        return made.account;
    }
    std::string card(PersonId visitor, UtcTime until) {
        const auto made = must(identity().prepare_code_card(centre(), visitor, now(), until));
        must(store().write(centre(), [&](store::Tx& tx) { return made.write(tx); }));
        return made.code;
    }
    Result<SignedIn> try_sign_in(const std::string& login, std::string_view passphrase = kGood, std::string_view address = "here") {
        return identity().sign_in(centre(), login, secret(passphrase), address);
    }
    SignedIn sign_in(const std::string& login, std::string_view passphrase = kGood) { return must(try_sign_in(login, passphrase)); }
    // What resolve says once nothing is remembered any more.
    std::string resolved(const SignedIn& in) {
        clock_.advance(kAnswerAge);
        return code_of(identity().resolve(in.cookie.view()));
    }
    std::string key_code(const SignedIn& in) { return code_of(identity().person_key(in.principal, in.cookie.view())); }

    // Newest first.
    std::vector<ledger::Entry> deeds(std::string_view action) {
        ledger::Filter filter;
        filter.action = std::string(action);
        return must(store().read(centre(), [&](store::Tx& tx) { return ledger::DeedReader(tx).find(filter); }));
    }
    template <class F>
    auto write(F f) { return store().write(centre(), std::move(f)); }

    static constexpr Millis kAnswerAge{1'000};  // a cached answer is never older

    ManualClock clock_{kTestNow};
    std::unique_ptr<Random> random_ = system_random();  // the crowd of one test asks from many threads
    crypto::MemoryKeyring keyring_;
    std::unique_ptr<crypto::Vault> vault_ = std::make_unique<crypto::Vault>(keyring_, clock_, *random_);
    std::unique_ptr<ledger::Ledger> ledger_;
    access::Policy policy_;
    Messages messages_ = must(Messages::load(repository_file("messages/zh.yaml"), repository_file("messages/en.yaml")));
    std::unique_ptr<Env> env_;
    Counted counted_;
    std::unique_ptr<Identity> identity_;
};

}  // namespace xinan::identity::testing
