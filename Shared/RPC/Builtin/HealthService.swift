import Synchronization
internal import Wire
internal import WireStandard

/// `grpc.health.v1.Health`: whether the server, and each of its services, takes calls.
///
/// Every service of the server is serving from the start; a drain makes all of them not serving.
public final class HealthService: RPCService {
  /// What is told of a service.
  public enum Status: Sendable, Hashable {
    /// It takes calls.
    case serving
    /// It takes no calls now.
    case notServing
  }

  /// Health's own name.
  public static let serviceName = "grpc.health.v1.Health"
  /// The name under which the server as a whole is asked for.
  public static let wholeServer = ""

  /// How many services a list may hold (grpc/health/v1/health.proto, List).
  private static let maxListed = 100

  private struct State {
    var statuses: [String: Status]
    var watchers: [Int: Watcher] = [:]
    var watchersBegun = 0
    var isClosed = false
  }

  private struct Watcher {
    let service: String
    let told: AsyncStream<Status?>.Continuation
  }

  private let state: Mutex<State>

  init(services: [String]) {
    let names = [Self.wholeServer] + services
    state = Mutex(State(statuses: Dictionary(names.map { ($0, .serving) }) { first, _ in first }))
  }

  /// What is told of `service` now; nil when the server does not have it.
  public func status(of service: String = wholeServer) -> Status? { state.withLock { $0.statuses[service] } }

  /// Changes what is told of `service`, and tells those who watch it.
  public func set(_ status: Status, for service: String = wholeServer) {
    state.withLock { state in
      guard state.statuses.updateValue(status, forKey: service) != status else { return }
      for watcher in state.watchers.values where watcher.service == service { watcher.told.yield(status) }
    }
  }

  /// Everything is not serving from now on, and whoever watches is sent away to ask again elsewhere.
  func close() {
    state.withLock { state in
      state.isClosed = true
      for service in state.statuses.keys { state.statuses[service] = .notServing }
      for watcher in state.watchers.values {
        watcher.told.yield(.notServing)
        watcher.told.finish()
      }
      state.watchers = [:]
    }
  }

  /// Check, List and Watch.
  public var routes: [Route] {
    [
      .unary(GrpcHealthV1.HealthMethods.check) { request, _ in
        guard let status = self.status(of: request.service) else {
          throw RPCError(code: .notFound, message: "There is no service “\(request.service)”.")
        }
        return status.wire
      },
      .unary(GrpcHealthV1.HealthMethods.list) { _, _ in try self.list() },
      .serverStreaming(GrpcHealthV1.HealthMethods.watch) { request, responses, _ in
        try await self.watch(request.service, responses)
      },
    ]
  }

  private func list() throws(RPCError) -> GrpcHealthV1.HealthListResponse {
    let statuses = state.withLock { $0.statuses }
    guard statuses.count <= Self.maxListed else {
      throw RPCError(
        code: .resourceExhausted,
        message: "There are \(statuses.count) services; \(Self.maxListed) can be listed. Check asks for one.")
    }
    return .with { $0.statuses = statuses.mapValues(\.wire) }
  }

  private func watch(
    _ service: String, _ responses: ResponseWriter<GrpcHealthV1.HealthCheckResponse>
  ) async throws {
    let (stream, told) = AsyncStream.makeStream(of: Status?.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.watchersBegun += 1
      told.yield(state.statuses[service])
      if state.isClosed {
        told.finish()
      } else {
        state.watchers[state.watchersBegun] = Watcher(service: service, told: told)
      }
      return state.watchersBegun
    }
    defer { state.withLock { $0.watchers[number] = nil } }
    for await status in stream {
      try await responses.write(status?.wire ?? .with { $0.status = .serviceUnknown })
    }
    throw RPCError(code: .unavailable, message: "The server stops.")
  }
}

extension HealthService.Status {
  fileprivate var wire: GrpcHealthV1.HealthCheckResponse {
    .with { $0.status = self == .serving ? .serving : .notServing }
  }
}
