// SPDX-License-Identifier: AGPL-3.0-or-later
// Signatures and scans as they arrive: base64, and the first bytes of the types that are accepted.
#include <algorithm>
#include <array>

#include "capabilities/consent/service.hpp"

namespace xinan::consent {
namespace {

constexpr std::array<std::uint8_t, 8> kPng{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
constexpr std::array<std::uint8_t, 3> kJpeg{0xFF, 0xD8, 0xFF};
constexpr std::array<std::uint8_t, 5> kPdf{'%', 'P', 'D', 'F', '-'};

template <std::size_t N>
bool begins(ByteView bytes, const std::array<std::uint8_t, N>& with) {
    return bytes.size() > N && std::equal(with.begin(), with.end(), bytes.begin());
}

}  // namespace

Result<Bytes> from_base64(std::string_view text) {
    while (text.ends_with('=')) text.remove_suffix(1);
    std::string url(text);
    for (char& c : url) c = c == '+' ? '-' : c == '/' ? '_' : (c == '-' || c == '_') ? '=' : c;
    auto bytes = from_base64url(url);
    wipe(url.data(), url.size());
    return bytes;
}

std::string to_base64(ByteView bytes) {
    std::string text = to_base64url(bytes);
    for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

bool looks_like(ByteView bytes, std::string_view media_type) {
    if (media_type == "image/png") return begins(bytes, kPng);
    if (media_type == "image/jpeg") return begins(bytes, kJpeg);
    return media_type == "application/pdf" && begins(bytes, kPdf);
}

}  // namespace xinan::consent
