import NIOCore
import NIOHTTP1
import NIOPosix
import RPC

/// Answers those who look after a service, over HTTP/1.1: `/metrics`, `/healthz`, `/readyz`.
///
/// It has a thread of its own: it answers while the event loops are busy, and a scrape holds up no call.
struct AdminServer: Sendable {
  /// Where it listens, with the real port.
  let address: ListenAddress
  private let group: MultiThreadedEventLoopGroup
  private let listener: any Channel

  /// Begins to listen. Throws the system's error when the address cannot be bound.
  static func start(host: String, port: Int, pages: AdminPages) async throws -> AdminServer {
    let door = AdminDoor()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let bootstrap = ServerBootstrap(group: group)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
            try pipeline.addHandlers(IdleStateHandler(allTimeout: .seconds(75)), AdminHandler(pages: pages, door: door))
          }
        }
      let listener = try await bootstrap.bind(host: host, port: port).get()
      let address = ListenAddress.tcp(host: host, port: listener.localAddress?.port ?? port)
      return AdminServer(address: address, group: group, listener: listener)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  /// Listens no more, and closes what is open.
  func stop() async {
    try? await listener.close().get()  // It may have been closed by the system.
    try? await group.shutdownGracefully()  // It fails only where it was shut down before.
  }

  private init(address: ListenAddress, group: MultiThreadedEventLoopGroup, listener: any Channel) {
    self.address = address
    self.group = group
    self.listener = listener
  }
}
