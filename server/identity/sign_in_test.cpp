// SPDX-License-Identifier: AGPL-3.0-or-later
// Signing in: one answer for whatever was wrong, waits that grow and outlive a restart, code cards, a crowd at the door.
#include <condition_variable>
#include <thread>

#include "identity/identity_support.hpp"

namespace xinan::identity {
namespace {

using namespace identity::testing;  // NOLINT(google-build-using-namespace): a test's own words

class SignIn : public IdentityTest {};
XINAN_ON_BOTH_ENGINES(SignIn);

TEST_P(SignIn, OpensASessionAndLeavesADeed) {
    const Account account = person("li.wei");
    const SignedIn in = sign_in("li.wei");
    EXPECT_EQ(in.cookie.size(), kCookieBytes);
    EXPECT_EQ(in.expires_at, now() + std::chrono::hours{12});
    const Principal who = must(identity().resolve(in.cookie.view()));
    EXPECT_EQ(who.account, account.id);
    EXPECT_EQ(who.subject.person, account.person);
    EXPECT_EQ(who.subject.centre, centre());
    EXPECT_TRUE(who.subject.roles.has(access::Role::counsellor));
    EXPECT_FALSE(who.kiosk);
    const auto left = deeds("identity.session.open");
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(left[0].deed.actor, account.person);
    EXPECT_EQ(left[0].deed.role, "counsellor");
}

TEST_P(SignIn, FoldsTheNameAsPeopleTypeIt) {
    person("Li.Wei");
    EXPECT_EQ(code_of(try_sign_in("LI.WEI")), "");
    EXPECT_EQ(code_of(try_sign_in("li.wei")), "");
}

// Unknown name, wrong passphrase, suspended account, a name no account can have: same answer, same work, same deed.
TEST_P(SignIn, SaysTheSameWhateverWasWrong) {
    person("known");
    const Account suspended = person("suspended");
    must(write([&](store::Tx& tx) { return set_locked(tx, suspended.id, true, now()); }));
    const std::pair<const char*, const char*> wrongs[] = {
        {"known", "not the passphrase"}, {"unknown", "four plain words here"}, {"suspended", "four plain words here"},
        {"", "four plain words here"},   {"a name \xFF nobody has", "four plain words here"}};
    std::vector<Error> errors;
    for (const auto& [login, passphrase] : wrongs) {
        SCOPED_TRACE(login);
        const int before = *counted_.calls;
        const auto result = try_sign_in(login, passphrase);
        ASSERT_FALSE(result.ok());
        errors.push_back(result.error());
        EXPECT_EQ(*counted_.calls, before + 1) << "one Argon2id each";
        const auto deed = deeds("identity.session.open").at(0).deed;
        EXPECT_EQ(deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(deed.code, "identity.wrong");
        EXPECT_EQ(deed.role, "none");
        EXPECT_EQ(deed.actor, AnyId{});
        EXPECT_EQ(deed.subjects.size(), 2U);
    }
    for (const Error& error : errors) {
        EXPECT_EQ(error.kind, ErrorKind::unauthenticated);
        EXPECT_EQ(error.code, "identity.wrong");
        EXPECT_TRUE(error.args.empty());
        EXPECT_TRUE(error.clauses.empty());
    }
}

TEST_P(SignIn, WaitsGrowUpToAQuarterOfAnHour) {
    person("li.wei");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(try_sign_in("li.wei", "wrong wrong wrong")), "identity.wrong");
    for (const int minutes : {1, 2, 4, 8, 15, 15}) {
        SCOPED_TRACE(minutes);
        const int before = *counted_.calls;
        const auto waiting = try_sign_in("li.wei");  // even the right one
        ASSERT_EQ(code_of(waiting), "identity.wait");
        EXPECT_EQ(waiting.error().kind, ErrorKind::too_many);
        EXPECT_EQ(arg_of(waiting.error(), "seconds"), std::to_string(60 * minutes));
        EXPECT_EQ(*counted_.calls, before) << "a wait costs the server nothing";
        EXPECT_EQ(deeds("identity.session.open").at(0).deed.code, "identity.wait");
        clock_.advance(minutes * kMinute - Millis{1});
        EXPECT_EQ(code_of(try_sign_in("li.wei")), "identity.wait");
        clock_.advance(Millis{1});
        EXPECT_EQ(code_of(try_sign_in("li.wei", "wrong wrong wrong")), "identity.wrong");
    }
    clock_.advance(15 * kMinute);
    EXPECT_EQ(code_of(try_sign_in("li.wei")), "");
    EXPECT_EQ(code_of(try_sign_in("li.wei", "wrong wrong wrong")), "identity.wrong") << "success begins anew";
    EXPECT_EQ(code_of(try_sign_in("li.wei")), "");
}

TEST_P(SignIn, AnUnknownNameWaitsLikeAKnownOne) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(try_sign_in("nobody")), "identity.wrong");
    EXPECT_EQ(code_of(try_sign_in("nobody")), "identity.wait");
    EXPECT_EQ(code_of(try_sign_in("somebody")), "identity.wrong");
}

