// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/message.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace xinan::http {

std::string_view Request::header(std::string_view lower_case_name) const {
    const auto found = std::ranges::find_if(headers, [&](const auto& field) { return field.first == lower_case_name; });
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string_view Response::header(std::string_view name) const {
    const auto found = std::ranges::find_if(headers, [&](const auto& field) { return field.first == name; });
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string_view reason_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        default: return "Other";
    }
}

namespace {

// On every reply. No page of ours may be framed, sniffed, or told where its reader came from.
constexpr std::string_view kAlways =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";
constexpr std::string_view kHsts = "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
constexpr std::string_view kApiPolicy =
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n";
constexpr std::string_view kPagePolicy = "; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'\r\n";

void append_policy(std::string& out, const Response& response) {
    if (!response.page) {
        out.append(kApiPolicy);
        return;
    }
    out.append("Content-Security-Policy: default-src 'self'; script-src 'self'; style-src 'self'");
    if (!response.style_nonce.empty()) out.append(" 'nonce-").append(response.style_nonce).append("'");
    out.append(kPagePolicy);
}

}  // namespace

std::string head_of(const Response& response, bool secure, bool keep_alive) {
    std::string out;
    out.reserve(768);
    out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason_of(response.status)).append("\r\n");
    out.append(kAlways);
    append_policy(out, response);
    if (secure) out.append(kHsts);
    if (response.no_store) out.append("Cache-Control: no-store\r\n");
    for (const auto& [name, value] : response.headers) {
        const bool one_line = name.find_first_of("\r\n: ") == std::string::npos && value.find_first_of("\r\n\0") == std::string::npos;
        ensure(one_line, "a header of a reply is one line");
        out.append(name).append(": ").append(value).append("\r\n");
    }
    if (!response.media_type.empty()) out.append("Content-Type: ").append(response.media_type).append("\r\n");
    if (response.events) {
        out.append("Transfer-Encoding: chunked\r\n");
    } else if (response.status != 204 && response.status != 304) {
        out.append("Content-Length: ").append(std::to_string(response.body_bytes())).append("\r\n");
    }
    out.append(keep_alive ? "\r\n" : "Connection: close\r\n\r\n");
    return out;
}

}  // namespace xinan::http
