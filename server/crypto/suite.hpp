// SPDX-License-Identifier: AGPL-3.0-or-later
// Two cipher suites behind one interface: international (AES-256-GCM, SHA-256, Ed25519, X25519) and
// guomi (SM4-GCM, SM3, SM2). Only server/crypto includes Botan.
//
// Source: DECISIONS "Keys"; NIST SP 800-38D, RFC 5869, RFC 8032, RFC 7748; GM/T 0002/0003/0004, RFC 8998.
// Threads: a Suite is immutable; every function is safe from any thread.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

namespace xinan::crypto {

enum class SuiteId : std::uint8_t { international = 1, guomi = 2 };
using Hash = std::array<std::uint8_t, 32>;  // both suites hash to 32 bytes

struct KeyPair {
    Bytes public_key;
    SecretBytes private_key;
};

class Suite {
 public:
    virtual ~Suite() = default;
    [[nodiscard]] virtual SuiteId id() const = 0;
    [[nodiscard]] virtual std::string_view name() const = 0;  // "international" | "guomi"
    [[nodiscard]] virtual std::size_t key_bytes() const = 0;  // 32 | 16

    // nonce: 12 bytes. The result is ciphertext ‖ 16-byte tag.
    [[nodiscard]] virtual Bytes aead_seal(ByteView key, ByteView nonce, ByteView associated, ByteView plain) const = 0;
    // Errors: internal crypto.does_not_open (wrong key, moved or altered bytes; says no more).
    [[nodiscard]] virtual Result<SecretBytes> aead_open(ByteView key, ByteView nonce, ByteView associated,
                                                        ByteView sealed) const = 0;
    [[nodiscard]] virtual Hash hash(ByteView data) const = 0;
    [[nodiscard]] virtual Hash hash2(ByteView a, ByteView b) const = 0;     // hash(a ‖ b) without a copy
    [[nodiscard]] virtual Hash mac(ByteView key, ByteView data) const = 0;  // HMAC
    [[nodiscard]] virtual SecretBytes derive(ByteView key, ByteView salt, ByteView info,
                                             std::size_t size) const = 0;  // HKDF
    // The second half of HKDF alone, for a pseudorandom key kept by the caller (hash-sized, from mac(salt, key)):
    // derive(key, salt, info, n) == expand(mac(salt, key), info, n). out: 1..255 * 32 bytes.
    virtual void expand(ByteView pseudorandom_key, ByteView info, std::span<std::uint8_t> out) const = 0;

    [[nodiscard]] virtual KeyPair signing_pair(Random& random) const = 0;  // Ed25519 | SM2
    [[nodiscard]] virtual Bytes sign(ByteView private_key, ByteView message, Random& random) const = 0;
    [[nodiscard]] virtual bool verify(ByteView public_key, ByteView message, ByteView signature) const = 0;

    [[nodiscard]] virtual KeyPair box_pair(Random& random) const = 0;  // X25519 | SM2
    // Whether bytes are a public key of box_pair: right size, a point of the curve. Ask before box_seal with foreign
    // bytes.
    [[nodiscard]] virtual bool is_box_key(ByteView public_key) const = 0;
    // Anyone may seal to a public key; context is bound (AAD). Ends the request (ensure) when the key is not
    // is_box_key.
    [[nodiscard]] virtual Bytes box_seal(ByteView public_key, ByteView context, ByteView plain,
                                         Random& random) const = 0;
    [[nodiscard]] virtual Result<SecretBytes> box_open(ByteView private_key, ByteView context,
                                                       ByteView sealed) const = 0;  // Errors: as aead_open
};

const Suite& suite(SuiteId id);
Result<SuiteId> parse_suite(std::string_view name);  // Errors: invalid crypto.unknown_suite

// Argon2id. Blocks about 0.2 s and 64 MiB with the defaults: call it on identity's own thread.
struct PassphraseCost {
    std::uint32_t memory_kib = 65536;
    std::uint32_t passes = 3;
};
SecretBytes passphrase_key(std::string_view passphrase, ByteView salt, std::size_t size, PassphraseCost cost = {});

// 2-of-3 (threshold-of-count) secret sharing for the recovery key. A share is useless alone.
// Printed as groups of letters and digits; each group has a check letter, the whole a checksum, so a slip of the pen is
// found and named. split_secret: 2 <= threshold <= count <= 16, secret 1..128 bytes, else ensure.
Result<std::vector<SecretBytes>> split_secret(const SecretBytes& secret, unsigned threshold, unsigned count,
                                              Random& random);
Result<SecretBytes> join_secret(
    const std::vector<SecretBytes>& shares);  // Errors: invalid crypto.bad_share, crypto.too_few_shares {needed, given}
std::string share_to_words(const SecretBytes& share);
Result<SecretBytes> share_from_words(
    std::string_view typed);  // Errors: invalid crypto.bad_share, crypto.bad_share_group {group}

}  // namespace xinan::crypto
