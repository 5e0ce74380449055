public import Wire

/// The messages that a server answers with, in order. To be read by one task at a time.
public struct ResponseStream<Message: WireMessage>: AsyncSequence, Sendable {
  @usableFromInline let call: MessageStream

  @inlinable init(_ call: MessageStream) { self.call = call }

  /// Begins, or goes on, reading.
  @inlinable public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(call) }

  /// Reads one message after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    @usableFromInline let call: MessageStream

    @inlinable init(_ call: MessageStream) { self.call = call }

    /// The next message; nil when the call has ended well.
    ///
    /// - Throws: the status with which the call ended when it is not OK.
    @inlinable public mutating func next() async throws(RPCError) -> Message? { try await call.next(Message.self) }

    /// The next message; nil when the call has ended well.
    @inlinable public mutating func next(isolation actor: isolated (any Actor)?) async throws(RPCError) -> Message? {
      try await call.next(Message.self)
    }
  }
}
