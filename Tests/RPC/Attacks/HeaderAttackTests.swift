import NIOCore
import Testing
import Wire

@testable import RPC

@Suite("Headers meant to harm") struct HeaderAttackTests {
  @Test("that unfold a thousandfold end the connection before they are kept")
  func bomb() async throws {
    try await withAttack { peer, _, _ in
      // One entry of 4,000 bytes goes into the table (RFC 7541, 6.2.1); each further octet (6.1) names it again.
      let entry = Frame.literal("x", String(repeating: "x", count: 4_000), indexed: true)
      let block = entry + [UInt8](repeating: 0x80 | 62, count: 12_000)
      await peer.send(Frame.headers(1, RawClient.fields(path: TestService.unary.path), ends: true, more: block))
      await peer.untilClosed()
      #expect(peer.goaway?.why == "header_bomb")
    }
  }

  @Test("that unfold on stream after stream do not make the server hold more than it may")
  func bombOfManyStreams() async throws {
    var options = RPCServer.Options.still
    options.maxServerBytes = 1 << 20
    try await withAttack(.listening(Counter()), options: options) { peer, _, server in
      let fields = RawClient.fields(path: TestService.chat.path)
      let entry = Frame.literal("x", String(repeating: "x", count: 3_800), indexed: true)
      await peer.send(Frame.headers(1, fields, more: entry))
      // Each of these is less than 200 bytes on the wire, and 15 KiB of headers.
      for number in 1..<400 as Range<UInt32> {
        await peer.send(Frame.headers(2 * number + 1, fields, more: [0xbe, 0xbe, 0xbe, 0xbe]))
      }
      #expect(await peer.settle())
      let refused = peer.frames.count { $0.type == 0x1 && $0.flags & 1 != 0 }
      #expect(refused >= 350)
      let held = try await server.bytesHeld()
      #expect(held <= options.maxServerBytes + 1 << 20)
    }
  }

  @Test("of one value end their call, and above nghttp2's bound on it their connection", arguments: [65_536, 65_537])
  func longValue(_ size: Int) async throws {
    try await withAttack { peer, _, _ in
      let fields = RawClient.fields(path: TestService.unary.path) + [("x", String(repeating: "x", count: size))]
      let block = fields.flatMap { Frame.literal($0, $1) }
      let pieces = stride(from: 0, to: block.count, by: 16 << 10).map { Array(block[$0...].prefix(16 << 10)) }
      await peer.send(Frame.raw(0x1, stream: 1, pieces[0]))
      for (number, piece) in pieces.enumerated().dropFirst() {
        await peer.send(Frame.continuation(1, piece, whole: number == pieces.count - 1))
      }
      if size <= 65_536 {
        #expect(await peer.untilOver(1))
        #expect(await peer.settle())
      } else {
        await peer.untilClosed()
        #expect(peer.goaway?.code == 0x9)  // COMPRESSION_ERROR
      }
    }
  }

  @Test("that never end are not gathered without end")
  func continuations() async throws {
    try await withAttack { peer, _, _ in
      await peer.send(Frame.headers(1, RawClient.fields(path: TestService.unary.path), whole: false))
      for number in 0..<1_000 where !peer.isClosed {
        await peer.send(Frame.continuation(1, Frame.literal("x-\(number)", "y")))
      }
      await peer.untilClosed()
      #expect(peer.goaway?.why == "too_many_continuations")
    }
  }

  @Test("with empty CONTINUATIONs likewise")
  func emptyContinuations() async throws {
    try await withAttack { peer, _, _ in
      await peer.send(
        Frame.headers(1, RawClient.fields(path: TestService.unary.path), whole: false)
          + (0..<1_000).flatMap { _ in Frame.continuation(1) })
      await peer.untilClosed()
      #expect(peer.goaway?.code == HTTP2ErrorCode.enhanceYourCalm.rawValue)
    }
  }

  @Test("that have not ended when the server stops are no call, and their stream is refused")
  func unfinishedAtStop() async throws {
    let server = RPCServer(services: [TestService()])
    let peer = try await FramePeer.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    #expect(await peer.settle())
    await peer.send(Frame.headers(1, RawClient.fields(path: TestService.unary.path), whole: false))
    let connection = try #require(server.core.survey.connections.first)
    while try await connection.loop.eventLoop.submit({ connection.openStreams }).get() == 0 { await Task.yield() }
    await server.drain(within: .zero)
    await peer.untilClosed()
    #expect(peer.frames.contains { $0.type == 0x3 && $0.word == HTTP2ErrorCode.refusedStream.rawValue })
  }

  @Test("of more entries than are allowed end the call, and it alone", arguments: [(128, "0"), (129, "8")])
  func entries(_ count: Int, _ status: String) async throws {
    let server = RPCServer(services: [TestService()])
    let client = try await RawClient.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    let entries = (0..<count).map { ("x-\($0)", "y") }
    let body: [UInt8] = [0, 0, 0, 0, 1, 0x61]
    let answer = await client.request(RawClient.fields(path: TestService.unary.path, entries), body: body)
    #expect(answer.fields["grpc-status"] == status)
    // Values under one binary key that are joined by commas count one by one.
    let joined = [("x-bin", (0..<count).map { _ in "AA" }.joined(separator: ","))]
    let second = await client.request(RawClient.fields(path: TestService.unary.path, joined), body: body)
    #expect(second.fields["grpc-status"] == status)
    let third = await client.request(RawClient.fields(path: TestService.unary.path), body: body)
    #expect(third.fields["grpc-status"] == "0")
    client.close()
    await server.drain()
  }
}
