public import NIOCore

/// How a channel behaves.
public struct ChannelOptions: Sendable {
  /// The largest message that is accepted, in bytes.
  public var maxMessageBytes = 4 << 20
  /// How long one attempt to connect may take.
  public var connectTimeout = Duration.seconds(20)
  /// The pauses between attempts.
  public var backoff = Backoff()
  /// The window of each stream, in bytes: what a server may send before the caller reads.
  public var streamWindowBytes = 256 << 10
  /// How long sent bytes may stay unacknowledged before the connection counts as lost (TCP_USER_TIMEOUT).
  public var unacknowledgedTimeout = Duration.seconds(20)
  /// TLS; nil speaks in plain text.
  public var tls: ClientTLS?
  /// The event loops to choose one from; nil is the process's own group.
  public var eventLoopGroup: (any EventLoopGroup)?

  /// The defaults.
  public init() {}
}
