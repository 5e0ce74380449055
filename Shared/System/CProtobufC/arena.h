#pragma once
#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A bump allocator for one message at a time: taking memory is an addition, giving it all back is one reset.
 * The first block is kept from message to message; what does not fit into it comes in blocks that reset frees. */
typedef struct tupo_arena_block {
  struct tupo_arena_block *next;
  size_t size;
} tupo_arena_block;

typedef struct tupo_arena {
  uint8_t *at;              /* the first free byte of the current block */
  uint8_t *end;             /* past its last */
  uint8_t *first;           /* the block that is kept */
  size_t first_size;
  tupo_arena_block *more;   /* the other blocks */
  size_t taken;             /* bytes of all blocks */
  size_t limit;             /* that `taken` must not pass */
  int exhausted;            /* whether memory was asked for beyond `limit` since the last begin */
  int dropped;              /* whether a message may have been given back since then */
  ProtobufCAllocator allocator;
} tupo_arena;

/* Under the address sanitizer what is not taken counts as freed: it sees what reads past a piece, or after a reset. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define TUPO_ARENA_CLOSE(start, size) ASAN_POISON_MEMORY_REGION(start, size)
#define TUPO_ARENA_OPEN(start, size) ASAN_UNPOISON_MEMORY_REGION(start, size)
#endif
#endif
#ifndef TUPO_ARENA_OPEN
#define TUPO_ARENA_CLOSE(start, size) ((void)(start), (void)(size))
#define TUPO_ARENA_OPEN(start, size) ((void)(start), (void)(size))
#endif

/* Blocks grow up to this size; a larger piece gets a block of its own size. */
#define TUPO_ARENA_BLOCK_MAX ((size_t)1 << 20)

static inline void *tupo_arena_grow(tupo_arena *arena, size_t size) {
  size_t header = (sizeof(tupo_arena_block) + 15u) & ~(size_t)15u;
  size_t wanted = arena->taken < TUPO_ARENA_BLOCK_MAX ? arena->taken : TUPO_ARENA_BLOCK_MAX;
  size_t room = arena->limit > arena->taken ? arena->limit - arena->taken : 0;
  tupo_arena_block *block;
  if (size > room) {
    arena->exhausted = 1;
    return NULL;
  }
  if (wanted > room) wanted = room;
  if (wanted < size) wanted = size;
  block = (tupo_arena_block *)malloc(header + wanted);
  if (block == NULL) {
    arena->exhausted = 1;
    return NULL;
  }
  block->next = arena->more;
  block->size = wanted;
  arena->more = block;
  arena->taken += wanted;
  arena->at = (uint8_t *)block + header + size;
  arena->end = (uint8_t *)block + header + wanted;
  TUPO_ARENA_CLOSE(arena->at, wanted - size);
  return (uint8_t *)block + header;
}

/* Memory aligned for any type, or NULL when the limit would be passed. */
static inline void *tupo_arena_take(tupo_arena *arena, size_t size) {
  uint8_t *piece = arena->at;
  /* Whoever gives a piece back reads an address at its start. */
  size_t asked = size < sizeof(void *) ? sizeof(void *) : size;
  if (size > SIZE_MAX / 2) {
    arena->exhausted = 1;
    return NULL;
  }
  size = (asked + 15u) & ~(size_t)15u;
  if ((size_t)(arena->end - piece) < size) return tupo_arena_grow(arena, size);
  arena->at = piece + size;
  TUPO_ARENA_OPEN(piece, asked);
  return piece;
}

/* Gives everything back and sets the limit for what comes next. */
static inline void tupo_arena_begin(tupo_arena *arena, size_t limit) {
  while (arena->more != NULL) {
    tupo_arena_block *next = arena->more->next;
    free(arena->more);
    arena->more = next;
  }
  arena->taken = arena->first_size < limit ? arena->first_size : limit & ~(size_t)15u;
  arena->at = arena->first;
  arena->end = arena->first + arena->taken;
  TUPO_ARENA_CLOSE(arena->first, arena->first_size);
  arena->limit = limit;
  arena->exhausted = 0;
  arena->dropped = 0;
}

/* The bytes that were taken since the last begin, with what was left over at the ends of blocks. */
static inline size_t tupo_arena_used(const tupo_arena *arena) {
  return arena->taken - (size_t)(arena->end - arena->at);
}

static void *tupo_arena_allocator_take(void *arena, size_t size) { return tupo_arena_take((tupo_arena *)arena, size); }

/* libprotobuf-c gives a message back when the oneof that held it gets another member; what it then begins with is the
 * NULL that stood for its descriptor. Other pieces that it gives back rarely begin so. */
static void tupo_arena_allocator_free(void *arena, void *piece) {
  void *start = arena;
  if (piece == NULL) return;
  memcpy(&start, piece, sizeof start);
  if (start == NULL) ((tupo_arena *)arena)->dropped = 1;
}

static inline tupo_arena *tupo_arena_new(size_t first_size) {
  tupo_arena *arena = (tupo_arena *)calloc(1, sizeof *arena);
  if (arena == NULL) return NULL;
  arena->first_size = (first_size + 15u) & ~(size_t)15u;
  arena->first = (uint8_t *)malloc(arena->first_size);
  if (arena->first == NULL) {
    free(arena);
    return NULL;
  }
  arena->allocator.alloc = tupo_arena_allocator_take;
  arena->allocator.free = tupo_arena_allocator_free;
  arena->allocator.allocator_data = arena;
  tupo_arena_begin(arena, SIZE_MAX / 2);
  return arena;
}

static inline void tupo_arena_delete(tupo_arena *arena) {
  tupo_arena_begin(arena, 0);
  TUPO_ARENA_OPEN(arena->first, arena->first_size);
  free(arena->first);
  free(arena);
}
