// SPDX-License-Identifier: AGPL-3.0-or-later
// Path, query and cookie of anyone: taken apart or refused; decoded text is UTF-8 without control characters.
#include <cstdint>

#include "base/text.hpp"
#include "http/target.hpp"
#include "identity/identity.hpp"

namespace {

void must_be_clean(std::string_view text) {
    if (!xinan::is_utf8(text)) __builtin_trap();
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) __builtin_trap();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace xinan::http;  // NOLINT(google-build-using-namespace): a fuzz target of its own
    const std::string_view text = xinan::text_of({data, size});
    if (const auto path = split_path(path_of(text))) {
        if (path->size() > kSegmentsMax) __builtin_trap();
        for (const std::string& segment : *path) {
            must_be_clean(segment);
            if (segment.empty() || segment == "." || segment == "..") __builtin_trap();
        }
    }
    if (const auto query = split_query(text)) {
        if (query->size() > kQueryItemsMax) __builtin_trap();
        for (const auto& [name, value] : *query) {
            must_be_clean(name);
            must_be_clean(value);
        }
    }
    const auto cookie = session_cookie(text, "__Host-xinan");
    if (!cookie.empty() && cookie.size() != xinan::identity::kCookieBytes) __builtin_trap();
    (void)list_allows(text, "br");
    return 0;
}
