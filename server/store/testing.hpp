// SPDX-License-Identifier: AGPL-3.0-or-later
// A private store for a test, on either engine, migrated with every migration of the source tree and gone afterwards.
// Tests of a capability run as twins:
//
//   class Booking : public xinan::store::EngineTest {};
//   XINAN_ON_BOTH_ENGINES(Booking);
//   TEST_P(Booking, RefusesASlotThatIsTaken) { store().write(centre(), ...); }
//
// PostgreSQL is the cluster named by XINAN_TEST_PG (./dev test), or one this program starts itself (tools/pg-private).
// A missing PostgreSQL fails the tests; nothing is skipped. Included by *_test.cpp only.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>

#include "store/engines.hpp"

namespace xinan::store {

enum class Engine : std::uint8_t { sqlite, postgres };
inline constexpr std::string_view name_of(Engine engine) { return engine == Engine::sqlite ? "sqlite" : "pg"; }

// A database of its own: a file in a new folder, or a database of the private cluster. Removed on destruction.
// Throws std::runtime_error when it cannot be made. Threads: one.
class TestDatabase final {
   public:
    explicit TestDatabase(Engine engine, bool migrated = true);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    [[nodiscard]] Engine engine() const { return engine_; }
    [[nodiscard]] const std::string& place() const { return place_; }    // path or conninfo
    [[nodiscard]] const std::string& folder() const { return folder_; }  // a private folder of the test, on both engines
    // Throws std::runtime_error.
    [[nodiscard]] std::unique_ptr<Store> open(const Options& options = {}) const;
    [[nodiscard]] std::unique_ptr<crypto::KeyringBackend> open_keyring() const;

   private:
    Engine engine_;
    std::string folder_;
    std::string place_;
    std::string name_;          // of the database, on PostgreSQL
    mutable std::string keyring_name_;
};

// tools/pg-private with these arguments; what it printed. Throws std::runtime_error when it fails.
std::string pg_private(const std::string& arguments);

// The migrations of the source tree, read once. Throws std::runtime_error.
const std::vector<Migration>& source_migrations();

// A migrated store, opened, with one centre (random id, Asia/Shanghai).
class TestStore final {
   public:
    explicit TestStore(Engine engine, const Options& options = {});
    [[nodiscard]] Store& operator*() { return *store_; }
    [[nodiscard]] Store* operator->() { return store_.get(); }
    [[nodiscard]] CentreId centre() const { return centre_; }
    [[nodiscard]] CentreId another_centre();  // a further one
    [[nodiscard]] TestDatabase& database() { return database_; }
    void reopen(const Options& options = {});  // closes and opens again: what a restart sees

   private:
    TestDatabase database_;
    std::unique_ptr<Store> store_;
    CentreId centre_;
};

class EngineTest : public ::testing::TestWithParam<Engine> {
   protected:
    [[nodiscard]] TestStore& test_store() {
        std::call_once(made_, [&] { test_store_ = std::make_unique<TestStore>(GetParam()); });
        return *test_store_;
    }
    [[nodiscard]] Store& store() { return *test_store(); }
    [[nodiscard]] CentreId centre() { return test_store().centre(); }
    [[nodiscard]] bool on_postgres() const { return GetParam() == Engine::postgres; }

   private:
    std::once_flag made_;  // by the first that asks, perhaps a thread of the test
    std::unique_ptr<TestStore> test_store_;
};

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): gtest names the suite
#define XINAN_ON_BOTH_ENGINES(Suite)                                                                      \
    INSTANTIATE_TEST_SUITE_P(Engines, Suite,                                                              \
                             ::testing::Values(::xinan::store::Engine::sqlite, ::xinan::store::Engine::postgres), \
                             [](const auto& with) { return std::string(::xinan::store::name_of(with.param)); })

}  // namespace xinan::store
