import Logging
import RPC
import Storage

/// What is seen of a service from outside of its calls: its log, its metrics, its traces.
struct Observation: Sendable {
  /// All that is measured.
  let registry = MetricRegistry()
  private let output: LogOutput
  private let calls = CallMetrics()
  private let storage: StorageMetrics
  /// Whether everybody may call.
  private let isOpen: Bool
  /// Nil where no collector is named.
  private let traces: TraceExport?

  /// What the settings say of `program`. Nothing is seen before a server and a store are told of it.
  init(of program: String, _ settings: Settings) {
    output = LogOutput(
      level: settings[ObservationSettings.logLevel].level,
      form: settings[ObservationSettings.logForm] ?? LogOutput.usualForm)
    traces = settings[ObservationSettings.traceEndpoint].map { [registry] collector in
      TraceExport(
        of: program, to: collector, ratio: settings[ObservationSettings.traceSample].value, registry: registry)
    }
    isOpen = settings[CommonSettings.openLoopback]
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

  /// Has all loggers of the process write to the one log, and all spans go to the one collector. Once in a process.
  func takeOver() {
    LoggingSystem.bootstrap { [output] in ServiceLogHandler(label: $0, output: output, metadataProvider: .trace) }
    traces?.takeOver()
  }

  /// Sends away what is left to be sent. To be called when nothing is served any more.
  func stop() async { await traces?.stop() }

  /// Has a store tell of its commits.
  func watch(_ options: inout StoreOptions) { options.onCommit = storage.note }

  /// Has a server count its calls, and note how they end.
  func watch(_ options: inout RPCServer.Options) {
    let log = CallLog(logger: options.logger)
    options.meter = { [calls] in calls.meter($0) }
    options.onFinished = { log.note($0) }
    if let traces { options.interceptors.append(ServerTracing(tracer: traces.tracer)) }
  }

  /// Answers at `address` once there are a server and a store.
  func serve(at address: AdminAddress, server: RPCServer, store: Store) async throws -> AdminServer {
    registry.collect { server.load.families + store.load.families }
    let headers = isOpen ? [(OpenGate.header, OpenGate.value)] : []
    let pages = AdminPages(headers: headers, metrics: registry.families) {
      [
        server.load.isListening && server.health.status() == .serving ? nil : "the service takes no calls（服务未就绪）",
        store.load.isSound ? nil : "the data cannot be used（数据不可用）",
        store.load.isReachable ? nil : "the database cannot be reached（数据库无法连接）",
      ].compactMap(\.self)
    }
    return try await AdminServer.start(host: address.host, port: address.port, pages: pages)
  }
}
