internal import NIOCore
internal import NIOPosix
import Synchronization

/// Serves services over HTTP/2, with health and reflection beside them.
///
/// Start it once, at one address or more; drain it once.
public final class RPCServer: Sendable {
  /// What the server says of its services (grpc.health.v1).
  public let health: HealthService
  let core: ServerCore
  private let group: any EventLoopGroup
  private let listeners = Mutex<[any Channel]>([])

  /// A server of `services`; it answers nothing until it is started.
  public init(services: [any RPCService], options: Options = Options()) {
    let names = services.map { type(of: $0).serviceName }
    health = HealthService(services: names)
    let channelz = options.channelz ? ChannelzService() : nil
    let told = names + (channelz == nil ? [] : [ChannelzService.serviceName])
    let builtin: [any RPCService] = [health, ReflectionService(serving: told, options)] + (channelz.map { [$0] } ?? [])
    core = ServerCore(router: Router(services + builtin) { options.meter?($0) }, options: options)
    channelz?.tell(of: core)
    group = options.eventLoopGroup ?? MultiThreadedEventLoopGroup.singleton
  }

  /// Listens at `address` and answers the address bound, with the real port when 0 was asked for.
  ///
  /// - Throws: the system's error or ``UnixSocketFault`` when the address cannot be bound, TLS's when its files are of no use.
  @discardableResult
  public func start(at address: ListenAddress) async throws -> ListenAddress {
    _ = try core.tls?.current()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 512)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { [core] channel in
        channel.eventLoop.makeCompletedFuture {
          try core.pauseWithoutFiles(channel)
          if case .unix(let path) = address { try Self.restrict(channel, UnixSocket(path: path)) }
        }
      }
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelInitializer { [core] channel in
        channel.eventLoop.makeCompletedFuture {
          try core.accept(channel)
        }
      }
    let listener =
      switch address {
      case .tcp(let host, let port): try await bootstrap.bind(host: host, port: port).get()
      case .unix(let path): try await Self.bind(bootstrap, to: UnixSocket(path: path))
      }
    listeners.withLock { $0.append(listener) }
    let bound = listener.localAddress.flatMap(ListenAddress.init) ?? address
    core.listens(at: bound)
    return bound
  }

  private static func bind(_ bootstrap: ServerBootstrap, to socket: UnixSocket) async throws -> any Channel {
    try socket.makeWay()
    let listener = try await bootstrap.bind(unixDomainSocketPath: socket.path).get()
    do {
      try socket.open()
    } catch {
      try? await listener.close().get()  // The reason to close it is what counts.
      throw error
    }
    return listener
  }

  /// On the listener's loop, before it is bound.
  private static func restrict(_ listener: any Channel, _ socket: UnixSocket) throws {
    _ = try listener.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
      try socket.restrict($0)
    }
  }

  /// What the server has to do with at this moment.
  public var load: ServerLoad {
    let compute = core.compute.load
    return ServerLoad(
      isListening: !core.listeners.isEmpty, connections: core.count.total,
      unaryCalls: core.bound?.running ?? 0, refusedCalls: core.bound?.refused ?? 0, heldBytes: core.heldBytes,
      computing: compute.running,
      waitingToCompute: compute.waiting)
  }

  /// Reads the files of TLS now, for the connections to come. Changed files are also noticed without this.
  ///
  /// - Throws: when the files are of no use; those read before stay in use.
  public func reloadCertificates() throws { try core.tls?.reload() }

  /// Stops gracefully: listens no more, takes no new calls, lets the open ones end, closes the connections.
  ///
  /// What has not ended after `limit` is ended with UNAVAILABLE.
  public func drain(within limit: Duration = .seconds(30)) async {
    health.close()
    for listener in listeners.withLock({ listeners in
      defer { listeners = [] }
      return listeners
    }) {
      try? await listener.close().get()  // It may have been closed by the system.
    }
    let cancel = core.options.clock.schedule(.of(group.any()), limit) { [core] in core.abandon() }
    await core.drain()
    cancel()
  }
}

extension ListenAddress {
  /// The address as NIO gives it.
  init?(_ address: SocketAddress) {
    switch address {
    case .v4, .v6:
      guard let host = address.ipAddress, let port = address.port else { return nil }
      self = .tcp(host: host, port: port)
    case .unixDomainSocket:
      guard let path = address.pathname, !path.isEmpty else { return nil }
      self = .unix(path: path)
    }
  }
}
