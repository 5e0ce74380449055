public import Wire

/// Writes the messages that a handler answers with.
public struct ResponseWriter<Message: WireMessage>: Sendable {
  private let put: @Sendable (Message) async throws(RPCError) -> Void

  init(_ call: MessageStream) {
    put = { message async throws(RPCError) in try await call.write(message) }
  }

  /// A writer that hands each message to `receive`, for calling a handler without a server.
  public init(_ receive: @escaping @Sendable (Message) async -> Void) {
    put = { message async throws(RPCError) in await receive(message) }
  }

  /// Writes one message; suspends while the reader is slow (its window or the connection is full).
  ///
  /// - Throws: ``RPCError`` when the call has ended: the caller left, the deadline passed, the connection was lost.
  public func write(_ message: Message) async throws(RPCError) { try await put(message) }
}
