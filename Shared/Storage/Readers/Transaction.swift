/// What reads and writes share: statements on one state of the data. It lives only inside the closure that got it.
public protocol Transaction {
  /// Inside a read the version that is read; inside a write the version being written.
  var version: DataVersion { get }
  /// Whether nothing newer than `version` is visible, so that what is true is what is current.
  var isAtHead: Bool { get }
  /// All rows of a query. Parameters are written `?1`, `?2`...
  func rows(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [SQLRow]
  /// Hands over the rows of a query one by one, for results that should not be held at once.
  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws
}

extension Transaction {
  /// All rows of a query without parameters.
  public func rows(_ sql: String) throws(StorageError) -> [SQLRow] { try rows(sql, []) }

  /// The first row of a query, or nil.
  public func first(_ sql: String, _ arguments: [SQLValue] = []) throws(StorageError) -> SQLRow? {
    try rows(sql, arguments).first
  }
}

/// A read of one version. Not `Sendable`: it cannot leave the closure it was given to.
public final class ReadTransaction: Transaction {
  /// The version that is read.
  public let version: DataVersion
  /// Whether `version` is the latest in this transaction's snapshot.
  public let isAtHead: Bool
  private let connection: any SQLConnection

  init(_ connection: any SQLConnection, version: DataVersion, isAtHead: Bool) {
    self.connection = connection
    self.version = version
    self.isAtHead = isAtHead
  }

  /// All rows of a query. Throws `StorageError.sql` when the engine refuses it, `readTooLong` when the time is over.
  public func rows(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [SQLRow] {
    try connection.rows(sql, arguments)
  }

  /// Hands over the rows of a query one by one; rethrows what `body` throws.
  public func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
    try connection.forEach(sql, arguments, body)
  }
}
