// SPDX-License-Identifier: AGPL-3.0-or-later
// Memory that is given back is overwritten first. A visitor's words pass through many short-lived texts (a request's body, its
// parsed fields, the reply before it is sent); wiping each by hand would miss some, and the heap would keep them after the server
// is sealed. So the program's own operator delete does it for every object. tests/secrecy looks for planted words in the core of
// a server that was sealed after it served.
//
// Costs a memset for each object; linked into the program only. The sanitizers bring their own operators.
//
// Threads: any.
#include <malloc.h>
#include <string.h>

#include <cstddef>
#include <cstdlib>
#include <new>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

void wipe_and_free(void* object) noexcept {
    if (object == nullptr) return;
    ::explicit_bzero(object, ::malloc_usable_size(object));
    std::free(object);  // NOLINT: the counterpart of malloc in operator new
}

void* allocate(std::size_t size) {
    if (size == 0) size = 1;
    for (;;) {
        if (void* object = std::malloc(size)) return object;  // NOLINT: operator new itself
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc();
        handler();
    }
}

void* allocate_aligned(std::size_t size, std::align_val_t align) {
    const auto to = static_cast<std::size_t>(align);
    void* object = std::aligned_alloc(to, (size + to - 1) / to * to);
    if (object == nullptr) throw std::bad_alloc();
    return object;
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* object) noexcept { wipe_and_free(object); }
void operator delete[](void* object) noexcept { wipe_and_free(object); }
void operator delete(void* object, std::size_t) noexcept { wipe_and_free(object); }
void operator delete[](void* object, std::size_t) noexcept { wipe_and_free(object); }
void* operator new(std::size_t size, std::align_val_t align) { return allocate_aligned(size, align); }
void* operator new[](std::size_t size, std::align_val_t align) { return allocate_aligned(size, align); }
void operator delete(void* object, std::align_val_t) noexcept { wipe_and_free(object); }
void operator delete[](void* object, std::align_val_t) noexcept { wipe_and_free(object); }
void operator delete(void* object, std::size_t, std::align_val_t) noexcept { wipe_and_free(object); }
void operator delete[](void* object, std::size_t, std::align_val_t) noexcept { wipe_and_free(object); }

#endif
