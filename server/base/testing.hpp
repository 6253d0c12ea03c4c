// SPDX-License-Identifier: AGPL-3.0-or-later
// Short words for tests. Included by *_test.cpp only.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace xinan::testing {

// Monday, 2026-11-23T00:00:00Z: eight in the morning in Shanghai.
inline constexpr UtcTime kTestNow{1'795'392'000'000};

// What every test hands in: a clock that stands still and chance that repeats.
struct World {
    ManualClock clock{kTestNow};
    std::unique_ptr<Random> random = seeded_random(20261123);
};

// The value, or a failed test that names the error.
template <class T>
T must(Result<T> result) {
    if (!result.ok()) throw std::runtime_error("expected a value, got " + result.error().code);
    if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

// "" for a good result: EXPECT_EQ(code_of(clean_name("")), "base.name_empty").
template <class T>
std::string code_of(const Result<T>& result) {
    return result.ok() ? std::string() : result.error().code;
}

inline std::string arg_of(const Error& error, std::string_view name) {
    const auto found =
        std::find_if(error.args.begin(), error.args.end(), [&](const auto& a) { return a.first == name; });
    return found == error.args.end() ? std::string() : found->second;
}

inline LocalDate day(int year, unsigned month, unsigned day_of_month) {
    return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day_of_month}};
}

// A file of the repository, by its path from the root.
inline std::string repository_file(const std::string& path) {
    std::ifstream stream(std::string(XINAN_SOURCE_DIR) + "/" + path, std::ios::binary);
    if (!stream) throw std::runtime_error("no such file in the repository: " + path);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

}  // namespace xinan::testing
