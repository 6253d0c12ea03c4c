// SPDX-License-Identifier: AGPL-3.0-or-later
// New ways to unseal: the one before opens nothing afterwards, and killed anywhere in between one of the two opens.
#include "app/keys.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "app/installation_support.hpp"
#include "crypto/rewrap.hpp"

namespace xinan::app {
namespace {

using testing::code_of;
using testing::must;

constexpr crypto::PassphraseCost kCheap{.memory_kib = 64, .passes = 1};
constexpr std::string_view kOne = "seven quiet lamps burn", kTwo = "nine slow boats return";

class Keys : public InstallationTest {
   protected:
    static crypto::Unsealer by_passphrase(std::string_view text) { return {crypto::Unsealer::Kind::passphrase, SecretBytes(view_of(text))}; }
    crypto::Unsealer by_file(const std::string& path) { return {crypto::Unsealer::Kind::key_file, must(read_private_file(path, 4096))}; }
    // With a keyring of its own, as a server that starts.
    std::string opens(const crypto::Unsealer& with) {
        auto keyring = must(store::open_sqlite_keyring(folder().keyring()));
        crypto::Vault vault(*keyring, clock_, *random_);
        return code_of(vault.unseal(with));
    }
    // Runs `child` in another process, kills it after `bytes` bytes came from its pipe, and waits.
    template <class F>
    static void kill_after(int bytes, F child) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t pid = ::fork();
        ASSERT_GE(pid, 0);
        if (pid == 0) {
            ::close(ends[0]);
            child([&ends] { (void)!::write(ends[1], "x", 1); });
            ::_exit(0);
        }
        ::close(ends[1]);
        char each = 0;
        for (int i = 0; i < bytes; ++i) {
            if (::read(ends[0], &each, 1) != 1) break;
        }
        ::kill(pid, SIGKILL);
        int status = 0;
        ::waitpid(pid, &status, 0);
        ::close(ends[0]);
        EXPECT_TRUE(WIFSIGNALED(status)) << "it was killed at work";
    }
};

TEST_F(Keys, ANewPassphraseOpensAndTheOldOneNoMore) {
    auto app = open();
    ASSERT_TRUE(change_unseal_passphrase(*app, by_passphrase(kUnseal), SecretBytes(view_of(kOne)), clock_, *random_, kCheap).ok());
    EXPECT_EQ(opens(by_passphrase(kOne)), "");
    EXPECT_EQ(opens(by_passphrase(kUnseal)), "vault.wrong_passphrase");
    EXPECT_EQ(opens(by_file(key_file())), "") << "the other way stays";
    ASSERT_EQ(deeds(*app, "app.unseal_passphrase.replace").size(), 1U);
    EXPECT_EQ(deeds(*app, "app.unseal_passphrase.replace").front().deed.role, "system");
    EXPECT_EQ(code_of(change_unseal_passphrase(*app, by_passphrase(kUnseal), SecretBytes(view_of(kTwo)), clock_, *random_, kCheap)),
              "vault.wrong_passphrase");
    EXPECT_EQ(code_of(change_unseal_passphrase(*app, by_passphrase(kOne), SecretBytes(view_of("short")), clock_, *random_, kCheap)),
              "identity.passphrase_short");
    EXPECT_EQ(opens(by_passphrase(kOne)), "");
    EXPECT_EQ(deeds(*app, "app.unseal_passphrase.replace").size(), 1U);
}

TEST_F(Keys, ANewKeyFileTakesThePlaceOfTheOldOne) {
    auto app = open();
    const auto before = by_file(key_file());
    EXPECT_EQ(must(change_key_file(*app, before, "", clock_, *random_)), key_file());
    EXPECT_EQ(opens(by_file(key_file())), "");
    EXPECT_EQ(opens(before), "vault.wrong_key") << "nor does a copy of it";
    EXPECT_FALSE(std::filesystem::exists(key_file() + ".new"));
    EXPECT_EQ(deeds(*app, "app.key_file.replace").size(), 1U);
    const std::string elsewhere = base_ + "/other.key";
    EXPECT_EQ(must(change_key_file(*app, by_file(key_file()), elsewhere, clock_, *random_)), elsewhere);
    EXPECT_EQ(must(read_settings(folder())).key_file, elsewhere) << "the next start looks there";
    EXPECT_FALSE(open()->vault().sealed());
    EXPECT_EQ(opens(by_file(key_file())), "vault.wrong_key");
}

// Cut off after the new file was written: before the keyring changed, and after it.
TEST_F(Keys, AStartFinishesAChangeThatWasCutOff) {
    auto app = open();
    const auto before = by_file(key_file());
    const auto cut = [&](bool keyring_changed) {
        std::string text;
        const auto done = crypto::replace_key_file(app->keyring(), by_file(key_file()), *random_, [&](const SecretBytes& file) -> Result<void> {
            text = std::string(file.text());
            TRY_VOID(write_private_file(key_file() + ".new", file.view()));
            return keyring_changed ? Result<void>{} : Result<void>(fail(ErrorKind::unavailable, "unavailable.database"));
        });
        EXPECT_EQ(done.ok(), keyring_changed);
    };
    cut(false);
    EXPECT_FALSE(open()->vault().sealed()) << "by the old one";
    EXPECT_EQ(opens(before), "");
    EXPECT_EQ(must(change_key_file(*app, before, "", clock_, *random_)), key_file()) << "what was left over is in nobody's way";
    EXPECT_EQ(opens(before), "vault.wrong_key");
    cut(true);
    const auto with = must(unsealer_by_file(*app));
    ASSERT_TRUE(with.has_value());
    EXPECT_EQ(opens(*with), "") << "commands find the new one too";
    EXPECT_FALSE(open()->vault().sealed());
    EXPECT_FALSE(std::filesystem::exists(key_file() + ".new")) << "and it has its name now";
    EXPECT_EQ(opens(by_file(key_file())), "");
}

// Passphrases one and two take turns in another process, which is killed -9 somewhere around each change.
TEST_F(Keys, KilledAnywhereExactlyOnePassphraseOpens) {
    {
        auto app = open();
        ASSERT_TRUE(change_unseal_passphrase(*app, by_passphrase(kUnseal), SecretBytes(view_of(kOne)), clock_, *random_, kCheap).ok());
    }
    bool first_now = true;
    int changed_hands = 0;
    for (int round = 1; round <= 24; ++round) {
        kill_after(round, [&](const auto& told) {
            auto keyring = must(store::open_sqlite_keyring(folder().keyring()));
            for (bool first = first_now;; first = !first) {
                const auto done = crypto::replace_passphrase(*keyring, by_passphrase(first ? kOne : kTwo), SecretBytes(view_of(first ? kTwo : kOne)),
                                                             kCheap, *random_, [&](const SecretBytes&) -> Result<void> { told(); return {}; });
                if (!done) ::_exit(1);
            }
        });
        const bool one = opens(by_passphrase(kOne)).empty(), two = opens(by_passphrase(kTwo)).empty();
        ASSERT_NE(one, two) << "round " << round;
        if (one != first_now) ++changed_hands;
        first_now = one;
    }
    EXPECT_GT(changed_hands, 0) << "the kills fell where something happens";
    EXPECT_EQ(opens(by_file(key_file())), "");
}

// The whole change of the key file, killed around its every step; a start must always get in by what lies there.
TEST_F(Keys, KilledAnywhereAStartFindsAKeyFileThatOpens) {
    int renewed = 0;
    std::string last(by_file(key_file()).secret.text());
    for (int round = 1; round <= 12; ++round) {
        kill_after(round % 4 + 1, [&](const auto& told) {
            auto app = must(Application::open(folder(), must(read_settings(folder())), clock_, *random_));
            while (true) {
                const auto with = must(unsealer_by_file(*app));
                told();
                if (!with || !change_key_file(*app, *with, "", clock_, *random_)) ::_exit(1);
            }
        });
        ASSERT_FALSE(open()->vault().sealed()) << "round " << round;
        const std::string now(by_file(key_file()).secret.text());
        if (now != last) ++renewed;
        last = now;
    }
    EXPECT_GT(renewed, 0);
}

}  // namespace
}  // namespace xinan::app
