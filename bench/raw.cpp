// SPDX-License-Identifier: AGPL-3.0-or-later
// The raw loop: SQLite WAL FULL, one 200-byte row with a random 16-byte key per commit, one thread, nothing else.
#include <fmt/core.h>
#include <sqlite3.h>

#include <array>
#include <cstdlib>
#include <string_view>

#include "base/random.hpp"
#include "bench/tool.hpp"

namespace xinan::bench {

int raw(Arguments args) {
    if (args.size() != 2) return 2;
    const double seconds = std::atof(args[1]);
    sqlite3* database = nullptr;
    sqlite3_stmt* insert = nullptr;
    if (sqlite3_open(args[0], &database) != SQLITE_OK ||
        sqlite3_exec(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS raw (id BLOB PRIMARY KEY, body BLOB NOT NULL)",
                     nullptr, nullptr, nullptr) != SQLITE_OK ||
        sqlite3_prepare_v2(database, "INSERT INTO raw (id, body) VALUES (?1, ?2)", -1, &insert, nullptr) != SQLITE_OK) {
        fmt::print(stderr, "raw: {}\n", sqlite3_errmsg(database));
        return 1;
    }
    const auto random = system_random();
    std::array<std::uint8_t, 216> bytes{};
    std::int64_t rows = 0;
    const std::int64_t begun = nanos();
    std::int64_t now = begun;
    while (static_cast<double>(now - begun) < seconds * 1e9) {
        random->fill(bytes);
        sqlite3_bind_blob(insert, 1, bytes.data(), 16, SQLITE_STATIC);
        sqlite3_bind_blob(insert, 2, bytes.data() + 16, 200, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) {
            fmt::print(stderr, "raw: {}\n", sqlite3_errmsg(database));
            return 1;
        }
        sqlite3_reset(insert);
        ++rows;
        now = nanos();
    }
    sqlite3_finalize(insert);
    sqlite3_close(database);
    fmt::print("{{\"rows\": {}, \"seconds\": {:.4f}}}\n", rows, static_cast<double>(now - begun) / 1e9);
    return 0;
}

}  // namespace xinan::bench
