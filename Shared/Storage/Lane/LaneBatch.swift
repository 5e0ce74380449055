/// One transaction of the lane: the head is locked first, then call after call runs.
///
/// Most calls that fail have written nothing yet, and then there is nothing to undo. So a batch is first run without
/// savepoints, which cost more than a small write does; when a call fails after it has written, the batch is given up and
/// run again with a savepoint for each call.
final class LaneBatch {
  let connection: any SQLConnection
  private let log: Log
  private var requests: RequestMemory
  private var rows = LogRows()
  private let clock: @Sendable () -> Int64
  private let headBefore: LogHead
  /// The head and the tree as this batch has made them so far.
  private(set) var state: LaneState
  /// The adopted batch of laid rows whose rows have not all got their version.
  private var settling: Settling?
  /// The entries of this batch: by them a later transaction tells whether it was kept.
  private(set) var entries: [LogEntry.Mark] = []
  /// Whether each call runs under a savepoint of its own.
  private let isGuarded: Bool
  /// Whether it was given up because a call has to be undone that ran under no savepoint.
  private(set) var needsGuard = false
  private var writesBefore = 0

  /// Begins. `known` is what the lane remembers of the tree; another instance may have written since.
  init(
    _ connection: any SQLConnection, known: LaneState?, isGuarded: Bool, clock: @escaping @Sendable () -> Int64
  ) throws(StorageError) {
    self.connection = connection
    self.isGuarded = isGuarded
    self.clock = clock
    log = Log(connection)
    requests = RequestMemory(connection)
    try connection.begin(writing: true)
    do throws(StorageError) {
      (headBefore, settling) = try log.state(locking: true)
      state = try LaneState(after: known, headBefore, log)
    } catch {
      connection.rollback()
      throw error
    }
  }

  /// Gets ready for calls that are performed next.
  func expect(_ calls: [LaneCall]) throws(StorageError) { try requests.lookUp(calls.compactMap(\.request)) }

  /// Runs one call. Its error is its own, unless the engine gave up the whole transaction: then this throws.
  func perform(_ call: LaneCall) throws(StorageError) -> @Sendable () -> Void {
    if let deadline = call.deadline, deadline <= .now { return { call.fail(StorageError.timedOut) } }
    let (before, settlingBefore) = (state, settling)
    let (entriesBefore, rowsBefore, requestsBefore) = (entries.count, rows.mark, requests.mark)
    if isGuarded { try connection.savepoint() }
    writesBefore = connection.writes
    do {
      connection.limit(until: call.deadline)
      defer { connection.limit(until: nil) }
      let answer = try call.work(self)
      if isGuarded { try connection.releaseSavepoint() }
      return answer
    } catch {
      (state, settling) = (before, settlingBefore)
      entries.removeSubrange(entriesBefore...)
      rows.undo(to: rowsBefore)
      requests.undo(to: requestsBefore)
      guard connection.isInTransaction else { throw error as? StorageError ?? .failed("the transaction ended") }
      try undo(error)
      if isGuarded { try connection.releaseSavepoint() }
      return { call.fail(error) }
    }
  }

  /// Undoes what the call has written. An engine's own error may have touched the transaction: that is left to a
  /// savepoint too.
  private func undo(_ error: (any Error)? = nil) throws(StorageError) {
    if isGuarded { return try connection.rollBackToSavepoint() }
    var isEngines = false
    if let error = error as? StorageError {
      switch error {
      case .sql, .readTooLong, .unreachable, .diskFull: isEngines = true
      default: break
      }
    }
    guard needsGuard || isEngines || connection.writes != writesBefore else { return }
    needsGuard = true
    throw .failed("a call is to be undone that ran under no savepoint")
  }

  /// Decides one request and keeps what it decided, with the rows of `laid`.
  func write(
    _ request: LogRequest, adopting laid: LaidBatch? = nil, _ decide: (WriteTransaction) throws -> Decision
  ) throws -> Written {
    if let first = try requests.answer(to: request) { return first }
    let time = max(state.time, clock())
    let version = state.next
    let transaction = WriteTransaction(
      connection, version: version, time: time, algorithm: state.algorithm, settling: settling)
    let settlingBefore = settling
    if let laid { try adopt(laid, transaction) }
    let written: Written
    switch try decide(transaction) {
    case .keep(let answer):
      let effects = transaction.takeEffects()
      append(LogEntry(request, transaction, effects: effects.kept), lastEffects: effects.last)
      written = Written(version: version, answer: answer, replayed: false)
    case .unchanged(let answer):
      try undo()
      settling = settlingBefore
      written = Written(version: state.version, answer: answer, replayed: false)
    }
    requests.remember(request, written, at: time)
    return written
  }

