import Testing
import Wire

@testable import RPC

@Suite("Streams meant to harm") struct StreamAttackTests {
  private func options(_ streams: Int) -> RPCServer.Options {
    var options = RPCServer.Options()
    options.maxConcurrentStreams = streams
    options.keepalive.maxStrikes = -1
    return options
  }

  @Test("above the limit are refused, before and after the client knows it", arguments: [true, false])
  func tooMany(_ acknowledges: Bool) async throws {
    let handlers = Counter()
    let service = TestService.listening(handlers)
    try await withAttack(service, options: options(4), acknowledges: acknowledges) { peer, _, _ in
      for number in 0..<10 as Range<UInt32> {
        await peer.send(Frame.headers(2 * number + 1, RawClient.fields(path: TestService.chat.path)))
      }
      if acknowledges {
        await peer.untilClosed()  // It knew: RFC 9113, 5.1.2 lets this be an error of the connection.
        #expect(peer.goaway?.code == HTTP2ErrorCode.protocolError.rawValue)
      } else {
        #expect(await peer.settle())
        #expect(peer.frames.count { $0.type == 0x3 && $0.word == HTTP2ErrorCode.refusedStream.rawValue } == 6)
      }
      #expect(handlers.value <= 4)
    }
  }

  @Test("reset while their handlers run do not let more handlers run")
  func handlersStillRun() async throws {
    let (handlers, release) = (Counter(), Signal())
    var service = TestService()
    service.onChat = { _, _, _ in
      handlers.add()
      await release.wait()  // It does not heed that it is cancelled.
    }
    try await withAttack(service, options: options(4)) { peer, _, _ in
      for number in 0..<20 as Range<UInt32> {
        let stream = 2 * number + 1
        await peer.send(Frame.headers(stream, RawClient.fields(path: TestService.chat.path)))
        #expect(await peer.settle(UInt8(2 * number)))
        await peer.send(Frame.reset(stream))
        #expect(await peer.settle(UInt8(2 * number + 1)))
      }
      #expect(handlers.value == 4)
      #expect(peer.frames.count { $0.type == 0x3 && $0.word == HTTP2ErrorCode.refusedStream.rawValue } == 16)
      release.set()
    }
  }

  @Test("given up by the ten thousand are counted by our own budget alone, which a server may widen")
  func manyResets() async throws {
    var options = options(1_000)
    options.flood.reset = FloodLimits.Budget(burst: 1_000_000, perSecond: 0)
    try await withAttack(options: options) { peer, _, _ in
      // nghttp2 itself would take 8,000, and 400 more with each second.
      for batch in 0..<300 as Range<UInt32> {
        let streams = (0..<100 as Range<UInt32>).map { 200 * batch + 2 * $0 + 1 }
        await peer.send(
          streams.flatMap { Frame.headers($0, RawClient.fields(path: TestService.chat.path)) + Frame.reset($0) })
      }
      await peer.send(Frame.call(100_001, TestService.unary.path))
      #expect(await peer.untilOver(100_001))
      #expect(peer.goaway == nil)
    }
  }

  @Test("whose messages never become whole do not make the connection hold more than it may")
  func unfinished() async throws {
    var options = options(1_000)
    options.maxConnectionBytes = 2 << 20
    try await withAttack(options: options) { peer, _, server in
      let chunk = [UInt8](repeating: 7, count: 16 << 10)
      let prefix: [UInt8] = [0] + Frame.word(4 << 20)
      for stream in stride(from: UInt32(1), to: 41, by: 2) {
        await peer.send(
          Frame.headers(stream, RawClient.fields(path: TestService.unary.path)) + Frame.data(stream, prefix)
            + (0..<15).flatMap { _ in Frame.data(stream, chunk) })
        #expect(await peer.settle(UInt8(stream)))
      }
      // 20 times 240 KiB were sent: what goes beyond 2 MiB, seen when it is a MiB more, was refused.
      let refused = peer.frames.count { $0.type == 0x1 && $0.flags & 1 != 0 }
      #expect(refused >= 7)
      let held = try await server.bytesHeld()
      #expect(held <= options.maxConnectionBytes + 1 << 20)
      #expect(!peer.isClosed)
    }
  }

  @Test("on many connections do not make the server hold more than it may")
  func manyConnections() async throws {
    var options = options(1_000)
    options.maxServerBytes = 3 << 20
    try await withAttack(options: options) { peer, address, server in
      let chunk = [UInt8](repeating: 7, count: 16 << 10)
      var (peers, refused) = ([peer], 0)
      for _ in 0..<19 { peers.append(try await FramePeer.connect(to: address)) }
      for peer in peers {
        for stream in stride(from: UInt32(1), to: 11, by: 2) {
          await peer.send(
            Frame.headers(stream, RawClient.fields(path: TestService.unary.path))
              + Frame.data(stream, [0] + Frame.word(4 << 20)) + (0..<15).flatMap { _ in Frame.data(stream, chunk) })
        }
        #expect(await peer.settle())
        refused += peer.frames.count { $0.type == 0x1 && $0.flags & 1 != 0 }
      }
      // 20 times 1,200 KiB were sent. None of the connections comes to a MiB that it would tell of by itself alone.
      #expect(refused >= 60)
      let held = try await server.bytesHeld()
      #expect(held <= options.maxServerBytes + 3 << 20)
      for peer in peers.dropFirst() { await peer.close() }
    }
  }

