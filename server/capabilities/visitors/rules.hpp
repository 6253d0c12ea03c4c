// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of persons: pure decisions over facts. No clock, no database, no keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decision.hpp"
#include "capabilities/visitors/visitors.hpp"

namespace xinan::visitors {

// The kinds of centre that differ in whom they serve and what they ask.
enum class CentreKind : std::uint8_t { school, university, community, children, eap, finance };
// An unknown word is read as community: it serves every kind of visitor.
CentreKind centre_kind(std::string_view word);

struct Parameters {
    Strength kind_outside_list = Strength::warn;
    std::int64_t candidates_max = 200;        // above: "add a second criterion", nothing is decrypted
    std::int64_t initials_persons_max = 20'000;  // initials find too many in a larger centre
    std::int64_t code_card_days = 180;
    SchoolCalendar calendar;
};

struct PersonRequest {
    CentreKind centre = CentreKind::school;
    Kind kind = Kind::pupil;
    std::optional<LocalDate> birthday;
    bool has_class = false;
    LocalDate today;
};
// Whether a person may be entered so. Guards: visitors.kind_outside_list (C2.1a, C6.4a: strength of the centre),
// visitors.birthday and visitors.class_not_pupil (hard, B2.1.1c: what is booked is accurate).
Decision decide_person(const PersonRequest&, const Parameters&);
bool serves(CentreKind, Kind);
bool birthday_plausible(LocalDate birthday, LocalDate today);

// What two entries have in common. Texts are folded by the caller.
struct Traits {
    std::string name;
    std::optional<LocalDate> birthday;
    std::string phone;
    std::string student_number;
};
enum class Likeness : std::uint8_t { none, namesake, likely };
// Two entries are offered as possibly one person; nothing is ever merged (B2.1.1c). A shared phone alone is a family.
Likeness likeness(const Traits&, const Traits&);

// What a person typed into the search box, read as criteria that must all hold.
struct Criterion {
    enum class Kind : std::uint8_t { name, latin_name, last_four, number, code } kind;
    std::string text;  // folded for its kind
    friend bool operator==(const Criterion&, const Criterion&) = default;
};
inline constexpr std::size_t kCriteriaMax = 3;
// "张伟 3012", "zhangwei", "zw 3012", "138 1234 5678", "V-7K2M". Errors: invalid visitors.search_empty,
// visitors.search_criteria {max}.
Result<std::vector<Criterion>> read_search(std::string_view typed);

// Upper case without blanks; letters, digits, - and / only; 1..32. Errors: invalid visitors.student_number.
Result<std::string> clean_student_number(std::string_view typed);
std::string last_four_of(std::string_view number);  // fewer when it is shorter

}  // namespace xinan::visitors
