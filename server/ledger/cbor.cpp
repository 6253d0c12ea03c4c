// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/cbor.hpp"

#include <limits>

namespace xinan::ledger {
namespace {

constexpr unsigned kUnsigned = 0;
constexpr unsigned kNegative = 1;
constexpr unsigned kBytes = 2;
constexpr unsigned kText = 3;
constexpr unsigned kArray = 4;
constexpr unsigned kMap = 5;

// The smallest number that needs an argument of 2^n bytes, n = 0..3 (RFC 8949 §4.2.1: the shortest form only).
constexpr std::uint64_t kSmallest[] = {24, 0x100, 0x10000, 0x100000000};

bool is_ascii(ByteView bytes) {
    for (const std::uint8_t byte : bytes) {
        if (byte < 0x20 || byte > 0x7E) return false;
    }
    return true;
}

}  // namespace

void CborWriter::head(unsigned major, std::uint64_t argument) {
    const auto type = static_cast<std::uint8_t>(major << 5U);
    if (argument < kSmallest[0]) {
        out_.push_back(static_cast<std::uint8_t>(type | argument));
        return;
    }
    unsigned size = 3;
    while (argument < kSmallest[size]) --size;
    out_.push_back(static_cast<std::uint8_t>(type | (24U + size)));
    for (unsigned byte = 1U << size; byte-- > 0;) out_.push_back(static_cast<std::uint8_t>(argument >> (8U * byte)));
}

void CborWriter::integer(std::int64_t value) {
    if (value >= 0) head(kUnsigned, static_cast<std::uint64_t>(value));
    else head(kNegative, static_cast<std::uint64_t>(-(value + 1)));
}

void CborWriter::bytes(ByteView value) {
    head(kBytes, value.size());
    out_.insert(out_.end(), value.begin(), value.end());
}

void CborWriter::text(std::string_view value) {
    head(kText, value.size());
    out_.insert(out_.end(), value.begin(), value.end());
}

Error CborReader::error() const {
    return fail(ErrorKind::invalid, "ledger.not_canonical", {{"offset", std::to_string(at_)}});
}

std::uint64_t CborReader::long_head(unsigned major) {
    if (!ok_ || next_major() != major) return ok_ = false, 0;
    std::uint64_t argument = input_[at_] & 31U;
    std::size_t next = at_ + 1;
    if (argument >= 24) {
        if (argument > 27) return ok_ = false, 0;  // reserved, or of indefinite length
        const auto size = static_cast<unsigned>(argument - 24);
        const std::size_t count = std::size_t{1} << size;
        if (input_.size() - next < count) return ok_ = false, 0;
        argument = 0;
        for (std::size_t i = 0; i < count; ++i) argument = argument << 8U | input_[next + i];
        if (argument < kSmallest[size]) return ok_ = false, 0;
        next += count;
    }
    at_ = next;
    return argument;
}

std::int64_t CborReader::integer() {
    const bool is_negative = next_major() == kNegative;
    const std::uint64_t argument = head(is_negative ? kNegative : kUnsigned);
    if (argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return ok_ = false, 0;
    const auto value = static_cast<std::int64_t>(argument);
    return is_negative && ok_ ? -1 - value : value;
}

ByteView CborReader::string(unsigned major) {
    const std::uint64_t size = head(major);
    if (!ok_ || size > input_.size() - at_) return ok_ = false, ByteView{};
    const ByteView content = input_.subspan(at_, static_cast<std::size_t>(size));
    at_ += content.size();
    return content;
}

ByteView CborReader::bytes() { return string(kBytes); }

std::string_view CborReader::text() {
    const ByteView content = string(kText);
    if (!is_ascii(content)) return ok_ = false, std::string_view{};
    return text_of(content);
}

std::string_view CborReader::text_unchecked() { return text_of(string(kText)); }

// An item takes at least one byte: a count that cannot fit is refused before anything is made for it.
std::uint64_t CborReader::array() {
    const std::uint64_t items = head(kArray);
    if (items > input_.size() - at_) return ok_ = false, 0;
    return items;
}

std::uint64_t CborReader::map() {
    const std::uint64_t pairs = head(kMap);
    if (pairs > (input_.size() - at_) / 2) return ok_ = false, 0;
    return pairs;
}

namespace {

// INVARIANT: depth falls by one with each nested container, so the recursion ends after kCborDepthMax steps.
bool check_item(CborReader& reader, unsigned depth) {
    switch (reader.next_major()) {
        case kUnsigned:
        case kNegative: reader.integer(); return reader.ok();
        case kBytes: reader.bytes(); return reader.ok();
        case kText: reader.text(); return reader.ok();
        case kArray: {
            const std::uint64_t items = reader.array();
            for (std::uint64_t i = 0; i < items; ++i) {
                if (depth == 0 || !check_item(reader, depth - 1)) return false;
            }
            return reader.ok() && depth > 0;
        }
        case kMap: {
            const std::uint64_t pairs = reader.map();
            std::int64_t last_key = -1;
            for (std::uint64_t i = 0; i < pairs; ++i) {
                const std::int64_t key = reader.integer();
                if (depth == 0 || key <= last_key || !check_item(reader, depth - 1)) return false;
                last_key = key;
            }
            return reader.ok() && depth > 0;
        }
        default: return false;
    }
}

}  // namespace

Result<void> check_canonical(ByteView value) {
    CborReader reader(value);
    if (!check_item(reader, kCborDepthMax) || !reader.at_end()) return reader.error();
    return {};
}

}  // namespace xinan::ledger
