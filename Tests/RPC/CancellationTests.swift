import RPC
import Synchronization
import Testing
import Wire

@Suite("A call that is given up") struct CancellationTests {
  @Test("cancels its handler", arguments: [TestService.unary, TestService.heavy])
  func reachesHandler(_ method: MethodDescriptor<Note, Note>) async throws {
    let (started, cancelled) = (Signal(), Signal())
    let handler: TestService.Unary = { note, _ in
      started.set()
      await untilCancelled()
      cancelled.set()
      return note
    }
    let service = TestService(onUnary: handler, onHeavy: handler)
    try await withServer(service) { channel, _ in
      let call = Task { try await channel.unary(method, Note("")) }
      await started.wait()
      call.cancel()
      await cancelled.wait()
      try await expectError(.cancelled) { try await call.value }
    }
  }

  @Test("does not hit the calls that are answered after it")
  func hitsNoOther() async throws {
    let started = Signal()
    var service = TestService()
    service.onUnary = { note, _ in
      if note.text == "stuck" {
        started.set()
        await untilCancelled()
      }
      return Task.isCancelled ? Note("cancelled") : note
    }
    try await withServer(service) { channel, _ in
      let stuck = Task { try await channel.unary(TestService.unary, Note("stuck")) }
      await started.wait()
      stuck.cancel()
      for number in 0..<100 {
        let answer = try await channel.unary(TestService.unary, Note("\(number)"))
        #expect(answer.text == "\(number)")
      }
    }
  }

  @Test("by leaving its responses unread cancels the handler that writes them")
  func leftEarly() async throws {
    let left = Mutex<RPCError?>(nil)
    let ended = Signal()
    var service = TestService()
    service.onList = { _, responses, _ in
      defer { ended.set() }
      do {
        while true { try await responses.write(Note("more")) }
      } catch {
        left.withLock { $0 = error as? RPCError }
        throw error
      }
    }
    try await withServer(service) { channel, _ in
      try await channel.serverStreaming(TestService.list, Note("")) { responses in
        var iterator = responses.makeAsyncIterator()
        _ = try await iterator.next()
      }
      await ended.wait()
      #expect(left.withLock { $0?.code } == .cancelled)
    }
  }

  @Test("by its deadline ends on both sides", arguments: [TestService.unary, TestService.heavy])
  func deadline(_ method: MethodDescriptor<Note, Note>) async throws {
    let (started, cancelled) = (Signal(), Signal())
    let handler: TestService.Unary = { note, call in
      #expect(call.deadline != nil)
      started.set()
      await untilCancelled()
      cancelled.set()
      return note
    }
    let service = TestService(onUnary: handler, onHeavy: handler)
    try await withServer(service) { channel, _ in
      // On a busy machine a short deadline may pass before the handler runs: longer ones follow.
      var timeout = Duration.milliseconds(20)
      while !started.isSet {
        let options = CallOptions(timeout: timeout)
        let error = try await rpcError { try await channel.unary(method, Note(""), options: options) }
        #expect(error.code == .deadlineExceeded)
        timeout = timeout * 2
      }
      await cancelled.wait()
    }
  }

  @Test("before it starts never reaches the server")
  func beforeStart() async throws {
    let calls = Counter()
    var service = TestService()
    service.onUnary = { note, _ in
      calls.add()
      return note
    }
    try await withServer(service) { channel, _ in
      let past = CallOptions(deadline: Deadline(ContinuousClock.now))
      let error = try await rpcError { try await channel.unary(TestService.unary, Note(""), options: past) }
      #expect(error.code == .deadlineExceeded)
      _ = try await channel.unary(TestService.unary, Note(""))
      #expect(calls.value == 1)
    }
  }

  @Test("is told once to whoever observes the server")
  func observed() async throws {
    let codes = Mutex<[RPCError.Code]>([])
    let done = Signal()
    var options = RPCServer.Options()
    options.onFinished = { call in
      let count = codes.withLock { codes in
        codes.append(call.code)
        return codes.count
      }
      if count == 3 { done.set() }
    }
    let started = Signal()
    var service = TestService()
    service.onUnary = { note, _ in
      if note.text == "fail" { throw RPCError(code: .notFound, message: "") }
      if note.text == "wait" {
        started.set()
        await untilCancelled()
      }
      return note
    }
    try await withServer(service, server: options) { channel, _ in
      _ = try await channel.unary(TestService.unary, Note("good"))
      _ = try await rpcError { try await channel.unary(TestService.unary, Note("fail")) }
      let call = Task { try await channel.unary(TestService.unary, Note("wait")) }
      await started.wait()
      call.cancel()
      await done.wait()
      #expect(codes.withLock { $0 } == [.ok, .notFound, .cancelled])
    }
  }
}
