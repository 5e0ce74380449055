/// One connection to an engine, used by one thread at a time. Nothing above this file knows which engine runs.
///
/// Statements use `?N` for parameters and `TypeWords` for what the engines spell differently.
protocol SQLConnection: AnyObject {
  /// Runs one statement and returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> Int
  /// Runs one statement of which nobody asks how many rows it changed: an engine across a network need not wait for it.
  /// What goes wrong is thrown here or by a later statement, at the latest by `commit`.
  func post(_ sql: String, _ arguments: [SQLValue]) throws(StorageError)
  /// Deletes rows of a table so that nothing is left of them once the transaction is committed, as far as the engine can.
  func erase(from table: String, where condition: String, _ arguments: [SQLValue]) throws(StorageError)
  /// Has whoever else follows this database told, once the transaction is committed, that there is something new.
  func announce() throws(StorageError)
  /// Inserts many rows by the engine's fastest way: their values, one row after another.
  func insert(_ values: [SQLValue], into table: String, _ columns: [String]) throws(StorageError)
  /// All rows of a query.
  func rows(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [SQLRow]
  /// The rows of one query for each of several arguments, on a server in one journey.
  func rows(_ sql: String, each arguments: [[SQLValue]]) throws(StorageError) -> [[SQLRow]]
  /// Hands over the rows of a query one by one.
  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws
  /// Runs several statements that have no parameters: migrations.
  func script(_ sql: String) throws(StorageError)
  /// Begins a transaction: one that may write waits for its right to do so now, not at its first statement.
  func begin(writing: Bool) throws(StorageError)
  /// Makes the transaction durable. When this throws, `isInTransaction` tells whether it is still open.
  func commit() throws(StorageError)
  /// Undoes the transaction; does nothing when the engine undid it already.
  func rollback()
  /// False when the transaction is lost as a whole because of an error, so that no savepoint of it can be used.
  var isInTransaction: Bool { get }
  /// Counts the statements that may have changed something, so that it shows whether there is anything to undo.
  var writes: Int { get }
  /// Sets the mark to which `rollBackToSavepoint` undoes; there is one at a time.
  func savepoint() throws(StorageError)
  /// Undoes what was done since `savepoint`; the mark stays.
  func rollBackToSavepoint() throws(StorageError)
  /// Forgets the mark, and keeps what was done since.
  func releaseSavepoint() throws(StorageError)
  /// Statements fail with `readTooLong` from this time on; nil for the engine's own limit.
  func limit(until deadline: ContinuousClock.Instant?)
  /// The names of the tables that have the columns of a `VersionedTable`.
  func versionedTables() throws(StorageError) -> [String]
  /// All tables, in the order of their names.
  func tables() throws(StorageError) -> [TableShape]
  /// What the engine finds wrong with its own files or tables; empty when all is well. It may take long.
  func integrityFaults() throws(StorageError) -> [String]
  /// Whether `integrityFaults` cannot compare indexes with their tables, because this connection may not.
  func leavesIndexesOut() throws(StorageError) -> Bool
  /// Makes durable what this connection sees, which another process may have committed a moment ago.
  func syncSeen() throws(StorageError)
  /// Frees the connection; it must not be used again.
  func close()
}

/// What is left of a transaction after an error.
enum Setback: Sendable, Hashable {
  /// Nothing of it, because of what one of its calls did: each of them is tried alone.
  case replay
  /// Nothing of it, because one of its calls has to be undone: all are run again, each under a savepoint.
  case guarding
  /// Nothing of it, because of what others did: the same may succeed at once.
  case retry
  /// Nothing of it, because the connection is lost.
  case disconnected
  /// Nobody knows: the connection was lost while it committed.
  case inDoubt
  /// Nobody knows, and nobody may try again: what the disk holds only a restart can tell.
  case fatal
}

extension SQLDatabase {
  /// A connection in place of one that was lost. Throws `unreachable` when there is none to be had.
  func reopen(
    _ open: (Self) throws(StorageError) -> any SQLConnection
  ) throws(StorageError) -> any SQLConnection {
    do throws(StorageError) {
      return try open(self)
    } catch {
      if case .cannotOpen(_, let reason) = error { throw .unreachable(reason) }
      throw error
    }
  }
}

extension SQLConnection {
  @discardableResult
  func run(_ sql: String) throws(StorageError) -> Int { try run(sql, []) }

