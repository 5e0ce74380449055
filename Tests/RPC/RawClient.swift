import NIOCore
import NIOPosix
import Synchronization

@testable import RPC

/// A client below gRPC: it sends the headers and bytes that a test gives and tells what came back.
final class RawClient: HTTP2Connection, @unchecked Sendable {
  private let settled: EventLoopPromise<Void>

  init(loop: RPCLoop) {
    settled = loop.eventLoop.makePromise()
    let settings = HTTP2Settings(
      maxConcurrentStreams: 0, streamWindowBytes: 65_535, connectionWindowBytes: 1 << 20,
      maxHeaderListBytes: 16 << 10, connectionBufferBytes: 1 << 20)
    super.init(loop: loop, role: .client, settings: settings)
  }

  override func receivedSettings() { settled.succeed() }

  override func ended() { settled.fail(ChannelError.ioOnClosedChannel) }

  static func connect(to address: ListenAddress) async throws -> RawClient {
    guard case .tcp(let host, let port) = address else { throw ChannelError.unknownLocalAddress }
    let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
    let client = RawClient(loop: RPCLoop.of(eventLoop))
    _ = try await ClientBootstrap(group: eventLoop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(client) }
      }
      .connect(host: host, port: port).get()
    try await client.settled.futureResult.get()
    return client
  }

  /// Sends one request and answers all that came back, when the stream is over.
  func request(_ fields: [(String, String)], body: [UInt8] = [], ends: Bool = true) async -> RawAnswer {
    await withCheckedContinuation { continuation in
      loop.eventLoop.execute {
        let stream = RawStream { continuation.resume(returning: $0) }
        stream.connection = self
        body.withUnsafeBytes { stream.outbound.append($0) }
        stream.isFinishing = ends
        precondition(self.session.submitRequest(HeaderBlock(fields), on: stream))
        self.markDirty()
      }
    }
  }

  func close() { loop.eventLoop.execute { self.close(because: "the test is over") } }

  /// The fields of a good request for `path`, with those of `changes` in place of its own.
  static func fields(path: String, _ changes: [(String, String)] = []) -> [(String, String)] {
    let usual = [
      (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "test"), ("te", "trailers"),
      ("content-type", "application/grpc"),
    ]
    let kept = usual.map { field in changes.first { $0.0 == field.0 } ?? field }
    return kept + changes.filter { change in !usual.contains { $0.0 == change.0 } }
  }
}

/// What came back on one stream.
struct RawAnswer: Sendable {
  var fields: [String: String] = [:]
  var bytes: [UInt8] = []
  /// The code of RST_STREAM, 0 when both sides ended well; nil when the connection was lost.
  var code: UInt32?
}

private final class RawStream: HTTP2Stream {
  private var answer = RawAnswer()
  private let body: (RawAnswer) -> Void

  init(_ body: @escaping (RawAnswer) -> Void) { self.body = body }

  override func received(headers: HeaderBlock, overflowed: Bool, isLast: Bool) {
    headers.forEach { answer.fields[$0.text] = $1.text }
  }

  override func receivedData() {
    answer.bytes += inbound.bytes
    inbound.removeAll()
    credit(keeping: 0)
  }

  override func closed(_ reason: StreamEnd) {
    if case .code(let code) = reason { answer.code = code.rawValue }
    body(answer)
  }
}
