import NIOCore
import Testing

@testable import RPC

@Suite("A server that takes connections and no calls", .timeLimit(.minutes(5))) struct ReconnectTests {
  private static let goingAway = Frame.settings() + Frame.goaway(last: 0x7fff_ffff)
  private static let complaining =
    Frame.settings() + Frame.goaway(last: 0, .enhanceYourCalm, why: "too_many_pings")

  private func options(_ clock: RPCClock) -> RPC.ChannelOptions {
    var options = ChannelOptions()
    options.clock = clock
    options.keepalive = nil
    options.random = { 0 }
    return options
  }

  @Test("is connected to after growing pauses; a call that waits for it ends by its deadline")
  func pauses() async throws {
    let hand = HandClock()
    try await withFrameServer(greeting: Self.goingAway, channel: options(hand.clock)) { channel, server in
      let limit = CallOptions(timeout: .seconds(1_000), waitForReady: true)
      let call = Task { try await channel.unary(TestService.unary, Note(""), options: limit) }
      // The first connection is forgiven, and followed by another at once.
      var pause = Duration.seconds(1) * 1.6
      for number in 1..<7 {
        try await server.untilClosed(number)
        #expect(hand.nextDue == pause)
        #expect(server.count == number + 1)
        #expect(channel.state == .transientFailure)
        await hand.pass(pause)
        pause = pause * 1.6
      }
      try await server.untilClosed(7)
      await hand.pass(.seconds(1_000))
      try await expectError(.deadlineExceeded) { try await call.value }
    }
  }

  @Test("has a call end with UNAVAILABLE, and the reason, when it does not wait")
  func ends() async throws {
    let greeting = Frame.settings() + Frame.goaway(last: 0x7fff_ffff, why: "draining")
    try await withFrameServer(greeting: greeting, channel: options(HandClock().clock)) { channel, server in
      let error = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
      #expect(error.code == .unavailable)
      #expect(error.message.contains("takes no calls"))
      #expect(error.message.contains("draining"))
      #expect(server.count == 2)
    }
  }

  @Test("and complains of PINGs each time, has calls end with UNAVAILABLE, however often")
  func complains() async throws {
    var options = options(QuickClock(upTo: .seconds(150)).clock)
    // On this clock the pauses pass at once; these never come.
    options.keepalive = .foreign
    options.connectTimeout = .seconds(1_000)
    try await withFrameServer(greeting: Self.complaining, channel: options) { channel, server in
      try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
      try await until { server.count >= 200 }
      try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
      let core = channel.core
      let time = try await core.loop.eventLoop.submit { core.keepalive?.time }.get()
      #expect(time == .seconds(7_200))
    }
  }

  @Test("is connected to once more at once when it refuses a call by GOAWAY, and so again after it took one")
  func forgiven() async throws {
    let hand = HandClock()
    try await withRawServer(channel: options(hand.clock)) { call in
      switch call.number {
      case 1, 2, 4: call.peer.goaway(last: 0)
      case 3:
        call.peer.goaway(last: 1)
        call.answer()
      default: call.answer()
      }
    } _: { channel, server in
      try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
      #expect(server.connections.count == 2)
      #expect(channel.state == .transientFailure)
      let pause = Duration.seconds(1) * 1.6
      #expect(hand.nextDue == pause)
      try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
      #expect(server.calls == 2)
      await hand.pass(pause)
      _ = try await channel.unary(TestService.unary, Note(""), options: CallOptions(waitForReady: true))
      #expect(server.connections.count == 3)
      _ = try await channel.unary(TestService.unary, Note(""))
      #expect(server.connections.count == 5)
      #expect(server.calls == 5)
    }
  }

  @Test("has no pause when its connection lasted as long as an attempt may take")
  func lasted() async throws {
    let hand = HandClock()
    try await withFrameServer(channel: options(hand.clock)) { channel, server in
      channel.connect()
      await channel.reaches(.ready)
      await hand.pass(.seconds(20))
      await server.send(Frame.goaway(last: 0))
      await channel.reaches(.idle)
      channel.connect()
      try await until { server.count == 2 }
    }
  }
}

@Suite("An attempt to connect that takes too long", .timeLimit(.minutes(5))) struct ConnectTimeoutTests {
  @Test("is closed, fails calls with the reason, and is followed by one other attempt", arguments: [false, true])
  func timesOut(_ speaksTLS: Bool) async throws {
    let hand = HandClock()
    var options = ChannelOptions()
    options.clock = hand.clock
    options.random = { 0 }
    if speaksTLS { options.tls = ClientTLS() }
    let listener = try await RawListener.start()
    let channel = RPCChannel(target: listener.address, options: options)
    let call = Task { try await channel.unary(TestService.unary, Note("")) }
    for number in 1...3 {
      try await until { listener.count == number }
      let before = try await sockets(of: channel)
      #expect(before == 1)
      await hand.pass(.seconds(20))
      try await listener.channels[number - 1].closeFuture.get()
      try await until { listener.count > number }
      while try await sockets(of: channel) > 1 { await Task.yield() }
      #expect(listener.count == number + 1)
      #expect(channel.state == .transientFailure)
    }
    let error = try await rpcError { try await call.value }
    #expect(error.code == .unavailable)
    #expect(error.message.contains("did not answer within 20"))
    await channel.close()
    await listener.stop()
  }

  @Test("leaves nothing behind when the channel gives it up")
  func dropped() async throws {
    let hand = HandClock()
    var options = ChannelOptions()
    options.clock = hand.clock
    options.connectTimeout = .seconds(1_000)
    options.idleTimeout = .seconds(100)
    let listener = try await RawListener.start()
    let channel = RPCChannel(target: listener.address, options: options)
    channel.connect()
    try await until { listener.count == 1 }
    try await channel.settle()
    await hand.pass(.seconds(100))
    try await listener.channels[0].closeFuture.get()
    while try await sockets(of: channel) > 0 { await Task.yield() }
    #expect(channel.state == .idle)
    #expect(hand.waiting == 0)
    #expect(listener.count == 1)
    await channel.close()
    await listener.stop()
  }

  private func sockets(of channel: RPCChannel) async throws -> Int {
    try Task.checkCancellation()
    let core = channel.core
    return try await core.loop.eventLoop.submit { core.sockets.count }.get()
  }
}
