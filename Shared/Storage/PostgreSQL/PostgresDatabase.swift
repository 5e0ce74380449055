import CPostgres
import Synchronization

/// One service's schema on a PostgreSQL server, which several instances of the service may use at once.
final class PostgresDatabase: SQLDatabase {
  private let location: PostgresLocation
  private let listener: Mutex<PostgresListener?> = Mutex(nil)
  /// The server's process of the lane's connection, whose notifications tell us nothing new.
  private let ownProcess = Atomic<Int32>(0)

  private let hears: Bool

  /// `isInstance`: whether its sessions count as those of an instance of the service; `hears`: whether it is told by
  /// notifications what others commit.
  init(_ url: DatabaseURL, name: String, isInstance: Bool = true, hears: Bool = true) throws(StorageError) {
    self.hears = hears
    location = try PostgresLocation(url, name: name, isInstance: isInstance)
  }

  var hasOneOwner: Bool { false }

  var isReachable: Bool { listener.withLock { $0?.isConnected ?? true } }

  func openWriter() throws(StorageError) -> any SQLConnection {
    let connection = try open()
    ownProcess.store(connection.process, ordering: .relaxed)
    return connection
  }

  func openStager() throws(StorageError) -> any SQLConnection { try open(copies: true) }

  func openReader() throws(StorageError) -> any SQLConnection { try open() }

  /// How many sessions instances of the service have.
  static func sessions(_ url: DatabaseURL, name: String) throws(StorageError) -> Int64 {
    let connection = try openBeside(url, name: name)
    defer { connection.close() }
    let sql = """
      SELECT COUNT(*) AS total FROM pg_stat_activity WHERE datname = current_database() AND application_name = ?1
      """
    return try connection.first(sql, [.text(PostgresLocation.applicationName(name))])?.integer("total") ?? 0
  }

  /// A connection that only reads, and does not count as an instance of the service.
  static func openBeside(_ url: DatabaseURL, name: String) throws(StorageError) -> any SQLConnection {
    try PostgresDatabase(url, name: name, isInstance: false).open()
  }

  private func open(copies: Bool = false) throws(StorageError) -> PostgresConnection {
    let raw = try location.connect()
    let session = PostgresSession(raw, location)
    do throws(StorageError) {
      try session.setUp()
    } catch {
      PQfinish(raw)
      throw error
    }
    return PostgresConnection(try PostgresChannel(takingOwnership: raw), schema: location.schema, copies: copies)
  }

  func setback(_ error: StorageError, committing: Bool) -> Setback {
    switch error {
    case .unreachable: committing ? .inDoubt : .disconnected
    case .cannotOpen, .notDurable: .disconnected
    case .sql(let fault) where PostgresState.mayBeRetried(fault): .retry
    default: .replay
    }
  }

  func committed(_ writer: any SQLConnection) {}

  func follow(_ changed: @escaping @Sendable () -> Void) throws(StorageError) {
    let started = try PostgresListener(
      channel: location.schema, hears: hears, open: { [self] () throws(StorageError) in try open() },
      isOwn: { [self] process in process == ownProcess.load(ordering: .relaxed) }, changed: changed)
    listener.withLock { $0 = started }
  }

  func release(cleanly: Bool) async { await listener.withLock { $0.take() }?.stop() }
}
