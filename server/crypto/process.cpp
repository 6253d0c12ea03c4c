// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/process.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace xinan::crypto {

bool harden_process() {
    const rlimit none{0, 0};
    const bool no_core = setrlimit(RLIMIT_CORE, &none) == 0;
    const bool not_dumpable = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    return no_core && not_dumpable;
}

}  // namespace xinan::crypto
