import Testing

@testable import RPC

@Suite("An answer that is to be one message", .timeLimit(.minutes(5))) struct CardinalityTests {
  @Test("and is none, or two, ends its call with UNIMPLEMENTED", arguments: [0, 2])
  func wrongCount(_ messages: Int) async throws {
    try await withRawServer { call in
      call.begin()
      for number in 0..<messages { call.message("\(number)") }
      call.end()
    } _: { channel, _ in
      try await expectError(.unimplemented) { try await channel.unary(TestService.unary, Note("")) }
      try await expectError(.unimplemented) {
        try await channel.clientStreaming(TestService.gather) { try await $0.write(Note("one")) }
      }
    }
  }
}
