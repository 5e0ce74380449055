import Testing
import Wire

@testable import RPC

@Suite("The life of a connection") struct ServerLifetimeTests {
  private func options(_ hand: HandClock, _ change: (inout RPCServer.Options) -> Void) -> RPCServer.Options {
    var options = RPCServer.Options()
    options.clock = hand.clock
    options.keepalive.interval = nil
    options.lifetime.maxIdle = nil
    change(&options)
    return options
  }

  /// Waits for the first step of a drain: the notice, which names no last stream, and a PING behind it, whose answer tells
  /// that it was heard.
  private func noticed(_ peer: FramePeer) async -> Bool {
    await peer.until { frames in
      guard let notice = frames.firstIndex(where: { $0.type == 0x7 && $0.word == 0x7fff_ffff }) else { return false }
      return frames[notice...].contains { $0.type == 0x6 && !$0.isAck }
    }
  }

  @Test("without calls ends when it is idle for too long, by a drain in two steps")
  func idle() async throws {
    let hand = HandClock()
    let options = options(hand) { $0.lifetime.maxIdle = .seconds(100) }
    try await withAttack(options: options) { peer, _, _ in
      await peer.send(Frame.call(1, TestService.unary.path))
      #expect(await peer.untilOver(1))
      await hand.pass(.seconds(99))
      await peer.send(Frame.call(3, TestService.unary.path))
      #expect(await peer.untilOver(3))
      await hand.pass(.seconds(99))
      #expect(peer.goaway == nil)
      await hand.pass(.seconds(1))
      #expect(await noticed(peer))
      await peer.send(Frame.ping(ack: true))
      await peer.untilClosed()
      #expect(peer.frames.filter { $0.type == 0x7 }.map(\.word) == [0x7fff_ffff, 3])
      #expect(peer.goaway?.code == 0)
    }
  }

  @Test("takes no call behind the last stream that it names, also of those that come with the answer to its PING")
  func callsBesideThePing() async throws {
    let hand = HandClock()
    let options = options(hand) { $0.lifetime.maxIdle = .seconds(100) }
    try await withAttack(options: options) { peer, _, _ in
      #expect(await peer.settle())
      await hand.pass(.seconds(100))
      #expect(await noticed(peer))
      // All of it is read at once.
      await peer.send(
        Frame.ping(ack: true) + Frame.call(1, TestService.unary.path) + Frame.call(3, TestService.unary.path))
      await peer.untilClosed()
      #expect(peer.frames.filter { $0.type == 0x7 }.map(\.word) == [0x7fff_ffff, 3])
      for stream in [1, 3] as [UInt32] { #expect(peer.frames.contains { $0.stream == stream && $0.type == 0x1 }) }
    }
  }

  @Test("that is old lets its calls go on for a while, then ends them")
  func age() async throws {
    let (hand, started, cancelled) = (HandClock(), Signal(), Signal())
    var service = TestService()
    service.onChat = { _, _, _ in
      started.set()
      await untilCancelled()
      cancelled.set()
    }
    let options = options(hand) { $0.lifetime.maxAge = .seconds(1_000) }
    try await withAttack(service, options: options) { peer, _, _ in
      await peer.send(Frame.headers(1, RawClient.fields(path: TestService.chat.path)))
      await started.wait()
      for _ in 0..<29 { await hand.pass(.seconds(30)) }
      #expect(peer.goaway == nil)  // Nine tenths of its age are not over, whatever chance says.
      for _ in 0..<230 where peer.goaway == nil { await hand.pass(.seconds(1)) }
      #expect(await noticed(peer))
      await peer.send(Frame.ping(ack: true))
      #expect(await peer.until { frames in frames.count { $0.type == 0x7 } == 2 })
      await hand.pass(options.lifetime.ageGrace)
      await cancelled.wait()
      await peer.untilClosed()
    }
  }

  @Test("of a client that is silent is asked for, and lost when there is no answer", arguments: [true, false])
  func keepalive(_ answers: Bool) async throws {
    let hand = HandClock()
    let options = options(hand) { $0.keepalive.interval = .seconds(60) }
    try await withAttack(options: options) { peer, _, _ in
      #expect(await peer.settle())
      await hand.pass(.seconds(59))
      #expect(!peer.frames.contains { $0.type == 0x6 && !$0.isAck })
      await hand.pass(.seconds(1))
      #expect(await peer.until { frames in frames.contains { $0.type == 0x6 && !$0.isAck } })
      if answers {
        await peer.send(Frame.ping(ack: true))
        await peer.send(Frame.call(1, TestService.unary.path))
        #expect(await peer.untilOver(1))
      }
      await hand.pass(options.keepalive.timeout)
      if answers {
        await peer.send(Frame.call(3, TestService.unary.path))
        #expect(await peer.untilOver(3))
      } else {
        await peer.untilClosed()
      }
    }
  }

  @Test("is drained to its end although the client never answers the PING between the two steps")
  func silentDrain() async throws {
    let hand = HandClock()
    let server = RPCServer(services: [TestService()], options: options(hand) { _ in })
    let peer = try await FramePeer.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    #expect(await peer.settle())
    async let drained: Void = server.drain(within: .seconds(1_000))
    #expect(await noticed(peer))
    await hand.pass(.seconds(2))
    await peer.untilClosed()
    await drained
    #expect(peer.frames.count { $0.type == 0x7 } == 2)
  }

  @Test("ends at once in a drain when the client has not even greeted")
  func silentFromTheStart() async throws {
    let hand = HandClock()
    let server = RPCServer(services: [TestService()], options: options(hand) { _ in })
    let address = try await server.start(at: .tcp(host: "127.0.0.1", port: 0))
    let peer = try await FramePeer.connect(to: address, greets: false)
    while hand.waiting == 0 { await Task.yield() }
    await server.drain(within: .seconds(1_000))
    await peer.untilClosed()
  }

  struct Pings: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var permits = false
    var seconds: Int64
    var hasCall = false
    /// How many PINGs are answered before the client is sent away; nil when it never is.
    var answered: Int?
  }

