// SPDX-License-Identifier: AGPL-3.0-or-later
// Botan's algorithms as the suites use them: objects made once per thread, randomness from ours. Internal to crypto:
// nothing outside server/crypto includes this.
//
// Threads: every function is safe from any thread; each thread has its own objects. An object keeps the schedule of its
// last key until the next call replaces it (clearing it each time costs a fifth of opening a note), or
// forget_last_keys().
#pragma once

#include <botan/rng.h>

#include <array>
#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "crypto/suite.hpp"

namespace xinan::crypto {

inline constexpr std::size_t kNonceBytes = 12;
inline constexpr std::size_t kTagBytes = 16;

Bytes joined(ByteView a, ByteView b);  // a ‖ b
// Clears the last key of every thread's objects; waits for calls under way. Part of sealing.
void forget_last_keys();

Error does_not_open();  // internal crypto.does_not_open; the same for every cause

// Lets Botan's signatures and encryption draw from the caller's Random.
class RandomForBotan final : public Botan::RandomNumberGenerator {
 public:
    explicit RandomForBotan(Random& random) : random_(random) {}
    void randomize(std::uint8_t output[], std::size_t length) override { random_.fill({output, length}); }
    bool accepts_input() const override { return false; }
    void add_entropy(const std::uint8_t[], std::size_t) override {}
    std::string name() const override { return "xinan"; }
    void clear() override {}
    bool is_seeded() const override { return true; }

 private:
    Random& random_;
};

// The symmetric half of both suites. aead: "AES-256/GCM" | "SM4/GCM"; hash: "SHA-256" | "SM3".
class SymmetricSuite : public Suite {
 public:
    Bytes aead_seal(ByteView key, ByteView nonce, ByteView associated, ByteView plain) const final;
    Result<SecretBytes> aead_open(ByteView key, ByteView nonce, ByteView associated, ByteView sealed) const final;
    Hash hash(ByteView data) const final { return hash2(data, {}); }
    Hash hash2(ByteView a, ByteView b) const final;
    Hash mac(ByteView key, ByteView data) const final;
    SecretBytes derive(ByteView key, ByteView salt, ByteView info, std::size_t size) const final;
    void expand(ByteView pseudorandom_key, ByteView info, std::span<std::uint8_t> out) const final;

 protected:
    // Seals under a key used once: key and nonce from HKDF(secret, salt, label ‖ context), so no nonce is stored.
    Bytes seal_once(ByteView secret, ByteView salt, ByteView context, ByteView plain) const;
    Result<SecretBytes> open_once(ByteView secret, ByteView salt, ByteView context, ByteView sealed) const;
};

// X25519 of RFC 7748; empty when the shared secret is all zero (a point of small order).
SecretBytes x25519(ByteView private_key, ByteView public_key);

// SM2 of GM/T 0003.4 as DER; public keys are 04 ‖ x ‖ y, private keys 32 bytes big-endian.
Bytes sm2_encrypt(ByteView public_key, ByteView plain, Random& random);
Result<SecretBytes> sm2_decrypt(ByteView private_key, ByteView sealed);

}  // namespace xinan::crypto
