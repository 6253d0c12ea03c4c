// SPDX-License-Identifier: AGPL-3.0-or-later
// Small pieces of JSON as text, for whatever is written without a described struct (problems, OpenAPI).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace xinan::http {

// Appends text in quotes, escaped (RFC 8259 §7). text is UTF-8.
void append_quoted(std::string& out, std::string_view text);
void append_integer(std::string& out, std::int64_t value);

}  // namespace xinan::http
