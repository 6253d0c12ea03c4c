// SPDX-License-Identifier: AGPL-3.0-or-later
// How a server is unsealed: the right key file or passphrase, and a named refusal for every other.
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "crypto/crypto_support.hpp"
#include "crypto/key_file.hpp"
#include "crypto/process.hpp"

namespace xinan::crypto {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): our own test support

Unsealer key_file(std::string_view text) {
    return {Unsealer::Kind::key_file, SecretBytes(view_of(text))};
}
Unsealer passphrase(std::string_view text) {
    return {Unsealer::Kind::passphrase, SecretBytes(view_of(text))};
}
std::string code_of(const Result<void>& result) {
    return result.ok() ? "unsealed" : result.error().code;
}

class UnsealTest : public ::testing::TestWithParam<SuiteId> {
 protected:
    World world{GetParam()};
    Vault vault{world.keyring, world.clock, *world.random};
    std::string file{world.first.key_file.text()};
};
INSTANTIATE_TEST_SUITE_P(Both, UnsealTest, ::testing::Values(SuiteId::international, SuiteId::guomi), suite_name);

TEST_P(UnsealTest, ByKeyFileOrPassphrase) {
    EXPECT_EQ(code_of(vault.unseal(key_file(file))), "unsealed");
    vault.seal();
    EXPECT_EQ(code_of(vault.unseal(passphrase("four plain words here"))), "unsealed");
    vault.seal();
    EXPECT_EQ(code_of(vault.unseal(passphrase("four plain words there"))), "vault.wrong_passphrase");
    EXPECT_TRUE(vault.sealed());
}

TEST_P(UnsealTest, AKeyFileOfAnotherInstallationIsNamed) {
    World other(GetParam(), 2);
    const auto refused = vault.unseal(other.by_key_file());
    ASSERT_EQ(code_of(refused), "vault.wrong_key");
    const Args expected{{"expected", to_hex(world.vault.installation()).substr(0, 8)},
                        {"given", to_hex(other.vault.installation()).substr(0, 8)}};
    EXPECT_EQ(refused.error().args, expected);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
}

TEST_P(UnsealTest, AnotherKeyUnderTheRightNameIsRefused) {
    KeyFile forged = parse_key_file(view_of(file)).value();
    forged.key.writable()[0] ^= 1U;
    EXPECT_EQ(code_of(vault.unseal({Unsealer::Kind::key_file, key_file_text(forged)})), "vault.wrong_key");
}

TEST_P(UnsealTest, ADamagedKeyFileIsNamed) {
    for_each_flip(view_of(file), [&](const Bytes& bad, std::size_t bit) {
        EXPECT_EQ(code_of(vault.unseal(key_file(text_of(bad)))), "vault.bad_key_file") << "bit " << bit;
    });
    EXPECT_EQ(code_of(vault.unseal(key_file(""))), "vault.bad_key_file");
    EXPECT_EQ(code_of(vault.unseal(key_file(std::string(5000, 'x')))), "vault.bad_key_file");
    EXPECT_EQ(code_of(vault.unseal(key_file(file + "more\n"))), "vault.bad_key_file");
}

TEST_P(UnsealTest, AnEditorsLineEndsAreForgiven) {
    std::string windows;
    for (const char c : file) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_EQ(code_of(vault.unseal(key_file(windows + "\r\n"))), "unsealed");
}

TEST_P(UnsealTest, ChangingThePassphraseKeepsTheKeyFile) {
    ASSERT_TRUE(world.vault.change_passphrase(SecretBytes(view_of("new words")), kCheap).ok());
    EXPECT_EQ(code_of(vault.unseal(passphrase("four plain words here"))), "vault.wrong_passphrase");
    EXPECT_EQ(code_of(vault.unseal(passphrase("new words"))), "unsealed");
    EXPECT_EQ(code_of(vault.unseal(key_file(file))), "unsealed");
}

