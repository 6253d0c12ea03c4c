// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/target.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "identity/identity.hpp"

namespace xinan::http {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Nothing when an escape is bad, or the result holds a control character or is not UTF-8.
std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (text.size() - i < 3) return std::nullopt;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
        out.push_back(c);
    }
    if (!is_utf8(out)) return std::nullopt;
    return out;
}

Error bad_target() { return fail(ErrorKind::invalid, "http.bad_target"); }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, std::min(target.find('?'), target.size())); }

Result<std::vector<std::string>> split_path(std::string_view path) {
    if (!path.starts_with('/')) return bad_target();
    path.remove_prefix(1);
    std::vector<std::string> segments;
    if (path.empty()) return segments;
    while (true) {
        const std::size_t slash = path.find('/');
        auto segment = decoded(path.substr(0, slash), false);
        if (!segment || segment->empty() || *segment == "." || *segment == ".." || segments.size() == kSegmentsMax) {
            return bad_target();
        }
        segments.push_back(std::move(*segment));
        if (slash == std::string_view::npos) return segments;
        path.remove_prefix(slash + 1);
    }
}

Result<Query> split_query(std::string_view target) {
    Query query;
    const std::size_t mark = target.find('?');
    if (mark == std::string_view::npos) return query;
    std::string_view rest = target.substr(mark + 1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view item = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (item.empty()) continue;
        const std::size_t equals = std::min(item.find('='), item.size());
        auto name = decoded(item.substr(0, equals), true);
        auto value = decoded(item.substr(std::min(equals + 1, item.size())), true);
        if (!name || !value || name->empty() || query.size() == kQueryItemsMax) return bad_target();
        if (std::ranges::any_of(query, [&](const auto& known) { return known.first == *name; })) {
            Error twice = fail(ErrorKind::invalid, "http.invalid_request");
            twice.fields.push_back({"?" + *name, "http.duplicate_field", {}});
            return twice;
        }
        query.emplace_back(std::move(*name), std::move(*value));
    }
    return query;
}

Bytes session_cookie(std::string_view cookie_header, std::string_view name) {
    std::string_view found;
    while (!cookie_header.empty()) {
        const std::size_t end = std::min(cookie_header.find(';'), cookie_header.size());
        const std::string_view pair = trimmed(cookie_header.substr(0, end));
        cookie_header.remove_prefix(std::min(end + 1, cookie_header.size()));
        if (pair.size() <= name.size() || !pair.starts_with(name) || pair[name.size()] != '=') continue;
        if (!found.empty()) return {};  // Two of ours: one was planted; neither counts.
        found = pair.substr(name.size() + 1);
        if (found.empty()) return {};
    }
    auto bytes = from_base64url(found);
    if (!bytes || bytes->size() != identity::kCookieBytes) return {};
    return std::move(bytes).value();
}

bool list_allows(std::string_view header, std::string_view token) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        const std::string_view item = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        const std::size_t semicolon = std::min(item.find(';'), item.size());
        if (trimmed(item.substr(0, semicolon)) != token) continue;
        const std::string_view weight = trimmed(item.substr(std::min(semicolon + 1, item.size())));
        return !(weight.starts_with("q=0") && weight.find_first_of("123456789") == std::string_view::npos);
    }
    return false;
}

}  // namespace xinan::http
