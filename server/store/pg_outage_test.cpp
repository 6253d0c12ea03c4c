// SPDX-License-Identifier: AGPL-3.0-or-later
// PostgreSQL goes away at every awkward moment: an acknowledged act stands once, an unacknowledged one says so, and the
// store recovers by itself.
#include <libpq-fe.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "store/store_support.hpp"

namespace xinan::store {
namespace {

using testing::code_of;
using testing::must;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kTable = "CREATE TABLE thing (centre_id bytea NOT NULL, thing_id bigint NOT NULL, label text NOT NULL,"
                                    " PRIMARY KEY (centre_id, thing_id))";
constexpr CentreId kCentre{{1}};

// Rows of one text column, over a connection of its own.
std::vector<std::string> outside(const std::string& conninfo, const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(conninfo.c_str()), PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), PQclear);
    std::vector<std::string> rows;
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK && PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
    }
    for (int i = 0; i < PQntuples(result.get()); ++i) rows.emplace_back(PQgetvalue(result.get(), i, 0));
    return rows;
}

constexpr const char* kEndOthers =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND usename = current_user";

class PgOutage : public ::testing::Test {
   protected:
    void SetUp() override {
        store_ = database_.open();
        must(store_->write(CentreId{}, [](Tx& tx) { return tx.run_script(kTable); }));
    }
    Result<void> put(std::int64_t id) {
        return store_->write(kCentre, [id](Tx& tx) -> Result<void> {
            TRY(tx.run(kPut, id, "thing"));
            return {};
        });
    }
    std::int64_t count() {
        return must(store_->read(kCentre, [](Tx& tx) { return tx.query(kCount); })).i64(0, 0);
    }
    TestDatabase database_{Engine::postgres, false};
    std::unique_ptr<Store> store_;
};

TEST_F(PgOutage, ConnectionsEndedWhileIdleAreReplacedUnnoticed) {
    must(put(1));
    EXPECT_EQ(count(), 1);
    EXPECT_FALSE(outside(database_.place(), kEndOthers).empty());
    must(put(2));
    EXPECT_EQ(count(), 2);
    outside(database_.place(), kEndOthers);
    EXPECT_EQ(count(), 2);
}

TEST_F(PgOutage, AnOperationCutInTheMiddleIsRunAgain) {
    int runs = 0;
    must(store_->write(kCentre, [&](Tx& tx) -> Result<void> {
        TRY(tx.run(kPut, 1, "first"));
        if (++runs == 1) outside(database_.place(), kEndOthers);
        TRY(tx.run(kPut, 2, "second"));
        return {};
    }));
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count(), 2);
}

TEST_F(PgOutage, ACommitThatWasCutOffAndUndoneIsRunAgain) {
    // A constraint trigger ends its own session during COMMIT; a sequence, which no rollback undoes, makes it do so once.
    must(store_->write(CentreId{}, [](Tx& tx) {
        return tx.run_script("CREATE SEQUENCE commits; CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                             " IF nextval('commits') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5);"
                             " END IF; RETURN NULL; END $$; CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON thing DEFERRABLE"
                             " INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()");
    }));
    must(put(1));
    EXPECT_EQ(count(), 1);
}

// A cluster of its own, to be stopped and reconfigured.
class OwnCluster final {
   public:
    OwnCluster() : conninfo_(start()) {}
    ~OwnCluster() { pg_private("stop " + folder_); }
    OwnCluster(const OwnCluster&) = delete;
    OwnCluster& operator=(const OwnCluster&) = delete;
    [[nodiscard]] const std::string& conninfo() const { return conninfo_; }
    [[nodiscard]] std::string keeper() const { return conninfo_ + " user=keeper"; }  // its superuser
    std::string start() { return pg_private("start " + folder_ + " --with " + std::to_string(::getpid())); }
    void halt() { pg_private("halt " + folder_); }

   private:
    static std::string free_folder() {
        const bool in_memory = std::filesystem::is_directory("/dev/shm");
        return (in_memory ? "/dev/shm/xinan-outage-" : "/tmp/xinan-outage-") + std::to_string(::getpid());
    }
    const std::string folder_ = free_folder();
    const std::string conninfo_;
};

TEST(PgGone, SaysSoWithinSecondsAndRecoversByItself) {
    OwnCluster cluster;
    outside(cluster.keeper(), "CREATE DATABASE gone OWNER xinan");
    const auto store = must(open_postgres(cluster.conninfo() + " dbname=gone", {}));
    must(store->write(CentreId{}, [](Tx& tx) { return tx.run_script(kTable); }));
    const auto put = [&](std::int64_t id) {
        return store->write(kCentre, [id](Tx& tx) -> Result<void> {
            TRY(tx.run(kPut, id, "thing"));
            return {};
        });
    };
    const auto count = [&] { return store->read(kCentre, [](Tx& tx) { return tx.query(kCount); }); };
    must(put(1));
    cluster.halt();
    const auto begun = Clock::now();
    EXPECT_EQ(code_of(put(2)), "unavailable.database");
    EXPECT_LT(Clock::now() - begun, std::chrono::seconds(10));
    const auto second = Clock::now();
    EXPECT_EQ(code_of(put(3)), "unavailable.database");
    EXPECT_EQ(code_of(count()), "unavailable.database");
    EXPECT_LT(Clock::now() - second, std::chrono::seconds(2));  // nobody queues behind a server known to be gone
    cluster.start();
    // At most one try each quarter of a second.
    std::string code = "unavailable.database";
    for (int i = 0; i < 100 && code == "unavailable.database"; ++i) {
        code = code_of(put(4));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));  // tidy-ok: a real outage is waited for
    }
    EXPECT_EQ(code, "");
    EXPECT_EQ(must(count()).i64(0, 0), 2);
}

TEST(PgGone, ACommitThatWasCutOffAfterItWasDoneIsAcknowledgedOnce) {
    // A commit waits for a standby that does not exist; its session is ended then: written here, and the caller cut off.
    OwnCluster cluster;
    outside(cluster.keeper(), "CREATE DATABASE cut OWNER xinan");
    const std::string place = cluster.conninfo() + " dbname=cut";
    const auto store = must(open_postgres(place, {}));
    must(store->write(CentreId{}, [](Tx& tx) { return tx.run_script(kTable); }));
    const auto standby = [&](const std::string& name) {
        outside(cluster.keeper(), "ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
        outside(cluster.keeper(), "SELECT pg_reload_conf()");
    };
    standby("nobody");
    int runs = 0;
    Result<void> result;
    std::jthread writer([&] {
        result = store->write(kCentre, [&](Tx& tx) -> Result<void> {
            ++runs;
            TRY(tx.run(kPut, 1, "thing"));
            return {};
        });
    });
    std::vector<std::string> ended;
    for (int i = 0; i < 200 && ended.empty(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));  // tidy-ok: another process is waited for
        ended = outside(cluster.keeper(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    }
    writer.join();
    standby("");
    EXPECT_EQ(ended.size(), 1U);
    EXPECT_EQ(code_of(result), "");
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(must(store->read(kCentre, [](Tx& tx) { return tx.query(kCount); })).i64(0, 0), 1);
}

}  // namespace
}  // namespace xinan::store
