import Logging
import RPC
import Storage

/// What every service does beside its own: it serves its log and its feed, and writes the log's heads outside of the database.
struct CommonParts {
  /// The gRPC services that all services have.
  let services: [any RPCService]
  private let departure = Departure()
  private let keeper: HeadKeeper
  private let keeping: Task<Void, Never>
  private let sweeping: Task<Void, Never>
  private let logger: Logger

  /// Makes the head key when there is none, and begins to write heads: one at once when the log has moved on, then at
  /// least one an hour.
  init(
    store: Store, name: String, watched: WatchedTables, folder data: String, settings: Settings, logger: Logger
  ) throws(StorageError) {
    try Folder.make(data)
    let folder = HeadFolder(path: settings[CommonSettings.heads] ?? "\(data)/heads")
    let signer = try HeadKey(
      file: settings[CommonSettings.headKey] ?? "\(data)/\(name).head-key", origin: "tupo/\(name)")
    let keeper = HeadKeeper(store: store, name: name, folder: folder, signer: signer)
    self.keeper = keeper
    self.logger = logger
    services = [
      AuditHandler(store: store, heads: (folder, name)), MaintenanceHandler(store: store),
      WatchHandler(store: store, tables: watched, departure: departure),
    ]
    sweeping = Task { await CommonParts.sweep(store, logger) }
    keeping = Task {
      try? await keeper.run {
        try await Task.sleep(for: .seconds(3600))
      } failed: { error in
        CommonParts.complain(error, logger)
      }
    }
  }

  /// Ends the streams that would never end by themselves. To be called before the server drains.
  func dismissWatchers() { departure.begin() }

  /// Forgets old answers to request ids every day; the store does so when it is opened.
  private static func sweep(_ store: Store, _ logger: Logger) async {
    while (try? await Task.sleep(for: .seconds(86_400))) != nil {
      do {
        try await store.forgetOldRequests()
      } catch {
        logger.error("old request ids could not be forgotten", metadata: ["error": "\(error)"])
      }
    }
  }

  /// Writes the last head. To be called when nothing is written any more, before the store is closed.
  func stop() async {
    sweeping.cancel()
    keeping.cancel()
    await sweeping.value
    await keeping.value
    do { try await keeper.keep() } catch { CommonParts.complain(error, logger) }
  }

  private static func complain(_ error: any Error, _ logger: Logger) {
    if error is CancellationError { return }
    logger.error("the log's head could not be written outside of the database", metadata: ["error": "\(error)"])
  }
}
