// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as an envelope, a wrap, a box or a key file: no crash, and one encoding for one meaning.
#include <algorithm>
#include <cstdint>

#include "crypto/envelope.hpp"
#include "crypto/key_file.hpp"
#include "crypto/people.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace xinan;          // NOLINT(google-build-using-namespace): a fuzz target
    using namespace xinan::crypto;  // NOLINT(google-build-using-namespace): a fuzz target
    const ByteView bytes{data, size};
    if (const auto field = parse_field_header(bytes)) {
        ensure_or_die(std::ranges::equal(encode(*field), bytes.first(kFieldHeaderBytes)),
                      "a field header is canonical");
    }
    if (const auto wrap = parse_wrap_header(bytes)) {
        ensure_or_die(std::ranges::equal(encode(*wrap), bytes.first(kWrapHeaderBytes)), "a wrap header is canonical");
    }
    if (const auto file = parse_key_file(bytes)) {
        ensure_or_die(parse_key_file(key_file_text(*file).view()).ok(), "a key file read can be written");
    }
    const SecretBytes key{ByteView(Bytes(32, 7))};
    for (const SuiteId id : {SuiteId::international, SuiteId::guomi}) {
        ensure_or_die(!suite(id).box_open(key.view(), {}, bytes).ok(), "nobody makes a box by chance");
        ensure_or_die(!open_for_person(suite(id), {}, bytes, bytes, key).ok(), "nobody makes a text by chance");
        ensure_or_die(!unwrap_key(suite(id), WrapPurpose::scope_key, key.view(), {}, bytes).ok(), "nor a wrap");
        (void)suite(id).is_box_key(bytes);
        (void)suite(id).verify(bytes.first(std::min<std::size_t>(size, 65)), {}, bytes);
    }
    return 0;
}
