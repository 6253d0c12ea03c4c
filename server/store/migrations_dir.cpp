// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/migrations_dir.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

namespace xinan::store {

namespace {

// Layers, then capabilities by rank (DESIGN §3). Foreign keys point only to parts before.
constexpr std::array kParts = std::to_array<std::string_view>({
    "store", "ledger", "access", "identity", "policy", "http", "registers",
    "visitors", "staff", "facilities", "governance",
    "family",
    "consent",
    "scheduling", "crisis",
    "casework", "assessment", "care", "programme", "workplace", "lending",
    "reception", "confidentiality", "archive", "complaints", "feedback", "finance",
    "audit", "intelligence", "interop", "app",
});

struct Place {
    std::string part;
    std::string name;  // 0001_appointments
    bool postgres = false;
};

std::optional<Place> place_of(std::string_view path) {
    const std::filesystem::path file(path);
    if (file.parent_path().filename() != "migrations") return std::nullopt;
    Place place;
    place.part = file.parent_path().parent_path().filename().string();
    const std::string leaf = file.filename().string();
    for (const bool postgres : {false, true}) {
        const std::string_view ending = postgres ? ".pg.sql" : ".sqlite.sql";
        if (!leaf.ends_with(ending)) continue;
        place.name = leaf.substr(0, leaf.size() - ending.size());
        place.postgres = postgres;
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        if (place.name.size() < 6 || !std::all_of(place.name.begin(), place.name.begin() + 4, digit) || place.name[4] != '_') break;
        return place;
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<Migration>> migrations_from_files(const std::vector<MigrationFile>& files) {
    std::map<std::pair<std::size_t, int>, Migration> sorted;
    for (const auto& [path, text] : files) {
        const auto place = place_of(path);
        if (!place) return fail(ErrorKind::invalid, "store.migration_name", {{"path", path}});
        const auto rank = static_cast<std::size_t>(std::ranges::find(kParts, place->part) - kParts.begin());
        if (rank == kParts.size()) return fail(ErrorKind::invalid, "store.migration_part", {{"part", place->part}});
        const int number = std::stoi(place->name.substr(0, 4));
        Migration& migration = sorted[{rank, number}];
        if (!migration.name.empty() && migration.name != place->name) {
            return fail(ErrorKind::invalid, "store.migration_name", {{"path", path}});
        }
        migration.part = place->part;
        migration.number = number;
        migration.name = place->name;
        (place->postgres ? migration.postgres : migration.sqlite) = text;
    }
    std::vector<Migration> in_order;
    for (auto& [key, migration] : sorted) {
        if (migration.sqlite.empty() || migration.postgres.empty()) {
            return fail(ErrorKind::invalid, "store.migration_twin", {{"path", migration.part + "/" + migration.name}});
        }
        const int expected = in_order.empty() || in_order.back().part != migration.part ? 1 : in_order.back().number + 1;
        if (migration.number != expected) {
            return fail(ErrorKind::invalid, "store.migration_gap",
                        {{"part", migration.part}, {"number", std::to_string(expected)}});
        }
        in_order.push_back(std::move(migration));
    }
    return in_order;
}

Result<std::vector<Migration>> migrations_from_source(std::string_view source_root) {
    namespace fs = std::filesystem;
    std::vector<MigrationFile> files;
    std::error_code error;
    const fs::path server = fs::path(source_root) / "server";
    for (fs::recursive_directory_iterator entry(server, error), end; !error && entry != end; entry.increment(error)) {
        if (!entry->is_regular_file() || entry->path().parent_path().filename() != "migrations") continue;
        if (entry->path().extension() != ".sql") continue;
        std::ifstream stream(entry->path(), std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        if (!stream) return fail(ErrorKind::unavailable, "store.migration_read", {{"path", entry->path().string()}});
        files.emplace_back(entry->path().string(), text.str());
    }
    if (error) return fail(ErrorKind::unavailable, "store.migration_read", {{"path", server.string()}});
    return migrations_from_files(files);
}

}  // namespace xinan::store
