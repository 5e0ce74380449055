/// A read of one version. Not `Sendable`: it cannot leave the closure it was given to.
public final class ReadTransaction: Transaction {
  /// The version that is read.
  public let version: DataVersion
  /// Whether `version` is the latest in this transaction's snapshot.
  public let isAtHead: Bool
  /// What is being settled, if the version sees it.
  public let settling: Settling?
  private let connection: any SQLConnection

  /// Resolves the point in the open transaction's snapshot, which may be newer than what was announced.
  init(_ connection: any SQLConnection, at point: ReadPoint) throws(StorageError) {
    let state = try Log(connection).state()
    let head = state.head.version
    let version: DataVersion
    switch point {
    case .latest: version = head
    case .version(let asked):
      guard asked.epoch == head.epoch, asked.sequence >= 0 else { throw .epochEnded(asked: asked, latest: head) }
      guard asked.sequence <= head.sequence else { throw .versionNotReached(asked: asked, latest: head) }
      version = asked
    case .minimum(let asked, _):
      guard asked.epoch <= head.epoch else { throw .versionNotReached(asked: asked, latest: head) }
      guard asked.epoch == head.epoch else { throw .epochEnded(asked: asked, latest: head) }
      guard asked.sequence <= head.sequence else { throw .versionNotReached(asked: asked, latest: head) }
      version = head
    }
    self.connection = connection
    self.version = version
    isAtHead = version == head
    settling = state.settling.flatMap { $0.version <= version.sequence ? $0 : nil }
  }

  /// The same data one version before. Throws `versionNotReached` where there is none.
  public func before() throws(StorageError) -> ReadTransaction {
    try ReadTransaction(
      connection, at: .version(DataVersion(epoch: version.epoch, sequence: version.sequence - 1)))
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
