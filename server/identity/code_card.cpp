// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/code_card.hpp"

#include <cstdint>

namespace xinan::identity {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCharacters = 12;
constexpr std::size_t kTypedBytesMax = 120;

// Times the element x of GF(2)[x] / (x^5 + x^2 + 1), which is primitive.
constexpr unsigned times_x(unsigned value) { return ((value << 1U) ^ ((value & 16U) != 0 ? 0x25U : 0U)) & 31U; }

// The sum of v[i] * x^(n-i) over the characters: the check character makes the sum of all thirteen zero.
unsigned weighted_sum(std::string_view characters) {
    unsigned sum = 0;
    for (const char c : characters) sum = times_x(sum) ^ static_cast<unsigned>(kAlphabet.find(c));
    return sum;
}

// One character as typed, made one of the alphabet; 0 when it is none.
char in_alphabet(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    if (c == 'U') return 'V';
    return kAlphabet.find(c) == std::string_view::npos ? '\0' : c;
}

// Full-width forms U+FF01..U+FF5E are EF BC 81 .. EF BD 9E; the ideographic space is E3 80 80.
std::string half_width(std::string_view typed) {
    std::string plain;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const auto byte = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(typed[at])); };
        if (i + 2 < typed.size() && byte(i) == 0xEF && (byte(i + 1) == 0xBC || byte(i + 1) == 0xBD)) {
            plain += static_cast<char>(((byte(i + 1) - 0xBC) * 0x40U + (byte(i + 2) - 0x80)) + 0x20U);
            i += 2;
        } else if (i + 2 < typed.size() && byte(i) == 0xE3 && byte(i + 1) == 0x80 && byte(i + 2) == 0x80) {
            plain += ' ';
            i += 2;
        } else {
            plain += typed[i];
        }
    }
    return plain;
}

}  // namespace

std::string new_card_code(Random& random) {
    std::string code;
    for (std::size_t i = 0; i < kCharacters; ++i) code += kAlphabet[random.below(kAlphabet.size())];
    code += kAlphabet[times_x(weighted_sum(code))];
    return code;
}

std::string shown_card_code(std::string_view code) {
    std::string shown;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 4 == 0) shown += '-';
        shown += code[i];
    }
    return shown;
}

std::optional<std::string> read_card_code(std::string_view typed) {
    if (typed.size() > kTypedBytesMax) return std::nullopt;
    std::string code;
    for (const char c : half_width(typed)) {
        if (c == ' ' || c == '-') continue;
        const char known = in_alphabet(c);
        if (known == '\0') return std::nullopt;
        code += known;
    }
    if (code.size() != kCharacters + 1 || weighted_sum(code) != 0) return std::nullopt;
    return code;
}

}  // namespace xinan::identity
