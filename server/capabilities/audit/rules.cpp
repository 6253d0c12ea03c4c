// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/audit/rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "capabilities/audit/audit.hpp"

namespace xinan::audit {
namespace {

constexpr std::array kSettings{
    store::SettingSpec{"audit.demo_centre", "mark", 0, 0, 1, "", store::Origin::standard},
};

}  // namespace

std::span<const store::SettingSpec> settings() { return kSettings; }
const store::SettingSpec& demo_setting() { return kSettings.front(); }

std::vector<ledger::Subject> Own::subjects() const {
    std::vector<ledger::Subject> all{ledger::subject("person", person)};
    for (const CaseId& each : cases) all.push_back(ledger::subject("case", each));
    return all;
}

std::vector<ledger::Subject> own_subjects(const ledger::Deed& deed, const Own& own) {
    const auto mine = own.subjects();
    std::vector<ledger::Subject> found;
    for (const ledger::Subject& each : deed.subjects) {
        if (std::ranges::find(mine, each) != mine.end()) found.push_back(each);
    }
    return found;
}

std::vector<ledger::Entry> newest_of(std::vector<std::vector<ledger::Entry>> lists, std::size_t limit) {
    std::vector<ledger::Entry> all;
    for (auto& list : lists) std::ranges::move(list, std::back_inserter(all));
    std::ranges::sort(all, std::greater<>{}, &ledger::Entry::sequence);
    const auto twice = std::ranges::unique(all, {}, &ledger::Entry::sequence);
    all.erase(twice.begin(), twice.end());
    if (all.size() > limit) all.resize(limit);
    return all;
}

std::string action_text(const Messages& messages, Language language, std::string_view action) {
    std::string key = "audit.action." + std::string(action);
    std::ranges::replace(key.begin() + 13, key.end(), '.', '_');
    if (messages.has(key)) return messages.text(language, key);
    const std::string capability = "audit.action." + std::string(action.substr(0, action.find('.')));
    return messages.text(language, messages.has(capability) ? capability : "audit.action.other");
}

std::string purpose_text(const Messages& messages, Language language, std::string_view purpose) {
    const std::string key = "audit.purpose." + std::string(purpose);
    return messages.text(language, messages.has(key) ? key : "audit.purpose.other");
}

}  // namespace xinan::audit