  static let pings = [
    Pings(testDescription: "in a row", seconds: 0, answered: 3),
    Pings(testDescription: "every 4 minutes with a call", seconds: 240, hasCall: true, answered: 3),
    Pings(testDescription: "every 5 minutes with a call", seconds: 300, hasCall: true),
    Pings(testDescription: "every 5 minutes without one", seconds: 300, answered: 3),
    Pings(testDescription: "every 5 minutes without one, by permission", permits: true, seconds: 300),
    Pings(testDescription: "every 2 hours without one", seconds: 7_200),
  ]

  @Test("stands PINGs of the client as gRPC says", arguments: pings)
  func policed(_ row: Pings) async throws {
    let hand = HandClock()
    let options = options(hand) {
      $0.keepalive.permitsWithoutCalls = row.permits
      $0.patience.request = nil
    }
    try await withAttack(options: options) { peer, _, _ in
      if row.hasCall { await peer.send(Frame.headers(1, RawClient.fields(path: TestService.chat.path))) }
      for number in 1...10 as ClosedRange<UInt8> {
        await peer.send(Frame.ping(number))
        let isAnswered = await peer.until { frames in frames.contains { $0.type == 0x6 && $0.payload.last == number } }
        #expect(isAnswered == (row.answered.map { number <= $0 } ?? true))
        guard isAnswered else { break }
        await hand.pass(.seconds(row.seconds))
      }
      if row.answered != nil { #expect(peer.goaway?.why == "too_many_pings") }
    }
  }

  @Test("stands PINGs that measure the bandwidth of answers")
  func measuring() async throws {
    try await withAttack { peer, _, _ in
      for number in 0..<100 as Range<UInt8> {
        let stream = 2 * UInt32(number) + 1
        await peer.send(Frame.call(stream, TestService.unary.path, [1]) + Frame.ping(number))
        #expect(await peer.untilOver(stream))
        #expect(await peer.until { frames in frames.contains { $0.type == 0x6 && $0.payload.last == number } })
      }
    }
  }
}
