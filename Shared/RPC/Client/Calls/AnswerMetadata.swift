import Synchronization

/// Receives the headers and trailers of a call's answer.
public final class AnswerMetadata: Sendable {
  private let parts = Mutex((headers: Metadata(), trailers: Metadata()))

  /// Nothing received yet.
  public init() {}

  /// The custom headers that came before the first message.
  public var headers: Metadata { parts.withLock { $0.headers } }
  /// The custom trailers that came with the status.
  public var trailers: Metadata { parts.withLock { $0.trailers } }

  func received(headers: Metadata) { parts.withLock { $0.headers = headers } }
  func received(trailers: Metadata) { parts.withLock { $0.trailers = trailers } }
}
