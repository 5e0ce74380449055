import Synchronization
internal import Wire
internal import WireStandard

/// `grpc.channelz.v1.Channelz`: what the server, its connections and its listening sockets have done (grpc/proposal A14).
///
/// It tells of the server that serves it, and of no channels: those of clients know nothing of servers.
final class ChannelzService: RPCService {
  static let serviceName = "grpc.channelz.v1.Channelz"

  private struct State { weak var core: ServerCore? }

  private let state = Mutex(State())

  /// How many results a page has when the caller names no number, and at most.
  private static let (pageSize, maxPageSize) = (100, 1_000)

  /// Names the server that is told of.
  func tell(of core: ServerCore) { state.withLock { $0.core = core } }

  var routes: [Route] {
    typealias Methods = GrpcChannelzV1.ChannelzMethods
    return [
      .unary(Methods.getTopChannels) { _, _ in .with { $0.end = true } },
      .unary(Methods.getServers) { request, _ in try await self.servers(request) },
      .unary(Methods.getServer) { request, _ in
        let server = await ChannelzView.server(try self.core(request.serverId))
        return .with { $0.server = server }
      },
      .unary(Methods.getServerSockets) { request, _ in try self.sockets(request) },
      .unary(Methods.getChannel) { request, _ in throw Self.unknown("channel", request.channelId) },
      .unary(Methods.getSubchannel) { request, _ in throw Self.unknown("subchannel", request.subchannelId) },
      .unary(Methods.getSocket) { request, _ in try await self.socket(request.socketId) },
    ]
  }

  private func servers(
    _ request: GrpcChannelzV1.GetServersRequest
  ) async throws(RPCError) -> GrpcChannelzV1.GetServersResponse {
    _ = try Self.size(of: request.maxResults)
    var response = GrpcChannelzV1.GetServersResponse()
    response.end = true
    if let core = state.withLock({ $0.core }), core.number >= request.startServerId {
      response.server = [await ChannelzView.server(core)]
    }
    return response
  }

  private func sockets(
    _ request: GrpcChannelzV1.GetServerSocketsRequest
  ) throws(RPCError) -> GrpcChannelzV1.GetServerSocketsResponse {
    let size = try Self.size(of: request.maxResults)
    let numbers = try core(request.serverId).survey.connections.map(\.number)
      .filter { $0 >= request.startSocketId }.sorted()
    var response = GrpcChannelzV1.GetServerSocketsResponse()
    response.socketRef = numbers.prefix(size).map(ChannelzView.socketRef)
    response.end = numbers.count <= size
    return response
  }

  private func socket(_ number: Int64) async throws(RPCError) -> GrpcChannelzV1.GetSocketResponse {
    var response = GrpcChannelzV1.GetSocketResponse()
    let core = state.withLock { $0.core }
    if let connection = core?.survey.connections.first(where: { $0.number == number }) {
      response.socket = await ChannelzView.socket(connection)
    } else if let listener = core?.listeners.first(where: { $0.number == number }) {
      response.socket = ChannelzView.socket(listener)
    } else {
      throw Self.unknown("socket", number)
    }
    return response
  }

  private func core(_ number: Int64) throws(RPCError) -> ServerCore {
    guard let core = state.withLock({ $0.core }), core.number == number else { throw Self.unknown("server", number) }
    return core
  }

  private static func size(of asked: Int64) throws(RPCError) -> Int {
    guard asked >= 0 else { throw RPCError(code: .invalidArgument, message: "max_results is negative.") }
    return asked == 0 ? pageSize : Int(min(asked, Int64(maxPageSize)))
  }

  private static func unknown(_ kind: String, _ number: Int64) -> RPCError {
    RPCError(code: .notFound, message: "There is no \(kind) \(number).")
  }
}
