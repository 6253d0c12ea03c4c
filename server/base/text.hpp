// SPDX-License-Identifier: AGPL-3.0-or-later
// Unicode text by ICU: validity, length as people count, names with any middle dot, pinyin. No I/O.
// Threads: all functions are safe from any.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace xinan {

bool is_utf8(std::string_view text);
std::size_t code_points(std::string_view utf8);  // an ill-formed sequence counts as one

// A person's name as typed, made storable: letters and marks of any script, middle dots, tshegs, blanks, hyphens,
// apostrophes and full stops; no digits, emoji, control or bidi characters. NFC; outer blanks trimmed, inner runs one.
// Every middle dot (U+00B7 U+2022 U+30FB U+FF65 U+2027 U+22C5 ...), and a full stop between ideographs, becomes U+00B7
// without blanks around it; zero-width characters that come with pasted text go. Cleaning twice changes nothing.
// 1..60 code points. Errors: invalid base.name_empty, base.name_too_long {max}, base.name_characters
Result<std::string> clean_name(std::string_view typed);

// Free text of at most max code points; NFC, CRLF to LF, no control characters but LF and TAB, no bidi overrides. Emoji
// and right-to-left text stay. May be empty: whether words are needed is the caller's rule.
// Errors: invalid base.text_too_long {max}, base.text_characters
Result<std::string> clean_text(std::string_view typed, std::size_t code_points_max);

// For comparison only: NFKC, case folded, without dots, blanks, hyphens and apostrophes.
std::string fold_name(std::string_view name);

// A way to spell a name with Latin letters, lower case without tones or blanks: 张伟 is zhangwei, initials zw.
// Letters of other scripts stay; an ideograph without a known reading is left out.
struct NameReading {
    std::string full;
    std::string initials;
    friend bool operator==(const NameReading&, const NameReading&) = default;
};
// Every usual reading (曾 zeng, ceng; 吕 lv, lu, lyu), the likeliest first, at most 8. Empty if nothing can be read.
std::vector<NameReading> name_readings(std::string_view name);
std::string pinyin(std::string_view name);           // full of the likeliest, or ""
std::string pinyin_initials(std::string_view name);  // initials of the likeliest, or ""

// A phone number without blanks, dashes and brackets; +86 or 0086 in front goes, another country's code stays with its +.
// 3..12 digits at home, 7..15 abroad. Errors: invalid base.not_a_phone
Result<std::string> clean_phone(std::string_view typed);

}  // namespace xinan
