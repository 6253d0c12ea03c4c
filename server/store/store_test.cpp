// SPDX-License-Identifier: AGPL-3.0-or-later
// What every operation may rely on, on both engines: what stands, what is undone, what a refusal leaves, what is said.
#include "store/store.hpp"

#include <atomic>
#include <latch>
#include <mutex>
#include <thread>

#include "store/centre.hpp"
#include "store/store_support.hpp"

namespace xinan::store {
namespace {

using testing::arg_of;
using testing::code_of;
using testing::must;

class StoreContract : public StoreTest {
   protected:
    static constexpr Sql kChild{"thing.child", "INSERT INTO thing (centre_id, thing_id, label, parent) VALUES (?1, ?2, 'x', ?3)"};
};
XINAN_ON_BOTH_ENGINES(StoreContract);

struct Note final : Pending {
    explicit Note(std::int64_t n) : number(n) {}
    std::int64_t number;
};

TEST_P(StoreContract, KeepsWhatWasAcknowledgedAfterAReopening) {
    must(put(1));
    test_store().reopen();
    EXPECT_EQ(count(), 1);
}

TEST_P(StoreContract, SharesOneCommitAmongOperationsThatWait) {
    // Goal: many writers, fewer commits, nothing lost. Method: the first operation holds the writer until all are queued.
    constexpr int kThreads = 40;
    const auto before = store().counts();
    std::latch first_runs(1);
    std::latch queued(kThreads);
    std::jthread holder([&] {
        must(store().write(centre(), [&](Tx& tx) -> Result<void> {
            first_runs.count_down();
            queued.wait();
            TRY(tx.run(kPut, 1000, "holder"));
            return {};
        }));
    });
    first_runs.wait();
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
            queued.count_down();
            must(put(i));
        });
    }
    threads.clear();
    holder.join();
    const auto after = store().counts();
    EXPECT_EQ(after.operations - before.operations, kThreads + 1U);
    EXPECT_LT(after.groups - before.groups, kThreads / 2U);
    EXPECT_EQ(after.syncs - before.syncs, after.groups - before.groups);
    test_store().reopen();
    EXPECT_EQ(count(), kThreads + 1);
}

TEST_P(StoreContract, UndoesOneOperationWithoutHurtingItsGroup) {
    // Half of the operations fail after a change; each thread checks its own answer.
    constexpr int kThreads = 32;
    std::vector<std::jthread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
            const auto result = store().write(centre(), [&](Tx& tx) -> Result<void> {
                TRY(tx.run(kPut, i, "thing"));
                if (i % 2 == 1) return fail(ErrorKind::conflict, "things.odd");
                return {};
            });
            right += code_of(result) == (i % 2 == 1 ? "things.odd" : "") ? 1 : 0;
        });
    }
    threads.clear();
    EXPECT_EQ(right, kThreads);
    EXPECT_EQ(count(), kThreads / 2);
}

TEST_P(StoreContract, ARefusalKeepsOnlyWhatItsHookWrites) {
    const auto result = store().write(
        centre(),
        [](Tx& tx) -> Result<void> {
            TRY(tx.run(kPut, 1, "act"));
            return fail(ErrorKind::conflict, "things.no");
        },
        [](Tx& tx, const Error& error) -> Result<void> {
            TRY(tx.run(kPut, 2, error.code));
            return {};
        });
    EXPECT_EQ(code_of(result), "things.no");
    const Rows rows = must(store().read(centre(), [](Tx& tx) {
        return tx.query(Sql{"thing.all", "SELECT thing_id, label FROM thing WHERE centre_id = ?1 ORDER BY thing_id"});
    }));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.i64(0, 0), 2);
    EXPECT_EQ(rows.text(0, 1), "things.no");
}

