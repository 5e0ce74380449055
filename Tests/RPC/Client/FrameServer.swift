import NIOCore

@testable import RPC

/// A server that says exactly the bytes that a test gives, to each connection some at its beginning, and keeps what comes.
final class FrameServer: Sendable {
  let listener: RawListener
  private let received: Locked<[ObjectIdentifier: [UInt8]]>

  private init(_ listener: RawListener, _ received: Locked<[ObjectIdentifier: [UInt8]]>) {
    self.listener = listener
    self.received = received
  }

  /// What is said as soon as these bytes came.
  typealias Reflex = @Sendable (ByteBufferView) -> [UInt8]

  /// - Parameter greeting: what each connection is told as soon as it is accepted.
  static func start(
    greeting: [UInt8] = Frame.settings(), reflex: @escaping Reflex = { _ in [] }
  ) async throws -> FrameServer {
    let received = Locked<[ObjectIdentifier: [UInt8]]>([:])
    let listener = try await RawListener.start { channel in
      channel.writeAndFlush(ByteBuffer(bytes: greeting), promise: nil)
    } onBytes: { channel, bytes in
      received.change { $0[ObjectIdentifier(channel), default: []] += bytes.readableBytesView }
      let answer = reflex(bytes.readableBytesView)
      if !answer.isEmpty { channel.writeAndFlush(ByteBuffer(bytes: answer), promise: nil) }
    }
    return FrameServer(listener, received)
  }

  var address: ListenAddress { listener.address }

  /// How many connections were ever accepted.
  var count: Int { listener.count }

  /// Says `bytes` on the first connection.
  func send(_ bytes: [UInt8]) async {
    try? await listener.channels.first?.writeAndFlush(ByteBuffer(bytes: bytes)).get()
  }

  /// Waits until a connection is closed, by its number from 0.
  func untilClosed(_ number: Int = 0) async throws {
    try await until { listener.count > number }
    try await listener.channels[number].closeFuture.get()
  }

  /// The frames that came on the first connection.
  var frames: [ReceivedFrame] {
    guard let first = listener.channels.first, let bytes = received.value[ObjectIdentifier(first)] else { return [] }
    return Frame.all(in: Array(bytes.dropFirst(Frame.preface.count)))
  }

  /// The first GOAWAY that tells an error.
  var goaway: (code: UInt32, why: String)? { frames.compactMap(\.goaway).first { $0.code != 0 } }

  /// Waits until a request's headers came.
  func untilAsked() async throws { try await until { frames.contains { $0.type == 0x1 } } }

  func stop() async { await listener.stop() }
}

extension Frame {
  static func goaway(last: UInt32, _ code: HTTP2ErrorCode = .noError, why: String = "") -> [UInt8] {
    raw(0x7, word(last) + word(code.rawValue) + Array(why.utf8))
  }

  /// The whole frames that `bytes` begin with.
  static func all(in bytes: [UInt8]) -> [ReceivedFrame] {
    var (rest, frames) = (bytes[...], [ReceivedFrame]())
    while rest.count >= 9 {
      let head = Array(rest.prefix(9))
      let size = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      guard rest.count >= 9 + size else { break }
      let stream = head[5...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      let payload = Array(rest.dropFirst(9).prefix(size))
      frames.append(ReceivedFrame(type: head[3], flags: head[4], stream: stream, payload: payload))
      rest = rest.dropFirst(9 + size)
    }
    return frames
  }
}

/// Runs `body` with a server of frames and a channel to it; both are closed afterwards.
func withFrameServer(
  greeting: [UInt8] = Frame.settings(), reflex: @escaping FrameServer.Reflex = { _ in [] },
  channel options: RPC.ChannelOptions, _ body: (RPCChannel, FrameServer) async throws -> Void
) async throws {
  let server = try await FrameServer.start(greeting: greeting, reflex: reflex)
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
