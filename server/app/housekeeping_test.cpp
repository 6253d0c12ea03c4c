// SPDX-License-Identifier: AGPL-3.0-or-later
// What is thrown away, and what must never be.
#include "app/housekeeping.hpp"

#include <algorithm>

#include "app/installation_support.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "store/idempotency.hpp"
#include "store/jobs.hpp"

namespace xinan::app {
namespace {

using testing::code_of;
using testing::must;

constexpr Millis kDay{24LL * 60 * 60 * 1000};

class Housekeeping : public InstallationTest {
   protected:
    void SetUp() override {
        InstallationTest::SetUp();
        app_ = open();
    }
    void TearDown() override {
        app_.reset();
        InstallationTest::TearDown();
    }
    template <class F>
    auto write(F f) { return must(app_->store().write(made_.centre, std::move(f))); }
    PersonId person() {
        visitors::PersonFields fields;
        fields.name = PrivateText("金丝雀");
        const LocalDate today = testing::day(2025, 11, 23);
        const auto made = must(visitors::prepare_person(app_->env(), made_.centre, fields, today));
        write([&](store::Tx& tx) { return visitors::insert_person(tx, made, today, clock_.now()); });
        return made.id;
    }
    AnyId key_without_a_row(crypto::ScopeKind kind) {
        const auto id = new_random<AnyId>(*random_);
        EXPECT_TRUE(app_->vault().create_key(made_.centre, {kind, id}).ok());
        return id;
    }
    bool opens(crypto::ScopeKind kind, AnyId id) {
        const auto key = must(app_->keyring().newest(made_.centre, {kind, id}));
        return key && !key->destroyed;
    }
    std::size_t sweep() { return must(sweep_unused_keys(*app_, made_.centre, clock_.now(), *random_)); }

