// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/problem.hpp"

#include <algorithm>
#include <array>

#include "base/log.hpp"
#include "http/json_text.hpp"

namespace xinan::http {
namespace {

struct CodeStatus {
    std::string_view code;
    int status;
};
// What HTTP itself has a status for.
constexpr std::array kOwnStatus{
    CodeStatus{"http.bad_request", 400},        CodeStatus{"http.bad_target", 400},
    CodeStatus{"http.method_not_allowed", 405}, CodeStatus{"http.unsupported_media", 415},
    CodeStatus{"http.header_too_large", 431},
};

void note_missing(const Messages& messages, const std::string& code) {
    if (messages.has(code + ".title")) return;
    log(LogLevel::warning, "http.message_missing", {{"code", fail(ErrorKind::internal, code)}});
}

// The word for what was expected is itself a message: "text", "date".
Args in_words(const Args& args, Language language, const Messages& messages) {
    Args out = args;
    for (auto& [name, value] : out) {
        if (name != "expected" && name != "got") continue;
        const std::string key = "http.kind_" + value + ".title";
        if (messages.has(key)) value = messages.text(language, key);
    }
    return out;
}

void member(std::string& out, std::string_view name, std::string_view text) {
    append_quoted(out, name);
    out.push_back(':');
    append_quoted(out, text);
    out.push_back(',');
}

void append_fields(std::string& out, const std::vector<FieldError>& fields, Language language, const Messages& messages) {
    out.append("\"fields\":[");
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) out.push_back(',');
        const FieldError spoken{fields[i].pointer, fields[i].code, in_words(fields[i].args, language, messages)};
        note_missing(messages, spoken.code);
        const ErrorText text = messages.error_text(language, spoken);
        out.push_back('{');
        member(out, "pointer", spoken.pointer);
        member(out, "code", spoken.code);
        append_quoted(out, "detail");
        out.push_back(':');
        append_quoted(out, text.detail.empty() ? text.title : text.detail);
        out.push_back('}');
    }
    out.append("],");
}

}  // namespace

int status_of(const Error& error) {
    for (const CodeStatus& own : kOwnStatus) {
        if (own.code == error.code) return own.status;
    }
    switch (error.kind) {
        case ErrorKind::invalid: return 422;
        case ErrorKind::unauthenticated: return 401;
        case ErrorKind::forbidden: return 403;
        case ErrorKind::not_found: return 404;
        case ErrorKind::conflict: return 409;
        case ErrorKind::stale: return 412;
        case ErrorKind::too_large: return 413;
        case ErrorKind::too_many: return 429;
        case ErrorKind::unavailable: return 503;
        case ErrorKind::internal: return 500;
    }
    return 500;
}

Response problem(const Error& error, Language language, const Messages& messages, const RequestId& request_id) {
    const std::string request = to_hex(request_id);
    Error spoken = error;
    spoken.args = in_words(error.args, language, messages);
    if (error.kind == ErrorKind::internal) spoken.args.emplace_back("request", request);
    note_missing(messages, error.code);
    ErrorText text = messages.error_text(language, spoken);
    if (!messages.has(error.code + ".title")) text.title = error.code;
    Response response{.status = status_of(error), .media_type = kProblemType};
    std::string& out = response.body;
    out.reserve(512);
    out.push_back('{');
    member(out, "type", "urn:xinan:problem:" + error.code);
    member(out, "title", text.title);
    out.append("\"status\":");
    append_integer(out, response.status);
    out.push_back(',');
    member(out, "detail", text.detail);
    member(out, "code", error.code);
    member(out, "what_to_do", text.todo);
    out.append("\"clauses\":[");
    for (std::size_t i = 0; i < error.clauses.size(); ++i) {
        if (i > 0) out.push_back(',');
        append_quoted(out, error.clauses[i]);
    }
    out.append("],");
    append_fields(out, error.fields, language, messages);
    out.append("\"overridable\":").append(error.overridable ? "true," : "false,");
    append_quoted(out, "request_id");
    out.push_back(':');
    append_quoted(out, request);
    out.push_back('}');
    response.headers.emplace_back("Content-Language", language == Language::zh ? "zh-CN" : "en");
    const auto seconds = std::ranges::find_if(error.args, [](const auto& arg) { return arg.first == "seconds"; });
    if (response.status == 429 || response.status == 503) {
        response.headers.emplace_back("Retry-After", seconds != error.args.end() ? seconds->second : "5");
    }
    return response;
}

}  // namespace xinan::http
