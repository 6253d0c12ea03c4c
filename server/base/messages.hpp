// SPDX-License-Identifier: AGPL-3.0-or-later
// The texts of the interface in two languages. Not for what visitors write, and no pluralisation rules.
//
// Source files are messages/zh.yaml and en.yaml: nested keys, flattened with dots ("base.name_empty.title").
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace xinan {

enum class Language : std::uint8_t { zh, en };
std::string_view name_of(Language language);  // "zh", "en"
std::optional<Language> language_from(std::string_view name);

// What a refusal says. Only the title is always there.
struct ErrorText {
    std::string title;   // what
    std::string detail;  // why
    std::string todo;    // what to do
};

// Threads: immutable once loaded; safe from any.
class Messages final {
 public:
    // Anchors, aliases, lists, empty values and doubled keys are refused, so a file of any size expands to itself.
    // Errors: invalid base.messages_yaml, base.messages_alias, base.messages_shape, base.messages_duplicate {file,
    // line},
    //         too_large http.too_large {max_bytes}
    static Result<Messages> load(std::string_view zh, std::string_view en);

    [[nodiscard]] bool has(std::string_view key) const;  // in both languages

    // The text with each {name} replaced from args; a name not in args stays visible. A key that is missing is answered
    // with the key itself: strange to read, but nothing is lost and a test finds it.
    [[nodiscard]] std::string text(Language language, std::string_view key, const Args& args = {}) const;
    [[nodiscard]] ErrorText error_text(Language language, const Error& error) const;
    [[nodiscard]] ErrorText error_text(Language language, const FieldError& error) const;

    // Keys of one language only, and keys with unequal parameters: one sentence each. Empty when the files agree.
    [[nodiscard]] std::vector<std::string> differences() const;
    [[nodiscard]] std::vector<std::string> keys() const;  // of zh, sorted

 private:
    using Texts = std::map<std::string, std::string, std::less<>>;
    [[nodiscard]] const Texts& texts(Language language) const { return language == Language::zh ? zh_ : en_; }
    [[nodiscard]] ErrorText error_text(Language language, const std::string& code, const Args& args) const;
    Texts zh_;
    Texts en_;
};

}  // namespace xinan