    std::unique_ptr<Application> app_;
};

TEST_F(Housekeeping, KeysOfWhatFailedAreDestroyedAfterADayAndNoOthers) {
    const PersonId kept = person();
    const AnyId file = key_without_a_row(crypto::ScopeKind::visitor_file), of_case = key_without_a_row(crypto::ScopeKind::case_file);
    clock_.advance(kDay);
    EXPECT_EQ(sweep(), 0U) << "not before a whole day has passed";
    clock_.advance(Millis{1'000});
    const AnyId young = key_without_a_row(crypto::ScopeKind::case_file);
    EXPECT_EQ(sweep(), 2U);
    EXPECT_FALSE(opens(crypto::ScopeKind::visitor_file, file));
    EXPECT_FALSE(opens(crypto::ScopeKind::case_file, of_case));
    EXPECT_TRUE(opens(crypto::ScopeKind::case_file, young));
    EXPECT_TRUE(opens(crypto::ScopeKind::visitor_file, any(kept))) << "a person's file is never swept";
    EXPECT_TRUE(opens(crypto::ScopeKind::centre_identity, AnyId{}));
    EXPECT_TRUE(opens(crypto::ScopeKind::ledger_signing, AnyId{}));
    const auto left = deeds(*app_, "app.key.sweep");
    ASSERT_EQ(left.size(), 2U);
    EXPECT_EQ(left.front().deed.role, "system");
    EXPECT_EQ(sweep(), 0U) << "once";
}

// A telephone booking's person that was closed when the caller was named is a row still, and what was said stays readable.
TEST_F(Housekeeping, TheKeyOfAClosedEntryStays) {
    const auto made = must(visitors::prepare_provisional(app_->env(), made_.centre, PrivateText("李先生"), PrivateText("13900139000")));
    write([&](store::Tx& tx) { return visitors::insert_person(tx, made, testing::day(2025, 11, 23), clock_.now()); });
    write([&](store::Tx& tx) { return visitors::close_provisional(tx, made.id, clock_.now()); });
    clock_.advance(kDay * 2);
    EXPECT_EQ(sweep(), 0U);
    EXPECT_TRUE(opens(crypto::ScopeKind::visitor_file, any(made.id)));
}

// The sweep asks visitors and casework. Whoever makes such keys for another kind of record must teach it first.
TEST(KeyMakers, AreTheTwoThatTheSweepAsks) {
    std::vector<std::string> makers;
    for (const auto& each : std::filesystem::recursive_directory_iterator(XINAN_SOURCE_DIR "/server/capabilities")) {
        const std::string path = each.path().string();
        if (!path.ends_with(".cpp") || path.ends_with("_test.cpp")) continue;
        if (testing::repository_file(std::filesystem::relative(each.path(), XINAN_SOURCE_DIR).string()).find("create_key(") == std::string::npos) continue;
        makers.push_back(each.path().parent_path().filename().string());
    }
    std::ranges::sort(makers);
    EXPECT_EQ(makers, (std::vector<std::string>{"casework", "visitors"}));
}

// Data restored from an older backup lack rows whose keys exist: those rows may still come from a newer one.
TEST_F(Housekeeping, KeysFromBeforeARestoreAreLeftAlone) {
    const AnyId before = key_without_a_row(crypto::ScopeKind::visitor_file);
    clock_.advance(Millis{60'000});
    ASSERT_TRUE(note_restore(*app_, clock_.now(), *random_).ok());
    clock_.advance(Millis{60'000});
    const AnyId after = key_without_a_row(crypto::ScopeKind::visitor_file);
    clock_.advance(kDay * 3);
    EXPECT_EQ(sweep(), 1U);
    EXPECT_TRUE(opens(crypto::ScopeKind::visitor_file, before));
    EXPECT_FALSE(opens(crypto::ScopeKind::visitor_file, after));
}

TEST_F(Housekeeping, ARestoreEndsEverySignIn) {
    const auto in = must(app_->identity().sign_in(made_.centre, "admin", SecretBytes(view_of(kUnseal)), "test"));
    EXPECT_EQ(code_of(app_->identity().resolve(in.cookie.view())), "");
    ASSERT_TRUE(note_restore(*app_, clock_.now(), *random_).ok());
    clock_.advance(Millis{2'000});
    EXPECT_EQ(code_of(app_->identity().resolve(in.cookie.view())), "identity.no_session");
    EXPECT_EQ(code_of(app_->identity().person_key(in.principal, in.cookie.view())), "identity.no_session") << "its wrap is gone";
    EXPECT_EQ(deeds(*app_, "app.backup.restore").size(), 1U);
}

TEST_F(Housekeeping, OldAnswersAndJobsGivenUpAreThrownAway) {
    const auto key = [&](std::uint8_t n) {
        store::IdempotencyKey made{.principal = new_random<AnyId>(*random_), .key_hash = {}, .request_hash = {}};
        made.key_hash[0] = n;
        return made;
    };
    for (std::uint8_t n = 0; n < 3; ++n) {
        write([&, k = key(n)](store::Tx& tx) -> Result<void> {
            (void)TRY(store::claim(tx, k, clock_.now()));
            return store::finish(tx, k, 201, "x");
        });
    }
    const auto job = [&](bool dead) {
        const auto id = new_ordered<JobId>(*random_, clock_.now());
        write([&](store::Tx& tx) -> Result<void> {
            TRY_VOID(store::enqueue(tx, id, "test.job", "", clock_.now()));
            return dead ? store::fail_job(tx, id, clock_.now(), true) : Result<void>{};
        });
    };
    job(true);
    job(false);
    EXPECT_EQ(must(purge_old_rows(*app_, made_.centre, clock_.now())), 0);
    clock_.advance(kDay + Millis{1});
    EXPECT_EQ(must(purge_old_rows(*app_, made_.centre, clock_.now())), 3);
    clock_.advance(kDay * 90);
    EXPECT_EQ(must(purge_old_rows(*app_, made_.centre, clock_.now())), 1) << "the one given up; the other waits to be done";
    EXPECT_EQ(must(purge_old_rows(*app_, made_.centre, clock_.now())), 0);
}

}  // namespace
}  // namespace xinan::app
