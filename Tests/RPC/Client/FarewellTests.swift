import Testing

@testable import RPC

@Suite("What a server says as it goes away", .timeLimit(.minutes(5))) struct FarewellTests {
  @Test("is told to the calls that it has lost with the connection", arguments: [0, 1])
  func told(_ last: UInt32) async throws {
    try await withRawServer { call in
      call.peer.goaway(last: last, debug: "restarting\nnow")
      call.peer.hangUp()
    } _: { channel, _ in
      let error = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
      #expect(error.code == .unavailable)
      #expect(error.message.contains("The server had said “restarting\\nnow”."))
    }
  }

  @Test("is escaped, and cut after 200 bytes")
  func bounded() {
    #expect(Farewell.sentence("a\u{1b}[0m\u{202e}") == " The server had said “a\\u{1B}[0m\\u{202E}”.")
    let long = Farewell.sentence(String(repeating: "x", count: 16_000))
    #expect(long == " The server had said “\(String(repeating: "x", count: 200))”.")
    let cut = Farewell.sentence("x" + String(repeating: "\u{1b}", count: 100))
    #expect(cut == " The server had said “x\(String(repeating: "\\u{1B}", count: 33))”.")
  }
}
