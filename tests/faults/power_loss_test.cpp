// SPDX-License-Identifier: AGPL-3.0-or-later
// Goal: what was acknowledged survives a power cut, and nothing is half done; a full disk refuses and recovers.
// Method: a seeded workload on a disk that loses power at a seeded write or sync, then the files are opened as a restart
// would. SEED=n replays one. The control runs the same with synchronous=OFF and must lose something.
#include <stdlib.h>  // mkdtemp

#include <filesystem>
#include <random>
#include <set>
#include <thread>

#include "base/testing.hpp"
#include "faults/power_loss_vfs.hpp"
#include "store/engines.hpp"

namespace xinan::faults {
namespace {

using store::Options;
using store::Rows;
using store::Sql;
using store::Store;
using store::Tx;
using testing::code_of;
using testing::must;

constexpr CentreId kCentre{{1}};
constexpr int kActsMax = 120;

constexpr std::string_view kTables =
    "CREATE TABLE act (centre_id BLOB NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (centre_id, number)) STRICT;"
    "CREATE TABLE deed (centre_id BLOB NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (centre_id, number)) STRICT;";
constexpr Sql kAct{"act", "INSERT INTO act (centre_id, number, body) VALUES (?1, ?2, ?3)"};
constexpr Sql kDeed{"deed", "INSERT INTO deed (centre_id, number) VALUES (?1, ?2)"};
constexpr Sql kActs{"acts", "SELECT number, body FROM act WHERE centre_id = ?1 ORDER BY number"};
constexpr Sql kDeeds{"deeds", "SELECT number FROM deed WHERE centre_id = ?1 ORDER BY number"};
constexpr Sql kIntegrity{"integrity", "PRAGMA integrity_check"};

class Folder final {
   public:
    Folder() {
        std::string pattern = std::string(std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : "/tmp") + "/xinan-power-XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string database() const { return path_ + "/data.db"; }

   private:
    std::string path_;
};

Bytes body_of(std::int64_t number, std::uint64_t seed) {
    std::mt19937_64 random(seed * 1000 + static_cast<std::uint64_t>(number));
    Bytes body(100 + random() % 9000);  // some reach over pages
    for (auto& byte : body) byte = static_cast<std::uint8_t>(random());
    return body;
}

Result<void> act(Store& store, std::int64_t number, const Bytes& body) {
    return store.write(kCentre, [&](Tx& tx) -> Result<void> {
        TRY(tx.run(kAct, number, body));
        TRY(tx.run(kDeed, number));
        return {};
    });
}

// Acts until the power goes; returns the acknowledged. One thread on even seeds (replays exactly), eight on odd ones
// (groups).
std::set<std::int64_t> acts_until_the_cut(Store& store, PowerLossDisk& disk, std::uint64_t seed) {
    std::mutex mutex;
    std::set<std::int64_t> acknowledged;
    std::atomic<std::int64_t> next = 1;
    const auto work = [&] {
        while (!disk.cut()) {
            const auto number = next++;
            if (number > kActsMax) return;
            if (!act(store, number, body_of(number, seed))) continue;
            const std::lock_guard lock(mutex);
            acknowledged.insert(number);
        }
    };
    std::vector<std::jthread> threads;
    for (int i = 0; i < (seed % 2 == 0 ? 1 : 8); ++i) threads.emplace_back(work);
    threads.clear();
    return acknowledged;
}

// One life and one cut; what is wrong afterwards, or "".
std::string life(std::uint64_t seed, bool unsafe) {
    const Folder folder;
    std::mt19937_64 random(seed);
    std::set<std::int64_t> acknowledged;
    {
        PowerLossDisk disk(folder.path(), seed);
        {
            const Options options{.checkpoint_pages = static_cast<unsigned>(10 + random() % 60),
                                  .sqlite_vfs = disk.vfs_name(), .allow_unsafe_for_test = unsafe};
            const auto store = must(store::open_sqlite(folder.database(), options));
            must(store->write(CentreId{}, [](Tx& tx) { return tx.run_script(kTables); }));
            disk.cut_after(1 + random() % 700);
            acknowledged = acts_until_the_cut(*store, disk, seed);
            disk.cut_now();
        }
        disk.settle();
    }
    auto reopened = store::open_sqlite(folder.database(), {});
    if (!reopened) return "does not open: " + reopened.error().code;
    try {
        const auto check = (*reopened)->read(kCentre, [](Tx& tx) { return tx.query(kIntegrity); });
        if (!check || check->text(0, 0) != "ok") return "is damaged";
        const Rows acts = must((*reopened)->read(kCentre, [](Tx& tx) { return tx.query(kActs); }));
        const Rows deeds = must((*reopened)->read(kCentre, [](Tx& tx) { return tx.query(kDeeds); }));
        std::set<std::int64_t> found, with_deed;
        for (std::size_t i = 0; i < acts.size(); ++i) {
            found.insert(acts.i64(i, 0));
            if (to_bytes(acts.bytes(i, 1)) != body_of(acts.i64(i, 0), seed)) return "holds another text";
        }
        for (std::size_t i = 0; i < deeds.size(); ++i) with_deed.insert(deeds.i64(i, 0));
        if (found != with_deed) return "holds half an act";
        if (!std::ranges::includes(found, acknowledged)) return "lost an acknowledged act";
        return code_of(act(**reopened, 1'000'000, Bytes{1})).empty() ? "" : "cannot go on";
    } catch (const std::exception& error) {
        return std::string("cannot be read: ") + error.what();
    }
}

TEST(PowerLoss, LosesNothingThatWasAcknowledged) {
    if (const char* seed = std::getenv("SEED")) {
        EXPECT_EQ(life(std::strtoull(seed, nullptr, 10), false), "");
        return;
    }
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        ASSERT_EQ(life(seed, false), "") << "replay with SEED=" << seed;
    }
}

TEST(PowerLoss, TheControlWithoutSyncsLosesSomething) {
    // If this finds nothing, the disk above does not lose anything and the test before proves nothing.
    int harmed = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) harmed += life(seed, true).empty() ? 0 : 1;
    EXPECT_GE(harmed, 30);
}

TEST(PowerLoss, EveryGroupIsSyncedBeforeItIsAnswered) {
    const Folder folder;
    PowerLossDisk disk(folder.path(), 1);
    const auto store = must(store::open_sqlite(folder.database(), {.sqlite_vfs = disk.vfs_name()}));
    must(store->write(CentreId{}, [](Tx& tx) { return tx.run_script(kTables); }));
    const auto before = disk.syncs();
    const auto counted = store->counts().syncs;
    for (int i = 1; i <= 20; ++i) must(act(*store, i, Bytes{1}));
    EXPECT_EQ(store->counts().syncs - counted, 20U);
    EXPECT_GE(disk.syncs() - before, 20U);
}

TEST(DiskFull, RefusesWholeActsAndGoesOnWhenThereIsRoom) {
    const Folder folder;
    PowerLossDisk disk(folder.path(), 1);
    const auto store = must(store::open_sqlite(folder.database(), {.checkpoint_pages = 50, .sqlite_vfs = disk.vfs_name()}));
    must(store->write(CentreId{}, [](Tx& tx) { return tx.run_script(kTables); }));
    disk.set_room(600'000);
    std::set<std::int64_t> acknowledged;
    std::string refusal;
    for (std::int64_t number = 1; number <= 400 && refusal.empty(); ++number) {
        const auto result = act(*store, number, body_of(number, 7));
        if (result) acknowledged.insert(number);
        else refusal = result.error().code;
    }
    EXPECT_EQ(refusal, "unavailable.disk_full");
    const auto found = [&](const Sql& sql) {
        const Rows rows = must(store->read(kCentre, [&](Tx& tx) { return tx.query(sql); }));  // reading goes on
        std::set<std::int64_t> numbers;
        for (std::size_t i = 0; i < rows.size(); ++i) numbers.insert(rows.i64(i, 0));
        return numbers;
    };
    EXPECT_EQ(found(kActs), acknowledged);
    EXPECT_EQ(found(kDeeds), acknowledged);
    disk.set_room(-1);
    EXPECT_EQ(code_of(act(*store, 1000, body_of(1000, 7))), "");
    acknowledged.insert(1000);
    EXPECT_EQ(found(kActs), acknowledged);
    EXPECT_EQ(must(store->read(kCentre, [](Tx& tx) { return tx.query(kIntegrity); })).text(0, 0), "ok");
}

TEST(DiskFull, RefusesTheLargeActOfAGroupAndKeepsTheSmall) {
    const Folder folder;
    PowerLossDisk disk(folder.path(), 1);
    const auto store = must(store::open_sqlite(folder.database(), {.sqlite_vfs = disk.vfs_name()}));
    must(store->write(CentreId{}, [](Tx& tx) { return tx.run_script(kTables); }));
    must(act(*store, 1, Bytes(1000)));
    disk.set_room(400'000);
    std::atomic<int> small = 0, large = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i) {
        threads.emplace_back([&, i] {
            const bool is_large = i % 4 == 0;
            const auto code = code_of(act(*store, 100 + i, Bytes(is_large ? 2'000'000 : 500)));
            (is_large ? large : small) += code == (is_large ? "unavailable.disk_full" : "") ? 1 : 0;
        });
    }
    threads.clear();
    EXPECT_EQ(small, 9);
    EXPECT_EQ(large, 3);
}

}  // namespace
}  // namespace xinan::faults
