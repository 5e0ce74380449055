import CSQLite
import Synchronization

/// Makes the lane's commits durable on a thread of its own, so that the lane decides the next calls while the disk works.
///
/// The lane's connection commits into the WAL without a sync (`synchronous = NORMAL`). Other connections see that before
/// it is durable, so what they have read is told through `whenDurable`, too: nothing leaves the store that a power
/// failure could take back.
final class SQLiteSyncer: Sendable {
  /// Told nil when all is durable that was committed before, else why it never will be.
  typealias Answer = @Sendable (StorageError?) -> Void

  private struct State {
    /// How many commits have begun, have ended, and are durable.
    var (begun, ended, durable) = (0, 0, 0)
    /// What waits, each for a commit, in order.
    var waiting: [(commit: Int, answer: Answer)] = []
    var isSyncing = false
    var fault: StorageError?

    mutating func takeReady() -> [Answer] {
      let count = fault == nil ? waiting.prefix { $0.commit <= durable }.count : waiting.count
      defer { waiting.removeFirst(count) }
      return waiting.prefix(count).map(\.answer)
    }
  }

  private let state = Mutex(State())
  private let orders = BlockingQueue<SQLiteFile>(countMax: 1)
  /// Has something in it after a sync has ended.
  private let syncs = BlockingQueue<Void>(countMax: 1)
  private let ended = Latch()
  private let syncFile: @Sendable (SQLiteFile) -> StorageError?

  /// The lane goes no further ahead of the disk than this.
  private static let commitsAheadMax = 4

  /// `sync` makes durable what was written to a file before; it tells why it failed.
  init(sync: @escaping @Sendable (SQLiteFile) -> StorageError? = { $0.sync() }) throws(StorageError) {
    syncFile = sync
    try WorkerThread.spawn { [self] in
      while let file = orders.take() { syncAll(file) }
      ended.open()
    }
  }

  /// Whether a sync is under way.
  var isSyncing: Bool { state.withLock { $0.isSyncing } }

  /// Commits, and has `answer` told. A commit that is `alone` is synced at once: there is nothing else to do meanwhile.
  ///
  /// Throws what the commit throws, and then tells nothing; `failed` after a sync has failed.
  func commit(_ writer: SQLiteConnection, alone: Bool, then answer: @escaping Answer) throws(StorageError) {
    while try isAhead() { _ = syncs.take() }
    state.withLock { $0.begun += 1 }
    let commitsBefore = writer.walCommits
    do throws(StorageError) {
      try writer.commit()
    } catch {
      endCommit { $0.begun -= 1 }
      throw error
    }
    guard writer.walCommits != commitsBefore else {  // Nothing was written.
      endCommit { $0.begun -= 1 }
      return whenDurable(answer)
    }
    let file = writer.walFile
    let begins = state.withLock { state in
      state.ended = state.begun
      state.waiting.append((state.ended, answer))
      defer { state.isSyncing = true }
      return !state.isSyncing
    }
    if begins && alone { syncAll(file) } else if begins { _ = orders.offer(file) }
  }

  /// Has `answer` told once everything is durable that can be seen now.
  func whenDurable(_ answer: @escaping Answer) {
    let isReady = state.withLock { state in
      if state.fault != nil || state.durable == state.begun { return true }
      state.waiting.append((state.begun, answer))
      return false
    }
    if isReady { answer(state.withLock { $0.fault }) }
  }

  /// Returns once no sync is under way: only then may the writing connection be closed. To be called by the lane.
  func rest() { while isSyncing { _ = syncs.take() } }

  func stop() async {
    orders.close()
    await ended.wait()
  }

  private func isAhead() throws(StorageError) -> Bool {
    let (ahead, fault) = state.withLock { ($0.ended - $0.durable, $0.fault) }
    if let fault { throw fault }
    return ahead >= Self.commitsAheadMax
  }

  /// Ends a commit of which nothing is to be synced: who waits for it waits for those before it.
  private func endCommit(_ change: (inout State) -> Void) {
    let ready = state.withLock { state in
      change(&state)
      for index in state.waiting.indices { state.waiting[index].commit = min(state.waiting[index].commit, state.begun) }
      return state.takeReady()
    }
    for answer in ready { answer(nil) }
  }

  /// Syncs until everything is durable that has been committed meanwhile.
  private func syncAll(_ file: SQLiteFile) {
    var isLeft = true
    while isLeft {
      let upTo = state.withLock { $0.ended }
      let fault = syncFile(file)
      let ready = state.withLock { state in
        if let fault { state.fault = fault } else { state.durable = upTo }
        isLeft = fault == nil && state.ended > upTo
        state.isSyncing = isLeft
        return state.takeReady()
      }
      for answer in ready { answer(fault) }
      _ = syncs.offer(())
    }
  }
}

/// A file that SQLite has open.
///
/// `@unchecked Sendable`: a sync uses nothing of it but the descriptor, which the connection keeps open, and its first
/// one, which also syncs the folder, is done by the connection itself with the WAL's first header.
struct SQLiteFile: @unchecked Sendable {
  let raw: UnsafeMutablePointer<sqlite3_file>?

  /// Why it failed; nil when all that was written before is on the disk.
  func sync() -> StorageError? {
    let code = raw.flatMap { raw in raw.pointee.pMethods?.pointee.xSync?(raw, SQLITE_SYNC_NORMAL) } ?? SQLITE_IOERR
    return code == SQLITE_OK ? nil : .failed("the write-ahead log could not be synced: SQLite's error \(code)")
  }
}
