/// The reading connection of one thread: it is opened again when it was lost.
final class Reader {
  private let database: any SQLDatabase
  private var connection: (any SQLConnection)?

  init(_ database: any SQLDatabase) throws(StorageError) {
    self.database = database
    connection = try database.openReader()
  }

  /// Runs `body` in a read transaction, once more when the connection was lost or others spoilt it: reading twice
  /// changes nothing.
  ///
  /// Throws `readTooLong` when the limit ends it, `timedOut` when the caller's deadline does, and what `body` throws.
  func read<Value>(
    milliseconds: Int, deadline: ContinuousClock.Instant?, _ body: (any SQLConnection) throws -> Value
  ) throws -> Value {
    let limit = ContinuousClock.now + .milliseconds(milliseconds)
    let isDeadlineFirst = deadline.map { $0 < limit } ?? false
    let end = isDeadlineFirst ? deadline ?? limit : limit
    if isDeadlineFirst, end <= .now { throw StorageError.timedOut }
    do {
      return try transaction(until: end, body)
    } catch let error as StorageError {
      if error == .readTooLong { throw isDeadlineFirst ? .timedOut : error }
      switch database.setback(error, committing: false) {
      case .disconnected: close()
      case .retry: break
      case .replay, .guarding, .inDoubt, .fatal: throw error
      }
      return try transaction(until: end, body)
    }
  }

  private func transaction<Value>(
    until end: ContinuousClock.Instant, _ body: (any SQLConnection) throws -> Value
  ) throws -> Value {
    let connection = try connected()
    connection.limit(until: end)
    defer {
      connection.limit(until: nil)
      connection.rollback()
    }
    try connection.begin(writing: false)
    return try body(connection)
  }

  private func connected() throws(StorageError) -> any SQLConnection {
    if let connection { return connection }
    let opened = try database.reopen { database throws(StorageError) in try database.openReader() }
    connection = opened
    return opened
  }

  func close() {
    connection?.close()
    connection = nil
  }
}
