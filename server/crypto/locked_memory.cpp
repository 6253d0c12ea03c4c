// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/locked_memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include "base/ensure.hpp"
#include "base/secret.hpp"

namespace xinan::crypto {

LockedMemory::LockedMemory(std::size_t size) : size_(size) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    mapped_ = (size + page - 1) / page * page;
    void* pages = mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ensure_or_die(pages != MAP_FAILED, "memory for keys");
    data_ = static_cast<std::uint8_t*>(pages);
    const bool kept_out_of_cores = madvise(pages, mapped_, MADV_DONTDUMP) == 0;
    locked_ = mlock(pages, mapped_) == 0 && kept_out_of_cores;
}

LockedMemory::~LockedMemory() {
    wipe_all();
    munmap(data_, mapped_);  // unlocks as well
}

void LockedMemory::wipe_all() noexcept {
    wipe(data_, size_);
}

}  // namespace xinan::crypto
