// SPDX-License-Identifier: AGPL-3.0-or-later
// The same server with a commit for each operation. The linker puts this in the place of open_sqlite (bench/CMakeLists.txt).
#include "store/engines.hpp"

#define XINAN_OPEN "_ZN5xinan5store11open_sqliteERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEERKNS0_7OptionsE"

namespace xinan::bench {

using Opened = Result<std::unique_ptr<store::Store>>;
Opened real_open(const std::string& path, const store::Options& options) __asm__("__real_" XINAN_OPEN);
Opened wrapped_open(const std::string& path, const store::Options& options) __asm__("__wrap_" XINAN_OPEN);

Opened wrapped_open(const std::string& path, const store::Options& options) {
    store::Options one = options;
    one.group_max = 1;
    return real_open(path, one);
}

}  // namespace xinan::bench
