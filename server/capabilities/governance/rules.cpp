// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/governance/rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace xinan::governance {
namespace {

constexpr std::size_t kLabelMax = 40, kNumberMin = 3, kNumberMax = 20;
constexpr std::int64_t kHard = 0;

std::vector<std::string> clause_of(const store::SettingSpec& spec) {
    return spec.clause.empty() ? std::vector<std::string>{} : std::vector{std::string(spec.clause)};
}

bool is_number(std::string_view text) {
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return text.size() >= kNumberMin && text.size() <= kNumberMax && digits >= static_cast<std::ptrdiff_t>(kNumberMin) &&
           text.find_first_not_of("0123456789 +-") == std::string_view::npos;
}

}  // namespace

Choice choice_of(const store::SettingSpec& spec) {
    const bool strength = spec.unit == "strength";
    if (spec.unit == "mark" || (strength && spec.standard == kHard)) return {spec.standard, spec.standard};
    if (spec.origin != store::Origin::source) return {spec.min, spec.max};
    // A stricter strength is a smaller number; a stricter figure is a larger one.
    return strength ? Choice{spec.min, spec.standard} : Choice{spec.standard, spec.max};
}

Result<void> check_value(const store::SettingSpec& spec, std::int64_t value) {
    const Choice choice = choice_of(spec);
    if (value >= choice.min && value <= choice.max) return {};
    // Looser than the rules ask is a refusal with its clause, also where the bounds end at the same figure.
    const bool looser = spec.unit == "strength" ? value > choice.max : value < choice.min;
    if (spec.origin == store::Origin::source && looser) {
        return fail(ErrorKind::conflict, "settings.below_source", {{"standard", std::to_string(spec.standard)}}, clause_of(spec));
    }
    if (value < spec.min || value > spec.max) {
        return fail(ErrorKind::invalid, "settings.out_of_bounds",
                    {{"min", std::to_string(choice.min)}, {"max", std::to_string(choice.max)}});
    }
    return fail(ErrorKind::conflict, "governance.fixed", {}, clause_of(spec));
}

Result<UtcTime> valid_from(const std::optional<UtcTime>& asked, UtcTime now) {
    if (!asked) return now;
    if (*asked < now - kBackMax || *asked > now + kAheadMax) return fail(ErrorKind::invalid, "governance.date");
    return std::max(*asked, now);
}

Result<std::vector<HelpNumber>> clean_help_numbers(std::vector<HelpNumber> typed) {
    Error wrong = fail(ErrorKind::invalid, "http.invalid_request");
    if (typed.size() > kHelpNumbersMax) {
        wrong.fields.push_back({"/items", "http.out_of_range",
                                {{"min", "0"}, {"max", std::to_string(kHelpNumbersMax)}, {"got", std::to_string(typed.size())}}});
    }
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const std::string at = "/items/" + std::to_string(i);
        for (auto& [member, text] : {std::pair<std::string, std::string*>{"/label_zh", &typed[i].label_zh}, {"/label_en", &typed[i].label_en}}) {
            auto clean = clean_text(*text, kLabelMax);
            if (!clean || clean->find_first_not_of(" \t\n") == std::string::npos || clean->find('\n') != std::string::npos) {
                wrong.fields.push_back({at + member, "governance.help_label", {{"max", std::to_string(kLabelMax)}}});
            } else {
                *text = std::move(*clean);
            }
        }
        if (!is_number(typed[i].number)) wrong.fields.push_back({at + "/number", "governance.help_number", {}});
    }
    if (!wrong.fields.empty()) return wrong;
    return typed;
}

const std::vector<HelpNumber>& standard_help_numbers() {
    static const std::vector<HelpNumber> kNumbers{
        {"全国统一心理援助热线", "National psychological support line", "12356"},
        {"青少年服务台", "Youth service line", "12355"},
        {"报警", "Police", "110"},
        {"急救", "Ambulance", "120"},
    };
    return kNumbers;
}

std::string title_key(std::string_view setting_key) {
    std::string key = "governance.setting." + std::string(setting_key);
    std::ranges::replace(key.begin() + 19, key.end(), '.', '_');
    return key;
}

std::span<const store::SettingSpec> settings() { return {}; }

}  // namespace xinan::governance
