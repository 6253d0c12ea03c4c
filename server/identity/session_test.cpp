// SPDX-License-Identifier: AGPL-3.0-or-later
// Sessions: the cookie is stored nowhere, every server serves it, lock and sign-out delete the wrap, changes take effect
// within a second.
#include <filesystem>

#include "identity/identity_support.hpp"
#include "identity/store.hpp"
#include "identity/wrap.hpp"

namespace xinan::identity {
namespace {

using namespace identity::testing;  // NOLINT(google-build-using-namespace): a test's own words

class Sessions : public IdentityTest {
   protected:
    bool wrap_is_stored(const SignedIn& in) {
        static constexpr store::Sql kWraps{"test.wraps", "SELECT count(*) FROM sign_in WHERE centre_id = ?1 AND sign_in_id = ?2 AND private_sealed IS NOT NULL"};
        return must(store().read(centre(), [&](store::Tx& tx) { return tx.query(kWraps, in.principal.sign_in); })).i64(0, 0) == 1;
    }
    // Every byte the engine would put into a backup, and on SQLite every file beside it.
    std::string everything_stored() {
        const std::string path = test_store().database().folder() + "/copy-" + std::to_string(++copies_);
        must(store().backup_to(path));
        std::string all = text_of_file(path);
        if (!on_postgres()) {
            for (const auto& entry : std::filesystem::directory_iterator(test_store().database().folder())) {
                if (entry.is_regular_file()) all += text_of_file(entry.path());
            }
        }
        return all;
    }
    static std::string text_of_file(const std::filesystem::path& path) {
        std::ifstream stream(path, std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        return text.str();
    }
    static bool holds(const std::string& all, ByteView bytes) {
        const std::string raw(text_of(bytes));
        return all.find(raw) != std::string::npos || all.find(to_hex(bytes)) != std::string::npos ||
               all.find(to_base64url(bytes)) != std::string::npos;
    }
    int copies_ = 0;
};
XINAN_ON_BOTH_ENGINES(Sessions);

// Goal: nobody with the database can be somebody. Method: every stored byte is searched for the cookie's secret, the private
// key, the passphrase and a card's code; the cookie's hash, which is stored, shows that the search finds what is there.
TEST_P(Sessions, CookieKeyPassphraseAndCardAreStoredNowhere) {
    person("li.wei");
    const SignedIn in = sign_in("li.wei");
    const SecretBytes key = must(identity().person_key(in.principal, in.cookie.view()));
    EXPECT_EQ(key.size(), 32U);
    const std::string code = card(new_random<PersonId>(*random_), now() + kMinute);
    const SignedIn by_card = must(identity().sign_in_by_card(centre(), code, "kiosk"));
    const std::string all = everything_stored();
    const auto hash = vault_->suite().hash(in.cookie.view());
    ASSERT_TRUE(holds(all, hash)) << "the search would find nothing";
    EXPECT_FALSE(holds(all, in.cookie.view().subspan(16)));
    EXPECT_FALSE(holds(all, by_card.cookie.view().subspan(16)));
    EXPECT_FALSE(holds(all, key.view()));
    EXPECT_FALSE(holds(all, view_of(kGood)));
    EXPECT_FALSE(holds(all, view_of(code)));
    std::string bare = code;
    std::erase(bare, '-');
    EXPECT_FALSE(holds(all, view_of(bare)));
}

TEST_P(Sessions, AnyServerServesTheSession) {
    const Account account = person("li.wei");
    const SignedIn in = sign_in("li.wei");
    const auto other = server();
    EXPECT_EQ(must(other->resolve(in.cookie.view())).account, account.id);
    const SecretBytes here = must(identity().person_key(in.principal, in.cookie.view()));
    const SecretBytes there = must(other->person_key(in.principal, in.cookie.view()));
    EXPECT_EQ(to_bytes(here.view()), to_bytes(there.view()));
    must(other->sign_out(in.principal));
    EXPECT_EQ(resolved(in), "identity.no_session") << "within a second here too";
}

TEST_P(Sessions, TheKeyOpensOnlyWithItsOwnCookieAndFitsThePublicKey) {
    const Account account = person("li.wei");
    const SignedIn one = sign_in("li.wei");
    const SignedIn two = sign_in("li.wei");
    EXPECT_EQ(code_of(identity().person_key(one.principal, two.cookie.view())), "identity.no_session");
    EXPECT_EQ(code_of(identity().person_key(two.principal, one.cookie.view())), "identity.no_session");
    for (const std::size_t at : {std::size_t{0}, std::size_t{16}, kCookieBytes - 1}) {
        SecretBytes altered = one.cookie.clone();
        altered.writable()[at] ^= 1U;
        EXPECT_EQ(code_of(identity().person_key(one.principal, altered.view())), "identity.no_session");
        EXPECT_EQ(code_of(identity().resolve(altered.view())), "identity.no_session");
    }
    EXPECT_EQ(code_of(identity().resolve(one.cookie.view().first(32))), "identity.no_session");
    const auto public_key = must(store().read(centre(), [&](store::Tx& tx) { return public_key_of(tx, account.person); }));
    ASSERT_TRUE(public_key.has_value());
    const auto& suite = vault_->suite();
    const Bytes box = suite.box_seal(*public_key, view_of("a test"), view_of("to me"), *random_);
    const SecretBytes key = must(identity().person_key(one.principal, one.cookie.view()));
    EXPECT_EQ(must(suite.box_open(key.view(), view_of("a test"), box)).text(), "to me");
}

// Goal: database, keyring and configuration together open no session. Method: the stored wrap is tried with what a server
// has (the cookie's hash, the ids, another cookie) in place of the cookie.
TEST_P(Sessions, NothingTheServerKeepsOpensTheWrap) {
    const Account account = person("li.wei");
    const SignedIn in = sign_in("li.wei");
    const SignedIn other = sign_in("li.wei");
    const auto& suite = vault_->suite();
    const SignInId sign_in_id = in.principal.sign_in;
    const auto hash = suite.hash(in.cookie.view());
    const auto wrap = must(store().read(centre(), [&](store::Tx& tx) { return wrap_of(tx, sign_in_id, hash); })).value();
    const Bytes place = session_place(centre(), account.id, sign_in_id);
    // Derived here as DECISIONS says, not by the program's own function, which might be the one that is wrong.
    const auto opens_with = [&](ByteView material) {
        const auto key = suite.derive(material, sign_in_id.view(), view_of("xinan session wrap v1"), suite.key_bytes());
        return unwrap_private(suite, key, place, wrap).ok();
    };
    EXPECT_TRUE(opens_with(in.cookie.view()));
    EXPECT_FALSE(opens_with(other.cookie.view()));
    EXPECT_FALSE(opens_with(hash));
    EXPECT_FALSE(opens_with(centre().view()));
    EXPECT_FALSE(opens_with(Bytes(kCookieBytes, 0)));
    const Bytes elsewhere = session_place(centre(), account.id, other.principal.sign_in);
    EXPECT_FALSE(unwrap_private(suite, session_key(suite, in.cookie.view(), sign_in_id), elsewhere, wrap).ok()) << "moved to another row";
}

TEST_P(Sessions, SignOutAndLockDeleteTheWrap) {
    person("li.wei");
    const SignedIn out = sign_in("li.wei");
    const SignedIn away = sign_in("li.wei");
    ASSERT_TRUE(wrap_is_stored(out));
    must(identity().sign_out(out.principal));
    EXPECT_FALSE(wrap_is_stored(out));
    EXPECT_EQ(code_of(identity().resolve(out.cookie.view())), "identity.no_session") << "at once on this server";
    EXPECT_EQ(key_code(out), "identity.no_session");
    must(identity().lock(away.principal));
    EXPECT_FALSE(wrap_is_stored(away));
    EXPECT_EQ(code_of(identity().resolve(away.cookie.view())), "identity.locked");
    EXPECT_EQ(key_code(away), "identity.no_session");
    must(identity().sign_out(out.principal));
    EXPECT_EQ(deeds("identity.session.close").size(), 1U) << "signing out twice is one deed";
    EXPECT_EQ(deeds("identity.session.lock").size(), 1U);
}

TEST_P(Sessions, LockAfterAQuarterOfAnHourWithoutARequest) {
    person("li.wei");
    const SignedIn in = sign_in("li.wei");
    for (int i = 0; i < 10; ++i) {
        clock_.advance(15 * kMinute - Millis{1});
        EXPECT_EQ(code_of(identity().resolve(in.cookie.view())), "") << i;
    }
    clock_.advance(15 * kMinute);
    EXPECT_EQ(code_of(identity().resolve(in.cookie.view())), "identity.locked");
    EXPECT_FALSE(wrap_is_stored(in));
    EXPECT_EQ(deeds("identity.session.lock").at(0).deed.role, "system");
    EXPECT_EQ(code_of(identity().resolve(in.cookie.view())), "identity.locked");
}

TEST_P(Sessions, AKioskLocksAfterNinetySeconds) {
    const std::string code = card(new_random<PersonId>(*random_), now() + 60 * kMinute);
    const SignedIn in = must(identity().sign_in_by_card(centre(), code, "kiosk"));
    clock_.advance(89 * kSecond);
    EXPECT_EQ(code_of(identity().resolve(in.cookie.view())), "");
    clock_.advance(89 * kSecond);
    EXPECT_EQ(code_of(server()->resolve(in.cookie.view())), "") << "another server knows it too";
    clock_.advance(90 * kSecond);
    EXPECT_EQ(code_of(identity().resolve(in.cookie.view())), "identity.locked");
}

TEST_P(Sessions, EndTwelveHoursAfterTheirBeginning) {
    person("li.wei");
    const SignedIn in = sign_in("li.wei");
    while (now() + 10 * kMinute < in.expires_at) {
        clock_.advance(10 * kMinute);
        ASSERT_EQ(code_of(identity().resolve(in.cookie.view())), "");
    }
    clock_.set(in.expires_at);
    EXPECT_EQ(code_of(identity().resolve(in.cookie.view())), "identity.no_session");
    must(identity().sweep(centre()));
    EXPECT_FALSE(wrap_is_stored(in));
}

TEST_P(Sessions, TheTimerLocksWhatNobodyTouchesAgainAndForgetsOldRows) {
    person("li.wei");
    const SignedIn busy = sign_in("li.wei");
    const SignedIn idle = sign_in("li.wei");
    clock_.advance(10 * kMinute);
    EXPECT_EQ(code_of(identity().resolve(busy.cookie.view())), "");
    clock_.advance(6 * kMinute);
    must(identity().sweep(centre()));
    EXPECT_TRUE(wrap_is_stored(busy));
    EXPECT_FALSE(wrap_is_stored(idle));
    EXPECT_EQ(deeds("identity.session.lock").size(), 1U);
    must(identity().sweep(centre()));
    EXPECT_EQ(deeds("identity.session.lock").size(), 1U) << "nothing to do leaves nothing";
    must(identity().sign_out(busy.principal));
    clock_.advance(std::chrono::hours{24 * 31});
    must(identity().sweep(centre()));
    must(identity().sweep(centre()));
    static constexpr store::Sql kCount{"test.count", "SELECT count(*) FROM sign_in WHERE centre_id = ?1 AND sign_in_id = ?2"};
    EXPECT_EQ(must(store().read(centre(), [&](store::Tx& tx) { return tx.query(kCount, busy.principal.sign_in); })).i64(0, 0), 0);
}

TEST_P(Sessions, LastSeenIsWrittenOnceAMinute) {
    person("li.wei");
    const SignedIn in = sign_in("li.wei");
    const auto operations = [&] { return store().counts().operations; };
    const auto before = operations();
    for (int second = 0; second < 59; ++second) {
        clock_.advance(kSecond);
        must(identity().resolve(in.cookie.view()));
    }
    EXPECT_EQ(operations(), before);
    for (int second = 0; second < 60; ++second) {
        clock_.advance(kSecond);
        must(identity().resolve(in.cookie.view()));
    }
    EXPECT_EQ(operations(), before + 1);
    const auto row = must(store().read(centre(), [&](store::Tx& tx) { return live_sign_in(tx, vault_->suite().hash(in.cookie.view())); }));
    EXPECT_GE(row->last_seen, now() - kMinute);
    EXPECT_TRUE(deeds("identity.session.read").empty()) << "being seen is no deed";
}

TEST_P(Sessions, ARoleChangeIsInForceWithinASecond) {
    const Account account = person("li.wei");
    const SignedIn in = sign_in("li.wei");
    EXPECT_TRUE(must(identity().resolve(in.cookie.view())).subject.roles.has(access::Role::counsellor));
    must(write([&](store::Tx& tx) { return set_roles(tx, account.id, {access::Role::reception}, now()); }));
    clock_.advance(kSecond);
    EXPECT_EQ(must(identity().resolve(in.cookie.view())).subject.roles, access::Roles{access::Role::reception});
    EXPECT_EQ(must(server()->resolve(in.cookie.view())).subject.roles, access::Roles{access::Role::reception});
    must(write([&](store::Tx& tx) { return set_language(tx, account.id, Language::en, now()); }));
    clock_.advance(kSecond);
    EXPECT_EQ(must(identity().resolve(in.cookie.view())).language, Language::en);
    EXPECT_EQ(code_of(write([&](store::Tx& tx) { return set_roles(tx, new_random<AccountId>(*random_), {}, now()); })), "http.not_found");
}

TEST_P(Sessions, SuspendingAnAccountEndsItsSessions) {
    const Account account = person("li.wei");
    const SignedIn in = sign_in("li.wei");
    must(write([&](store::Tx& tx) { return set_locked(tx, account.id, true, now()); }));
    EXPECT_EQ(resolved(in), "identity.no_session");
    EXPECT_FALSE(wrap_is_stored(in));
    EXPECT_EQ(code_of(try_sign_in("li.wei")), "identity.wrong");
    must(write([&](store::Tx& tx) { return set_locked(tx, account.id, false, now()); }));
    EXPECT_EQ(code_of(try_sign_in("li.wei")), "");
    const SignedIn again = sign_in("li.wei");
    must(write([&](store::Tx& tx) { return identity().end_sessions_of(tx, account.id, now()); }));
    EXPECT_EQ(code_of(identity().resolve(again.cookie.view())), "identity.no_session");
}

TEST_P(Sessions, RequestsWithoutASessionAreCountedInOneDeedAMinute) {
    for (int i = 0; i < 300; ++i) identity().count_unauthenticated(centre());
    must(identity().flush_unauthenticated());
    must(identity().flush_unauthenticated());
    const auto left = deeds("identity.session.read");
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(left[0].deed.code, "identity.no_session");
    ASSERT_EQ(left[0].deed.subjects.size(), 1U);
    EXPECT_EQ(left[0].deed.subjects[0].kind, "count");
    EXPECT_EQ(left[0].deed.subjects[0].id.text(), "0000000000000000000000000000012c");
}

}  // namespace
}  // namespace xinan::identity
