public import Wire

/// The messages that a server answers with, in order. To be read by one task at a time.
public struct ResponseStream<Message: WireMessage>: AsyncSequence, Sendable {
  private let take: @Sendable () async throws(RPCError) -> Message?

  init(_ call: MessageStream) {
    take = { () async throws(RPCError) in try await call.next(Message.self) }
  }

  /// Begins, or goes on, reading.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(take: take) }

  /// Reads one message after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let take: @Sendable () async throws(RPCError) -> Message?

    /// The next message; nil when the call has ended well.
    ///
    /// - Throws: the status with which the call ended when it is not OK.
    public mutating func next() async throws(RPCError) -> Message? { try await take() }

    /// The next message; nil when the call has ended well.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(RPCError) -> Message? {
      try await take()
    }
  }
}
