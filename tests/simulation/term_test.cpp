// SPDX-License-Identifier: AGPL-3.0-or-later
// A school term from a seed through the real router, with every checker after every day.
//
//   SEED=7 DAYS=126 ./dev sim        one other term (./dev sim 7)
//   XINAN_SIM_SEEDS=100              so many more seeds, a month each (./dev nightly)
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "base/testing.hpp"
#include "tests/simulation/checkers.hpp"
#include "tests/simulation/school.hpp"

namespace xinan::simulation {
namespace {

constexpr int kTermDays = 126;  // 7 September to 10 January

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

// Shanghai has one clock all year; Berlin and Chatham turn theirs within the term, Chatham by hours that are not whole.
WorldOptions world_of(std::uint64_t seed, store::Engine engine) {
    constexpr std::array kZones{"Asia/Shanghai", "Europe/Berlin", "Asia/Urumqi", "Pacific/Chatham"};
    return {.seed = seed, .engine = engine, .zone = kZones[(seed + 3) % kZones.size()]};
}

struct Lived {
    Journal journal;
    std::string history;                // the deeds as a hash: what happened, without what chance sealed it with
    std::size_t answered = 0;           // ways in that had a good answer
    std::string never;                  // and those that had none
    std::uint64_t deeds = 0;
};

// Everything of a deed but its salts and the hash of what was sealed.
std::string history_of(World& world) {
    std::string all;
    testing::must(world.read([&](store::Tx& tx) -> Result<void> {
        std::optional<std::uint64_t> before;
        for (bool more = true; more;) {
            const auto page = TRY(ledger::DeedReader(tx).find({.before_sequence = before, .limit = 1000}));
            more = page.size() == 1000;
            for (const auto& entry : page) {
                before = entry.sequence;
                const ledger::Deed& d = entry.deed;
                all += std::to_string(entry.sequence) + d.action + std::to_string(static_cast<int>(d.outcome)) + d.actor.text() + d.role + d.code + d.purpose + to_iso(d.at);
                for (const auto& subject : d.subjects) all += subject.kind + subject.id.text();
                for (const auto& clause : d.clauses) all += clause;
            }
        }
        return {};
    }));
    return to_hex(crypto::suite(crypto::SuiteId::international).hash(view_of(all)));
}

// The findings end the walk: what follows a broken day says nothing.
void live(Lived& lived, std::uint64_t seed, store::Engine engine, int days) {
    SCOPED_TRACE("replay with SEED=" + std::to_string(seed) + " on " + std::string(store::name_of(engine)));
    World world(world_of(seed, engine));
    School school(world, lived.journal);
    Memory memory;
    try {
        school.open();
        for (int d = 0; d < days; ++d) {
            school.day(add_days(world.options().first_day, d));
            const Findings findings = check_all({world, lived.journal, memory}, d % 7 == 6 || d + 1 == days);
            ASSERT_EQ(findings, Findings{}) << "day " << d + 1 << ", after\n" << lived.journal.last_steps(15);
        }
    } catch (const std::exception& error) {
        FAIL() << error.what() << " after\n" << lived.journal.last_steps(15);
    }
    lived.history = history_of(world);
    lived.deeds = memory.deeds_checked;
    std::set<std::string> answered;
    for (const Step& s : lived.journal.steps) if (s.status >= 200 && s.status < 300) answered.insert(s.method + " " + s.path);
    lived.answered = answered.size();
    for (const http::Route* route : world.app().routes().all()) {
        static constexpr std::array kMethods{"GET", "POST", "PUT", "DELETE"};
        const std::string way = std::string(kMethods[static_cast<std::size_t>(route->method)]) + " " + std::string(route->path);
        if (!answered.contains(way)) lived.never += "\n     " + way;
    }
}

std::size_t refused(const Journal& journal) {
    return static_cast<std::size_t>(std::ranges::count_if(journal.steps, [](const Step& s) { return s.status == 403 || s.status == 404 || s.status == 409 || s.status == 412; }));
}

TEST(Term, AWholeTermOnSqlite) {
    Lived lived;
    const int days = static_cast<int>(number_from("DAYS", kTermDays));
    live(lived, number_from("SEED", 1), store::Engine::sqlite, days);
    if (HasFatalFailure()) return;
    std::cerr << "   " << lived.journal.steps.size() << " requests, " << refused(lived.journal) << " refused, " << lived.deeds << " deeds, " << lived.journal.sessions.size()
              << " sessions, " << lived.journal.words.size() << " planted words; " << lived.answered
              << " ways in, never answered well:" << lived.never << "\n";
    if (days < kTermDays) return;
    // A term that only stumbles, or that leaves a door untried, proves nothing.
    EXPECT_GT(lived.answered, 75U) << lived.never;
    EXPECT_GT(lived.journal.sessions.size(), 150U);
    EXPECT_GT(refused(lived.journal), 500U);
    EXPECT_GT(std::ranges::count_if(lived.journal.cases, [](const auto& c) { return c.second.closed; }), 10);
    EXPECT_GT(std::ranges::count_if(lived.journal.steps, [](const Step& s) { return s.fault && s.status == 503; }), 20);
    EXPECT_GT(std::ranges::count_if(lived.journal.steps, [](const Step& s) { return s.repeat; }), 50);
}

TEST(Term, AFortnightOnPostgres) {
    Lived lived;
    live(lived, number_from("SEED", 2), store::Engine::postgres, static_cast<int>(number_from("DAYS_PG", 14)));
    EXPECT_GT(lived.journal.sessions.size(), 10U);
}

TEST(Term, TheSameSeedGivesTheSameHistoryOnBothEngines) {
    Lived first, again, postgres, other;
    live(first, 3, store::Engine::sqlite, 3);
    live(again, 3, store::Engine::sqlite, 3);
    live(postgres, 3, store::Engine::postgres, 3);
    live(other, 5, store::Engine::sqlite, 3);
    EXPECT_EQ(first.history, again.history);
    EXPECT_EQ(first.history, postgres.history);
    EXPECT_NE(first.history, other.history);
    EXPECT_GT(first.deeds, 200U);
}

TEST(Term, MoreSeedsByNight) {
    const std::uint64_t seeds = number_from("XINAN_SIM_SEEDS", 2);
    for (std::uint64_t seed = 100; seed < 100 + seeds && !HasFatalFailure(); ++seed) {
        Lived lived;
        live(lived, seed, store::Engine::sqlite, seeds > 2 ? 30 : 5);
        EXPECT_GT(lived.deeds, 200U);
    }
}

}  // namespace
}  // namespace xinan::simulation
