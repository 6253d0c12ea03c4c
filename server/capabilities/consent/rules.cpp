// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/consent/rules.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace xinan::consent {
namespace {

using visitors::AgeGroup;

bool contains(std::span<const std::string> list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

void refuse(Decision& decision, Guard guard, std::vector<Clause> clauses, Args args = {}) {
    decision.add({guard, Strength::hard, std::move(clauses), std::move(args)});
}

void add_once(std::vector<std::string>& list, std::string_view word) {
    if (!contains(list, word)) list.emplace_back(word);
}

std::optional<Audience> audience_of(AgeGroup age) {
    switch (age) {
        case AgeGroup::under_8: return Audience::under_8;
        case AgeGroup::from_8_to_13: return Audience::from_8_to_13;
        case AgeGroup::from_14_to_17: return Audience::from_14_to_17;
        case AgeGroup::adult: return Audience::adult;
        case AgeGroup::unknown: break;
    }
    return std::nullopt;
}

bool is_adult(AgeGroup age, visitors::Kind kind) { return age_for_consent(age, kind) == AgeGroup::adult; }

void check_guardian(Decision& decision, const SigningFacts& facts, const Parameters& parameters) {
    if (is_adult(facts.age, facts.kind)) return refuse(decision, "consent.adult_signs_alone", {"A1.2b"});
    if (facts.age == AgeGroup::from_14_to_17 && !parameters.guardian_for_14_to_17) {
        return refuse(decision, "consent.guardian_not_asked", {"C1.5h"});
    }
    if (!facts.guardian_in_force) refuse(decision, "consent.guardian_not_in_force", {"D2.1b"});
    else if (!is_adult(facts.guardian_age, facts.guardian_kind)) refuse(decision, "consent.guardian_under_age", {"D2.1b"});
    if (facts.audience != Audience::guardian) refuse(decision, "consent.wrong_audience", {"C1.4a"});
}

void check_own(Decision& decision, const SigningFacts& facts) {
    const auto audience = own_audience(facts.age, facts.kind);
    if (!audience) return refuse(decision, "consent.guardian_signs", {"D2.1b"});
    if (facts.audience != *audience) refuse(decision, "consent.wrong_audience", {"C1.4a"});
}

void check_medium(Decision& decision, const SigningFacts& facts) {
    if (facts.medium != Medium::screen && facts.entered_by != Word::staff) refuse(decision, "consent.medium_needs_staff", {"D2.1b"});
    const bool must_be_written = facts.purpose == Purpose::recording || facts.purpose == Purpose::observation ||
                                 facts.purpose == Purpose::research;
    if (facts.medium == Medium::spoken && must_be_written) refuse(decision, "consent.spoken_not_enough", {"C5.4.3a", "B2.4c"});
    if (facts.medium == Medium::screen && !facts.has_signature) refuse(decision, "consent.signature_missing", {"D2.1b"});
    if (facts.medium == Medium::paper && !facts.has_scan) refuse(decision, "consent.scan_missing", {"D2.1b"});
}

const std::vector<RequiredSection>& service_sections() {
    static const std::vector<RequiredSection> kSections{
        {"process", {"B2.1.2e"}},          {"scope", {"C1.4b"}},
        {"house_rules", {"B2.1.2f", "C2.4b"}}, {"confidentiality", {"B2.1.2g", "C5.4.1a"}},
        {"limits", {"C5.4.1b", "A3.4b"}},  {"record", {"C5.4.3b"}},
        {"rights", {"C1.4c", "A5.1c"}},
    };
    return kSections;
}

const std::vector<RequiredSection>& other_sections() {
    static const std::vector<RequiredSection> kSections{{"withdraw", {"A1.2b"}}};
    return kSections;
}

// Why each of these sections must be ticked; D2.1b for a section of the centre's own.
std::vector<Clause> clauses_of(Purpose purpose, std::span<const std::string> keys) {
    std::vector<Clause> clauses;
    for (const RequiredSection& section : required_sections(purpose)) {
        if (contains(keys, section.key)) clauses.insert(clauses.end(), section.clauses.begin(), section.clauses.end());
    }
    if (clauses.empty()) clauses.push_back(Clause("D2.1b"));
    return clauses;
}

std::string joined(std::span<const std::string> words) {
    std::string out;
    for (const std::string& word : words) out.append(out.empty() ? "" : " ").append(word);
    return out;
}

bool suits(Readability readability, Audience audience) {
    switch (audience) {
        case Audience::under_8:
        case Audience::from_8_to_13: return readability == Readability::children;
        case Audience::from_14_to_17: return readability != Readability::adults;
        case Audience::adult:
        case Audience::guardian: return true;
    }
    return false;
}

}  // namespace

// --- whose agreement -------------------------------------------------------------------------------------------------

AgeGroup age_for_consent(AgeGroup age, visitors::Kind kind) {
    return age == AgeGroup::unknown && kind != visitors::Kind::pupil ? AgeGroup::adult : age;
}

Needs needs(AgeGroup age, std::optional<Audience> own, const Parameters& parameters) {
    switch (age) {
        case AgeGroup::under_8: return {.own = false, .guardian = true};
        case AgeGroup::from_8_to_13: return {.own = true, .guardian = true};
        case AgeGroup::from_14_to_17: return {.own = true, .guardian = parameters.guardian_for_14_to_17};
        case AgeGroup::adult: return {.own = true, .guardian = false};
        case AgeGroup::unknown: return {.own = true, .guardian = own != Audience::adult};
    }
    return {};
}

Standing standing_of(const std::optional<Latest>& latest, AgeGroup age) {
    if (!latest) return Standing::none;
    if (!latest->given) return Standing::withdrawn;
    if (latest->version != latest->newest_version) return Standing::outdated;
    const auto audience = audience_of(age);
    if (latest->side == Side::self && audience && latest->audience != *audience) return Standing::outdated;
    return Standing::current;
}

namespace {
// Both sides of one purpose; a side that is not needed counts as current.
struct Both {
    Standing own;
    Standing guardian;
    [[nodiscard]] bool any(Standing standing) const { return own == standing || guardian == standing; }
};
Both both(const std::optional<Latest>& own, const std::optional<Latest>& guardian, AgeGroup age, const Parameters& parameters) {
    const Needs needed = needs(age, own ? std::optional(own->audience) : std::nullopt, parameters);
    return {needed.own ? standing_of(own, age) : Standing::current,
            needed.guardian ? standing_of(guardian, age) : Standing::current};
}
}  // namespace

State purpose_state(const std::optional<Latest>& own, const std::optional<Latest>& guardian, AgeGroup age,
                    const Parameters& parameters) {
    const Both sides = both(own, guardian, age, parameters);
    if (sides.any(Standing::withdrawn)) return State::withdrawn;
    if (sides.any(Standing::outdated)) return State::needs_again;
    if (sides.own == Standing::none) return State::none;
    if (sides.guardian == Standing::none) return own ? State::waiting_guardian : State::none;
    return State::in_force;
}

void add_missing(std::vector<std::string>& missing, const std::optional<Latest>& own, const std::optional<Latest>& guardian,
                 AgeGroup age, const Parameters& parameters) {
    const Both sides = both(own, guardian, age, parameters);
    if (sides.own == Standing::none) add_once(missing, "own");
    if (sides.guardian == Standing::none) add_once(missing, "guardian");
    if (sides.any(Standing::outdated)) add_once(missing, "newer_text");
    if (sides.any(Standing::withdrawn)) add_once(missing, "withdrawn");
}

void check_service_consent(Decision& decision, const ServiceConsent& consent) {
    if (!consent.in_force) {
        refuse(decision, "consent.not_in_force", {"D2.1b", "B1.a", "B2.1.2g"}, {{"missing", joined(consent.missing)}});
    }
}

// --- signing and withdrawing -----------------------------------------------------------------------------------------

std::optional<Audience> own_audience(AgeGroup age, visitors::Kind kind) {
    if (age == AgeGroup::under_8) return std::nullopt;
    if (age == AgeGroup::unknown) return is_adult(age, kind) ? Audience::adult : Audience::from_8_to_13;
    return audience_of(age);
}

Decision decide_signing(const SigningFacts& facts, const Parameters& parameters) {
    Decision decision;
    const bool for_another = (facts.entered_by == Word::self && facts.by == Side::guardian) ||
                             (facts.entered_by == Word::guardian && facts.by == Side::self);
    if (for_another) refuse(decision, "consent.not_yours", {"D2.1b"});
    if (!facts.text_is_newest) refuse(decision, "consent.text_outdated", {"A3.3a", "B1.c"});
    if (facts.by == Side::guardian) check_guardian(decision, facts, parameters);
    else check_own(decision, facts);
    check_medium(decision, facts);
    if (!facts.missing_ticks.empty()) {
        refuse(decision, "consent.ticks_missing", clauses_of(facts.purpose, facts.missing_ticks),
               {{"missing", joined(facts.missing_ticks)}});
    }
    return decision;
}

Decision decide_withdrawal(Side side_of_consent, Word by) {
    Decision decision;
    if (by == Word::guardian && side_of_consent == Side::self) refuse(decision, "consent.not_yours", {"A1.2b"});
    return decision;
}

// --- texts -----------------------------------------------------------------------------------------------------------

std::span<const RequiredSection> required_sections(Purpose purpose) {
    return purpose == Purpose::service ? service_sections() : other_sections();
}

std::vector<std::string> missing_ticks(const TextDocument& document, std::span<const std::string> ticks) {
    std::vector<std::string> missing;
    for (const TextSection& section : document.sections) {
        if (section.tick && !contains(ticks, section.key)) missing.push_back(section.key);
    }
    return missing;
}

Decision decide_text(Purpose purpose, Audience audience, Readability readability, const TextDocument& document) {
    Decision decision;
    for (const RequiredSection& required : required_sections(purpose)) {
        const auto found = std::ranges::find(document.sections, required.key, &TextSection::key);
        if (found == document.sections.end() || !found->tick) {
            refuse(decision, "consent.section_missing", required.clauses, {{"section", std::string(required.key)}});
        }
    }
    std::set<std::string_view> seen;
    for (const TextSection& section : document.sections) {
        if (!seen.insert(section.key).second) refuse(decision, "consent.section_twice", {"C1.4a"}, {{"section", section.key}});
    }
    if (!suits(readability, audience)) refuse(decision, "consent.readability", {"C1.4a"});
    return decision;
}

}  // namespace xinan::consent
