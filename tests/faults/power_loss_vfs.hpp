// SPDX-License-Identifier: AGPL-3.0-or-later
// A disk that loses power: a SQLite VFS that keeps what was written but not synced in memory. At a seeded moment the
// power goes: unsynced writes are dropped, reordered and torn by the sector, and what is left is put into real files,
// which are then opened in the ordinary way. Also a disk with little room. Not for production: tests only.
//
// Why not kill -9: the kernel keeps what a killed process wrote, so it finds nothing.
// Threads: safe from any. One PowerLossDisk at a time in a process.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace xinan::faults {

class PowerLossDisk final {
   public:
    // Registers the VFS. Files live in `folder`, which outlives this.
    PowerLossDisk(std::string folder, std::uint64_t seed);
    ~PowerLossDisk();  // Every connection over it is closed before.
    PowerLossDisk(const PowerLossDisk&) = delete;
    PowerLossDisk& operator=(const PowerLossDisk&) = delete;

    [[nodiscard]] const char* vfs_name() const;
    // From now on the n-th write or sync (1 = the next) does not return: power is gone, everything after fails.
    void cut_after(std::uint64_t operations);
    void cut_now();
    [[nodiscard]] bool cut() const;
    // Once, after the connections are closed: decides what survived and writes it to the real files.
    void settle();

    // Bytes by which files may still grow; -1: no limit.
    void set_room(std::int64_t bytes);
    [[nodiscard]] std::uint64_t syncs() const;

    struct Disk;

   private:
    std::unique_ptr<Disk> disk_;
};

}  // namespace xinan::faults
