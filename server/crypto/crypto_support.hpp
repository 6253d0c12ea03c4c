// SPDX-License-Identifier: AGPL-3.0-or-later
// What crypto's tests share: both suites as parameters, an unsealed vault in memory, every single-bit change.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "crypto/memory_keyring.hpp"
#include "crypto/vault.hpp"

namespace xinan::crypto::testing {

inline constexpr PassphraseCost kCheap{.memory_kib = 64, .passes = 1};

inline Bytes hex(std::string_view text) {
    return from_hex(text).value();
}

inline std::string suite_name(const ::testing::TestParamInfo<SuiteId>& info) {
    return std::string(suite(info.param).name());
}

// A case's key of a centre, by small numbers.
template <class IdType>
IdType nth(std::uint8_t n) {
    IdType id;
    id.bytes[15] = n;
    return id;
}
inline Scope case_scope(std::uint8_t n) {
    return {ScopeKind::case_file, nth<AnyId>(n)};
}

// A vault over a keyring in memory, made by init with a key file and a passphrase, and unsealed.
struct World {
    explicit World(SuiteId id, std::uint64_t seed = 1) : random(seeded_random(seed)), vault(keyring, clock, *random) {
        auto made = vault.init(id, true, &passphrase, kCheap);
        ensure(made.ok(), "init");
        first = std::move(made).value();
        ensure(vault.create_centre_keys(centre).ok() && vault.create_key(centre, case_scope(1)).ok(), "first keys");
    }
    Unsealer by_key_file() const { return {Unsealer::Kind::key_file, first.key_file.clone()}; }
    Unsealer by_passphrase() const { return {Unsealer::Kind::passphrase, passphrase.clone()}; }

    MemoryKeyring keyring;
    ManualClock clock{UtcTime{1'790'000'000'000}};
    std::unique_ptr<Random> random;
    SecretBytes passphrase{view_of("four plain words here")};
    FirstKeys first;
    CentreId centre = nth<CentreId>(7);
    Vault vault;
};

inline Place a_place(const World& world) {
    return {.centre = world.centre,
            .scope = case_scope(1),
            .table = "session_note_version",
            .row = nth<AnyId>(9),
            .field = "body",
            .version = 1};
}

// Calls check with every copy of bytes that differs in exactly one bit.
template <class Check>
void for_each_flip(ByteView bytes, Check&& check) {
    Bytes changed = to_bytes(bytes);
    for (std::size_t bit = 0; bit < changed.size() * 8; ++bit) {
        const auto mask = static_cast<std::uint8_t>(1U << bit % 8U);
        changed[bit / 8] ^= mask;
        check(changed, bit);
        changed[bit / 8] ^= mask;
    }
}

}  // namespace xinan::crypto::testing
