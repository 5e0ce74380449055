import Testing
import Wire

@testable import RPC

@Suite("A client that dawdles") struct SlowAttackTests {
  private func options(_ hand: HandClock) -> RPCServer.Options {
    var options = RPCServer.Options()
    options.clock = hand.clock
    options.keepalive.interval = nil
    options.keepalive.maxStrikes = -1
    options.lifetime.maxIdle = nil
    return options
  }

  @Test(
    "over a frame, or over a header block, is sent away",
    arguments: [
      [UInt8](Frame.ping().prefix(4)), [UInt8](Frame.ping().prefix(10)),
      Frame.headers(1, RawClient.fields(path: "/a/b"), whole: false),
      [UInt8](Frame.headers(1, RawClient.fields(path: "/a/b")).prefix(30)),
    ])
  func frame(_ bytes: [UInt8]) async throws {
    let hand = HandClock()
    let options = options(hand)
    try await withAttack(options: options) { peer, _, _ in
      #expect(await peer.settle())
      await peer.send(bytes)
      while hand.waiting == 0 { await Task.yield() }
      await hand.pass(options.patience.frame - .nanoseconds(1))
      #expect(peer.goaway == nil)
      await hand.pass(.nanoseconds(1))
      await peer.untilClosed()
      #expect(peer.goaway?.why == "frame_too_slow")
    }
  }

  @Test("over an answer is given no more time than the deadline of its call")
  func answerWithDeadline() async throws {
    let hand = HandClock()
    let codes = Log<RPCError.Code>()
    var options = options(hand)
    options.onFinished = { codes.add($0.code) }
    var service = TestService()
    service.onUnary = { _, _ in Note(bytes: [UInt8](repeating: 1, count: 1_000)) }
    try await withAttack(service, options: options) { peer, _, _ in
      await peer.send(Frame.settings([(0x4, 10)]))
      let fields = RawClient.fields(path: TestService.unary.path, [("grpc-timeout", "300m")])
      await peer.send(Frame.headers(1, fields) + Frame.data(1, Frame.message([]), ends: true))
      // Ten bytes of it are all that may come.
      #expect(await peer.until { frames in frames.contains { $0.type == 0x0 && $0.stream == 1 } })
      await hand.pass(.milliseconds(299))
      #expect(peer.count(0x3) == 0)
      await hand.pass(.milliseconds(1))
      #expect(await peer.until { frames in frames.contains { $0.type == 0x3 && $0.stream == 1 } })
    }
  }

  @Test("over frame after frame, but in time for each, is heard")
  func inTime() async throws {
    let hand = HandClock()
    let options = options(hand)
    try await withAttack(options: options) { peer, _, _ in
      #expect(await peer.settle())
      for number in 0..<5 as Range<UInt8> {
        let ping = Frame.ping(number)
        await peer.send([UInt8](ping.prefix(5)))
        await hand.pass(options.patience.frame - .seconds(1))
        await peer.send([UInt8](ping.dropFirst(5)))
        #expect(await peer.until { frames in frames.contains { $0.type == 0x6 && $0.payload.last == number } })
      }
    }
  }

  @Test("over a message loses its call, and it alone", arguments: [0, 3, 5, 900])
  func body(_ size: Int) async throws {
    let hand = HandClock()
    let codes = Log<RPCError.Code>()
    var options = options(hand)
    options.onFinished = { codes.add($0.code) }
    try await withAttack(options: options) { peer, _, _ in
      let message = Frame.message([UInt8](repeating: 1, count: 1_000))
      await peer.send(Frame.headers(1, RawClient.fields(path: TestService.unary.path)))
      await peer.send(Frame.data(1, [UInt8](message.prefix(size))))
      #expect(await peer.settle())
      for _ in 0..<4 { await hand.pass(.seconds(30)) }
      #expect(await peer.untilOver(1))
      #expect(codes.all == [.deadlineExceeded])
      await peer.send(Frame.call(3, TestService.unary.path, [1]))
      #expect(await peer.untilOver(3))
      #expect(codes.all == [.deadlineExceeded, .ok])
    }
  }

  @Test("between whole messages of a stream may do so")
  func betweenMessages() async throws {
    let hand = HandClock()
    try await withAttack(options: options(hand)) { peer, _, _ in
      await peer.send(Frame.headers(1, RawClient.fields(path: TestService.chat.path)))
      await peer.send(Frame.data(1, Frame.message([1])))
      #expect(await peer.until { frames in frames.contains { $0.type == 0x0 } })
      for _ in 0..<20 { await hand.pass(.seconds(60)) }
      await peer.send(Frame.data(1, Frame.message([2])))
      #expect(await peer.until { frames in frames.count { $0.type == 0x0 } == 2 })
    }
  }

  @Test("over reading an answer loses it, and what was queued is given up")
  func answer() async throws {
    let hand = HandClock()
    let codes = Log<RPCError.Code>()
    var options = options(hand)
    options.onFinished = { codes.add($0.code) }
    var service = TestService()
    service.onUnary = { _, _ in Note(bytes: [UInt8](repeating: 1, count: 200_000)) }
    try await withAttack(service, options: options) { peer, _, server in
      await peer.send(Frame.call(1, TestService.unary.path))
      #expect(await peer.settle())
      for _ in 0..<10 { await hand.pass(.seconds(30)) }
      #expect(await peer.until { frames in frames.contains { $0.type == 0x3 && $0.stream == 1 } })
      #expect(codes.all == [.ok])  // The handler had done its part.
      #expect(peer.frames.filter { $0.type == 0x0 }.reduce(0) { $0 + $1.payload.count } == 65_535)
    }
  }

  @Test("over a stream of answers loses it, and its handler is cancelled")
  func answers() async throws {
    let (hand, cancelled) = (HandClock(), Signal())
    var service = TestService()
    service.onList = { _, responses, _ in
      defer { cancelled.set() }
      while true { try await responses.write(Note(bytes: [UInt8](repeating: 1, count: 30_000))) }
    }
    try await withAttack(service, options: options(hand)) { peer, _, _ in
      await peer.send(Frame.call(1, TestService.list.path))
      #expect(await peer.settle())
      for _ in 0..<10 { await hand.pass(.seconds(30)) }
      await cancelled.wait()
      #expect(await peer.untilOver(1))
    }
  }
}

/// What was noted, in order.
final class Log<Element: Sendable>: Sendable {
  private let elements = Locked<[Element]>([])
  var all: [Element] { elements.value }
  func add(_ element: Element) { elements.change { $0.append(element) } }
}
