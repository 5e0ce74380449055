/// What is told of a call when it has ended, exactly once for each call.
public struct FinishedCall: Sendable {
  /// The method's path, or nil when no such method exists.
  public let path: String?
  /// What the handler knew of the call, or would have known.
  public let context: CallContext
  /// The status that was sent, or would have been had the caller not left.
  public let code: RPCError.Code
  /// The error behind the status, when the handler threw one: for the log, not for the caller.
  public let cause: (any Error)?
  /// From the request's headers to the end.
  public let duration: Duration
  /// The messages of the call.
  public let counts: MessageCounts

  /// Who called, as the server's guard said; nil without one, or when it did not come to that.
  public var principal: String? { context.principal?.name }
  /// The caller's end of the connection.
  public var peer: Peer { context.peer }
}
