// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/routes.hpp"

#include <algorithm>
#include <optional>

namespace xinan::http {

struct Routes::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> named;
    std::array<const Route*, 4> methods{};

    [[nodiscard]] const Node* find(const std::vector<std::string>& segments, std::size_t from,
                                   std::vector<std::string>& values) const {
        if (from == segments.size()) {
            const bool used = std::ranges::any_of(methods, [](const Route* route) { return route != nullptr; });
            return used ? this : nullptr;
        }
        if (const auto next = literal.find(segments[from]); next != literal.end()) {
            if (const Node* end = next->second->find(segments, from + 1, values)) return end;
        }
        if (named == nullptr) return nullptr;
        values.push_back(segments[from]);
        if (const Node* end = named->find(segments, from + 1, values)) return end;
        values.pop_back();
        return nullptr;
    }
};

Routes::Routes() : root_(std::make_unique<Node>()) {}
Routes::~Routes() = default;
Routes::Routes(Routes&&) noexcept = default;
Routes& Routes::operator=(Routes&&) noexcept = default;

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::del: return "DELETE";
    }
    return "GET";
}

namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    path.remove_prefix(1);
    while (true) {
        const std::size_t slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return segments;
        path.remove_prefix(slash + 1);
    }
}

bool is_name(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

}  // namespace

std::vector<std::string_view> names_in(std::string_view path_template) {
    std::vector<std::string_view> names;
    for (const std::string_view segment : segments_of(path_template)) {
        if (is_name(segment)) names.push_back(segment.substr(1, segment.size() - 2));
    }
    return names;
}

void Routes::add(std::span<const Route> routes) {
    ensure(well_formed(routes), "every route names its action, limits and repeat rule");
    for (const Route& route : routes) {
        Node* node = root_.get();
        for (const std::string_view segment : segments_of(route.path)) {
            ensure(!segment.empty(), "a path has no empty segment");
            std::unique_ptr<Node>& next = is_name(segment) ? node->named : node->literal[std::string(segment)];
            if (next == nullptr) next = std::make_unique<Node>();
            node = next.get();
        }
        const Route*& place = node->methods[static_cast<std::size_t>(route.method)];
        ensure(place == nullptr, "no two routes are the same way in");
        place = &route;
        all_.push_back(&route);
    }
}

void Routes::check(const access::Policy& policy) const {
    for (const Route* route : all_) ensure(policy.knows(route->action), "the policy knows the action of every route");
}

Match Routes::match(std::string_view method, const std::vector<std::string>& segments) const {
    Match match;
    const Node* node = root_->find(segments, 0, match.values);
    if (node == nullptr) return match;
    for (const Route* route : node->methods) {
        if (route == nullptr) continue;
        if (!match.allow.empty()) match.allow.append(", ");
        match.allow.append(name_of(route->method));
        if (route->method == Method::get) match.allow.append(", HEAD");
        const std::string_view wanted = method == "HEAD" ? "GET" : method;
        if (name_of(route->method) == wanted) match.route = route;
    }
    return match;
}

}  // namespace xinan::http
