// SPDX-License-Identifier: AGPL-3.0-or-later
// A request and its response in our own words: what the router takes and gives. Nothing of Beast, no sockets.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "identity/identity.hpp"

namespace xinan::http {

using RequestId = std::array<std::uint8_t, 16>;
using Headers = std::vector<std::pair<std::string, std::string>>;

// Read from the wire within limits; nothing in it has been judged yet.
struct Request {
    std::string method;                 // as sent: "GET"
    std::string target;                 // path and query as sent
    Headers headers;                    // names in lower case
    std::string body;
    std::string address;                // of the peer, as text

    // The value, or empty. A header that came twice counts as its first.
    [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;
};

// Who listens to /api/v1/events; the connection goes on as a stream.
struct Listener {
    identity::Principal who;
    Bytes cookie;
};

struct Response {
    int status = 200;
    std::string_view media_type = {};   // empty: no body
    Headers headers = {};               // beside those every reply has; values without CR or LF (ensured when written)
    std::string body = {};
    ByteView fixed_body = {};           // instead of body: bytes that live as long as the program
    std::string style_nonce = {};       // of index.html
    bool page = false;                  // the wider CSP of our own pages; the API has the narrowest
    bool no_store = true;
    bool head = false;                  // answer to HEAD: length, no body
    bool close = false;                 // the connection cannot go on
    std::optional<Listener> events = std::nullopt;

    [[nodiscard]] std::size_t body_bytes() const { return fixed_body.empty() ? body.size() : fixed_body.size(); }
    [[nodiscard]] std::string_view header(std::string_view name) const;  // exact; or empty
};

// Status line and headers of a response, ready to send before its body. secure: over TLS (adds HSTS).
std::string head_of(const Response& response, bool secure, bool keep_alive);
std::string_view reason_of(int status);

}  // namespace xinan::http
