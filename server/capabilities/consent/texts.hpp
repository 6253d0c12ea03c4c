// SPDX-License-Identifier: AGPL-3.0-or-later
// The texts a centre starts with, as data: plain words, Chinese first, a voice for each age. Nothing is decided here.
// Children and pupils are spoken to as 你, adults as 您. A centre publishes its own versions on top of these.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "capabilities/consent/rules.hpp"

namespace xinan::consent {

struct StandardSection {
    Purpose purpose;
    Audience audience;
    std::string_view key;
    bool tick;
    std::string_view heading_zh, body_zh, heading_en, body_en;
};
std::span<const StandardSection> standard_service_for_children();  // under_8, from_8_to_13
std::span<const StandardSection> standard_service_for_grown_ups(); // from_14_to_17, adult, guardian
std::span<const StandardSection> standard_for_pupils();            // every other purpose: children and teenagers
std::span<const StandardSection> standard_for_adults();            // every other purpose: adults and guardians

// Title of a purpose, as its texts carry it.
std::string_view title_of(Purpose, Language);
// The text of one purpose for one audience, the closed list of exceptions in its section on limits.
TextDocument standard_text(Purpose, Audience);
Readability standard_readability(Audience);

// The closed list of grounds on which confidentiality may be broken (A3.4b). Nothing may be added by a centre.
struct ExceptionGround {
    std::string_view zh, en;
    Clause clause;
};
std::span<const ExceptionGround> exceptions();
// Appends the list to the section `limits`, where it has one and does not hold the list already (C5.4.1b).
void show_exceptions(TextDocument&);
// What is not discussed, in the section `house_rules`, unless it is said there already; the youngest readers are spared it (C2.4c).
// Nothing of what a visitor says about it is stored: there is no column, code or flag for it.
void show_scope_notice(TextDocument&, Audience);

// What each kind of person would learn, by kind of centre and reader. For GET /disclosure.
struct Says {
    std::string_view zh, en;
};
struct WhoLearns {
    unsigned kinds;       // bits of CentreWord
    unsigned audiences;   // bits of Audience
    Says who;
    std::span<const Says> learns;
    std::span<const Says> never;
};
enum class CentreWord : std::uint8_t { school, university, community, children, eap, finance };
CentreWord centre_word(std::string_view kind);  // unknown words count as community
std::span<const WhoLearns> who_learns();
bool applies(const WhoLearns&, CentreWord, Audience);
// The audience that is meant when none is asked for.
Audience usual_audience(CentreWord);

}  // namespace xinan::consent
