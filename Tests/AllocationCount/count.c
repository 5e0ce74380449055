#include "CAllocationCount.h"

#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif

#if defined(__GLIBC__) && !defined(SANITIZED)

/* glibc lets a program put functions of its own in the place of malloc's, and gives its own by these names. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *piece, size_t size);

static __thread int64_t allocations;

void *malloc(size_t size) {
  allocations++;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  allocations++;
  return __libc_calloc(count, size);
}

void *realloc(void *piece, size_t size) {
  allocations++;
  return __libc_realloc(piece, size);
}

int64_t tupo_allocations_of_thread(void) { return allocations; }

#else

int64_t tupo_allocations_of_thread(void) { return -1; }

#endif
