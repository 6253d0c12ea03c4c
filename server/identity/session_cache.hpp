// SPDX-License-Identifier: AGPL-3.0-or-later
// What this server lately read of sign-ins, by the hash of the cookie: answers for one second, and remembers to the
// second when a person was last seen, which the row says only to the minute. Holds no cookie and no key.
//
// Threads: safe from any thread.
#pragma once

#include <mutex>
#include <optional>
#include <unordered_map>

#include "crypto/suite.hpp"
#include "identity/identity.hpp"

namespace xinan::identity {

class SessionCache final {
   public:
    static constexpr Millis kAnswerAge{1'000};       // a revocation takes effect within this time
    static constexpr std::size_t kEntriesMax = 8'192;

    struct Entry {
        Principal principal;
        Millis read_at{};      // monotonic
        UtcTime last_seen;
        UtcTime written_at;    // of last_seen in the row, or a write of it under way
        UtcTime expires_at;
    };

    // The principal, when it was read less than a second ago; notes that the person was seen.
    std::optional<Principal> fresh(const crypto::Hash& hash, UtcTime now, Millis monotonic);
    // The later of what the row says and what this server saw.
    UtcTime last_seen(const crypto::Hash& hash, UtcTime stored);
    void put(const crypto::Hash& hash, Entry entry);
    // True for one caller when `interval` has passed since the row was last written: that caller writes it.
    bool claim_write(const crypto::Hash& hash, UtcTime now, Millis interval);

    void forget(const crypto::Hash& hash);
    void forget(SignInId sign_in);
    void forget(AccountId account);

   private:
    struct First8 {
        std::size_t operator()(const crypto::Hash& hash) const noexcept {
            std::size_t value = 0;
            for (unsigned i = 0; i < 8; ++i) value = (value << 8U) | hash[i];
            return value;
        }
    };
    std::mutex mutex_;
    std::unordered_map<crypto::Hash, Entry, First8> entries_;
};

}  // namespace xinan::identity
