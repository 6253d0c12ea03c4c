// SPDX-License-Identifier: AGPL-3.0-or-later
// What a process that holds keys asks of the system, once, at its start.
#pragma once

namespace xinan::crypto {

// No core files, no attaching by other processes of the same account (PR_SET_DUMPABLE 0, RLIMIT_CORE 0). Called by main
// before it unseals. False when the system refused; main then says so and goes on.
[[nodiscard]] bool harden_process();

// Overwrites what finished calls left on the stack below the caller and in the vector registers of this thread. For threads that
// handled content and go on waiting: a sealed server keeps them. Costs some microseconds.
void forget_on_this_thread() noexcept;

}  // namespace xinan::crypto
