// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/limits.hpp"
#include "base/testing.hpp"

namespace xinan {
namespace {

using testing::arg_of;
using testing::code_of;
using testing::must;

// Names and noise: every kind of character that has a rule, so that properties meet the rules often.
std::string text_of_pieces() {
    static const std::vector<std::string> kPieces{"张",     "伟",       "䶮",
                                                  "𠮷",     "〇",       "a",
                                                  "É",      "e\u0301",  "O",
                                                  "ß",      "·",        "•",
                                                  "・",     "･",        "‧",
                                                  "⋅",      ".",        "。",
                                                  "．",     "'",        "’",
                                                  "-",      "‐",        " ",
                                                  "\u3000", "\t",       "\n",
                                                  "\r\n",   "\u200B",   "\uFEFF",
                                                  "\u200C", "\u200D",   "م",
                                                  "ی",      "\u202E",   "\u2066",
                                                  "😀",     "1",        "\u0301",
                                                  "ㅎ",     "한",       "\u1112\u1161",
                                                  "\xFF",   "\xF0\x9F", std::string(1, '\0'),
                                                  "ﬁ",      "Å",        "་",
                                                  "ས",      "\u2028"};
    std::string text;
    for (const auto& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces))) text += piece;
    return text;
}

TEST(Name, WithAnyMiddleDotHasOneStoredForm) {
    for (const char* typed :
         {"阿卜杜拉·买买提", "阿卜杜拉•买买提", "阿卜杜拉・买买提", "阿卜杜拉･买买提", "阿卜杜拉‧买买提",
          "阿卜杜拉⋅买买提", "阿卜杜拉∙买买提", "阿卜杜拉●买买提", "阿卜杜拉.买买提", "阿卜杜拉．买买提",
          "阿卜杜拉。买买提", " 阿卜杜拉 · 买买提 ", "阿卜杜拉··买买提", "阿卜杜拉\u200B•\u200B买买提"}) {
        EXPECT_EQ(must(clean_name(typed)), "阿卜杜拉·买买提") << typed;
    }
}

TEST(Name, IsKeptAsPeopleWriteIt) {
    const std::pair<const char*, const char*> table[] = {
        {"张伟", "张伟"},
        {"王䶮", "王䶮"},
        {"𠮷田", "𠮷田"},
        {"刘〇", "刘〇"},
        {"\U0002EBF0", "\U0002EBF0"},  // Extension I, made for names, newer than our ICU
        {"张\u3000 伟", "张 伟"},
        {"  张伟\t\n", "张伟"},
        {"Anne-Marie O’Neill", "Anne-Marie O'Neill"},
        {"J. R. Smith", "J. R. Smith"},
        {"Zoe\u0308", "Zoë"},
        {"Nguyễn Thị Minh", "Nguyễn Thị Minh"},
        {"محمد علی", "محمد علی"},
        {"علی\u200Cرضا", "علی\u200Cرضا"},
        {"ئابدۇللا", "ئابدۇللا"},
        {"བསོད་ནམས་", "བསོད་ནམས་"},
        {"བསོད༌ནམས", "བསོད་ནམས"},  // U+0F0C, the tsheg that does not break
        {"सुनीता", "सुनीता"},
        {"葛\U000E0100", "葛\U000E0100"},  // a variant chosen by its bearer
    };
    for (const auto& [typed, stored] : table) { EXPECT_EQ(must(clean_name(typed)), stored) << typed; }
}

TEST(Name, RefusesWhatIsNoPartOfAName) {
    struct Row {
        const char* story;
        std::string typed;
        const char* code;
    };
    const Row table[] = {
        {"nothing", "", "base.name_empty"},
        {"blanks of all kinds", " \t\n\u3000\u200B\uFEFF", "base.name_empty"},
        {"only dots", "···", "base.name_empty"},
        {"only hyphens", "--", "base.name_characters"},
        {"an emoji", "张伟😀", "base.name_characters"},
        {"a digit", "李明2", "base.name_characters"},
        {"a bidi override", "张\u202E伟", "base.name_characters"},
        {"a bidi isolate", "张\u2066伟", "base.name_characters"},
        {"a control character", std::string("张\x01伟"), "base.name_characters"},
        {"a zero byte", std::string("张\0伟", 7), "base.name_characters"},
        {"markup", "<b>张伟</b>", "base.name_characters"},
        {"ill-formed UTF-8", "张\xFF", "base.name_characters"},
        {"half a character", "\xE5\xBC", "base.name_characters"},
        {"a surrogate in UTF-8", "\xED\xA0\x80", "base.name_characters"},
        {"a mark without a letter", "\u0301a", "base.name_characters"},
        {"a joiner outside Arabic", "张\u200C伟", "base.name_characters"},
        {"a private-use character", "\uE863", "base.name_characters"},
    };
    for (const Row& row : table) EXPECT_EQ(code_of(clean_name(row.typed)), row.code) << row.story;
}

