import NIOCore
import Testing

@testable import RPC

@Suite("A channel without calls", .timeLimit(.minutes(5))) struct IdleTests {
  private func options(_ hand: HandClock) -> RPC.ChannelOptions {
    var options = ChannelOptions()
    options.clock = hand.clock
    options.idleTimeout = .seconds(100)
    options.keepalive = nil
    return options
  }

  @Test("gives its connection up after a while, and makes another for the next call")
  func idles() async throws {
    let hand = HandClock()
    try await withRawServer(channel: options(hand)) {
      $0.answer()
    } _: { channel, server in
      _ = try await channel.unary(TestService.unary, Note(""))
      try await channel.settle()
      await hand.pass(.seconds(60))
      _ = try await channel.unary(TestService.unary, Note(""))
      try await channel.settle()
      await hand.pass(.seconds(40))
      await hand.pass(.seconds(60) - .nanoseconds(1))
      #expect(channel.state == .ready)
      await hand.pass(.nanoseconds(1))
      #expect(channel.state == .idle)
      try await server.connections[0].channel.closeFuture.get()
      _ = try await channel.unary(TestService.unary, Note(""))
      #expect(server.connections.count == 2)
    }
  }

  @Test("is not one whose call lasts")
  func busy() async throws {
    let (hand, came) = (HandClock(), Signal())
    try await withRawServer(channel: options(hand)) { _ in
      came.set()
    } _: { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { came.isSet }
      await hand.pass(.seconds(1_000))
      #expect(channel.state == .ready)
      call.cancel()
      try await expectError(.cancelled) { try await call.value }
      try await channel.settle()
      await hand.pass(.seconds(100))
      #expect(channel.state == .idle)
    }
  }

  @Test("that was asked to connect, or reaches nobody, becomes idle too")
  func withoutCalls() async throws {
    let hand = HandClock()
    try await withRawServer(channel: options(hand)) {
      $0.answer()
    } _: { channel, _ in
      channel.connect()
      await channel.reaches(.ready)
      await hand.pass(.seconds(100))
      #expect(channel.state == .idle)
    }
    let lost = RPCChannel(target: .unix(path: "/nonexistent"), options: options(hand))
    try await expectError(.unavailable) { try await lost.unary(TestService.unary, Note("")) }
    #expect(lost.state == .transientFailure)
    try await lost.settle()
    await hand.pass(.seconds(100))
    #expect(lost.state == .idle)
    #expect(hand.waiting == 0)
    await lost.close()
  }
}
