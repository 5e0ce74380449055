public import Wire

/// Writes the messages of a call that sends many.
public struct RequestWriter<Message: WireMessage>: Sendable {
  private let call: ClientCall

  init(_ call: ClientCall) { self.call = call }

  /// Writes one message; suspends while the server is slow (its window or the connection is full).
  ///
  /// - Throws: the status with which the call ended, when it has.
  public func write(_ message: Message) async throws(RPCError) { try await call.send(message) }

  /// Tells the server that no message follows. Writing nothing more and returning has the same effect in calls that
  /// send many and get one.
  public func finish() { call.finishRequests() }
}
