internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// The inner life of a channel: one connection at a time, made when a call needs it, made again after a failure.
final class ChannelCore: @unchecked Sendable {  // Confined to its event loop: state is touched there only.
  /// The states of gRPC's connectivity document, less SHUTDOWN's sub-states.
  private enum State {
    /// No connection, and none wanted.
    case idle
    /// An attempt is under way.
    case connecting
    /// Calls go out on this connection.
    case ready(ClientConnection)
    /// The last attempt failed; the next one follows when the timer fires.
    case pausing(RPCLoop.Timer)
    /// The owner closed the channel.
    case closed
  }

  let target: ListenAddress
  let options: ChannelOptions
  let loop: RPCLoop
  let commonHeaders: HeaderBlock
  private var state = State.idle
  private var failures = 0
  private var lastFailure = RPCError(code: .unavailable, message: "There is no connection.")
  private var waiting: [ClientCall] = []
  private let tls: TLSContexts?
  private var channels: [ObjectIdentifier: any Channel] = [:]

  init(target: ListenAddress, options: ChannelOptions, loop: RPCLoop) {
    self.target = target
    self.options = options
    self.loop = loop
    self.tls = options.tls.map { TLSContexts($0.recipe, logger: Logger(label: "tupo.rpc")) }
    let authority =
      switch target {
      case .tcp: target.description
      case .unix: "localhost"
      }
    commonHeaders = HeaderBlock([
      (":method", "POST"), (":scheme", options.tls == nil ? "http" : "https"), (":authority", authority),
    ])
  }

  var settings: HTTP2Settings {
    HTTP2Settings(
      maxConcurrentStreams: 0, streamWindowBytes: options.streamWindowBytes,
      connectionWindowBytes: max(options.streamWindowBytes, 1 << 20), maxHeaderListBytes: 16 << 10,
      connectionBufferBytes: 64 << 20)
  }

  // MARK: Calls

  /// Sends `call` now, or when there is a connection.
  func start(_ call: ClientCall) {
    switch state {
    case .ready(let connection): return call.open(on: connection)
    case .closed: return call.abort(Self.closedError)
    case .pausing where !call.options.waitForReady: return call.abort(lastFailure)
    case .idle, .connecting, .pausing: waiting.append(call)
    }
    if case .idle = state { connect() }
  }

  /// A call that waits here has ended.
  func forget(_ call: ClientCall) {
    guard !waiting.isEmpty else { return }
    waiting.removeAll { $0 === call }
  }

  // MARK: Connecting

  private func connect() {
    state = .connecting
    let attempt = ClientBootstrap(group: loop.eventLoop)
      .connectTimeout(.nanoseconds(options.connectTimeout.wholeNanoseconds))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try self.prepare(channel)
        }
      }
    let connected =
      switch target {
      case .tcp(let host, let port): attempt.withTCPOptions(options).connect(host: host, port: port)
      case .unix(let path): attempt.connect(unixDomainSocketPath: path)
      }
    connected.hop(to: loop.eventLoop).whenComplete { self.attempted($0) }
  }

  private func prepare(_ channel: any Channel) throws {
    let pipeline = channel.pipeline.syncOperations
    guard let tls else { return try pipeline.addHandler(ClientConnection(loop: loop, core: self)) }
    try pipeline.addHandler(NIOSSLClientHandler(context: try tls.current(), serverHostname: serverName))
    let gate = TLSGate(timeout: .nanoseconds(options.connectTimeout.wholeNanoseconds)) { certificate in
      let shown = try certificate.map { try PeerCertificate($0) }
      if let name = self.serverName, shown?.bears(name) != true { throw TLSFault.wrongName(expected: name) }
      return ClientConnection(loop: self.loop, core: self)
    } failed: { why in
      self.failed("\(self.target) is not reached by TLS: \(why)")
    }
    try pipeline.addHandler(gate)
  }

  /// The name that the certificate must bear; nil when it is the address that counts.
  private var serverName: String? {
    if let name = options.tls?.serverName { return name }
    guard case .tcp(let host, _) = target, (try? SocketAddress(ipAddress: host, port: 0)) == nil else { return nil }
    return host
  }

  private func attempted(_ result: Result<any Channel, any Error>) {
    switch result {
    case .failure(let error): failed("\(target) cannot be reached: \(error)")
    case .success(let channel):
      channels[ObjectIdentifier(channel)] = channel
      channel.closeFuture.hop(to: loop.eventLoop).whenComplete { _ in self.channels[ObjectIdentifier(channel)] = nil }
      if case .closed = state { channel.close(promise: nil) }
    }
  }

  /// The server's settings came: it speaks HTTP/2, so calls may go out.
  func ready(_ connection: ClientConnection) {
    guard case .connecting = state else { return }
    state = .ready(connection)
    failures = 0
    let calls = waiting
    waiting = []
    for call in calls { call.open(on: connection) }
  }

  /// The server will not take more calls on `connection`; those that it has go on.
  func leaves(_ connection: ClientConnection) {
    guard case .ready(let current) = state, current === connection else { return }
    state = .idle
  }

  func ended(_ connection: ClientConnection) {
    switch state {
    case .ready(let current) where current === connection: state = .idle
    case .connecting: failed("\(target) closed the connection before it said anything")
    case .ready, .idle, .pausing, .closed: break
    }
  }

  private func failed(_ why: String) {
    guard case .connecting = state else { return }
    failures += 1
    lastFailure = RPCError(code: .unavailable, message: "\(why).")
    let pause = options.backoff.pause(afterFailures: failures, random: .random(in: -1...1))
    state = .pausing(loop.schedule(after: pause) { self.paused() })
    for call in waiting where !call.options.waitForReady { call.abort(lastFailure) }
  }

  private func paused() {
    guard case .pausing = state else { return }
    state = .idle
    if !waiting.isEmpty { connect() }
  }

  // MARK: Closing

  /// Ends all calls and connections; the future is done when all sockets are closed.
  func close() -> EventLoopFuture<Void> {
    if case .pausing(let timer) = state { timer.cancel() }
    state = .closed
    for call in waiting { call.abort(Self.closedError) }
    let open = Array(channels.values)
    for channel in open { channel.close(promise: nil) }
    return EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop.eventLoop)
  }

  private static let closedError = RPCError(code: .unavailable, message: "The channel is closed.")
}

extension ClientBootstrap {
  /// Small messages leave at once, and a silent peer is noticed.
  fileprivate func withTCPOptions(_ options: ChannelOptions) -> ClientBootstrap {
    let userTimeout = NIOBSDSocket.Option(rawValue: 18)  // TCP_USER_TIMEOUT, in milliseconds (tcp(7)).
    let milliseconds = options.unacknowledgedTimeout.wholeNanoseconds / 1_000_000
    return channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(.tcpOption(userTimeout), value: SocketOptionValue(clamping: milliseconds))
  }
}
