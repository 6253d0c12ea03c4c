// SPDX-License-Identifier: AGPL-3.0-or-later
// One struct gives JSON both ways, path errors and an OpenAPI schema: Boost.Describe plus type-erased field tables.
// Strict: an unknown, missing or ill-typed field is an error with its JSON pointer. Not for trusted bytes only: this is the parser
// of everything that comes from outside.
//
// Supported members: bool, int, std::int64_t, std::string (bounded), PrivateText, enums described by BOOST_DESCRIBE_ENUM (as
// their names), Id<...> (32 hex), UtcTime (RFC 3339), LocalDate (yyyy-mm-dd), std::optional<T>, std::vector<T> (bounded), described structs.
// Bounds: specialise limits by http::bounds(): see Bounds. Default: text 1..200 code points, vectors at most 200.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

namespace xinan::http {

// Bounds of one member; a described struct may have `static std::span<const http::Bounds> bounds()`.
struct Bounds {
    std::string_view member;
    std::int64_t min = 0;       // integers; or code points of text (0 allows empty); or items of a list
    std::int64_t max = 200;
    std::string_view about_zh = {};  // purpose of the field (A1.3a): into the schema as description
    std::string_view about_en = {};
};

// The type-erased description of a struct; see json.cpp. Opaque to callers.
struct Shape;
template <class T>
const Shape& shape_of();

// Errors: invalid http.bad_json, or http.invalid_request with fields[] {pointer, http.missing_field | http.unknown_field |
// http.wrong_type {expected,got} | http.out_of_range {min,max,got} | http.unknown_value {allowed}}; too_large.
template <class T>
Result<T> parse(std::string_view json);
template <class T>
std::string render(const T& value);
// JSON Schema 2020-12 of T and what it refers to, for OpenAPI 3.1 components.
std::string_view shape_name(const Shape&);
void write_schemas(std::string& json_object_members, const std::vector<const Shape*>& roots);

// The body of replies without one.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

}  // namespace xinan::http

#include "http/json_impl.hpp"
