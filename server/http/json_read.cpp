// SPDX-License-Identifier: AGPL-3.0-or-later
// Bytes from outside become a tape of nodes (Boost.JSON's incremental parser checks syntax, UTF-8 and depth), the tape
// becomes a struct. Everything wrong with the fields is collected, not only the first.
#include <boost/json/basic_parser_impl.hpp>
#include <cstring>
#include <limits>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/json.hpp"

namespace xinan::http {
namespace {

inline constexpr std::size_t kDepthMax = 16;
inline constexpr std::size_t kNodesMax = 1U << 20U;
inline constexpr std::int64_t kIntegerMax = 9'007'199'254'740'991;  // 2^53 - 1: exact in every JSON reader (RFC 7493 §2.2)

enum class Seen : std::uint8_t { null, truth, integer, big_integer, fraction, text, object, list };

struct Slice {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
};
struct Node {
    Seen seen = Seen::null;
    Slice key;            // of a member
    Slice text;
    std::int64_t integer = 0;
    std::uint32_t end = 0;    // index after the node's last descendant
    std::uint32_t count = 0;  // children
};

// Receives the parser's events. Names are Boost.JSON's.
struct Tape {
    static constexpr std::size_t max_object_size = kNodesMax;
    static constexpr std::size_t max_array_size = kNodesMax;
    static constexpr std::size_t max_key_size = 1024;
    static constexpr std::size_t max_string_size = std::numeric_limits<std::uint32_t>::max() / 2;
    using Code = boost::json::error_code;
    using View = boost::json::string_view;

    std::vector<Node> nodes;
    std::vector<std::uint32_t> open;
    std::string texts;
    Slice key;
    std::uint32_t part_at = 0;
    bool in_part = false;

    Tape() = default;
    Tape(const Tape&) = delete;
    Tape& operator=(const Tape&) = delete;
    ~Tape() { wipe(texts.data(), texts.size()); }  // It may hold a visitor's words or a passphrase.

    [[nodiscard]] std::string_view text(Slice slice) const { return std::string_view(texts).substr(slice.at, slice.size); }

    Node* put(Seen seen, Code& error) {
        if (nodes.size() >= kNodesMax) {
            error = boost::json::make_error_code(boost::json::error::array_too_large);
            return nullptr;
        }
        if (!open.empty()) ++nodes[open.back()].count;
        Node& node = nodes.emplace_back();
        node.seen = seen;
        node.key = std::exchange(key, {});
        node.end = static_cast<std::uint32_t>(nodes.size());
        return &node;
    }
    void part(View view) {
        if (!std::exchange(in_part, true)) part_at = static_cast<std::uint32_t>(texts.size());
        texts.append(view.data(), view.size());
    }
    Slice last_part(View view) {
        part(view);
        in_part = false;
        return {part_at, static_cast<std::uint32_t>(texts.size()) - part_at};
    }
    bool begin(Seen seen, Code& error) {
        if (put(seen, error) == nullptr) return false;
        open.push_back(static_cast<std::uint32_t>(nodes.size() - 1));
        return true;
    }
    bool end() {
        nodes[open.back()].end = static_cast<std::uint32_t>(nodes.size());
        open.pop_back();
        return true;
    }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code& error) { return begin(Seen::object, error); }
    bool on_object_end(std::size_t, Code&) { return end(); }
    bool on_array_begin(Code& error) { return begin(Seen::list, error); }
    bool on_array_end(std::size_t, Code&) { return end(); }
    bool on_key_part(View view, std::size_t, Code&) { part(view); return true; }
    bool on_key(View view, std::size_t, Code&) { key = last_part(view); return true; }
    bool on_string_part(View view, std::size_t, Code&) { part(view); return true; }
    bool on_string(View view, std::size_t, Code& error) {
        const Slice slice = last_part(view);
        Node* node = put(Seen::text, error);
        if (node != nullptr) node->text = slice;
        return node != nullptr;
    }
    bool on_number_part(View, Code&) { return true; }
    bool on_int64(std::int64_t value, View, Code& error) {
        Node* node = put(Seen::integer, error);
        if (node != nullptr) node->integer = value;
        return node != nullptr;
    }
    bool on_uint64(std::uint64_t, View, Code& error) { return put(Seen::big_integer, error) != nullptr; }
    bool on_double(double value, View, Code& error) {
        const bool huge = value >= 9.2e18 || value <= -9.2e18;
        return put(huge ? Seen::big_integer : Seen::fraction, error) != nullptr;
    }
    bool on_bool(bool value, Code& error) {
        Node* node = put(Seen::truth, error);
        if (node != nullptr) node->integer = value ? 1 : 0;
        return node != nullptr;
    }
    bool on_null(Code& error) { return put(Seen::null, error) != nullptr; }
    bool on_comment_part(View, Code&) { return false; }
    bool on_comment(View, Code&) { return false; }
};

using detail::Kind;
using detail::Type;

std::string_view word_of(Seen seen) {
    switch (seen) {
        case Seen::null: return "nothing";
        case Seen::truth: return "boolean";
        case Seen::integer:
        case Seen::big_integer: return "integer";
        case Seen::fraction: return "fraction";
        case Seen::text: return "text";
        case Seen::object: return "object";
        case Seen::list: return "list";
    }
    return "nothing";
}

std::string_view word_of(Kind kind) {
    switch (kind) {
        case Kind::boolean: return "boolean";
        case Kind::int32:
        case Kind::int64: return "integer";
        case Kind::text:
        case Kind::private_text:
        case Kind::enumeration: return "text";
        case Kind::id: return "id";
        case Kind::time: return "time";
        case Kind::date: return "date";
        case Kind::list: return "list";
        case Kind::optional:
        case Kind::object: return "object";
    }
    return "object";
}

class Reader final {
   public:
    explicit Reader(const Tape& tape) : tape_(tape) {}
    std::vector<FieldError> take_errors() { return std::move(errors_); }

