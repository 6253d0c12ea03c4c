// SPDX-License-Identifier: AGPL-3.0-or-later
// What a centre decides for itself: the figures its rules work with, and the help numbers its pages show. Not the rules.
// Everything here is plain data.
//
// Source: DECISIONS "Settings"; clauses A1.0a, A3.3a. Threads: safe from any thread; bind_settings belongs to the start.
#pragma once

#include <boost/describe.hpp>
#include <span>
#include <string>
#include <vector>

#include "access/access.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::governance {

// Every figure of every capability, in rank order: lower ranks cannot know it, so app gives it. Ensure: bound once.
using AllSettings = std::vector<store::SettingSpec> (*)();
void bind_settings(AllSettings all);

// A telephone number that pages show to whoever needs somebody now.
struct HelpNumber {
    std::string label_zh;  // 1..40 code points, one line
    std::string label_en;
    std::string number;    // digits, spaces, + and -; 3..20
};

inline constexpr std::size_t kHelpNumbersMax = 8;
// Numbers that hold everywhere in China, at any hour.
const std::vector<HelpNumber>& standard_help_numbers();
// The centre's own in their order; without any, the standard ones. Errors: unavailable.database.
Result<std::vector<HelpNumber>> help_numbers(store::Tx&);

// The key of messages that names a figure: governance.setting.<capability>_<key>.
std::string title_key(std::string_view setting_key);

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::governance
