import NIOCore
import NIOPosix
import Synchronization

@testable import RPC

/// A server below gRPC: a script says what happens to each request.
final class RawServer: Sendable {
  typealias Script = @Sendable (RawCall) -> Void

  let address: ListenAddress
  private let listener: any Channel
  private let shared: Shared

  /// What all connections share.
  final class Shared: Sendable {
    let maxStreams: Int
    let waitsForBody: Bool
    let script: Script
    private let state = Mutex((connections: [RawPeer](), calls: 0))

    init(maxStreams: Int, waitsForBody: Bool, script: @escaping Script) {
      self.maxStreams = maxStreams
      self.waitsForBody = waitsForBody
      self.script = script
    }

    func add(_ peer: RawPeer) { state.withLock { $0.connections.append(peer) } }
    func countCall() -> Int {
      state.withLock { state in
        state.calls += 1
        return state.calls
      }
    }
    var calls: Int { state.withLock { $0.calls } }
    var connections: [RawPeer] { state.withLock { $0.connections } }
  }

  private init(_ listener: any Channel, _ address: ListenAddress, _ shared: Shared) {
    self.listener = listener
    self.address = address
    self.shared = shared
  }

  /// - Parameter waitsForBody: whether the script runs at the end of a request, or at its headers.
  static func start(
    at address: ListenAddress = .tcp(host: "127.0.0.1", port: 0), maxStreams: Int = 100, waitsForBody: Bool = true,
    _ script: @escaping Script
  ) async throws -> RawServer {
    let shared = Shared(maxStreams: maxStreams, waitsForBody: waitsForBody, script: script)
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let peer = RawPeer(channel, shared)
          shared.add(peer)
          try channel.pipeline.syncOperations.addHandler(peer)
        }
      }
    let listener = try await bootstrap.bind(to: address)
    return RawServer(listener, listener.localAddress.flatMap(ListenAddress.init) ?? address, shared)
  }

  /// How many requests came.
  var calls: Int { shared.calls }
  /// All connections that were ever accepted.
  var connections: [RawPeer] { shared.connections }

  func stop() async {
    try? await listener.close().get()
    for peer in connections { try? await peer.channel.close().get() }
  }
}

/// One connection of a ``RawServer``.
final class RawPeer: HTTP2Connection, @unchecked Sendable {  // As its superclass: confined to its event loop.
  let channel: any Channel
  let shared: RawServer.Shared
  let pings = Counter()
  let goaways = Counter()
  /// Set by a script that stops reading.
  let deaf = Signal()

  init(_ channel: any Channel, _ shared: RawServer.Shared) {
    self.channel = channel
    self.shared = shared
    let settings = HTTP2Settings(
      maxConcurrentStreams: shared.maxStreams, streamWindowBytes: 1 << 20, connectionWindowBytes: 1 << 20,
      maxHeaderListBytes: 16 << 10, connectionBufferBytes: 1 << 20)
    super.init(loop: RPCLoop.of(channel.eventLoop), role: .server, settings: settings)
  }

  override func makeStream() -> HTTP2Stream {
    let call = RawCall(self)
    call.connection = self
    return call
  }

  override func inspect(_ bytes: UnsafeRawBufferPointer) -> Misdeed? {
    // A PING that is no answer begins so; it may stand behind other frames.
    let head: [UInt8] = [0, 0, 8, 6, 0, 0, 0, 0, 0]
    guard bytes.count >= head.count else { return nil }
    for start in 0...bytes.count - head.count where bytes[start..<start + head.count].elementsEqual(head) {
      pings.add()
    }
    return nil
  }

  override func receivedGoaway(lastStreamID: Int32, code: HTTP2ErrorCode, debug: String) { goaways.add() }

  /// Sends a frame that nghttp2 does not know of.
  func send(type: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8]) {
    var frame = ByteBuffer()
    frame.writeInteger(UInt32(payload.count) << 8 | UInt32(type))
    frame.writeInteger(flags)
    frame.writeInteger(stream)
    frame.writeBytes(payload)
    channel.writeAndFlush(frame, promise: nil)
  }

  func goaway(last: UInt32, code: HTTP2ErrorCode = .noError, debug: String = "") {
    var payload = ByteBuffer()
    payload.writeInteger(last)
    payload.writeInteger(code.rawValue)
    payload.writeString(debug)
    send(type: 7, Array(payload.readableBytesView))
  }

  /// Closes the socket, not from inside the session's own work.
  func hangUp() { loop.eventLoop.execute { self.channel.close(promise: nil) } }
}

