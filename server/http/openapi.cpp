// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/openapi.hpp"

#include <algorithm>
#include <map>

#include "http/json_text.hpp"
#include "http/router.hpp"

namespace xinan::http {
namespace {

// What problem.cpp writes, said once for the schema.
struct ProblemField {
    std::string pointer;
    std::string code;
    std::string detail;

    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {
            {"pointer", 0, 2'000, "哪一项:正文里的 JSON 指针,或 ?查询参数", "Which entry: a JSON pointer into the body, or ?name of the query."},
            {"detail", 0, 1'000, "为什么", "Why."}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ProblemField, (), (pointer, code, detail))

struct Problem {
    std::string type;
    std::string title;
    std::int32_t status = 0;
    std::string detail;
    std::string code;
    std::string what_to_do;
    std::vector<std::string> clauses;
    std::vector<ProblemField> fields;
    bool overridable = false;
    std::string request_id;

    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {
            {"title", 0, 200, "什么没有做成", "What was refused."},
            {"status", 400, 599},
            {"detail", 0, 1'000, "为什么", "Why."},
            {"what_to_do", 0, 1'000, "怎么办", "What to do."},
            {"clauses", 0, 50, "依据的条款", "The clauses that decided."},
            {"fields", 0, 50, "有问题的项目", "The entries at fault."},
            {"overridable", 0, 1, "写明理由可以继续", "It may be repeated with a reason."},
            {"request_id", 32, 32, "请求编号,台账里是同一个", "The same in reply, log and ledger."}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, code, what_to_do, clauses, fields, overridable, request_id))

std::string operation_id(const Route& route) {
    std::string id;
    for (const char c : name_of(route.method)) id.push_back(static_cast<char>(c - 'A' + 'a'));
    bool upper = true;
    for (const char c : route.action) {
        if (c == '.' || c == '_') {
            upper = true;
            continue;
        }
        id.push_back(upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
        upper = false;
    }
    return id;
}

void parameter(std::string& out, std::string_view name, std::string_view place, std::string_view schema, std::string_view about) {
    out.append(R"({"in":")").append(place).append(R"(","name":)");
    append_quoted(out, name);
    out.append(R"(,"required":true,"schema":)").append(schema).append(",\"description\":");
    append_quoted(out, about);
    out.append("},");
}

void parameters(std::string& out, const Route& route) {
    std::string list;
    for (const std::string_view name : names_in(route.path)) {
        parameter(list, name, "path", R"({"type":"string","maxLength":64})", "Of the path.");
    }
    if (route.repeat == Repeat::needs_idempotency_key) {
        parameter(list, "Idempotency-Key", "header", R"({"type":"string","pattern":"^[A-Za-z0-9_-]{16,64}$"})",
                  "Made by the sender; the same for each repeat of one attempt.");
    }
    if (route.repeat == Repeat::by_version) {
        parameter(list, "If-Match", "header", R"({"type":"string","pattern":"^\"v[0-9]+\"$"})", "The ETag of the version that was read.");
    }
    if (route.method != Method::get) {
        parameter(list, "X-Xinan", "header", R"({"type":"string","const":"1"})", "Said by our own pages and programs; no form can.");
    }
    if (!list.empty()) list.pop_back();
    out.append("\"parameters\":[").append(list).append("],");
}

void content(std::string& out, std::string_view media_type, const Shape* shape) {
    out.append("\"content\":{");
    append_quoted(out, media_type);
    out.append(":{\"schema\":");
    if (shape != nullptr) out.append("{\"$ref\":\"#/components/schemas/").append(shape_name(*shape)).append("\"}");
    else out.append("{}");
    out.append("}}");
}

std::string_view success_of(const Route& route) {
    if (route.repeat == Repeat::needs_idempotency_key && route.reply != nullptr) return "201";
    return route.reply == nullptr && route.method != Method::get ? "204" : "200";
}

void responses(std::string& out, const Route& route) {
    out.append("\"responses\":{");
    const std::string_view success = success_of(route);
    append_quoted(out, success);
    out.append(":{\"description\":\"Done.\"");
    if (success != "204") {
        out.push_back(',');
        if (route.path == kEventsPath) content(out, kEventStream, nullptr);
        else content(out, route.reply != nullptr ? "application/json" : "*/*", route.reply != nullptr ? &route.reply() : nullptr);
    }
    out.append(R"(},"default":{"$ref":"#/components/responses/Problem"}})");
}

void operation(std::string& out, const Route& route, const std::string& id) {
    append_quoted(out, id.substr(0, name_of(route.method).size()));
    out.append(":{\"operationId\":");
    append_quoted(out, id);
    out.append(",\"summary\":");
    append_quoted(out, route.summary);
    out.append(",\"tags\":[");
    append_quoted(out, route.action.substr(0, route.action.find('.')));
    out.append("],\"x-action\":");
    append_quoted(out, route.action);
    out.append(",\"x-per-minute-max\":");
    append_integer(out, route.limits.per_minute_max);
    out.append(",\"x-body-bytes-max\":");
    append_integer(out, route.limits.body_bytes_max);
    out.push_back(',');
    if (route.session == Session::none) out.append("\"security\":[],");
    parameters(out, route);
    if (route.request != nullptr) {
        out.append("\"requestBody\":{\"required\":true,");
        content(out, "application/json", &route.request());
        out.append("},");
    } else if (route.limits.body_bytes_max > 0) {
        out.append("\"requestBody\":{\"required\":true,");
        content(out, "*/*", nullptr);
        out.append("},");
    }
    responses(out, route);
    out.push_back('}');
}

}  // namespace

std::string openapi(const Routes& routes) {
    std::map<std::string, std::map<std::string, const Route*>> paths;
    std::vector<const Shape*> shapes{&shape_of<Problem>()};
    for (const Route* route : routes.all()) {
        paths[std::string(route->path)][std::string(name_of(route->method))] = route;
        if (route->request != nullptr) shapes.push_back(&route->request());
        if (route->reply != nullptr) shapes.push_back(&route->reply());
    }
    std::string out = R"({"openapi":"3.1.0","info":{"title":"Xin'an","version":)";
    append_quoted(out, XINAN_VERSION);
    out.append(R"(,"license":{"name":"AGPL-3.0-or-later","identifier":"AGPL-3.0-or-later"}},)");
    out.append(R"("security":[{"session":[]}],"paths":{)");
    std::map<std::string, int> used;
    for (const auto& [path, methods] : paths) {
        append_quoted(out, path);
        out.append(":{");
        for (const auto& [name, route] : methods) {
            std::string id = operation_id(*route);
            if (const int times = ++used[id]; times > 1) id.append(std::to_string(times));
            operation(out, *route, id);
            out.push_back(',');
        }
        out.back() = '}';
        out.push_back(',');
    }
    if (!paths.empty()) out.pop_back();
    out.append("},\"components\":{\"responses\":{\"Problem\":{\"description\":\"Refused, with what, why and what to do.\",");
    content(out, "application/problem+json", &shape_of<Problem>());
    out.append(R"(}},"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":")").append(cookie_name(true));
    out.append(R"("}},"schemas":{)");
    write_schemas(out, shapes);
    out.append("}}}\n");
    return out;
}

}  // namespace xinan::http
