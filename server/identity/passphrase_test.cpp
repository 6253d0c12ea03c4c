// SPDX-License-Identifier: AGPL-3.0-or-later
// Changing and resetting passphrases, what a passphrase must be, cards as text, and the rules of identity.
#include <set>

#include "access/access_table.hpp"
#include "identity/code_card.hpp"
#include "identity/identity_support.hpp"

namespace xinan::identity {
namespace {

using namespace identity::testing;  // NOLINT(google-build-using-namespace): a test's own words

constexpr std::string_view kNew = "five other plain words here";

class Passphrases : public IdentityTest {
   protected:
    Bytes public_key(const Account& account) {
        return must(store().read(centre(), [&](store::Tx& tx) { return public_key_of(tx, account.person); })).value();
    }
    std::string change(const SignedIn& in, std::string_view from, std::string_view to) {
        return code_of(identity().change_passphrase(in.principal, in.cookie.view(), secret(from), secret(to)));
    }
};
XINAN_ON_BOTH_ENGINES(Passphrases);

TEST_P(Passphrases, AChangeKeepsTheKeyAndThisSessionAndEndsTheOthers) {
    const Account account = person("li.wei");
    const Bytes before = public_key(account);
    const SignedIn here = sign_in("li.wei");
    const SignedIn elsewhere = sign_in("li.wei");
    const Bytes key = to_bytes(must(identity().person_key(here.principal, here.cookie.view())).view());
    ASSERT_EQ(change(here, kGood, kNew), "");
    EXPECT_EQ(resolved(here), "");
    EXPECT_EQ(resolved(elsewhere), "identity.no_session");
    EXPECT_EQ(code_of(try_sign_in("li.wei", kGood)), "identity.wrong");
    const SignedIn again = sign_in("li.wei", kNew);
    EXPECT_EQ(to_bytes(must(identity().person_key(again.principal, again.cookie.view())).view()), key) << "old notes still open";
    EXPECT_EQ(public_key(account), before);
    EXPECT_EQ(deeds("identity.passphrase.change").at(0).deed.outcome, ledger::Outcome::done);
}

TEST_P(Passphrases, AChangeNeedsThePresentOneAndGuessingItWaits) {
    person("li.wei");
    const SignedIn in = sign_in("li.wei");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(change(in, "not the present one", kNew), "identity.old_passphrase");
    EXPECT_EQ(change(in, kGood, kNew), "identity.wait");
    EXPECT_EQ(deeds("identity.passphrase.change").size(), 6U);
    clock_.advance(kMinute);
    EXPECT_EQ(change(in, kGood, "short"), "identity.passphrase_short");
    EXPECT_EQ(change(in, kGood, kNew), "");
    const std::string code = card(new_random<PersonId>(*random_), now() + 60 * kMinute);
    EXPECT_EQ(change(must(identity().sign_in_by_card(centre(), code, "kiosk")), kGood, kNew), "identity.no_person_key");
    must(identity().sign_out(in.principal));
    EXPECT_EQ(change(in, kNew, kGood), "identity.no_session");
}

// DECISIONS "Recovery": an administrator's reset makes a new key pair and opens nothing old.
TEST_P(Passphrases, AnAdministratorsResetOpensNothingOld) {
    person("admin", {access::Role::system_admin});
    const Account account = person("li.wei");
    const SignedIn admin = sign_in("admin");
    const SignedIn before = sign_in("li.wei");
    const auto& suite = vault_->suite();
    const Bytes note = suite.box_seal(public_key(account), view_of("note"), view_of("said in confidence"), *random_);
    must(identity().reset_passphrase(admin.principal, account.id, secret(kNew)));
    EXPECT_EQ(resolved(before), "identity.no_session");
    EXPECT_EQ(code_of(try_sign_in("li.wei", kGood)), "identity.wrong");
    const SignedIn after = sign_in("li.wei", kNew);
    const SecretBytes key = must(identity().person_key(after.principal, after.cookie.view()));
    EXPECT_FALSE(suite.box_open(key.view(), view_of("note"), note).ok());
    const Bytes fresh = suite.box_seal(public_key(account), view_of("note"), view_of("later"), *random_);
    EXPECT_EQ(must(suite.box_open(key.view(), view_of("note"), fresh)).text(), "later");
    const auto deed = deeds("identity.account.reset").at(0).deed;
    EXPECT_EQ(deed.actor, admin.principal.subject.person);
    EXPECT_EQ(deed.role, "system_admin");
    EXPECT_EQ(deed.subjects.at(0).id, any(account.id));
}

TEST_P(Passphrases, OnlyAnAdministratorResetsAndEveryRefusalIsADeed) {
    person("leader", {access::Role::leader});
    person("admin", {access::Role::system_admin});
    const Account account = person("li.wei");
    const SignedIn leader = sign_in("leader");
    const SignedIn admin = sign_in("admin");
    const auto reset = [&](const SignedIn& by, AccountId whose) { return code_of(identity().reset_passphrase(by.principal, whose, secret(kNew))); };
    EXPECT_EQ(reset(leader, account.id), "http.forbidden");
    EXPECT_EQ(reset(admin, new_random<AccountId>(*random_)), "http.not_found");
    const SignedIn visitor = must(identity().sign_in_by_card(centre(), card(new_random<PersonId>(*random_), now() + 60 * kMinute), "kiosk"));
    EXPECT_EQ(reset(admin, visitor.principal.account), "identity.no_login");
    const auto left = deeds("identity.account.reset");
    ASSERT_EQ(left.size(), 3U);
    for (const auto& entry : left) EXPECT_EQ(entry.deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(code_of(try_sign_in("li.wei")), "") << "nothing was changed";
}

TEST_P(Passphrases, TheDatabaseKeepsKeyPairsAsTheyWere) {
    person("li.wei");
    static constexpr store::Sql kSwap{"test.swap", "UPDATE account_key SET public_key = private_sealed WHERE centre_id = ?1"};
    static constexpr store::Sql kDelete{"test.delete", "DELETE FROM account_key WHERE centre_id = ?1"};
    for (const auto* sql : {&kSwap, &kDelete}) {
        EXPECT_EQ(code_of(write([&](store::Tx& tx) { return tx.run(*sql); })), "identity.account_key_is_kept");
    }
}

class GuomiSignIn : public IdentityTest {
    crypto::SuiteId suite() const override { return crypto::SuiteId::guomi; }
};
XINAN_ON_BOTH_ENGINES(GuomiSignIn);

TEST_P(GuomiSignIn, WorksTheSameUnderTheOtherSuite) {
    const Account account = person("li.wei");
    const SignedIn in = sign_in("li.wei");
    const SecretBytes key = must(identity().person_key(in.principal, in.cookie.view()));
    const auto public_key = must(store().read(centre(), [&](store::Tx& tx) { return public_key_of(tx, account.person); })).value();
    const Bytes box = vault_->suite().box_seal(public_key, {}, view_of("to me"), *random_);
    EXPECT_EQ(must(vault_->suite().box_open(key.view(), {}, box)).text(), "to me");
    EXPECT_EQ(code_of(try_sign_in("li.wei", "not the passphrase")), "identity.wrong");
    EXPECT_EQ(code_of(try_sign_in("unknown")), "identity.wrong");
}

TEST(PassphraseRule, AsksForLengthAndRefusesWhatIsGuessedFirst) {
    const std::pair<const char*, const char*> rows[] = {
        {"four plain words", ""},
        {"十二个汉字组成一句好记话", ""},
        {"elevenchars", "identity.passphrase_short"},
        {"十一个汉字组成一句话呢", "identity.passphrase_short"},
        {"aaaaaaaaaaaaaaaa", "identity.passphrase_common"},
        {"1212121212121212", "identity.passphrase_common"},
        {"PassWordPassWord", "identity.passphrase_common"},
        {"woaini1314520", "identity.passphrase_common"},
        {"123456789012", "identity.passphrase_common"},
        {"987654321098", "identity.passphrase_common"},
        {"li.wei.counsel", "identity.passphrase_login"},
        {"Li.Wei20260901", ""},
    };
    for (const auto& [passphrase, code] : rows) EXPECT_EQ(code_of(acceptable_passphrase(passphrase, "li.wei.counsel")), code) << passphrase;
    EXPECT_EQ(code_of(acceptable_passphrase(std::string(257, 'x'), "li")), "identity.passphrase_long");
    EXPECT_EQ(code_of(acceptable_passphrase("twelve bytes\xFF", "li")), "base.text_characters");
}

TEST(PassphraseRule, SuggestionsAreAcceptable) {
    const auto random = seeded_random(5);
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        const auto suggestion = suggested_passphrase(*random);
        EXPECT_EQ(code_of(acceptable_passphrase(suggestion, "admin")), "") << suggestion;
        seen.insert(suggestion);
    }
    EXPECT_EQ(seen.size(), 200U);
}

TEST(CodeCard, IsReadHoweverItIsTyped) {
    const auto random = seeded_random(6);
    const std::string code = new_card_code(*random);
    ASSERT_EQ(code.size(), 13U);
    EXPECT_EQ(read_card_code(shown_card_code(code)), code);
    std::string lower = shown_card_code(code);
    for (char& c : lower) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(read_card_code(" " + lower + " "), code);
    std::string wide;
    for (const char c : code) {  // full width: U+FF01 is '!'
        const unsigned at = 0xFF01U + static_cast<unsigned>(c) - 0x21U;
        wide += {static_cast<char>(0xE0U | at >> 12U), static_cast<char>(0x80U | (at >> 6U & 0x3FU)), static_cast<char>(0x80U | (at & 0x3FU))};
    }
    EXPECT_EQ(read_card_code(wide), code);
    std::string alike = code;
    for (char& c : alike) c = c == '0' ? 'O' : c == '1' ? 'l' : c;
    EXPECT_EQ(read_card_code(alike), code);
    EXPECT_FALSE(read_card_code(""));
    EXPECT_FALSE(read_card_code(code.substr(1)));
    EXPECT_FALSE(read_card_code(code + "0"));
    EXPECT_FALSE(read_card_code(std::string(10'000, '0')));
}

TEST(CodeCard, EveryWrongCharacterAndEverySwapIsFound) {
    constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const auto random = seeded_random(7);
    for (int round = 0; round < 50; ++round) {
        const std::string code = new_card_code(*random);
        for (std::size_t at = 0; at < code.size(); ++at) {
            for (const char other : kAlphabet) {
                std::string wrong = code;
                wrong[at] = other;
                EXPECT_EQ(read_card_code(wrong).has_value(), other == code[at]);
            }
            if (at == 0 || code[at] == code[at - 1]) continue;
            std::string swapped = code;
            std::swap(swapped[at], swapped[at - 1]);
            EXPECT_FALSE(read_card_code(swapped)) << code << " " << at;
        }
    }
}

TEST(IdentityRules, AgreeWithTheTableWrittenByHand) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(repository_file("tests/contract/access.csv")));
    EXPECT_EQ(access::check_access_table(policy, access::rows_of(table, "identity.")), std::vector<std::string>{});
}

// Each code that these layers say has its words in both languages.
TEST(IdentityMessages, ExistInBothLanguages) {
    const Messages messages = must(Messages::load(repository_file("messages/zh.yaml"), repository_file("messages/en.yaml")));
    for (const char* code : {"wrong", "wrong_card", "card_mistyped", "wait", "no_session", "locked", "no_person_key", "old_passphrase",
                             "no_login", "login_taken", "has_account", "login_characters", "passphrase_short", "passphrase_long",
                             "passphrase_login", "passphrase_common", "account_key_is_kept"}) {
        EXPECT_TRUE(messages.has(std::string("identity.") + code + ".title")) << code;
    }
    for (const char* code : {"span", "relation_not_in_force", "relation_is_kept", "grant_not_in_force", "grant_is_kept", "grant_self_approved", "table"}) {
        EXPECT_TRUE(messages.has(std::string("access.") + code + ".title")) << code;
    }
}

}  // namespace
}  // namespace xinan::identity
