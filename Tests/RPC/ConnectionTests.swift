import NIOCore
import NIOPosix
import RPC
import Testing

@Suite("A connection") struct ConnectionTests {
  /// Says that it speaks HTTP/2, and hangs up as soon as a call comes.
  private final class HangUp: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private var received = 0

    func channelActive(context: ChannelHandlerContext) {
      let emptySettings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: emptySettings)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      received += unwrapInboundIn(data).readableBytes
      if received > 150 { context.close(promise: nil) }  // Preface and settings are less, a call more.
    }
  }

  @Test("that is lost ends its calls with UNAVAILABLE")
  func lost() async throws {
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(HangUp()) }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(listener.localAddress?.port)
    let channel = RPCChannel(target: .tcp(host: "127.0.0.1", port: port))
    for _ in 0..<3 {
      let error = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
      #expect(error.code == .unavailable)
    }
    await channel.close()
    try await listener.close()
  }

  @Test("that cannot be made ends calls with UNAVAILABLE at once")
  func refused() async throws {
    let channel = RPCChannel(target: .unix(path: "/nonexistent/socket"))
    let error = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
    #expect(error.code == .unavailable)
    await channel.close()
  }

  @Test("is made again after failures for a call that waits for it")
  func waitsForReady() async throws {
    let path = "/tmp/tupo-rpc-\(UInt64.random(in: 0 ... .max)).sock"
    var options = ChannelOptions()
    options.backoff.initial = .milliseconds(1)
    options.backoff.maximum = .milliseconds(5)
    let channel = RPCChannel(target: .unix(path: path), options: options)
    _ = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
    async let patient = channel.unary(TestService.unary, Note("patient"), options: CallOptions(waitForReady: true))
    let server = RPCServer(services: [TestService()])
    try await server.start(at: .unix(path: path))
    let answer = try await patient
    #expect(answer.text == "patient")
    await channel.close()
    await server.drain()
  }

  @Test("closed by its owner ends calls with UNAVAILABLE, and takes no others")
  func closed() async throws {
    let started = Signal()
    let service = TestService.waiting(started)
    try await withServer(service) { channel, _ in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      await started.wait()
      await channel.close()
      try await expectError(.unavailable) { try await call.value }
      try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
    }
  }

  @Test("listens on", arguments: ["127.0.0.1:0", "[::1]:0", "unix:/tmp/tupo-rpc-listen.sock"])
  func listens(_ text: String) async throws {
    let server = RPCServer(services: [TestService()])
    let address = try #require(ListenAddress(text))
    let channel = RPCChannel(target: try await server.start(at: address))
    let answer = try await channel.unary(TestService.unary, Note("here"))
    #expect(answer.text == "here")
    await channel.close()
    await server.drain()
  }
}

@Suite("A drain") struct DrainTests {
  @Test("lets calls under way end, and refuses new ones")
  func graceful() async throws {
    let (started, release) = (Signal(), Signal())
    var service = TestService()
    service.onUnary = { note, _ in
      guard note.text == "slow" else { return note }
      started.set()
      await release.wait()
      return Note("done")
    }
    try await withServer(service) { channel, server in
      async let slow = channel.unary(TestService.unary, Note("slow"))
      await started.wait()
      async let drained: Void = server.drain()
      // Calls are answered until the drain has begun, then never again.
      await #expect(throws: RPCError.self) {
        while true { _ = try await channel.unary(TestService.unary, Note("new")) }
      }
      release.set()
      let answer = try await slow
      #expect(answer.text == "done")
      await drained
    }
  }

  @Test("whose time is over ends calls with UNAVAILABLE")
  func forced() async throws {
    let (started, cancelled) = (Signal(), Signal())
    let service = TestService.waiting(started, cancelled)
    try await withServer(service) { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      await started.wait()
      await server.drain(within: .milliseconds(1))
      await cancelled.wait()
      try await expectError(.unavailable) { try await call.value }
    }
  }
}