TEST_P(StoreContract, ARefusalThatCannotBeRecordedSaysSo) {
    const auto result = store().write(
        centre(), [](Tx&) -> Result<void> { return fail(ErrorKind::conflict, "things.no"); },
        [](Tx& tx, const Error&) -> Result<void> {
            TRY(tx.run(kPut, 1, "!refused"));
            return {};
        });
    EXPECT_EQ(code_of(result), "things.not_that_one");
    EXPECT_EQ(count(), 0);
}

TEST_P(StoreContract, TheLastStepSeesOnlyWhatStandsAndEachCentreOnce) {
    const CentreId other = test_store().another_centre();
    std::mutex mutex;
    std::multimap<CentreId, std::int64_t> seen;
    store().set_before_commit([&](Tx& tx, std::vector<std::unique_ptr<Pending>>& entries) -> Result<void> {
        const std::lock_guard lock(mutex);
        for (const auto& entry : entries) seen.emplace(tx.centre(), dynamic_cast<const Note&>(*entry).number);
        TRY(tx.run(kPut, 100 + static_cast<int>(seen.count(tx.centre())), "deeds"));
        return {};
    });
    const auto leave = [&](CentreId of, std::int64_t number, bool good) {
        return store().write(
            of,
            [=](Tx& tx) -> Result<void> {
                tx.leave(std::make_unique<Note>(number));
                if (!good) return fail(ErrorKind::conflict, "things.no");
                return {};
            },
            [=](Tx& tx, const Error&) -> Result<void> {
                tx.leave(std::make_unique<Note>(-number));
                return {};
            });
    };
    std::vector<std::jthread> threads;
    for (int i = 1; i <= 6; ++i) {
        threads.emplace_back([&, i] { EXPECT_EQ(leave(i % 3 == 0 ? other : centre(), i, i % 2 == 0).ok(), i % 2 == 0); });
    }
    threads.clear();
    std::vector<std::int64_t> ours, theirs;
    for (const auto& [of, number] : seen) (of == other ? theirs : ours).push_back(number);
    std::ranges::sort(ours);
    std::ranges::sort(theirs);
    EXPECT_EQ(ours, (std::vector<std::int64_t>{-5, -1, 2, 4}));
    EXPECT_EQ(theirs, (std::vector<std::int64_t>{-3, 6}));
}

TEST_P(StoreContract, NothingStandsWhenTheLastStepFails) {
    store().set_before_commit([](Tx&, std::vector<std::unique_ptr<Pending>>&) -> Result<void> {
        return fail(ErrorKind::unavailable, "unavailable.clock");
    });
    const auto result = store().write(centre(), [](Tx& tx) -> Result<void> {
        TRY(tx.run(kPut, 1, "act"));
        tx.leave(std::make_unique<Note>(1));
        return {};
    });
    EXPECT_EQ(code_of(result), "unavailable.clock");
    EXPECT_EQ(count(), 0);
    EXPECT_EQ(code_of(put(2)), "");  // leaves nothing, so the hook is not asked
}

TEST_P(StoreContract, ABugOfOneOperationReachesOnlyItsCaller) {
    EXPECT_THROW(must(store().write(centre(), [](Tx& tx) -> Result<void> {
                     TRY(tx.run(kPut, 1, "act"));
                     ensure(false, "our bug");
                     return {};
                 })), Impossible);
    EXPECT_THROW(must(store().write(centre(), [](Tx& tx) -> Result<void> {
                     TRY(tx.run(Sql{"bad", "INSERT INTO nowhere (centre_id) VALUES (?1)"}));
                     return {};
                 })), Impossible);
    must(put(2));
    EXPECT_EQ(count(), 1);
}