TEST_P(UnsealTest, AnAlteredHeaderIsRefused) {
    // Somebody who can write the keyring must not be able to put a recovery key of theirs into it.
    KeyringHeader header = world.keyring.header().value().value();
    const KeyringHeader good = header;
    header.recovery_public_key = world.vault.suite().box_pair(*world.random).public_key;
    ASSERT_TRUE(world.keyring.put_header(header).ok());
    EXPECT_EQ(code_of(vault.unseal(key_file(file))), "keyring.damaged");
    header = good;
    header.suite = 9;
    ASSERT_TRUE(world.keyring.put_header(header).ok());
    EXPECT_EQ(code_of(vault.unseal(key_file(file))), "keyring.damaged");
    header = good;
    header.passphrase_salt[16] = 0xff;  // 4 TiB of memory
    ASSERT_TRUE(world.keyring.put_header(header).ok());
    EXPECT_EQ(code_of(vault.unseal(passphrase("four plain words here"))), "keyring.damaged");
    for_each_flip(good.master_by_key_file, [&](const Bytes& bad, std::size_t) {
        header = good;
        header.master_by_key_file = bad;
        ASSERT_TRUE(world.keyring.put_header(header).ok());
        EXPECT_EQ(code_of(vault.unseal(key_file(file))), "vault.wrong_key");
    });
    for_each_flip(good.master_check, [&](const Bytes& bad, std::size_t) {
        header = good;
        header.master_check = bad;
        ASSERT_TRUE(world.keyring.put_header(header).ok());
        EXPECT_EQ(code_of(vault.unseal(key_file(file))), "keyring.damaged");
    });
}

TEST(Init, HappensOnceAndNeedsAWayBackIn) {
    MemoryKeyring keyring;
    ManualClock clock{UtcTime{1}};
    const auto random = seeded_random(3);
    Vault vault(keyring, clock, *random);
    EXPECT_EQ(code_of(vault.unseal(key_file("x"))), "vault.no_keyring");
    EXPECT_EQ(vault.init(SuiteId::international, false, nullptr).error().code, "vault.no_way_to_unseal");
    const auto first = vault.init(SuiteId::international, true, nullptr);
    ASSERT_TRUE(first.ok());
    EXPECT_FALSE(vault.sealed());
    EXPECT_EQ(first->recovery_shares.size(), 3U);
    EXPECT_EQ(vault.init(SuiteId::guomi, true, nullptr).error().code, "keyring.exists");
    EXPECT_EQ(code_of(vault.unseal(passphrase("x"))), "vault.no_passphrase");

    MemoryKeyring other;
    Vault by_words(other, clock, *random);
    const SecretBytes words(view_of("words"));
    EXPECT_TRUE(by_words.init(SuiteId::guomi, false, &words, kCheap).value().key_file.empty());
    KeyFile named{by_words.installation(), SecretBytes(32)};
    EXPECT_EQ(code_of(by_words.unseal({Unsealer::Kind::key_file, key_file_text(named)})), "vault.no_key_file");
}

TEST(Init, NothingOfItIsInTheKeyring) {
    World world(SuiteId::international);
    const KeyringHeader header = world.keyring.header().value().value();
    const KeyFile file = parse_key_file(world.first.key_file.view()).value();
    const auto holds = [](const Bytes& where, ByteView what) {
        return std::search(where.begin(), where.end(), what.begin(), what.end()) != where.end();
    };
    const SecretBytes recovery = recovery_private_key(world.first.recovery_shares).value();
    for (const Bytes* part : {&header.master_by_key_file, &header.master_by_passphrase, &header.master_check,
                              &header.passphrase_salt, &header.recovery_public_key}) {
        EXPECT_FALSE(holds(*part, file.key.view()));
        EXPECT_FALSE(holds(*part, recovery.view()));
    }
}

TEST(Memory, IsLockedAndOutOfCoreFiles) {
    World world(SuiteId::international);
    EXPECT_TRUE(world.vault.memory_locked());
    const pid_t child = fork();
    if (child == 0) _exit(harden_process() && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1);
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace xinan::crypto
