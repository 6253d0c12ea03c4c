// SPDX-License-Identifier: AGPL-3.0-or-later
// What would otherwise grow for ever: answers kept for repeated requests, jobs nobody will do, keys made for something that
// then failed. And what a restore leaves behind: its deed, and everybody to sign in anew.
//
// Source: DECISIONS "Store" (idempotency 24 h), "Keyring" (unused keys are swept after a day). Threads: one caller.
#pragma once

#include "app/application.hpp"

namespace xinan::app {

inline constexpr Millis kKeyUnusedMax{24LL * 60 * 60 * 1000};
inline constexpr Millis kDeadJobKept{90LL * 24 * 60 * 60 * 1000};

// Removes idempotency rows past their 24 hours and jobs given up 90 days ago, at most 10,000 of each a call. How many.
// Errors: unavailable.*.
Result<std::int64_t> purge_old_rows(Application& app, CentreId centre, UtcTime now);

// Destroys the keys of persons' files and cases that no row uses, made more than a day ago and since the newest restore: older
// ones may belong to rows of a later backup. Each leaves its deed first. How many. Errors: unavailable.*, vault.*.
Result<std::size_t> sweep_unused_keys(Application& app, CentreId centre, UtcTime now, Random& random);

// In every centre: the deed app.backup.restore, and all sign-ins end. Errors: unavailable.*.
Result<void> note_restore(Application& app, UtcTime now, Random& random);

}  // namespace xinan::app