    // bounds: of this member, or null; items: of the items of a list, or null.
    void read(const Type& type, const Bounds* bounds, const Bounds* items, std::uint32_t at, void* out) {
        const Node& node = tape_.nodes[at];
        switch (type.kind) {
            case Kind::boolean:
                if (expect(node, Seen::truth, type)) *static_cast<bool*>(out) = node.integer != 0;
                return;
            case Kind::int32: {
                std::int64_t value = 0;
                if (read_integer(node, type, bounds, std::numeric_limits<std::int32_t>::max(), value)) {
                    *static_cast<std::int32_t*>(out) = static_cast<std::int32_t>(value);
                }
                return;
            }
            case Kind::int64: {
                std::int64_t value = 0;
                if (read_integer(node, type, bounds, kIntegerMax, value)) *static_cast<std::int64_t*>(out) = value;
                return;
            }
            case Kind::text:
                if (good_text(node, type, bounds)) *static_cast<std::string*>(out) = tape_.text(node.text);
                return;
            case Kind::private_text:
                if (good_text(node, type, bounds)) static_cast<PrivateText*>(out)->reveal() = tape_.text(node.text);
                return;
            case Kind::enumeration: return read_enumeration(type, node, out);
            case Kind::id:
            case Kind::time:
            case Kind::date: return read_worded(type, node, out);
            case Kind::optional:
                if (node.seen != Seen::null) read(*type.inner, bounds, items, at, type.add(out));
                return;
            case Kind::list: return read_list(type, bounds, items, at, out);
            case Kind::object: return read_object(type.object(), at, out);
        }
    }

   private:
    void add(std::string code, Args args = {}) {
        if (errors_.size() < kFieldErrorsMax) errors_.push_back({pointer_, std::move(code), std::move(args)});
    }
    void wrong_type(const Node& node, const Type& type) {
        add("http.wrong_type", {{"expected", std::string(word_of(type.kind))}, {"got", std::string(word_of(node.seen))}});
    }
    bool expect(const Node& node, Seen wanted, const Type& type) {
        if (node.seen == wanted) return true;
        wrong_type(node, type);
        return false;
    }
    void out_of_range(std::int64_t min, std::int64_t max, const std::string& got) {
        add("http.out_of_range", {{"min", std::to_string(min)}, {"max", std::to_string(max)}, {"got", got}});
    }

    bool read_integer(const Node& node, const Type& type, const Bounds* bounds, std::int64_t limit, std::int64_t& out) {
        const std::int64_t min = bounds != nullptr ? bounds->min : -limit;
        const std::int64_t max = bounds != nullptr ? bounds->max : limit;
        if (node.seen == Seen::big_integer) {
            out_of_range(min, max, "...");
            return false;
        }
        if (!expect(node, Seen::integer, type)) return false;
        if (node.integer < min || node.integer > max) {
            out_of_range(min, max, std::to_string(node.integer));
            return false;
        }
        out = node.integer;
        return true;
    }

    bool good_text(const Node& node, const Type& type, const Bounds* bounds) {
        if (!expect(node, Seen::text, type)) return false;
        const std::string_view text = tape_.text(node.text);
        const std::int64_t min = bounds != nullptr ? bounds->min : 1;
        const std::int64_t max = bounds != nullptr ? bounds->max : 200;
        const auto length = static_cast<std::int64_t>(code_points(text));
        if (length < min || length > max) {
            out_of_range(min, max, std::to_string(length));
            return false;
        }
        if (text.find('\0') != std::string_view::npos) {
            add("base.text_characters");
            return false;
        }
        return true;
    }

    void read_enumeration(const Type& type, const Node& node, void* out) {
        if (!expect(node, Seen::text, type)) return;
        const std::string_view text = tape_.text(node.text);
        std::string allowed;
        for (const detail::EnumName& name : type.names) {
            if (name.name == text) {
                const std::int64_t value = name.value;
                switch (type.bytes) {
                    case 1: { const auto raw = static_cast<std::uint8_t>(value); std::memcpy(out, &raw, 1); break; }
                    case 2: { const auto raw = static_cast<std::uint16_t>(value); std::memcpy(out, &raw, 2); break; }
                    case 4: { const auto raw = static_cast<std::uint32_t>(value); std::memcpy(out, &raw, 4); break; }
                    default: std::memcpy(out, &value, 8);
                }
                return;
            }
            allowed.append(allowed.empty() ? "" : ", ").append(name.name);
        }
        add("http.unknown_value", {{"allowed", std::move(allowed)}});
    }

