// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/cbor.hpp"

#include <limits>

namespace xinan::ledger {
namespace {

constexpr std::uint8_t kUnsigned = 0;
constexpr std::uint8_t kNegative = 1;
constexpr std::uint8_t kBytes = 2;
constexpr std::uint8_t kText = 3;
constexpr std::uint8_t kArray = 4;
constexpr std::uint8_t kMap = 5;

// The smallest number that needs an argument of 2^n bytes, n = 0..3 (RFC 8949 §4.2.1: the shortest form only).
constexpr std::uint64_t kSmallest[] = {24, 0x100, 0x10000, 0x100000000};

bool is_ascii(ByteView bytes) {
    for (const std::uint8_t byte : bytes) {
        if (byte < 0x20 || byte > 0x7E) return false;
    }
    return true;
}

}  // namespace

void CborWriter::head(std::uint8_t major, std::uint64_t argument) {
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

Result<CborReader::Head> CborReader::head() {
    if (input_.size() > kCborBytesMax || at_ >= input_.size()) return error();
    const std::uint8_t first = input_[at_];
    Head head{static_cast<std::uint8_t>(first >> 5U), first & 31U};
    std::size_t next = at_ + 1;
    if (head.argument >= 24) {
        if (head.argument > 27) return error();  // reserved, or of indefinite length
        const unsigned size = static_cast<unsigned>(head.argument - 24);
        const std::size_t count = std::size_t{1} << size;
        if (input_.size() - next < count) return error();
        head.argument = 0;
        for (std::size_t i = 0; i < count; ++i) head.argument = head.argument << 8U | input_[next + i];
        if (head.argument < kSmallest[size]) return error();
        next += count;
    }
    at_ = next;
    return head;
}

Result<std::int64_t> CborReader::integer() {
    const std::size_t start = at_;
    const Head item = TRY(head());
    const bool fits = item.argument <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (item.major > kNegative || !fits) {
        at_ = start;
        return error();
    }
    const auto value = static_cast<std::int64_t>(item.argument);
    return item.major == kUnsigned ? value : -1 - value;
}

Result<ByteView> CborReader::string(std::uint8_t major) {
    const std::size_t start = at_;
    const Head item = TRY(head());
    if (item.major != major || item.argument > input_.size() - at_) {
        at_ = start;
        return error();
    }
    const ByteView content = input_.subspan(at_, static_cast<std::size_t>(item.argument));
    at_ += content.size();
    return content;
}

Result<ByteView> CborReader::bytes() { return string(kBytes); }

Result<std::string_view> CborReader::text() {
    const std::size_t start = at_;
    const ByteView content = TRY(string(kText));
    if (!is_ascii(content)) {
        at_ = start;
        return error();
    }
    return text_of(content);
}

Result<std::uint64_t> CborReader::container(std::uint8_t major, std::size_t bytes_of_an_item) {
    const std::size_t start = at_;
    const Head item = TRY(head());
    // An item takes at least one byte: a count that cannot fit is refused before anything is made for it.
    if (item.major != major || item.argument > (input_.size() - at_) / bytes_of_an_item) {
        at_ = start;
        return error();
    }
    return item.argument;
}

Result<std::uint64_t> CborReader::array() { return container(kArray, 1); }
Result<std::uint64_t> CborReader::map() { return container(kMap, 2); }

Result<void> CborReader::end() const {
    if (at_ != input_.size()) return error();
    return {};
}

namespace {

Result<void> check_item(CborReader& reader, unsigned depth);

// INVARIANT: depth falls by one with each nested container, so the recursion ends after kCborDepthMax steps.
Result<void> check_items(CborReader& reader, std::uint64_t items, bool keyed, unsigned depth) {
    if (depth == 0) return reader.error();
    std::int64_t last_key = -1;
    for (std::uint64_t i = 0; i < items; ++i) {
        if (keyed) {
            const std::int64_t key = TRY(reader.integer());
            if (key <= last_key) return reader.error();
            last_key = key;
        }
        TRY_VOID(check_item(reader, depth - 1));
    }
    return {};
}

Result<void> check_item(CborReader& reader, unsigned depth) {
    // Each kind refuses the others without moving on, so asking in turn finds the one that is there.
    if (reader.integer().ok() || reader.bytes().ok() || reader.text().ok()) return {};
    if (auto items = reader.array(); items.ok()) return check_items(reader, *items, false, depth);
    if (auto pairs = reader.map(); pairs.ok()) return check_items(reader, *pairs, true, depth);
    return reader.error();
}

}  // namespace

Result<void> check_canonical(ByteView value) {
    CborReader reader(value);
    TRY_VOID(check_item(reader, kCborDepthMax));
    return reader.end();
}

}  // namespace xinan::ledger
