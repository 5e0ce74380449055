#ifndef TUPO_CPROCESS_SHIM_H
#define TUPO_CPROCESS_SHIM_H

#include <fcntl.h>
#include <malloc.h>
#include <sys/prctl.h>

// Swift sees neither variadic functions (prctl) nor what glibc declares for GNU sources only (pipe2): these are the calls.

int pipe2(int ends[2], int flags);

/// A pipe whose ends no child inherits, from the beginning (pipe(2)). Answers 0, or -1 with errno.
static inline int tupo_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

/// Asks the kernel to send this process `signal` when the thread that started it ends (prctl(2), PR_SET_PDEATHSIG).
/// The wish survives execve. Answers 0, or -1 with errno.
static inline int tupo_signal_at_parents_end(int signal) {
  return prctl(PR_SET_PDEATHSIG, (unsigned long)signal, 0UL, 0UL, 0UL);
}

/// Gives memory that was freed back to the system (malloc_trim(3)).
static inline void tupo_give_memory_back(void) { malloc_trim(0); }

/// The bytes that the program holds of what the allocator gave it (mallinfo(3)).
static inline size_t tupo_allocated_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

#endif