TEST_P(StoreContract, NamesTheConstraintThatRefuses) {
    must(put(1));
    const auto unique = put(1);
    EXPECT_EQ(code_of(unique), "store.unique");
    EXPECT_EQ(unique.error().kind, ErrorKind::conflict);
    EXPECT_EQ(arg_of(unique.error(), "table"), "thing");
    EXPECT_EQ(code_of(put(2, "")), "store.check");
    EXPECT_EQ(code_of(put(3, "!no")), "things.not_that_one");
    const auto orphan = store().write(centre(), [](Tx& tx) -> Result<void> {
        TRY(tx.run(kChild, 4, 99));
        return {};
    });
    EXPECT_EQ(code_of(orphan), "store.foreign_key");
    EXPECT_EQ(count(), 1);
}

TEST_P(StoreContract, AnOperationCannotHideAFailedStatement) {
    // Both engines alike: PostgreSQL could not go on, so neither does SQLite.
    must(put(1));
    const auto result = store().write(centre(), [](Tx& tx) -> Result<void> {
        EXPECT_EQ(code_of(tx.run(kPut, 1, "again")), "store.unique");
        EXPECT_EQ(code_of(tx.run(kPut, 2, "instead")), "store.unique");
        return {};
    });
    EXPECT_EQ(code_of(result), "store.unique");
    EXPECT_EQ(count(), 1);
}

TEST_P(StoreContract, AReadSeesOneSnapshot) {
    must(put(1));
    must(store().read(centre(), [&](Tx& tx) -> Result<void> {
        EXPECT_EQ(TRY(tx.query(kCount)).i64(0, 0), 1);
        must(put(2));
        EXPECT_EQ(TRY(tx.query(kCount)).i64(0, 0), 1);
        EXPECT_FALSE(tx.writable());
        return {};
    }));
    EXPECT_EQ(count(), 2);
}

TEST_P(StoreContract, AReadCannotWrite) {
    EXPECT_THROW(must(store().read(centre(), [](Tx& tx) -> Result<void> {
                     TRY(tx.run(kPut, 1, "act"));
                     return {};
                 })), Impossible);
    EXPECT_EQ(count(), 0);
}

TEST_P(StoreContract, CarriesEveryKindOfValue) {
    must(store().write(CentreId{}, [](Tx& tx) {
        return tx.run_script(tx.is_postgres() ? "CREATE TABLE kinds (n bigint, t text, b bytea)"
                                              : "CREATE TABLE kinds (n INTEGER, t TEXT, b BLOB) STRICT");
    }));
    const std::string text = "你好，心安";
    const Bytes bytes{0, 1, 255, 0};
    static constexpr Sql kKinds{"kinds.put", "INSERT INTO kinds (n, t, b) VALUES (?2, ?3, ?4)"};
    must(store().write(centre(), [&](Tx& tx) -> Result<void> {
        TRY(tx.run(kKinds, std::int64_t{-9'000'000'000'000'000'000}, text, bytes));
        TRY(tx.run(kKinds, 0, "", Bytes{}));
        TRY(tx.run(kKinds, std::monostate{}, std::optional<std::string>{}, std::optional<Bytes>{}));
        return {};
    }));
    const Rows rows = must(store().read(centre(), [](Tx& tx) {
        return tx.query(Sql{"kinds.all", "SELECT n, t, b FROM kinds ORDER BY CASE WHEN n IS NULL THEN 2 WHEN n = 0 THEN 1 ELSE 0 END"});
    }));
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows.i64(0, 0), -9'000'000'000'000'000'000);
    EXPECT_EQ(rows.text(0, 1), text);
    EXPECT_EQ(to_bytes(rows.bytes(0, 2)), bytes);
    EXPECT_FALSE(rows.is_null(1, 1));
    EXPECT_FALSE(rows.is_null(1, 2));
    EXPECT_TRUE(rows.is_null(2, 0) && rows.is_null(2, 1) && rows.is_null(2, 2));
    EXPECT_TRUE(rows.bytes(2, 2).empty());
    must(put(1));
    must(put(2));
    EXPECT_EQ(must(store().read(centre(), [](Tx& tx) { return tx.query(kCount); })).i64(0, 1), 3);  // a sum is an integer
}

