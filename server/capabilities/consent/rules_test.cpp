// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of consent as tables, in the order in which they decide; each row names its clause.
#include "capabilities/consent/rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "capabilities/consent/texts.hpp"

namespace xinan::consent {
namespace {

using visitors::AgeGroup;
using visitors::Kind;

SigningFacts teen_signs() {
    return {.age = AgeGroup::from_14_to_17, .kind = Kind::pupil, .purpose = Purpose::service,
            .audience = Audience::from_14_to_17, .by = Side::self, .entered_by = Word::staff, .medium = Medium::screen,
            .has_signature = true};
}
SigningFacts mother_signs(AgeGroup age) {
    return {.age = age, .kind = Kind::pupil, .purpose = Purpose::service, .audience = Audience::guardian, .by = Side::guardian,
            .entered_by = Word::staff, .medium = Medium::screen, .has_signature = true, .guardian_in_force = true,
            .guardian_age = AgeGroup::adult};
}
template <class F>
SigningFacts with(SigningFacts facts, F change) {
    change(facts);
    return facts;
}

struct SigningRow {
    const char* story;
    SigningFacts facts;
    std::string_view guard;   // empty: permitted
    std::string_view clause;
};

// clang-format off
const SigningRow kSigning[] = {
    {"a pupil of fifteen signs alone",                teen_signs(), "", ""},
    {"a mother signs for a child of six",             mother_signs(AgeGroup::under_8), "", ""},
    {"a mother signs for a pupil of twelve",          mother_signs(AgeGroup::from_8_to_13), "", ""},
    {"a pupil signs as the guardian",                 with(mother_signs(AgeGroup::from_8_to_13), [](auto& f) { f.entered_by = Word::self; }), "consent.not_yours", "D2.1b"},
    {"a guardian signs as the pupil",                 with(teen_signs(), [](auto& f) { f.entered_by = Word::guardian; }), "consent.not_yours", "D2.1b"},
    {"the text is no longer the newest",              with(teen_signs(), [](auto& f) { f.text_is_newest = false; }), "consent.text_outdated", "A3.3a"},
    {"who signs is informed by the newest text",      with(teen_signs(), [](auto& f) { f.text_is_newest = false; }), "consent.text_outdated", "B1.c"},
    {"a child of six signs alone",                    with(teen_signs(), [](auto& f) { f.age = AgeGroup::under_8; f.audience = Audience::under_8; }), "consent.guardian_signs", "D2.1b"},
    {"a mother signs for a grown-up",                 mother_signs(AgeGroup::adult), "consent.adult_signs_alone", "A1.2b"},
    {"a mother signs for a visitor who is no pupil",  with(mother_signs(AgeGroup::unknown), [](auto& f) { f.kind = Kind::staff; }), "consent.adult_signs_alone", "A1.2b"},
    {"a mother signs though nobody asked her",        mother_signs(AgeGroup::from_14_to_17), "consent.guardian_not_asked", "C1.5h"},
    {"she is no guardian, or no longer",              with(mother_signs(AgeGroup::under_8), [](auto& f) { f.guardian_in_force = false; }), "consent.guardian_not_in_force", "D2.1b"},
    {"the guardian is under age himself",             with(mother_signs(AgeGroup::under_8), [](auto& f) { f.guardian_age = AgeGroup::from_14_to_17; }), "consent.guardian_under_age", "D2.1b"},
    {"the guardian is a pupil of unknown age",        with(mother_signs(AgeGroup::under_8), [](auto& f) { f.guardian_age = AgeGroup::unknown; f.guardian_kind = Kind::pupil; }), "consent.guardian_under_age", "D2.1b"},
    {"the guardian is a parent of unknown age",       with(mother_signs(AgeGroup::under_8), [](auto& f) { f.guardian_age = AgeGroup::unknown; }), "", ""},
    {"the guardian gets the child's text",            with(mother_signs(AgeGroup::under_8), [](auto& f) { f.audience = Audience::under_8; }), "consent.wrong_audience", "C1.4a"},
    {"the pupil gets a text for another age",         with(teen_signs(), [](auto& f) { f.audience = Audience::adult; }), "consent.wrong_audience", "C1.4a"},
    {"a pupil of unknown age signs as an adult",      with(teen_signs(), [](auto& f) { f.age = AgeGroup::unknown; f.audience = Audience::adult; }), "consent.wrong_audience", "C1.4a"},
    {"paper without staff",                           with(teen_signs(), [](auto& f) { f.entered_by = Word::self; f.medium = Medium::paper; f.has_scan = true; }), "consent.medium_needs_staff", "D2.1b"},
    {"a recording agreed to by word only",            with(teen_signs(), [](auto& f) { f.purpose = Purpose::recording; f.medium = Medium::spoken; }), "consent.spoken_not_enough", "C5.4.3a"},
    {"who is in the room agreed to by word only",      with(teen_signs(), [](auto& f) { f.purpose = Purpose::recording; f.medium = Medium::spoken; }), "consent.spoken_not_enough", "B2.4c"},
    {"an observer agreed to by word only",            with(teen_signs(), [](auto& f) { f.purpose = Purpose::observation; f.medium = Medium::spoken; }), "consent.spoken_not_enough", "B2.4c"},
    {"counselling agreed to by word",                 with(teen_signs(), [](auto& f) { f.medium = Medium::spoken; f.has_signature = false; }), "", ""},
    {"a screen without a signature",                  with(teen_signs(), [](auto& f) { f.has_signature = false; }), "consent.signature_missing", "D2.1b"},
    {"paper without its scan",                        with(teen_signs(), [](auto& f) { f.medium = Medium::paper; }), "consent.scan_missing", "D2.1b"},
    {"paper with its scan",                           with(teen_signs(), [](auto& f) { f.medium = Medium::paper; f.has_scan = true; }), "", ""},
    {"the process is not ticked",                     with(teen_signs(), [](auto& f) { f.missing_ticks = {"process"}; }), "consent.ticks_missing", "B2.1.2e"},
    {"the house rules are not ticked",                with(teen_signs(), [](auto& f) { f.missing_ticks = {"house_rules"}; }), "consent.ticks_missing", "B2.1.2f"},
    {"confidentiality is not ticked",                 with(teen_signs(), [](auto& f) { f.missing_ticks = {"confidentiality"}; }), "consent.ticks_missing", "B2.1.2g"},
    {"who explains confidentiality is bound too",     with(teen_signs(), [](auto& f) { f.missing_ticks = {"confidentiality"}; }), "consent.ticks_missing", "C5.4.1a"},
    {"the limits are not ticked",                     with(teen_signs(), [](auto& f) { f.missing_ticks = {"limits"}; }), "consent.ticks_missing", "C5.4.1b"},
    {"the closed list of grounds is not ticked",      with(teen_signs(), [](auto& f) { f.missing_ticks = {"limits"}; }), "consent.ticks_missing", "A3.4b"},
    {"the written record is not ticked",              with(teen_signs(), [](auto& f) { f.missing_ticks = {"record"}; }), "consent.ticks_missing", "C5.4.3b"},
    {"what we do is not ticked",                      with(teen_signs(), [](auto& f) { f.missing_ticks = {"scope"}; }), "consent.ticks_missing", "C1.4b"},
    {"the rights are not ticked",                     with(teen_signs(), [](auto& f) { f.missing_ticks = {"rights"}; }), "consent.ticks_missing", "C1.4c"},
    {"rights in wording for the age",                 with(teen_signs(), [](auto& f) { f.missing_ticks = {"rights"}; }), "consent.ticks_missing", "A5.1c"},
    {"visitors keep the law",                         with(teen_signs(), [](auto& f) { f.missing_ticks = {"house_rules"}; }), "consent.ticks_missing", "C2.4b"},
    {"not sure blocks nothing (C1.4d)",               with(teen_signs(), [](auto& f) { f.understood = Understood::not_sure; }), "", ""},
    {"not sure blocks nothing (D2.1c)",               with(mother_signs(AgeGroup::under_8), [](auto& f) { f.understood = Understood::not_sure; }), "", ""},
};
// clang-format on

TEST(SigningRule, FollowsTheTable) {
    for (const SigningRow& row : kSigning) {
        SCOPED_TRACE(row.story);
        const Decision decision = decide_signing(row.facts, {});
        if (row.guard.empty()) {
            EXPECT_EQ(decision.verdict(), Verdict::permit);
            continue;
        }
        ASSERT_FALSE(decision.findings().empty());
        EXPECT_EQ(decision.findings().front().guard.name, row.guard);
        EXPECT_EQ(decision.verdict(), Verdict::refuse);
        const auto clauses = decision.clauses();
        EXPECT_NE(std::ranges::find(clauses, row.clause), clauses.end()) << row.clause;
    }
}

TEST(SigningRule, AsksTheGuardianOfTeenagersWhereTheCentreWantsIt) {
    EXPECT_EQ(decide_signing(mother_signs(AgeGroup::from_14_to_17), {.guardian_for_14_to_17 = true}).verdict(), Verdict::permit);
}

// C1.4d, D2.1c: how it was understood changes no decision, whatever the other facts are.
RC_GTEST_PROP(SigningRule, NeverLooksAtHowItWasUnderstood, ()) {
    SigningFacts facts = *rc::gen::inRange(0, 2) == 0 ? teen_signs() : mother_signs(static_cast<AgeGroup>(*rc::gen::inRange(0, 5)));
    facts.age = static_cast<AgeGroup>(*rc::gen::inRange(0, 5));
    facts.medium = static_cast<Medium>(*rc::gen::inRange(0, 3));
    facts.has_scan = *rc::gen::arbitrary<bool>();
    facts.understood = std::nullopt;
    const auto without = decide_signing(facts, {}).clauses();
    for (const Understood each : {Understood::said_back, Understood::nodded, Understood::not_sure}) {
        facts.understood = each;
        RC_ASSERT(decide_signing(facts, {}).clauses() == without);
    }
}

// --- what holds ------------------------------------------------------------------------------------------------------

Latest own(Audience audience, bool given = true, std::int64_t version = 1, std::int64_t newest = 1) {
    return {.side = Side::self, .given = given, .audience = audience, .version = version, .newest_version = newest};
}
Latest guardians(bool given = true, std::int64_t version = 1, std::int64_t newest = 1) {
    return {.side = Side::guardian, .given = given, .audience = Audience::guardian, .version = version, .newest_version = newest};
}

struct StateRow {
    const char* story;
    AgeGroup age;
    std::optional<Latest> own, guardian;
    State state;
    std::vector<std::string> missing;
};

// clang-format off
const StateRow kStates[] = {
    {"six: the guardian alone",                AgeGroup::under_8,       {}, guardians(), State::in_force, {}},
    {"six: nobody yet",                        AgeGroup::under_8,       {}, {}, State::none, {"guardian"}},
    {"twelve: both",                           AgeGroup::from_8_to_13,  own(Audience::from_8_to_13), guardians(), State::in_force, {}},
    {"twelve: the guardian is waited for",     AgeGroup::from_8_to_13,  own(Audience::from_8_to_13), {}, State::waiting_guardian, {"guardian"}},
    {"twelve: the pupil has not said yes",     AgeGroup::from_8_to_13,  {}, guardians(), State::none, {"own"}},
    {"fifteen: the pupil alone",               AgeGroup::from_14_to_17, own(Audience::from_14_to_17), {}, State::in_force, {}},
    {"fifteen: what the guardian took back does not count", AgeGroup::from_14_to_17, own(Audience::from_14_to_17), guardians(false), State::in_force, {}},
    {"fourteen now, signed at thirteen",       AgeGroup::from_14_to_17, own(Audience::from_8_to_13), guardians(), State::needs_again, {"newer_text"}},
    {"eighteen now, signed at seventeen",      AgeGroup::adult,         own(Audience::from_14_to_17), {}, State::needs_again, {"newer_text"}},
    {"adult",                                  AgeGroup::adult,         own(Audience::adult), {}, State::in_force, {}},
    {"a new version asks again",               AgeGroup::adult,         own(Audience::adult, true, 1, 2), {}, State::needs_again, {"newer_text"}},
    {"withdrawn",                              AgeGroup::adult,         own(Audience::adult, false), {}, State::withdrawn, {"withdrawn"}},
    {"twelve: the guardian took it back",      AgeGroup::from_8_to_13,  own(Audience::from_8_to_13), guardians(false), State::withdrawn, {"withdrawn"}},
    {"unknown age, an adult's text",           AgeGroup::unknown,       own(Audience::adult), {}, State::in_force, {}},
    {"unknown age, a child's text",            AgeGroup::unknown,       own(Audience::from_8_to_13), {}, State::waiting_guardian, {"guardian"}},
    {"unknown age, nothing",                   AgeGroup::unknown,       {}, {}, State::none, {"own", "guardian"}},
};
// clang-format on

TEST(ConsentState, FollowsTheTable) {
    for (const StateRow& row : kStates) {
        SCOPED_TRACE(row.story);
        EXPECT_EQ(purpose_state(row.own, row.guardian, row.age, {}), row.state);
        std::vector<std::string> missing;
        add_missing(missing, row.own, row.guardian, row.age, {});
        EXPECT_EQ(missing, row.missing);
    }
}

TEST(ConsentState, WaitsForTheGuardianOfATeenagerWhereTheCentreWantsIt) {
    EXPECT_EQ(purpose_state(own(Audience::from_14_to_17), {}, AgeGroup::from_14_to_17, {.guardian_for_14_to_17 = true}),
              State::waiting_guardian);
}

// Nothing is missing exactly when it is in force; a withdrawal on a side never widens what is permitted.
RC_GTEST_PROP(ConsentState, IsInForceExactlyWhenNothingIsMissing, ()) {
    const auto side = [](bool is_own) {
        std::optional<Latest> latest;
        if (*rc::gen::arbitrary<bool>()) {
            latest = is_own ? own(static_cast<Audience>(*rc::gen::inRange(0, 4)), *rc::gen::arbitrary<bool>(), 1, *rc::gen::inRange(1, 3))
                            : guardians(*rc::gen::arbitrary<bool>(), 1, *rc::gen::inRange(1, 3));
        }
        return latest;
    };
    const auto mine = side(true), theirs = side(false);
    const auto age = static_cast<AgeGroup>(*rc::gen::inRange(0, 5));
    const Parameters figures{.guardian_for_14_to_17 = *rc::gen::arbitrary<bool>()};
    std::vector<std::string> missing;
    add_missing(missing, mine, theirs, age, figures);
    const bool in_force = purpose_state(mine, theirs, age, figures) == State::in_force;
    RC_ASSERT(missing.empty() == in_force);
    if (!mine) return;
    Latest taken_back = *mine;
    taken_back.given = false;
    const bool still = purpose_state(taken_back, theirs, age, figures) == State::in_force;
    RC_ASSERT(!still || in_force);
    RC_ASSERT(!still || age == AgeGroup::under_8);  // whose own word is not asked for
}

// D2.1b, B1.a, B2.1.2g: the gate of an ordinary session, hard everywhere.
TEST(ServiceConsentGate, RefusesWithItsClauses) {
    Decision refused;
    check_service_consent(refused, {.in_force = false, .missing = {"own", "guardian"}});
    EXPECT_EQ(refused.verdict(), Verdict::refuse);
    EXPECT_EQ(refused.clauses(), (std::vector<std::string>{"D2.1b", "B1.a", "B2.1.2g"}));
    const auto settled = refused.settle(true);
    ASSERT_FALSE(settled.ok());
    EXPECT_EQ(settled.error().code, "consent.not_in_force");
    EXPECT_FALSE(settled.error().overridable);
    Decision good;
    check_service_consent(good, {.in_force = true, .missing = {}});
    EXPECT_EQ(good.verdict(), Verdict::permit);
}

TEST(WithdrawalRule, LetsEverybodyTakeBackTheirOwn) {
    struct Row {
        Side side;
        Word by;
        bool permitted;
    };
    for (const Row& row : {Row{Side::self, Word::self, true}, Row{Side::guardian, Word::self, true}, Row{Side::self, Word::staff, true},
                           Row{Side::guardian, Word::staff, true}, Row{Side::guardian, Word::guardian, true},
                           Row{Side::self, Word::guardian, false}}) {
        const Decision decision = decide_withdrawal(row.side, row.by);
        EXPECT_EQ(decision.verdict() == Verdict::permit, row.permitted);
        if (!row.permitted) {
            EXPECT_EQ(decision.clauses(), std::vector<std::string>{"A1.2b"});
        }
    }
}

// --- texts -----------------------------------------------------------------------------------------------------------

// Written by hand: what each section of the consent to counselling is for.
const std::vector<std::pair<std::string_view, std::vector<std::string>>> kSections{
    {"process", {"B2.1.2e"}},          {"scope", {"C1.4b"}},          {"house_rules", {"B2.1.2f", "C2.4b"}}, {"confidentiality", {"B2.1.2g", "C5.4.1a"}},
    {"limits", {"C5.4.1b", "A3.4b"}}, {"record", {"C5.4.3b"}}, {"rights", {"C1.4c", "A5.1c"}},
};

TEST(TextRule, DemandsEachSectionForItsClauses) {
    const TextDocument whole = standard_text(Purpose::service, Audience::from_14_to_17);
    ASSERT_EQ(required_sections(Purpose::service).size(), kSections.size());
    for (const auto& [key, clauses] : kSections) {
        SCOPED_TRACE(key);
        TextDocument cut = whole;
        std::erase_if(cut.sections, [&](const TextSection& s) { return s.key == key; });
        const Decision decision = decide_text(Purpose::service, Audience::from_14_to_17, Readability::teenagers, cut);
        ASSERT_EQ(decision.verdict(), Verdict::refuse);
        EXPECT_EQ(decision.findings().front().guard.name, "consent.section_missing");
        EXPECT_EQ(decision.clauses(), clauses);
    }
}

TEST(TextRule, DemandsEachSectionWithItsTick) {
    const TextDocument whole = standard_text(Purpose::service, Audience::adult);
    EXPECT_EQ(decide_text(Purpose::service, Audience::adult, Readability::adults, whole).verdict(), Verdict::permit);
    for (const RequiredSection& required : required_sections(Purpose::service)) {
        for (const bool remove : {true, false}) {
            TextDocument cut = whole;
            if (remove) std::erase_if(cut.sections, [&](const TextSection& s) { return s.key == required.key; });
            else std::ranges::find(cut.sections, required.key, &TextSection::key)->tick = false;
            const Decision decision = decide_text(Purpose::service, Audience::adult, Readability::adults, cut);
            ASSERT_EQ(decision.verdict(), Verdict::refuse) << required.key;
            EXPECT_EQ(decision.clauses().front(), required.clauses.front().id);
        }
    }
}

TEST(TextRule, DemandsTheRightReadersAndNoSectionTwice) {
    TextDocument text = standard_text(Purpose::recording, Audience::from_8_to_13);
    const auto verdict = [&](Audience audience, Readability readability) {
        return decide_text(Purpose::recording, audience, readability, text).verdict();
    };
    EXPECT_EQ(verdict(Audience::from_8_to_13, Readability::children), Verdict::permit);
    EXPECT_EQ(verdict(Audience::from_8_to_13, Readability::teenagers), Verdict::refuse);  // C1.4a
    EXPECT_EQ(verdict(Audience::under_8, Readability::adults), Verdict::refuse);
    EXPECT_EQ(verdict(Audience::from_14_to_17, Readability::adults), Verdict::refuse);
    EXPECT_EQ(verdict(Audience::from_14_to_17, Readability::children), Verdict::permit);
    EXPECT_EQ(decide_text(Purpose::recording, Audience::under_8, Readability::adults, text).clauses(), std::vector<std::string>{"C1.4a"});
    text.sections.push_back(text.sections.front());
    EXPECT_EQ(verdict(Audience::from_8_to_13, Readability::children), Verdict::refuse);
}

}  // namespace
}  // namespace xinan::consent
