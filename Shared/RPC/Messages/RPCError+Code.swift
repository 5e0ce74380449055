extension RPCError {
  /// The status codes of gRPC, with their numbers on the wire (grpc/doc/statuscodes.md).
  public enum Code: Int, Sendable, Hashable, CaseIterable {
    /// Success; never thrown.
    case ok = 0
    /// The caller gave the call up.
    case cancelled = 1
    /// An error that says nothing of itself, for example one that a handler threw without a code.
    case unknown = 2
    /// The request is wrong whatever the system's state is.
    case invalidArgument = 3
    /// The deadline passed before the call ended; it may have had its effect.
    case deadlineExceeded = 4
    /// What was named does not exist.
    case notFound = 5
    /// What was to be created exists.
    case alreadyExists = 6
    /// The caller is known but may not do this.
    case permissionDenied = 7
    /// A quota or a bound on size is used up.
    case resourceExhausted = 8
    /// The system's state does not allow it; repeating does not help until the state changes.
    case failedPrecondition = 9
    /// A conflict, for example a stale etag; the caller may begin again from reading.
    case aborted = 10
    /// A position beyond the end.
    case outOfRange = 11
    /// The method does not exist here.
    case unimplemented = 12
    /// An invariant is broken, or the peer does not speak the protocol.
    case `internal` = 13
    /// The service cannot be reached now; the call may be repeated after a pause.
    case unavailable = 14
    /// Data is lost or corrupt.
    case dataLoss = 15
    /// The caller is not known.
    case unauthenticated = 16
  }
}

extension RPCError.Code: CustomStringConvertible {
  /// The name as gRPC writes it, for example `NOT_FOUND`.
  public var description: String { Self.names[rawValue] }

  private static let names = [
    "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
    "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
    "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
  ]
}
