import Testing
import Wire

@testable import RPC

@Suite("Answers that are not read") struct UnreadAnswerTests {
  @Test("cost a caller that reads no call, however many are made at once", arguments: [false, true])
  func atOnce(_ isHeavy: Bool) async throws {
    let (method, count) = isHeavy ? (TestService.heavy, 100) : (TestService.unary, 1_000)
    var service = TestService()
    service.onUnary = { _, _ in Note.large }
    service.onHeavy = { _, _ in Note.large }
    try await withServer(service, server: RPCServer.Options.holding(4 << 20)) { channel, _ in
      try await withThrowingTaskGroup { group in
        for _ in 0..<count { group.addTask { try await channel.unary(method, Note("")) } }
        for try await answer in group { #expect(answer == Note.large) }
      }
    }
  }

  @Test("of streams cost none either: each is written on as the others are read")
  func streams() async throws {
    var service = TestService()
    service.onList = { _, responses, _ in for _ in 0..<8 { try await responses.write(Note.large) } }
    try await withServer(service, server: RPCServer.Options.holding(4 << 20)) { channel, _ in
      try await withThrowingTaskGroup { group in
        for _ in 0..<50 {
          group.addTask {
            try await channel.serverStreaming(TestService.list, Note("")) { responses in
              var read = 0
              for try await _ in responses { read += 1 }
              return read
            }
          }
        }
        for try await count in group { #expect(count == 8) }
      }
    }
  }

  @Test("let a caller come to the end that reads one stream after the other")
  func oneAfterAnother() async throws {
    var service = TestService()
    service.onList = { _, responses, _ in
      for _ in 0..<20 { try await responses.write(Note(bytes: [UInt8](repeating: 7, count: 32 << 10))) }
    }
    var narrow = ChannelOptions()
    narrow.streamWindowBytes = 16 << 10
    try await withServer(service, server: RPCServer.Options.holding(6 << 20), channel: narrow) { channel, _ in
      let first = Signal()
      first.set()
      try await read(40, on: channel, after: first)
    }
  }

  /// Opens `count` streams, one after another, and reads each when the one before was read.
  private func read(_ count: Int, on channel: RPCChannel, after previous: Signal) async throws {
    guard count > 0 else { return }
    let done = Signal()
    try await channel.serverStreaming(TestService.list, Note("")) { responses in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await read(count - 1, on: channel, after: done) }
        defer { done.set() }
        await previous.wait()
        var seen = 0
        for try await _ in responses { seen += 1 }
        #expect(seen == 20)
        done.set()
        try await group.waitForAll()
      }
    }
  }

  @Test("that handlers hold wait for room, up to a bound")
  func waiting() async throws {
    let (all, started) = (Signal(), Counter())
    let codes = Log<RPCError.Code>()
    var service = TestService()
    service.onUnary = { _, _ in
      started.add()
      if started.value == 20 { all.set() }
      await all.wait()
      return Note(bytes: [UInt8](repeating: 1, count: 1 << 20))
    }
    var options = RPCServer.Options.holding(4 << 20)
    options.maxWaitingBytes = 8 << 20
    options.keepalive.maxStrikes = -1
    options.clock = HandClock().clock
    options.onFinished = { if $0.path == TestService.unary.path { codes.add($0.code) } }
    try await withAttack(service, options: options) { peer, _, _ in
      for number in 0..<20 as Range<UInt32> { await peer.send(Frame.call(2 * number + 1, TestService.unary.path)) }
      await all.wait()
      try await until { codes.all.count { $0 == .resourceExhausted } >= 9 }
      #expect((3...4).contains(codes.all.count { $0 == .ok }))  // They lie in the queues; seven wait.
      #expect(await peer.settle())
    }
  }

  @Test("keep no other connection waiting, and end when nothing is taken for too long")
  func standstill() async throws {
    let (hand, started) = (HandClock(), Counter())
    let codes = Log<RPCError.Code>()
    let service = TestService.answeringMiB(started)
    var options = RPCServer.Options.holding(4 << 20)
    options.clock = hand.clock
    options.keepalive.maxStrikes = -1
    options.keepalive.interval = nil
    options.lifetime.maxIdle = nil
    options.onFinished = { if $0.path == TestService.unary.path { codes.add($0.code) } }
    try await withAttack(service, options: options) { peer, address, _ in
      for stream in stride(from: UInt32(1), to: 41, by: 2) {
        await peer.send(Frame.call(stream, TestService.unary.path))
        #expect(await peer.settle(UInt8(stream)))
      }
      #expect(started.value == 3)
      try await expectServed(at: address)
      // Each time those that stand still are given up, as many others start.
      for number in 0..<60 as Range<UInt8> {
        await hand.pass(.seconds(60))
        #expect(await peer.settle(number))
      }
      #expect(started.value == 20)
      #expect(codes.all == [RPCError.Code](repeating: .ok, count: 20))  // The handlers had done their part.
      #expect(peer.frames.count { $0.type == 0x3 } == 20)
    }
  }

  @Test("make a call wait that then has its deadline, or is given up")
  func endedWhileWaiting() async throws {
    let (hand, started) = (HandClock(), Counter())
    let codes = Log<RPCError.Code>()
    let service = TestService.answeringMiB(started)
    var options = RPCServer.Options.holding(4 << 20)
    options.clock = hand.clock
    options.keepalive.maxStrikes = -1
    options.onFinished = { if $0.path == TestService.unary.path { codes.add($0.code) } }
    try await withAttack(service, options: options) { peer, _, _ in
      for stream in [1, 3, 5] as [UInt32] { await peer.send(Frame.call(stream, TestService.unary.path)) }
      #expect(await peer.settle(1))
      let fields = RawClient.fields(path: TestService.unary.path, [("grpc-timeout", "1S")])
      await peer.send(Frame.headers(7, fields) + Frame.data(7, Frame.message([]), ends: true))
      await peer.send(Frame.call(9, TestService.unary.path))
      #expect(await peer.settle(2))
      await peer.send(Frame.reset(9))
      #expect(await peer.settle(3))
      await hand.pass(.seconds(1))
      #expect(await peer.untilOver(7))
      #expect(codes.all == [.ok, .ok, .ok, .cancelled, .deadlineExceeded])
      #expect(started.value == 3)
    }
  }
}