  /// A message that is small on its way, and a MiB or more with its handler.
  struct Unfolding: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var path: String
    var isCompressed = false
    var message: [UInt8]

    /// The frames of a call.
    func call(_ stream: UInt32) -> [UInt8] {
      let encoding = isCompressed ? [("grpc-encoding", "gzip")] : []
      var body = Frame.message(message)
      body[0] = isCompressed ? 1 : 0
      let pieces = stride(from: 0, to: body.count, by: 16 << 10).map { Array(body[$0...].prefix(16 << 10)) }
      return Frame.headers(stream, RawClient.fields(path: path, encoding))
        + pieces.flatMap { Frame.data(stream, $0) } + Frame.data(stream, ends: true)
    }
  }

  /// Two bytes each for an empty `google.protobuf.Any`, of which C and Swift make many.
  private static let details = (0..<16 << 10).flatMap { _ in [0x1a, 0] as [UInt8] }
  private static let zeros = [UInt8](repeating: 0, count: 1 << 20).withUnsafeBytes { ZlibStream.deflated($0, .gzip) }

  static let unfoldings = [
    Unfolding(testDescription: "inflated", path: TestService.unary.path, isCompressed: true, message: zeros),
    Unfolding(
      testDescription: "inflated beside the loop", path: TestService.heavy.path, isCompressed: true, message: zeros),
    Unfolding(testDescription: "read", path: TestService.status.path, message: details),
    Unfolding(testDescription: "read beside the loop", path: TestService.heavyStatus.path, message: details),
  ]

  @Test(
    "whose messages are small on their way do not make the server hold more than it may", .timeLimit(.minutes(5)),
    arguments: unfoldings)
  func unfolding(_ attack: Unfolding) async throws {
    let (calls, started) = (20 as UInt32, Counter())
    @Sendable func hold() async -> Note {
      started.add()
      await untilCancelled()
      return Note("")
    }
    var service = TestService()
    service.onUnary = { _, _ in await hold() }
    service.onHeavy = { note, _ in note.bytes.count < 1_000 ? note : await hold() }
    service.onStatus = { _, _ in await hold() }
    var options = options(1_000)
    options.maxServerBytes = 16 << 20
    options.computeWidth = Int(calls)
    try await withAttack(service, options: options) { peer, _, server in
      func refused() -> Int { peer.frames.count { $0.type == 0x1 && $0.flags & 1 != 0 } }
      for number in 0..<calls {
        await peer.send(attack.call(2 * number + 1))
        try await until { started.value + refused() > Int(number) }
      }
      // From 8 MiB on the server is crowded, and the other half is its only connection's.
      try await until { refused() >= 10 }
      #expect(started.value > 0)
      #expect(server.load.heldBytes <= 12 << 20)
    }
  }

  @Test("are counted with the memory that they take, not with the bytes of their messages alone")
  func memory() {
    let stream = HTTP2Stream()
    for size in [65_000, 5_000] {
      [UInt8](repeating: 1, count: size).withUnsafeBytes { stream.inbound.append($0) }
    }
    (stream.headBytes, stream.waitingBytes, stream.takenBytes) = (100, 10, 1)
    let (count, memory) = (stream.inbound.count, stream.memoryBytes)
    #expect(count == 70_000)
    #expect(memory == HTTP2Stream.ownBytes + 130_000 + 111)  // A queue that is full grows to twice its size.
  }

  @Test("whose answers are not read do not make the connection hold more than it may")
  func unread() async throws {
    let started = Counter()
    var options = options(1_000)
    options.maxConnectionBytes = 4 << 20
    let service = TestService.answeringMiB(started)
    try await withAttack(service, options: options) { peer, _, server in
      for stream in stride(from: UInt32(1), to: 41, by: 2) {
        await peer.send(Frame.call(stream, TestService.unary.path))
        #expect(await peer.settle(UInt8(stream)))
      }
      let held = try await server.bytesHeld()
      #expect(held <= options.maxConnectionBytes)
      #expect(started.value == 3)  // Above 2 MiB of answers the others wait.
      #expect(peer.frames.count { $0.type == 0x0 } <= 20)  // The connection's window, in frames of 16 KiB, and no more.
    }
  }
}