    void read_worded(const Type& type, const Node& node, void* out) {
        if (!expect(node, Seen::text, type)) return;
        const std::string_view text = tape_.text(node.text);
        bool good = false;
        if (type.kind == Kind::id) {
            const auto id = parse_id<AnyId>(text);
            good = id.ok();
            if (good) std::memcpy(out, id->bytes.data(), id->bytes.size());
        } else if (type.kind == Kind::time) {
            const auto time = parse_iso(text);
            good = time.ok();
            if (good) *static_cast<UtcTime*>(out) = *time;
        } else {
            const auto date = parse_date(text);
            good = date.ok();
            if (good) *static_cast<LocalDate*>(out) = *date;
        }
        if (!good) wrong_type(node, type);
    }

    void read_list(const Type& type, const Bounds* bounds, const Bounds* items, std::uint32_t at, void* out) {
        const Node& node = tape_.nodes[at];
        if (!expect(node, Seen::list, type)) return;
        const std::int64_t min = bounds != nullptr ? bounds->min : 0;
        const std::int64_t max = bounds != nullptr ? bounds->max : 200;
        if (node.count < min || node.count > max) return out_of_range(min, max, std::to_string(node.count));
        const std::size_t length = pointer_.size();
        std::uint32_t child = at + 1;
        for (std::uint32_t i = 0; i < node.count; ++i) {
            pointer_.append("/").append(std::to_string(i));
            read(*type.inner, items, nullptr, child, type.add(out));
            pointer_.resize(length);
            child = tape_.nodes[child].end;
        }
    }

    static const Bounds* bounds_of(const Shape& shape, std::string_view member, bool of_items) {
        for (const Bounds& bounds : shape.bounds) {
            const bool items = bounds.member.ends_with("[]");
            if (items == of_items && bounds.member.substr(0, bounds.member.size() - (items ? 2 : 0)) == member) return &bounds;
        }
        return nullptr;
    }

    // The pointer of what is not ours is told only when it looks like a name.
    void add_unknown(std::string_view key) {
        const bool a_name = !key.empty() && key.size() <= 64 && std::ranges::all_of(key, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        });
        const std::size_t length = pointer_.size();
        if (a_name) pointer_.append("/").append(key);
        add("http.unknown_field");
        pointer_.resize(length);
    }

    void read_object(const Shape& shape, std::uint32_t at, void* out) {
        const Node& node = tape_.nodes[at];
        if (node.seen != Seen::object) return wrong_type(node, {.kind = Kind::object});
        std::array<void*, kMembersMax> address{};
        shape.addresses(out, address.data());
        std::uint64_t seen = 0;
        const std::size_t length = pointer_.size();
        std::uint32_t child = at + 1;
        for (std::uint32_t i = 0; i < node.count; ++i, child = tape_.nodes[child].end) {
            const std::string_view key = tape_.text(tape_.nodes[child].key);
            std::size_t index = 0;
            while (index < shape.members.size() && shape.members[index].name != key) ++index;
            if (index == shape.members.size()) {
                add_unknown(key);
                continue;
            }
            pointer_.append("/").append(key);
            if ((seen >> index & 1U) != 0) {
                add("http.duplicate_field");
            } else {
                seen |= std::uint64_t{1} << index;
                read(*shape.members[index].type, bounds_of(shape, key, false), bounds_of(shape, key, true), child,
                     address[index]);
            }
            pointer_.resize(length);
        }
        for (std::size_t index = 0; index < shape.members.size(); ++index) {
            if ((seen >> index & 1U) != 0 || shape.members[index].type->kind == Kind::optional) continue;
            pointer_.append("/").append(shape.members[index].name);
            add("http.missing_field");
            pointer_.resize(length);
        }
    }

    const Tape& tape_;
    std::string pointer_;
    std::vector<FieldError> errors_;
};

}  // namespace

Result<void> detail::parse_into(const Type& type, void* out, std::string_view json) {
    boost::json::parse_options options;
    options.max_depth = kDepthMax;
    boost::json::basic_parser<Tape> parser(options);
    boost::json::error_code error;
    const std::size_t used = parser.write_some(false, json.data(), json.size(), error);
    const Tape& tape = parser.handler();
    if (error || used < json.size() || tape.nodes.empty()) {
        const bool deep = error == boost::json::error::too_deep;
        return fail(ErrorKind::invalid, deep ? "http.too_deep" : "http.bad_json", {{"at", std::to_string(used)}});
    }
    Reader reader(tape);
    reader.read(type, nullptr, nullptr, 0, out);
    if (auto fields = reader.take_errors(); !fields.empty()) {
        Error invalid = fail(ErrorKind::invalid, "http.invalid_request");
        invalid.fields = std::move(fields);
        return invalid;
    }
    return {};
}

}  // namespace xinan::http
