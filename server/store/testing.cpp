// SPDX-License-Identifier: AGPL-3.0-or-later
// Part of the library without gtest, so that every capability's test program can use it.
#include "store/testing.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "base/random.hpp"
#include "crypto/suite.hpp"
#include "store/centre.hpp"
#include "store/migrations_dir.hpp"

namespace xinan::store {

namespace {

namespace fs = std::filesystem;

template <class T>
T must(Result<T> result, std::string_view what) {
    if (!result) {
        std::string text = std::string(what) + ": " + result.error().code;
        for (const auto& [name, value] : result.error().args) text += " " + name + "=" + value;
        throw std::runtime_error(text);
    }
    if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

// In memory where there is room: what a power cut does to a disk is tested in tests/faults, and a database for each test
// costs half a second of fsync on a busy machine.
std::string base_folder() {
    constexpr std::uintmax_t kRoom = std::uintmax_t{4} << 30U;
    std::error_code error;
    if (const auto space = fs::space("/dev/shm", error); !error && space.available >= kRoom) return "/dev/shm";
    const char* base = std::getenv("TMPDIR");
    return base != nullptr && *base != '\0' ? base : "/tmp";
}

std::string new_folder() {
    std::string pattern = base_folder() + "/xinan-test-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder: " + pattern);
    return pattern;
}

// What the whole test program shares; made when first needed, gone at its end.
class Shared final {
   public:
    static Shared& get() {
        static Shared shared;
        return shared;
    }
    const std::string& sqlite_template();
    const std::string& postgres();  // conninfo of the cluster
    const std::string& postgres_template();
    ~Shared() {
        if (started_) pg_private("stop " + folder_ + "/pg");
        if (!folder_.empty()) fs::remove_all(folder_);
    }

   private:
    const std::string& folder() {
        if (folder_.empty()) folder_ = new_folder();
        return folder_;
    }
    std::string folder_;
    std::string sqlite_template_;
    std::string conninfo_;
    std::string postgres_template_;
    bool started_ = false;
};

}  // namespace

std::string pg_private(const std::string& arguments) {
    const std::string command = std::string(XINAN_SOURCE_DIR) + "/tools/pg-private " + arguments;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
    std::string output;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output.push_back(static_cast<char>(c));
    if (::pclose(pipe) != 0) throw std::runtime_error("PostgreSQL is needed by the tests, and this failed: " + command);
    while (!output.empty() && output.back() == '\n') output.pop_back();
    return output;
}

namespace {

// One command outside a transaction. Throws when it fails.
void command(const std::string& conninfo, const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(conninfo.c_str()), PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        throw std::runtime_error("PostgreSQL: " + sql + ": " + PQerrorMessage(connection.get()));
    }
}

std::string with_database(const std::string& conninfo, const std::string& name) {
    return conninfo + " dbname=" + name;  // of two dbname words the last counts
}

const std::string& Shared::sqlite_template() {
    if (sqlite_template_.empty()) {
        const std::string path = folder() + "/template.db";
        const auto store = must(open_sqlite(path, {}), "template");
        must(migrate(*store, source_migrations()), "migrations on sqlite");
        sqlite_template_ = path;
    }
    return sqlite_template_;
}

const std::string& Shared::postgres() {
    if (conninfo_.empty()) {
        if (const char* given = std::getenv("XINAN_TEST_PG"); given != nullptr && *given != '\0') {
            conninfo_ = given;
        } else {
            // mkdtemp's folder is ours alone; the server's account must be able to pass through it.
            fs::permissions(folder(), fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
            conninfo_ = pg_private("start " + folder() + "/pg --with " + std::to_string(::getpid()));
            started_ = true;
        }
    }
    return conninfo_;
}

// Migrated once for the cluster: its name is the hash of every migration, so test programs share it.
const std::string& Shared::postgres_template() {
    if (!postgres_template_.empty()) return postgres_template_;
    std::string all;
    for (const Migration& migration : source_migrations()) all += migration.part + migration.name + migration.postgres;
    const auto hash = crypto::suite(crypto::SuiteId::international).hash(view_of(all));
    const std::string name = "xt_" + to_hex(ByteView{hash}.first(8));
    const std::unique_ptr<PGconn, decltype(&PQfinish)> guard(PQconnectdb(postgres().c_str()), PQfinish);
    const auto query = [&](const std::string& sql) {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(guard.get(), sql.c_str()), PQclear);
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            throw std::runtime_error("PostgreSQL: " + sql + ": " + PQerrorMessage(guard.get()));
        }
        return PQntuples(result.get());
    };
    query("SET client_min_messages = warning");
    query("SELECT pg_advisory_lock(7811200043)");
    if (query("SELECT 1 FROM pg_database WHERE datname = '" + name + "'") == 0) {
        query("DROP DATABASE IF EXISTS " + name + "_half");
        query("CREATE DATABASE " + name + "_half");
        {
            const auto store = must(open_postgres(with_database(postgres(), name + "_half"), {}), "template");
            must(migrate(*store, source_migrations()), "migrations on pg");
        }
        query("ALTER DATABASE " + name + "_half RENAME TO " + name);
    }
    postgres_template_ = name;
    return postgres_template_;
}