TEST(Name, HasAtMostSixtyCodePoints) {
    std::string name;
    for (std::size_t i = 0; i < kNameCodePointsMax; ++i) name += "𠮷";
    EXPECT_EQ(must(clean_name("  " + name + "  ")), name);
    const auto refused = clean_name(name + "伟");
    EXPECT_EQ(code_of(refused), "base.name_too_long");
    EXPECT_EQ(arg_of(refused.error(), "max"), "60");
    EXPECT_EQ(code_of(clean_name(std::string(1'000'000, 'a'))), "base.name_too_long");
}

RC_GTEST_PROP(Name, CleanedTwiceIsTheSame, ()) {
    const std::string typed = text_of_pieces();
    if (const auto once = clean_name(typed)) {
        RC_ASSERT(must(clean_name(*once)) == *once);
        RC_ASSERT(code_points(*once) >= 1u && code_points(*once) <= kNameCodePointsMax);
    }
}

TEST(FoldedName, IsEqualForSpellingsOfOneName) {
    const std::vector<std::vector<std::string>> same{{"阿卜杜拉·买买提", "阿卜杜拉买买提", "阿卜杜拉.买买提"},
                                                     {"张 伟", "张伟", "张　伟"},
                                                     {"Anne-Marie", "anne marie", "ＡＮＮＥＭＡＲＩＥ"},
                                                     {"O'Neill", "O’NEILL"},
                                                     {"STRASSE", "Straße"}};
    for (const auto& group : same) {
        for (const auto& name : group) EXPECT_EQ(fold_name(name), fold_name(group.front())) << name;
    }
    EXPECT_NE(fold_name("张伟"), fold_name("张玮"));
    EXPECT_EQ(fold_name("\xFF\xFE").empty(), false) << "ill-formed bytes do not crash";
}

TEST(Pinyin, ReadsSurnamesAsSurnames) {
    struct Row {
        const char* name;
        const char* full;
        const char* initials;
    };
    const Row table[] = {
        {"张伟", "zhangwei", "zw"},
        {"单雄信", "shanxiongxin", "sxx"},
        {"仇英", "qiuying", "qy"},
        {"曾子", "zengzi", "zz"},
        {"解缙", "xiejin", "xj"},
        {"查良镛", "zhaliangyong", "zly"},
        {"区小美", "ouxiaomei", "oxm"},
        {"朴树", "piaoshu", "ps"},
        {"盖丽丽", "gelili", "gll"},
        {"尉迟恭", "yuchigong", "ycg"},
        {"万俟卨", "moqixie", "mqx"},
        {"长孙无忌", "zhangsunwuji", "zswj"},
        {"欧阳修", "ouyangxiu", "oyx"},
        {"吕布", "lvbu", "lb"},
        {"任盈盈", "renyingying", "ryy"},
        {"万家宝", "wanjiabao", "wjb"},
        {"李娜", "lina", "ln"},
        {"王䶮", "wangyan", "wy"},
        {"𠮷野", "jiye", "jy"},
        {"阿卜杜拉·买买提", "abudulamaimaiti", "abdlmmt"},
        {"Anne-Marie O'Neill", "annemarieoneill", "amo"},
        {"Zoë", "zoe", "z"},
        {"张Anna", "zhanganna", "za"},
        {"", "", ""},
        {"···", "", ""},
    };
    for (const Row& row : table) {
        EXPECT_EQ(pinyin(row.name), row.full) << row.name;
        EXPECT_EQ(pinyin_initials(row.name), row.initials) << row.name;
    }
}

TEST(Pinyin, GivesEveryUsualReadingAndAtMostEight) {
    const auto readings_of = [](const char* name) {
        std::vector<std::string> full;
        for (const auto& reading : name_readings(name)) full.push_back(reading.full);
        return full;
    };
    EXPECT_EQ(readings_of("曾乐"), (std::vector<std::string>{"zengle", "cengle", "zengyue", "cengyue"}));
    EXPECT_EQ(readings_of("吕伟"), (std::vector<std::string>{"lvwei", "luwei", "lyuwei"}));
    const auto many = name_readings("曾乐行长朝重");
    EXPECT_EQ(many.size(), 8u);
    EXPECT_EQ(many.front(), (NameReading{"zenglexingchangchaozhong", "zlxccz"}));
    EXPECT_TRUE(name_readings("").empty());
}

