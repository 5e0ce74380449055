import Foundation
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import RPC

@Suite("Admission") struct AdmissionTests {
  /// Sends its bytes, and keeps what comes back until the server closes.
  private final class Teller: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let bytes: ByteBuffer
    private let received = Mutex(ByteBuffer())

    init(_ text: String) { bytes = ByteBuffer(string: text) }

    var text: String { received.withLock { String(buffer: $0) } }

    func channelActive(context: ChannelHandlerContext) {
      context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let more = unwrapInboundIn(data)
      received.withLock { _ = $0.writeImmutableBuffer(more) }
    }
  }

  /// What the server says to `text` before it closes the connection.
  private func answer(to text: String, _ options: RPCServer.Options = RPCServer.Options()) async throws -> String {
    let server = RPCServer(services: [TestService()], options: options)
    guard case .tcp(let host, let port) = try await server.start(at: .tcp(host: "127.0.0.1", port: 0)) else {
      return ""
    }
    let teller = Teller(text)
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { $0.pipeline.addHandler(teller) }
      .connect(host: host, port: port).get()
    try await channel.closeFuture.get()
    await server.drain()
    return teller.text
  }

  @Test(
    "answers HTTP/1 in its own words, and closes",
    arguments: ["GET / HTTP/1.1\r\nHost: tupo.test\r\n\r\n", "POST /x HTTP/1.0\r\n\r\n"])
  func http1(_ request: String) async throws {
    let answer = try await answer(to: request)
    #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(answer.contains("gRPC over HTTP/2"))
  }

  @Test(
    "says nothing before the preface is whole, and then what fits",
    arguments: [
      (["P"], "OST /x HTTP/1.0\r\n\r\n", true), (["PRI", " * HTTP/"], "1.1\r\n\r\n", true),
      (["P"], "RI * HTTP/2.0\r\n\r\nSM\r\n\r\n", false), (["P", "RI * HTTP/2.0\r\n\r\nSM\r\n\r"], "\n", false),
    ])
  func cutPreface(_ parts: [String], _ rest: String, _ isHTTP1: Bool) async throws {
    let server = RPCServer(services: [TestService()], options: .still)
    guard case .tcp(let host, let port) = try await server.start(at: .tcp(host: "127.0.0.1", port: 0)) else { return }
    let teller = Teller("")
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { $0.pipeline.addHandler(teller) }
      .connect(host: host, port: port).get()
    for part in parts {
      let left = try await bytesOfPreface(leftAt: server) - part.utf8.count
      try await channel.writeAndFlush(ByteBuffer(string: part)).get()
      while try await bytesOfPreface(leftAt: server) > left { await Task.yield() }
      #expect(teller.text.isEmpty)
    }
    try await channel.writeAndFlush(ByteBuffer(string: rest)).get()
    try await until { !teller.text.isEmpty }
    #expect(teller.text.hasPrefix("HTTP/1.1 400") == isHTTP1)
    try? await channel.close().get()  // The server may have closed it already.
    await server.drain(within: .zero)
  }

  /// How much of its preface the only client has still to say.
  private func bytesOfPreface(leftAt server: RPCServer) async throws -> Int {
    while true {
      try Task.checkCancellation()
      await Task.yield()
      guard let connection = server.core.survey.connections.first else { continue }
      return try await connection.loop.eventLoop.submit { connection.preface.left }.get()
    }
  }

  @Test("gives HTTP/1 the headers that all answers of the server have")
  func http1Marks() async throws {
    var options = RPCServer.Options()
    options.answerHeaders = ["x-all": "here"]
    let answer = try await answer(to: "GET / HTTP/1.1\r\n\r\n", options)
    let parts = answer.components(separatedBy: "\r\n\r\n")
    #expect(parts.first?.components(separatedBy: "\r\n").contains("x-all: here") == true)
    #expect(parts.last?.contains("gRPC over HTTP/2") == true)
  }

  @Test("does not speak HTTP/1 to what is no HTTP at all", arguments: ["\u{16}\u{3}\u{1}", "\n\n\n"])
  func otherProtocols(_ bytes: String) async throws {
    let answer = try await answer(to: bytes)
    #expect(!answer.contains("HTTP/1.1"))
  }

  @Test("closes connections above the limit, and takes others when some have left", arguments: [true, false])
  func limit(_ perAddress: Bool) async throws {
    var options = RPCServer.Options()
    if perAddress { options.maxConnectionsPerAddress = 1 } else { options.maxConnections = 1 }
    try await withServer(server: options) { first, _ in
      _ = try await first.unary(TestService.unary, Note("first"))
      let second = RPCChannel(target: first.target)
      try await expectError(.unavailable) { try await second.unary(TestService.unary, Note("second")) }
      await second.close()
      let answer = try await first.unary(TestService.unary, Note("still served"))
      #expect(answer.text == "still served")
      await first.close()
      var options = ChannelOptions()
      options.backoff.initial = .milliseconds(1)
      let third = RPCChannel(target: first.target, options: options)
      let late = try await third.unary(TestService.unary, Note("third"), options: CallOptions(waitForReady: true))
      #expect(late.text == "third")
      await third.close()
    }
  }
}
