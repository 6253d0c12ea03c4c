// SPDX-License-Identifier: AGPL-3.0-or-later
// Which passphrases are good enough, and suggestions. Length counts, not kinds of characters; nobody is made to change one
// by the calendar. Source: NIST SP 800-63B §5.1.1.2 (length, a list of common ones, no composition rules, no expiry).
#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "identity/identity.hpp"

namespace xinan::identity {
namespace {

constexpr std::size_t kCodePointsMin = 12;
constexpr std::size_t kBytesMax = 256;
constexpr std::size_t kDistinctMin = 5;  // "aaaaaaaaaaaa", "121212121212"

// Folded (case, width, blanks). What is common at this length; shorter ones are refused by their length.
constexpr std::array<std::string_view, 28> kCommon{
    "passwordpassword", "password1234",   "password12345", "password123456", "passw0rd1234",     "qwertyuiopas", "qwertyuiop12",
    "qwertyuiop123",    "qwertyuiop1234", "1qaz2wsx3edc",  "1q2w3e4r5t6y",   "1q2w3e4r5t6y7u",   "abcdefghijkl", "abcdefg12345",
    "abcd12345678",     "admin1234567",   "admin12345678", "administrator",  "123456789abc",     "1234567890ab", "letmeinletmein",
    "iloveyou1314",     "iloveyou5201314", "woaini1314520", "woaini5201314", "xinlizixun123",    "xinlizixunshi", "changeme1234"};

// "0123456789" going up or down, from any digit, wrapping around.
bool is_run_of_digits(std::string_view text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!std::ranges::all_of(text, digit)) return false;
    const auto runs = [&](int step) {
        return std::ranges::adjacent_find(text, [&](char a, char b) { return (a - '0' + step + 10) % 10 != b - '0'; }) == text.end();
    };
    return runs(1) || runs(-1);
}

std::size_t distinct_characters(std::string_view text) {
    std::set<std::string_view> seen;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        seen.insert(text.substr(at, end - at));
        at = end;
    }
    return seen.size();
}

constexpr std::string_view kConsonants = "bdfghjklmnprstvz";  // 16
constexpr std::string_view kVowels = "aeiou";

}  // namespace

Result<void> acceptable_passphrase(std::string_view passphrase, std::string_view login) {
    if (passphrase.size() > kBytesMax) {
        return fail(ErrorKind::invalid, "identity.passphrase_long", {{"max_bytes", std::to_string(kBytesMax)}});
    }
    if (!is_utf8(passphrase)) return fail(ErrorKind::invalid, "base.text_characters");
    if (code_points(passphrase) < kCodePointsMin) {
        return fail(ErrorKind::invalid, "identity.passphrase_short", {{"min", std::to_string(kCodePointsMin)}});
    }
    // INVARIANT: a folded copy is as secret as the passphrase, and wiped.
    std::string folded = fold_name(passphrase);
    const std::string name = fold_name(login);
    std::string rest = folded;
    while (name.size() >= 2 && rest.find(name) != std::string::npos) rest.erase(rest.find(name), name.size());
    const bool mostly_login = code_points(rest) < kCodePointsMin / 2;
    const bool common = std::ranges::find(kCommon, folded) != kCommon.end() || is_run_of_digits(folded) ||
                        distinct_characters(folded) < kDistinctMin;
    wipe(folded.data(), folded.size());
    wipe(rest.data(), rest.size());
    if (mostly_login && !common) return fail(ErrorKind::invalid, "identity.passphrase_login");
    if (common) return fail(ErrorKind::invalid, "identity.passphrase_common");
    return {};
}

// About 70 bits: ten syllables of 80 and two digits. Example: "luma-tose-kavi-ruho-nibe-47"; easy to read aloud.
std::string suggested_passphrase(Random& random) {
    std::string words;
    for (int word = 0; word < 5; ++word) {
        for (int syllable = 0; syllable < 2; ++syllable) {
            words += kConsonants[random.below(kConsonants.size())];
            words += kVowels[random.below(kVowels.size())];
        }
        words += '-';
    }
    words += static_cast<char>('0' + random.below(10));
    words += static_cast<char>('0' + random.below(10));
    return words;
}

}  // namespace xinan::identity
