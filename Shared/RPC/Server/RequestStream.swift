public import Wire

/// The messages that a caller sends, in order.
///
/// A message is taken from the connection when it is asked for, and only then does the sender get credit for more:
/// a handler that does not read stops its caller. To be read by one task at a time.
public struct RequestStream<Message: WireMessage>: AsyncSequence, Sendable {
  private let take: @Sendable () async throws(RPCError) -> Message?

  init(_ call: MessageStream) {
    take = { () async throws(RPCError) in try await call.next(Message.self) }
  }

  /// A stream of given messages, for calling a handler without a server.
  public init(_ messages: [Message]) {
    let rest = Remaining(messages)
    take = { () async throws(RPCError) in rest.next() }
  }

  /// Begins, or goes on, reading.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(take: take) }

  /// Reads one message after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let take: @Sendable () async throws(RPCError) -> Message?

    /// The next message; nil when the caller has sent its last one.
    public mutating func next() async throws(RPCError) -> Message? { try await take() }

    /// The next message; nil when the caller has sent its last one.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(RPCError) -> Message? {
      try await take()
    }
  }
}
