// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "http/json.hpp"
#include "http/json_text.hpp"

namespace xinan::http {
namespace {

enum class Colour : std::uint8_t { red, green, private_ };
BOOST_DESCRIBE_ENUM(Colour, red, green, private_)
enum class Wide : std::int32_t { low = -5, high = 70'000 };
BOOST_DESCRIBE_ENUM(Wide, low, high)

struct Phone {
    std::string number;
    std::optional<std::string> whose;
    friend bool operator==(const Phone&, const Phone&) = default;
};
BOOST_DESCRIBE_STRUCT(Phone, (), (number, whose))

struct Form {
    bool agreed = false;
    std::int32_t score = 0;
    std::int64_t big = 0;
    std::string words;
    PrivateText name;
    Colour colour = Colour::red;
    Wide wide = Wide::low;
    CaseId id;
    UtcTime at;
    LocalDate day{std::chrono::year{2026}, std::chrono::month{1}, std::chrono::day{1}};
    std::optional<Phone> first;
    std::vector<Phone> phones;
    std::vector<std::string> tags;
    friend bool operator==(const Form&, const Form&) = default;

    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {{"score", 0, 27, "总分", "The total."}, {"words", 0, 50}, {"tags", 1, 3}, {"tags[]", 2, 4}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(Form, (), (agreed, score, big, words, name, colour, wide, id, at, day, first, phones, tags))

// A list of itself: shapes may be recursive.
struct Tree {
    std::int32_t n = 0;
    std::vector<Tree> kids;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (n, kids))

// What each member is when a test does not say otherwise.
std::map<std::string, std::string> good() {
    return {{"agreed", "true"}, {"score", "3"}, {"big", "-9007199254740991"}, {"words", R"("ok")"}, {"name", R"("阿依古丽·买买提")"},
            {"colour", R"("private")"}, {"wide", R"("high")"}, {"id", R"("00112233445566778899aabbccddeeff")"},
            {"at", R"("2026-11-22T03:04:05.678Z")"}, {"day", R"("2024-02-29")"}, {"phones", R"([{"number":"1"}])"}, {"tags", R"(["ab"])"}};
}
std::string form_with(const std::string& member, const std::string& value) {
    auto members = good();
    if (value.empty()) members.erase(member);
    else members[member] = value;
    std::string out = "{";
    for (const auto& [name, text] : members) out += (out.size() > 1 ? ",\"" : "\"") + name + "\":" + text;
    return out + "}";
}

struct Row {
    const char* story;
    std::string json;
    const char* code;     // of the field, or of the whole
    const char* pointer;  // null: the whole is refused
};

TEST(Json, RefusesByThisTable) {
    const std::string deep = std::string(17, '[') + std::string(17, ']');
    const std::string nul = "\"a\\u0000b\"";
    const Row table[] = {
        {"empty", "", "http.bad_json", nullptr},
        {"not JSON", "{", "http.bad_json", nullptr},
        {"something behind", form_with("score", "1") + "x", "http.bad_json", nullptr},
        {"a comment", "/**/" + form_with("score", "1"), "http.bad_json", nullptr},
        {"a trailing comma", R"({"n":1,})", "http.bad_json", nullptr},
        {"invalid UTF-8", form_with("words", "\"\xff\""), "http.bad_json", nullptr},
        {"an overlong form", form_with("words", "\"\xc0\xaf\""), "http.bad_json", nullptr},
        {"half a surrogate pair", form_with("words", R"("\ud800")"), "http.bad_json", nullptr},
        {"a raw control character", form_with("words", "\"\x01\""), "http.bad_json", nullptr},
        {"17 levels", deep, "http.too_deep", nullptr},
        {"a list, not an object", "[]", "http.wrong_type", ""},
        {"NUL", form_with("words", nul), "base.text_characters", "/words"},
        {"missing", form_with("score", ""), "http.missing_field", "/score"},
        {"null where a value must be", form_with("score", "null"), "http.wrong_type", "/score"},
        {"unknown", form_with("extra", "1"), "http.unknown_field", "/extra"},
        {"unknown, and not a name", form_with("a b", "1"), "http.unknown_field", ""},
        {"twice", R"({"score":1,)" + form_with("score", "1").substr(1), "http.duplicate_field", "/score"},
        {"text for a number", form_with("score", R"("3")"), "http.wrong_type", "/score"},
        {"a fraction", form_with("score", "3.5"), "http.wrong_type", "/score"},
        {"a fraction that is whole", form_with("score", "3.0"), "http.wrong_type", "/score"},
        {"an exponent", form_with("score", "1e1"), "http.wrong_type", "/score"},
        {"above its bound", form_with("score", "28"), "http.out_of_range", "/score"},
        {"below its bound", form_with("score", "-1"), "http.out_of_range", "/score"},
        {"beyond 53 bits", form_with("big", "9007199254740992"), "http.out_of_range", "/big"},
        {"beyond 64 bits", form_with("big", "99999999999999999999999"), "http.out_of_range", "/big"},
        {"too long", form_with("words", "\"" + std::string(51, 'x') + "\""), "http.out_of_range", "/words"},
        {"empty by default", form_with("name", "\"\""), "http.out_of_range", "/name"},
        {"not a choice", form_with("colour", R"("blue")"), "http.unknown_value", "/colour"},
        {"a choice by its C++ name", form_with("colour", R"("private_")"), "http.unknown_value", "/colour"},
        {"a choice by number", form_with("colour", "0"), "http.wrong_type", "/colour"},
        {"an id in capitals", form_with("id", R"("00112233445566778899AABBCCDDEEFF")"), "http.wrong_type", "/id"},
        {"a time without zone", form_with("at", R"("2026-11-22T03:04:05")"), "http.wrong_type", "/at"},
        {"a day that is none", form_with("day", R"("2025-02-29")"), "http.wrong_type", "/day"},
        {"within a list", form_with("phones", R"([{"number":"1"},{"number":2}])"), "http.wrong_type", "/phones/1/number"},
        {"within an optional", form_with("first", R"({"numbr":"1","number":"2"})"), "http.unknown_field", "/first/numbr"},
        {"too few items", form_with("tags", "[]"), "http.out_of_range", "/tags"},
        {"too many items", form_with("tags", R"(["ab","ab","ab","ab"])"), "http.out_of_range", "/tags"},
        {"an item too short", form_with("tags", R"(["ab","a"])"), "http.out_of_range", "/tags/1"},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        const auto parsed = parse<Form>(row.json);
        ASSERT_FALSE(parsed.ok());
        EXPECT_EQ(parsed.error().kind, ErrorKind::invalid);
        if (row.pointer == nullptr) {
            EXPECT_EQ(parsed.error().code, row.code);
            continue;
        }
        EXPECT_EQ(parsed.error().code, "http.invalid_request");
        ASSERT_FALSE(parsed.error().fields.empty());
        EXPECT_EQ(parsed.error().fields.front().code, row.code);
        EXPECT_EQ(parsed.error().fields.front().pointer, row.pointer);
    }
}

TEST(Json, SaysWhatWasExpected) {
    const auto parsed = parse<Form>(form_with("score", "28"));
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(parsed.error().fields.front().args, (Args{{"min", "0"}, {"max", "27"}, {"got", "28"}}));
    const auto choice = parse<Form>(form_with("colour", R"("blue")"));
    EXPECT_EQ(choice.error().fields.front().args, (Args{{"allowed", "red, green, private"}}));
}

TEST(Json, CollectsEveryWrongFieldUpToALimit) {
    std::string many = "{";
    for (int i = 0; i < 200; ++i) many += (i > 0 ? ",\"x" : "\"x") + std::to_string(i) + "\":0";
    const auto parsed = parse<Form>(many + "}");
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(parsed.error().fields.size(), 50U);
}

TEST(Json, TakesWhatIsRight) {
    const auto parsed = parse<Form>(form_with("first", "null"));
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed->colour, Colour::private_);
    EXPECT_EQ(parsed->wide, Wide::high);
    EXPECT_EQ(parsed->name.reveal(), "阿依古丽·买买提");
    EXPECT_EQ(parsed->at.ms % 1000, 678);
    EXPECT_FALSE(parsed->first.has_value());
    const auto escaped = parse<Form>(form_with("words", R"("\u4f60\ud842\udfb7\n\"")"));
    ASSERT_TRUE(escaped.ok());
    EXPECT_EQ(escaped->words, "你𠮷\n\"");
}

TEST(Json, SixteenLevelsAreStillRead) {
    std::string json = R"({"n":1,"kids":[]})";
    for (int i = 0; i < 7; ++i) json = R"({"n":1,"kids":[)" + json + "]}";
    EXPECT_TRUE(parse<Tree>(json).ok());
    EXPECT_FALSE(parse<Tree>(R"({"n":1,"kids":[)" + json + "]}").ok());
}

TEST(Json, RendersNothingAsAnObject) {
    EXPECT_EQ(render(Nothing{}), "{}");
    EXPECT_TRUE(parse<Nothing>("{}").ok());
    EXPECT_FALSE(parse<Nothing>("null").ok());
}

TEST(Json, EscapesWhatWouldEndAString) {
    std::string out;
    append_quoted(out, std::string_view("a\"\\\n\t\x01\x7f/你\0z", 13));
    EXPECT_EQ(out, "\"a\\\"\\\\\\n\\t\\u0001\\u007f/你\\u0000z\"");
}

// What we write, we read, and it is the same value.
TEST(Json, RoundTrip) {
    const auto text = [](int max) {
        return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(1, 0xd7ff)), [max](std::vector<std::uint32_t> points) {
            if (points.empty()) points.push_back('x');
            if (static_cast<int>(points.size()) > max) points.resize(static_cast<std::size_t>(max));
            std::string utf8;
            for (const std::uint32_t c : points) {
                if (c < 0x80) {
                    utf8.push_back(static_cast<char>(c));
                } else if (c < 0x800) {
                    utf8.push_back(static_cast<char>(0xc0U | c >> 6U));
                    utf8.push_back(static_cast<char>(0x80U | (c & 0x3fU)));
                } else {
                    utf8.push_back(static_cast<char>(0xe0U | c >> 12U));
                    utf8.push_back(static_cast<char>(0x80U | (c >> 6U & 0x3fU)));
                    utf8.push_back(static_cast<char>(0x80U | (c & 0x3fU)));
                }
            }
            return utf8;
        });
    };
    rc::check([&] {
        Form form;
        form.agreed = *rc::gen::arbitrary<bool>();
        form.score = *rc::gen::inRange(0, 28);
        form.big = *rc::gen::inRange<std::int64_t>(-9'007'199'254'740'991, 9'007'199'254'740'992);
        form.words = *text(50);
        form.name = PrivateText(*text(200));
        form.colour = *rc::gen::element(Colour::red, Colour::green, Colour::private_);
        form.wide = *rc::gen::element(Wide::low, Wide::high);
        for (auto& byte : form.id.bytes) byte = *rc::gen::arbitrary<std::uint8_t>();
        form.at = {*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000)};
        form.day = LocalDate{std::chrono::sys_days{std::chrono::days{*rc::gen::inRange(-20'000, 40'000)}}};
        if (*rc::gen::arbitrary<bool>()) form.first = Phone{*text(20), *text(9)};
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i) form.phones.push_back({*text(20), std::nullopt});
        form.tags = {"ab", "cd"};
        const auto back = parse<Form>(render(form));
        RC_ASSERT(back.ok());
        RC_ASSERT(*back == form);
    });
}

TEST(JsonSchema, NamesAShapeByItsPlace) {
    EXPECT_EQ(detail::name_from_signature("std::string_view f() [with T = xinan::scheduling::{anonymous}::Book; std::string_view = x]"), "scheduling.Book");
    EXPECT_EQ(detail::name_from_signature("std::string_view f() [T = xinan::scheduling::(anonymous namespace)::Book]"), "scheduling.Book");
}

TEST(JsonSchema, SaysBoundsChoicesAndPurpose) {
    std::string out;
    write_schemas(out, {&shape_of<Form>(), &shape_of<Tree>()});
    EXPECT_NE(out.find(R"("score":{"type":"integer","minimum":0,"maximum":27,"description":"The total.","x-description-zh":"总分"})"), std::string::npos) << out;
    EXPECT_NE(out.find(R"("first":{"anyOf":[{"$ref":"#/components/schemas/http.Phone"},{"type":"null"}]})"), std::string::npos);
    EXPECT_NE(out.find(R"("whose":{"type":["string","null"],"minLength":1,"maxLength":200})"), std::string::npos);
    EXPECT_NE(out.find(R"("enum":["red","green","private"])"), std::string::npos);
    EXPECT_NE(out.find(R"("items":{"$ref":"#/components/schemas/http.Tree"})"), std::string::npos);
    EXPECT_LT(out.find("\"http.Form\""), out.find("\"http.Phone\""));
}

struct WrongBounds {
    std::int32_t n = 0;
    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {{"m", 0, 1}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(WrongBounds, (), (n))

TEST(JsonSchema, BoundsOfNoMemberAreABug) { EXPECT_THROW((void)shape_of<WrongBounds>(), Impossible); }

// A description that forgets a field does not compile: what the static_assert in json_impl.hpp rests on.
struct Three {
    std::int32_t a = 0;
    std::optional<std::string> b;
    std::vector<Tree> c;
};
static_assert(detail::TakesJust<Three, std::int32_t, std::optional<std::string>, std::vector<Tree>>);
static_assert(!detail::TakesAlso<Three, std::int32_t, std::optional<std::string>, std::vector<Tree>>);
static_assert(detail::TakesAlso<Three, std::int32_t, std::optional<std::string>>);
static_assert(detail::TakesAlso<Three, std::int32_t>);
static_assert(!detail::TakesJust<Three, std::int32_t, std::vector<Tree>>);

}  // namespace
}  // namespace xinan::http
