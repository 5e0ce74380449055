/// One connection to an engine, used by one thread at a time. Nothing above this file knows which engine runs.
///
/// Statements use `?N` for parameters and `TypeWords` for what the engines spell differently.
protocol SQLConnection: AnyObject {
  /// Runs one statement and returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> Int
  /// All rows of a query.
  func rows(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [SQLRow]
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
  /// False when the engine ended the transaction by itself because of an error.
  var isInTransaction: Bool { get }
  /// Statements fail with `readTooLong` after this many milliseconds; nil for no limit.
  func limit(milliseconds: Int?)
  /// Frees the connection; it must not be used again.
  func close()
}

extension SQLConnection {
  @discardableResult
  func run(_ sql: String) throws(StorageError) -> Int { try run(sql, []) }

  func first(_ sql: String, _ arguments: [SQLValue] = []) throws(StorageError) -> SQLRow? {
    try rows(sql, arguments).first
  }
}

/// Where one service keeps its data: makes connections, and knows what only the engine can know.
protocol SQLDatabase: Sendable {
  /// The connection of the write lane. There is only one.
  func openWriter() throws(StorageError) -> any SQLConnection
  /// A connection that only reads.
  func openReader() throws(StorageError) -> any SQLConnection
  /// Whether nobody knows what is on the disk after this error: a failed sync must never be tried again.
  func isFatal(_ error: StorageError, committing: Bool) -> Bool
  /// Called by the lane after each commit, for what the engine tidies up elsewhere. What it throws is fatal.
  func committed(_ writer: any SQLConnection) throws(StorageError)
  /// Gives the database up for other processes, once all connections are closed; `cleanly` when nothing had failed.
  func release(cleanly: Bool) async
}
