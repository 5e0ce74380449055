import Foundation
import NIOCore
import NIOPosix
import NIOSSL
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

  /// What is got from a server that answers so; by TLS when it has a context.
  private func get(
    _ answer: String, limit: Int = 100, tls: NIOSSLContext? = nil, authorities: String? = nil
  ) async throws -> [UInt8] {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.addHandler(Answerer(answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let address = "\(tls == nil ? "http" : "https")://127.0.0.1:\(server.localAddress?.port ?? 0)/keys?a=b"
    do {
      let bytes = try await HTTPSFetch(address, authorities: authorities).get(limit: limit)
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

  @Test("come by TLS from a server that the authorities vouch for, and from no other")
  func secure() async throws {
    let (folder, other) = (try ScratchFolder(), try ScratchFolder())
    let authority = try PrivateAuthority(folder: folder.path, now: Int64(Date().timeIntervalSince1970))
    _ = try authority.issue(to: try #require(PrincipalName("services/keys")))
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: NIOSSLCertificate.fromPEMFile(folder.path + "/keys.pem").map { .certificate($0) },
        privateKey: .privateKey(NIOSSLPrivateKey(file: folder.path + "/keys.key", format: .pem))))
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
    #expect(try await get(answer, tls: context, authorities: authority.authorityFile) == Array("{}".utf8))
    let stranger = try PrivateAuthority(folder: other.path, now: Int64(Date().timeIntervalSince1970))
    for authorities in [stranger.authorityFile, nil, folder.path + "/missing.pem"] {
      await #expect(throws: (any Error).self) { try await get(answer, tls: context, authorities: authorities) }
    }
  }

  @Test("do not come where nobody listens")
  func nobody() async throws {
    await #expect(throws: (any Error).self) {
      try await HTTPSFetch("http://127.0.0.1:1/", authorities: nil).get(limit: 1)
    }
  }
}
