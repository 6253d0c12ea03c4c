// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/secret.hpp"

#include <cstring>

namespace xinan {

// explicit_bzero is glibc's promise that the store is kept even if the memory is freed next.
void wipe(void* data, std::size_t size) noexcept {
    if (size != 0) ::explicit_bzero(data, size);
}

}  // namespace xinan
