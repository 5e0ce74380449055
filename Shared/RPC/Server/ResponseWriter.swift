public import Wire

/// Writes the messages that a handler answers with.
public struct ResponseWriter<Message: WireMessage>: Sendable {
  @usableFromInline enum Target: Sendable {
    /// To the caller.
    case call(MessageStream)
    /// To the test that calls a handler.
    case given(@Sendable (Message) async -> Void)
  }

  @usableFromInline let target: Target

  @inlinable init(_ call: MessageStream) { target = .call(call) }

  /// A writer that hands each message to `receive`, for calling a handler without a server.
  public init(_ receive: @escaping @Sendable (Message) async -> Void) { target = .given(receive) }

  /// Writes one message; suspends while the reader is slow (its window or the connection is full).
  ///
  /// `compressed` false leaves it as it is in an answer that is compressed (``CallContext/compressResponses(_:)``).
  ///
  /// - Throws: ``RPCError`` when the call has ended: the caller left, the deadline passed, the connection was lost.
  @inlinable public func write(_ message: Message, compressed: Bool = true) async throws(RPCError) {
    switch target {
    case .call(let call): try await call.write(message, compressed: compressed)
    case .given(let receive): await receive(message)
    }
  }
}
