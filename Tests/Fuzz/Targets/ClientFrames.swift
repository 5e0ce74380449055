import NIOCore
import NIOEmbedded
import Wire
import WireStandard

@testable import RPC

/// A client's connection with two calls on their way: whatever the server says, each ends once.
struct ClientFrames: Target {
  private let world = HandWorld()

  func run(_ input: [UInt8]) throws {
    let settings = HTTP2Settings(
      maxConcurrentStreams: 0, streamWindowBytes: 65_535, connectionWindowBytes: 1 << 20, maxHeaderListBytes: 2 << 10,
      connectionBufferBytes: 64 << 10)
    let connection = HTTP2Connection(loop: world.loop, role: .client, settings: settings, clock: world.clock)
    let channel = try world.channel(connection)
    let answers = [4 << 10, 16].map { Answer(loop: Uncounted(world.loop), maxMessageBytes: $0) }
    for answer in answers { try ask(answer, connection) }
    world.run()
    for half in [input.prefix(input.count / 2), input.dropFirst(input.count / 2)] where channel.isActive {
      _ = try? channel.writeInbound(ByteBuffer(bytes: half))
      world.run()
      _ = channel.takeOutbound()
    }
    _ = try? channel.finish(acceptAlreadyClosed: true)
    world.run()
    for answer in answers { try promise(answer.ends == 1, "a call ended \(answer.ends) times") }
    try promise(connection.openStreams == 0, "a closed connection has streams")
  }

  private func ask(_ answer: Answer, _ connection: HTTP2Connection) throws(Finding) {
    answer.connection = connection
    [0, 0, 0, 0, 2, 8, 1].withUnsafeBytes { answer.outbound.append($0) }
    answer.isFinishing = true
    let fields = [
      (":method", "POST"), (":scheme", "http"), (":path", "/fuzz.S/U"), (":authority", "f"), ("te", "trailers"),
      ("content-type", "application/grpc"),
    ]
    try promise(connection.session.submitRequest(HeaderBlock(fields), on: answer), "a call cannot be sent")
    connection.markDirty()
  }
}

/// Reads an answer as a call of ours does, and counts its ends.
private final class Answer: MessageStream, @unchecked Sendable {  // As its superclass: confined to the loop.
  private(set) var ends = 0

  override func received(headers: HeaderBlock, overflowed: Bool, isLast: Bool) {
    let status = ReceivedStatus(headers)
    if status.httpFault != nil || status.error?.code == .cancelled { return reset(.cancel) }
    if let encoding = status.encoding { inboundEncoding = Compression(rawValue: encoding) }
    if isLast { reading = .ended(nil) }
  }

  override func receivedData() {
    do throws(RPCError) {
      while case .message = try poll() {
        _ = try? GoogleRpc.Status(decoding: try front(), limits: limits, arena: arena.object)
        try dropFront(decodedBytes: arena.object.takeReadBytes())
      }
      creditIncomplete()
    } catch {
      reset(.cancel)
      failReading(Ending(error))
    }
  }

  override func closed(_ reason: StreamEnd) { ends += 1 }
}
