import Testing
import Wire

@testable import RPC

@Suite("A channel's time for one answer", .timeLimit(.minutes(5))) struct DefaultTimeoutTests {
  private func options(_ hand: HandClock) -> RPC.ChannelOptions {
    var options = ChannelOptions()
    options.clock = hand.clock
    options.keepalive = nil
    options.defaultAnswerTimeout = .seconds(60)
    return options
  }

  @Test("ends a call that sets no limit", arguments: [CallKind.unary, .clientStreaming])
  func ends(_ kind: CallKind) async throws {
    let hand = HandClock()
    try await withRawServer(waitsForBody: false, channel: options(hand)) { _ in
    } _: { channel, server in
      let call = Task { () async throws -> Note in
        guard kind == .unary else { return try await channel.clientStreaming(TestService.gather) { _ in } }
        return try await channel.unary(TestService.unary, Note(""))
      }
      try await until { server.calls == 1 }
      #expect(hand.isAwaited(in: .seconds(60), slack: .seconds(30)))
      await hand.pass(.seconds(60))
      try await expectError(.deadlineExceeded) { try await call.value }
    }
  }

  @Test("is not that of a call with a limit of its own, nor of one that answers with a stream")
  func others() async throws {
    let (hand, held) = (HandClock(), HeldCalls())
    try await withRawServer(channel: options(hand)) {
      held.add($0)
    } _: { channel, _ in
      let long = CallOptions(timeout: .seconds(600))
      let one = Task { try await channel.unary(TestService.unary, Note(""), options: long).text }
      try await until { held.count == 1 }
      let many = Task {
        try await channel.serverStreaming(TestService.list, Note("")) { answers in
          try await answers.reduce(into: "") { $0 += $1.text }
        }
      }
      try await until { held.count == 2 }
      await hand.pass(.seconds(100))
      held.answerFirst("late")
      held.answerFirst("later")
      let (first, second) = (try await one.value, try await many.value)
      #expect(first == "late")
      #expect(second == "later")
    }
  }
}
