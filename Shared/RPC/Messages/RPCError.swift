/// Why a call did not succeed: a code for programs, a message for people, details for both.
public struct RPCError: Error, Sendable, Hashable {
  /// gRPC's status code.
  public var code: Code
  /// What is wrong and what to do about it. At most 1 KiB of it is sent.
  public var message: String
  /// Structured details (`grpc-status-details-bin`), at most one of each kind.
  public var details: [ErrorDetail]
  /// Further trailers: sent with a server's error, received with a client's.
  public var metadata: Metadata

  /// An error with a code, a message for people and, when there are any, details.
  public init(code: Code, message: String, details: [ErrorDetail] = [], metadata: Metadata = Metadata()) {
    self.code = code
    self.message = message
    self.details = details
    self.metadata = metadata
  }

  /// The machine-readable reason of ``details``: ErrorInfo's reason, stable within its domain.
  public var reason: String? {
    for case .errorInfo(let reason, _, _) in details { return reason }
    return nil
  }
}

/// An error that knows how it is told to a caller. A handler may throw one in place of ``RPCError``.
public protocol RPCErrorConvertible: Error {
  /// What the caller is told.
  var rpcError: RPCError { get }
}

extension RPCError: RPCErrorConvertible {
  /// Itself.
  public var rpcError: RPCError { self }
}

extension RPCError: CustomStringConvertible {
  /// Code and message, for logs.
  public var description: String { "\(code): \(message)" }
}
