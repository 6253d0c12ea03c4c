// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo_client.hpp"

#include <boost/json.hpp>

namespace xinan::app {

std::string text_at(std::string_view json, std::string_view dotted_path) {
    boost::system::error_code code;
    boost::json::value value = boost::json::parse(json, code);
    if (code) return {};
    const boost::json::value* at = &value;
    while (!dotted_path.empty()) {
        const auto dot = dotted_path.find('.');
        const std::string_view name = dotted_path.substr(0, dot);
        dotted_path = dot == std::string_view::npos ? std::string_view{} : dotted_path.substr(dot + 1);
        if (at->is_array()) {
            const auto index = static_cast<std::size_t>(std::stoul(std::string(name)));
            if (index >= at->as_array().size()) return {};
            at = &at->as_array()[index];
            continue;
        }
        if (!at->is_object()) return {};
        const auto* member = at->as_object().if_contains(name);
        if (member == nullptr) return {};
        at = member;
    }
    if (at->is_string()) return std::string(at->as_string());
    return boost::json::serialize(*at);
}

Result<DemoClient::Answer> DemoClient::call(const std::string& method, const std::string& path, std::string body, const std::string& if_match) {
    http::Request request;
    request.method = method;
    request.target = path;
    request.body = std::move(body);
    request.address = "127.0.0.1";
    request.headers = {{"host", "127.0.0.1"}, {"x-xinan", "1"}, {"accept-language", "zh"}};
    if (!cookie_.empty()) request.headers.emplace_back("cookie", cookie_);
    if (!if_match.empty()) request.headers.emplace_back("if-match", "\"" + if_match + "\"");
    if (method != "GET") {
        request.headers.emplace_back("content-type", "application/json");
        std::array<std::uint8_t, 16> key{};
        random_.fill(key);
        if (if_match.empty()) request.headers.emplace_back("idempotency-key", to_hex(key));
    }
    const http::Plan plan = router_.plan(request.method, request.target);
    const http::Response response = plan.kind == http::Plan::Kind::refused ? router_.refuse(plan.refusal, request) : router_.answer(plan, request);
    for (const auto& [name, value] : response.headers) {
        if (name == "Set-Cookie" || name == "set-cookie") cookie_ = value.substr(0, value.find(';'));
    }
    Answer answer{response.status, response.fixed_body.empty() ? response.body : std::string(text_of(response.fixed_body)), {}};
    for (const auto& [name, value] : response.headers) {
        if (name == "ETag" || name == "etag") answer.etag = value.size() > 2 ? value.substr(1, value.size() - 2) : std::string{};
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    return fail(answer.status == 404 ? ErrorKind::not_found : ErrorKind::conflict, text_at(answer.body, "code"),
                {{"status", std::to_string(answer.status)}, {"path", path}, {"fields", text_at(answer.body, "fields")}});
}

Result<void> DemoClient::sign_in(const std::string& login, const SecretBytes& passphrase) {
    cookie_.clear();
    boost::json::object body{{"login", login}, {"passphrase", passphrase.text()}};
    (void)TRY(call("POST", "/api/v1/session", boost::json::serialize(body), {}));
    return {};
}

Result<void> DemoClient::sign_in_by_card(const std::string& code) {
    cookie_.clear();
    (void)TRY(call("POST", "/api/v1/session/card", boost::json::serialize(boost::json::object{{"code", code}}), {}));
    return {};
}

}  // namespace xinan::app
