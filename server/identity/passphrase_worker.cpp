// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/passphrase_worker.hpp"

#include <exception>
#include <utility>

namespace xinan::identity {
namespace {

// A full queue is worked off in about 32 × 0.2 s.
Error busy() { return fail(ErrorKind::unavailable, "unavailable.busy", {{"seconds", "7"}}); }

}  // namespace

PassphraseWorker::PassphraseWorker(PassphraseFunction derive)
    : function_(std::move(derive)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

PassphraseWorker::~PassphraseWorker() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    thread_.request_stop();
    thread_.join();
}

Result<SecretBytes> PassphraseWorker::derive(std::string_view passphrase, ByteView salt, std::size_t size,
                                             crypto::PassphraseCost cost) {
    std::future<SecretBytes> done;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= kQueueMax) return busy();
        queue_.push_back(Work{SecretBytes(view_of(passphrase)), to_bytes(salt), size, cost, {}});
        done = queue_.back().done.get_future();
    }
    wake_.notify_one();
    auto key = done.get();
    if (key.empty()) return busy();
    return key;
}

// INVARIANT: a deque keeps references to its elements while others are added at the end, so the front one may be read
// without the lock; only this thread removes.
void PassphraseWorker::run(const std::stop_token& stop) {
    while (true) {
        Work* work = nullptr;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return !queue_.empty(); })) return;
            if (stop.stop_requested()) break;
            work = &queue_.front();
        }
        SecretBytes key;
        try {
            key = function_(work->passphrase.text(), work->salt, work->size, work->cost);
        } catch (const std::exception&) {
            key.clear();  // 64 MiB were not to be had: the caller hears "busy", the thread goes on
        }
        auto done = std::move(work->done);
        {
            const std::lock_guard lock(mutex_);
            queue_.pop_front();
        }
        done.set_value(std::move(key));
    }
    const std::lock_guard lock(mutex_);
    for (Work& left : queue_) left.done.set_value(SecretBytes());
    queue_.clear();
}

}  // namespace xinan::identity
