// SPDX-License-Identifier: AGPL-3.0-or-later
// Which deeds are a visitor's own, and how acts are said.
#include <gtest/gtest.h>

#include "base/testing.hpp"
#include "capabilities/audit/audit.hpp"
#include "capabilities/audit/rules.hpp"

namespace xinan::audit {
namespace {

using ledger::Deed;
using ledger::Subject;

const PersonId kMe{{1}};
const PersonId kOther{{2}};
const CaseId kMine{{3}};
const CaseId kNotMine{{4}};

Deed about(std::vector<Subject> subjects) {
    Deed deed;
    deed.subjects = std::move(subjects);
    return deed;
}

// D3.1b: everything that names me or my case; A7.3b: nothing else, and of a shared deed my own subjects only.
TEST(OwnRule, IsWhatNamesMeOrMyCase) {
    const Own own{kMe, {kMine}};
    const Subject me = ledger::subject("person", kMe), other = ledger::subject("person", kOther);
    const Subject mine = ledger::subject("case", kMine), not_mine = ledger::subject("case", kNotMine);
    EXPECT_EQ(own_subjects(about({me}), own), std::vector{me}) << "D3.1b: the whole history of my file";
    EXPECT_EQ(own_subjects(about({mine, me}), own), (std::vector{mine, me}));
    EXPECT_EQ(own_subjects(about({mine}), own), std::vector{mine}) << "a refused attempt on my case";
    EXPECT_EQ(own_subjects(about({other, me}), own), std::vector{me}) << "A7.3b: a board of many";
    EXPECT_TRUE(own_subjects(about({other, not_mine}), own).empty()) << "A7.3b";
    EXPECT_TRUE(own_subjects(about({ledger::subject("case", CaseId{kMe.bytes})}), own).empty()) << "the kind counts, not the number alone";
    EXPECT_TRUE(own_subjects(about({}), own).empty());
}

TEST(OwnRule, ListsAreMergedNewestFirstWithoutTwins) {
    const auto entries = [](std::vector<std::uint64_t> numbers) {
        std::vector<ledger::Entry> list(numbers.size());
        for (std::size_t i = 0; i < numbers.size(); ++i) list[i].sequence = numbers[i];
        return list;
    };
    const auto merged = newest_of({entries({9, 5, 1}), entries({8, 5}), {}}, 3);
    ASSERT_EQ(merged.size(), 3U);
    EXPECT_EQ(merged[0].sequence, 9U);
    EXPECT_EQ(merged[1].sequence, 8U);
    EXPECT_EQ(merged[2].sequence, 5U);
}

TEST(Words, EveryActIsSaidInBothLanguages) {
    const auto messages = xinan::testing::must(Messages::load(xinan::testing::repository_file("messages/zh.yaml"),
                                                              xinan::testing::repository_file("messages/en.yaml")));
    EXPECT_EQ(action_text(messages, Language::zh, "archive.content.read"), "打开了您的档案");
    EXPECT_EQ(action_text(messages, Language::en, "archive.content.read"), "Opened your archive file");
    EXPECT_EQ(action_text(messages, Language::en, "casework.case.invented"), "Worked with your case");
    EXPECT_EQ(action_text(messages, Language::en, "lending.book.lend"), "Did something that concerns you");
    EXPECT_EQ(purpose_text(messages, Language::en, "care"), "counselling");
    EXPECT_EQ(purpose_text(messages, Language::en, "unheard_of"), "other");
}

}  // namespace
}  // namespace xinan::audit