TEST(Text, KeepsWhatPeopleWriteAndUnifiesLineEnds) {
    const std::pair<const char*, const char*> table[] = {
        {"我很好。\r\n谢谢\r再见\n", "我很好。\n谢谢\n再见\n"},
        {"a\tb", "a\tb"},
        {"👨‍👩‍👧 ok", "👨‍👩‍👧 ok"},
        {"e\u0301", "é"},
        {"שלום \u2067abc\u2069", "שלום \u2067abc\u2069"},
        {"a\u2028b", "a\nb"},
        {"", ""},
    };
    for (const auto& [typed, stored] : table) EXPECT_EQ(must(clean_text(typed, 100)), stored);
}

TEST(Text, RefusesControlsOverridesAndIllFormedBytes) {
    for (const std::string& typed :
         {std::string("a\0b", 3), std::string("\x1b[31m"), std::string("a\u202Eb"), std::string("\x7f"),
          std::string("\u0090"), std::string("\xC0\x80"), std::string("\uFFFE")}) {
        EXPECT_EQ(code_of(clean_text(typed, 100)), "base.text_characters");
    }
}

TEST(Text, IsMeasuredInCodePointsAfterCleaning) {
    EXPECT_TRUE(clean_text("𠮷𠮷𠮷", 3).ok());
    EXPECT_TRUE(clean_text("\r\n\r\n\r\n", 3).ok());
    EXPECT_TRUE(clean_text("e\u0301e\u0301e\u0301", 3).ok());
    const auto refused = clean_text("𠮷𠮷𠮷𠮷", 3);
    EXPECT_EQ(code_of(refused), "base.text_too_long");
    EXPECT_EQ(arg_of(refused.error(), "max"), "3");
}

RC_GTEST_PROP(Text, CleanedTwiceIsTheSame, ()) {
    if (const auto once = clean_text(text_of_pieces(), 1000)) RC_ASSERT(must(clean_text(*once, 1000)) == *once);
}

RC_GTEST_PROP(Text, AnyBytesAreEitherTakenOrRefused, (const std::vector<std::uint8_t>& bytes)) {
    const std::string text(bytes.begin(), bytes.end());
    const auto cleaned = clean_text(text, 1000);
    RC_ASSERT(is_utf8(text) || !cleaned.ok());
    (void)fold_name(text);
    (void)clean_phone(text);
    (void)clean_name(text);
}

TEST(Utf8, CountsCodePointsNotBytes) {
    EXPECT_EQ(code_points("张伟a𠮷"), 4u);
    EXPECT_TRUE(is_utf8("张伟a𠮷"));
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80")) << "beyond U+10FFFF";
    EXPECT_FALSE(is_utf8("\xC1\xBF")) << "longer than needed";
}

TEST(Phone, HasOneStoredFormForEachNumber) {
    const std::pair<const char*, const char*> table[] = {
        {"13800138000", "13800138000"},
        {"138 0013 8000", "13800138000"},
        {"+86 138-0013-8000", "13800138000"},
        {"008613800138000", "13800138000"},
        {"8613800138000", "13800138000"},
        {"１３８００１３８０００", "13800138000"},
        {"(010) 1234-5678", "01012345678"},
        {"（0571）88880000", "057188880000"},
        {"12356", "12356"},
        {"110", "110"},
        {"400-161-9995", "4001619995"},
        {"+49 30 123456", "+4930123456"},
        {"0049 30 123456", "+4930123456"},
        {"+1 (212) 555-0100", "+12125550100"},
    };
    for (const auto& [typed, stored] : table) {
        EXPECT_EQ(must(clean_phone(typed)), stored) << typed;
        EXPECT_EQ(must(clean_phone(stored)), stored) << stored;
    }
}

TEST(Phone, OtherTextIsRefused) {
    for (const char* typed : {"", "12", "no phone", "138001380001380013800", "++8613800138000", "138+00138000",
                              "+0123456789", "+123456", "+86 0038100", "13800138000#1", "\xFF\xFE", "1380013800013"}) {
        EXPECT_EQ(code_of(clean_phone(typed)), "base.not_a_phone") << typed;
    }
}

}  // namespace
}  // namespace xinan