  func stage(_ slice: StagedSlice, hash: TreeHash) throws {
    for outcome in try Staging(connection).stage([(slice, hash)], at: clock()) { try outcome.get() }
  }

  func discard(_ batch: String) throws { try Staging(connection).discard(batch) }

  /// Forgets old answers among some requests after a place; returns the place after them, nil at the end.
  func forget(before time: Int64, after place: RequestMemory.Place, limit: Int) throws -> RequestMemory.Place? {
    try RequestMemory(connection).forget(before: time, after: place, limit: limit)
  }

  /// Keeps what the calls have appended. Only the commit is left to do.
  func finish() throws(StorageError) {
    try requests.keep()
    guard state.version != headBefore.version else { return }
    try log.append(rows, state.head)
    try connection.announce()
  }

  private func append(_ entry: LogEntry, lastEffects: [UInt8]) {
    rows.add(entry, lastEffects: lastEffects, completing: state.append(entry))
    entries.append(entry.mark)
  }
}

// Rows that are laid ahead.
extension LaneBatch {
  func beginLaying(_ alsoStale: @escaping @Sendable (Effect) -> Bool) throws(StorageError) -> LaidBatch {
    LaidBatch(number: try Laying(connection).begin(at: clock()), begunAt: state.version, alsoStale: alsoStale)
  }

  /// Lays rows ahead, and returns the hashes of the parts of effects that tell them.
  func lay<T>(_ batch: LaidBatch, _ body: (WriteTransaction) throws -> T) throws -> (value: T, parts: [TreeHash]) {
    let laying = Laying(connection)
    let version = DataVersion(epoch: state.epoch, sequence: batch.number)
    let transaction = WriteTransaction(
      connection, version: version, time: max(state.time, clock()), algorithm: state.algorithm, settling: settling,
      laying: batch)
    transaction.goOn(after: try laying.parts(of: batch.number))
    let value = try body(transaction)
    let (hashes, parts) = try transaction.closeParts(of: batch)
    try laying.setParts(parts, of: batch.number)
    Failpoint.hit("lane.laying")
    return (value, hashes)
  }

  func giveUp(_ batch: LaidBatch) throws(StorageError) { try Laying(connection).giveUp(batch.number) }

  /// Does a small part of what is left to be done to laid rows; returns false when nothing is.
  func tidy() throws(StorageError) -> Bool {
    guard let settling else { return try Laying(connection).sweepPart() }
    if try !Laying(connection).settlePart(settling) { self.settling = nil }
    Failpoint.hit("lane.settling")
    return true
  }

  /// Whether a batch waits for all its rows to get their version.
  var isSettling: Bool { settling != nil }

  fileprivate func adopt(_ batch: LaidBatch, _ transaction: WriteTransaction) throws {
    if settling != nil { throw StorageError.settling }
    guard try Laying(connection).parts(of: batch.number) == Int64(batch.parts.count) else {
      throw StorageError.batchBroken(batch: "\(batch.number)", sequence: Int64(batch.parts.count))
    }
    try lookOver(for: batch)
    settling = try transaction.adopt(batch)
    Failpoint.hit("lane.adopting")
  }

  /// The entries that came since its caller has looked last, those of this transaction too.
  private func lookOver(for batch: LaidBatch) throws {
    let reached = batch.cursor.reached
    guard reached.epoch == state.epoch, reached.sequence <= headBefore.size else { throw StorageError.laidStale }
    let sql = """
      SELECT sequence, effect_parts, effects FROM log_entry WHERE sequence > ?1 ORDER BY sequence
      """
    try connection.forEach(sql, [.integer(reached.sequence)]) { row in
      guard let last = try row.blobIfPresent("effects") else { throw StorageError.laidStale }
      let (sequence, parts) = (try row.integer("sequence"), try row.integerIfPresent("effect_parts") ?? 0)
      try refuseIfStale(batch, sequence, partsBefore: parts, last: last)
    }
    for (sequence, partsBefore, last) in rows.effects {
      try refuseIfStale(batch, sequence, partsBefore: partsBefore, last: last)
    }
  }

  private func refuseIfStale(
    _ batch: LaidBatch, _ sequence: Int64, partsBefore: Int64, last: [UInt8]
  ) throws(StorageError) {
    for part in 0...max(0, partsBefore) {
      var reader = EffectReader(part < partsBefore ? try log.effectPart(part, of: sequence) : last)
      while let effect = try reader.next() { if batch.isStale(by: effect) { throw .laidStale } }
    }
  }
}