TEST_P(SignIn, ARestartKeepsTheWait) {
    person("li.wei");
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(try_sign_in("li.wei", "wrong wrong wrong").ok());
    identity_ = server();
    EXPECT_EQ(code_of(try_sign_in("li.wei")), "identity.wait");
}

TEST_P(SignIn, OneAddressThatTriesManyNamesWaitsAndOthersDoNot) {
    person("li.wei");
    for (int i = 0; i < 20; ++i) EXPECT_EQ(code_of(try_sign_in("name" + std::to_string(i), kGood, "there")), "identity.wrong");
    EXPECT_EQ(code_of(try_sign_in("li.wei", kGood, "there")), "identity.wait");
    EXPECT_EQ(code_of(try_sign_in("li.wei", kGood, "here")), "");
    clock_.advance(kMinute);
    EXPECT_EQ(code_of(try_sign_in("li.wei", kGood, "there")), "");
    clock_.advance(60 * kMinute);
    must(identity().sweep(centre()));
    for (int i = 0; i < 19; ++i) EXPECT_EQ(code_of(try_sign_in("name" + std::to_string(i), kGood, "there")), "identity.wrong");
    EXPECT_EQ(code_of(try_sign_in("li.wei", kGood, "there")), "") << "an hour later it is forgotten";
}

// A7.3b: the account of someone on crisis duty is never locked by a counter.
TEST_P(SignIn, WhoIsOnCrisisDutyNeverWaits) {
    const Account account = person("on.duty");
    must(write([&](store::Tx& tx) {
        return access::add_relation(tx, account.person, access::Relation::crisis_on_call, "centre", any(centre()), now(), now() + 60 * kMinute);
    }));
    for (int i = 0; i < 30; ++i) EXPECT_EQ(code_of(try_sign_in("on.duty", "wrong wrong wrong")), "identity.wrong");
    EXPECT_EQ(code_of(try_sign_in("on.duty")), "");
}

TEST_P(SignIn, ASealedServerAndAnUnknownCentreOpenNothing) {
    person("li.wei");
    EXPECT_EQ(code_of(identity().sign_in(new_random<CentreId>(*random_), "li.wei", secret(kGood), "here")), "identity.wrong");
    EXPECT_EQ(code_of(identity().sign_in_by_card(new_random<CentreId>(*random_), card({{1}}, now() + kMinute), "here")), "identity.wrong_card");
    const CentreId other = test_store().another_centre();
    must(vault_->create_centre_keys(other));
    EXPECT_EQ(code_of(identity().sign_in(other, "li.wei", secret(kGood), "here")), "identity.wrong");
    vault_->seal();
    EXPECT_EQ(code_of(try_sign_in("li.wei")), "unavailable.sealed");
}

TEST_P(SignIn, ACodeCardWorksUntilItsDate) {
    const auto visitor = new_random<PersonId>(*random_);
    const UtcTime until = now() + 60 * kMinute;
    const std::string code = card(visitor, until);
    EXPECT_EQ(code.size(), 16U) << code;
    const SignedIn in = must(identity().sign_in_by_card(centre(), code, "kiosk"));
    EXPECT_TRUE(in.principal.kiosk);
    EXPECT_EQ(in.principal.subject.person, any(visitor));
    EXPECT_EQ(in.principal.subject.roles, access::Roles{access::Role::visitor});
    EXPECT_FALSE(in.principal.subject.is_staff);
    EXPECT_TRUE(in.principal.login.empty());
    EXPECT_EQ(in.expires_at, until) << "a session does not outlive its card";
    EXPECT_EQ(key_code(in), "identity.no_person_key");
    clock_.set(until - Millis{1});
    EXPECT_EQ(code_of(identity().sign_in_by_card(centre(), code, "kiosk")), "");
    clock_.set(until);
    EXPECT_EQ(code_of(identity().sign_in_by_card(centre(), code, "kiosk")), "identity.wrong_card");
    EXPECT_EQ(deeds("identity.session.open").at(0).deed.code, "identity.wrong_card");
    EXPECT_EQ(code_of(identity().prepare_code_card(centre(), visitor, now(), now())), "access.span");
}

TEST_P(SignIn, ANewCardReplacesTheOldOneAndItsSessions) {
    const auto visitor = new_random<PersonId>(*random_);
    const std::string old_code = card(visitor, now() + 60 * kMinute);
    const SignedIn in = must(identity().sign_in_by_card(centre(), old_code, "kiosk"));
    const std::string new_code = card(visitor, now() + 60 * kMinute);
    EXPECT_EQ(resolved(in), "identity.no_session");
    EXPECT_EQ(code_of(identity().sign_in_by_card(centre(), old_code, "kiosk")), "identity.wrong_card");
    const SignedIn again = must(identity().sign_in_by_card(centre(), new_code, "kiosk"));
    EXPECT_EQ(again.principal.account, in.principal.account) << "one account a person";
    must(write([&](store::Tx& tx) { return revoke_code_cards(tx, again.principal.account, now()); }));
    EXPECT_EQ(resolved(again), "identity.no_session");
    EXPECT_EQ(code_of(identity().sign_in_by_card(centre(), new_code, "kiosk")), "identity.wrong_card");
}

