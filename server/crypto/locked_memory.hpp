// SPDX-License-Identifier: AGPL-3.0-or-later
// Pages for keys: never swapped (mlock), not in core files (MADV_DONTDUMP), wiped and given back on destruction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace xinan::crypto {

class LockedMemory final {
 public:
    explicit LockedMemory(std::size_t size);  // zeroed; ends the process when the system has no memory
    ~LockedMemory();
    LockedMemory(const LockedMemory&) = delete;
    LockedMemory& operator=(const LockedMemory&) = delete;

    [[nodiscard]] std::span<std::uint8_t> bytes() noexcept { return {data_, size_}; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept { return {data_, size_}; }
    [[nodiscard]] bool locked() const noexcept { return locked_; }  // false: RLIMIT_MEMLOCK was too small
    void wipe_all() noexcept;

 private:
    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t mapped_ = 0;
    bool locked_ = false;
};

}  // namespace xinan::crypto
