import NIOCore
import Testing

@testable import RPC

@Suite("A silent server", .timeLimit(.minutes(5))) struct KeepaliveTests {
  private func options(_ hand: HandClock, withoutCalls: Bool = false) -> RPC.ChannelOptions {
    var options = ChannelOptions()
    options.clock = hand.clock
    options.keepalive = .ownServices
    options.keepalive?.permitsWithoutCalls = withoutCalls
    return options
  }

  /// How many PINGs the server at the other end has answered.
  private func pings(_ server: RawServer) -> Int { server.connections.reduce(0) { $0 + $1.pings.value } }

  @Test("is asked after twenty seconds while a call is open, again and again")
  func asked() async throws {
    let (hand, held) = (HandClock(), HeldCalls())
    var options = options(hand)
    options.keepalive?.timeout = .seconds(7)
    try await withRawServer(channel: options) {
      held.add($0)
    } _: { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { held.count == 1 }
      for number in 1...3 {
        // Until the client has the answer to its last PING, what is due next is the end of its patience.
        try await until { hand.nextDue == .seconds(20) }
        await hand.pass(.seconds(20) - .nanoseconds(1))
        #expect(pings(server) == number - 1)
        await hand.pass(.nanoseconds(1))
        try await until { pings(server) == number }
      }
      held.answerFirst()
      _ = try await call.value
    }
  }

  @Test("is not asked without a call; the next call asks at once")
  func withoutCalls() async throws {
    let (hand, held) = (HandClock(), HeldCalls())
    try await withRawServer(channel: options(hand)) {
      $0.number == 1 ? $0.answer() : held.add($0)
    } _: { channel, server in
      _ = try await channel.unary(TestService.unary, Note(""))
      await hand.pass(.seconds(200))
      try await channel.settle()
      #expect(pings(server) == 0)
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { pings(server) == 1 && held.count == 1 }
      held.answerFirst()
      _ = try await call.value
    }
  }

  @Test("is asked without a call when that is wanted")
  func permitted() async throws {
    let hand = HandClock()
    try await withRawServer(channel: options(hand, withoutCalls: true)) {
      $0.answer()
    } _: { channel, server in
      channel.connect()
      await channel.reaches(.ready)
      try await until { hand.isAwaited(in: .seconds(20)) }
      await hand.pass(.seconds(20))
      try await until { pings(server) == 1 }
    }
  }

  @Test("that does not answer counts as lost, and its calls end with UNAVAILABLE")
  func lost() async throws {
    let hand = HandClock()
    try await withRawServer(channel: options(hand)) { call in
      guard call.number == 1 else { return call.answer("alive") }
      call.peer.channel.setOption(.autoRead, value: false).whenComplete { _ in call.peer.deaf.set() }
    } _: { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { server.connections.first?.deaf.isSet == true && hand.isAwaited(in: .seconds(20)) }
      await hand.pass(.seconds(20))
      try await until { hand.nextDue == .seconds(20) }
      await hand.pass(.seconds(20) - .nanoseconds(1))
      #expect(channel.state == .ready)
      await hand.pass(.nanoseconds(1))
      let error = try await rpcError { try await call.value }
      #expect(error.code == .unavailable)
      #expect(error.message.contains("PING"))
      let answer = try await channel.unary(TestService.unary, Note(""))
      #expect(answer.text == "alive")
    }
  }

  @Test("that complains of too many PINGs gets half as many on the next connection")
  func slower() async throws {
    let (hand, held) = (HandClock(), HeldCalls())
    try await withRawServer(channel: options(hand)) {
      held.add($0)
    } _: { channel, server in
      channel.connect()
      await channel.reaches(.ready)
      server.connections[0].goaway(last: 0, code: .enhanceYourCalm, debug: "too_many_pings")
      await channel.reaches(.idle)
      channel.connect()
      await channel.reaches(.ready)
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { held.count == 1 && hand.isAwaited(in: .seconds(40)) }
      await hand.pass(.seconds(40) - .nanoseconds(1))
      #expect(pings(server) == 0)
      await hand.pass(.nanoseconds(1))
      try await until { pings(server) == 1 }
      held.answerFirst()
      _ = try await call.value
    }
  }

  @Test("that complains for ever is asked every two hours at last, and no time is shortened by a complaint")
  func slowest() {
    var keepalive = Keepalive.ownServices
    for _ in 0..<200 { keepalive = keepalive.slower() }
    #expect(keepalive.time == .seconds(7_200))
    #expect(Keepalive.foreign(time: .seconds(86_400)).slower().time == .seconds(86_400))
  }

  @Test("of others is never asked before five minutes, one of our own never before ten seconds")
  func bounds() {
    #expect(Keepalive.foreign(time: .seconds(1)).time == .seconds(300))
    #expect(Keepalive.foreign(time: .seconds(900)).time == .seconds(900))
    #expect(Keepalive.ownServices(time: .seconds(1)).time == .seconds(10))
    #expect(Keepalive.ownServices.time == .seconds(20))
    #expect(RPC.ChannelOptions().keepalive == .foreign)
  }
}
