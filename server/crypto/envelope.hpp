// SPDX-License-Identifier: AGPL-3.0-or-later
// The bytes of sealed fields and wrapped keys: strict parse, one encoding for one meaning. No keys, no secrets.
//
//   field   "xinE" format(2)=1 suite(1) scope kind(1) generation(4) nonce(12) ‖ ciphertext ‖ tag(16)      24 + n + 16
//   wrap    "xinW" format(2)=1 suite(1) purpose(1) commitment(16) nonce(12)   ‖ ciphertext ‖ tag(16)      36 + n + 16
//   people  "xinP", otherwise as wrap: the commitment is to the key of the text
//
// Numbers are big-endian. A commitment is the head of H(label ‖ context ‖ key): GCM alone would let one ciphertext open
// under two keys.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.hpp"
#include "crypto/keyring.hpp"
#include "crypto/place.hpp"
#include "crypto/suite.hpp"

namespace xinan::crypto {

inline constexpr std::size_t kFieldHeaderBytes = 24;
inline constexpr std::size_t kWrapHeaderBytes = 36;
inline constexpr std::size_t kCommitmentBytes = 16;

struct FieldHeader {
    SuiteId suite = SuiteId::international;
    ScopeKind kind = ScopeKind::case_file;
    std::uint32_t generation = 1;  // >= 1
    std::array<std::uint8_t, 12> nonce{};
    friend bool operator==(const FieldHeader&, const FieldHeader&) = default;
};
std::array<std::uint8_t, kFieldHeaderBytes> encode(const FieldHeader& header);
// Nothing when it is not exactly such a header with room for a tag behind it.
std::optional<FieldHeader> parse_field_header(ByteView sealed);

// What a wrapped key is wrapped by, and for.
enum class WrapPurpose : std::uint8_t {
    scope_key = 1,  // under the master key
    master_by_key_file = 2,
    master_by_passphrase = 3,
    text_for_people = 4,  // "xinP"
};
struct WrapHeader {
    SuiteId suite = SuiteId::international;
    WrapPurpose purpose = WrapPurpose::scope_key;
    std::array<std::uint8_t, kCommitmentBytes> commitment{};
    std::array<std::uint8_t, 12> nonce{};
    friend bool operator==(const WrapHeader&, const WrapHeader&) = default;
};
std::array<std::uint8_t, kWrapHeaderBytes> encode(const WrapHeader& header);
std::optional<WrapHeader> parse_wrap_header(ByteView wrapped);

// Canonical bytes of a place or a key's name: every part has a fixed size or its length before it. Lives on the stack.
class Canonical final {
 public:
    explicit Canonical(std::string_view label) { text(label); }
    Canonical& bytes(ByteView fixed);
    Canonical& text(std::string_view part);  // at most 255 bytes
    Canonical& number(std::uint32_t value);
    [[nodiscard]] ByteView view() const { return ByteView(bytes_).first(size_); }

 private:
    std::array<std::uint8_t, 384> bytes_{};
    std::size_t size_ = 0;
};
Canonical canonical(const Place& place);

std::array<std::uint8_t, kCommitmentBytes> commitment_of(const Suite& suite, ByteView context, ByteView key);

// Wraps `key` under a key derived from `under` for this context; the context is bound, the key committed to.
Bytes wrap_key(const Suite& suite, WrapPurpose purpose, ByteView under, ByteView context, ByteView key, Random& random);
// Errors: internal crypto.does_not_open.
Result<SecretBytes> unwrap_key(const Suite& suite, WrapPurpose purpose, ByteView under, ByteView context,
                               ByteView wrapped);

}  // namespace xinan::crypto
