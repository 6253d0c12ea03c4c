// SPDX-License-Identifier: AGPL-3.0-or-later
// The schema of a database and of this program agree, or serving is refused; both engines have the same columns.
#include "store/migrations_dir.hpp"

#include "store/store_support.hpp"

namespace xinan::store {
namespace {

using testing::arg_of;
using testing::code_of;
using testing::must;

class Migrations : public EngineTest {
   protected:
    void SetUp() override { opened_ = database_.open(); }
    static Migration table(int number, const std::string& name) {
        return {"store", number, "000" + std::to_string(number) + "_" + name,
                "CREATE TABLE " + name + " (n INTEGER NOT NULL) STRICT; INSERT INTO " + name + " VALUES (1);",
                "CREATE TABLE " + name + " (n bigint NOT NULL); INSERT INTO " + name + " VALUES (1);"};
    }
    TestDatabase database_{GetParam(), false};
    std::unique_ptr<Store> opened_;
};
XINAN_ON_BOTH_ENGINES(Migrations);

TEST_P(Migrations, RunOnceInOrder) {
    EXPECT_EQ(must(migrate(*opened_, {table(1, "first")})), 1);
    EXPECT_EQ(must(migrate(*opened_, {table(1, "first"), table(2, "second")})), 1);
    EXPECT_EQ(must(migrate(*opened_, {table(1, "first"), table(2, "second")})), 0);
    EXPECT_EQ(code_of(check_schema(*opened_, {table(1, "first"), table(2, "second")})), "");
}

TEST_P(Migrations, AChangedFileIsNamed) {
    must(migrate(*opened_, {table(1, "first")}));
    Migration changed = table(1, "first");
    changed.sqlite += " ";
    changed.postgres += " ";
    const auto result = migrate(*opened_, {changed, table(2, "second")});
    EXPECT_EQ(code_of(result), "store.migration_changed");
    EXPECT_EQ(arg_of(result.error(), "name"), "0001_first");
    EXPECT_EQ(code_of(check_schema(*opened_, {changed})), "store.migration_changed");
}

TEST_P(Migrations, ANewerOrOlderDatabaseIsRefused) {
    EXPECT_EQ(code_of(check_schema(*opened_, {table(1, "first")})), "store.schema_older");
    must(migrate(*opened_, {table(1, "first"), table(2, "second")}));
    EXPECT_EQ(code_of(check_schema(*opened_, {table(1, "first")})), "store.schema_newer");
    EXPECT_EQ(code_of(migrate(*opened_, {table(1, "first")})), "store.schema_newer");
    EXPECT_EQ(code_of(check_schema(*opened_, {table(1, "first"), table(2, "second"), table(3, "third")})),
              "store.schema_older");
}

TEST_P(Migrations, OneThatFailsLeavesNothing) {
    Migration broken = table(2, "second");
    broken.sqlite += "INSERT INTO first VALUES (NULL);";
    broken.postgres += "INSERT INTO first VALUES (NULL);";
    EXPECT_EQ(code_of(migrate(*opened_, {table(1, "first"), broken})), "store.check");
    EXPECT_EQ(must(migrate(*opened_, {table(1, "first"), table(2, "second")})), 1);
}

TEST(MigrationTwins, HaveTheSameColumns) {
    TestStore sqlite(Engine::sqlite);
    TestStore postgres(Engine::postgres);
    const auto ours = must(describe_schema(*sqlite));
    EXPECT_GT(ours.size(), 20U);
    EXPECT_EQ(ours, must(describe_schema(*postgres)));
}

TEST(MigrationFiles, AreOrderedByRankThenNumberAndMustBeTwins) {
    const auto pair = [](const std::string& stem) {
        return std::vector<MigrationFile>{{"server/" + stem + ".sqlite.sql", "a"}, {"server/" + stem + ".pg.sql", "b"}};
    };
    std::vector<MigrationFile> files;
    for (const char* stem : {"capabilities/consent/migrations/0001_texts", "store/migrations/0002_jobs",
                             "ledger/migrations/0001_entries", "store/migrations/0001_centres"}) {
        for (auto& file : pair(stem)) files.push_back(std::move(file));
    }
    std::string order;
    for (const Migration& migration : must(migrations_from_files(files))) order += migration.part + "/" + migration.name + " ";
    EXPECT_EQ(order, "store/0001_centres store/0002_jobs ledger/0001_entries consent/0001_texts ");
    files.pop_back();
    EXPECT_EQ(code_of(migrations_from_files(files)), "store.migration_twin");
    EXPECT_EQ(code_of(migrations_from_files(pair("store/migrations/0002_jobs"))), "store.migration_gap");
    EXPECT_EQ(code_of(migrations_from_files(pair("capabilities/astrology/migrations/0001_stars"))), "store.migration_part");
    EXPECT_EQ(code_of(migrations_from_files({{"server/store/migrations/jobs.sql", "a"}})), "store.migration_name");
}

}  // namespace
}  // namespace xinan::store
