import RPC
import Testing
import Wire

@Suite("A method's meter") struct MethodMeterTests {
  final class Meter: MethodMeter {
    let path: String
    let log: Log<String>

    init(path: String, log: Log<String>) {
      self.path = path
      self.log = log
    }

    func started() { log.add("\(path) started") }

    func finished(_ code: RPCError.Code, after duration: Duration, _ messages: MessageCounts) {
      log.add("\(path) \(code) \(messages.messagesReceived)/\(messages.messagesSent)")
    }
  }

  @Test("is made once, and counts each call of its method; one more counts those that name no method")
  func counts() async throws {
    let (made, log) = (Log<String>(), Log<String>())
    var options = RPCServer.Options()
    options.meter = { route in
      made.add(route?.path ?? "-")
      return Meter(path: route?.path ?? "-", log: log)
    }
    let missing = MethodDescriptor<Note, Note>(service: "tupo.test.Missing", name: "Call", kind: .unary)
    try await withServer(TestService(), server: options) { channel, _ in
      for _ in 0..<2 { _ = try await channel.unary(TestService.unary, Note("hello")) }
      _ = try? await channel.unary(missing, Note("hello"))
    }
    let path = TestService.unary.path
    #expect(
      log.all == [
        "\(path) started", "\(path) OK 1/1", "\(path) started", "\(path) OK 1/1", "- started", "- UNIMPLEMENTED 0/0",
      ])
    #expect(Set(made.all).count == made.all.count)
  }
}

@Suite("An interceptor") struct ServerInterceptorTests {
  /// Notes what it sees, and refuses callers without a name.
  struct Doorman: ServerInterceptor {
    let name: String
    let log: Log<String>

    func intercept(_ call: CallContext, next: () async throws -> Void) async throws {
      log.add("\(name) before \(call.path)")
      guard let caller = call.metadata["x-caller"] else {
        throw RPCError(code: .unauthenticated, message: "Who are you?")
      }
      do {
        try await next()
        log.add("\(name) after \(caller)")
      } catch {
        log.add("\(name) failed")
        throw error
      }
    }

    func finished(_ call: FinishedCall) {
      let counts = call.counts
      log.add("\(name) finished \(call.code) \(counts.messagesReceived)/\(counts.messagesSent)")
    }
  }

  private func log(
    of caller: String?, _ service: TestService = TestService(), method: String = "unary"
  ) async throws -> [String] {
    let log = Log<String>()
    var options = RPCServer.Options()
    options.interceptors = [Doorman(name: "outer", log: log), Doorman(name: "inner", log: log)]
    let finished = Counter()
    options.onFinished = { _ in finished.add() }
    try await withServer(service, server: options) { channel, _ in
      var call = CallOptions()
      if let caller { call.metadata["x-caller"] = caller }
      let method = method == "unary" ? TestService.unary : TestService.heavy
      _ = try? await channel.unary(method, Note("hello"), options: call)
    }
    #expect(finished.value == 1)
    return log.all
  }

  @Test("wraps the handler, the first one outermost", arguments: ["unary", "heavy"])
  func wraps(_ method: String) async throws {
    let path = method == "unary" ? TestService.unary.path : TestService.heavy.path
    let log = try await log(of: "a zone", method: method)
    #expect(
      log == [
        "outer before \(path)", "inner before \(path)", "inner after a zone", "outer after a zone",
        "outer finished OK 1/1", "inner finished OK 1/1",
      ])
  }

  @Test("that refuses a call keeps it from those behind it, and from the handler")
  func refuses() async throws {
    let handled = Counter()
    var service = TestService()
    service.onUnary = { note, _ in
      handled.add()
      return note
    }
    let log = try await log(of: nil, service)
    #expect(
      log == [
        "outer before \(TestService.unary.path)", "outer finished UNAUTHENTICATED 0/0",
        "inner finished UNAUTHENTICATED 0/0",
      ])
    #expect(handled.value == 0)
  }

  @Test("sees what the handler throws")
  func sees() async throws {
    var service = TestService()
    service.onUnary = { _, _ in throw RPCError(code: .aborted, message: "") }
    let log = try await log(of: "a zone", service)
    #expect(log.contains("inner failed"))
    #expect(log.last == "inner finished ABORTED 1/0")
  }

  struct Silent: ServerInterceptor {
    func intercept(_ call: CallContext, next: () async throws -> Void) async throws {}
  }

  @Test("that neither refuses nor goes on ends the call with INTERNAL")
  func silent() async throws {
    var options = RPCServer.Options()
    options.interceptors = [Silent()]
    try await withServer(server: options) { channel, _ in
      try await expectError(.internal) { try await channel.unary(TestService.unary, Note("")) }
    }
  }

  enum Caller { @TaskLocal static var name = "nobody" }

  struct Naming: ServerInterceptor {
    func intercept(_ call: CallContext, next: () async throws -> Void) async throws {
      try await Caller.$name.withValue(call.metadata["x-caller"] ?? "", operation: next)
    }
  }

  @Test("may give the handler what it has found, as a task-local value")
  func taskLocal() async throws {
    var (service, options, call) = (TestService(), RPCServer.Options(), CallOptions())
    service.onUnary = { _, _ in Note(Caller.name) }
    options.interceptors = [Naming()]
    call.metadata["x-caller"] = "高新区"
    call.metadata["x-caller"] = "hi-tech"
    try await withServer(service, server: options) { channel, _ in
      let answer = try await channel.unary(TestService.unary, Note(""), options: call)
      #expect(answer.text == "hi-tech")
    }
  }
}
