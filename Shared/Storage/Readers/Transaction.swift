/// What reads and writes share: statements on one state of the data. It lives only inside the closure that got it.
public protocol Transaction {
  /// Inside a read the version that is read; inside a write the version being written.
  var version: DataVersion { get }
  /// Whether nothing newer than `version` is visible, so that what is true is what is current.
  var isAtHead: Bool { get }
  /// The batch of laid rows that an entry up to `version` has adopted, while not all of them have their version.
  var settling: Settling? { get }
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
