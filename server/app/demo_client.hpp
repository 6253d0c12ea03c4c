// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody at a screen, without the screen: signs in and calls the API through the real router, so that the demo's history has the
// same checks, seals and deeds as anybody's. Used by the demo and by whole-program tests.
//
// Threads: one.
#pragma once

#include <string>
#include <string_view>

#include "http/router.hpp"

namespace xinan::app {

class DemoClient final {
   public:
    DemoClient(http::Router& router, Random& random) : router_(router), random_(random) {}

    // Errors: those of the API as {kind, code}.
    Result<void> sign_in(const std::string& login, const SecretBytes& passphrase);
    Result<void> sign_in_by_card(const std::string& code);

    struct Answer {
        int status = 0;
        std::string body;      // JSON
        std::string etag;      // "v3" without quotes, or empty
    };
    // One request; POST carries a new idempotency key, if_match the version. A reply that is not 2xx is an error with the problem's code.
    Result<Answer> get(const std::string& path) { return call("GET", path, {}, {}); }
    Result<Answer> post(const std::string& path, std::string body) { return call("POST", path, std::move(body), {}); }
    Result<Answer> change(const std::string& method, const std::string& path, std::string body, const std::string& if_match) {
        return call(method, path, std::move(body), if_match);
    }
    Result<Answer> call(const std::string& method, const std::string& path, std::string body, const std::string& if_match);

   private:
    http::Router& router_;
    Random& random_;
    std::string cookie_;       // "name=value"
};

// A member of a JSON object as text, "" when absent: "id", "person.id", "session.id".
std::string text_at(std::string_view json, std::string_view dotted_path);

}  // namespace xinan::app
