#ifndef TUPO_CPROCESS_SHIM_H
#define TUPO_CPROCESS_SHIM_H

#include <sys/prctl.h>

// Swift sees no variadic functions (prctl): this is the one call of it.

/// Asks the kernel to send this process `signal` when the thread that started it ends (prctl(2), PR_SET_PDEATHSIG).
/// The wish survives execve. Answers 0, or -1 with errno.
static inline int tupo_signal_at_parents_end(int signal) {
  return prctl(PR_SET_PDEATHSIG, (unsigned long)signal, 0UL, 0UL, 0UL);
}

#endif
