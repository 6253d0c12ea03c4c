// SPDX-License-Identifier: AGPL-3.0-or-later
// Memory that is given back is overwritten first. A visitor's words pass through many short-lived texts (a request's body, its
// parsed fields, a name being normalised inside ICU, the reply before it is sent); wiping each by hand would miss some, and the
// heap would keep them after the server is sealed. So the program's own free and realloc do it for everybody in the process:
// operator delete of libstdc++ and the C libraries come here too. tests/secrecy looks for planted words in the core of a server
// that was sealed after it served.
//
// Costs a memset for each object that is freed; linked into the program only. The sanitizers bring their own.
//
// Threads: any.
#include <malloc.h>
#include <string.h>

#include <cstddef>
#include <cstdlib>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// The names under which the C library keeps its own, for whoever replaces the public ones.
extern "C" void __libc_free(void*);                                      // NOLINT: the library's name
extern "C" void* __libc_malloc(std::size_t);                             // NOLINT
extern "C" void* __libc_realloc(void*, std::size_t);                     // NOLINT

extern "C" void free(void* memory) noexcept {
    if (memory == nullptr) return;
    ::explicit_bzero(memory, ::malloc_usable_size(memory));
    __libc_free(memory);
}

// Never grows in another place by itself: what stood in the old one is wiped by free.
extern "C" void* realloc(void* memory, std::size_t size) noexcept {
    if (memory == nullptr || size == 0) return __libc_realloc(memory, size);
    const std::size_t had = ::malloc_usable_size(memory);
    if (size <= had && size >= had / 2) return memory;
    void* const grown = __libc_malloc(size);
    if (grown == nullptr) return nullptr;
    ::memcpy(grown, memory, had < size ? had : size);
    free(memory);
    return grown;
}

#endif
