import CSQLite

/// The file of one service: who may open it, and how every connection is set up.
final class SQLiteDatabase: SQLDatabase {
  private let path: String
  private let lock: FolderLock
  private let checkpointer: SQLiteCheckpointer
  private let syncer: SQLiteSyncer

  init(
    folder: String, name: String, sync: @escaping @Sendable (SQLiteFile) -> StorageError? = { $0.sync() }
  ) throws(StorageError) {
    lock = try FolderLock(folder: folder, name: name)
    path = "\(folder)/\(name).sqlite"
    do throws(StorageError) {
      syncer = try SQLiteSyncer(sync: sync)
      checkpointer = try SQLiteCheckpointer(path: path)
    } catch {
      lock.release()
      throw error
    }
  }

  var walBytes: Int64? { DurableFile.size("\(path)-wal") }

  func openWriter() throws(StorageError) -> any SQLConnection {
    guard sqlite3_compileoption_used("NO_SYNC") == 0 else { throw .notDurable("SQLite was built with SQLITE_NO_SYNC") }
    let connection = try SQLiteConnection(path: path)
    try connection.require("PRAGMA journal_mode = WAL", "journal_mode", .text("wal"))
    try Self.setUp(connection)
    // A log that grew behind a long read is cut when it begins anew.
    try connection.run("PRAGMA journal_size_limit = \(SQLiteCheckpointer.bytes(SQLiteCheckpointer.framesMax))")
    return connection
  }

  func openReader() throws(StorageError) -> any SQLConnection {
    let connection = try Self.openPlain(path)
    try connection.run("PRAGMA query_only = ON")
    return connection
  }

  /// A connection that only reads, beside whatever process owns the file. Throws `cannotOpen` when there is none.
  static func openBeside(_ url: DatabaseURL, name: String) throws(StorageError) -> any SQLConnection {
    let path = "\(url.folder ?? "")/\(name).sqlite"
    guard try DurableFile.exists(path) else { throw .cannotOpen(path: path, reason: "there is no such file") }
    let connection = try openPlain(path)
    try connection.run("PRAGMA query_only = ON")
    return connection
  }

  /// A connection with the settings that all have.
  static func openPlain(_ path: String) throws(StorageError) -> SQLiteConnection {
    let connection = try SQLiteConnection(path: path)
    try setUp(connection)
    return connection
  }

  /// Every connection may come to sync, the checkpointer's too, so each must do it fully.
  private static func setUp(_ connection: SQLiteConnection) throws(StorageError) {
    try connection.run("PRAGMA synchronous = FULL")
    try connection.require("PRAGMA synchronous", "synchronous", 2)
    for pragma in [
      "foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY",
      "secure_delete = ON",
    ] {
      try connection.run("PRAGMA \(pragma)")
    }
    try connection.run("PRAGMA cache_size = -16000")  // KiB.
  }

  /// Any I/O error of a commit or of a sync leaves open what is on the disk. A full disk does not: nothing was synced.
  func setback(_ error: StorageError, committing: Bool) -> Setback {
    if case .failed = error { return .fatal }
    guard case .sql(let fault) = error, fault.code & 0xff == SQLITE_IOERR else { return .replay }
    let isSync = fault.code == SQLiteCode.syncFailed || fault.code == SQLiteCode.folderSyncFailed
    return committing || isSync ? .fatal : .replay
  }

  /// The folder's lock sees to it.
  var hasOneOwner: Bool { true }

  func openStager() throws(StorageError) -> any SQLConnection { throw .badStatement("SQLite has one writer only") }

  func follow(_ changed: @escaping @Sendable () -> Void) {}

  func serve(lane writer: any SQLConnection) throws(StorageError) {
    let writer = try own(writer)
    try writer.run("PRAGMA synchronous = NORMAL")  // The syncer does the rest.
    try writer.require("PRAGMA synchronous", "synchronous", 1)
    try writer.gatherFrames()
  }

  private func own(_ writer: any SQLConnection) throws(StorageError) -> SQLiteConnection {
    guard let writer = writer as? SQLiteConnection else { throw .badStatement("a connection of another engine") }
    return writer
  }

  func commit(
    _ writer: any SQLConnection, alone: Bool, then answer: @escaping SQLiteSyncer.Answer
  ) throws(StorageError) {
    try syncer.commit(own(writer), alone: alone, then: answer)
  }

  var isCommitting: Bool { syncer.isSyncing }

  func whenDurable(_ answer: @escaping SQLiteSyncer.Answer) { syncer.whenDurable(answer) }

  func rest() { syncer.rest() }

  func refusal(_ writer: any SQLConnection, walBytesMax: Int64) throws(StorageError) -> StorageError? {
    guard let writer = writer as? SQLiteConnection else { return nil }
    let bytes = SQLiteCheckpointer.bytes(writer.walFrames)
    guard bytes >= walBytesMax else { return nil }
    if let fault = checkpointer.fault { throw fault }
    return try checkpointer.makeRoom(writer) ? nil : .walPinned(bytes: bytes)
  }

  func committed(_ writer: any SQLConnection) throws(StorageError) {
    if let fault = checkpointer.fault { throw fault }
    guard let writer = writer as? SQLiteConnection else { return }
    try writer.forgetErased()
    try checkpointer.committed(writer)
  }

  func release(cleanly: Bool) async {
    await syncer.stop()
    await checkpointer.stop(copyingAll: cleanly)
    lock.release()
  }
}

/// Extended codes, which Swift does not see because their macros compute: SQLITE_IOERR | (n << 8).
enum SQLiteCode {
  static let syncFailed = SQLITE_IOERR | (4 << 8)  // SQLITE_IOERR_FSYNC
  static let folderSyncFailed = SQLITE_IOERR | (5 << 8)  // SQLITE_IOERR_DIR_FSYNC
}

extension SQLiteConnection {
  /// Asks for a setting and refuses to go on when SQLite has another one.
  fileprivate func require(_ sql: String, _ column: String, _ wanted: SQLValue) throws(StorageError) {
    guard let found = try first(sql)?.value(column), found == wanted else {
      throw .notDurable("SQLite did not accept \(sql), which must be \(wanted)")
    }
  }
}
