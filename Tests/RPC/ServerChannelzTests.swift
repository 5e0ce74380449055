import RPC
import Testing
import Wire
import WireStandard

@Suite("Channelz") struct ServerChannelzTests {
  private typealias Methods = GrpcChannelzV1.ChannelzMethods

  private func server(_ channel: RPCChannel) async throws -> GrpcChannelzV1.Server {
    let list = try await channel.unary(Methods.getServers, GrpcChannelzV1.GetServersRequest())
    #expect(list.end)
    return try #require(list.server.first)
  }

  @Test("tells what the server has done")
  func counts() async throws {
    try await withServer { channel, _ in
      for _ in 0..<3 { _ = try await channel.unary(TestService.unary, Note("")) }
      let missing = MethodDescriptor<Note, Note>(service: TestService.serviceName, name: "Nothing", kind: .unary)
      try await expectError(.unimplemented) { try await channel.unary(missing, Note("")) }
      let server = try await server(channel)
      #expect(server.data?.callsStarted == 5)  // This call is the fifth.
      #expect(server.data?.callsSucceeded == 3)
      #expect(server.data?.callsFailed == 1)
      #expect((server.data?.lastCallStartedTimestamp?.seconds ?? 0) > 1_600_000_000)
      let again = try await channel.unary(Methods.getServer, .with { $0.serverId = server.ref?.serverId ?? 0 })
      #expect(again.server?.ref == server.ref)
    }
  }

  @Test("lists the connections page by page, and tells of each")
  func sockets() async throws {
    try await withServer { channel, _ in
      let others = (0..<3).map { _ in RPCChannel(target: channel.target) }
      for other in others { _ = try await other.unary(TestService.unary, Note("hello")) }
      let id = try await server(channel).ref?.serverId ?? 0
      var (numbers, start, pages) = ([Int64](), Int64(0), 0)
      while true {
        let page = try await channel.unary(
          Methods.getServerSockets,
          .with {
            $0.serverId = id
            $0.startSocketId = start
            $0.maxResults = 3
          })
        numbers += page.socketRef.map(\.socketId)
        pages += 1
        if page.end { break }
        start = (numbers.last ?? 0) + 1
      }
      #expect(pages == 2)
      #expect(numbers.count == 4)
      #expect(numbers == numbers.sorted())
      let first = numbers.first ?? 0
      let socket = try #require(try await channel.unary(Methods.getSocket, .with { $0.socketId = first }).socket)
      #expect(socket.data?.streamsStarted == 1)
      #expect(socket.data?.streamsSucceeded == 1)
      #expect(socket.data?.messagesReceived == 1)
      #expect(socket.data?.messagesSent == 1)
      guard case .tcpipAddress(let local) = socket.local?.address else {
        Issue.record("no address of ours")
        return
      }
      #expect(local.ipAddress == [127, 0, 0, 1])
      for other in others { await other.close() }
    }
  }

  @Test("tells of the listening socket")
  func listener() async throws {
    try await withServer { channel, _ in
      let listener = try #require(try await server(channel).listenSocket.first)
      let told = try await channel.unary(Methods.getSocket, .with { $0.socketId = listener.socketId })
      guard case .tcpipAddress(let address) = told.socket?.local?.address,
        case .tcp(_, let port) = channel.target
      else {
        Issue.record("no address: \(told)")
        return
      }
      #expect(address.port == Int32(port))
    }
  }

  @Test("does not know other numbers, nor channels")
  func unknown() async throws {
    try await withServer { channel, _ in
      try await expectError(.notFound) { try await channel.unary(Methods.getServer, .with { $0.serverId = 0 }) }
      try await expectError(.notFound) { try await channel.unary(Methods.getSocket, .with { $0.socketId = 0 }) }
      try await expectError(.notFound) { try await channel.unary(Methods.getChannel, .with { $0.channelId = 1 }) }
      try await expectError(.invalidArgument) {
        try await channel.unary(Methods.getServers, .with { $0.maxResults = -1 })
      }
      let channels = try await channel.unary(Methods.getTopChannels, GrpcChannelzV1.GetTopChannelsRequest())
      #expect(channels.end && channels.channel.isEmpty)
    }
  }

  @Test("is not served when it is not wanted")
  func off() async throws {
    var options = RPCServer.Options()
    options.channelz = false
    try await withServer(server: options) { channel, _ in
      try await expectError(.unimplemented) {
        try await channel.unary(Methods.getServers, GrpcChannelzV1.GetServersRequest())
      }
    }
  }
}
