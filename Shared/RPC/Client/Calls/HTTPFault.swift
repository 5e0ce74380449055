// What failures below gRPC mean in its codes.

extension ReceivedStatus {
  /// The error when an answer's first headers are not gRPC (grpc/doc/http-grpc-status-mapping.md).
  var httpFault: RPCError? {
    if code != nil { return nil }
    guard let httpStatus else { return RPCError(code: .internal, message: "The answer has no HTTP status.") }
    if httpStatus == 200 {
      return isGRPC ? nil : RPCError(code: .unknown, message: "The answer's content-type is not application/grpc.")
    }
    return RPCError(
      code: Self.code(forHTTP: httpStatus), message: "The server answered with HTTP status \(httpStatus).")
  }

  private static func code(forHTTP status: Int) -> RPCError.Code {
    switch status {
    case 400: .internal
    case 401: .unauthenticated
    case 403: .permissionDenied
    case 404: .unimplemented
    case 429, 502, 503, 504: .unavailable
    default: .unknown
    }
  }
}

extension HTTP2ErrorCode {
  /// The error of a call whose stream this side has reset with this code, because of what the server had sent on it.
  var errorOfServer: RPCError {
    let sent =
      switch self {
      case .protocolError: "headers, or a length, that HTTP/2 does not allow"
      case .flowControlError: "more window than there can be"
      case .streamClosed: "frames behind its end"
      default: "what HTTP/2 does not allow"
      }
    return RPCError(
      code: .internal, message: "The stream was reset by this side with code \(rawValue): the server had sent \(sent).")
  }

  /// The error of a call whose stream the server has reset with this code (grpc/doc/PROTOCOL-HTTP2.md, HTTP2 Transport Mapping).
  var rpcError: RPCError {
    switch self {
    case .refusedStream: RPCError(code: .unavailable, message: "The server did not take the call.")
    case .cancel: RPCError(code: .cancelled, message: "The server cancelled the call.")
    case .enhanceYourCalm: RPCError(code: .resourceExhausted, message: "The server asks for fewer calls.")
    case .inadequateSecurity: RPCError(code: .permissionDenied, message: "The connection is not secure enough.")
    default: RPCError(code: .internal, message: "The server reset the stream with code \(rawValue).")
    }
  }
}
