#include "driver.h"

int tupo_fuzz_input(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return tupo_fuzz_input(data, size); }
