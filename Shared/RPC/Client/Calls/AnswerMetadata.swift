import Synchronization

/// Receives what is to be known of a call's answer beside its messages.
public final class AnswerMetadata: Sendable {
  private let parts = Mutex((headers: Metadata(), trailers: Metadata(), isCompressed: false))

  /// Nothing received yet.
  public init() {}

  /// The custom headers that came before the first message.
  public var headers: Metadata { parts.withLock { $0.headers } }
  /// The custom trailers that came with the status.
  public var trailers: Metadata { parts.withLock { $0.trailers } }
  /// Whether the message that was read last came compressed.
  public var messageWasCompressed: Bool { parts.withLock { $0.isCompressed } }

  func received(headers: Metadata) { parts.withLock { $0.headers = headers } }
  func received(trailers: Metadata) { parts.withLock { $0.trailers = trailers } }
  func tookMessage(compressed: Bool) { parts.withLock { $0.isCompressed = compressed } }
}
