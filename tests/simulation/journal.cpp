// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/simulation/journal.hpp"

#include <algorithm>

namespace xinan::simulation {
namespace {

// Characters for the second and third place of a name; the first is one that no text of ours has.
constexpr std::string_view kFirst = "鵺";
constexpr std::string_view kCharacters =
    "安白彬晨成丹德东恩芳飞刚国海涵浩红华慧佳嘉江杰金晶静军凯康兰乐磊丽林琳玲龙露梅敏明娜宁鹏萍琪巧青清荣瑞珊诗淑思涛婷伟文雯霞小星";

constexpr std::size_t kCount = kCharacters.size() / 3;  // each has three bytes

std::string character(std::size_t index) { return std::string(kCharacters.substr(index % kCount * 3, 3)); }

}  // namespace

std::string told(const Step& s) {
    return "#" + std::to_string(s.number) + " " + to_iso(s.at) + " " + s.who + " " + s.method + " " + s.target + " -> " + std::to_string(s.status) +
           (s.code.empty() ? "" : " " + s.code) + (s.repeat ? " (repeated)" : "") + (s.fault ? " (fault)" : "");
}

std::string Journal::last_steps(std::size_t count) const {
    std::string text;
    for (std::size_t i = steps.size() > count ? steps.size() - count : 0; i < steps.size(); ++i) text += "  " + told(steps[i]) + "\n";
    return text;
}

std::string PlantedWords::plant(Holds holds, std::string owner, std::string author) {
    std::string word = std::string(kMark) + std::to_string(1'000'000 + words_.size());
    words_[word] = {word, holds, std::move(owner), std::move(author)};
    return word;
}

std::string PlantedWords::plant_name(std::string author) {
    std::string word = std::string(kFirst) + character(names_ / kCount) + character(names_);
    ++names_;
    words_[word] = {word, Holds::name, {}, std::move(author)};
    return word;
}

void PlantedWords::belongs_to(const std::string& word, std::string owner) { words_.at(word).owner = std::move(owner); }

std::vector<const Planted*> PlantedWords::in(std::string_view text) const {
    std::vector<const Planted*> found;
    const auto look = [&](std::string_view mark, std::size_t length) {
        for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) {
            const auto word = words_.find(text.substr(at, length));
            if (word != words_.end()) found.push_back(&word->second);
        }
    };
    look(kMark, kMark.size() + 7);
    look(kFirst, 9);
    return found;
}

}  // namespace xinan::simulation
