// SPDX-License-Identifier: AGPL-3.0-or-later
// Which boards a sign-in has just seen: the same action about the same people within 15 minutes leaves one deed, not one
// a refresh (DECISIONS "Classes of field"). In memory: a restart costs one more deed, never one less.
//
// Threads: safe from any thread.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "ledger/deed.hpp"

namespace xinan::http {

inline constexpr Millis kBoardSpan{15 * 60 * 1000};
inline constexpr std::size_t kBoardsMax = 16'384;

class BoardMemory final {
   public:
    // What identifies one board of one sign-in; the order of the subjects does not matter.
    static std::string key(SignInId sign_in, std::string_view action, std::vector<ledger::Subject> subjects);
    [[nodiscard]] bool seen(const std::string& key, UtcTime now) const;
    void remember(std::string key, UtcTime now);  // only after the deed is durable

   private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, UtcTime> left_at_;
};

}  // namespace xinan::http
