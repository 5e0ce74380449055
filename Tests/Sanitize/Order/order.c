#include "COrder.h"

/* Tells the thread sanitizer of the order that Swift's runtime makes between threads. The runtime is not instrumented, so
 * without this each hand-over of a task, and each mutex for which a thread had to wait, would be taken for a race. */

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)

#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

extern void __tsan_acquire(void *address);
extern void __tsan_release(void *address);

/* By these the runtime tells of tasks. It looks the two functions up by dlsym(3), which does not find what is linked into
 * an executable (swift/stdlib/public/runtime/ThreadSanitizer.cpp). */
extern bool _swift_tsan_enabled;
extern void (*_swift_tsan_acquire)(void *address);
extern void (*_swift_tsan_release)(void *address);

__attribute__((constructor)) static void tell_of_tasks(void) {
  _swift_tsan_acquire = __tsan_acquire;
  _swift_tsan_release = __tsan_release;
  _swift_tsan_enabled = true;
}

/* A mutex that is free is taken by instrumented code; what waits for one is the library's. */
typedef __attribute__((swiftcall)) void wait_function(uint32_t thread, __attribute__((swift_context)) void *mutex);
typedef __attribute__((swiftcall)) void wake_function(__attribute__((swift_context)) void *mutex);
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
wait_function lock_slow __asm__(LOCK_SLOW);
wake_function unlock_slow __asm__(UNLOCK_SLOW);

static void *next(const char *symbol) {
  void *function = dlsym(RTLD_NEXT, symbol);
  if (function == NULL) {
    fprintf(stderr, "%s is missing: Swift's mutex has changed\n", symbol);
    abort();
  }
  return function;
}

__attribute__((swiftcall)) void lock_slow(uint32_t thread, __attribute__((swift_context)) void *mutex) {
  ((wait_function *)next(LOCK_SLOW))(thread, mutex);
  __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *mutex) {
  __tsan_release(mutex);
  ((wake_function *)next(UNLOCK_SLOW))(mutex);
}

#endif
#endif