std::string new_database_name() {
    static std::atomic<int> next = 0;
    return "xt_" + std::to_string(::getpid()) + "_" + std::to_string(next++);
}

}  // namespace

const std::vector<Migration>& source_migrations() {
    static const std::vector<Migration> migrations = must(migrations_from_source(XINAN_SOURCE_DIR), "migrations");
    return migrations;
}

TestDatabase::TestDatabase(Engine engine, bool migrated) : engine_(engine), folder_(new_folder()) {
    Shared& shared = Shared::get();
    if (engine_ == Engine::sqlite) {
        place_ = folder_ + "/data.db";
        if (migrated) fs::copy_file(shared.sqlite_template(), place_);
        return;
    }
    name_ = new_database_name();
    command(shared.postgres(), "CREATE DATABASE " + name_ + (migrated ? " TEMPLATE " + shared.postgres_template() : ""));
    place_ = with_database(shared.postgres(), name_);
}

TestDatabase::~TestDatabase() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    try {
        for (const std::string& name : {name_, keyring_name_}) {
            if (!name.empty()) command(Shared::get().postgres(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    } catch (const std::exception&) {
        // The cluster is private and goes away as a whole.
    }
}

std::unique_ptr<Store> TestDatabase::open(const Options& options) const {
    return must(engine_ == Engine::sqlite ? open_sqlite(place_, options) : open_postgres(place_, options), "open");
}

std::unique_ptr<crypto::KeyringBackend> TestDatabase::open_keyring() const {
    if (engine_ == Engine::sqlite) return must(open_sqlite_keyring(folder_ + "/keyring.db"), "keyring");
    if (keyring_name_.empty()) {
        keyring_name_ = new_database_name();
        command(Shared::get().postgres(), "CREATE DATABASE " + keyring_name_);
    }
    return must(open_postgres_keyring(with_database(Shared::get().postgres(), keyring_name_)), "keyring");
}

TestStore::TestStore(Engine engine, const Options& options) : database_(engine), store_(database_.open(options)) {
    centre_ = another_centre();
}

CentreId TestStore::another_centre() {
    const auto random = system_random();
    const Centre centre{new_random<CentreId>(*random), "示例中心", "Asia/Shanghai", "school", UtcTime{1'795'392'000'000}, 0};
    must(store_->write(centre.id, [&](Tx& tx) { return create_centre(tx, centre); }), "centre");
    return centre.id;
}

void TestStore::reopen(const Options& options) {
    store_.reset();
    store_ = database_.open(options);
}

}  // namespace xinan::store
