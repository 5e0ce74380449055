import Synchronization
import Testing
import Wire

@testable import RPC

@Suite("A channel's interceptors", .timeLimit(.minutes(5))) struct ClientInterceptorTests {
  private final class Witness: ClientInterceptor {
    let name: String
    let refuses: Bool
    let log: Mutex<[String]>

    init(_ name: String, refuses: Bool = false) {
      self.name = name
      self.refuses = refuses
      log = Mutex([])
    }

    func intercept(_ call: inout ClientCallStart) async throws {
      log.withLock { $0.append("start \(call.path)") }
      if refuses { throw RPCError(code: .permissionDenied, message: "\(name) refuses.") }
      call.options.metadata.add(name, for: "x-seen")
    }

    func finished(_ call: FinishedClientCall) {
      log.withLock { $0.append("end \(call.code) after \(call.duration), \(call.retries) retries") }
    }

    var seen: [String] { log.withLock { $0 } }
  }

  private static let start = "start \(TestService.unary.path)"

  @Test("see each call start and end, once, and add to it")
  func seen() async throws {
    let (first, second) = (Witness("first"), Witness("second"))
    let (hand, held) = (HandClock(), HeldCalls())
    var options = try RetryTests.options()
    options.interceptors = [first, second]
    options.clock = hand.clock
    let metadata = Mutex<String?>(nil)
    try await withRawServer(channel: options) { call in
      metadata.withLock { $0 = call.fields["x-seen"] }
      call.number == 1 ? held.add(call) : call.fail(5)
    } _: { channel, _ in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { held.count == 1 }
      hand.advance(by: .seconds(3))
      held.answerFirst()
      _ = try await call.value
      try await expectError(.notFound) { try await channel.unary(TestService.unary, Note("")) }
      let expected = [
        Self.start, "end OK after 3.0 seconds, 0 retries", Self.start, "end NOT_FOUND after 0.0 seconds, 0 retries",
      ]
      #expect(first.seen == expected)
      #expect(second.seen == expected)
      #expect(metadata.withLock { $0 } == "second")
    }
  }

  @Test("may refuse a call: it is never sent, and those who saw it are told")
  func refused() async throws {
    let (first, second, third) = (Witness("first"), Witness("second", refuses: true), Witness("third"))
    var options = ChannelOptions()
    options.interceptors = [first, second, third]
    try await withRawServer(channel: options) {
      $0.answer()
    } _: { channel, server in
      try await expectError(.permissionDenied) { try await channel.unary(TestService.unary, Note("")) }
      #expect(first.seen.count == 2)
      #expect(first.seen.last?.hasPrefix("end PERMISSION_DENIED") == true)
      #expect(second.seen == [Self.start])
      #expect(third.seen == [])
      #expect(server.calls == 0)
      #expect(channel.state == .idle)
    }
  }
}
