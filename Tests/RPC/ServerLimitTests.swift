import NIOCore
import NIOPosix
import Testing
import Wire
import WireStandard

@testable import RPC

@Suite("A server's limit") struct ServerLimitTests {
  @Test(
    "on messages that it sends ends the call with RESOURCE_EXHAUSTED",
    arguments: [TestService.unary, TestService.heavy])
  func sent(_ method: MethodDescriptor<Note, Note>) async throws {
    var options = RPCServer.Options()
    options.maxSentMessageBytes = 1_000
    try await withServer(server: options) { channel, _ in
      let fits = Note(bytes: [UInt8](repeating: 1, count: 1_000))
      #expect(try await channel.unary(method, fits) == fits)
      let large = Note(bytes: [UInt8](repeating: 1, count: 1_001))
      try await expectError(.resourceExhausted) { try await channel.unary(method, large) }
    }
  }

  @Test("on unary calls refuses what is beyond it at once, leaves health alone, and is over as soon as calls end")
  func unaryCalls() async throws {
    let (started, release) = (Counter(), Signal())
    var service = TestService()
    service.onUnary = { note, _ in
      started.add()
      if note.text == "wait" { await release.wait() }
      return note
    }
    var options = RPCServer.Options()
    options.maxUnaryCalls = 2
    try await withServer(service, server: options) { channel, server in
      let health = MethodDescriptor<GrpcHealthV1.HealthCheckRequest, GrpcHealthV1.HealthCheckResponse>(
        service: "grpc.health.v1.Health", name: "Check", kind: .unary)
      let second = RPCChannel(target: channel.target)
      async let first = channel.unary(TestService.unary, Note("wait"))
      async let other = second.unary(TestService.unary, Note("wait"))
      while started.value < 2 { await Task.yield() }
      for channel in [channel, second] {
        let error = try await rpcError { try await channel.unary(TestService.unary, Note("more")) }
        #expect(error.code == .resourceExhausted)
        #expect(error.details == [.retryInfo(delay: .seconds(1))])
        #expect(try await channel.unary(health, .init()).status == .serving)
      }
      #expect(server.load.unaryCalls == 2)
      #expect(server.load.refusedCalls == 2)
      #expect(started.value == 2)
      release.set()
      _ = try await (first, other)
      #expect(try await channel.unary(TestService.unary, Note("again")).text == "again")
      #expect(server.load.refusedCalls == 2)
      await second.close()
    }
  }

  @Test("on unary calls is given back however a call ends", arguments: ["throws", "is cancelled", "runs out of time"])
  func placesComeBack(_ end: String) async throws {
    var service = TestService()
    service.onUnary = { note, _ in
      if note.text == "throws" { throw RPCError(code: .aborted, message: "") }
      await untilCancelled()
      return note
    }
    var options = RPCServer.Options()
    options.maxUnaryCalls = 1
    try await withServer(service, server: options) { channel, server in
      let call = Task {
        try await channel.unary(
          TestService.unary, Note(end),
          options: CallOptions(timeout: end == "runs out of time" ? .milliseconds(1) : nil))
      }
      if end == "is cancelled" {
        while server.load.unaryCalls < 1 { await Task.yield() }
        call.cancel()
      }
      await #expect(throws: (any Error).self) { try await call.value }
      while server.load.unaryCalls > 0 { await Task.yield() }
    }
  }

  @Test("that is asked for by a throttle ends a call before its handler")
  func throttle() async throws {
    let handled = Counter()
    var service = TestService()
    service.onUnary = { note, _ in
      handled.add()
      return note
    }
    var options = RPCServer.Options()
    options.throttle = { call in
      if call.header("x-caller") == "a" { throw RPCError(code: .resourceExhausted, message: "slowly") }
    }
    try await withServer(service, server: options) { channel, _ in
      var call = CallOptions()
      call.metadata["x-caller"] = "a"
      let options = call
      try await expectError(.resourceExhausted) {
        try await channel.unary(TestService.unary, Note("hello"), options: options)
      }
      #expect(handled.value == 0)
      _ = try await channel.unary(TestService.unary, Note("hello"))
      #expect(handled.value == 1)
    }
  }

  @Test("on calls of one caller holds over all connections, and for that caller only")
  func principals() async throws {
    let (started, release) = (Counter(), Signal())
    var service = TestService()
    service.onUnary = { note, _ in
      started.add()
      if note.text == "wait" { await release.wait() }
      return note
    }
    var options = RPCServer.Options()
    options.maxCallsPerKey = 2
    options.admissionKey = { $0.header("x-caller") }
    func call(_ channel: RPCChannel, _ text: String, _ caller: String?) async throws -> Note {
      var options = CallOptions()
      if let caller { options.metadata["x-caller"] = caller }
      return try await channel.unary(TestService.unary, Note(text), options: options)
    }
    try await withServer(service, server: options) { channel, _ in
      let second = RPCChannel(target: channel.target)
      async let first = call(channel, "wait", "a")
      async let other = call(second, "wait", "a")
      while started.value < 2 { await Task.yield() }
      for channel in [channel, second] {
        let error = try await rpcError { try await call(channel, "more", "a") }
        #expect(error.code == .resourceExhausted)
        #expect(error.details.contains { if case .quotaFailure = $0 { true } else { false } })
      }
      #expect(try await call(channel, "of another", "b").text == "of another")
      #expect(try await call(channel, "of nobody", nil).text == "of nobody")
      release.set()
      _ = try await (first, other)
      #expect(try await call(channel, "again", "a").text == "again")
      await second.close()
    }
  }

