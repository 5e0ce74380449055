public import Logging
public import NIOCore

extension RPCServer {
  /// How a server behaves.
  public struct Options: Sendable {
    /// Serialized `google.protobuf.FileDescriptorSet`s of the services, for reflection.
    public var descriptors: [[UInt8]] = []
    /// The largest request message that is accepted, in bytes.
    public var maxMessageBytes = 4 << 20
    /// The largest response message that is sent, in bytes as it travels; more ends the call with RESOURCE_EXHAUSTED.
    public var maxSentMessageBytes = Int.max
    /// How many calls of one connection may be open at once, and how many handlers may run for it.
    public var maxConcurrentStreams = 1_000
    /// How many connections may be open at once; further ones are closed as they come.
    public var maxConnections = 20_000
    /// How many of them may come from one IP address.
    public var maxConnectionsPerAddress = 10_240
    /// The addresses of proxies that speak for many clients: ``maxConnectionsPerAddress`` does not hold for them.
    public var trustedProxies: [AddressRange] = []
    /// Whose call it is, for ``maxCallsPerKey``: asked after the guard and the ``throttle``, so it may be who the guard has
    /// found, where the address tells nothing. Nil counts the call nowhere.
    public var admissionKey: (@Sendable (CallContext) -> String?)?
    /// How many calls with the same ``admissionKey`` may have their handlers run at once, over all connections.
    public var maxCallsPerKey = 1_000
    /// What those are told whose calls come beyond ``maxCallsPerKey``. Nothing was done for them.
    public var crowding = RPCError(
      code: .resourceExhausted, message: "The caller has too many calls under way.",
      details: [.quotaFailure([QuotaViolation(subject: "calls", description: "Calls under way at once.")])])
    /// How many unary calls may be under way at once, over all connections, those that wait for their turn included; nil is
    /// any number. A call counts from the moment that its request is whole. Health, reflection and channelz do not count.
    public var maxUnaryCalls: Int?
    /// What those are told whose calls come beyond ``maxUnaryCalls``. Nothing was done for them.
    public var overload = RPCError(
      code: .resourceExhausted, message: "The server has too many calls.", details: [.retryInfo(delay: .seconds(1))])
    /// Asked about each call, after the guard and before its handler: what it throws ends the call. For limits by caller.
    public var throttle: (@Sendable (CallContext) throws -> Void)?
    /// The largest request header list, counted as RFC 9113, 6.5.2 does, in bytes.
    public var maxHeaderListBytes = 16 << 10
    /// How many entries a call's metadata may have.
    public var maxMetadataEntries = 128
    /// The window of each stream, in bytes: what a caller may send before the handler reads. While many calls of a
    /// connection are open it is smaller, so that all windows together are a quarter of ``maxConnectionBytes``.
    public var streamWindowBytes = 256 << 10
    /// How many received bytes one connection may hold that no handler has taken yet.
    public var connectionBufferBytes = 8 << 20
    /// How many bytes the queues of one connection may hold, in both directions, messages that are not whole, and the
    /// headers of open calls, included.
    /// Requests wait for their turn before it comes to that, and answers too; a call that goes beyond all the same ends
    /// with RESOURCE_EXHAUSTED.
    public var maxConnectionBytes = 64 << 20
    /// How many bytes of messages may wait at one connection until its queues have room: those of handlers that have
    /// answered at once, and are not read. A call that goes beyond ends with RESOURCE_EXHAUSTED.
    public var maxWaitingBytes = 256 << 20
    /// How many bytes of memory the calls of all connections may hold: queues with the room that they have grown to, messages
    /// that wait or are with their handlers (as large as they are once inflated and read), headers, 4 KiB for each call by
    /// itself, and what a peer does not take. When they hold half of it, each connection may hold an equal share of the
    /// other half: a call that goes beyond ends with RESOURCE_EXHAUSTED.
    public var maxServerBytes = 1 << 30
    /// How long a connection may live.
    public var lifetime = Lifetime()
    /// PINGs, both ways.
    public var keepalive = Keepalive()
    /// How long what a client has begun may take.
    public var patience = Patience()
    /// How many frames that get nothing done a client may send.
    public var flood = FloodLimits()
    /// How many calls of methods marked for heavy work run at once; the rest wait in order.
    public var computeWidth = 2
    /// TLS; nil serves in plain text.
    public var tls: ServerTLS?
    /// How long a client may take for the TLS handshake, and then for the preface of HTTP/2 with its settings.
    public var handshakeTimeout = Duration.seconds(10)
    /// Headers that every answer has, whatever ends its call, and wherever.
    public var answerHeaders = Metadata()
    /// Where errors that callers must not see are written.
    public var logger = Logger(label: "tupo.rpc")
    /// Who may call: asked before all interceptors. Nil lets everybody.
    public var callGuard: (any CallGuard)?
    /// How often the guard is asked again about calls of streams that last.
    public var reviewInterval = Duration.seconds(2)
    /// What all calls pass on their way to their handlers, the first one outermost.
    public var interceptors: [any ServerInterceptor] = []
    /// Whether `grpc.channelz.v1.Channelz` is served.
    public var channelz = true
    /// Told of each call that has begun; called on an event loop, so it must not block.
    public var onStarted: (@Sendable (CallContext) -> Void)?
    /// Told of each call that has ended; called on an event loop, so it must not block.
    public var onFinished: (@Sendable (FinishedCall) -> Void)?
    /// Makes what counts the calls of each method; with nil, of those that name no method of the server. Asked once for
    /// each, when the server is made.
    public var meter: (@Sendable (Route?) -> any MethodMeter)?
    /// The event loops to serve on; nil is the process's own group.
    public var eventLoopGroup: (any EventLoopGroup)?

    /// Where connections get their time.
    var clock = RPCClock.system

    /// The defaults.
    public init() {}
  }
}
