/// The lane's work, on the lane's thread: batches, their commit, and what follows when one fails.
final class LaneWorker {
  private let database: any SQLDatabase
  private let connection: any SQLConnection
  private let options: StoreOptions
  private var known: LaneState?

  /// Opens the writing connection, migrates, and sweeps what earlier runs left behind.
  init(database: any SQLDatabase, migrations: [Migration], options: StoreOptions) throws(StorageError) {
    self.database = database
    self.options = options
    connection = try database.openWriter()
    do throws(StorageError) {
      try Migrator(connection: connection, clock: options.clock).run(LogMigrations.all + migrations)
      try prepare()
    } catch {
      connection.close()
      throw error
    }
  }

  /// The latest version as this lane knows it.
  var version: DataVersion { known?.version ?? DataVersion(epoch: 1, sequence: 0) }

  /// A staged batch of an earlier run has lost the call that would have adopted it.
  private func prepare() throws(StorageError) {
    try connection.begin(writing: true)
    defer { connection.rollback() }  // Does nothing after the commit.
    let log = Log(connection)
    if try connection.first("SELECT one FROM log_head") == nil { try log.create() }
    known = try LaneState(log.head(), log)
    try Staging(connection).discardOrphans(before: Int64.max)
    let day: Int64 = 86_400_000_000
    try RequestMemory(connection).forget(before: options.clock() - options.requestDays * day)
    try connection.commit()
  }

  func close() { connection.close() }

  /// Runs a batch that begins with `first` and takes up what else waits, within the limits, and answers all of it.
  ///
  /// Returns the new version when there is one. Throws only what is fatal for the store, after failing the batch.
  func runBatch(first: LaneCall, more: BlockingQueue<LaneCall>) throws(StorageError) -> DataVersion? {
    guard first.begin() else { return nil }
    let before = version
    let end = ContinuousClock.now + .milliseconds(options.batchMilliseconds)
    try attempt(first) { [options] count in
      guard count < options.batchCallsMax, ContinuousClock.now < end else { return nil }
      while let call = more.takeIfPresent() { if call.begin() { return call } }
      return nil
    }
    do throws(StorageError) {
      try database.committed(connection)
    } catch {
      throw .failed(error.description)
    }
    return version > before ? version : nil
  }

  /// One transaction. When it fails as a whole, nothing of it is kept and each call is replayed alone.
  private func attempt(_ first: LaneCall, next: (Int) -> LaneCall?) throws(StorageError) {
    var calls = [first]
    do throws(BatchFault) {
      for answer in try commit(&calls, next: next) { answer() }
    } catch {
      connection.rollback()
      if error.isFatal { throw Self.give(up: calls[...], error.cause) }
      guard calls.count > 1 else { return first.fail(error.cause) }
      for (index, call) in calls.enumerated() {
        do throws(StorageError) {
          try attempt(call) { _ in nil }
        } catch {
          throw Self.give(up: calls[(index + 1)...], error)
        }
      }
    }
  }

  private func commit(
    _ calls: inout [LaneCall], next: (Int) -> LaneCall?
  ) throws(BatchFault) -> [@Sendable () -> Void] {
    var isCommitting = false
    do throws(StorageError) {
      let batch = try LaneBatch(connection, known: known, clock: options.clock)
      var answers = [try batch.perform(calls[0])]
      while let call = next(calls.count) {
        calls.append(call)
        answers.append(try batch.perform(call))
      }
      try batch.finish()
      Failpoint.hit("lane.before-commit")
      isCommitting = true
      try connection.commit()
      Failpoint.hit("lane.after-commit")
      known = batch.state
      return answers
    } catch {
      throw BatchFault(cause: error, isFatal: database.isFatal(error, committing: isCommitting))
    }
  }

  /// Nobody knows whether these calls were kept: their callers find out by their request ids, after a restart.
  private static func give(up calls: ArraySlice<LaneCall>, _ cause: StorageError) -> StorageError {
    var failure = StorageError.failed(cause.description)
    if case .failed = cause { failure = cause }
    for call in calls { call.fail(failure) }
    return failure
  }
}

/// Why a batch failed as a whole.
private struct BatchFault: Error {
  var cause: StorageError
  var isFatal: Bool
}
