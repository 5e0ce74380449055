import NIOCore
import Testing

@testable import RPC

@Suite("A channel", .timeLimit(.minutes(5))) struct ConnectTests {
  private static let nowhere = ListenAddress.unix(path: "/nonexistent/tupo.sock")

  @Test("tells its states, from idle to shutdown")
  func states() async throws {
    try await withRawServer {
      $0.answer()
    } _: { channel, server in
      #expect(channel.state == .idle)
      let states = channel.states
      _ = try await channel.unary(TestService.unary, Note(""))
      #expect(channel.state == .ready)
      server.connections.first?.hangUp()
      await channel.reaches(.idle)
      channel.connect()
      await channel.reaches(.ready)
      await channel.close()
      #expect(channel.state == .shutdown)
      let seen = await states.reduce(into: []) { $0.append($1) }
      #expect(seen == [.idle, .connecting, .ready, .idle, .connecting, .ready, .shutdown])
      let afterwards = await channel.states.reduce(into: []) { $0.append($1) }
      #expect(afterwards == [.shutdown])
    }
  }

  @Test("tells the kernel how long what it sent may stay unacknowledged", arguments: [nil, 1_500])
  func userTimeout(_ milliseconds: Int?) async throws {
    var options = ChannelOptions()
    if let milliseconds { options.unacknowledgedTimeout = .milliseconds(milliseconds) }
    try await withRawServer(channel: options) {
      $0.answer()
    } _: { channel, _ in
      _ = try await channel.unary(TestService.unary, Note(""))
      let core = channel.core
      let sockets = try await core.loop.eventLoop.submit { Array(core.sockets.values) }.get()
      #expect(sockets.count == 1)
      for socket in sockets {
        let told = try await socket.getOption(.tcpOption(NIOBSDSocket.Option(rawValue: 18))).get()
        #expect(Int(told) == milliseconds ?? 20_000)
      }
    }
  }

  @Test("that reaches nobody tries again after the pauses of gRPC's document", arguments: [-1.0, 0, 1])
  func pauses(_ random: Double) async throws {
    let clock = QuickClock(upTo: .seconds(150))
    var options = ChannelOptions()
    options.clock = clock.clock
    options.random = { random }
    let channel = RPCChannel(target: Self.nowhere, options: options)
    channel.connect()
    try await until { clock.times.count > 40 }
    await channel.close()
    // Of each attempt: the pause until the next, and how long it may last.
    let asked = clock.times.filter { $0 < .seconds(300) }
    var pause = Duration.seconds(1)
    for attempt in 0..<19 {
      let jittered = attempt == 0 ? pause : pause * (1 + 0.2 * random)
      #expect(asked[2 * attempt] == jittered)
      #expect(asked[2 * attempt + 1] == max(jittered, .seconds(20)))
      pause = min(pause * 1.6, .seconds(120))
    }
  }

  @Test("begins its pauses anew when a connection has carried a call")
  func reset() async throws {
    let hand = HandClock()
    var options = ChannelOptions()
    options.clock = hand.clock
    options.random = { 0 }
    // A path, not a port: another test may be given a port that is free for a moment.
    let path = "/tmp/tupo-rpc-\(UInt64.random(in: 0 ... .max)).sock"
    let listener = try await RawListener.start(at: .unix(path: path), onOpen: { $0.close(promise: nil) })
    let channel = RPCChannel(target: listener.address, options: options)
    channel.connect()
    for pause in [Duration.seconds(1), .seconds(1) * 1.6, .seconds(1) * 1.6 * 1.6] {
      await channel.reaches(.transientFailure)
      try await until { hand.nextDue == pause }
      await hand.pass(pause)
    }
    try await until { hand.nextDue == .seconds(1) * 1.6 * 1.6 * 1.6 }
    await listener.stop()
    let server = try await RawServer.start(at: listener.address) { $0.answer() }
    await hand.pass(.seconds(5))
    await channel.reaches(.ready)
    _ = try await channel.unary(TestService.unary, Note(""))
    await server.stop()
    await channel.reaches(.idle)
    channel.connect()
    await channel.reaches(.transientFailure)
    #expect(hand.nextDue == .seconds(1))
    await channel.close()
  }

  @Test("gives a server that accepts and says nothing twenty seconds")
  func silent() async throws {
    let hand = HandClock()
    var options = ChannelOptions()
    options.clock = hand.clock
    let listener = try await RawListener.start()
    let channel = RPCChannel(target: listener.address, options: options)
    let call = Task { try await channel.unary(TestService.unary, Note("")) }
    try await until { listener.count == 1 }
    await hand.pass(.seconds(20) - .nanoseconds(1))
    #expect(channel.state == .connecting)
    await hand.pass(.nanoseconds(1))
    try await expectError(.unavailable) { try await call.value }
    // The pause of a second is long over: the next attempt is under way.
    try await until { listener.count == 2 }
    await channel.close()
    await listener.stop()
  }

  @Test("makes calls wait for a server that want to, and fails the others")
  func waits() async throws {
    let hand = HandClock()
    var options = ChannelOptions()
    options.clock = hand.clock
    let path = "/tmp/tupo-rpc-\(UInt64.random(in: 0 ... .max)).sock"
    let channel = RPCChannel(target: .unix(path: path), options: options)
    async let patient = channel.unary(TestService.unary, Note(""), options: CallOptions(waitForReady: true))
    await channel.reaches(.transientFailure)
    try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
    let limit = CallOptions(timeout: .seconds(1_000), waitForReady: true)
    let late = Task { try await channel.unary(TestService.unary, Note(""), options: limit) }
    try await until { hand.isAwaited(in: .seconds(1_000), slack: .seconds(100)) }
    await hand.pass(.seconds(1_000))
    try await expectError(.deadlineExceeded) { try await late.value }
    let server = try await RawServer.start(at: .unix(path: path)) { $0.answer("at last") }
    try await until {
      hand.advance(by: .seconds(200))
      return channel.state == .ready
    }
    let answer = try await patient
    #expect(answer.text == "at last")
    await channel.close()
    await server.stop()
  }

  @Test("leaves a connection that ends, and makes another for the next call")
  func reconnects() async throws {
    try await withRawServer {
      $0.answer("\($0.peer.shared.connections.count)")
    } _: { channel, server in
      for number in 1...5 {
        let answer = try await channel.unary(TestService.unary, Note(""))
        #expect(answer.text == "\(number)")
        server.connections.last?.hangUp()
        await channel.reaches(.idle)
      }
    }
  }

  @Test("does not take the end of an old connection for that of its new attempt")
  func oldConnection() async throws {
    let (held, listener) = (Signal(), Counter())
    try await withRawServer { call in
      listener.add()
      call.number == 1 ? held.set() : call.answer()
    } _: { channel, server in
      let old = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { held.isSet }
      let first = try #require(server.connections.first)
      first.goaway(last: 1)
      await channel.reaches(.idle)
      // The new connection is asked for and the old one lost in one turn: the attempt is not the old one's.
      channel.core.loop.eventLoop.execute {
        channel.core.connect()
        first.hangUp()
      }
      await channel.reaches(.ready)
      try await expectError(.unavailable) { try await old.value }
      _ = try await channel.unary(TestService.unary, Note(""))
      #expect(server.connections.count == 2)
    }
  }

  @Test("closed while it connects ends its calls, and no connection stays")
  func closedWhileConnecting() async throws {
    let listener = try await RawListener.start()
    let channel = RPCChannel(target: listener.address)
    let call = Task { try await channel.unary(TestService.unary, Note("")) }
    try await until { listener.count == 1 }
    await channel.close()
    try await expectError(.unavailable) { try await call.value }
    channel.connect()
    #expect(channel.state == .shutdown)
    await listener.stop()
  }
}
