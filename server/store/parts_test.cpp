// SPDX-License-Identifier: AGPL-3.0-or-later
// Settings by date, repeated requests, jobs by lease, sealed files and the keyring: on both engines.
#include <thread>

#include "crypto/vault.hpp"
#include "store/centre.hpp"
#include "store/files.hpp"
#include "store/idempotency.hpp"
#include "store/jobs.hpp"
#include "store/setting.hpp"
#include "store/store_support.hpp"

namespace xinan::store {
namespace {

using testing::code_of;
using testing::kTestNow;
using testing::must;

class Settings : public EngineTest {
   protected:
    static constexpr SettingSpec kBuffer{"scheduling.buffer_after", "minutes", 10, 0, 60, {}, Origin::standard};
    static constexpr SettingSpec kKeep{"archive.keep_years", "years", 3, 1, 30, "B2.1.1e", Origin::source};
    static constexpr SettingSpec kGate{"crisis.gate", "strength", 1, 0, 2, "B2.1.1e", Origin::source};
    Result<void> set(const SettingSpec& spec, std::int64_t value, UtcTime from) {
        return store().write(centre(), [&](Tx& tx) { return set_setting(tx, spec, value, from); });
    }
    std::int64_t at(const SettingSpec& spec, UtcTime when) {
        return must(store().read(centre(), [&](Tx& tx) { return setting(tx, spec, when); }));
    }
};
XINAN_ON_BOTH_ENGINES(Settings);

TEST_P(Settings, TheNewestThatHasBegunIsInForce) {
    const auto day = std::chrono::hours{24};
    EXPECT_EQ(at(kBuffer, kTestNow), 10);
    must(set(kBuffer, 15, kTestNow));
    must(set(kBuffer, 20, kTestNow + day));
    must(set(kKeep, 5, kTestNow));
    EXPECT_EQ(at(kBuffer, kTestNow - Millis{1}), 10);
    EXPECT_EQ(at(kBuffer, kTestNow), 15);
    EXPECT_EQ(at(kBuffer, kTestNow + day), 20);
    must(set(kBuffer, 25, kTestNow + day));  // the same date again: corrected
    EXPECT_EQ(at(kBuffer, kTestNow + 2 * day), 25);
    EXPECT_EQ(at(kKeep, kTestNow + 2 * day), 5);
}

TEST_P(Settings, AreBoundedAndASourceIsOnlyTightened) {
    EXPECT_EQ(code_of(set(kBuffer, 61, kTestNow)), "settings.out_of_bounds");
    EXPECT_EQ(code_of(set(kKeep, 2, kTestNow)), "settings.below_source");
    EXPECT_EQ(code_of(set(kGate, 2, kTestNow)), "settings.below_source");
    EXPECT_EQ(code_of(set(kGate, 0, kTestNow)), "");
    EXPECT_EQ(must(store().read(centre(), [](Tx& tx) { return strength_setting(tx, kGate, kTestNow); })), Strength::hard);
}

TEST_P(Settings, AnOperationSeesWhatItSet) {
    must(store().write(centre(), [](Tx& tx) -> Result<void> {
        EXPECT_EQ(TRY(setting(tx, kBuffer, kTestNow)), 10);
        TRY_VOID(set_setting(tx, kBuffer, 30, kTestNow));
        EXPECT_EQ(TRY(setting(tx, kBuffer, kTestNow)), 30);
        return {};
    }));
}

class Repeats : public EngineTest {
   protected:
    static IdempotencyKey key(std::uint8_t request) { return {AnyId{{1}}, {2}, {request}}; }
    Result<std::string> act(const IdempotencyKey& key, UtcTime now) {
        return store().write(centre(), [&](Tx& tx) -> Result<std::string> {
            const auto claimed = TRY(claim(tx, key, now));
            if (const auto* repeat = std::get_if<Repeat>(&claimed)) return "again " + repeat->reference;
            TRY_VOID(finish(tx, key, 201, "row 7"));
            return std::string("done");
        });
    }
};
XINAN_ON_BOTH_ENGINES(Repeats);

TEST_P(Repeats, OfOneRequestAreAnsweredOnce) {
    EXPECT_EQ(must(act(key(1), kTestNow)), "done");
    EXPECT_EQ(must(act(key(1), kTestNow)), "again row 7");
    EXPECT_EQ(code_of(act(key(2), kTestNow)), "http.key_reused");
    EXPECT_EQ(must(act(key(2), kTestNow + std::chrono::hours{25})), "done");  // forgotten after a day
}

TEST_P(Repeats, AFailedActIsFreshAgain) {
    const auto failed = store().write(centre(), [&](Tx& tx) -> Result<void> {
        TRY(claim(tx, key(1), kTestNow));
        return fail(ErrorKind::conflict, "things.no");
    });
    EXPECT_EQ(code_of(failed), "things.no");
    EXPECT_EQ(must(act(key(1), kTestNow)), "done");
}

TEST_P(Repeats, AtOnceDoTheActOnce) {
    std::atomic<int> done = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) threads.emplace_back([&] { done += must(act(key(1), kTestNow)) == "done" ? 1 : 0; });
    threads.clear();
    EXPECT_EQ(done, 1);
}

TEST_P(Repeats, ArePurgedAfterADay) {
    must(act(key(1), kTestNow));
    const auto purge = [&](UtcTime now) {
        return must(store().write(centre(), [&](Tx& tx) { return purge_idempotency(tx, now, 100); }));
    };
    EXPECT_EQ(purge(kTestNow + std::chrono::hours{23}), 0);
    EXPECT_EQ(purge(kTestNow + std::chrono::hours{25}), 1);
}

class Jobs : public EngineTest {
   protected:
    std::vector<Job> claimed(UtcTime now, int max) {
        return must(store().write(centre(), [&](Tx& tx) { return claim_jobs(tx, now, now + Millis{60'000}, max); }));
    }
};
XINAN_ON_BOTH_ENGINES(Jobs);

TEST_P(Jobs, AreLeasedInOrderAndComeBackWhenTheLeaseEnds) {
    const JobId a{{1}}, b{{2}}, c{{3}};
    must(store().write(centre(), [&](Tx& tx) -> Result<void> {
        TRY_VOID(enqueue(tx, b, "mail.send", "ref-b", kTestNow + Millis{5}));
        TRY_VOID(enqueue(tx, a, "mail.send", "ref-a", kTestNow));
        TRY_VOID(enqueue(tx, a, "mail.send", "ref-a", kTestNow));  // twice is once
        return enqueue(tx, c, "mail.send", "ref-c", kTestNow + std::chrono::hours{1});
    }));
    EXPECT_TRUE(claimed(kTestNow - Millis{1}, 10).empty());
    const auto first = claimed(kTestNow + Millis{5}, 10);
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].id, a);
    EXPECT_EQ(first[1].reference, "ref-b");
    EXPECT_EQ(first[0].attempts, 1);
    EXPECT_TRUE(claimed(kTestNow + Millis{10}, 10).empty());
    must(store().write(centre(), [&](Tx& tx) { return complete_job(tx, a); }));
    const auto again = claimed(kTestNow + Millis{60'010}, 10);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].id, b);
    EXPECT_EQ(again[0].attempts, 2);
    must(store().write(centre(), [&](Tx& tx) { return fail_job(tx, b, kTestNow + std::chrono::hours{2}, true); }));
    const auto last = claimed(kTestNow + std::chrono::hours{3}, 10);
    ASSERT_EQ(last.size(), 1U);  // what was given up is not offered
    EXPECT_EQ(last[0].id, c);
}

TEST_P(Jobs, AreClaimedByOneWorkerEach) {
    for (int i = 0; i < 40; ++i) {
        JobId id;
        id.bytes[0] = static_cast<std::uint8_t>(i);
        must(store().write(centre(), [&](Tx& tx) { return enqueue(tx, id, "mail.send", "x", kTestNow); }));
    }
    std::atomic<int> total = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([&] { total += static_cast<int>(claimed(kTestNow, 7).size()); });
    threads.clear();
    EXPECT_EQ(total, 40);
}

class Keyring : public EngineTest {
   protected:
    TestDatabase database_{GetParam(), false};
    static crypto::Scope scope(std::uint8_t n) { return {crypto::ScopeKind::case_file, AnyId{{n}}}; }
    static crypto::WrappedKey key(std::uint8_t n, std::uint32_t generation = 1) {
        return {.centre = CentreId{{9}}, .scope = scope(n), .generation = generation, .wrapped = Bytes(60, n),
                .public_key = {}, .created_at = kTestNow, .destroyed = false};
    }
};
XINAN_ON_BOTH_ENGINES(Keyring);

TEST_P(Keyring, KeepsKeysAndItsHeaderAcrossAReopening) {
    const CentreId centre{{9}};
    {
        const auto keyring = database_.open_keyring();
        EXPECT_FALSE(must(keyring->header()).has_value());
        crypto::KeyringHeader header;
        header.installation = {1, 2, 3};
        header.master_check = Bytes{4, 5};
        must(keyring->put_header(header));
        EXPECT_EQ(must(keyring->put(key(1))), 1U);
        EXPECT_EQ(must(keyring->put(key(1, 2))), 2U);
        EXPECT_EQ(code_of(keyring->put(key(1))), "keyring.exists");
        must(keyring->put(key(2)));
    }
    const auto keyring = database_.open_keyring();
    EXPECT_EQ(must(keyring->header())->master_check, (Bytes{4, 5}));
    EXPECT_EQ(must(keyring->header())->stamp, 3U);
    EXPECT_EQ(must(keyring->newest(centre, scope(1)))->generation, 2U);
    EXPECT_EQ(must(keyring->get(centre, scope(1), 1))->wrapped, Bytes(60, 1));
    EXPECT_FALSE(must(keyring->get(centre, scope(3), 1)).has_value());
    const auto page = must(keyring->page(centre, std::nullopt, 1));  // whole scopes
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(must(keyring->page(centre, scope(1), 10)).size(), 1U);
}

TEST_P(Keyring, DestroysEveryGenerationAndSaysSo) {
    const auto keyring = database_.open_keyring();
    must(keyring->put(key(1)));
    must(keyring->put(key(1, 2)));
    must(keyring->put(key(2)));
    EXPECT_EQ(must(keyring->destroy(CentreId{{9}}, scope(1))), 4U);
    const auto gone = must(keyring->get(CentreId{{9}}, scope(1), 1));
    ASSERT_TRUE(gone.has_value());
    EXPECT_TRUE(gone->destroyed && gone->wrapped.empty());
    auto fresh = key(2);
    fresh.wrapped = Bytes(60, 77);
    must(keyring->replace_wraps({fresh}));
    EXPECT_EQ(must(keyring->newest(CentreId{{9}}, scope(2)))->wrapped, Bytes(60, 77));
}

TEST(SqliteKeyring, LeavesNoTraceOfADestroyedWrap) {
    const TestDatabase database(Engine::sqlite, false);
    const auto keyring = database.open_keyring();
    const std::string canary = "canary-wrap-of-a-case-key-0123456789";
    crypto::WrappedKey key{.centre = CentreId{{9}}, .scope = {crypto::ScopeKind::case_file, AnyId{{1}}}, .generation = 1,
                           .wrapped = to_bytes(view_of(canary)), .public_key = {}, .created_at = kTestNow, .destroyed = false};
    must(keyring->put(key));
    const auto found = [&] {
        int files = 0;
        for (const char* name : {"/keyring.db", "/keyring.db-journal"}) {
            std::ifstream stream(database.folder() + name, std::ios::binary);
            std::ostringstream text;
            text << stream.rdbuf();
            files += text.str().find(canary) == std::string::npos ? 0 : 1;
        }
        return files;
    };
    EXPECT_GE(found(), 1);
    must(keyring->destroy(key.centre, key.scope));
    EXPECT_EQ(found(), 0);
}

class Files : public EngineTest {};
XINAN_ON_BOTH_ENGINES(Files);

TEST_P(Files, AreSealedInChunksAndComeBackWhole) {
    testing::World world;
    const auto keyring = test_store().database().open_keyring();
    crypto::Vault vault(*keyring, world.clock, *world.random);
    must(vault.init(crypto::SuiteId::international, true, nullptr));
    const crypto::Scope scope{crypto::ScopeKind::case_file, AnyId{{5}}};
    must(vault.create_key(centre(), scope));
    Bytes content(2 * kChunkBytes + 17);
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(i * 31U);
    const FileId id{{7}};
    const SealedFile sealed = must(seal_file(vault, centre(), scope, id, "application/pdf", content));
    EXPECT_EQ(sealed.chunks.size(), 3U);
    must(store().write(centre(), [&](Tx& tx) { return put_file(tx, sealed, kTestNow); }));
    SealedFile loaded = must(store().read(centre(), [&](Tx& tx) { return get_file(tx, id); }));
    EXPECT_EQ(to_bytes(must(open_file(vault, centre(), loaded)).view()), content);
    std::swap(loaded.chunks[0], loaded.chunks[1]);
    EXPECT_EQ(code_of(open_file(vault, centre(), loaded)), "crypto.does_not_open");
    EXPECT_EQ(code_of(store().read(centre(), [](Tx& tx) { return get_file(tx, FileId{{8}}); })), "http.not_found");
    EXPECT_EQ(code_of(seal_file(vault, centre(), scope, id, "text/html", content)), "files.media_type");
    EXPECT_EQ(code_of(seal_file(vault, centre(), scope, id, "image/png", Bytes(kFileBytesMax + 1))), "files.too_large");
}

}  // namespace
}  // namespace xinan::store
