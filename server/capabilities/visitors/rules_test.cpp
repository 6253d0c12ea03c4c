// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of persons as tables: each row tells a story and names its clause.
#include "capabilities/visitors/rules.hpp"

#include <gtest/gtest.h>

#include "access/access_table.hpp"
#include "base/testing.hpp"
#include "capabilities/visitors/form.hpp"
#include "http/route.hpp"
#include "identity/identity.hpp"

namespace xinan::visitors {
namespace {

using testing::code_of;
using testing::day;
using testing::must;

const LocalDate kToday = day(2026, 11, 23);

struct PersonRow {
    std::string_view story;
    PersonRequest request;
    Strength strength;
    Verdict verdict;
    std::string_view guard;
    std::vector<std::string> clauses;
};
// clang-format off
const PersonRow kPersons[] = {
    {"a pupil of the school",            {CentreKind::school, Kind::pupil, day(2013, 5, 1), true, kToday},   Strength::warn, Verdict::permit, "", {}},
    {"a parent without a birthday",      {CentreKind::school, Kind::parent, {}, false, kToday},              Strength::warn, Verdict::permit, "", {}},
    {"a neighbour comes to the school",  {CentreKind::school, Kind::adult, {}, false, kToday},               Strength::warn, Verdict::warn,   "visitors.kind_outside_list", {"C2.1a", "C6.4a"}},
    {"the centre wants no neighbours",   {CentreKind::school, Kind::adult, {}, false, kToday},               Strength::hard, Verdict::refuse, "visitors.kind_outside_list", {"C2.1a", "C6.4a"}},
    {"the centre does not mind",         {CentreKind::school, Kind::adult, {}, false, kToday},               Strength::off,  Verdict::permit, "", {}},
    {"a community serves everybody",     {CentreKind::community, Kind::adult, {}, false, kToday},            Strength::hard, Verdict::permit, "", {}},
    {"a company has no pupils",          {CentreKind::eap, Kind::pupil, {}, false, kToday},                  Strength::hard, Verdict::refuse, "visitors.kind_outside_list", {"C2.1a", "C6.4a"}},
    {"born tomorrow",                    {CentreKind::school, Kind::pupil, day(2026, 11, 24), false, kToday}, Strength::off, Verdict::refuse, "visitors.birthday", {"B2.1.1c"}},
    {"born today",                       {CentreKind::school, Kind::pupil, kToday, false, kToday},           Strength::off,  Verdict::permit, "", {}},
    {"born in 1900",                     {CentreKind::school, Kind::staff, day(1900, 1, 1), false, kToday},  Strength::off,  Verdict::refuse, "visitors.birthday", {"B2.1.1c"}},
    {"a parent in a class",              {CentreKind::school, Kind::parent, {}, true, kToday},               Strength::off,  Verdict::refuse, "visitors.class_not_pupil", {"B2.1.1c"}},
};
// clang-format on

TEST(PersonRule, FollowsTheTable) {
    for (const PersonRow& row : kPersons) {
        SCOPED_TRACE(row.story);
        Parameters parameters;
        parameters.kind_outside_list = row.strength;
        const Decision decision = decide_person(row.request, parameters);
        EXPECT_EQ(decision.verdict(), row.verdict);
        ASSERT_EQ(decision.findings().size(), row.guard.empty() ? 0U : 1U);
        if (row.guard.empty()) continue;
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_EQ(decision.clauses(), row.clauses);
    }
}

// B2.1.1c: who may be the same person is offered; a shared phone alone is a family.
TEST(DuplicateRule, OffersNamesakesAndTellsTheLikelyOnesApart) {
    const Traits wei{"张伟", day(2012, 3, 4), "13800138000", "2024031207"};
    struct Row {
        std::string_view story;
        Traits other;
        Likeness likeness;
    };
    const Row table[] = {
        {"the same in all", wei, Likeness::likely},
        {"another name under the same student number", {"张维", {}, "", "2024031207"}, Likeness::likely},
        {"same name, same birthday", {"张伟", day(2012, 3, 4), "", "2024031208"}, Likeness::likely},
        {"same name, same phone", {"张伟", {}, "13800138000", ""}, Likeness::likely},
        {"same name, nothing else known", {"张伟", {}, "", ""}, Likeness::namesake},
        {"same name, other birthday", {"张伟", day(2011, 3, 4), "13900139000", "2023031207"}, Likeness::namesake},
        {"mother with the same phone", {"李芳", {}, "13800138000", ""}, Likeness::none},
        {"nobody", {"", {}, "", ""}, Likeness::none},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        EXPECT_EQ(likeness(wei, row.other), row.likeness);
        EXPECT_EQ(likeness(row.other, wei), row.likeness);
    }
}

TEST(SearchRule, ReadsWhatPeopleType) {
    using K = Criterion::Kind;
    struct Row {
        std::string_view typed;
        std::vector<Criterion> read;
    };
    const Row table[] = {
        {"张伟", {{K::name, "张伟"}}},
        {" 张伟  1207 ", {{K::name, "张伟"}, {K::last_four, "1207"}}},
        {"zhang wei", {{K::latin_name, "zhangwei"}}},
        {"ZW 1207", {{K::latin_name, "zw"}, {K::last_four, "1207"}}},
        {"阿卜杜拉•买买提", {{K::name, "阿卜杜拉买买提"}}},
        {"138 0013 8000", {{K::number, "13800138000"}}},
        {"+86 13800138000", {{K::number, "13800138000"}}},
        {"１３８００１３８０００", {{K::number, "13800138000"}}},
        {"v-7k2m", {{K::code, "V-7K2M"}}},
        {"V7K2M", {{K::code, "V-7K2M"}}},
        {"vera", {{K::latin_name, "vera"}}},
        {"g2024031207", {{K::number, "G2024031207"}}},
        {"𠮷田 䶮", {{K::name, "𠮷田䶮"}}},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.typed);
        EXPECT_EQ(must(read_search(row.typed)), row.read);
    }
    EXPECT_EQ(code_of(read_search("")), "visitors.search_empty");
    EXPECT_EQ(code_of(read_search("  ·  ")), "visitors.search_empty");
    EXPECT_EQ(code_of(read_search("张伟 1207 1208 1209")), "visitors.search_criteria");
    EXPECT_EQ(code_of(read_search(std::string(10'000, 'a'))), "visitors.search_empty");
}

TEST(StudentNumberRule, KeepsLettersDigitsAndDashes) {
    EXPECT_EQ(must(clean_student_number(" g 2024-03/07 ")), "G2024-03/07");
    EXPECT_EQ(must(clean_student_number("２０２４")), "2024");
    for (const char* wrong : {"", "   ", "学号1", "1;DROP", "123456789012345678901234567890123"}) {
        EXPECT_EQ(code_of(clean_student_number(wrong)), "visitors.student_number") << wrong;
    }
    EXPECT_EQ(last_four_of("2024031207"), "1207");
    EXPECT_EQ(last_four_of("12"), "12");
}

// A class is a year of entry; it is promoted by the calendar, on the day the school year begins.
TEST(ClassRule, TheGradeFollowsTheSchoolYear) {
    struct Row {
        std::string_view story;
        Stage stage;
        std::int64_t entry_year;
        LocalDate day;
        SchoolCalendar calendar;
        int grade;
    };
    const SchoolCalendar six_three{};
    const SchoolCalendar five_four{901, 5, 4, 3};
    const Row table[] = {
        {"first year, in autumn", Stage::junior, 2026, day(2026, 11, 23), six_three, 1},
        {"first year, in spring", Stage::junior, 2026, day(2027, 5, 1), six_three, 1},
        {"the last day of the year", Stage::junior, 2025, day(2026, 8, 31), six_three, 1},
        {"promoted the day after", Stage::junior, 2025, day(2026, 9, 1), six_three, 2},
        {"in the last grade", Stage::junior, 2024, day(2026, 11, 23), six_three, 3},
        {"has left", Stage::junior, 2023, day(2026, 11, 23), six_three, 0},
        {"four junior years where it is so", Stage::junior, 2023, day(2026, 11, 23), five_four, 4},
        {"sixth primary grade", Stage::primary, 2021, day(2026, 11, 23), six_three, 6},
        {"no sixth grade where it is five", Stage::primary, 2021, day(2026, 11, 23), five_four, 0},
        {"not entered yet", Stage::senior, 2027, day(2026, 11, 23), six_three, 0},
        {"other stages have no grade", Stage::other, 2026, day(2026, 11, 23), six_three, 0},
        {"a school that begins in March", Stage::senior, 2026, day(2027, 3, 1), {301, 6, 3, 3}, 2},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        EXPECT_EQ(grade_on({{}, row.entry_year, 3, row.stage, 0, {}}, row.day, row.calendar), row.grade);
    }
}

// A1.3a: nothing outside the list is collected, and each field says why it is asked.
TEST(FormRule, EveryFieldStatesItsPurposeInBothLanguages) {
    for (const FormField& field : form_fields()) {
        SCOPED_TRACE(field.key);
        for (const std::string_view text : {field.label_zh, field.label_en, field.purpose_zh, field.purpose_en}) {
            EXPECT_GE(text.size(), 4U);
        }
        EXPECT_EQ(field.required_at & ~field.asked_at, 0) << "what is required is asked";
        EXPECT_NE(field.asked_at, 0);
    }
}

TEST(FormRule, FollowsTheTable) {
    using access::Class;
    struct Row {
        std::string_view story;
        FormEntry entry;
        Class reads;
        bool by_visitor;
        std::string_view guard;
    };
    const Row table[] = {
        {"reception fills a contact", {"emergency_contact_name", false, 3, FormSource::guardian}, Class::personal, false, ""},
        {"reception hears a concern", {"main_concern", false, 3, FormSource::self}, Class::personal, false, "visitors.form_field_closed"},
        {"the counsellor writes a concern", {"main_concern", false, 3, FormSource::self}, Class::content, false, ""},
        {"religion is not asked", {"religion", false, 3, FormSource::self}, Class::content, false, "visitors.form_field_unknown"},
        {"a visitor speaks for the teacher", {"main_concern", false, 3, FormSource::teacher}, Class::content, true, "visitors.form_source"},
        {"a visitor speaks for himself", {"main_concern", false, 3, FormSource::self}, Class::content, true, ""},
        {"far too long", {"lives_with", false, 61, FormSource::self}, Class::content, true, "visitors.form_field_long"},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.story);
        const Decision decision = decide_form(CentreKind::school, row.reads, row.by_visitor, std::span(&row.entry, 1));
        EXPECT_EQ(decision.verdict(), row.guard.empty() ? Verdict::permit : Verdict::refuse);
        if (row.guard.empty() || decision.findings().empty()) continue;
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_EQ(decision.clauses(), std::vector<std::string>{"A1.3a"});
    }
    const FormEntry twice[] = {{"boarding", false, 2, FormSource::self}, {"boarding", false, 2, FormSource::self}};
    EXPECT_EQ(decide_form(CentreKind::school, Class::content, true, twice).findings().front().guard.name, "visitors.form_field_twice");
    const FormEntry boarding{"boarding", false, 2, FormSource::self};
    const Decision elsewhere = decide_form(CentreKind::eap, Class::content, true, std::span(&boarding, 1));
    ASSERT_FALSE(elsewhere.findings().empty());
    EXPECT_EQ(elsewhere.findings().front().guard.name, "visitors.form_field_unknown") << "a company does not ask for the dormitory";
    EXPECT_EQ(elsewhere.clauses(), (std::vector<std::string>{"B2.1.2h", "A1.3a"}));
}

// B2.1.2h, D2.1a: complete means every required field of this kind of centre, and reception alone can complete it.
TEST(FormRule, IsCompleteWithTheRequiredFieldsOfTheKindOfCentre) {
    std::vector<std::string> filled;
    EXPECT_FALSE(form_complete(CentreKind::school, filled));
    for (const FormField* field : fields_for(CentreKind::school, access::Class::personal)) filled.emplace_back(field->key);
    EXPECT_TRUE(form_complete(CentreKind::school, filled));
    std::erase(filled, "emergency_contact_phone");
    EXPECT_FALSE(form_complete(CentreKind::school, filled));
    EXPECT_TRUE(form_complete(CentreKind::eap, filled));
}

// The rules of this folder and the lines written by hand in tests/contract/access.csv say the same in every cell.
TEST(AccessTable, AgreesWithTheRules) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(testing::repository_file("tests/contract/access.csv")));
    const auto differences = access::check_access_table(policy, access::rows_of(table, "visitors."));
    EXPECT_TRUE(differences.empty()) << differences.size() << ": " << (differences.empty() ? "" : differences.front());
}

TEST(AccessTable, EveryRouteNamesARule) {
    access::Policy policy;
    policy.add(rules());
    policy.add(identity::rules());
    for (const http::Route& route : routes()) EXPECT_TRUE(policy.knows(route.action)) << route.action;
}

}  // namespace
}  // namespace xinan::visitors