/// One request at a ``RawServer``. Its methods may be called from anywhere.
final class RawCall: HTTP2Stream, @unchecked Sendable {  // Confined to its connection's loop: its methods hop there.
  let peer: RawPeer
  /// Requests are numbered from 1, over all connections.
  private(set) var number = 0
  private(set) var fields: [String: String] = [:]
  private(set) var body: [UInt8] = []
  /// What happens at the end of a request whose script ran before.
  var whenEnded: () -> Void = {}
  /// What happens when the stream is over, however.
  var whenClosed: () -> Void = {}

  init(_ peer: RawPeer) { self.peer = peer }

  override func received(headers: HeaderBlock, overflowed: Bool, isLast: Bool) {
    headers.forEach { fields[$0.text] = $1.text }
    number = peer.shared.countCall()
    if isLast || !peer.shared.waitsForBody { peer.shared.script(self) }
  }

  override func receivedData() {
    body += inbound.bytes
    inbound.removeAll()
    credit(keeping: 0)
  }

  override func receivedEnd() {
    if peer.shared.waitsForBody { peer.shared.script(self) } else { whenEnded() }
  }

  override func closed(_ reason: StreamEnd) { whenClosed() }

  private func perform(_ body: @escaping @Sendable (RawPeer) -> Void) {
    peer.loop.perform { if self.connection != nil { body(self.peer) } }
  }

  static let answerHeaders = [(":status", "200"), ("content-type", "application/grpc")]

  /// The headers of an answer that goes on.
  func begin(_ more: [(String, String)] = []) {
    perform { peer in
      peer.session.submitResponse(HeaderBlock(Self.answerHeaders + more), on: self, isLast: false)
      peer.markDirty()
    }
  }

  /// A whole answer with one message.
  func answer(_ text: String = "answer", status: Int = 0) {
    begin()
    message(text)
    end(status)
  }

  func message(_ text: String) {
    let bytes = Array(text.utf8)
    self.bytes([0, 0, 0, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes)
  }

  /// A piece of the answer, as it is.
  func bytes(_ bytes: [UInt8]) {
    perform { _ in
      bytes.withUnsafeBytes { self.outbound.append($0) }
      self.outboundChanged()
    }
  }

  /// Trailers that lack what they are for.
  func endWithoutStatus() {
    perform { _ in
      self.trailers = .block(HeaderBlock([("x-nothing", "")]))
      self.isFinishing = true
      self.outboundChanged()
    }
  }

  func end(_ status: Int = 0, _ more: [(String, String)] = []) {
    perform { _ in
      self.trailers = .block(HeaderBlock([("grpc-status", "\(status)")] + more))
      self.isFinishing = true
      self.outboundChanged()
    }
  }

  /// An answer that is nothing but a status.
  func fail(_ status: Int, _ more: [(String, String)] = []) {
    respond(Self.answerHeaders + [("grpc-status", "\(status)")] + more)
  }

  /// An answer of these headers alone.
  func respond(_ fields: [(String, String)]) {
    perform { peer in
      peer.session.submitResponse(HeaderBlock(fields), on: self, isLast: true)
      peer.markDirty()
    }
  }

  func reset(with code: HTTP2ErrorCode) {
    perform { _ in self.reset(code) }
  }
}

/// Runs `body` with a raw server and a channel to it; both are closed afterwards.
func withRawServer(
  maxStreams: Int = 100, waitsForBody: Bool = true, channel options: RPC.ChannelOptions = ChannelOptions(),
  _ script: @escaping RawServer.Script, _ body: (RPCChannel, RawServer) async throws -> Void
) async throws {
  let server = try await RawServer.start(maxStreams: maxStreams, waitsForBody: waitsForBody, script)
  let channel = RPCChannel(target: server.address, options: options)
  do {
    try await body(channel, server)
  } catch {
    await channel.close()
    await server.stop()
    throw error
  }
  await channel.close()
  await server.stop()
}

extension RPCChannel {
  /// Waits until the channel is in `state`; ends when it is closed.
  func reaches(_ state: ConnectivityState) async {
    for await now in states where now == state { return }
  }
}
