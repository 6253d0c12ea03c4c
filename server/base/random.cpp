// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/random.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>

#include "base/ensure.hpp"

namespace xinan {

std::uint64_t Random::next() {
    std::array<std::uint8_t, 8> bytes{};
    fill(bytes);
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = (value << 8U) | byte;
    return value;
}

// Draws again above the largest multiple of bound, so that no value is likelier than another.
std::uint64_t Random::below(std::uint64_t bound) {
    ensure(bound >= 1, "below(bound) needs a bound of at least 1");
    const std::uint64_t refused = (0 - bound) % bound;  // 2^64 mod bound
    for (;;) {
        const std::uint64_t value = next();
        if (value >= refused) return value % bound;
    }
}

namespace {

class SystemRandom final : public Random {
 public:
    void fill(std::span<std::uint8_t> out) override {
        while (!out.empty()) {
            const ssize_t got = ::getrandom(out.data(), out.size(), 0);
            if (got < 0 && errno == EINTR) continue;
            ensure_or_die(got > 0, "the system has no randomness");
            out = out.subspan(static_cast<std::size_t>(got));
        }
    }
};

// xoshiro256** 1.0 by Blackman and Vigna (public domain), seeded by splitmix64. Not for secrets.
class SeededRandom final : public Random {
 public:
    explicit SeededRandom(std::uint64_t seed) {
        for (std::uint64_t& word : state_) {
            seed += 0x9e3779b97f4a7c15U;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
            z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
            word = z ^ (z >> 31U);
        }
    }
    void fill(std::span<std::uint8_t> out) override {
        while (!out.empty()) {
            const std::uint64_t word = step();
            const std::size_t count = std::min<std::size_t>(8, out.size());
            for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<std::uint8_t>(word >> (56U - 8U * i));
            out = out.subspan(count);
        }
    }

 private:
    std::uint64_t step() {
        const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace

std::unique_ptr<Random> system_random() {
    return std::make_unique<SystemRandom>();
}
std::unique_ptr<Random> seeded_random(std::uint64_t seed) {
    return std::make_unique<SeededRandom>(seed);
}

}  // namespace xinan