TEST_P(StoreContract, ListsCentresOnlyForTheInstallation) {
    const CentreId other = test_store().another_centre();
    const auto all = must(store().read(kNoCentre, [](Tx& tx) { return list_centres(tx); }));
    EXPECT_EQ(all.size(), 2U);
    EXPECT_EQ(must(store().read(other, [](Tx& tx) { return load_centre(tx); })).zone, "Asia/Shanghai");
    must(store().write(other, [](Tx& tx) { return set_keyring_stamp(tx, 7); }));
    must(store().write(other, [](Tx& tx) { return set_keyring_stamp(tx, 3); }));
    EXPECT_EQ(must(store().read(other, [](Tx& tx) { return load_centre(tx); })).keyring_stamp, 7U);
    EXPECT_EQ(code_of(store().read(CentreId{{1}}, [](Tx& tx) { return load_centre(tx); })), "http.not_found");
}

TEST_P(StoreContract, RefusesMoreThan256Statements) {
    EXPECT_THROW(must(store().write(centre(), [](Tx& tx) -> Result<void> {
                     for (int i = 0; i < 300; ++i) TRY(tx.run(kPut, i, "thing"));
                     return {};
                 })), Impossible);
    EXPECT_EQ(count(), 0);
}

TEST_P(StoreContract, AnOperationDoesNotBeginAnother) {
    EXPECT_THROW(must(store().write(centre(), [&](Tx&) { return put(1); })), Impossible);
    EXPECT_EQ(count(), 0);
}

TEST_P(StoreContract, ACopyHoldsEverythingAtOneMoment) {
    must(put(1, "kept"));
    const std::string path = test_store().database().folder() + "/copy";
    must(store().backup_to(path));
    EXPECT_EQ(code_of(store().backup_to(path)), "store.backup_exists");
    must(put(2));
    if (!on_postgres()) {
        const auto copy = must(open_sqlite(path, {}));
        EXPECT_EQ(must(copy->read(centre(), [](Tx& tx) { return tx.query(kCount); })).i64(0, 0), 1);
        return;
    }
    const TestDatabase empty(Engine::postgres);
    const auto target = empty.open();
    must(target->write(CentreId{}, [](Tx& tx) {
        return tx.run_script("CREATE TABLE thing (centre_id bytea, thing_id bigint, label text, parent bigint)");
    }));
    must(restore_postgres(empty.place(), path));
    EXPECT_EQ(must(target->read(centre(), [](Tx& tx) { return tx.query(kCount); })).i64(0, 0), 1);
    EXPECT_EQ(must(target->read(centre(), [](Tx& tx) { return load_centre(tx); })).name, "示例中心");
    EXPECT_EQ(code_of(restore_postgres(empty.place(), path)), "store.not_empty");
}

TEST(PostgresSecondNet, HidesOtherCentresFromAStatementThatForgotItsCentre) {
    TestStore test(Engine::postgres);
    const CentreId other = test.another_centre();
    const Rows mine = must(test->read(other, [](Tx& tx) { return tx.query(Sql{"forgot", "SELECT centre_id FROM centre"}); }));
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(mine.id<CentreId>(0, 0), other);
    static constexpr Sql kSteal{"steal", "INSERT INTO setting (centre_id, setting_key, valid_from_at_ms, value)"
                                         " VALUES (?2, 'a.key', 0, 1)"};
    EXPECT_THROW(must(test->write(other, [&](Tx& tx) -> Result<void> {
                     TRY(tx.run(kSteal, test.centre()));
                     return {};
                 })), Impossible);
}

TEST(SqliteOpening, RefusesADatabaseThatCannotBeDurable) {
    EXPECT_EQ(code_of(open_sqlite(":memory:", {})), "store.not_durable");  // has no write-ahead log
    EXPECT_EQ(code_of(open_sqlite("/nowhere/at/all.db", {})), "unavailable.database");
}

}  // namespace
}  // namespace xinan::store
