// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/messages.hpp"

#include <gmock/gmock.h>

#include "base/limits.hpp"
#include "base/testing.hpp"

namespace xinan {
namespace {

using testing::arg_of;
using testing::code_of;
using testing::must;
using testing::repository_file;

Messages both(std::string_view yaml) {
    return must(Messages::load(yaml, yaml));
}

TEST(Messages, NestedKeysAreJoinedByDots) {
    const Messages messages =
        must(Messages::load("a:\n  b: {title: 你好}\n  c: 二\n", "a: {b: {title: Hello}, c: two}"));
    EXPECT_EQ(messages.text(Language::zh, "a.b.title"), "你好");
    EXPECT_EQ(messages.text(Language::en, "a.b.title"), "Hello");
    EXPECT_THAT(messages.keys(), ::testing::ElementsAre("a.b.title", "a.c"));
    EXPECT_TRUE(messages.has("a.c"));
    EXPECT_FALSE(messages.has("a.b"));
    EXPECT_TRUE(messages.differences().empty());
}

TEST(Messages, ParametersAreFilledInAndOtherBracesStay) {
    const Messages messages = both(R"(t: {a: "{who} waits {n} days, {n}", b: "{", c: "{A} {} {x", d: "{who"})");
    EXPECT_EQ(messages.text(Language::zh, "t.a", {{"n", "3"}, {"who", "{n}"}}), "{n} waits 3 days, 3");
    EXPECT_EQ(messages.text(Language::zh, "t.a", {{"n", "3"}}), "{who} waits 3 days, 3");
    EXPECT_EQ(messages.text(Language::zh, "t.b"), "{");
    EXPECT_EQ(messages.text(Language::zh, "t.c", {{"x", "1"}}), "{A} {} {x");
    EXPECT_EQ(messages.text(Language::zh, "t.d", {{"who", "1"}}), "{who");
}

TEST(Messages, AMissingKeyIsAnsweredByItself) {
    const Messages messages = both("a: {b: {title: x}}");
    EXPECT_EQ(messages.text(Language::en, "a.none"), "a.none");
    EXPECT_EQ(messages.error_text(Language::en, fail(ErrorKind::conflict, "a.none")).title, "a.none.title");
}

TEST(Messages, AnErrorIsSaidWithWhatWhyAndWhatToDo) {
    const Messages messages = both(R"(a: {b: {title: T, detail: "at most {max}", todo: D}, c: {title: U}})");
    const ErrorText full = messages.error_text(Language::zh, fail(ErrorKind::invalid, "a.b", {{"max", "60"}}));
    EXPECT_EQ(full.title, "T");
    EXPECT_EQ(full.detail, "at most 60");
    EXPECT_EQ(full.todo, "D");
    const ErrorText brief = messages.error_text(Language::zh, FieldError{"/name", "a.c", {}});
    EXPECT_EQ(brief.title, "U");
    EXPECT_TRUE(brief.detail.empty() && brief.todo.empty());
}

// Ten lists of ten, nine deep: 10^9 values if anybody follows them.
TEST(Messages, AnAliasBombIsRefusedBeforeItGrows) {
    std::string bomb = "a0: &a0 {x: lol}\n";
    for (int i = 1; i < 10; ++i) {
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " {";
        for (int j = 0; j < 10; ++j) bomb += "k" + std::to_string(j) + ": *a" + std::to_string(i - 1) + ", ";
        bomb += "}\n";
    }
    EXPECT_EQ(code_of(Messages::load(bomb, "a: {b: c}")), "base.messages_alias");
}

TEST(Messages, OtherShapesAreRefusedWithTheirLine) {
    struct Row {
        const char* story;
        std::string yaml;
        const char* code;
        const char* line;
    };
    const Row table[] = {
        {"an anchor on a text", "a:\n  b: &x text\n", "base.messages_alias", "2"},
        {"an anchor on a map", "a: &x\n  b: text\n", "base.messages_alias", "1"},
        {"an alias", "a:\n  b: *x\n", "base.messages_yaml", "2"},
        {"a list", "a:\n  - b\n", "base.messages_shape", "2"},
        {"an empty value", "a:\n  b:\n  c: d\n", "base.messages_shape", ""},
        {"an empty text", "a:\n  b: \"\"\n", "base.messages_shape", "2"},
        {"a map as a key", "? {a: b}\n: c\n", "base.messages_shape", "1"},
        {"a key in capitals", "a:\n  B: c\n", "base.messages_shape", "2"},
        {"a key with a dot", "a.b: c\n", "base.messages_shape", "1"},
        {"only a text", "hello", "base.messages_shape", "1"},
        {"a doubled key", "a:\n  b: c\n  b: d\n", "base.messages_duplicate", "3"},
        {"a doubled section", "a: {b: c}\nz: {b: c}\na: {d: e}\n", "base.messages_duplicate", "3"},
        {"broken YAML", "a: {b: c\nd", "base.messages_yaml", ""},
        {"too deep", "a: {a: {a: {a: {a: {a: {a: {a: {a: b}}}}}}}}", "base.messages_shape", "1"},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        const auto loaded = Messages::load("a: {b: c}", row.yaml);
        ASSERT_FALSE(loaded.ok());
        EXPECT_EQ(loaded.error().code, row.code);
        EXPECT_EQ(arg_of(loaded.error(), "file"), "en");
        if (*row.line != '\0') { EXPECT_EQ(arg_of(loaded.error(), "line"), row.line); }
    }
    EXPECT_EQ(code_of(Messages::load(std::string(kMessagesBytesMax + 1, '#'), "")), "http.too_large");
    EXPECT_EQ(code_of(Messages::load("a: " + std::string(5000, '['), "")), "base.messages_shape");
}

TEST(Messages, DifferencesBetweenTheLanguagesAreNamed) {
    const Messages messages =
        must(Messages::load("a: {b: x, c: \"{n}\", d: \"{n} {m}\"}", "a: {e: x, c: \"{k}\", d: \"{m} {n} {n}\"}"));
    EXPECT_THAT(messages.differences(),
                ::testing::ElementsAre("a.b is in zh only", "a.c has other parameters in en", "a.e is in en only"));
}

// The files of the repository.
Messages ours() {
    return must(Messages::load(repository_file("messages/zh.yaml"), repository_file("messages/en.yaml")));
}

TEST(OurMessages, AgreeInBothLanguages) {
    EXPECT_THAT(ours().differences(), ::testing::IsEmpty());
}

TEST(OurMessages, HaveATitleWhereverTheyExplain) {
    const Messages messages = ours();
    for (const std::string& key : messages.keys()) {
        for (const std::string suffix : {".detail", ".todo"}) {
            if (!key.ends_with(suffix)) continue;
            EXPECT_TRUE(messages.has(key.substr(0, key.size() - suffix.size()) + ".title")) << key;
        }
    }
}

TEST(OurMessages, NameEveryErrorOfThisLayer) {
    const Messages messages = ours();
    for (const char* code :
         {"base.not_hex",        "base.not_base64url",      "base.not_an_id",     "base.not_a_time",
          "base.not_a_date",     "base.name_empty",         "base.name_too_long", "base.name_characters",
          "base.text_too_long",  "base.text_characters",    "base.not_a_phone",   "base.unknown_zone",
          "base.time_in_gap",    "base.time_in_fold",       "base.messages_yaml", "base.messages_alias",
          "base.messages_shape", "base.messages_duplicate", "base.log_file",      "http.too_large",
          "http.not_found"}) {
        EXPECT_TRUE(messages.has(std::string(code) + ".title")) << code;
    }
}

// UI.md "Voice": calm. An exclamation mark is not.
TEST(OurMessages, DoNotShout) {
    const Messages messages = ours();
    for (const std::string& key : messages.keys()) {
        for (const Language language : {Language::zh, Language::en}) {
            const std::string text = messages.text(language, key);
            EXPECT_EQ(text.find('!'), std::string::npos) << key;
            EXPECT_EQ(text.find("！"), std::string::npos) << key;
        }
    }
}

}  // namespace
}  // namespace xinan
