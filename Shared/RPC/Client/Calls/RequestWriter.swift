public import Wire

/// Writes the messages of a call that sends many.
public struct RequestWriter<Message: WireMessage>: Sendable {
  private let call: ClientCall

  init(_ call: ClientCall) { self.call = call }

  /// Writes one message; suspends while the server is slow (its window or the connection is full).
  ///
  /// `compressed` false leaves it as it is in a call that compresses (``CallOptions/compression``).
  ///
  /// - Throws: the status with which the call ended, when it has; CANCELLED when the server ended it well, without
  ///   this message. What it answered can still be read.
  public func write(_ message: Message, compressed: Bool = true) async throws(RPCError) {
    try await call.send(message, compressed: compressed)
  }

  /// Tells the server that no message follows. Writing nothing more and returning has the same effect in calls that
  /// send many and get one.
  public func finish() { call.finishRequests() }
}
