internal import Logging
internal import NIOCore

/// The inner life of a channel: it gives calls to connections, or keeps them until there is one.
final class ChannelCore: @unchecked Sendable {  // Confined to its event loop: state is touched there only.
  /// Where a call goes.
  enum Picker {
    /// It waits: connections are being made, or will be when it comes.
    case waiting
    /// It fails with this, unless it waits for a server.
    case failing(RPCError)
    /// It takes one of these, in turn.
    case ready([Subchannel])
    /// The channel is closed.
    case closed
  }

  let targets: [ListenAddress]
  let options: ChannelOptions
  let loop: RPCLoop
  let tls: TLSContexts?
  let methods: MethodTable
  let userAgent: String
  let states = StateBoard()
  var throttle: RetryThrottle?
  private(set) var keepalive: Keepalive?
  private var picker = Picker.waiting
  private lazy var pool = SubchannelPool(self)
  private var waiting = CallQueue()
  private var turn = 0
  private(set) var sockets: [ObjectIdentifier: any Channel] = [:]
  private lazy var idleness = IdleWatch(self)

  init(targets: [ListenAddress], options: ChannelOptions, loop: RPCLoop) {
    precondition(!targets.isEmpty, "a channel needs a target")
    self.targets = targets
    self.options = options
    self.loop = loop
    self.tls = options.tls.map { TLSContexts($0.recipe, logger: Logger(label: "tupo.rpc")) }
    self.methods = MethodTable(options.serviceConfig)
    self.userAgent = [options.userAgent, "grpc-swift-tupo/1"].compactMap(\.self).joined(separator: " ")
    self.throttle = options.serviceConfig?.retryThrottling.map(RetryThrottle.init)
    self.keepalive = options.keepalive
  }

  var loadBalancing: LoadBalancingPolicy { options.serviceConfig?.loadBalancing ?? options.loadBalancing }

  var settings: HTTP2Settings {
    HTTP2Settings(
      maxConcurrentStreams: 0, streamWindowBytes: options.streamWindowBytes,
      connectionWindowBytes: max(options.streamWindowBytes, 1 << 20), maxHeaderListBytes: 16 << 10,
      connectionBufferBytes: 64 << 20)
  }

  // MARK: Calls

  /// A call begins: until ``ended(_:)`` the channel does not become idle.
  func began(_ call: ClientCall) {
    idleness.callBegan()
    place(call)
  }

  /// A call has its end.
  func ended(_ call: ClientCall) {
    waiting.remove(call)
    idleness.callEnded()
  }

  /// Sends `call` now, or when there is a connection with room for it.
  func place(_ call: ClientCall) {
    switch picker {
    case .ready(let subchannels):
      guard let connection = pick(subchannels) else { return waiting.append(call) }
      call.open(on: connection)
    case .failing(let error) where !call.waitsForReady: call.notPlaced(error)
    case .waiting, .failing:
      waiting.append(call)
      pool.wake()
    case .closed: call.abort(Self.closedError)
    }
  }

  private func pick(_ subchannels: [Subchannel]) -> ClientConnection? {
    for _ in subchannels {
      turn = turn + 1 < subchannels.count ? turn + 1 : 0
      if let connection = subchannels[turn].connection, connection.hasRoom { return connection }
    }
    return nil
  }

  /// A connection may take more calls than before.
  func roomCame() {
    guard !waiting.isEmpty, case .ready(let subchannels) = picker else { return }
    while !waiting.isEmpty, let connection = pick(subchannels) { waiting.popFirst()?.open(on: connection) }
  }

  /// The way that calls take has changed.
  func repick(_ picker: Picker) {
    self.picker = picker
    switch picker {
    case .ready: roomCame()
    case .failing(let error): for call in waiting.all where !call.waitsForReady { refuse(call, error) }
    case .waiting: if !waiting.isEmpty { pool.wake() }
    case .closed: break
    }
  }

  private func refuse(_ call: ClientCall, _ error: RPCError) {
    waiting.remove(call)
    call.notPlaced(error)
  }

  // MARK: From subchannels

  func subchannel(_ id: Subchannel.ID, became state: ConnectivityState) { pool.changed(id, to: state) }

  /// A server complains of PINGs: new connections send fewer (gRFC A8).
  func slowKeepalive() {
    guard let slower = keepalive?.slower(), slower != keepalive else { return }
    keepalive = slower
    Logger(label: "tupo.rpc").warning(
      "a server complains of too many PINGs", metadata: ["keepalive": "\(slower.time)"])
  }

  /// A socket was made; it is closed with the channel.
  func opened(_ socket: any Channel) throws {
    if isClosed { throw Self.closedError }
    sockets[ObjectIdentifier(socket)] = socket
    socket.closeFuture.hop(to: loop.eventLoop).whenComplete { _ in self.sockets[ObjectIdentifier(socket)] = nil }
  }

  // MARK: Closing

  var isClosed: Bool {
    if case .closed = picker { true } else { false }
  }

  /// Leaves IDLE without a call.
  func connect() {
    guard !isClosed else { return }
    pool.wake()
    idleness.rest()
  }

  /// Nobody has called for a while: connections end, and calls make new ones.
  func becomeIdle() { pool.stop() }

  /// Ends all calls and connections; the future is done when all sockets are closed.
  func close() -> EventLoopFuture<Void> {
    if !isClosed {
      picker = .closed
      states.show(.shutdown)
      idleness.stop()
      pool.stop()
      for call in waiting.all { call.abort(Self.closedError) }
    }
    let open = Array(sockets.values)
    for socket in open { socket.close(promise: nil) }
    return EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop.eventLoop)
  }

  static let closedError = RPCError(code: .unavailable, message: "The channel is closed.")
}
