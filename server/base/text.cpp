// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/limits.hpp"

namespace xinan {

namespace {

using CodePoints = std::vector<UChar32>;

constexpr UChar32 kMiddleDot = 0x00B7;
constexpr UChar32 kIdeographicZero = 0x3007;  // 〇 is a number to Unicode and a character in names.
constexpr UChar32 kZeroWidthNonJoiner = 0x200C;
constexpr UChar32 kTsheg = 0x0F0B;  // ends a syllable in Tibetan names; punctuation to Unicode

// What keyboards, input methods and other systems put where 阿卜杜拉·买买提 has its dot.
constexpr std::array<UChar32, 16> kMiddleDots{0x00B7, 0x0387, 0x02D9, 0x2022, 0x2027, 0x2219, 0x22C5, 0x25CF,
                                              0x25E6, 0x26AB, 0x2981, 0x2E31, 0x2E33, 0x30FB, 0xFF65, 0x16EB};

CodePoints decode(std::string_view utf8) {
    CodePoints points;
    points.reserve(utf8.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());  // NOLINT: bytes of a string
    const auto size = static_cast<std::int64_t>(utf8.size());
    for (std::int64_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, size, c);
        points.push_back(c);  // negative where ill formed
    }
    return points;
}

icu::UnicodeString to_icu(const CodePoints& points) {
    icu::UnicodeString text;
    for (const UChar32 c : points) text.append(c);
    return text;
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

icu::UnicodeString normalised(const icu::UnicodeString& text, const icu::Normalizer2* (*form)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normaliser = form(status);
    ensure(U_SUCCESS(status) != 0 && normaliser != nullptr, "ICU has its normalisation data");
    icu::UnicodeString out = normaliser->normalize(text, status);
    ensure(U_SUCCESS(status) != 0, "ICU normalises well-formed text");
    return out;
}

bool is_middle_dot(UChar32 c) {
    return std::find(kMiddleDots.begin(), kMiddleDots.end(), c) != kMiddleDots.end();
}
bool is_blank(UChar32 c) {
    return u_isUWhiteSpace(c) != 0;
}
bool is_full_stop(UChar32 c) {
    return c == '.' || c == 0xFF0E || c == 0x3002 || c == 0xFF61 || c == 0x2024;
}
bool is_hyphen(UChar32 c) {
    return c == '-' || c == 0x2010 || c == 0x2011 || c == 0xFF0D;
}
bool is_apostrophe(UChar32 c) {
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0xFF07;
}

// Pasted along with text and never seen: zero-width blank, word joiner, byte order mark, soft hyphen.
bool is_invisible(UChar32 c) {
    return c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

// Characters newer than our ICU stand in planes 2 and 3, which hold nothing but ideographs (Extension I was made for
// names of persons).
bool is_newer_ideograph(UChar32 c) {
    return c >= 0x20000 && c <= 0x3FFFD && (c & 0xFFFE) != 0xFFFE && !u_isdefined(c);
}

bool is_han(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return c == kIdeographicZero || is_newer_ideograph(c) || uscript_getScript(c, &status) == USCRIPT_HAN;
}
bool is_arabic(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(c, &status) == USCRIPT_ARABIC;
}
bool is_letter(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0 || c == kIdeographicZero || is_newer_ideograph(c);
}
bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

// The nearest character that is no blank, or 0. step is +1 or -1.
UChar32 neighbour(const CodePoints& points, std::size_t at, int step) {
    for (auto i = static_cast<std::ptrdiff_t>(at) + step; i >= 0 && i < static_cast<std::ptrdiff_t>(points.size());
         i += step) {
        const UChar32 c = points[static_cast<std::size_t>(i)];
        if (!is_blank(c) && !is_invisible(c)) return c;
    }
    return 0;
}

// One code point for each idea: dot, blank, hyphen, apostrophe. A full stop between ideographs is a middle dot too.
CodePoints with_one_form(const CodePoints& typed) {
    CodePoints points;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const UChar32 c = typed[i];
        if (is_invisible(c)) continue;
        if (is_blank(c))
            points.push_back(' ');
        else if (is_middle_dot(c))
            points.push_back(kMiddleDot);
        else if (c == 0x0F0C)
            points.push_back(kTsheg);
        else if (is_hyphen(c))
            points.push_back('-');
        else if (is_apostrophe(c))
            points.push_back('\'');
        else if (!is_full_stop(c))
            points.push_back(c);
        else
            points.push_back(is_han(neighbour(typed, i, -1)) && is_han(neighbour(typed, i, +1)) ? kMiddleDot : '.');
    }
    return points;
}

// Runs of blanks become one, blanks beside a middle dot and doubled dots go, and none stays at either end.
CodePoints without_excess(const CodePoints& points) {
    CodePoints out;
    for (const UChar32 c : points) {
        const UChar32 last = out.empty() ? kMiddleDot : out.back();
        if (c == ' ' && (last == ' ' || last == kMiddleDot)) continue;
        if (c == kMiddleDot && last == ' ')
            out.back() = kMiddleDot;
        else if (c != kMiddleDot || last != kMiddleDot)
            out.push_back(c);
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == kMiddleDot)) out.pop_back();
    return out;
}

bool is_name(const CodePoints& points) {
    bool has_letter = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const UChar32 c = points[i];
        const UChar32 before = i > 0 ? points[i - 1] : 0;
        if (is_letter(c))
            has_letter = true;
        else if (is_mark(c) || c == kTsheg) {
            if (!is_letter(before) && !is_mark(before)) return false;
        } else if (c == kZeroWidthNonJoiner) {  // Persian names are spelled with it.
            if (!is_arabic(before) || i + 1 == points.size() || !is_arabic(points[i + 1])) return false;
        } else if (c != ' ' && c != kMiddleDot && c != '-' && c != '\'' && c != '.')
            return false;
    }
    return has_letter;
}

