// SPDX-License-Identifier: AGPL-3.0-or-later
// Unicode text by ICU: validity, length as people count, names with any middle dot, pinyin. No I/O.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace xinan {

bool is_utf8(std::string_view text);
std::size_t code_points(std::string_view utf8);

// A person's name as typed, made storable: NFC, outer blanks trimmed, inner runs of blanks one, no control or
// bidi-override characters; every middle dot (U+00B7 U+2022 U+30FB U+FF65 U+2027 U+22C5 ...) becomes U+00B7.
// 1..60 code points. Errors: invalid base.name_empty, base.name_too_long {max}, base.name_characters
Result<std::string> clean_name(std::string_view typed);

// Free text of at most max code points; NFC, CRLF to LF, no control characters but LF and TAB.
// Errors: invalid base.text_too_long {max}, base.text_characters
Result<std::string> clean_text(std::string_view typed, std::size_t code_points_max);

// For comparison only: NFKC, case folded, dots and blanks removed.
std::string fold_name(std::string_view name);

// "张伟" -> {"zhangwei"}, initials "zw". Several readings give several entries at most 8. Latin stays as it is.
std::string pinyin(std::string_view name);
std::string pinyin_initials(std::string_view name);

// Digits of a phone number without blanks, dashes, +86 in front. Errors: invalid base.not_a_phone
Result<std::string> clean_phone(std::string_view typed);

}  // namespace xinan
