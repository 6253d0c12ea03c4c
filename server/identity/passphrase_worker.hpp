// SPDX-License-Identifier: AGPL-3.0-or-later
// Argon2id on one thread of its own: a crowd at the log-in page costs 64 MiB once, not once a person.
//
// Source: DECISIONS "Argon2id". Threads: derive() is safe from any thread and blocks; the destructor ends the thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <string_view>
#include <thread>

#include "base/secret.hpp"
#include "crypto/suite.hpp"

namespace xinan::identity {

using PassphraseFunction =
    std::function<SecretBytes(std::string_view passphrase, ByteView salt, std::size_t size, crypto::PassphraseCost cost)>;

class PassphraseWorker final {
   public:
    static constexpr std::size_t kQueueMax = 32;  // with the one at work

    explicit PassphraseWorker(PassphraseFunction derive);
    ~PassphraseWorker();
    PassphraseWorker(const PassphraseWorker&) = delete;
    PassphraseWorker& operator=(const PassphraseWorker&) = delete;

    // Errors: unavailable unavailable.busy {seconds}: the queue is full, or the server is stopping.
    Result<SecretBytes> derive(std::string_view passphrase, ByteView salt, std::size_t size, crypto::PassphraseCost cost);

   private:
    struct Work {
        SecretBytes passphrase;
        Bytes salt;
        std::size_t size;
        crypto::PassphraseCost cost;
        std::promise<SecretBytes> done;
    };
    void run(const std::stop_token& stop);

    PassphraseFunction function_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Work> queue_;  // the front one is at work
    bool stopping_ = false;
    std::jthread thread_;     // last: it uses all of the above
};

}  // namespace xinan::identity
