import RPC
import Wire
import WireInterop

extension GrpcTesting.SimpleRequest {
  fileprivate static func large(expectCompressed: Bool) -> GrpcTesting.SimpleRequest {
    var request = large
    request.expectCompressed = .with { $0.value = expectCompressed }
    return request
  }
}

extension InteropCase {
  static func clientCompressedUnary(_ session: Session) async throws {
    try await expect(.invalidArgument, "the probe") {
      try await session.client.unaryCall(.large(expectCompressed: true), options: .bounded)
    }
    for compressed in [true, false] {
      let options = CallOptions.bounded(compression: compressed ? .gzip : nil)
      let request = GrpcTesting.SimpleRequest.large(expectCompressed: compressed)
      try await session.client.unaryCall(request, options: options).checkLarge()
    }
  }

  static func serverCompressedUnary(_ session: Session) async throws {
    for compressed in [true, false] {
      var request = GrpcTesting.SimpleRequest.large
      request.responseCompressed = .with { $0.value = compressed }
      let answer = AnswerMetadata()
      var options = CallOptions.bounded
      options.answer = answer
      try await session.client.unaryCall(request, options: options).checkLarge()
      try expect("the compressed flag", answer.messageWasCompressed, is: compressed)
    }
  }

  static func clientCompressedStreaming(_ session: Session) async throws {
    let sizes = (compressed: 27_182, plain: 45_904)
    try await expect(.invalidArgument, "the probe") {
      try await session.client.streamingInputCall(options: .bounded) { requests in
        try await requests.write(input(sizes.compressed, expectCompressed: true))
      }
    }
    let answer = try await session.client.streamingInputCall(options: .bounded(compression: .gzip)) { requests in
      try await requests.write(input(sizes.compressed, expectCompressed: true))
      try await requests.write(input(sizes.plain, expectCompressed: false), compressed: false)
    }
    try expect("aggregated_payload_size", answer.aggregatedPayloadSize, is: 73_086)
  }

  private static func input(_ size: Int, expectCompressed: Bool) -> GrpcTesting.StreamingInputCallRequest {
    .with {
      $0.payload = .zeros(size)
      $0.expectCompressed = .with { $0.value = expectCompressed }
    }
  }

  static func serverCompressedStreaming(_ session: Session) async throws {
    let wanted: [(size: Int32, compressed: Bool)] = [(31_415, true), (92_653, false)]
    let request = GrpcTesting.StreamingOutputCallRequest.with {
      $0.responseParameters = wanted.map { size, compressed in
        .with {
          $0.size = size
          $0.compressed = .with { $0.value = compressed }
        }
      }
    }
    let metadata = AnswerMetadata()
    var options = CallOptions.bounded
    options.answer = metadata
    try await session.client.streamingOutputCall(request, options: options) { responses in
      var rest = wanted[...]
      for try await response in responses {
        guard let next = rest.popFirst() else { throw CaseFailure(description: "more than two responses came") }
        try expect("a response", response.payload?.body ?? [], holdsZeros: Int(next.size))
        try expect("the compressed flag", metadata.messageWasCompressed, is: next.compressed)
      }
      try expect("the number of missing responses", rest.count, is: 0)
    }
  }
}
