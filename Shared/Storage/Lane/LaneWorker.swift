/// The lane's work, on the lane's thread: batches, their commit, and what follows when one fails.
final class LaneWorker {
  private let database: any SQLDatabase
  private let options: StoreOptions
  /// Told of a new version before anybody is answered: who has an answer can read what it tells of.
  private let announce: @Sendable (DataVersion) -> Void
  /// Told when a commit that has ended will never be durable.
  private let fail: @Sendable (StorageError) -> Void
  private var connection: (any SQLConnection)?
  private var known: LaneState?
  /// The algorithm of the log, which it has from its beginning.
  private(set) var algorithm = HashAlgorithm.sha256

  /// A batch that others have spoilt is begun again so often.
  private static let retriesMax = 3
  /// So many waiting calls are taken up together.
  private static let callsAtOnce = 32

  /// Opens the writing connection, migrates, announces the version there is, and sweeps what earlier runs left behind.
  init(
    database: any SQLDatabase, migrations: [Migration], options: StoreOptions,
    announce: @escaping @Sendable (DataVersion) -> Void, fail: @escaping @Sendable (StorageError) -> Void
  ) throws(StorageError) {
    self.database = database
    self.options = options
    self.announce = announce
    self.fail = fail
    let connection = try database.openWriter()
    self.connection = connection
    do throws(StorageError) {
      let migrator = Migrator(connection: connection, clock: options.clock)
      // A migration may not know of rows whose version is still to come.
      if try migrator.isBehind(LogMigrations.all + migrations) { try settle(connection) }
      try migrator.run(LogMigrations.all + migrations)
      try prepare(connection)
      try database.serve(lane: connection)
    } catch {
      connection.close()
      throw error
    }
  }

  private func prepare(_ connection: any SQLConnection) throws(StorageError) {
    try connection.begin(writing: true)
    defer { connection.rollback() }  // Does nothing after the commit.
    let log = Log(connection)
    try log.createIfMissing(options.hashAlgorithm ?? .sha256)
    let state = try LaneState(log.head(locking: true), log)
    if let asked = options.hashAlgorithm, asked != state.algorithm {
      throw .hashDiffers(kept: state.algorithm, asked: asked)
    }
    algorithm = state.algorithm
    let day = StoreOptions.dayMicroseconds
    // A staged batch of an earlier run has lost the call that would have adopted it; one of another instance has not.
    let orphaned = database.hasOneOwner ? Int64.max : options.clock() - day
    try Staging(connection).discardOrphans(before: orphaned)
    try Laying(connection).giveUpOrphans(before: orphaned)
    try RequestMemory(connection).forget(before: options.clock() - options.requestDays * day)
    try connection.commit()
    known = state
    announce(state.version)
  }

  /// Settles the batch that an earlier run has left, where there is such a thing.
  private func settle(_ connection: any SQLConnection) throws(StorageError) {
    guard try connection.tables().contains(where: { $0.name == "log_laid" }) else { return }
    var isLeft = true
    while isLeft {
      try connection.begin(writing: true)
      defer { connection.rollback() }  // Does nothing after the commit.
      guard try connection.first("SELECT one FROM log_head {lock}") != nil else { return }  // Never used before.
      let settling = try Log(connection).state().settling
      isLeft =
        try settling.map { settling throws(StorageError) in
          try Laying(connection).settlePart(settling)
        } ?? false
      try connection.commit()
    }
  }

  func close() {
    database.rest()
    connection?.close()
  }

  /// Runs a batch that begins with `first` and takes up what else waits, within the limits, and answers all of it.
  ///
  /// Throws only what is fatal for the store, after failing the batch.
  func runBatch(first: LaneCall, more: BlockingQueue<LaneCall>) throws(StorageError) {
    guard first.begin() else { return }
    guard try !refuses(first) else { return }
    let end = ContinuousClock.now + .milliseconds(options.batchMilliseconds)
    try attempt([first] + waiting(more, atMost: options.batchCallsMax - 1)) { [options, database] count in
      guard database.isCommitting, ContinuousClock.now < end else { return [] }
      return self.waiting(more, atMost: options.batchCallsMax - count)
    }
    do throws(StorageError) {
      if let connection { try database.committed(connection) }
    } catch {
      throw .failed(error.description)
    }
  }

  /// Whether the engine may not write now, and the call was told so.
  private func refuses(_ call: LaneCall) throws(StorageError) -> Bool {
    guard let connection else { return false }
    do throws(StorageError) {
      guard let refusal = try database.refusal(connection, walBytesMax: options.walBytesMax) else { return false }
      call.fail(refusal)
      return true
    } catch {
      throw Self.give(up: [call], error)
    }
  }

  /// The calls that wait now, as many as are taken up at a time: a heavy one should not keep many from their commit.
  private func waiting(_ more: BlockingQueue<LaneCall>, atMost limit: Int) -> [LaneCall] {
    more.takeWaiting(atMost: min(limit, Self.callsAtOnce)).filter { $0.begin() }
  }

