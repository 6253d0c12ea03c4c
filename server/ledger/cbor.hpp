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
    void head(std::uint8_t major, std::uint64_t argument);
    Bytes out_;
};

// Pulls items out of bytes from outside; a refusal does not move on. Views point into the input. Errors of all: invalid
// ledger.not_canonical {offset}: a longer form than needed, another type than asked for, past the end, past a bound.
class CborReader final {
   public:
    explicit CborReader(ByteView input) : input_(input) {}
    Result<std::int64_t> integer();
    Result<ByteView> bytes();
    Result<std::string_view> text();
    Result<std::uint64_t> array();
    Result<std::uint64_t> map();
    Result<void> end() const;  // nothing may follow
    [[nodiscard]] Error error() const;

   private:
    struct Head {
        std::uint8_t major;
        std::uint64_t argument;
    };
    Result<Head> head();
    Result<std::uint64_t> container(std::uint8_t major, std::size_t bytes_of_an_item);
    Result<ByteView> string(std::uint8_t major);
    ByteView input_;
    std::size_t at_ = 0;
};

// Whether the bytes are exactly one value in canonical form, map keys rising, within the bounds. Errors: as CborReader.
Result<void> check_canonical(ByteView value);

}  // namespace xinan::ledger
