// SPDX-License-Identifier: AGPL-3.0-or-later
// The web pages inside the program: bytes made ready at build time (tools/embed.py), sent as they are. Knows nothing of people.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/random.hpp"
#include "http/message.hpp"

namespace xinan::http {

struct Asset {
    std::string_view path;         // "/assets/index-4f3a9c.js"
    std::string_view media_type;   // "text/javascript; charset=utf-8"
    std::string_view etag;         // strong, in quotes: a hash of the bytes
    std::span<const std::uint8_t> identity;
    std::span<const std::uint8_t> gzip;  // empty: not worth it
    std::span<const std::uint8_t> br;
};

class Assets final {
   public:
    // Empty: none. Else "/index.html" answers every other page address; __NONCE__ in it becomes the nonce of the reply.
    explicit Assets(std::span<const Asset> assets);
    // The reply to GET or HEAD of a path outside /api and /health. Paths under /assets/ carry their hash and never change.
    // An unknown path whose last segment has a dot is absent; every other unknown path is the page's own address.
    [[nodiscard]] std::optional<Response> find(std::string_view path, const Request& request, Random& random) const;

   private:
    [[nodiscard]] const Asset* at(std::string_view path) const;
    std::vector<Asset> assets_;  // sorted by path; the bytes stay where they are
};

}  // namespace xinan::http