  /// One transaction with `begun` and what `next` adds. What it keeps is answered once it is durable, what it does not
  /// is told.
  private func attempt(
    _ begun: [LaneCall], isGuarded: Bool = false, retries: Int = 0, next: (Int) -> [LaneCall] = { _ in [] }
  ) throws(StorageError) {
    var calls = begun
    let fault: BatchFault
    do throws(BatchFault) {
      return try commit(&calls, isGuarded: isGuarded, next: next)
    } catch {
      fault = error
    }
    let wasConnected = connection != nil
    if fault.setback == .disconnected || fault.setback == .inDoubt { disconnect() } else { connection?.rollback() }
    switch fault.setback {
    case .fatal: throw Self.give(up: calls[...], fault.cause)
    case .guarding: try attempt(calls, isGuarded: true, retries: retries)
    case .replay where calls.count > 1: try replay(calls)
    case .retry where retries < Self.retriesMax: try attempt(calls, isGuarded: isGuarded, retries: retries + 1)
    case .disconnected where wasConnected && retries < Self.retriesMax:
      try attempt(calls, isGuarded: isGuarded, retries: retries + 1)
    case .retry where calls.count > 1: try replay(calls)
    case .inDoubt: try resolve(fault.doubt, calls, retries)
    case .replay, .retry, .disconnected: for call in calls { call.fail(fault.cause) }
    }
  }

  /// Each call in a transaction of its own, so that the one at fault fails alone.
  private func replay(_ calls: [LaneCall]) throws(StorageError) {
    for (index, call) in calls.enumerated() {
      do throws(StorageError) {
        try attempt([call], isGuarded: true)
      } catch {
        throw Self.give(up: calls[(index + 1)...], error)
      }
    }
  }

  private func commit(
    _ calls: inout [LaneCall], isGuarded: Bool, next: (Int) -> [LaneCall]
  ) throws(BatchFault) {
    let start = ContinuousClock.now
    var doubt: Doubt?
    var begun: LaneBatch?
    do throws(StorageError) {
      let connection = try connected()
      let batch = try LaneBatch(connection, known: known, isGuarded: isGuarded, clock: options.clock)
      begun = batch
      var answers: [@Sendable () -> Void] = []
      var new = calls
      while !new.isEmpty {
        try batch.expect(new)
        for call in new { answers.append(try batch.perform(call)) }
        new = next(calls.count)
        calls += new
      }
      try batch.finish()
      Failpoint.hit("lane.before-commit")
      doubt = Doubt(entries: batch.entries, state: batch.state, answers: answers)
      try database.commit(
        connection, alone: calls.count == 1, then: answering(calls, answers, batch.state.version, begunAt: start))
      known = batch.state
    } catch {
      let setback =
        begun?.needsGuard == true ? Setback.guarding : database.setback(error, committing: doubt != nil)
      throw BatchFault(cause: error, setback: setback, doubt: doubt)
    }
  }

  /// What answers the calls of a batch once it is durable.
  private func answering(
    _ calls: [LaneCall], _ answers: [@Sendable () -> Void], _ version: DataVersion,
    begunAt start: ContinuousClock.Instant
  ) -> @Sendable (StorageError?) -> Void {
    { [announce, fail, options] fault in
      if let fault {
        for call in calls { call.fail(fault) }
        return fail(fault)
      }
      Failpoint.hit("lane.after-commit")
      let end = ContinuousClock.now
      announce(version)
      for answer in answers { answer() }
      options.onCommit?(Commit(duration: end - start, latencies: calls.map { end - $0.offered }))
    }
  }

  /// The connection was lost during COMMIT. Once a new one holds the head, the old transaction has ended, and the log
  /// itself tells how: its entries are there, all of them, or none.
  private func resolve(_ doubt: Doubt?, _ calls: [LaneCall], _ retries: Int) throws(StorageError) {
    let isKept: Bool
    do throws(StorageError) {
      let connection = try connected()
      try connection.begin(writing: true)
      defer { connection.rollback() }
      let log = Log(connection)
      _ = try log.head(locking: true)
      isKept = if let doubt { try log.holds(doubt.entries) } else { false }
    } catch {
      disconnect()
      for call in calls { call.fail(StorageError.outcomeUnknown(error.description)) }
      return
    }
    if isKept, let doubt {
      known = doubt.state
      announce(doubt.state.version)
      for answer in doubt.answers { answer() }
    } else if retries < Self.retriesMax {
      try attempt(calls, retries: retries + 1)  // Those that write no entry may run twice: see `Log.holds`.
    } else {
      for call in calls { call.fail(StorageError.unreachable("the connection is lost again and again")) }
    }
  }

  private func connected() throws(StorageError) -> any SQLConnection {
    if let connection { return connection }
    let opened = try database.reopen { database throws(StorageError) in try database.openWriter() }
    connection = opened
    return opened
  }

  private func disconnect() {
    database.rest()
    connection?.close()
    connection = nil
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
  var setback: Setback
  var doubt: Doubt?
}

/// What a batch comes to if its commit was kept.
private struct Doubt {
  var entries: [LogEntry.Mark]
  var state: LaneState
  var answers: [@Sendable () -> Void]
}
