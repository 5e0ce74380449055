import CSQLite

/// Owns one `sqlite3` handle, on one thread at a time. Not `Sendable`; each thread opens its own.
final class SQLiteConnection: SQLConnection {
  private let raw: OpaquePointer
  private var statements: [StatementText: SQLiteStatement] = [:]
  /// The texts of inserts, by table: each is always given the same columns.
  private var insertTexts: [String: String] = [:]
  private var isClosed = false
  private var runs = 0
  private var deadline: ContinuousClock.Instant?
  /// How many frames the WAL held after the last commit on this connection.
  private(set) var walFrames: Int32 = 0
  /// How many commits on this connection have written something.
  private(set) var walCommits = 0
  /// Tables of which rows were erased in this transaction.
  private var erasedFrom: Set<String> = []
  /// Whether the WAL holds pages from before something was erased.
  private(set) var walHoldsErased = false

  /// More texts than this are not kept: the program has fewer, unless a text is made of values, which is a mistake.
  private static let statementsMax = 512
  private static let busyMilliseconds: Int32 = 5_000
  /// SQLite asks about the deadline after so many steps of its machine: about a tenth of a millisecond.
  private static let stepsBetweenChecks: Int32 = 10_000

  init(path: String) throws(StorageError) {
    var raw: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &raw, flags, nil)
    guard code == SQLITE_OK, let raw else {
      let reason = raw.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(raw)
      throw .cannotOpen(path: path, reason: reason)
    }
    self.raw = raw
    sqlite3_busy_timeout(raw, Self.busyMilliseconds)
    for (setting, on) in Self.settings { tupo_sqlite3_configure(raw, setting, on) }
    watch()
  }

  deinit { close() }

  /// Closing must not checkpoint: after a failed sync it would be tried again. "text" in double quotes is no text.
  private static let settings: [(Int32, Int32)] = [
    (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1), (SQLITE_DBCONFIG_DEFENSIVE, 1),
    (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
  ]

  /// Both callbacks only touch a variable of this object, on the thread that is inside SQLite at that moment.
  private func watch() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      raw,
      { context, _, _, frames in
        if let context { Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue().committed(frames) }
        return SQLITE_OK
      }, context)
    sqlite3_progress_handler(
      raw, Self.stepsBetweenChecks,
      { context in
        guard let context else { return 0 }
        return Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue().isTimeOver ? 1 : 0
      }, context)
  }

  private func committed(_ frames: Int32) { (walFrames, walCommits) = (frames, walCommits + 1) }

  /// The WAL, as long as this connection is open.
  var walFile: SQLiteFile {
    var file: UnsafeMutablePointer<sqlite3_file>?
    sqlite3_file_control(raw, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file)
    return SQLiteFile(raw: file)
  }

  /// The database's file, as long as this connection is open. To be read through this only: a process that opens and
  /// closes such a file in another way loses its locks on it.
  var databaseFile: SQLiteFile {
    var file: UnsafeMutablePointer<sqlite3_file>?
    sqlite3_file_control(raw, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    return SQLiteFile(raw: file)
  }

  /// Has the frames of each commit written to the WAL together.
  func gatherFrames() throws(StorageError) {
    let code = tupo_sqlite3_gather(walFile.raw)
    guard code == SQLITE_OK else { throw .failed("the write-ahead log is not open: SQLite's error \(code)") }
  }

  func syncSeen() throws(StorageError) { if let fault = walFile.sync() { throw fault } }

  private var isTimeOver: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }

  func limit(until deadline: ContinuousClock.Instant?) { self.deadline = deadline }

  var isInTransaction: Bool { sqlite3_get_autocommit(raw) == 0 }

  /// Every row that was changed counts too, so that nothing is missed that a query has changed.
  var writes: Int { runs &+ Int(sqlite3_total_changes64(raw)) }

  func run(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> Int {
    runs &+= 1
    let statement = try take(sql)
    defer { give(statement) }
    try statement.bind(arguments)
    while try statement.step() {}
    return Int(sqlite3_changes64(raw))
  }

  func rows(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [SQLRow] {
    let statement = try take(sql)
    defer { give(statement) }
    try statement.bind(arguments)
    var rows: [SQLRow] = []
    while try statement.step() { rows.append(statement.row()) }
    return rows
  }

  func insert(_ values: [SQLValue], into table: String, _ columns: [String]) throws(StorageError) {
    if values.isEmpty { return }
    runs &+= 1
    let statement = try take(insertText(table, columns))
    defer { give(statement) }
    for start in stride(from: 0, to: values.count, by: columns.count) {
      try statement.bind(values[start..<start + columns.count])
      while try statement.step() {}
      statement.rewind()
    }
  }

  private func insertText(_ table: String, _ columns: [String]) -> String {
    if let text = insertTexts[table] { return text }
    let marks = (1...columns.count).map { "?\($0)" }.joined(separator: ", ")
    let text = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
    insertTexts[table] = text
    return text
  }

  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
    let statement = try take(sql)
    defer { give(statement) }
    try statement.bind(arguments)
    while try statement.step() { try body(statement.row()) }
  }

  func script(_ sql: String) throws(StorageError) {
    let spelled = try TypeWords.sqlite.spell(sql)
    let code = sqlite3_exec(raw, spelled, nil, nil, nil)
    guard code == SQLITE_OK else { throw .sqlite(raw, code, spelled) }
  }

  func begin(writing: Bool) throws(StorageError) { _ = try run(writing ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED", []) }

  /// What is written into a file that nobody will find again is not kept.
  func commit() throws(StorageError) {
    try scrub()
    _ = try run("COMMIT", [])
    var hasMoved: Int32 = 0
    sqlite3_file_control(raw, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    if hasMoved != 0 { throw .failed("the database's file was moved or removed while it was in use") }
  }

  /// Nobody else has the file open.
  func announce() {}

  func savepoint() throws(StorageError) { try run("SAVEPOINT call") }

  func rollBackToSavepoint() throws(StorageError) { try run("ROLLBACK TO call") }

  func releaseSavepoint() throws(StorageError) { try run("RELEASE call") }

  func rollback() {
    // A rollback that fails leaves no transaction to be saved: SQLite has undone it, or the handle is of no use.
    if isInTransaction { sqlite3_exec(raw, "ROLLBACK", nil, nil, nil) }
  }

  /// Copies what the WAL holds into the file, as far as no reader needs the old pages; never waits for anyone.
  /// Returns how many frames of the WAL are in the file now; nil when somebody else is copying.
  @discardableResult
  func checkpoint(_ mode: Int32) throws(StorageError) -> Int32? {
    var copied: Int32 = 0
    let code = sqlite3_wal_checkpoint_v2(raw, nil, mode, nil, &copied)
    guard code == SQLITE_OK || code & 0xff == SQLITE_BUSY || code & 0xff == SQLITE_LOCKED else {
      throw .sqlite(raw, code, "PRAGMA wal_checkpoint")
    }
    return code == SQLITE_OK ? copied : nil
  }

  /// For the last connection: empties the WAL, and lets closing remove its files.
  func checkpointAndRemoveWAL() throws(StorageError) {
    try checkpoint(SQLITE_CHECKPOINT_TRUNCATE)
    tupo_sqlite3_configure(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
  }

  func erase(from table: String, where condition: String, _ arguments: [SQLValue]) throws(StorageError) {
    let sql = "DELETE FROM \(table) WHERE \(condition)"
    if try run(sql, arguments) > 0 { erasedFrom.insert(table) }
  }

  /// Writes tables anew of which rows were erased. SQLite overwrites what it deletes (secure_delete); but when it evens
  /// pages out it may leave a copy of a row in a page's unused part, and only freeing all pages overwrites those too.
  private func scrub() throws(StorageError) {
    guard !erasedFrom.isEmpty else { return }
    for table in try tables() where erasedFrom.contains(table.name) {
      let left = try rows(table.selectAll, [])
      try run("DELETE FROM \(table.name.quotedName)")
      try insert(left.flatMap(\.values), into: table.name.quotedName, table.columns.map(\.quotedName))
    }
    erasedFrom = []
    walHoldsErased = true
  }

  /// Empties the WAL where it holds what was erased, if nobody reads or copies it at this moment; otherwise the commit
  /// after the next tries again.
  func forgetErased() throws(StorageError) {
    if walHoldsErased { _ = try emptyWAL() }
  }

  /// Empties the WAL if nobody reads or copies it at this moment; returns false otherwise, without waiting.
  func emptyWAL() throws(StorageError) -> Bool {
    sqlite3_busy_timeout(raw, 0)
    defer { sqlite3_busy_timeout(raw, Self.busyMilliseconds) }
    guard try checkpoint(SQLITE_CHECKPOINT_TRUNCATE) != nil else { return false }
    (walHoldsErased, walFrames) = (false, 0)
    return true
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    statements = [:]  // Finalised first, as sqlite3_close asks.
    sqlite3_close_v2(raw)
  }

  private func take(_ sql: String) throws(StorageError) -> SQLiteStatement {
    guard !isClosed else { throw .closed }
    let text = StatementText(sql: sql)
    if let kept = statements[text], !kept.isBusy {
      kept.isBusy = true
      return kept
    }
    let made = try SQLiteStatement(TypeWords.sqlite.spell(sql), on: raw)
    made.isBusy = true
    if statements.count >= Self.statementsMax { statements = statements.filter { $0.value.isBusy } }
    if statements[text] == nil { statements[text] = made }
    return made
  }

  private func give(_ statement: SQLiteStatement) {
    statement.reset()
    statement.isBusy = false
  }
}

/// A statement's text as a key. Most texts differ in length, and equal ones are mostly one string, so hashing the length
/// alone finds them many times faster than hashing the text.
private struct StatementText: Hashable {
  let sql: String

  func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
}
