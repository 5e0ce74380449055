/* Bare protobuf-c on the reply of 20 figures: pack of prebuilt structs, unpack in an arena; medians of 7 rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "benchmark/v1/figures.pb-c.h"

enum { rounds = 7, count = 50000 };
static char block[65536];
static size_t used;

static void *take(void *data, size_t size) {
  (void)data;
  void *memory = block + used;
  used += (size + 15) & ~(size_t)15;
  return used <= sizeof block ? memory : NULL;
}
static void drop(void *data, void *memory) { (void)data, (void)memory; }
static ProtobufCAllocator arena = {take, drop, NULL};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}
static int by_size(const void *a, const void *b) { return *(double *)a < *(double *)b ? -1 : 1; }

int main(void) {
  static char names[20][16];
  static Benchmark__V1__Figure figures[20];
  static Benchmark__V1__Figure *list[20];
  static uint8_t bytes[4096];
  Benchmark__V1__FiguresReply reply = BENCHMARK__V1__FIGURES_REPLY__INIT;
  for (int i = 0; i < 20; i++) {
    benchmark__v1__figure__init(list[i] = figures + i);
    figures[i].indicator.data = (uint8_t *)names[i];
    figures[i].indicator.len = (size_t)sprintf(names[i], "IND%d", 10000 + i * 37);
    figures[i].cumulative = 20240000 + i * 7919;
    figures[i].previous = figures[i].cumulative - 1000;
    figures[i].growth = 1000 / (double)figures[i].previous;
  }
  reply.n_figures = 20;
  reply.figures = list;
  double packs[rounds], unpacks[rounds];
  size_t size = 0, sink = 0;
  for (int r = 0; r < rounds; r++) {
    double start = now();
    for (int i = 0; i < count; i++) sink += size = protobuf_c_message_pack(&reply.base, bytes);
    packs[r] = (now() - start) / count;
    start = now();
    for (int i = 0; i < count; i++) {
      used = 0;
      ProtobufCMessage *read =
          protobuf_c_message_unpack(&benchmark__v1__figures_reply__descriptor, &arena, size, bytes);
      sink += ((Benchmark__V1__FiguresReply *)read)->n_figures;
    }
    unpacks[r] = (now() - start) / count;
  }
  qsort(packs, rounds, sizeof(double), by_size);
  qsort(unpacks, rounds, sizeof(double), by_size);
  printf("encode %.0f decode %.0f bytes %zu %s\n", packs[rounds / 2], unpacks[rounds / 2], size, sink ? "" : "?");
}
