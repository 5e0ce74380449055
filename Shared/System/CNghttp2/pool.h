#pragma once
#include <nghttp2/nghttp2.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Memory for the small things that nghttp2 makes and throws away with each call (streams, frames, header fields): pieces
 * are kept by size and used again, so that a call costs no `malloc` there. One thread at a time uses a pool. */

/* Pieces are kept in steps of 16 bytes up to this many steps; larger ones come from `malloc` and go back to it. */
#define TUPO_POOL_STEPS 64
/* Bytes that are kept at most; what comes back beyond them is freed. Under the address sanitizer nothing is kept: it sees
 * that a piece is used after its end only when the piece has gone back to `malloc`. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TUPO_POOL_KEPT ((size_t)0)
#endif
#endif
#ifndef TUPO_POOL_KEPT
#define TUPO_POOL_KEPT ((size_t)512 << 10)
#endif
/* Before each piece, as large as any type's alignment. */
#define TUPO_POOL_HEADER 16

typedef struct tupo_pool {
  void *free[TUPO_POOL_STEPS + 1]; /* by steps: the first free piece, which begins with the address of the next */
  size_t kept;                     /* bytes of all free pieces */
  nghttp2_mem functions;           /* what a session is given */
} tupo_pool;

/* Whether anything is kept, here and in what else lives as long as a pool. */
static inline int tupo_pool_keeps(void) { return TUPO_POOL_KEPT > 0; }

static inline size_t *tupo_pool_size(void *piece) { return (size_t *)((uint8_t *)piece - TUPO_POOL_HEADER); }

static void *tupo_pool_take(size_t size, void *user) {
  tupo_pool *pool = (tupo_pool *)user;
  size_t steps = (size + 15u) / 16u;
  uint8_t *start;
  if (size > SIZE_MAX / 2) return NULL;
  if (steps == 0) steps = 1;
  if (steps <= TUPO_POOL_STEPS && pool->free[steps] != NULL) {
    void *piece = pool->free[steps];
    memcpy(&pool->free[steps], piece, sizeof(void *));
    pool->kept -= steps * 16u;
    return piece;
  }
  start = (uint8_t *)malloc(TUPO_POOL_HEADER + steps * 16u);
  if (start == NULL) return NULL;
  *(size_t *)start = steps * 16u;
  return start + TUPO_POOL_HEADER;
}

static void tupo_pool_give(void *piece, void *user) {
  tupo_pool *pool = (tupo_pool *)user;
  size_t size, steps;
  if (piece == NULL) return;
  size = *tupo_pool_size(piece);
  steps = size / 16u;
  if (steps > TUPO_POOL_STEPS || pool->kept + size > TUPO_POOL_KEPT) {
    free(tupo_pool_size(piece));
    return;
  }
  memcpy(piece, &pool->free[steps], sizeof(void *));
  pool->free[steps] = piece;
  pool->kept += size;
}

static void *tupo_pool_take_zeroed(size_t count, size_t size, void *user) {
  void *piece;
  if (size != 0 && count > SIZE_MAX / 2 / size) return NULL;
  piece = tupo_pool_take(count * size, user);
  if (piece != NULL) memset(piece, 0, count * size);
  return piece;
}

static void *tupo_pool_resize(void *piece, size_t size, void *user) {
  size_t old = piece == NULL ? 0 : *tupo_pool_size(piece);
  void *larger;
  if (piece != NULL && size <= old) return piece;
  larger = tupo_pool_take(size, user);
  if (larger == NULL || piece == NULL) return larger;
  memcpy(larger, piece, old);
  tupo_pool_give(piece, user);
  return larger;
}

static inline tupo_pool *tupo_pool_new(void) {
  tupo_pool *pool = (tupo_pool *)calloc(1, sizeof *pool);
  if (pool == NULL) return NULL;
  pool->functions.mem_user_data = pool;
  pool->functions.malloc = tupo_pool_take;
  pool->functions.free = tupo_pool_give;
  pool->functions.calloc = tupo_pool_take_zeroed;
  pool->functions.realloc = tupo_pool_resize;
  return pool;
}

static inline void tupo_pool_delete(tupo_pool *pool) {
  for (size_t steps = 0; steps <= TUPO_POOL_STEPS; steps++) {
    while (pool->free[steps] != NULL) {
      void *piece = pool->free[steps];
      memcpy(&pool->free[steps], piece, sizeof(void *));
      free(tupo_pool_size(piece));
    }
  }
  free(pool);
}
