// SPDX-License-Identifier: AGPL-3.0-or-later
// The parts of the bench program; each takes its arguments after its name, prints one line of JSON, returns an exit code.
// Not the product: nothing here is installed.
#pragma once

#include <ctime>
#include <cstdint>
#include <span>
#include <string>

namespace xinan::bench {

using Arguments = std::span<char*>;

// Nanoseconds of the monotonic clock: latencies need more than the product's milliseconds.
inline std::int64_t nanos(clockid_t clock = CLOCK_MONOTONIC) {
    timespec t{};
    clock_gettime(clock, &t);
    return t.tv_sec * 1'000'000'000LL + t.tv_nsec;
}

int load(Arguments);    // load PORT CONNECTIONS REQUESTS COOKIES [ACKNOWLEDGED]: HTTP requests from a file, keep-alive
int raw(Arguments);     // raw FILE SECONDS: the raw loop every durable figure is compared with
int seed(Arguments);    // seed DATA COUNSELLORS VISITORS_EACH OUT: fills a centre made by init
int signin(Arguments);  // signin DATA WORLD: new sign-ins for everybody in a seeded world
int deeds(Arguments);   // deeds DATA COUNT: a ledger of so many entries, with its checkpoints
int tree(Arguments);    // tree DATA: a bare RFC 9162 tree over the same bytes, on one thread
int unseal(Arguments);  // unseal DATA SECONDS: opens sealed fields of 1 KiB on one thread

}  // namespace xinan::bench
