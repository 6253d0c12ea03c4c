// SPDX-License-Identifier: AGPL-3.0-or-later
// Any text as a typed share, any bytes as shares: no crash, and what is read prints the same.
#include <cstdint>

#include "crypto/suite.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace xinan;          // NOLINT(google-build-using-namespace): a fuzz target
    using namespace xinan::crypto;  // NOLINT(google-build-using-namespace): a fuzz target
    const ByteView bytes{data, size};
    if (const auto share = share_from_words(text_of(bytes))) {
        const auto again = share_from_words(share_to_words(*share));
        ensure_or_die(again.ok() && equal_in_constant_time(again->view(), share->view()),
                      "a share prints and reads alike");
    }
    // Two or three shares of equal size, their common header taken from the first.
    for (const std::size_t count : {2U, 3U}) {
        const std::size_t each = size / count;
        std::vector<SecretBytes> shares;
        for (std::size_t i = 0; i < count; ++i) {
            shares.emplace_back(bytes.subspan(i * each, each));
            for (std::size_t at = 0; at < 20 && at < each; ++at) shares[i].writable()[at] = bytes[at];
        }
        (void)join_secret(shares).ok();
    }
    return 0;
}
