public import Wire

/// Where the messages that a user reads come from.
@usableFromInline enum MessageSource<Message: WireMessage>: Sendable {
  /// From the peer.
  case call(MessageStream)
  /// From the test that calls a handler.
  case given(Remaining<Message>)

  @inlinable func next() async throws(RPCError) -> Message? {
    switch self {
    case .call(let call): try await call.next(Message.self)
    case .given(let messages): messages.next()
    }
  }
}