  func first(_ sql: String, _ arguments: [SQLValue] = []) throws(StorageError) -> SQLRow? {
    try rows(sql, arguments).first
  }

  func post(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) { try run(sql, arguments) }

  func syncSeen() throws(StorageError) {}

  func erase(from table: String, where condition: String, _ arguments: [SQLValue]) throws(StorageError) {
    try run("DELETE FROM \(table) WHERE \(condition)", arguments)
  }

  func rows(_ sql: String, each arguments: [[SQLValue]]) throws(StorageError) -> [[SQLRow]] {
    var found: [[SQLRow]] = []
    for each in arguments { found.append(try rows(sql, each)) }
    return found
  }
}

/// Where one service keeps its data: makes connections, and knows what only the engine can know.
protocol SQLDatabase: Sendable {
  /// Whether no other process can write while this one has the database open.
  var hasOneOwner: Bool { get }
  /// Whether it could be reached a moment ago.
  var isReachable: Bool { get }
  /// How long the write-ahead log is, in bytes; nil where the engine keeps it for itself.
  var walBytes: Int64? { get }
  /// The connection of the write lane, which has one at a time.
  func openWriter() throws(StorageError) -> any SQLConnection
  /// A connection that only reads.
  func openReader() throws(StorageError) -> any SQLConnection
  /// A second connection that writes, for staged slices; only where there is not one owner alone.
  func openStager() throws(StorageError) -> any SQLConnection
  /// What an error means for the transaction in which it was met; `committing` when its commit was asked for.
  func setback(_ error: StorageError, committing: Bool) -> Setback
  /// Has `changed` called when another process may have written: a hint that may come late, twice, or for nothing.
  func follow(_ changed: @escaping @Sendable () -> Void) throws(StorageError)
  /// From now on all commits of the lane's connection are made by `commit`.
  func serve(lane writer: any SQLConnection) throws(StorageError)
  /// Commits what the lane has written, and has `answer` told nil once it is durable, or why it never will be: then
  /// nobody knows what is on the disk. That may be before or after this returns; the lane may go on meanwhile. `alone`
  /// when it has nothing else to do. What the commit itself throws is told to nobody else.
  func commit(
    _ writer: any SQLConnection, alone: Bool, then answer: @escaping @Sendable (StorageError?) -> Void
  ) throws(StorageError)
  /// Whether a commit would wait for those before it, so that the lane may as well take up more calls.
  var isCommitting: Bool { get }
  /// Has `answer` told once everything is durable that a connection can see now.
  func whenDurable(_ answer: @escaping @Sendable (StorageError?) -> Void)
  /// Returns once nothing is to be made durable any more; called by the lane before it closes its connection.
  func rest()
  /// Called by the lane before it takes calls up: why it may not write now, nil when it may. What it throws is fatal.
  func refusal(_ writer: any SQLConnection, walBytesMax: Int64) throws(StorageError) -> StorageError?
  /// Called by the lane after each commit, for what the engine tidies up elsewhere. What it throws is fatal.
  func committed(_ writer: any SQLConnection) throws(StorageError)
  /// Gives the database up for other processes, once all connections are closed; `cleanly` when nothing had failed.
  func release(cleanly: Bool) async
}

/// An engine that is always there, and whose commits are durable when they return.
extension SQLDatabase {
  var isReachable: Bool { true }

  var walBytes: Int64? { nil }

  func refusal(_ writer: any SQLConnection, walBytesMax: Int64) -> StorageError? { nil }

  func serve(lane writer: any SQLConnection) {}

  func commit(
    _ writer: any SQLConnection, alone: Bool, then answer: @escaping @Sendable (StorageError?) -> Void
  ) throws(StorageError) {
    try writer.commit()
    answer(nil)
  }

  var isCommitting: Bool { true }

  func whenDurable(_ answer: @escaping @Sendable (StorageError?) -> Void) { answer(nil) }

  func rest() {}
}
