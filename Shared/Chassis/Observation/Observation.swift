import RPC
import Storage

/// What is seen of a service from outside of its calls.
struct Observation: Sendable {
  /// All that is measured.
  let registry = MetricRegistry()
  private let calls = CallMetrics()
  private let storage: StorageMetrics

  /// Nothing is measured before a server and a store are told of it.
  init() {
    storage = StorageMetrics(registry)
    registry.collect(ProcessMetrics.families)
    registry.collect { [calls] in calls.families() }
    registry.collect {
      [
        MetricFamily(
          name: "tupo_build_info", help: "The release.", kind: .gauge,
          samples: [.init(labels: [.init(name: "version", value: Version.text)], value: 1)])
      ]
    }
  }

  /// Has a store tell of its commits.
  func watch(_ options: inout StoreOptions) { options.onCommit = storage.note }

  /// Has a server count its calls.
  func watch(_ options: inout RPCServer.Options) { options.meter = { [calls] in calls.meter($0) } }

  /// Answers at `address` once there are a server and a store.
  func serve(at address: AdminAddress, server: RPCServer, store: Store) async throws -> AdminServer {
    registry.collect { server.load.families + store.load.families }
    let pages = AdminPages(metrics: registry.families) {
      [
        server.load.isListening && server.health.status() == .serving ? nil : "the service takes no calls（服务未就绪）",
        store.load.isSound ? nil : "the data cannot be used（数据不可用）",
      ].compactMap(\.self)
    }
    return try await AdminServer.start(host: address.host, port: address.port, pages: pages)
  }
}
