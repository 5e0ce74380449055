import RPC
import Wire
import WireInterop

extension InteropCase {
  static func customMetadata(_ session: Session) async throws {
    try await withEcho { options in
      try await session.client.unaryCall(.large, options: options).checkLarge()
    }
    try await withEcho { options in
      try await session.client.fullDuplexCall(options: options) { requests, responses in
        try await requests.write(.init(responses: [Sizes.response], payload: Sizes.request))
        requests.finish()
        try await responses.check([Sizes.response])
      }
    }
  }

  /// Fails unless a call with these options gets back the metadata that they have.
  private static func withEcho(_ call: (CallOptions) async throws -> Void) async throws {
    let (header, text) = ("x-grpc-test-echo-initial", "test_initial_metadata_value")
    let (trailer, bytes): (String, [UInt8]) = ("x-grpc-test-echo-trailing-bin", [0xAB, 0xAB, 0xAB])
    let answer = AnswerMetadata()
    var options = CallOptions.bounded
    options.answer = answer
    options.metadata.add(text, for: header)
    options.metadata.add(bytes, for: trailer)
    try await call(options)
    try expect("the header \(header)", answer.headers.texts(for: header), is: [text])
    try expect("the trailer \(trailer)", answer.trailers.binaries(for: trailer), is: [bytes])
  }

  static func statusCodeAndMessage(_ session: Session) async throws {
    let status = echo("test status message")
    try await expect(.unknown, message: status.message, "the unary call") {
      try await session.client.unaryCall(.with { $0.responseStatus = status }, options: .bounded)
    }
    try await expect(.unknown, message: status.message, "the stream") {
      try await session.client.fullDuplexCall(options: .bounded) { requests, responses in
        try await requests.write(.with { $0.responseStatus = status })
        requests.finish()
        try await responses.check([])
      }
    }
  }

  static func specialStatusMessage(_ session: Session) async throws {
    let status = echo("\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n")
    try await expect(.unknown, message: status.message, "the call") {
      try await session.client.unaryCall(.with { $0.responseStatus = status }, options: .bounded)
    }
  }

  private static func echo(_ message: String) -> GrpcTesting.EchoStatus {
    .with {
      $0.code = Int32(RPCError.Code.unknown.rawValue)
      $0.message = message
    }
  }

  static func unimplementedMethod(_ session: Session) async throws {
    try await expect(.unimplemented, "the call") {
      try await session.client.unimplementedCall(GrpcTesting.Empty(), options: .bounded)
    }
  }

  static func unimplementedService(_ session: Session) async throws {
    try await expect(.unimplemented, "the call") {
      try await GrpcTesting.UnimplementedServiceClient(session.channel)
        .unimplementedCall(GrpcTesting.Empty(), options: .bounded)
    }
  }
}
