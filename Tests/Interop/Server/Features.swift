import RPC
import Wire
import WireInterop

extension CallContext {
  /// The feature “Echo Metadata”.
  func echoMetadata() {
    let (header, trailer) = ("x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin")
    for text in metadata.texts(for: header) { addHeader(text, for: header) }
    for bytes in metadata.binaries(for: trailer) { addTrailer(bytes, for: trailer) }
  }

  /// Begins an answer of which each message may be compressed or not.
  func beginStream() {
    echoMetadata()
    compressResponses()
  }

  /// The feature “CompressedRequest”: checks the request that was read last.
  ///
  /// - Throws: INVALID_ARGUMENT when it came otherwise than `expected`.
  func check(_ expected: GrpcTesting.BoolValue?) throws(RPCError) {
    guard let expected, expected.value != requestWasCompressed else { return }
    let came = requestWasCompressed ? "compressed" : "uncompressed"
    throw RPCError(code: .invalidArgument, message: "The request came \(came), which its expect_compressed denies.")
  }
}

extension GrpcTesting.EchoStatus {
  /// The feature “Echo Status”: ends the call.
  ///
  /// - Throws: the status, unless it is OK.
  func end() throws(RPCError) {
    let code = RPCError.Code(rawValue: Int(code)) ?? .unknown
    guard code != .ok else { return }
    throw RPCError(code: code, message: message)
  }
}

extension GrpcTesting.Payload {
  /// What one answer may ask for, in bytes: the server holds it while it is sent.
  private static let maxBytes: Int32 = 64 << 20

  /// A payload of `size` zero bytes.
  ///
  /// - Throws: INVALID_ARGUMENT when there is no such payload.
  static func zeros(_ size: Int32, of type: GrpcTesting.PayloadType) throws(RPCError) -> GrpcTesting.Payload {
    guard type == .compressable else {
      throw RPCError(code: .invalidArgument, message: "There is no payload type \(type).")
    }
    guard (0...maxBytes).contains(size) else {
      throw RPCError(code: .invalidArgument, message: "A payload has 0 to \(maxBytes) bytes, not \(size).")
    }
    return .with { $0.body = [UInt8](repeating: 0, count: Int(size)) }
  }
}
