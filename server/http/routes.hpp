// SPDX-License-Identifier: AGPL-3.0-or-later
// All ways in: the route rows of every capability in one tree of path segments. Immutable after start.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.hpp"

namespace xinan::http {

std::string_view name_of(Method method);  // "GET"

struct Match {
    const Route* route = nullptr;         // null: no such path, or no such method (then allow is set)
    std::vector<std::string> values;      // of the {names}, in their order
    std::string allow;                    // "GET, HEAD, POST" of a known path
};

class Routes final {
   public:
    Routes();
    ~Routes();
    Routes(Routes&&) noexcept;
    Routes& operator=(Routes&&) noexcept;

    // Rows live as long as the program. Ensures that they are well formed and that no two are the same way in.
    void add(std::span<const Route> routes);
    // Ensures that the policy knows every action: called once, at start.
    void check(const access::Policy& policy) const;
    // A literal segment is preferred to a {name}. HEAD finds GET.
    [[nodiscard]] Match match(std::string_view method, const std::vector<std::string>& segments) const;
    [[nodiscard]] const std::vector<const Route*>& all() const { return all_; }

   private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<const Route*> all_;
};

// The names in a template, in order: "/a/{b}/c/{d}" -> {"b", "d"}.
std::vector<std::string_view> names_in(std::string_view path_template);

}  // namespace xinan::http
