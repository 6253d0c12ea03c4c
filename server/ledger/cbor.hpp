// SPDX-License-Identifier: AGPL-3.0-or-later
// Canonical CBOR for ledger entries: one value, one encoding. Not a general CBOR library: unsigned and negative integers,
// byte strings, ASCII text, arrays and maps with integer keys; no floats, tags, booleans or indefinite lengths.
//
// Source: RFC 8949 §4.2.1 (core deterministic encoding). Bounds: kCborBytesMax a value, kCborDepthMax levels.
// Threads: values; no shared state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace xinan::ledger {

inline constexpr std::size_t kCborBytesMax = 64 * 1024;
inline constexpr unsigned kCborDepthMax = 4;

// Appends items. The caller writes as many items as it announced, map keys rising: entry_test reads every entry back.
class CborWriter final {
   public:
    void integer(std::int64_t value);
    void bytes(ByteView value);
    void text(std::string_view value);
    void array(std::uint64_t items) { head(4, items); }
    void map(std::uint64_t pairs) { head(5, pairs); }
    [[nodiscard]] const Bytes& written() const { return out_; }
    [[nodiscard]] Bytes take() { return std::move(out_); }

   private:
    void head(unsigned major, std::uint64_t argument);
    Bytes out_;
};

// Pulls items out of bytes from outside. The first thing that is not as asked (a longer form than needed, another type, past
// the end or a bound) makes the reader fail for good: from then on it answers zero and nothing, and ok() is false.
// Views point into the input.
class CborReader final {
   public:
    explicit CborReader(ByteView input) : input_(input), ok_(input.size() <= kCborBytesMax) {}
    std::int64_t integer();
    ByteView bytes();
    std::string_view text();            // printable ASCII
    std::string_view text_unchecked();  // for a caller that allows fewer letters than that anyway
    std::uint64_t array();  // items; never more than there are bytes left
    std::uint64_t map();    // pairs; never more than there are bytes left for
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return ok_ && at_ == input_.size(); }
    [[nodiscard]] unsigned next_major() const { return at_ < input_.size() ? input_[at_] >> 5U : 7U; }
    [[nodiscard]] Error error() const;  // invalid ledger.not_canonical {offset}

   private:
    // The argument of an item of this type, or a failure and zero.
    std::uint64_t head(unsigned major) {
        if (ok_ && at_ < input_.size() && input_[at_] >> 5U == major && (input_[at_] & 31U) < 24) return input_[at_++] & 31U;
        return long_head(major);
    }
    std::uint64_t long_head(unsigned major);
    ByteView string(unsigned major);
    ByteView input_;
    std::size_t at_ = 0;  // INVARIANT: at_ <= input_.size(); after a failure, where it happened
    bool ok_;
};

// Whether the bytes are exactly one value in canonical form, map keys rising, within the bounds. Errors: invalid
// ledger.not_canonical {offset}.
Result<void> check_canonical(ByteView value);

}  // namespace xinan::ledger
