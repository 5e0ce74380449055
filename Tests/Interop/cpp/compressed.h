// Whether a message came compressed: what gRPC C++'s own interoperability programs ask, by a function that libgrpc
// exports for tests.
#pragma once

#include <grpc/compression.h>
#include <grpc/grpc.h>

uint32_t grpc_call_test_only_get_message_flags(grpc_call *call);

// Of the message that was read last. The bit is gRPC's own GRPC_WRITE_INTERNAL_TEST_ONLY_WAS_COMPRESSED.
inline bool was_compressed(grpc_call *call) { return (grpc_call_test_only_get_message_flags(call) & 0x40000000u) != 0; }
