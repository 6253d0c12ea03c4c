// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/visitors/rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace xinan::visitors {
namespace {

constexpr int kAgeMax = 120;
constexpr std::size_t kSearchBytesMax = 400;
constexpr std::string_view kBlanks = " \t\n\r";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string without(std::string_view text, std::string_view dropped) {
    std::string kept;
    for (const char c : text) {
        if (dropped.find(c) == std::string_view::npos) kept.push_back(c);
    }
    return kept;
}

// Full-width digits, letters and blanks of input methods become the usual ones.
std::string half_width(std::string_view typed) {
    std::string out;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(typed[at]); };
        if (i + 2 < typed.size() && byte(i) == 0xE3 && byte(i + 1) == 0x80 && byte(i + 2) == 0x80) {
            out.push_back(' ');
            i += 2;
        } else if (i + 2 < typed.size() && byte(i) == 0xEF && (byte(i + 1) == 0xBC || byte(i + 1) == 0xBD)) {
            const unsigned point = 0xF000U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU);
            if (point >= 0xFF01 && point <= 0xFF5E) out.push_back(static_cast<char>(point - 0xFEE0U));
            else out.append(typed.substr(i, 3));
            i += 2;
        } else {
            out.push_back(typed[i]);
        }
    }
    return out;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(kBlanks, at)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
        found.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

// V-7K2M, v7k2m: a V, four to six signs, at least one of them a digit or the dash (else it may be a name).
std::optional<std::string> as_code(std::string_view word) {
    if (word.size() < 5 || (word[0] != 'V' && word[0] != 'v')) return std::nullopt;
    const bool dash = word[1] == '-';
    const std::string_view rest = word.substr(dash ? 2 : 1);
    if (rest.size() < 4 || rest.size() > 6) return std::nullopt;
    if (!std::ranges::all_of(rest, [](char c) { return is_digit(c) || is_latin(c); })) return std::nullopt;
    if (!dash && std::ranges::none_of(rest, is_digit)) return std::nullopt;
    std::string code = "V-";
    for (const char c : rest) code.push_back(upper(c));
    return code;
}

Criterion name_criterion(std::string_view text) {
    const std::string folded = fold_name(text);
    const bool latin = std::ranges::all_of(folded, is_latin);
    return {latin ? Criterion::Kind::latin_name : Criterion::Kind::name, folded};
}

}  // namespace

CentreKind centre_kind(std::string_view word) {
    if (word == "school") return CentreKind::school;
    if (word == "university") return CentreKind::university;
    if (word == "children") return CentreKind::children;
    if (word == "eap") return CentreKind::eap;
    if (word == "finance") return CentreKind::finance;
    return CentreKind::community;
}

bool serves(CentreKind centre, Kind kind) {
    switch (centre) {
        case CentreKind::school:
        case CentreKind::university: return kind != Kind::adult;
        case CentreKind::eap:
        case CentreKind::finance: return kind == Kind::staff || kind == Kind::adult;
        case CentreKind::community:
        case CentreKind::children: return true;
    }
    return false;
}

bool birthday_plausible(LocalDate birthday, LocalDate today) {
    return birthday.ok() && birthday <= today && age_on(birthday, today) <= kAgeMax;
}

Decision decide_person(const PersonRequest& request, const Parameters& parameters) {
    Decision decision;
    if (request.birthday && !birthday_plausible(*request.birthday, request.today)) {
        decision.add({"visitors.birthday", Strength::hard, {"B2.1.1c"}, {}, ErrorKind::invalid});
    }
    if (request.has_class && request.kind != Kind::pupil) {
        decision.add({"visitors.class_not_pupil", Strength::hard, {"B2.1.1c"}, {}, ErrorKind::invalid});
    }
    if (!serves(request.centre, request.kind)) {
        decision.add({"visitors.kind_outside_list", parameters.kind_outside_list, {"C2.1a", "C6.4a"}});
    }
    return decision;
}

Likeness likeness(const Traits& a, const Traits& b) {
    if (!a.student_number.empty() && a.student_number == b.student_number) return Likeness::likely;
    if (a.name.empty() || a.name != b.name) return Likeness::none;
    const bool same_birthday = a.birthday && b.birthday && *a.birthday == *b.birthday;
    const bool same_phone = !a.phone.empty() && a.phone == b.phone;
    return same_birthday || same_phone ? Likeness::likely : Likeness::namesake;
}

Result<std::vector<Criterion>> read_search(std::string_view typed) {
    if (typed.size() > kSearchBytesMax) return fail(ErrorKind::invalid, "visitors.search_empty");
    const std::string text = half_width(typed);
    std::vector<Criterion> criteria;
    const std::string_view phone_signs = "+0123456789-() \t";
    if (text.find_first_not_of(phone_signs) == std::string::npos && without(text, "+-() \t").size() >= 7) {
        if (auto phone = clean_phone(text)) return std::vector<Criterion>{{Criterion::Kind::number, *phone}};
    }
    std::string name;
    for (const std::string& word : words(text)) {
        if (auto code = as_code(word)) {
            criteria.push_back({Criterion::Kind::code, *code});
        } else if (all_digits(word) && word.size() == 4) {
            criteria.push_back({Criterion::Kind::last_four, word});
        } else if (std::ranges::any_of(word, is_digit)) {
            auto number = clean_student_number(word);
            if (!number) return fail(ErrorKind::invalid, "visitors.search_empty");
            criteria.push_back({Criterion::Kind::number, *number});
        } else {
            name += (name.empty() ? "" : " ") + word;
        }
    }
    if (!fold_name(name).empty()) criteria.insert(criteria.begin(), name_criterion(name));
    if (criteria.empty()) return fail(ErrorKind::invalid, "visitors.search_empty");
    if (criteria.size() > kCriteriaMax) {
        return fail(ErrorKind::invalid, "visitors.search_criteria", {{"max", std::to_string(kCriteriaMax)}});
    }
    return criteria;
}

Result<std::string> clean_student_number(std::string_view typed) {
    const Error wrong = fail(ErrorKind::invalid, "visitors.student_number");
    if (typed.size() > 128) return wrong;
    std::string number;
    for (const char c : without(half_width(typed), kBlanks)) {
        if (!is_digit(c) && !is_latin(c) && c != '-' && c != '/') return wrong;
        number.push_back(upper(c));
    }
    if (number.empty() || number.size() > 32) return wrong;
    return number;
}

std::string last_four_of(std::string_view number) {
    return std::string(number.size() > 4 ? number.substr(number.size() - 4) : number);
}

}  // namespace xinan::visitors
