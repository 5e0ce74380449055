#pragma once
#include <stdint.h>

/* How many times the calling thread has asked for memory so far; -1 where that is not counted: beside glibc, and under a
 * sanitizer, which has functions of its own in malloc's place. */
int64_t tupo_allocations_of_thread(void);
