// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/bytes.hpp"

#include <array>

namespace xinan {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> table_of(std::string_view alphabet) {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
    }
    return table;
}

// Lower case only: each value has one text form, so texts may be compared and used as keys.
constexpr auto kHexValue = table_of(kHexDigits);
constexpr auto kBase64UrlValue = table_of(kBase64Url);

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text.push_back(kHexDigits[byte >> 4U]);
        text.push_back(kHexDigits[byte & 15U]);
    }
    return text;
}

Result<Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return fail(ErrorKind::invalid, "base.not_hex");
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = kHexValue[static_cast<unsigned char>(text[i])];
        const int low = kHexValue[static_cast<unsigned char>(text[i + 1])];
        if (high < 0 || low < 0) return fail(ErrorKind::invalid, "base.not_hex");
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

std::string to_base64url(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8U) | byte;
        held += 8;
        while (held >= 6) {
            held -= 6;
            text.push_back(kBase64Url[(bits >> held) & 63U]);
        }
    }
    if (held > 0) text.push_back(kBase64Url[(bits << (6 - held)) & 63U]);
    return text;
}

Result<Bytes> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1) return fail(ErrorKind::invalid, "base.not_base64url");
    Bytes bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        const int value = kBase64UrlValue[static_cast<unsigned char>(c)];
        if (value < 0) return fail(ErrorKind::invalid, "base.not_base64url");
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<std::uint8_t>((bits >> held) & 255U));
        }
    }
    // Left-over bits must be zero, else two texts would mean the same bytes (RFC 4648 §3.5).
    if ((bits & ((1U << held) - 1U)) != 0) return fail(ErrorKind::invalid, "base.not_base64url");
    return bytes;
}

bool equal_in_constant_time(ByteView a, ByteView b) {
    if (a.size() != b.size()) return false;  // Lengths are not secret.
    volatile std::uint8_t difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) { difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i])); }
    return difference == 0;
}

}  // namespace xinan
