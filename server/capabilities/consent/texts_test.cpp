// SPDX-License-Identifier: AGPL-3.0-or-later
// The standard texts keep what they promise: every purpose and age, both languages, short sentences for children, the
// closed list of exceptions, no diagnosis.
#include "capabilities/consent/texts.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "base/text.hpp"

namespace xinan::consent {
namespace {

constexpr std::array kPurposes{Purpose::service,     Purpose::data_processing, Purpose::recording,
                               Purpose::observation, Purpose::research,        Purpose::guardian_contact};
constexpr std::array kAudiences{Audience::under_8, Audience::from_8_to_13, Audience::from_14_to_17, Audience::adult, Audience::guardian};
constexpr std::array kKinds{"school", "university", "community", "children", "eap", "finance"};

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

template <class F>
void each_text(F f) {
    for (const Purpose purpose : kPurposes) {
        for (const Audience audience : kAudiences) {
            SCOPED_TRACE(std::to_string(static_cast<int>(purpose)) + "/" + std::to_string(static_cast<int>(audience)));
            f(purpose, audience, standard_text(purpose, audience));
        }
    }
}

TEST(StandardTexts, KeepTheRulesOfPublishing) {
    each_text([](Purpose purpose, Audience audience, const TextDocument& text) {
        EXPECT_EQ(decide_text(purpose, audience, standard_readability(audience), text).verdict(), Verdict::permit);
        EXPECT_GE(text.sections.size(), 3U);
        for (const TextSection& section : text.sections) {
            EXPECT_TRUE(section.tick);  // each section has its own
            for (const std::string* part : {&section.heading_zh, &section.body_zh, &section.heading_en, &section.body_en}) {
                EXPECT_FALSE(part->empty());
                EXPECT_LE(code_points(*part), kBodyCodePointsMax);
                EXPECT_FALSE(has(*part, "!") || has(*part, "！"));
            }
        }
    });
}

// C5.4.1b, A3.4b: the limits show every ground, in both languages, and nothing else may be added to the list.
TEST(StandardTexts, ShowEveryExceptionInTheLimits) {
    for (const Audience audience : kAudiences) {
        const TextDocument text = standard_text(Purpose::service, audience);
        const auto limits = std::ranges::find(text.sections, "limits", &TextSection::key);
        ASSERT_NE(limits, text.sections.end());
        for (const ExceptionGround& ground : exceptions()) {
            EXPECT_TRUE(has(limits->body_zh, ground.zh));
            EXPECT_TRUE(has(limits->body_en, ground.en));
        }
        TextDocument again = text;
        show_exceptions(again);
        EXPECT_EQ(again, text);
    }
    EXPECT_EQ(exceptions().size(), 4U);
}

// C2.4c: the house rules say what is not discussed, to everybody who can follow it; typed or not.
TEST(StandardTexts, SayWhatIsNotDiscussed) {
    for (const Audience audience : kAudiences) {
        if (audience == Audience::under_8) continue;
        TextDocument text = standard_text(Purpose::service, audience);
        const auto rules = std::ranges::find(text.sections, "house_rules", &TextSection::key);
        ASSERT_NE(rules, text.sections.end());
        EXPECT_TRUE(has(rules->body_zh, "国家政治")) << "C2.4c";
        EXPECT_TRUE(has(rules->body_en, "olitical"));
        TextDocument again = text;
        show_scope_notice(again, audience);
        EXPECT_EQ(again, text) << "said once is enough";
        rules->body_zh = "准时来。";
        rules->body_en = "Be on time.";
        show_scope_notice(text, audience);
        EXPECT_TRUE(has(rules->body_zh, "国家政治")) << "C2.4c: shown though not typed";
        EXPECT_TRUE(has(rules->body_en, "political"));
    }
    TextDocument small = standard_text(Purpose::service, Audience::under_8);
    const TextDocument before = small;
    show_scope_notice(small, Audience::under_8);
    EXPECT_EQ(small, before);
}

// C2.4c: and there is no place to store what a visitor said about it: no table, column or closed word names politics.
TEST(StandardTexts, HaveNoPlaceForWhatAVisitorSaidOnPolitics) {
    std::size_t looked_at = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(XINAN_SOURCE_DIR) / "server")) {
        const auto name = entry.path().filename().string();
        const bool stored_or_sent = name.ends_with(".sql") || name.ends_with("_dto.hpp") || name.ends_with("rules.hpp");
        if (!entry.is_regular_file() || !stored_or_sent) continue;
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        EXPECT_FALSE(text.empty()) << name;
        EXPECT_FALSE(has(text, "politic") || has(text, "政治")) << entry.path();
        ++looked_at;
    }
    EXPECT_GT(looked_at, 40U);
}