// Overrides turn the order of what is read without a trace; embeddings and isolates, which RTL text may need, do not.
bool is_bidi_override(UChar32 c) {
    return c == 0x202D || c == 0x202E;
}

}  // namespace

bool is_utf8(std::string_view text) {
    const CodePoints points = decode(text);
    return std::none_of(points.begin(), points.end(), [](UChar32 c) { return c < 0; });
}

std::size_t code_points(std::string_view utf8) {
    return decode(utf8).size();
}

Result<std::string> clean_name(std::string_view typed) {
    const auto too_long = [] {
        return fail(ErrorKind::invalid, "base.name_too_long", {{"max", std::to_string(kNameCodePointsMax)}});
    };
    // A bound on the work, far above what trimming could bring down to a name.
    if (typed.size() > kNameCodePointsMax * 64) return too_long();
    const CodePoints raw = decode(typed);
    if (std::any_of(raw.begin(), raw.end(), [](UChar32 c) { return c < 0; })) {
        return fail(ErrorKind::invalid, "base.name_characters");
    }
    const CodePoints shaped = without_excess(with_one_form(raw));
    if (shaped.empty()) return fail(ErrorKind::invalid, "base.name_empty");
    const std::string name = to_utf8(normalised(to_icu(shaped), &icu::Normalizer2::getNFCInstance));
    const CodePoints points = decode(name);
    if (!is_name(points)) return fail(ErrorKind::invalid, "base.name_characters");
    if (points.size() > kNameCodePointsMax) return too_long();
    return name;
}

Result<std::string> clean_text(std::string_view typed, std::size_t code_points_max) {
    const auto too_long = [&] {
        return fail(ErrorKind::invalid, "base.text_too_long", {{"max", std::to_string(code_points_max)}});
    };
    // A code point has at most 4 bytes; NFC makes at most one of three (Hangul), and CRLF one of two.
    if (typed.size() / 16 > code_points_max) return too_long();
    const CodePoints raw = decode(typed);
    CodePoints points;
    points.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const UChar32 c = raw[i];
        if (c == '\r') {
            if (i + 1 == raw.size() || raw[i + 1] != '\n') points.push_back('\n');
            continue;
        }
        const bool line_end = c == 0x0085 || c == 0x2028 || c == 0x2029;
        const bool control = !line_end && c != '\n' && c != '\t' && u_charType(c) == U_CONTROL_CHAR;
        if (c < 0 || control || is_bidi_override(c) || U_IS_UNICODE_NONCHAR(c)) {
            return fail(ErrorKind::invalid, "base.text_characters");
        }
        points.push_back(line_end ? '\n' : c);
    }
    std::string text = to_utf8(normalised(to_icu(points), &icu::Normalizer2::getNFCInstance));
    if (xinan::code_points(text) > code_points_max) return too_long();
    return text;
}

std::string fold_name(std::string_view name) {
    icu::UnicodeString text =
        normalised(icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size()))),
                   &icu::Normalizer2::getNFKCCasefoldInstance);
    CodePoints points;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        const bool dropped = is_blank(c) || is_middle_dot(c) || is_full_stop(c) || is_hyphen(c) || is_apostrophe(c) ||
                             c == kZeroWidthNonJoiner || c == kTsheg;
        if (!dropped) points.push_back(c);
    }
    return to_utf8(to_icu(points));
}

Result<std::string> clean_phone(std::string_view typed) {
    const Error wrong = fail(ErrorKind::invalid, "base.not_a_phone");
    if (typed.size() > 96) return wrong;
    std::string digits;
    bool plus = false;
    for (const UChar32 c : decode(typed)) {
        const int digit = c >= 0xFF10 && c <= 0xFF19 ? c - 0xFF10 : c - '0';  // full-width digits of input methods
        const bool opening = digits.empty() && !plus;
        if (digit >= 0 && digit <= 9)
            digits.push_back(static_cast<char>('0' + digit));
        else if ((c == '+' || c == 0xFF0B) && opening)
            plus = true;
        else if (!(is_blank(c) || is_hyphen(c) || is_invisible(c) || c == 0x2013 || c == 0x2014 || c == '(' ||
                   c == ')' || c == 0xFF08 || c == 0xFF09 || c == '.'))
            return wrong;
    }
    if (!plus && digits.starts_with("00")) {
        plus = true;
        digits.erase(0, 2);
    }
    const bool china = plus ? digits.starts_with("86") : digits.size() == 13 && digits.starts_with("861");
    if (china) {
        plus = false;
        digits.erase(0, 2);
    }
    // E.164 has at most 15 digits; the shortest numbers a centre keeps are 110 and 120, abroad seven digits.
    if (digits.size() < (plus ? 7U : 3U) || digits.size() > 15 || (plus && digits.front() == '0')) return wrong;
    // At home 0 + area code + number has 12 digits at most, and 00 would be another country.
    if (!plus && (digits.size() > 12 || digits.starts_with("00"))) return wrong;
    return plus ? '+' + digits : digits;
}

}  // namespace xinan
