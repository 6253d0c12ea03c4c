// SPDX-License-Identifier: AGPL-3.0-or-later
// Contents live in memory; locks and shared memory are those of the real file beside, by SQLite's own unix VFS.
#include "faults/power_loss_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <new>
#include <random>
#include <vector>

namespace xinan::faults {

namespace {

constexpr std::size_t kSector = 512;
using Content = std::vector<unsigned char>;

// A write or, with truncates set, a change of size to offset.
struct Change {
    std::size_t offset = 0;
    Content bytes;
    bool truncates = false;
};

void put_into(Content& content, const Change& change) {
    if (change.truncates) {
        content.resize(change.offset);
        return;
    }
    content.resize(std::max(content.size(), change.offset + change.bytes.size()));
    std::copy(change.bytes.begin(), change.bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

struct Node {
    Content seen;      // what the program reads
    Content durable;   // as of the last sync
    std::vector<Change> unsynced;
    bool entry_durable = false;  // the folder would still name it
};

}  // namespace

struct PowerLossDisk::Disk {
    std::string folder;
    std::mt19937_64 random;
    mutable std::mutex mutex;
    std::map<std::string, std::shared_ptr<Node>> nodes;
    std::map<std::string, std::shared_ptr<Node>> unlinked;  // deleted, but the folder was not synced
    std::uint64_t until_cut = 0;                            // 0: no cut is planned
    bool cut = false;
    std::int64_t room = -1;
    std::uint64_t syncs = 0;
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    std::string name = "xinan-power-loss";

    // INVARIANT: the mutex is held. True when the power is gone, perhaps just now.
    bool power_gone() {
        if (!cut && until_cut > 0 && --until_cut == 0) cut = true;
        return cut;
    }
    bool chance(unsigned in_hundred) { return random() % 100 < in_hundred; }
};

namespace {

using Disk = PowerLossDisk::Disk;

struct File {
    sqlite3_file base;
    Disk* disk;
    std::shared_ptr<Node>* node;  // owned; SQLite gives raw memory for a file
    sqlite3_file* real;           // for locks and shared memory; in the memory behind this
};
File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }  // NOLINT: SQLite's way of inheriting

int close_file(sqlite3_file* file) {
    File& self = of(file);
    delete self.node;  // NOLINT: made in open_file
    self.node = nullptr;
    return self.real->pMethods->xClose(self.real);
}

int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    File& self = of(file);
    const std::lock_guard lock(self.disk->mutex);
    if (self.disk->cut) return SQLITE_IOERR_READ;
    const Content& seen = (*self.node)->seen;
    const auto from = std::min(static_cast<std::size_t>(offset), seen.size());
    const auto count = std::min(static_cast<std::size_t>(size), seen.size() - from);
    std::memcpy(out, seen.data() + from, count);
    if (count == static_cast<std::size_t>(size)) return SQLITE_OK;
    std::memset(static_cast<char*>(out) + count, 0, static_cast<std::size_t>(size) - count);
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* in, int size, sqlite3_int64 offset) {
    File& self = of(file);
    Disk& disk = *self.disk;
    const std::lock_guard lock(disk.mutex);
    Node& node = **self.node;
    const auto* bytes = static_cast<const unsigned char*>(in);
    Change change{static_cast<std::size_t>(offset), Content(bytes, bytes + size), false};
    if (disk.cut) return SQLITE_IOERR_WRITE;
    const auto end = change.offset + change.bytes.size();
    const auto growth = static_cast<std::int64_t>(end > node.seen.size() ? end - node.seen.size() : 0);
    if (disk.room >= 0 && growth > disk.room) return SQLITE_FULL;
    if (disk.room >= 0) disk.room -= growth;
    put_into(node.seen, change);
    node.unsynced.push_back(std::move(change));
    return disk.power_gone() ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    File& self = of(file);
    const std::lock_guard lock(self.disk->mutex);
    if (self.disk->cut) return SQLITE_IOERR_TRUNCATE;
    Node& node = **self.node;
    Change change{static_cast<std::size_t>(size), {}, true};
    put_into(node.seen, change);
    node.unsynced.push_back(std::move(change));
    return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int) {
    File& self = of(file);
    const std::lock_guard lock(self.disk->mutex);
    if (self.disk->power_gone()) return SQLITE_IOERR_FSYNC;  // gone before it was done
    Node& node = **self.node;
    node.durable = node.seen;
    node.unsynced.clear();
    node.entry_durable = true;  // as unix does for a new file's folder
    ++self.disk->syncs;
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    File& self = of(file);
    const std::lock_guard lock(self.disk->mutex);
    *size = static_cast<sqlite3_int64>((*self.node)->seen.size());
    return self.disk->cut ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) { return of(file).real->pMethods->xLock(of(file).real, level); }
int unlock_file(sqlite3_file* file, int level) { return of(file).real->pMethods->xUnlock(of(file).real, level); }
int check_reserved(sqlite3_file* file, int* out) {
    return of(file).real->pMethods->xCheckReservedLock(of(file).real, out);
}
int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return static_cast<int>(kSector); }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }  // what the unix VFS says
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return of(file).real->pMethods->xShmMap(of(file).real, page, size, extend, out);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return of(file).real->pMethods->xShmLock(of(file).real, offset, count, flags);
}
void shm_barrier(sqlite3_file* file) { of(file).real->pMethods->xShmBarrier(of(file).real); }
int shm_unmap(sqlite3_file* file, int remove) { return of(file).real->pMethods->xShmUnmap(of(file).real, remove); }

const sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods{};
    methods.iVersion = 2;  // with shared memory, without memory mapping
    methods.xClose = close_file;
    methods.xRead = read_file;
    methods.xWrite = write_file;
    methods.xTruncate = truncate_file;
    methods.xSync = sync_file;
    methods.xFileSize = file_size;
    methods.xLock = lock_file;
    methods.xUnlock = unlock_file;
    methods.xCheckReservedLock = check_reserved;
    methods.xFileControl = file_control;
    methods.xSectorSize = sector_size;
    methods.xDeviceCharacteristics = characteristics;
    methods.xShmMap = shm_map;
    methods.xShmLock = shm_lock;
    methods.xShmBarrier = shm_barrier;
    methods.xShmUnmap = shm_unmap;
    return methods;
}();

Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    Disk& disk = disk_of(vfs);
    File& self = of(file);
    self.base.pMethods = nullptr;
    if (path == nullptr) return SQLITE_CANTOPEN;  // temporary files: the store keeps them in memory
    const std::lock_guard lock(disk.mutex);
    if (disk.cut) return SQLITE_CANTOPEN;
    const auto found = disk.nodes.find(path);
    if (found == disk.nodes.end() && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    self.disk = &disk;
    self.real = reinterpret_cast<sqlite3_file*>(&self + 1);  // NOLINT: szOsFile leaves room for it
    const int code = disk.real->xOpen(disk.real, path, self.real, flags, out_flags);
    if (code != SQLITE_OK) return code;
    auto& node = found == disk.nodes.end() ? disk.nodes[path] : found->second;
    if (!node) node = std::make_shared<Node>();
    self.node = new std::shared_ptr<Node>(node);  // NOLINT: deleted in close_file
    self.base.pMethods = &kMethods;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    Disk& disk = disk_of(vfs);
    const std::lock_guard lock(disk.mutex);
    if (disk.cut) return SQLITE_IOERR_DELETE;
    const auto found = disk.nodes.find(path);
    if (found == disk.nodes.end()) return SQLITE_IOERR_DELETE_NOENT;
    if (sync_folder == 0) disk.unlinked[path] = found->second;
    disk.nodes.erase(found);
    return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* out) {
    Disk& disk = disk_of(vfs);
    const std::lock_guard lock(disk.mutex);
    const auto found = disk.nodes.find(path);
    *out = found != disk.nodes.end() && !found->second->seen.empty() ? 1 : 0;
    return disk.cut ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

// What the disk holds after the cut: each unsynced change lost, kept or torn, in any order.
Content survivor(Disk& disk, Node& node) {
    Content content = node.durable;
    std::shuffle(node.unsynced.begin(), node.unsynced.end(), disk.random);
    for (const Change& change : node.unsynced) {
        const auto fate = disk.random() % 10;
        if (fate < 4) continue;
        if (fate < 7 || change.truncates) {
            put_into(content, change);
            continue;
        }
        for (std::size_t at = 0; at < change.bytes.size();) {
            const std::size_t end = std::min(change.bytes.size(), at + kSector - (change.offset + at) % kSector);
            if (disk.chance(50)) {
                put_into(content, {change.offset + at,
                                Content(change.bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                        change.bytes.begin() + static_cast<std::ptrdiff_t>(end)), false});
            }
            at = end;
        }
    }
    return content;
}

}  // namespace

PowerLossDisk::PowerLossDisk(std::string folder, std::uint64_t seed) : disk_(std::make_unique<Disk>()) {
    disk_->folder = std::move(folder);
    disk_->random.seed(seed);
    disk_->real = sqlite3_vfs_find("unix");
    sqlite3_vfs& vfs = disk_->vfs;
    vfs = *disk_->real;  // clock, randomness and names are the real ones
    vfs.szOsFile = static_cast<int>(sizeof(File)) + disk_->real->szOsFile;
    vfs.zName = disk_->name.c_str();
    vfs.pAppData = disk_.get();
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = access_file;
    sqlite3_vfs_register(&vfs, 0);
}

PowerLossDisk::~PowerLossDisk() { sqlite3_vfs_unregister(&disk_->vfs); }

const char* PowerLossDisk::vfs_name() const { return disk_->name.c_str(); }

void PowerLossDisk::cut_after(std::uint64_t operations) {
    const std::lock_guard lock(disk_->mutex);
    disk_->until_cut = operations;
}

void PowerLossDisk::cut_now() {
    const std::lock_guard lock(disk_->mutex);
    disk_->cut = true;
}

bool PowerLossDisk::cut() const {
    const std::lock_guard lock(disk_->mutex);
    return disk_->cut;
}

void PowerLossDisk::set_room(std::int64_t bytes) {
    const std::lock_guard lock(disk_->mutex);
    disk_->room = bytes;
}

std::uint64_t PowerLossDisk::syncs() const {
    const std::lock_guard lock(disk_->mutex);
    return disk_->syncs;
}

void PowerLossDisk::settle() {
    const std::lock_guard lock(disk_->mutex);
    for (auto& [path, node] : disk_->unlinked) {
        if (!disk_->nodes.contains(path) && node->entry_durable && disk_->chance(50)) disk_->nodes[path] = node;
    }
    for (const auto& entry : std::filesystem::directory_iterator(disk_->folder)) std::filesystem::remove(entry.path());
    for (auto& [path, node] : disk_->nodes) {
        if (!node->entry_durable && disk_->chance(50)) continue;  // its name never reached the folder
        const Content content = survivor(*disk_, *node);
        std::ofstream stream(path, std::ios::binary);
        stream.write(reinterpret_cast<const char*>(content.data()),  // NOLINT: bytes to a file
                     static_cast<std::streamsize>(content.size()));
    }
}

}  // namespace xinan::faults
