// SPDX-License-Identifier: AGPL-3.0-or-later
// Checked words: Action ("capability.object.verb"), Clause ("B2.1.1d"), Guard ("capability.reason").
// A literal that is not well formed does not compile. Renaming an Action is a migration.
#pragma once

#include <string_view>

namespace xinan {

namespace detail {
constexpr bool is_word_char(char c) { return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'); }
constexpr int dotted_parts(std::string_view text) {
    int parts = 1;
    bool empty = true;
    for (char c : text) {
        if (c == '.') { if (empty) return 0; ++parts; empty = true; }
        else if (!is_word_char(c)) return 0;
        else empty = false;
    }
    return empty ? 0 : parts;
}
constexpr bool is_clause(std::string_view text) {
    if (text.size() < 2 || text.size() > 12 || text[0] < 'A' || text[0] > 'D' || text[1] < '0' || text[1] > '9') return false;
    for (char c : text.substr(1)) {
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.')) return false;
    }
    return text.back() != '.';
}
}  // namespace detail

struct Action {
    std::string_view name;
    consteval Action(const char* text) : name(text) {  // NOLINT(google-explicit-constructor): literals only
        if (detail::dotted_parts(name) != 3) throw "an action is capability.object.verb";
    }
    friend constexpr bool operator==(const Action&, const Action&) = default;
};

struct Clause {
    std::string_view id;
    consteval Clause(const char* text) : id(text) {  // NOLINT(google-explicit-constructor): literals only
        if (!detail::is_clause(id)) throw "a clause id looks like B2.1.1d";
    }
    friend constexpr bool operator==(const Clause&, const Clause&) = default;
};

struct Guard {
    std::string_view name;
    consteval Guard(const char* text) : name(text) {  // NOLINT(google-explicit-constructor): literals only
        if (detail::dotted_parts(name) != 2) throw "a guard is capability.reason";
    }
    friend constexpr bool operator==(const Guard&, const Guard&) = default;
};

}  // namespace xinan
