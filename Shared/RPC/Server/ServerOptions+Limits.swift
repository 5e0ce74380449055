internal import NIOCore

extension RPCServer {
  /// How long a connection may live. At its end it is drained: calls under way go on, new ones go elsewhere.
  public struct Lifetime: Sendable, Hashable {
    /// Without calls for this long; nil is for ever.
    public var maxIdle: Duration? = .seconds(1_800)
    /// In all, more or less a tenth by chance; nil is for ever. Balancers spread load anew when connections end.
    public var maxAge: Duration?
    /// How long the calls of a connection that is too old may go on.
    public var ageGrace = Duration.seconds(30)

    /// The defaults.
    public init() {}
  }

  /// PINGs, both ways (grpc/doc/keepalive.md).
  public struct Keepalive: Sendable, Hashable {
    /// A client that is silent for this long is asked whether it is there; nil never asks.
    public var interval: Duration? = .seconds(120)
    /// How long its answer may take before the connection counts as lost.
    public var timeout = Duration.seconds(20)
    /// The least time between two PINGs of a client that are not strikes.
    public var minClientInterval = Duration.seconds(300)
    /// How many strikes a client has; one more and it is sent away ("too_many_pings"). Below zero counts none.
    public var maxStrikes = 2
    /// Whether a client without calls may send PINGs as often as one with calls, and not only every two hours.
    public var permitsWithoutCalls = false

    /// The defaults.
    public init() {}
  }

  /// How long what a client has begun may take. Something moves when at least 4 KiB do.
  public struct Patience: Sendable, Hashable {
    /// A frame, or a header block with its CONTINUATIONs.
    public var frame = Duration.seconds(30)
    /// A message that has begun, or the only message of a request, may stand still for this long; nil is for ever.
    public var request: Duration? = .seconds(60)
    /// An answer that is not taken may lie for this long; nil is for ever.
    public var answer: Duration? = .seconds(120)

    /// The defaults.
    public init() {}
  }
}

extension ConnectionRules {
  /// What `options` say of each connection.
  init(_ options: RPCServer.Options) {
    func amount(_ duration: Duration) -> TimeAmount {
      // A hundred years are for ever, and leave room for sums.
      .nanoseconds(min(max(0, duration.wholeNanoseconds), 3_153_600_000_000_000_000))
    }
    let standstill = [options.patience.request, options.patience.answer].compactMap(\.self).min()
    self.init(
      idle: options.lifetime.maxIdle.map(amount), age: options.lifetime.maxAge.map(amount),
      grace: amount(options.lifetime.ageGrace), keepalive: options.keepalive.interval.map(amount),
      keepaliveTimeout: amount(options.keepalive.timeout), frame: amount(options.patience.frame),
      look: standstill.map { max(amount($0 / 2), .nanoseconds(1)) })
  }
}
