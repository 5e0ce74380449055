import NIOCore
import NIOEmbedded

@testable import RPC

/// A server's connection: after any bytes, and the end of the connection, nothing of it is left.
struct ServerFrames: Target {
  /// What an input is.
  enum Reading {
    /// What a client sends, in pieces as its first byte says.
    case bytes
    /// Frames that are well-formed at least (``Conversation``), so that more of them go deep.
    case conversation
  }

  let reads: Reading
  private let world = HandWorld()

  init(reads: Reading) { self.reads = reads }

  func run(_ input: [UInt8]) throws {
    let tally = Tally()
    let core = ServerCore(router: Router([FuzzService(tally: tally)]), options: options(tally))
    let connection = ServerConnection(
      loop: world.loop, server: core, peer: Peer(address: nil), localAddress: nil)
    let channel = try world.channel(connection)
    switch reads {
    case .bytes: for piece in pieces(of: input) { say(piece, to: channel) }
    case .conversation: converse(input, channel)
    }
    for _ in 0..<4 { pass(.seconds(3600), channel) }
    _ = try? channel.finish(acceptAlreadyClosed: true)
    world.run()
    try tally.check()
    try promise(core.survey.connections.isEmpty, "a closed connection is still counted")
    try promise(core.heldBytes == 0, "a closed connection holds \(core.heldBytes) bytes")
    try promise(connection.openStreams == 0, "a closed connection has streams")
  }

  private func options(_ tally: Tally) -> RPCServer.Options {
    var options = RPCServer.Options()
    options.clock = world.clock
    options.maxMessageBytes = 16 << 10
    options.maxConcurrentStreams = 10
    options.maxHeaderListBytes = 2 << 10
    options.connectionBufferBytes = 64 << 10
    options.onStarted = { _ in tally.started() }
    options.onFinished = { _ in tally.finished() }
    return options
  }

  private func converse(_ input: [UInt8], _ channel: EmbeddedChannel) {
    var conversation = Conversation(input)
    say(Conversation.greeting, to: channel)
    while let turn = conversation.next() {
      switch turn {
      case .frame(let bytes): say(bytes, to: channel)
      case .pause(let duration): pass(duration, channel)
      }
    }
  }

  private func pieces(of input: [UInt8]) -> [[UInt8]] {
    guard let size = input.first else { return [] }
    let bytes = Array(input.dropFirst())
    guard size > 0 else { return [bytes] }
    return stride(from: 0, to: bytes.count, by: Int(size)).map {
      Array(bytes[$0..<min($0 + Int(size), bytes.count)])
    }
  }

  private func say(_ bytes: [UInt8], to channel: EmbeddedChannel) {
    guard channel.isActive else { return }
    _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
    world.run()
    _ = channel.takeOutbound()
  }

  private func pass(_ duration: Duration, _ channel: EmbeddedChannel) {
    world.pass(duration)
    world.run()
    _ = channel.takeOutbound()
  }
}
