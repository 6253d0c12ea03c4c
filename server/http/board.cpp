// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/board.hpp"

#include <openssl/sha.h>

#include <algorithm>

namespace xinan::http {

std::string BoardMemory::key(SignInId sign_in, std::string_view action, std::vector<ledger::Subject> subjects) {
    std::ranges::sort(subjects);
    std::string key(text_of(sign_in.view()));
    key.append(action);
    for (const ledger::Subject& subject : subjects) {
        key.append("\n").append(subject.kind).append("\n").append(text_of(subject.id.view()));
    }
    // A board may list 512 people: 32 bytes stand for them.
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(view_of(key).data(), key.size(), reinterpret_cast<unsigned char*>(digest.data()));  // NOLINT: bytes of a string
    return digest;
}

bool BoardMemory::seen(const std::string& key, UtcTime now) const {
    const std::lock_guard lock(mutex_);
    const auto found = left_at_.find(key);
    return found != left_at_.end() && now - found->second < kBoardSpan && found->second <= now;
}

void BoardMemory::remember(std::string key, UtcTime now) {
    const std::lock_guard lock(mutex_);
    if (left_at_.size() >= kBoardsMax) {
        std::erase_if(left_at_, [now](const auto& entry) { return now - entry.second >= kBoardSpan; });
        if (left_at_.size() >= kBoardsMax) left_at_.clear();
    }
    left_at_[std::move(key)] = now;
}

}  // namespace xinan::http
