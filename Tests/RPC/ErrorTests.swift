import RPC
import Testing

@Suite("An error") struct ErrorTests {
  static let rich = RPCError(
    code: .failedPrecondition, message: "2013-06 已关闭：请找市统计局。100 %",
    details: [
      .errorInfo(reason: "PERIOD_CLOSED", domain: "indicators.tupo", metadata: ["month": "2013-06", "zone": "高新区"]),
      .badRequest([
        FieldViolation(
          field: "figures[3].value", description: "is negative", reason: "NEGATIVE",
          localized: LocalizedText(locale: "zh-CN", text: "不能为负"))
      ]),
      .preconditionFailure([
        PreconditionViolation(type: "CLOSED", subject: "periods/2013-06", description: "Reopen it.")
      ]),
      .resourceInfo(type: "tupo.Zone", name: "zones/hi-tech", owner: "", description: "高新区"),
      .retryInfo(delay: .milliseconds(1_500)),
      .quotaFailure([QuotaViolation(subject: "zone", description: "10 a day")]),
      .localizedMessage(locale: "zh-CN", text: "本月已关闭"),
    ])

  @Test("thrown by a handler reaches the caller whole, Chinese text and details included")
  func roundTrip() async throws {
    var service = TestService()
    service.onUnary = { _, _ in throw Self.rich }
    try await withServer(service) { channel, _ in
      let error = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
      #expect(error == Self.rich)
      #expect(error.reason == "PERIOD_CLOSED")
    }
  }

  @Test(
    "that speaks several languages reaches the caller in the one that it prefers",
    arguments: [
      ("zh-CN", ["zh-CN"]), ("zh", ["zh-CN"]), ("zh-TW, en;q=0.5", ["zh-CN"]), ("en-GB", ["en"]),
      ("fr, en;q=0.1", ["en"]), ("fr", ["zh-CN", "en"]), ("*", ["zh-CN"]), ("", ["zh-CN", "en"]),
    ])
  func language(_ accepted: String, _ locales: [String]) async throws {
    var service = TestService()
    service.onUnary = { _, _ in
      throw RPCError(
        code: .notFound, message: "no such zone 没有该开发区",
        details: [
          .errorInfo(reason: "NO_ZONE", domain: "test", metadata: [:]),
          .localizedMessage(locale: "zh-CN", text: "没有该开发区"), .localizedMessage(locale: "en", text: "no such zone"),
        ])
    }
    try await withServer(service) { channel, _ in
      var options = CallOptions()
      options.metadata["accept-language"] = accepted
      let error = try await rpcError { try await channel.unary(TestService.unary, Note(""), options: options) }
      let told = error.details.compactMap { if case .localizedMessage(let locale, _) = $0 { locale } else { nil } }
      #expect(told == locales)
      #expect(error.reason == "NO_ZONE")
    }
  }

  @Test("is logged when it is a fault of the service, not when the handler chose it")
  func logged() async throws {
    struct Fault: Error {}
    let messages = LogRecorder.Messages()
    var options = RPCServer.Options()
    options.logger = LogRecorder.logger(into: messages)
    var service = TestService()
    service.onUnary = { note, _ in
      switch note.text {
      case "chosen": throw RPCError(code: .unknown, message: "told")
      case "without a code": throw RPCError(code: .ok, message: "")
      default: throw Fault()
      }
    }
    try await withServer(service, server: options) { channel, _ in
      for (text, count) in [("chosen", 0), ("without a code", 1), ("fault", 2)] {
        try await expectError(.unknown) { try await channel.unary(TestService.unary, Note(text)) }
        #expect(messages.recorded.count == count, "\(text)")
      }
    }
  }

  @Test("after messages comes behind them")
  func afterMessages() async throws {
    var service = TestService()
    service.onList = { _, responses, _ in
      try await responses.write(Note("first"))
      throw RPCError(code: .dataLoss, message: "gone")
    }
    try await withServer(service) { channel, _ in
      let read = Counter()
      let error = try await rpcError {
        try await channel.serverStreaming(TestService.list, Note("")) { responses in
          for try await _ in responses { read.add() }
        }
      }
      #expect(error.code == .dataLoss)
      #expect(read.value == 1)
    }
  }

  struct Secret: Error, CustomStringConvertible { var description: String { "password 1234" } }
  struct Told: RPCErrorConvertible { var rpcError: RPCError { RPCError(code: .aborted, message: "stale etag") } }

  @Test(
    "of another type becomes one that leaks nothing",
    arguments: [
      (Secret() as any Error, RPCError(code: .unknown, message: "The service failed. Its log says why.")),
      (Told(), RPCError(code: .aborted, message: "stale etag")),
      (CancellationError(), RPCError(code: .cancelled, message: "The call was cancelled.")),
      (RPCError(code: .ok, message: "fine"), RPCError(code: .unknown, message: "The service failed without a code.")),
    ])
  func boundary(_ thrown: any Error, _ told: RPCError) async throws {
    var service = TestService()
    service.onUnary = { _, _ in throw thrown }
    try await withServer(service) { channel, _ in
      let error = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
      #expect(error == told)
    }
  }

  @Test("ends a call that sends many, even if the sender has not finished")
  func whileSending() async throws {
    var service = TestService()
    service.onGather = { _, _ in throw RPCError(code: .permissionDenied, message: "not you") }
    try await withServer(service) { channel, _ in
      let error = try await rpcError {
        try await channel.clientStreaming(TestService.gather) { requests in
          while true { try await requests.write(Note("more")) }
        }
      }
      #expect(error.code == .permissionDenied)
    }
  }
}
