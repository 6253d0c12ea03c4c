// SPDX-License-Identifier: AGPL-3.0-or-later
// Result<T> and Error: how an expected failure travels. Not for bugs (ensure) and not for exceptions.
//
// Threads: values; no shared state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/ensure.hpp"

namespace xinan {

// What a caller can do about a failure; http maps each to one status.
enum class ErrorKind : std::uint8_t {
    invalid,          // 422: the request itself is wrong; fields say where.
    unauthenticated,  // 401: no session.
    forbidden,        // 403: no role of this person has the action; decided before any id is read.
    not_found,        // 404: absent, or a record the person may not know of (the same answer).
    conflict,         // 409: a rule or another record stands in the way.
    stale,            // 412: If-Match names an older version; the newer one is kept as well.
    too_large,        // 413
    too_many,         // 429
    unavailable,      // 503: disk, network, sealed server, clock; nothing was done.
    internal,         // 500: our bug; the request was rolled back.
};

// Named values for a message: numbers, times, limits, ids. INVARIANT: never a visitor's text.
using Args = std::vector<std::pair<std::string, std::string>>;

// One wrong field of a request. pointer is an RFC 6901 JSON pointer into the body.
struct FieldError {
    std::string pointer;
    std::string code;
    Args args;
};

// code is a key of messages/{zh,en}.yaml, "capability.reason", from which title, detail and what to do are written.
struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string code;
    Args args = {};
    std::vector<std::string> clauses = {};
    std::vector<FieldError> fields = {};
    bool overridable = false;  // A guard of strength warn: repeat with a reason to go on.
};

inline Error fail(ErrorKind kind, std::string code, Args args = {}, std::vector<std::string> clauses = {}) {
    return Error{kind, std::move(code), std::move(args), std::move(clauses), {}, false};
}

template <class T>
class [[nodiscard]] Result {
   public:
    using value_type = T;
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor): reads as a return
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor): reads as a return

    [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }
    [[nodiscard]] T& value() & { ensure(ok(), "value of a failed Result"); return std::get<0>(state_); }
    [[nodiscard]] const T& value() const& { ensure(ok(), "value of a failed Result"); return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { ensure(ok(), "value of a failed Result"); return std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    [[nodiscard]] const Error& error() const& { ensure(!ok(), "error of a good Result"); return std::get<1>(state_); }
    [[nodiscard]] Error& error() & { ensure(!ok(), "error of a good Result"); return std::get<1>(state_); }
    [[nodiscard]] Error&& error() && { ensure(!ok(), "error of a good Result"); return std::get<1>(std::move(state_)); }

   private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
   public:
    using value_type = void;
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor): reads as a return
    [[nodiscard]] bool ok() const noexcept { return !error_.has_value(); }
    explicit operator bool() const noexcept { return ok(); }
    void value() const { ensure(ok(), "value of a failed Result"); }
    [[nodiscard]] const Error& error() const& { ensure(!ok(), "error of a good Result"); return *error_; }
    [[nodiscard]] Error& error() & { ensure(!ok(), "error of a good Result"); return *error_; }
    [[nodiscard]] Error&& error() && { ensure(!ok(), "error of a good Result"); return std::move(*error_); }

   private:
    std::optional<Error> error_;
};

}  // namespace xinan

// TRY(expr): the value, or return the error to the caller. TRY_VOID(expr): for Result<void>.
#define TRY(expression) XINAN_TRY_AS(XINAN_TRY_NAME(__COUNTER__), expression)
#define TRY_VOID(expression)                                                     \
    do {                                                                         \
        auto&& try_result_ = (expression);                                       \
        if (!try_result_.ok()) return std::move(try_result_).error();            \
    } while (false)

// Each TRY has a name of its own, so that one may stand inside another.
#define XINAN_TRY_AS(name, expression)                                           \
    __extension__({                                                              \
        auto&& name = (expression);                                              \
        if (!name.ok()) return std::move(name).error();                          \
        std::move(name).value();                                                 \
    })
#define XINAN_TRY_NAME(number) XINAN_TRY_JOIN(try_result_, number)
#define XINAN_TRY_JOIN(a, b) a##b
