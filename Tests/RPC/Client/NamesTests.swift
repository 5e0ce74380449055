import NIOCore
import Synchronization
import Testing

@testable import RPC

/// What a resolver of a test answers: changed as it runs.
private final class NameTable: Sendable {
  private let state: Mutex<(answer: [ListenAddress], asked: Int)>

  init(_ answer: [ListenAddress]) { state = Mutex((answer, 0)) }

  var asked: Int { state.withLock { $0.asked } }
  func set(_ answer: [ListenAddress]) { state.withLock { $0.answer = answer } }

  /// Fails while there is no answer.
  var resolver: Resolver {
    Resolver { _, _, loop in
      let answer = self.state.withLock { state in
        state.asked += 1
        return state.answer
      }
      guard !answer.isEmpty else { return loop.makeFailedFuture(NameFault.noAddresses) }
      return loop.makeCompletedFuture { try answer.map { try $0.socketAddress } }
    }
  }
}

extension ListenAddress {
  fileprivate var socketAddress: SocketAddress {
    get throws {
      guard case .tcp(let host, let port) = self else { throw NameFault.noAddresses }
      return try SocketAddress(ipAddress: host, port: port)
    }
  }
}

@Suite("A name with several addresses", .timeLimit(.minutes(5))) struct NamesTests {
  private static let target = ListenAddress.tcp(host: "service.test", port: 1)

  private func options(_ names: NameTable, _ policy: LoadBalancingPolicy, _ hand: HandClock) -> RPC.ChannelOptions {
    var options = ChannelOptions()
    options.loadBalancing = policy
    options.resolver = names.resolver
    options.clock = hand.clock
    options.random = { 0 }
    options.keepalive = nil
    return options
  }

  private func servers(_ count: Int) async throws -> [RawServer] {
    var servers: [RawServer] = []
    for number in 0..<count {
      servers.append(try await RawServer.start { $0.answer("\(number) \($0.fields[":authority"] ?? "")") })
    }
    return servers
  }

  private func stop(_ channel: RPCChannel, _ servers: [RawServer]) async {
    await channel.close()
    for server in servers { await server.stop() }
  }

  private func ask(_ channel: RPCChannel) async throws -> String {
    try await channel.unary(TestService.unary, Note("")).text
  }

  @Test("is called at the first that answers, under the name, and stays there")
  func pickFirst() async throws {
    let servers = try await servers(2)
    let names = NameTable([try await RawListener.deadAddress()] + servers.map(\.address))
    let channel = RPCChannel(target: Self.target, options: options(names, .pickFirst, HandClock()))
    for _ in 0..<10 {
      let answer = try await ask(channel)
      #expect(answer == "0 service.test:1")
    }
    #expect(names.asked == 1)
    #expect(servers[1].connections.isEmpty)
    // When that one is lost, the next call begins at the first address again.
    await servers[0].stop()
    await channel.reaches(.idle)
    let next = try await ask(channel)
    #expect(next == "1 service.test:1")
    await stop(channel, servers)
  }

  @Test("is called at each of them in turn by round_robin; one that is lost is left out, and sought again")
  func roundRobin() async throws {
    let (servers, hand) = (try await servers(3), HandClock())
    let names = NameTable(servers.map(\.address))
    let channel = RPCChannel(target: Self.target, options: options(names, .roundRobin, hand))
    while servers.contains(where: { $0.calls == 0 }) { _ = try await ask(channel) }
    let before = servers.map(\.calls)
    for _ in 0..<9 { _ = try await ask(channel) }
    #expect(zip(servers, before).map { $0.calls - $1 } == [3, 3, 3])

    await servers[1].stop()
    names.set([servers[0].address, servers[2].address])
    for _ in 0..<20 {
      _ = try? await ask(channel)  // One may have been on its way to the server that stopped.
    }
    #expect(servers[0].calls > 10 && servers[2].calls > 10)
    // Not more often than every 30 seconds.
    #expect(names.asked == 1)
    try await until { hand.isAwaited(in: .seconds(30)) }
    await hand.pass(.seconds(30))
    try await until { names.asked == 2 }
    await stop(channel, servers)
  }

  @Test("is left by round_robin at addresses that it has no more, when their calls have ended")
  func addressGone() async throws {
    let (hand, held) = (HandClock(), HeldCalls())
    let old = try await RawServer.start { held.add($0) }
    let new = try await RawServer.start { $0.answer("new") }
    // The dead one has the names looked up again.
    let names = NameTable([old.address, try await RawListener.deadAddress()])
    let channel = RPCChannel(target: Self.target, options: options(names, .roundRobin, hand))
    let call = Task { try await ask(channel) }
    try await until { held.count == 1 && hand.isAwaited(in: .seconds(30)) }
    names.set([new.address])
    await hand.pass(.seconds(30))
    try await until { new.connections.count == 1 && old.connections[0].goaways.value == 1 }
    held.answerFirst("late")
    let late = try await call.value
    #expect(late == "late")
    try await old.connections[0].channel.closeFuture.get()
    let next = try await ask(channel)
    #expect(next == "new")
    await stop(channel, [old, new])
  }

  @Test("that cannot be looked up ends calls with UNAVAILABLE, and is looked up again after pauses")
  func fails() async throws {
    let (servers, hand) = (try await servers(1), HandClock())
    let names = NameTable([])
    let channel = RPCChannel(target: Self.target, options: options(names, .pickFirst, hand))
    let error = try await rpcError { try await ask(channel) }
    #expect(error.code == .unavailable)
    #expect(error.message.contains("service.test"))
    #expect(channel.state == .transientFailure)
    let patient = Task {
      try await channel.unary(TestService.unary, Note(""), options: CallOptions(waitForReady: true)).text
    }
    await hand.pass(.seconds(1))
    try await until { names.asked == 2 && hand.isAwaited(in: .seconds(1) * 1.6) }
    names.set(servers.map(\.address))
    await hand.pass(.seconds(1) * 1.6)
    let answer = try await patient.value
    #expect(answer == "0 service.test:1")
    #expect(names.asked == 3)
    await stop(channel, servers)
  }

  @Test("may be one of a list, with addresses and others")
  func list() async throws {
    let (servers, hand) = (try await servers(2), HandClock())
    let names = NameTable([servers[1].address])
    let options = options(names, .roundRobin, hand)
    let channel = RPCChannel(targets: [servers[0].address, Self.target], options: options)
    var seen: Set<String> = []
    while seen.count < 2 { seen.insert(try await ask(channel)) }
    #expect(seen == ["0 \(servers[0].address)", "1 service.test:1"])
    await stop(channel, servers)
  }

  @Test("is asked of the system for localhost")
  func system() async throws {
    let addresses = try SystemNames.addresses(of: "localhost", port: 7)
    #expect(addresses.contains { $0.ipAddress == "127.0.0.1" || $0.ipAddress == "::1" })
    #expect(addresses.allSatisfy { $0.port == 7 })
    #expect(throws: NameFault.self) { try SystemNames.addresses(of: "", port: 7) }
    try await withRawServer {
      $0.answer()
    } _: { channel, _ in
      guard case .tcp(_, let port) = channel.target else { return }
      let named = RPCChannel(target: .tcp(host: "localhost", port: port))
      _ = try await named.unary(TestService.unary, Note(""))
      await named.close()
    }
  }
}
