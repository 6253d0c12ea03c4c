// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/process.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <array>
#include <cstdint>

#include "base/secret.hpp"

namespace xinan::crypto {

bool harden_process() {
    const rlimit none{0, 0};
    const bool no_core = setrlimit(RLIMIT_CORE, &none) == 0;
    const bool not_dumpable = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    return no_core && not_dumpable;
}

namespace {

constexpr std::size_t kStackForgotten = 64 * 1024;  // deeper than any handler; a worker's stack is 512 KiB

[[gnu::noinline]] void forget_stack() noexcept {
    std::array<std::uint8_t, kStackForgotten> below;  // NOLINT: what stood here is what is wiped
    wipe(below.data(), below.size());
}

// Copying text leaves its last bytes in the vector registers, and an idle thread keeps them.
void forget_registers() noexcept {
#if defined(__x86_64__)
    static const bool wide = __builtin_cpu_supports("avx") != 0;
    static const bool wider = __builtin_cpu_supports("avx512f") != 0;
    if (wide) {
        asm volatile("vzeroall" ::: "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
                     "xmm13", "xmm14", "xmm15");
    }
    if (wider) {
        // Named by no clobber: without -mavx512f the compiler keeps nothing in them.
        asm volatile(
            "vpxorq %zmm16,%zmm16,%zmm16\n vpxorq %zmm17,%zmm17,%zmm17\n vpxorq %zmm18,%zmm18,%zmm18\n vpxorq %zmm19,%zmm19,%zmm19\n"
            "vpxorq %zmm20,%zmm20,%zmm20\n vpxorq %zmm21,%zmm21,%zmm21\n vpxorq %zmm22,%zmm22,%zmm22\n vpxorq %zmm23,%zmm23,%zmm23\n"
            "vpxorq %zmm24,%zmm24,%zmm24\n vpxorq %zmm25,%zmm25,%zmm25\n vpxorq %zmm26,%zmm26,%zmm26\n vpxorq %zmm27,%zmm27,%zmm27\n"
            "vpxorq %zmm28,%zmm28,%zmm28\n vpxorq %zmm29,%zmm29,%zmm29\n vpxorq %zmm30,%zmm30,%zmm30\n vpxorq %zmm31,%zmm31,%zmm31");
    }
#endif
}

}  // namespace

void forget_on_this_thread() noexcept {
    forget_stack();
    forget_registers();
}

}  // namespace xinan::crypto
