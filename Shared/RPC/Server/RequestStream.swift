public import Wire

/// The messages that a caller sends, in order.
///
/// A message is taken from the connection when it is asked for, and only then does the sender get credit for more:
/// a handler that does not read stops its caller. To be read by one task at a time.
public struct RequestStream<Message: WireMessage>: AsyncSequence, Sendable {
  @usableFromInline let source: MessageSource<Message>

  @inlinable init(_ call: MessageStream) { source = .call(call) }

  /// A stream of given messages, for calling a handler without a server.
  public init(_ messages: [Message]) { source = .given(Remaining(messages)) }

  /// Begins, or goes on, reading.
  @inlinable public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source) }

  /// Reads one message after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    @usableFromInline let source: MessageSource<Message>

    @inlinable init(_ source: MessageSource<Message>) { self.source = source }

    /// The next message; nil when the caller has sent its last one.
    @inlinable public mutating func next() async throws(RPCError) -> Message? { try await source.next() }

    /// The next message; nil when the caller has sent its last one.
    @inlinable public mutating func next(isolation actor: isolated (any Actor)?) async throws(RPCError) -> Message? {
      try await source.next()
    }
  }
}
