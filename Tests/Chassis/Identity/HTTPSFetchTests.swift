import NIOCore
import NIOPosix
import Testing

@testable import Chassis

@Suite("Keys at an address")
struct HTTPSFetchTests {
  /// Answers the first bytes of each connection with a text, and closes it.
  private final class Answerer: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    let text: String
    init(_ text: String) { self.text = text }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let channel = context.channel
      context.writeAndFlush(NIOAny(ByteBuffer(string: text))).whenComplete { _ in channel.close(promise: nil) }
    }
  }

  private func get(_ answer: String, limit: Int = 100) async throws -> [UInt8] {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in channel.pipeline.addHandler(Answerer(answer)) }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = server.localAddress?.port ?? 0
    do {
      let bytes = try await HTTPSFetch("http://127.0.0.1:\(port)/keys?a=b", authorities: nil).get(limit: limit)
      try await server.close()
      return bytes
    } catch {
      try await server.close()
      throw error
    }
  }

  @Test("come by a plain answer, chunked or not")
  func good() async throws {
    #expect(try await get("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n{  }") == Array("{  }".utf8))
    #expect(
      try await get("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{ \r\n2\r\n }\r\n0\r\n\r\n")
        == Array("{  }".utf8))
  }

  @Test(
    "do not come by another answer",
    arguments: [
      "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}",
      "HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n",
      "HTTP/1.1 200 OK\r\ncontent-length: 101\r\n\r\n" + String(repeating: " ", count: 101),
      "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{}", "garbage\r\n\r\n", "",
    ])
  func bad(answer: String) async throws {
    await #expect(throws: (any Error).self) { try await get(answer) }
  }

  @Test("do not come where nobody listens")
  func nobody() async throws {
    await #expect(throws: (any Error).self) {
      try await HTTPSFetch("http://127.0.0.1:1/", authorities: nil).get(limit: 1)
    }
  }
}
