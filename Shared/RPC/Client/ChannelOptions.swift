public import NIOCore

/// How a channel behaves.
public struct ChannelOptions: Sendable {
  // MARK: Connections

  /// Which of several addresses carry calls. A service config may say otherwise.
  public var loadBalancing = LoadBalancingPolicy.pickFirst
  /// How long one attempt to connect may take at least: it may last until the next one is due.
  public var connectTimeout = Duration.seconds(20)
  /// The pauses between attempts.
  public var backoff = Backoff()
  /// After how long without a call connections are given up; calls make new ones.
  public var idleTimeout = Duration.seconds(300)
  /// How a silent server is found to be gone; nil does not ask. Use ``Keepalive/ownServices`` towards our own.
  public var keepalive: Keepalive? = .foreign
  /// How long sent bytes may stay unacknowledged before the connection counts as lost (TCP_USER_TIMEOUT).
  public var unacknowledgedTimeout = Duration.seconds(20)
  /// TLS; nil speaks in plain text.
  public var tls: ClientTLS?
  /// What calls name as the server (`:authority`); nil is the target's host and port.
  public var authority: String?
  /// The event loops to choose one from; nil is the process's own group.
  public var eventLoopGroup: (any EventLoopGroup)?

  // MARK: Calls

  /// The time that a call may take whose caller sets no limit; nil lets it take for ever. Streams are calls too.
  public var defaultTimeout: Duration?
  /// The same for calls with one answer alone; nil leaves them to ``defaultTimeout``. Calls that answer with a stream, and
  /// may watch for ever, are not among them.
  public var defaultAnswerTimeout: Duration?
  /// The largest response message that is accepted, in bytes.
  public var maxMessageBytes = 4 << 20
  /// The largest request message that is sent, in bytes; nil sends any.
  public var maxRequestBytes: Int?
  /// How requests are compressed, unless a call says otherwise; nil sends them as they are.
  public var compression: Compression?
  /// What stands before our own name in `user-agent`, for example `reporter/1.2`.
  public var userAgent: String?
  /// The window of each stream, in bytes: what a server may send before the caller reads.
  public var streamWindowBytes = 256 << 10
  /// Retries, time limits and more, by method.
  public var serviceConfig: ServiceConfig?
  /// How many sent bytes of a call are kept so that it can be made again; a call that sends more stays with its attempt.
  public var retryBufferBytes = 256 << 10
  /// What looks at each call, the first one first.
  public var interceptors: [any ClientInterceptor] = []

  // MARK: For tests

  /// Where timers get their time.
  var clock = RPCClock.system
  /// Where names are looked up.
  var resolver = Resolver.system
  /// Numbers between -1 and 1 that nobody can foresee.
  var random: @Sendable () -> Double = { .random(in: -1...1) }

  /// The defaults.
  public init() {}
}
