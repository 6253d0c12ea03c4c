// SPDX-License-Identifier: AGPL-3.0-or-later
// What makes a consent: who must agree, what must be ticked, who may withdraw, and what a text must say. Pure.
// These guards are the parts of one hard gate of DESIGN §2 (consent in force), so they have no strength setting.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decision.hpp"
#include "capabilities/consent/consent.hpp"

namespace xinan::consent {

// How it was understood, as the person who explained saw it (C1.4d, D2.1c). Never an examination, never a block.
enum class Understood : std::uint8_t { said_back, nodded, not_sure };
BOOST_DESCRIBE_ENUM(Understood, said_back, nodded, not_sure)
// For whose eyes a text was worded; a person vouches for it when publishing (C1.4a).
enum class Readability : std::uint8_t { children, teenagers, adults };
BOOST_DESCRIBE_ENUM(Readability, children, teenagers, adults)

struct Parameters {
    bool guardian_for_14_to_17 = false;
    std::int64_t signature_bytes_max = 200 * 1024;
    std::int64_t scan_bytes_max = 5 * 1024 * 1024;
};

// Of unknown age, only a pupil may be a child: everybody else counts as an adult.
visitors::AgeGroup age_for_consent(visitors::AgeGroup, visitors::Kind);

// Whose agreement is needed. own_audience: of the newest text the person signed for himself; decides when no age is known.
struct Needs {
    bool own = true;
    bool guardian = true;
    friend bool operator==(const Needs&, const Needs&) = default;
};
Needs needs(visitors::AgeGroup, std::optional<Audience> own_audience, const Parameters&);

// The last thing said by one side about one purpose.
struct Latest {
    Side side = Side::self;
    bool given = false;                // false: withdrawn
    Audience audience = Audience::adult;
    std::int64_t version = 1;
    std::int64_t newest_version = 1;   // published for that audience
};
enum class Standing : std::uint8_t { none, current, outdated, withdrawn };
// The text of an earlier age counts as outdated: who has become 14 or 18 is asked again in his own words.
Standing standing_of(const std::optional<Latest>&, visitors::AgeGroup);
State purpose_state(const std::optional<Latest>& own, const std::optional<Latest>& guardian, visitors::AgeGroup, const Parameters&);
// What is missing of one purpose, as words of ServiceConsent::missing, each once.
void add_missing(std::vector<std::string>& missing, const std::optional<Latest>& own, const std::optional<Latest>& guardian,
                 visitors::AgeGroup, const Parameters&);

// --- signing ---------------------------------------------------------------------------------------------------------
// Whose word it is: the visitor's own, the guardian's, or told to a member of staff.
enum class Word : std::uint8_t { self, guardian, staff };

struct SigningFacts {
    visitors::AgeGroup age = visitors::AgeGroup::unknown;
    visitors::Kind kind = visitors::Kind::pupil;
    Purpose purpose = Purpose::service;
    Audience audience = Audience::adult;        // of the text
    bool text_is_newest = true;
    Side by = Side::self;
    Word entered_by = Word::self;               // who is at the screen
    Medium medium = Medium::screen;
    bool has_signature = false;
    bool has_scan = false;
    std::vector<std::string> missing_ticks;     // see missing_ticks()
    std::optional<Understood> understood;       // no rule looks at it
    bool guardian_in_force = false;             // a relation of family on this day
    visitors::AgeGroup guardian_age = visitors::AgeGroup::unknown;
    visitors::Kind guardian_kind = visitors::Kind::parent;
};
// Guards, in order: consent.not_yours (one signs for oneself), consent.text_outdated, consent.guardian_signs, consent.adult_signs_alone, consent.guardian_not_asked,
// consent.guardian_not_in_force, consent.guardian_under_age, consent.wrong_audience, consent.medium_needs_staff,
// consent.spoken_not_enough, consent.signature_missing, consent.scan_missing, consent.ticks_missing {missing}.
Decision decide_signing(const SigningFacts&, const Parameters&);

// Which text a person of this age and kind signs for himself; none for a child under 8.
std::optional<Audience> own_audience(visitors::AgeGroup, visitors::Kind);

// --- withdrawing -----------------------------------------------------------------------------------------------------
// A guardian takes back a guardian's consent only; the visitor, or staff on the person's word, any. Guard
// consent.not_yours. No reason is asked (A1.2b; PIPL 15).
Decision decide_withdrawal(Side side_of_consent, Word by);

// --- texts -----------------------------------------------------------------------------------------------------------
struct TextSection {
    std::string key;
    bool tick = true;
    std::string heading_zh, body_zh, heading_en, body_en;
    friend bool operator==(const TextSection&, const TextSection&) = default;
};
struct TextDocument {
    std::string title_zh, title_en;
    std::vector<TextSection> sections;
    friend bool operator==(const TextDocument&, const TextDocument&) = default;
};
inline constexpr std::size_t kSectionsMax = 20;
inline constexpr std::size_t kBodyCodePointsMax = 3'000;

// A section every text of a purpose must have, with a tick, and why. Of service: seven (B2.1.2e–g, C1.4b–c, C5.4.1b, C5.4.3b).
// Of any other purpose: how to say no (A1.2b).
struct RequiredSection {
    std::string_view key;
    std::vector<Clause> clauses;
};
std::span<const RequiredSection> required_sections(Purpose);
// Sections with a tick that are not in `ticks`, in the order of the text.
std::vector<std::string> missing_ticks(const TextDocument&, std::span<const std::string> ticks);
// Guards: consent.section_missing {section}, consent.section_twice {section}, consent.readability.
Decision decide_text(Purpose, Audience, Readability, const TextDocument&);

}  // namespace xinan::consent
