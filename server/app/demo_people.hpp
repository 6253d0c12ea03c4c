// SPDX-License-Identifier: AGPL-3.0-or-later
// The invented people of the demo school: 600 pupils of 12 classes, twins, namesakes, names of many peoples. From a seed.
#pragma once

#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/time.hpp"

namespace xinan::app {

struct DemoPupil {
    std::string name;
    bool female = false;
    LocalDate birthday{};
    int class_index = 0;          // 0..11
    std::string student_number;
};
inline constexpr int kDemoClasses = 12;
inline constexpr int kDemoPupils = 600;

// entry_year: of the youngest grade. Twins are the first two, three namesakes follow, then names from many peoples.
std::vector<DemoPupil> demo_pupils(Random& random, int entry_year);

}  // namespace xinan::app
