// SPDX-License-Identifier: AGPL-3.0-or-later
// The random source, passed as an argument. Only random.cpp may ask the system for bytes.
// Threads: SystemRandom is safe from any thread; SeededRandom belongs to one.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace xinan {

class Random {
   public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;  // Ends the process if the system has no randomness.
    std::uint64_t next();                                // 64 bits
    std::uint64_t below(std::uint64_t bound);            // uniform in [0, bound); bound >= 1
};

std::unique_ptr<Random> system_random();
std::unique_ptr<Random> seeded_random(std::uint64_t seed);  // xoshiro256**: tests, simulation and the demo only.

}  // namespace xinan
