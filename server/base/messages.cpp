// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/messages.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "base/limits.hpp"

namespace xinan {

namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

bool is_key(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

// Builds the flat map straight from the parser's events. No tree is made, so an alias could never be followed; it is
// refused as well, because a reader of the file would expect it to work. The first fault is kept, the rest is ignored.
class Flattener final : public YAML::EventHandler {
 public:
    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }
    [[nodiscard]] Texts take() { return std::move(texts_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { refuse("base.messages_shape", mark); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse("base.messages_alias", mark); }
    void OnAnchor(const YAML::Mark& mark, const std::string&) override { refuse("base.messages_alias", mark); }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        refuse("base.messages_shape", mark);
    }
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        if (anchor != YAML::NullAnchor) refuse("base.messages_alias", mark);
        if (depth_ > 0 && !key_) refuse("base.messages_shape", mark);
        if (fault_) return;
        if (depth_ > 0) path_.push_back(*std::exchange(key_, std::nullopt));
        if (++depth_ > kMessagesDepthMax) refuse("base.messages_shape", mark);
    }
    void OnMapEnd() override {
        if (fault_) return;
        --depth_;
        if (!path_.empty()) path_.pop_back();
    }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  const std::string& value) override {
        if (anchor != YAML::NullAnchor) refuse("base.messages_alias", mark);
        if (depth_ == 0) refuse("base.messages_shape", mark);
        if (fault_) return;
        key_ ? on_text(mark, value) : on_key(mark, value);
    }

 private:
    void on_key(const YAML::Mark& mark, const std::string& value) {
        if (!is_key(value)) return refuse("base.messages_shape", mark);
        // yaml-cpp takes a doubled key silently; two people adding one section would lose the first.
        if (!seen_.insert(full(value)).second) return refuse("base.messages_duplicate", mark);
        key_ = value;
    }
    void on_text(const YAML::Mark& mark, const std::string& value) {
        if (value.empty()) return refuse("base.messages_shape", mark);
        texts_.emplace(full(*std::exchange(key_, std::nullopt)), value);
    }
    [[nodiscard]] std::string full(const std::string& key) const {
        std::string name;
        for (const std::string& part : path_) name += part + '.';
        return name + key;
    }
    void refuse(const char* code, const YAML::Mark& mark) {
        if (!fault_) fault_ = fail(ErrorKind::invalid, code, {{"line", std::to_string(mark.line + 1)}});
    }

    Texts texts_;
    std::set<std::string> seen_;
    std::vector<std::string> path_;
    std::optional<std::string> key_;
    std::size_t depth_ = 0;
    std::optional<Error> fault_;
};

Result<Texts> flatten(std::string_view yaml) {
    if (yaml.size() > kMessagesBytesMax) {
        return fail(ErrorKind::too_large, "http.too_large", {{"max_bytes", std::to_string(kMessagesBytesMax)}});
    }
    std::istringstream stream{std::string(yaml)};
    Flattener flattener;
    try {  // yaml-cpp reports by exceptions; this is where they end.
        YAML::Parser parser(stream);
        parser.HandleNextDocument(flattener);
    } catch (const YAML::Exception& e) {
        if (!flattener.fault()) {
            return fail(ErrorKind::invalid, "base.messages_yaml", {{"line", std::to_string(e.mark.line + 1)}});
        }
    }
    if (flattener.fault()) return *flattener.fault();
    return flattener.take();
}

// Calls on_text for each stretch of plain text and on_name for each {name}; other braces are plain text.
template <class OnText, class OnName>
void walk(std::string_view text, OnText on_text, OnName on_name) {
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        if (open == std::string_view::npos) return on_text(text);
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos) return on_text(text);
        const std::string_view name = text.substr(open + 1, close - open - 1);
        if (is_key(name)) {
            on_text(text.substr(0, open));
            on_name(name);
            text.remove_prefix(close + 1);
        } else {
            on_text(text.substr(0, open + 1));
            text.remove_prefix(open + 1);
        }
    }
}

std::set<std::string> parameters_of(std::string_view text) {
    std::set<std::string> names;
    walk(text, [](std::string_view) {}, [&](std::string_view name) { names.emplace(name); });
    return names;
}

Error in_file(Error error, const char* file) {
    error.args.emplace_back("file", file);
    return error;
}

}  // namespace

std::string_view name_of(Language language) {
    return language == Language::zh ? "zh" : "en";
}

std::optional<Language> language_from(std::string_view name) {
    if (name == "zh") return Language::zh;
    if (name == "en") return Language::en;
    return std::nullopt;
}

Result<Messages> Messages::load(std::string_view zh, std::string_view en) {
    Messages messages;
    auto first = flatten(zh);
    if (!first) return in_file(std::move(first).error(), "zh");
    auto second = flatten(en);
    if (!second) return in_file(std::move(second).error(), "en");
    messages.zh_ = *std::move(first);
    messages.en_ = *std::move(second);
    return messages;
}

bool Messages::has(std::string_view key) const {
    return zh_.contains(key) && en_.contains(key);
}

std::string Messages::text(Language language, std::string_view key, const Args& args) const {
    const auto found = texts(language).find(key);
    if (found == texts(language).end()) return std::string(key);
    std::string out;
    walk(
        found->second, [&](std::string_view plain) { out += plain; },
        [&](std::string_view name) {
            const auto arg = std::find_if(args.begin(), args.end(), [&](const auto& a) { return a.first == name; });
            out += arg != args.end() ? arg->second : '{' + std::string(name) + '}';
        });
    return out;
}

ErrorText Messages::error_text(Language language, const std::string& code, const Args& args) const {
    const auto part = [&](const char* suffix) {
        return texts(language).contains(code + suffix) ? text(language, code + suffix, args) : std::string();
    };
    return {text(language, code + ".title", args), part(".detail"), part(".todo")};
}

ErrorText Messages::error_text(Language language, const Error& error) const {
    return error_text(language, error.code, error.args);
}
ErrorText Messages::error_text(Language language, const FieldError& error) const {
    return error_text(language, error.code, error.args);
}

std::vector<std::string> Messages::differences() const {
    std::vector<std::string> found;
    for (const auto& [key, text] : zh_) {
        const auto other = en_.find(key);
        if (other == en_.end()) {
            found.push_back(key + " is in zh only");
        } else if (parameters_of(text) != parameters_of(other->second)) {
            found.push_back(key + " has other parameters in en");
        }
    }
    for (const auto& [key, text] : en_) {
        if (!zh_.contains(key)) found.push_back(key + " is in en only");
    }
    return found;
}

std::vector<std::string> Messages::keys() const {
    std::vector<std::string> names;
    for (const auto& [key, text] : zh_) names.push_back(key);
    return names;
}

}  // namespace xinan
