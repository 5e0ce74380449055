#pragma once
#include <malloc.h>

/* Blocks of up to `block` bytes come from the heap, and `top` bytes that are free at its end stay with the process
 * (mallopt(3)); 0 where that cannot be had. */
static inline int tupo_keep_heap(int block, int top) {
  return mallopt(M_MMAP_THRESHOLD, block) == 1 && mallopt(M_TRIM_THRESHOLD, top) == 1;
}
