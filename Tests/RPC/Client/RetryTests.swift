import Synchronization
import Testing
import Wire

@testable import RPC

/// A request with a `request_id`.
struct NamedNote: WireMessage, RequestIdentified {
  static let fullName = "test.NamedNote"
  var requestId = ""

  init() {}
  init(requestId: String) { self.requestId = requestId }

  init(decoding bytes: UnsafeRawBufferPointer, limits: WireLimits, arena: Arena) throws(WireError) {
    requestId = String(decoding: bytes, as: UTF8.self)
  }

  func encode(arena: Arena, reserve: (_ upperBound: Int) -> UnsafeMutableRawPointer) -> Int {
    Note(requestId).encode(arena: arena, reserve: reserve)
  }
}

@Suite("A call that fails", .timeLimit(.minutes(5))) struct RetryTests {
  static func method<I: WireMessage>(_ retry: MethodOptions.Retry, _ kind: CallKind = .unary) -> MethodDescriptor<
    I, Note
  > {
    MethodDescriptor(service: "test.Service", name: "Any", kind: kind, options: MethodOptions(retry: retry))
  }

  static let read: MethodDescriptor<Note, Note> = method(.read)

  static func options(
    _ clock: QuickClock = QuickClock(), throttling: RetryThrottling? = nil, pause: Duration = .milliseconds(70)
  ) throws -> ChannelOptions {
    var all = ServiceConfig.Method(names: [""])
    all.retryPolicy = try RetryPolicy(
      maxAttempts: 4, initialBackoff: pause, maxBackoff: .seconds(100), backoffMultiplier: 2,
      retryableStatusCodes: [.unavailable])
    var config = ServiceConfig()
    config.methods = [all]
    config.retryThrottling = throttling
    var options = ChannelOptions()
    options.serviceConfig = config
    options.clock = clock.clock
    options.random = { 0 }
    return options
  }

  @Test("is made again after pauses, and tells the server how often")
  func retried() async throws {
    let clock = QuickClock()
    let attempts = Mutex<[String?]>([])
    try await withRawServer(channel: try Self.options(clock)) { call in
      attempts.withLock { $0.append(call.fields["grpc-previous-rpc-attempts"]) }
      call.number < 3 ? call.fail(14) : call.answer("third")
    } _: { channel, server in
      let answer = try await channel.unary(Self.read, Note("request"))
      #expect(answer.text == "third")
      #expect(attempts.withLock { $0 } == [nil, "1", "2"])
      #expect(server.connections.count == 1)
    }
    #expect(clock.times.filter { $0 < .seconds(1) } == [.milliseconds(70), .milliseconds(140)])
  }

  @Test("ends with its last status when attempts are used up, or the status is not retryable", arguments: [14, 5])
  func givenUp(_ status: Int) async throws {
    try await withRawServer(channel: try Self.options()) { call in
      call.fail(status, [("grpc-message", "number \(call.number)"), ("x-last", "yes")])
    } _: { channel, server in
      var options = CallOptions()
      let answer = AnswerMetadata()
      options.answer = answer
      let error = try await rpcError { try await channel.unary(Self.read, Note(""), options: options) }
      #expect(error.code.rawValue == status)
      #expect(server.calls == (status == 14 ? 4 : 1))
      #expect(error.message == "number \(server.calls)")
      #expect(answer.trailers["x-last"] == "yes")
    }
  }

  @Test("is made again when the server wants, or not at all", arguments: [("250", 2), ("-1", 1), ("soon", 1)])
  func pushback(_ value: String, _ calls: Int) async throws {
    let clock = QuickClock()
    try await withRawServer(channel: try Self.options(clock)) { call in
      call.number == 1 ? call.fail(14, [("grpc-retry-pushback-ms", value)]) : call.answer()
    } _: { channel, server in
      let answer = try? await channel.unary(Self.read, Note(""))
      #expect((answer != nil) == (calls == 2))
      #expect(server.calls == calls)
      #expect(clock.times.contains(.milliseconds(250)) == (calls == 2))
    }
  }

  @Test("is not made again while too many fail, and is again after successes")
  func throttled() async throws {
    let isDown = Mutex(true)
    let throttling = try RetryThrottling(maxTokens: 4, tokenRatio: 1)
    try await withRawServer(channel: try Self.options(throttling: throttling)) { call in
      isDown.withLock { $0 } ? call.fail(14) : call.answer()
    } _: { channel, server in
      try await expectError(.unavailable) { try await channel.unary(Self.read, Note("")) }
      #expect(server.calls == 2)  // One retry, then half of the tokens are spent.
      try await expectError(.unavailable) { try await channel.unary(Self.read, Note("")) }
      #expect(server.calls == 3)
      isDown.withLock { $0 = false }
      for _ in 0..<4 { _ = try await channel.unary(Self.read, Note("")) }
      isDown.withLock { $0 = true }
      try await expectError(.unavailable) { try await channel.unary(Self.read, Note("")) }
      #expect(server.calls == 9)
    }
  }

  @Test("stays with its attempt as soon as the answer's headers came")
  func committed() async throws {
    try await withRawServer(channel: try Self.options()) { call in
      call.begin()
      call.end(14)
    } _: { channel, server in
      try await expectError(.unavailable) { try await channel.unary(Self.read, Note("")) }
      #expect(server.calls == 1)
    }
  }

  @Test("is made again with all that was written, while it is kept", arguments: [(10, 2), (100, 1)])
  func streaming(_ messages: Int, _ calls: Int) async throws {
    var options = try Self.options()
    options.retryBufferBytes = 64 << 10
    let sizes = Mutex<[Int]>([])
    try await withRawServer(channel: options) { call in
      sizes.withLock { $0.append(call.body.count) }
      call.number == 1 ? call.fail(14) : call.answer()
    } _: { channel, _ in
      let method: MethodDescriptor<Note, Note> = Self.method(.read, .clientStreaming)
      let answer = try? await channel.clientStreaming(method) { requests in
        for _ in 0..<messages { try await requests.write(Note(bytes: [UInt8](repeating: 1, count: 1000))) }
      }
      #expect((answer != nil) == (calls == 2))
      #expect(sizes.withLock { $0 } == Array(repeating: messages * 1005, count: calls))
    }
  }

  @Test("is made again while its caller still writes, and gets what was written before and after")
  func whileWriting() async throws {
    let failed = Signal()
    try await withRawServer(waitsForBody: false, channel: try Self.options()) { call in
      guard call.number == 2 else {
        call.fail(14)
        return failed.set()
      }
      call.begin()
      call.whenEnded = {
        call.message(String(decoding: call.body.filter { $0 > 32 }, as: UTF8.self))
        call.end()
      }
    } _: { channel, server in
      let method: MethodDescriptor<Note, Note> = Self.method(.read, .bidirectional)
      let answers = try await channel.bidirectional(method) { requests, responses in
        try await requests.write(Note("one"))
        await failed.wait()
        try await requests.write(Note("two"))
        requests.finish()
        return try await responses.reduce(into: []) { $0.append($1.text) }
      }
      #expect(answers == ["onetwo"])
      #expect(server.calls == 2)
    }
  }

  @Test(
    "is made again only when that is safe",
    arguments: [
      (MethodOptions.Retry.never, "", 1), (.never, "id", 1), (.read, "", 2), (.writeWithRequestID, "", 1),
      (.writeWithRequestID, "id", 2),
    ])
  func safe(_ retry: MethodOptions.Retry, _ id: String, _ calls: Int) async throws {
    for kind in [CallKind.unary, .clientStreaming] {
      try await withRawServer(channel: try Self.options()) { call in
        call.number == 1 ? call.fail(14) : call.answer()
      } _: { channel, server in
        let method: MethodDescriptor<NamedNote, Note> = Self.method(retry, kind)
        let request = NamedNote(requestId: id)
        let answer =
          kind == .unary
          ? try? await channel.unary(method, request)
          : try? await channel.clientStreaming(method) { try await $0.write(request) }
        #expect((answer != nil) == (calls == 2))
        #expect(server.calls == calls)
      }
    }
  }

  @Test("in its pause ends at once by its deadline or its caller", arguments: [true, false])
  func inPause(_ byDeadline: Bool) async throws {
    let hand = HandClock()
    var options = try Self.options(pause: .seconds(100))
    options.clock = hand.clock
    let failed = Signal()
    try await withRawServer(channel: options) { call in
      call.fail(14)
      failed.set()
    } _: { channel, server in
      let limit = CallOptions(timeout: .seconds(60))  // Less than the pause.
      let call = Task { try await channel.unary(Self.read, Note(""), options: byDeadline ? limit : CallOptions()) }
      await failed.wait()
      if byDeadline { hand.advance(by: .seconds(60)) } else { call.cancel() }
      try await expectError(byDeadline ? .deadlineExceeded : .cancelled) { try await call.value }
      hand.advance(by: .seconds(200))
      #expect(server.calls == 1)
    }
  }
}
