// SPDX-License-Identifier: AGPL-3.0-or-later
// The operators' log: one line an event, a fixed name and named values. Not the ledger, and never about content.
//
// A value is a number, a truth, an id, an instant, an enum, an Error (its code only) or a place in our source. Strings
// are not accepted, so what a visitor wrote cannot be logged: the call does not compile.
// Threads: log() is safe from any; log_to_…() belongs to the start of the program.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "base/words.hpp"

namespace xinan {

enum class LogLevel : std::uint8_t { debug, info, warning, error };

// "http.listening": a literal that is not well formed does not compile.
struct LogEvent {
    std::string_view name;
    consteval LogEvent(const char* text) : name(text) {  // NOLINT(google-explicit-constructor): literals only
        if (detail::dotted_parts(name) != 2) throw "an event is part.what_happened";
    }
};
struct LogName {
    std::string_view name;
    consteval LogName(const char* text) : name(text) {  // NOLINT(google-explicit-constructor): literals only
        if (detail::dotted_parts(name) != 1) throw "the name of a value is one word";
    }
};

namespace detail {
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;
// A char is a letter, and letters make words.
template <class T>
concept Letter = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                 std::same_as<T, char16_t> || std::same_as<T, char32_t>;
template <class T>
concept Named = std::is_enum_v<T> && requires(T value) {
    { name_of(value) } -> std::same_as<std::string_view>;
};
std::string log_text(std::int64_t value);
std::string log_text(std::uint64_t value);
std::string log_text(double value);
std::string log_text(const Error& error);  // kind number and code
std::string log_text(const std::source_location& where);
}  // namespace detail

template <class T>
concept Loggable = (std::is_arithmetic_v<T> && !detail::Letter<T>) || std::is_enum_v<T> || detail::is_id<T> ||
                   std::same_as<T, UtcTime> || std::same_as<T, Millis> || std::same_as<T, Error> ||
                   std::same_as<T, std::source_location> || std::same_as<T, Action> || std::same_as<T, Guard>;

class LogField final {
 public:
    template <Loggable T>
    LogField(LogName name, const T& value) : name_(name.name), text_(text_for(value)) {}
    [[nodiscard]] std::string_view name() const { return name_; }
    [[nodiscard]] const std::string& text() const { return text_; }

 private:
    template <class T>
    static std::string text_for(const T& value) {
        if constexpr (std::same_as<T, bool>) {
            return value ? "true" : "false";
        } else if constexpr (detail::Named<T>) {
            return std::string(name_of(value));
        } else if constexpr (std::is_enum_v<T>) {
            return text_for(static_cast<std::underlying_type_t<T>>(value));
        } else if constexpr (detail::is_id<T>) {
            return value.text();
        } else if constexpr (std::same_as<T, UtcTime>) {
            return detail::log_text(value.ms);
        } else if constexpr (std::same_as<T, Millis>) {
            return detail::log_text(static_cast<std::int64_t>(value.count())) + "ms";
        } else if constexpr (std::same_as<T, Action> || std::same_as<T, Guard>) {
            return std::string(value.name);
        } else if constexpr (std::is_floating_point_v<T>) {
            return detail::log_text(static_cast<double>(value));
        } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
            return detail::log_text(static_cast<std::int64_t>(value));
        } else if constexpr (std::is_integral_v<T>) {
            return detail::log_text(static_cast<std::uint64_t>(value));
        } else {
            return detail::log_text(value);
        }
    }
    std::string_view name_;
    std::string text_;
};

// Writes "2026-11-23T00:00:00.000Z info http.listening port=8443". At most kLogFieldsMax values; more are cut.
//   log(LogLevel::info, "http.listening", {{"port", port}, {"centre", centre_id}});
void log(LogLevel level, LogEvent event, std::initializer_list<LogField> fields = {});

// Where lines go and which are kept. Before the first call: stderr, info.
void log_to_stderr(LogLevel least);
// Files of kLogFileBytesMax, kLogFilesMax of them, the newest at path. Errors: unavailable base.log_file
[[nodiscard]] Result<void> log_to_file(const std::string& path, LogLevel least);
void flush_log();

}  // namespace xinan
