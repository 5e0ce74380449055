import NIOCore
import NIOPosix
import Synchronization

@testable import RPC

/// Waits until `condition` holds, or the test is out of time.
func until(_ condition: () -> Bool) async throws {
  while !condition() {
    try Task.checkCancellation()
    await Task.yield()
  }
}

extension ServerBootstrap {
  /// Listens at an address; a socket's file that is left there makes way.
  func bind(to address: ListenAddress) async throws -> any Channel {
    switch address {
    case .tcp(let host, let port): try await bind(host: host, port: port).get()
    case .unix(let path): try await bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
    }
  }
}

extension RPCChannel {
  /// Waits until the channel has done what it was told so far.
  func settle() async throws { try await core.loop.eventLoop.submit {}.get() }
}

/// Calls that a raw server has not answered yet.
final class HeldCalls: Sendable {
  private let calls = Mutex<[RawCall]>([])

  func add(_ call: RawCall) { calls.withLock { $0.append(call) } }
  var count: Int { calls.withLock { $0.count } }
  func answerFirst(_ text: String = "answer") { calls.withLock { $0.isEmpty ? nil : $0.removeFirst() }?.answer(text) }
}

/// Accepts connections, and does with them and what comes on them what a test wants.
final class RawListener: Sendable {
  typealias Reaction = @Sendable (any Channel, ByteBuffer) -> Void

  let address: ListenAddress
  private let listener: any Channel
  private let accepted: Accepted

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    let onOpen: @Sendable (any Channel) -> Void
    let onBytes: Reaction

    init(_ onOpen: @escaping @Sendable (any Channel) -> Void, _ onBytes: @escaping Reaction) {
      self.onOpen = onOpen
      self.onBytes = onBytes
    }

    func channelActive(context: ChannelHandlerContext) { onOpen(context.channel) }
    func channelRead(context: ChannelHandlerContext, data: NIOAny) { onBytes(context.channel, unwrapInboundIn(data)) }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }

  private init(_ listener: any Channel, _ address: ListenAddress, _ accepted: Accepted) {
    self.listener = listener
    self.address = address
    self.accepted = accepted
  }

  private final class Accepted: Sendable {
    let channels = Mutex<[any Channel]>([])
  }

  static func start(
    at wanted: ListenAddress = .tcp(host: "127.0.0.1", port: 0),
    onOpen: @escaping @Sendable (any Channel) -> Void = { _ in }, onBytes: @escaping Reaction = { _, _ in }
  ) async throws -> RawListener {
    let accepted = Accepted()
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        accepted.channels.withLock { $0.append(channel) }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(onOpen, onBytes))
        }
      }
    let listener = try await bootstrap.bind(to: wanted)
    guard let address = listener.localAddress.flatMap(ListenAddress.init) else {
      throw ChannelError.unknownLocalAddress
    }
    return RawListener(listener, address, accepted)
  }

  /// All connections that were accepted.
  var channels: [any Channel] { accepted.channels.withLock { $0 } }
  var count: Int { channels.count }

  func stop() async {
    try? await listener.close().get()
    for channel in channels { try? await channel.close().get() }
  }

  /// An address at which nobody listens.
  static func deadAddress() async throws -> ListenAddress {
    let listener = try await start()
    await listener.stop()
    return listener.address
  }
}
