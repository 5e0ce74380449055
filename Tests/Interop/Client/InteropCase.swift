/// One case of the public test descriptions (grpc/doc/interop-test-descriptions.md).
struct InteropCase: Sendable {
  let name: String
  let run: @Sendable (Session) async throws -> Void

  /// All cases that this client has; `Tests/Interop/cases.txt` says of the others why they are absent.
  static let all: [InteropCase] = [
    InteropCase(name: "empty_unary", run: emptyUnary),
    InteropCase(name: "large_unary", run: largeUnary),
    InteropCase(name: "client_compressed_unary", run: clientCompressedUnary),
    InteropCase(name: "server_compressed_unary", run: serverCompressedUnary),
    InteropCase(name: "client_streaming", run: clientStreaming),
    InteropCase(name: "client_compressed_streaming", run: clientCompressedStreaming),
    InteropCase(name: "server_streaming", run: serverStreaming),
    InteropCase(name: "server_compressed_streaming", run: serverCompressedStreaming),
    InteropCase(name: "ping_pong", run: pingPong),
    InteropCase(name: "half_duplex", run: halfDuplex),
    InteropCase(name: "empty_stream", run: emptyStream),
    InteropCase(name: "custom_metadata", run: customMetadata),
    InteropCase(name: "status_code_and_message", run: statusCodeAndMessage),
    InteropCase(name: "special_status_message", run: specialStatusMessage),
    InteropCase(name: "unimplemented_method", run: unimplementedMethod),
    InteropCase(name: "unimplemented_service", run: unimplementedService),
    InteropCase(name: "cancel_after_begin", run: cancelAfterBegin),
    InteropCase(name: "cancel_after_first_response", run: cancelAfterFirstResponse),
    InteropCase(name: "timeout_on_sleeping_server", run: timeoutOnSleepingServer),
    InteropCase(name: "concurrent_large_unary", run: concurrentLargeUnary),
    InteropCase(name: "pick_first_unary", run: pickFirstUnary),
    InteropCase(name: "rpc_soak", run: rpcSoak),
    InteropCase(name: "channel_soak", run: channelSoak),
  ]
}
