// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo_people.hpp"

#include <fmt/core.h>

#include <array>
#include <optional>
#include <string_view>

namespace xinan::app {
namespace {

constexpr std::array<std::string_view, 40> kSurnames{"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱",
                                                     "胡", "郭", "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯",
                                                     "邓", "曹", "彭", "曾", "肖", "田", "董", "袁", "潘", "于", "蒋", "欧阳"};
constexpr std::array<std::string_view, 36> kGirls{"思涵", "雨桐", "梓萱", "欣怡", "诗琪", "佳怡", "子涵", "一诺", "语嫣", "静怡", "若曦", "可馨",
                                                  "婉清", "晓雯", "安琪", "念慈", "书瑶", "芷若", "小满", "青禾", "云舒", "知夏", "听雨", "秋实",
                                                  "采薇", "明月", "宁", "悦", "瑾", "岚", "晴", "蓓", "婷", "颖", "洁", "霞"};
constexpr std::array<std::string_view, 36> kBoys{"浩然", "子轩", "宇航", "博文", "俊杰", "天佑", "铭泽", "奕辰", "嘉豪", "志远", "鹏飞", "文博",
                                                 "泽宇", "睿", "晨", "昊", "凯", "毅", "磊", "强", "子墨", "一鸣", "知行", "修远",
                                                 "承志", "景行", "向阳", "立诚", "远航", "致远", "大山", "小海", "家乐", "守正", "牧野", "星河"};
struct Special {
    std::string_view name;
    bool female;
    int class_index;
};
// Twins, namesakes in three classes, several peoples, characters that break old systems.
constexpr std::array<Special, 14> kSpecial{{{"陈晨曦", true, 4}, {"陈晨光", false, 4}, {"张伟", false, 0}, {"张伟", false, 5}, {"张伟", false, 5},
                                            {"阿卜杜拉·买买提", false, 1}, {"迪丽努尔·艾合买提江", true, 2}, {"次仁卓玛", true, 3},
                                            {"巴特尔", false, 6}, {"金美兰", true, 7}, {"刘䶮", false, 8}, {"李𠮷", false, 9},
                                            {"欧阳静", true, 10}, {"覃阿妹", true, 11}}};

LocalDate born(Random& random, int entry_year, int class_index) {
    const int year = entry_year - 12 - class_index / 4;
    const auto month = std::chrono::month{static_cast<unsigned>(1 + random.below(12))};
    const auto day = std::chrono::day{static_cast<unsigned>(1 + random.below(28))};
    return LocalDate{std::chrono::year{year}, month, day};
}

}  // namespace

std::vector<DemoPupil> demo_pupils(Random& random, int entry_year) {
    std::vector<DemoPupil> out;
    std::array<int, kDemoClasses> in_class{};
    const auto add = [&](std::string name, bool female, int class_index, std::optional<LocalDate> birthday = {}) {
        DemoPupil p;
        p.name = std::move(name);
        p.female = female;
        p.class_index = class_index;
        p.birthday = birthday.value_or(born(random, entry_year, class_index));
        const int number = ++in_class[static_cast<std::size_t>(class_index)];
        p.student_number = fmt::format("{}{:02}{:04}", entry_year - class_index / 4, class_index % 4 + 1, number + static_cast<int>(random.below(90)) * 100);
        out.push_back(std::move(p));
    };
    for (const Special& s : kSpecial) {
        const bool second_twin = out.size() == 1;
        add(std::string(s.name), s.female, s.class_index, second_twin ? std::optional(out.front().birthday) : std::nullopt);
    }
    for (int i = static_cast<int>(out.size()); i < kDemoPupils; ++i) {
        const bool female = random.below(2) == 0;
        const auto& given = female ? kGirls : kBoys;
        add(std::string(kSurnames[random.below(kSurnames.size())]) + std::string(given[random.below(given.size())]), female, i % kDemoClasses);
    }
    return out;
}

}  // namespace xinan::app