  @Test("on connections of an address does not hold for trusted proxies", arguments: ["127.0.0.0/8", "10.0.0.0/8"])
  func proxies(_ range: String) async throws {
    var options = RPCServer.Options()
    options.maxConnectionsPerAddress = 1
    options.trustedProxies = [try #require(AddressRange(range))]
    let isTrusted = range == "127.0.0.0/8"
    try await withServer(server: options) { channel, _ in
      _ = try await channel.unary(TestService.unary, Note("first"))
      let second = RPCChannel(target: channel.target)
      let answer = try? await second.unary(TestService.unary, Note("second"))
      #expect((answer != nil) == isTrusted)
      await second.close()
    }
  }

  @Test(
    "on addresses is written as a prefix",
    arguments: [
      ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3", "10.1.2.3", true),
      ("10.1.2.3", "10.1.2.4", false), ("172.16.0.0/12", "172.31.1.1", true), ("172.16.0.0/12", "172.32.0.1", false),
      ("::1", "::1", true), ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe80::1", false),
      ("0.0.0.0/0", "1.2.3.4", true),
      ("0.0.0.0/0", "::1", false),
    ])
  func ranges(_ range: String, _ address: String, _ isIn: Bool) throws {
    #expect(try #require(AddressRange(range)).contains(address) == isIn)
  }

  @Test(
    "on addresses refuses what is no range", arguments: ["", "host", "10.0.0.0/33", "::1/129", "10.0.0.0/-1", "1.2.3"])
  func noRange(_ text: String) { #expect(AddressRange(text) == nil) }

  @Test("is told with what a call has moved")
  func counts() async throws {
    let (begun, ended) = (Log<String>(), Log<MessageCounts>())
    var options = RPCServer.Options()
    options.onStarted = { begun.add($0.path) }
    options.onFinished = { ended.add($0.counts) }
    try await withServer(server: options) { channel, _ in
      _ = try await channel.clientStreaming(TestService.gather) { requests in
        for text in ["a", "bc", "def"] { try await requests.write(Note(text)) }
      }
    }
    #expect(begun.all == [TestService.gather.path])
    let counts = try #require(ended.all.first)
    #expect(ended.all.count == 1)
    #expect((counts.messagesReceived, counts.bytesReceived) == (3, 6))
    #expect((counts.messagesSent, counts.bytesSent) == (1, 8))
  }

  @Test("lets handlers end when the connection is lost, at once")
  func lostConnection() async throws {
    let (started, cancelled) = (Signal(), Signal())
    let service = TestService.waiting(started, cancelled)
    try await withAttack(service) { peer, _, _ in
      await peer.send(Frame.call(1, TestService.unary.path))
      await started.wait()
      await peer.close()
      await cancelled.wait()
    }
  }

  @Test("on TLS and Unix sockets is the same", arguments: ["[::1]:0", "unix:/tmp/tupo-rpc-limits.sock"])
  func otherTransports(_ address: String) async throws {
    var options = RPCServer.Options()
    options.maxSentMessageBytes = 10
    let server = RPCServer(services: [TestService()], options: options)
    let channel = RPCChannel(target: try await server.start(at: try #require(ListenAddress(address))))
    try await expectError(.resourceExhausted) {
      try await channel.unary(TestService.unary, Note("more than ten bytes"))
    }
    await channel.close()
    await server.drain()
  }
}

@Suite("Metadata of bytes") struct BinaryMetadataTests {
  @Test(
    "is read padded or not, joined or not",
    arguments: [
      ("AP8", [[0, 255]]), ("AP8=", [[0, 255]]), ("AP8,Cg", [[0, 255], [10]]), ("AP8=, Cg==", [[0, 255], [10]]),
      ("", [[]]),
    ] as [(String, [[UInt8]])])
  func read(_ text: String, _ expected: [[UInt8]]) async throws {
    let seen = Log<[[UInt8]]>()
    var service = TestService()
    service.onUnary = { note, call in
      seen.add(call.metadata.binaries(for: "x-bin"))
      return note
    }
    let server = RPCServer(services: [service])
    let client = try await RawClient.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    let fields = RawClient.fields(path: TestService.unary.path, [("x-bin", text)])
    let answer = await client.request(fields, body: [0, 0, 0, 0, 0])
    #expect(answer.fields["grpc-status"] == "0")
    #expect(seen.all == [expected])
    client.close()
    await server.drain()
  }
}
