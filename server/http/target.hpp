// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands in a request line and the Cookie header, taken apart: path segments, query, cookie. Strict; fuzzed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace xinan::http {

inline constexpr std::size_t kSegmentsMax = 16;
inline constexpr std::size_t kQueryItemsMax = 32;

using Query = std::vector<std::pair<std::string, std::string>>;

// The path of a target, without its query: "/a/b?c" -> "/a/b".
std::string_view path_of(std::string_view target);

// Decoded segments of a path: "/api/%E5%BF%83" -> {"api", "心"}. Errors: invalid http.bad_target (no leading slash, an empty
// segment, "." or "..", a bad or NUL escape, not UTF-8, more than kSegmentsMax). "/" has none.
Result<std::vector<std::string>> split_path(std::string_view path);

// Decoded items of a target's query in their order; '+' is a blank. Errors: invalid http.bad_target (as above), and
// http.invalid_request with http.duplicate_field at "?name" when one name comes twice.
Result<Query> split_query(std::string_view target);

// The identity::kCookieBytes of the session cookie among all cookies, or empty when absent, doubled or ill-formed.
Bytes session_cookie(std::string_view cookie_header, std::string_view name);

// q-values apart: does a list header (Accept-Encoding) allow this token?
bool list_allows(std::string_view header, std::string_view token);

}  // namespace xinan::http
