// SPDX-License-Identifier: AGPL-3.0-or-later
#include <map>

#include "http/json.hpp"
#include "http/json_text.hpp"

namespace xinan::http {

using detail::Kind;
using detail::Type;

std::string detail::name_from_signature(std::string_view pretty_function) {
    const std::size_t start = pretty_function.find("T = ");
    ensure(start != std::string_view::npos, "the compiler's signature names T");
    std::string_view type = pretty_function.substr(start + 4);
    type = type.substr(0, std::min(type.find(';'), type.rfind(']')));
    std::string name;
    for (std::size_t i = 0; i < type.size();) {
        bool skipped = false;
        for (const std::string_view part : {"xinan::", "{anonymous}::", "(anonymous namespace)::"}) {
            if (type.substr(i).starts_with(part)) {
                i += part.size();
                skipped = true;
            }
        }
        if (skipped) continue;
        if (type.substr(i).starts_with("::")) {
            name.push_back('.');
            i += 2;
            continue;
        }
        const char c = type[i++];
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (plain) name.push_back(c);
        else if (!name.empty() && name.back() != '_') name.push_back('_');
    }
    while (!name.empty() && name.back() == '_') name.pop_back();
    return name;
}

Shape checked(Shape shape) {
    for (const Bounds& bounds : shape.bounds) {
        std::string_view name = bounds.member;
        const bool items = name.ends_with("[]");
        if (items) name.remove_suffix(2);
        bool found = false;
        for (const detail::Member& member : shape.members) {
            const Type* type = member.type->kind == Kind::optional ? member.type->inner : member.type;
            if (member.name == name) found = !items || type->kind == Kind::list;
        }
        ensure(found, "bounds() names a member");
        ensure(bounds.min <= bounds.max, "bounds() has min <= max");
    }
    return shape;
}

std::string_view shape_name(const Shape& shape) { return shape.name; }

namespace {

class Writer final {
   public:
    void add(const Shape& shape) {
        if (const auto known = texts_.find(shape.name); known != texts_.end() && known->second.shape == &shape) return;
        ensure(!texts_.contains(shape.name), "two structs of requests or replies have one name");
        texts_[shape.name] = {&shape, {}};
        std::string text = object(shape);
        texts_[shape.name].text = std::move(text);
    }
    void write(std::string& out) const {
        bool first = true;
        for (const auto& [name, entry] : texts_) {
            if (!first) out.push_back(',');
            first = false;
            append_quoted(out, name);
            out.append(":").append(entry.text);
        }
    }

   private:
    struct Entry {
        const Shape* shape = nullptr;
        std::string text;
    };

    static const Bounds* bounds_of(const Shape& shape, const std::string& member) {
        for (const Bounds& bounds : shape.bounds) {
            if (bounds.member == member) return &bounds;
        }
        return nullptr;
    }

    static void range(std::string& out, std::string_view low, std::string_view high, std::int64_t min, std::int64_t max) {
        out.append(",").append("\"").append(low).append("\":");
        append_integer(out, min);
        out.append(",\"").append(high).append("\":");
        append_integer(out, max);
    }

    // The members of a schema object, without braces. nullable: null is allowed as well.
    std::string schema(const Type& type, const Bounds* bounds, const Bounds* items, bool nullable) {
        const auto typed = [nullable](std::string_view name) {
            std::string text = nullable ? "\"type\":[\"" : "\"type\":\"";
            text.append(name).append(nullable ? "\",\"null\"]" : "\"");
            return text;
        };
        switch (type.kind) {
            case Kind::boolean: return typed("boolean");
            case Kind::int32:
            case Kind::int64: {
                const std::int64_t limit = type.kind == Kind::int32 ? 2'147'483'647 : 9'007'199'254'740'991;
                std::string text = typed("integer");
                range(text, "minimum", "maximum", bounds != nullptr ? bounds->min : -limit,
                      bounds != nullptr ? bounds->max : limit);
                return text;
            }
            case Kind::text:
            case Kind::private_text: {
                std::string text = typed("string");
                range(text, "minLength", "maxLength", bounds != nullptr ? bounds->min : 1,
                      bounds != nullptr ? bounds->max : 200);
                return text;
            }
            case Kind::enumeration: {
                std::string text = typed("string") + ",\"enum\":[";
                for (const detail::EnumName& name : type.names) {
                    append_quoted(text, name.name);
                    text.push_back(',');
                }
                if (nullable) text.append("null");
                else text.pop_back();
                return text + "]";
            }
            case Kind::id: return typed("string") + R"(,"pattern":"^[0-9a-f]{32}$")";
            case Kind::time: return typed("string") + R"(,"format":"date-time")";
            case Kind::date: return typed("string") + R"(,"format":"date")";
            case Kind::optional: return schema(*type.inner, bounds, items, true);
            case Kind::list: {
                std::string text = typed("array");
                range(text, "minItems", "maxItems", bounds != nullptr ? bounds->min : 0,
                      bounds != nullptr ? bounds->max : 200);
                return text + ",\"items\":{" + schema(*type.inner, items, nullptr, false) + "}";
            }
            case Kind::object: {
                const Shape& inner = type.object();
                add(inner);
                const std::string reference = "\"$ref\":\"#/components/schemas/" + inner.name + "\"";
                return nullable ? "\"anyOf\":[{" + reference + R"(},{"type":"null"}])" : reference;
            }
        }
        return {};
    }

    std::string object(const Shape& shape) {
        std::string properties;
        std::string required;
        for (const detail::Member& member : shape.members) {
            const std::string name(member.name);
            const Bounds* bounds = bounds_of(shape, name);
            if (!properties.empty()) properties.push_back(',');
            append_quoted(properties, name);
            properties.append(":{").append(schema(*member.type, bounds, bounds_of(shape, name + "[]"), false));
            if (bounds != nullptr && !bounds->about_en.empty()) {
                properties.append(",\"description\":");
                append_quoted(properties, bounds->about_en);
            }
            if (bounds != nullptr && !bounds->about_zh.empty()) {
                properties.append(",\"x-description-zh\":");
                append_quoted(properties, bounds->about_zh);
            }
            properties.push_back('}');
            if (member.type->kind == Kind::optional) continue;
            if (!required.empty()) required.push_back(',');
            append_quoted(required, name);
        }
        std::string text = R"({"type":"object","additionalProperties":false,"properties":{)" + properties + "}";
        if (!required.empty()) text.append(",\"required\":[").append(required).append("]");
        return text + "}";
    }

    std::map<std::string, Entry> texts_;
};

}  // namespace

void write_schemas(std::string& json_object_members, const std::vector<const Shape*>& roots) {
    Writer writer;
    for (const Shape* root : roots) writer.add(*root);
    writer.write(json_object_members);
}

}  // namespace xinan::http
