// SPDX-License-Identifier: AGPL-3.0-or-later
// The templates behind json.hpp: they only fill tables; the codecs are in json_read.cpp, json_write.cpp and
// json_schema.cpp, once for each kind of leaf. Include json.hpp, not this.
#pragma once

#include <algorithm>
#include <array>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "http/json.hpp"

namespace xinan {

BOOST_DESCRIBE_STRUCT(TimeSpan, (), (starts_at, ends_at))

namespace http {
namespace detail {

enum class Kind : std::uint8_t {
    boolean, int32, int64, text, private_text, enumeration, id, time, date, optional, list, object
};

struct EnumName {
    std::int64_t value;
    std::string_view name;
};

// What a codec must know of a C++ type. One constant for each type.
struct Type {
    Kind kind;
    std::uint8_t bytes = 0;                     // of an enumeration
    bool is_signed = false;                     // of an enumeration
    const Type* inner = nullptr;                // of an optional or a list
    const Shape& (*object)() = nullptr;
    std::span<const EnumName> names = {};
    std::size_t (*count)(const void*) = nullptr;                     // optional: 0 or 1
    const void* (*item)(const void*, std::size_t) = nullptr;
    void* (*add)(void*) = nullptr;                                   // a new default item at the end
};

struct Member {
    std::string_view name;
    const Type* type;
};

template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && std::is_class_v<T>;

template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

// A C++ keyword is written with an underscore behind it ("signed_", "class_"); JSON has the word itself.
constexpr std::string_view json_name(std::string_view name) {
    return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

template <class E, class List>
struct EnumTable;
template <class E, template <class...> class List, class... D>
struct EnumTable<E, List<D...>> {
    static constexpr std::array<EnumName, sizeof...(D)> kNames{
        EnumName{static_cast<std::int64_t>(D::value), json_name(D::name)}...};
};

template <class T>
const Type* type_of();

template <class T>
constexpr Type make_type() {
    if constexpr (std::is_same_v<T, bool>) {
        return {.kind = Kind::boolean};
    } else if constexpr (std::is_same_v<T, std::int32_t>) {
        return {.kind = Kind::int32};
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return {.kind = Kind::int64};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return {.kind = Kind::text};
    } else if constexpr (std::is_same_v<T, PrivateText>) {
        return {.kind = Kind::private_text};
    } else if constexpr (std::is_same_v<T, UtcTime>) {
        return {.kind = Kind::time};
    } else if constexpr (std::is_same_v<T, LocalDate>) {
        return {.kind = Kind::date};
    } else if constexpr (IsId<T>::value) {
        return {.kind = Kind::id};
    } else if constexpr (std::is_enum_v<T>) {
        static_assert(boost::describe::has_describe_enumerators<T>::value,
                      "an enum of a request or reply needs BOOST_DESCRIBE_ENUM");
        return {.kind = Kind::enumeration,
                .bytes = sizeof(T),
                .is_signed = std::is_signed_v<std::underlying_type_t<T>>,
                .names = EnumTable<T, boost::describe::describe_enumerators<T>>::kNames};
    } else if constexpr (DescribedStruct<T>) {
        return {.kind = Kind::object, .object = &shape_of<T>};
    } else {
        static_assert(!sizeof(T), "json.hpp lists the types a request or reply may hold");
    }
}
template <class T>
inline constexpr Type kLeaf = make_type<T>();

// inner is a pointer found at first use: a struct may hold a list of itself.
template <class T>
const Type* type_of() {
    if constexpr (IsOptional<T>::value) {
        using Inner = typename T::value_type;
        static_assert(!IsOptional<Inner>::value, "an optional of an optional has no JSON");
        static const Type type{
            .kind = Kind::optional,
            .inner = type_of<Inner>(),
            .count = [](const void* at) -> std::size_t { return static_cast<const T*>(at)->has_value() ? 1 : 0; },
            .item = [](const void* at, std::size_t) -> const void* { return &**static_cast<const T*>(at); },
            .add = [](void* at) -> void* { return &static_cast<T*>(at)->emplace(); }};
        return &type;
    } else if constexpr (IsVector<T>::value) {
        using Inner = typename T::value_type;
        static_assert(!std::is_same_v<Inner, bool>, "std::vector<bool> is not a list");
        static_assert(!IsOptional<Inner>::value, "a list has no empty items");
        static const Type type{
            .kind = Kind::list,
            .inner = type_of<Inner>(),
            .count = [](const void* at) { return static_cast<const T*>(at)->size(); },
            .item = [](const void* at, std::size_t i) -> const void* { return &(*static_cast<const T*>(at))[i]; },
            .add = [](void* at) -> void* { return &static_cast<T*>(at)->emplace_back(); }};
        return &type;
    } else {
        return &kLeaf<T>;
    }
}

// "xinan::scheduling::{anonymous}::BookRequest" -> "scheduling.BookRequest"; made at first use.
std::string name_from_signature(std::string_view pretty_function);

template <class T>
std::string_view signature_of() {
    return __PRETTY_FUNCTION__;
}

// A struct whose description forgets a field does not compile: it would still take one more initialiser.
template <class T, class... M>
concept TakesAlso = requires { T{std::declval<M>()..., {}}; };
template <class T, class... M>
concept TakesJust = requires { T{std::declval<M>()...}; };

template <class T, class List>
struct Table;
template <class T, template <class...> class List, class... D>
struct Table<T, List<D...>> {
    template <class Descriptor>
    using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*Descriptor::pointer)>;

    static_assert(std::is_aggregate_v<T>, "a request or reply is a plain struct");
    static_assert(TakesJust<T, MemberType<D>...>, "BOOST_DESCRIBE_STRUCT lists every field, in order");
    static_assert(sizeof...(D) == 0 ? std::is_empty_v<T> : !TakesAlso<T, MemberType<D>...>,
                  "BOOST_DESCRIBE_STRUCT forgets a field");

    static constexpr std::size_t kCount = sizeof...(D);
    static std::vector<Member> members() { return {Member{json_name(D::name), type_of<MemberType<D>>()}...}; }
    static void addresses([[maybe_unused]] void* object, [[maybe_unused]] void** out) {
        [[maybe_unused]] T& value = *static_cast<T*>(object);
        ((*out++ = &(value.*D::pointer)), ...);
    }
};

template <class T>
concept HasBounds = requires { { T::bounds() } -> std::convertible_to<std::span<const Bounds>>; };

// Threads: safe. Errors: as parse().
Result<void> parse_into(const Type& type, void* out, std::string_view json);
void render_into(const Type& type, const void* value, std::string& out);

}  // namespace detail

inline constexpr std::size_t kMembersMax = 64;  // of one struct

struct Shape {
    std::string name;                                    // of the schema: "scheduling.BookRequest"
    std::vector<detail::Member> members;
    std::span<const Bounds> bounds;
    void (*addresses)(void* object, void** out);         // of each member, in order
};

// Ensures that each of the shape's bounds names a member ("tags", or "tags[]" for the items of a list).
Shape checked(Shape shape);

template <class T>
const Shape& shape_of() {
    static_assert(detail::DescribedStruct<T>, "BOOST_DESCRIBE_STRUCT is missing");
    using Table = detail::Table<T, detail::MembersOf<T>>;
    static_assert(Table::kCount <= kMembersMax);
    static const Shape shape = [] {
        Shape made{.name = detail::name_from_signature(detail::signature_of<T>()),
                   .members = Table::members(),
                   .bounds = {},
                   .addresses = &Table::addresses};
        if constexpr (detail::HasBounds<T>) made.bounds = T::bounds();
        return checked(std::move(made));
    }();
    return shape;
}

template <class T>
Result<T> parse(std::string_view json) {
    T value{};
    TRY_VOID(detail::parse_into(*detail::type_of<T>(), &value, json));
    return value;
}

template <class T>
std::string render(const T& value) {
    std::string out;
    detail::render_into(*detail::type_of<T>(), &value, out);
    return out;
}

}  // namespace http
}  // namespace xinan
