// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever bytes come from outside: no crash, and what was cleaned stays as it is when cleaned again.
#include <cstdlib>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace {

void must_hold(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace xinan;  // NOLINT(google-build-using-namespace): this function only
    const std::string_view text = text_of({data, size});
    if (const auto name = clean_name(text)) {
        must_hold(is_utf8(*name));
        const auto again = clean_name(*name);
        must_hold(again.ok() && *again == *name);
        must_hold(name_readings(*name).size() <= 8);
        (void)fold_name(*name);
    }
    if (const auto cleaned = clean_text(text, 1000)) {
        const auto again = clean_text(*cleaned, 1000);
        must_hold(again.ok() && *again == *cleaned);
    }
    if (const auto t = parse_iso(text)) must_hold(*parse_iso(to_iso(*t)) == *t);
    if (const auto date = parse_date(text)) must_hold(to_text(*date) == text);
    if (const auto phone = clean_phone(text)) must_hold(*clean_phone(*phone) == *phone);
    (void)fold_name(text);
    return 0;
}
