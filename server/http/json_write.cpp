// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <charconv>
#include <cstring>

#include "http/json.hpp"
#include "http/json_text.hpp"

namespace xinan::http {

void append_quoted(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out.push_back('"');
    std::size_t plain = 0;  // start of what needs no escape
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
        out.append(text.substr(plain, i - plain));
        plain = i + 1;
        switch (c) {
            case '"': out.append("\\\""); break;
            case '\\': out.append("\\\\"); break;
            case '\n': out.append("\\n"); break;
            case '\r': out.append("\\r"); break;
            case '\t': out.append("\\t"); break;
            default:
                out.append("\\u00");
                out.push_back(kHex[static_cast<unsigned char>(c) >> 4U]);
                out.push_back(kHex[static_cast<unsigned char>(c) & 15U]);
        }
    }
    out.append(text.substr(plain));
    out.push_back('"');
}

void append_integer(std::string& out, std::int64_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end.ptr);
}

namespace detail {
namespace {

std::int64_t enum_value(const Type& type, const void* at) {
    std::int64_t value = 0;
    switch (type.bytes) {
        case 1: {
            std::uint8_t raw = 0;
            std::memcpy(&raw, at, 1);
            value = type.is_signed ? static_cast<std::int8_t>(raw) : static_cast<std::int64_t>(raw);
            break;
        }
        case 2: {
            std::uint16_t raw = 0;
            std::memcpy(&raw, at, 2);
            value = type.is_signed ? static_cast<std::int16_t>(raw) : static_cast<std::int64_t>(raw);
            break;
        }
        case 4: {
            std::uint32_t raw = 0;
            std::memcpy(&raw, at, 4);
            value = type.is_signed ? static_cast<std::int32_t>(raw) : static_cast<std::int64_t>(raw);
            break;
        }
        default: std::memcpy(&value, at, 8);
    }
    return value;
}

void write_object(const Shape& shape, const void* value, std::string& out) {
    std::array<void*, kMembersMax> at{};
    // The addresses are only read from.
    shape.addresses(const_cast<void*>(value), at.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast): one address table serves both ways
    out.push_back('{');
    for (std::size_t i = 0; i < shape.members.size(); ++i) {
        if (i > 0) out.push_back(',');
        append_quoted(out, shape.members[i].name);
        out.push_back(':');
        render_into(*shape.members[i].type, at[i], out);
    }
    out.push_back('}');
}

}  // namespace

void render_into(const Type& type, const void* value, std::string& out) {
    switch (type.kind) {
        case Kind::boolean: out.append(*static_cast<const bool*>(value) ? "true" : "false"); return;
        case Kind::int32: append_integer(out, *static_cast<const std::int32_t*>(value)); return;
        case Kind::int64: append_integer(out, *static_cast<const std::int64_t*>(value)); return;
        case Kind::text: append_quoted(out, *static_cast<const std::string*>(value)); return;
        case Kind::private_text: append_quoted(out, static_cast<const PrivateText*>(value)->reveal()); return;
        case Kind::time: append_quoted(out, to_iso(*static_cast<const UtcTime*>(value))); return;
        case Kind::date: append_quoted(out, to_text(*static_cast<const LocalDate*>(value))); return;
        case Kind::id: {
            std::array<std::uint8_t, 16> bytes{};
            std::memcpy(bytes.data(), value, bytes.size());
            append_quoted(out, to_hex(bytes));
            return;
        }
        case Kind::enumeration: {
            const std::int64_t wanted = enum_value(type, value);
            for (const EnumName& name : type.names) {
                if (name.value == wanted) return append_quoted(out, name.name);
            }
            ensure(false, "an enumeration of a reply has only described values");
            return;
        }
        case Kind::optional:
            if (type.count(value) == 0) out.append("null");
            else render_into(*type.inner, type.item(value, 0), out);
            return;
        case Kind::list: {
            out.push_back('[');
            const std::size_t count = type.count(value);
            for (std::size_t i = 0; i < count; ++i) {
                if (i > 0) out.push_back(',');
                render_into(*type.inner, type.item(value, i), out);
            }
            out.push_back(']');
            return;
        }
        case Kind::object: write_object(type.object(), value, out); return;
    }
}

}  // namespace detail
}  // namespace xinan::http