// C5.4.3b: the consent to counselling says that a record is kept and who reads it, and that recordings are asked separately.
TEST(StandardTexts, SayThatARecordIsKeptAndWhoReadsIt) {
    for (const Audience audience : kAudiences) {
        const TextDocument text = standard_text(Purpose::service, audience);
        const auto record = std::ranges::find(text.sections, "record", &TextSection::key);
        ASSERT_NE(record, text.sections.end());
        EXPECT_TRUE(has(record->body_zh, "能看"));
        EXPECT_TRUE(has(record->body_zh, "录"));
    }
}

TEST(StandardTexts, SpeakToEachReaderInTheirVoice) {
    each_text([](Purpose, Audience audience, const TextDocument& text) {
        for (const TextSection& section : text.sections) {
            const bool grown_up = audience == Audience::adult || audience == Audience::guardian;
            EXPECT_FALSE(has(section.body_zh, grown_up ? "你" : "您")) << section.key;
            for (const std::string_view word : {"患者", "病人", "客户", "治疗师", "patient", "client", "therapist"}) {
                EXPECT_FALSE(has(section.body_zh, word) || has(section.body_en, word)) << word;
            }
        }
    });
}

// C1.4a: below fourteen no sentence is longer than 65 characters, below eight none longer than 45.
TEST(StandardTexts, AreShortForChildren) {
    each_text([](Purpose, Audience audience, const TextDocument& text) {
        if (audience != Audience::under_8 && audience != Audience::from_8_to_13) return;
        const std::size_t max = audience == Audience::under_8 ? 45 : 65;
        for (const TextSection& section : text.sections) {
            if (section.key == "limits") continue;  // the list of grounds is the law's own
            for (std::size_t from = 0; from < section.body_zh.size();) {
                const std::size_t end = std::min(section.body_zh.find("。", from), section.body_zh.size());
                EXPECT_LE(code_points(std::string_view(section.body_zh).substr(from, end - from)), max)
                    << section.body_zh.substr(from, end - from);
                from = end + std::string_view("。").size();
            }
        }
    });
}

// Every house and every reader: who learns what, what never; teachers and employers never learn what was said.
TEST(Disclosure, AnswersEveryReaderOfEveryHouse) {
    for (const char* kind : kKinds) {
        for (const Audience audience : kAudiences) {
            SCOPED_TRACE(kind);
            std::size_t rows = 0;
            bool counsellor = false, keeper = false;
            for (const WhoLearns& row : who_learns()) {
                if (!applies(row, centre_word(kind), audience)) continue;
                ++rows;
                counsellor = counsellor || row.who.zh == "负责的咨询师";
                keeper = keeper || row.who.zh == "档案管理员";
                EXPECT_FALSE(row.learns.empty());
                for (const Says& says : row.learns) {
                    EXPECT_FALSE(says.zh.empty() || says.en.empty());
                    EXPECT_FALSE(has(says.zh, "你") || has(says.zh, "您"));
                }
                if (row.who.zh == "负责的咨询师" || row.who.zh == "来访者本人") continue;
                EXPECT_FALSE(row.never.empty()) << row.who.zh;
            }
            EXPECT_GE(rows, 7U);
            EXPECT_TRUE(counsellor && keeper);
        }
    }
}

}  // namespace
}  // namespace xinan::consent
