import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import RPC

/// A client that says exactly the bytes that a test gives, and keeps every frame that comes back.
///
/// What a test waits for fails, and does not hang, when the server closes the connection.
final class FramePeer: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer

  private struct State {
    var bytes: [UInt8] = []
    var frames: [ReceivedFrame] = []
    var isClosed = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())
  private let channel = Mutex<(any Channel)?>(nil)

  /// Connects, and greets when `greets`.
  static func connect(
    to address: ListenAddress, greets: Bool = true, settings: [(UInt16, UInt32)] = [], acknowledges: Bool = true
  ) async throws -> FramePeer {
    guard case .tcp(let host, let port) = address else { throw ChannelError.unknownLocalAddress }
    let peer = FramePeer()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { $0.pipeline.addHandler(peer) }
      .connect(host: host, port: port).get()
    peer.channel.withLock { $0 = channel }
    if greets { await peer.send(Frame.preface + Frame.settings(settings)) }
    if greets, acknowledges { await peer.send(Frame.settingsAck) }
    return peer
  }

  /// Hands bytes to the kernel, as far as it takes them.
  func send(_ bytes: [UInt8]) async {
    try? await channel.withLock { $0 }?.writeAndFlush(ByteBuffer(bytes: bytes)).get()
  }

  /// Reads nothing more.
  func stopReading() async {
    _ = try? await channel.withLock { $0 }?.setOption(NIOCore.ChannelOptions.autoRead, value: false).get()
  }

  func close() async { try? await channel.withLock { $0 }?.close().get() }

  /// All frames that came so far.
  var frames: [ReceivedFrame] { state.withLock { $0.frames } }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  func count(_ type: UInt8) -> Int { frames.count { $0.type == type } }

  /// The first GOAWAY that tells an error, or the last one without.
  var goaway: (code: UInt32, why: String)? {
    let all = frames.compactMap(\.goaway)
    return all.first { $0.code != 0 } ?? all.last
  }

  /// Waits until the frames that came fulfil `condition`; false when the connection was closed before.
  func until(_ condition: @Sendable ([ReceivedFrame]) -> Bool) async -> Bool {
    while true {
      let (frames, isClosed) = state.withLock { ($0.frames, $0.isClosed) }
      if condition(frames) { return true }
      if isClosed { return false }
      await withCheckedContinuation { continuation in
        let isNews = state.withLock { state in
          guard state.frames.count == frames.count, !state.isClosed else { return true }
          state.waiter = continuation
          return false
        }
        if isNews { continuation.resume() }
      }
    }
  }

  /// Waits for the end of the connection.
  func untilClosed() async { _ = await until { _ in false } }

  /// Waits until the server has read all that was sent before: it answers a PING.
  func settle(_ number: UInt8 = 200) async -> Bool {
    await send(Frame.ping(number))
    return await until { $0.contains { $0.type == 0x6 && $0.isAck && $0.payload.last == number } }
  }

  /// Waits for the end of a stream: its RST_STREAM, or a frame that ends it.
  func untilOver(_ stream: UInt32) async -> Bool {
    await until { frames in
      frames.contains { $0.stream == stream && ($0.type == 0x3 || $0.type < 0x2 && $0.flags & 1 != 0) }
    }
  }

  // MARK: Channel events

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let more = unwrapInboundIn(data)
    wake { state in
      state.bytes += more.readableBytesView
      while let frame = Self.takeFrame(&state.bytes) { state.frames.append(frame) }
    }
  }

  func channelInactive(context: ChannelHandlerContext) { wake { $0.isClosed = true } }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func wake(_ change: (inout State) -> Void) {
    let waiter = state.withLock { state in
      change(&state)
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  private static func takeFrame(_ bytes: inout [UInt8]) -> ReceivedFrame? {
    guard bytes.count >= 9 else { return nil }
    let size = Int(bytes[0]) << 16 | Int(bytes[1]) << 8 | Int(bytes[2])
    guard bytes.count >= 9 + size else { return nil }
    let stream = bytes[5..<9].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let frame = ReceivedFrame(type: bytes[3], flags: bytes[4], stream: stream, payload: Array(bytes[9..<9 + size]))
    bytes.removeFirst(9 + size)
    return frame
  }
}

extension RPCServer.Options {
  /// The defaults, in a world where time stands still: however slow the machine, no timer falls due.
  static var still: RPCServer.Options {
    var options = RPCServer.Options()
    options.clock = HandClock().clock
    return options
  }
}

extension RPCServer {
  /// The bytes of messages that lie at the server, whole or not, queued or waiting, counted one by one.
  func bytesHeld() async throws -> Int {
    var sum = 0
    for connection in core.survey.connections {
      sum += try await connection.loop.eventLoop.submit {
        connection.isOpen ? connection.session.heldBytes + connection.session.waitingBytes : 0
      }.get()
    }
    return sum
  }
}

/// Runs `body` with a server and a peer that attacks it. Afterwards the server must still answer somebody else.
func withAttack(
  _ service: TestService = TestService(), options: RPCServer.Options = .still, greets: Bool = true,
  settings: [(UInt16, UInt32)] = [], acknowledges: Bool = true,
  _ body: (FramePeer, ListenAddress, RPCServer) async throws -> Void
) async throws {
  let server = RPCServer(services: [service], options: options)
  let address = try await server.start(at: .tcp(host: "127.0.0.1", port: 0))
  let peer = try await FramePeer.connect(to: address, greets: greets, settings: settings, acknowledges: acknowledges)
  do {
    try await body(peer, address, server)
    try await expectServed(at: address)
  } catch {
    await peer.close()
    await server.drain(within: .zero)
    throw error
  }
  await peer.close()
  await server.drain(within: .zero)
}

/// Another client, on a connection of its own, is served.
func expectServed(at address: ListenAddress, calls: Int = 10) async throws {
  let channel = RPCChannel(target: address)
  for number in 0..<calls {
    let answer = try await channel.unary(TestService.heavy, Note("\(number)"))
    #expect(answer.text == "\(number)")
  }
  await channel.close()
}
