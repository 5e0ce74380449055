#pragma once
#include <stddef.h>
#include <stdint.h>

/* libFuzzer's own driver (clang's documentation, "Using libFuzzer as a library"). */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

/* What libFuzzer calls with each input; it passes it to Swift's tupo_fuzz_input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