TEST_P(SignIn, AMistypedCardCountsForNothing) {
    std::string code = card(new_random<PersonId>(*random_), now() + 60 * kMinute);
    code.back() = code.back() == 'A' ? 'B' : 'A';
    for (int i = 0; i < 30; ++i) EXPECT_EQ(code_of(identity().sign_in_by_card(centre(), code, "kiosk")), "identity.card_mistyped");
    EXPECT_TRUE(deeds("identity.session.open").empty());
}

TEST_P(SignIn, TheOldestOfTooManySessionsEnds) {
    person("li.wei");
    const SignedIn first = sign_in("li.wei");
    for (int i = 0; i < 9; ++i) {
        clock_.advance(kSecond);
        sign_in("li.wei");
    }
    EXPECT_EQ(resolved(first), "");
    clock_.advance(kSecond);
    const SignedIn last = sign_in("li.wei");
    EXPECT_EQ(resolved(first), "identity.no_session");
    EXPECT_EQ(resolved(last), "");
}

TEST_P(SignIn, NamesAndPeopleHaveOneAccountEach) {
    const Account account = person("li.wei");
    const auto prepare = [&](AnyId who, const std::string& login) {
        const auto made = identity().prepare_account(centre(), who, true, {}, login, secret(kGood), now());
        if (!made) return made.error().code;
        return code_of(write([&](store::Tx& tx) { return made->write(tx); }));
    };
    EXPECT_EQ(prepare(new_random<AnyId>(*random_), "LI.WEI"), "identity.login_taken");
    EXPECT_EQ(prepare(account.person, "another"), "identity.has_account");
    EXPECT_EQ(prepare(new_random<AnyId>(*random_), "with blank"), "identity.login_characters");
    EXPECT_EQ(prepare(new_random<AnyId>(*random_), "x"), "identity.login_characters");
    EXPECT_EQ(prepare(new_random<AnyId>(*random_), "李伟"), "");
    const auto all = must(store().read(centre(), [&](store::Tx& tx) { return accounts(tx, std::nullopt, 200); }));
    EXPECT_EQ(all.size(), 2U);
}

// Goal: a crowd at the log-in page costs a bounded queue, and those turned away hear when to come back.
// Method: the worker stands still until exactly as many as do not fit have been turned away.
TEST_P(SignIn, ACrowdBeyondTheQueueIsAskedToComeBack) {
    constexpr std::size_t kCrowd = PassphraseWorker::kQueueMax + 8;
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t turned_away = 0;
    bool open = false;
    const auto gate = [&](std::string_view, ByteView, std::size_t size, crypto::PassphraseCost) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return open; });
        return SecretBytes(size);
    };
    Identity slow(*env_, cheap(), gate);
    std::vector<Error> errors(kCrowd);
    {
        std::vector<std::jthread> crowd;
        for (std::size_t i = 0; i < kCrowd; ++i) {
            crowd.emplace_back([&, i] {
                const auto result = slow.sign_in(centre(), "name" + std::to_string(i), secret(kGood), "there" + std::to_string(i));
                const std::lock_guard lock(mutex);
                errors[i] = result.error();
                if (errors[i].code == "unavailable.busy") ++turned_away;
                changed.notify_all();
            });
        }
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return turned_away == kCrowd - PassphraseWorker::kQueueMax; });
        open = true;
        changed.notify_all();
    }
    std::size_t wrong = 0;
    for (const Error& error : errors) {
        if (error.code == "identity.wrong") { ++wrong; continue; }
        EXPECT_EQ(error.code, "unavailable.busy");
        EXPECT_EQ(error.kind, ErrorKind::unavailable);
        EXPECT_FALSE(arg_of(error, "seconds").empty());
    }
    EXPECT_EQ(wrong, PassphraseWorker::kQueueMax);
    EXPECT_EQ(deeds("identity.session.open").size(), kCrowd) << "every attempt leaves a deed";
}

// Guesses sent at once, before any of them has been counted, must not slip past the wait.
TEST_P(SignIn, ARightGuessAmongManyAtOnceDoesNotSlipPastTheWait) {
    person("li.wei");
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
    bool reached = false;
    const auto gate = [&](std::string_view passphrase, ByteView salt, std::size_t size, crypto::PassphraseCost cost) {
        std::unique_lock lock(mutex);
        reached = true;
        changed.notify_all();
        changed.wait(lock, [&] { return open; });
        return crypto::passphrase_key(passphrase, salt, size, cost);
    };
    Identity slow(*env_, cheap(), gate);
    std::string code = "nothing yet";
    {
        const std::jthread late([&] { code = code_of(slow.sign_in(centre(), "li.wei", secret(kGood), "there")); });
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return reached; });
        }
        for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(try_sign_in("li.wei", "wrong wrong wrong")), "identity.wrong");
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
    EXPECT_EQ(code, "identity.wait");
}

}  // namespace
}  // namespace xinan::identity
