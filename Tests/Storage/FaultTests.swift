import Synchronization
import Testing

@testable import Storage

/// Passes everything on to SQLite, but fails what the test tells it to.
private final class FaultyDatabase: SQLDatabase {
  struct Plan: Sendable {
    var failCommits: [Int: Int32] = [:]  // By number of the commit, from 1: the result code.
    var commits = 0
  }

  let real: SQLiteDatabase
  let plan = Mutex(Plan())

  init(_ folder: TestFolder) throws { real = try SQLiteDatabase(folder: folder.path, name: folder.name) }

  func openWriter() throws(StorageError) -> any SQLConnection { FaultyConnection(try real.openWriter(), self) }
  func openReader() throws(StorageError) -> any SQLConnection { try real.openReader() }
  func openStager() throws(StorageError) -> any SQLConnection { try real.openStager() }
  var hasOneOwner: Bool { real.hasOneOwner }
  func setback(_ error: StorageError, committing: Bool) -> Setback { real.setback(error, committing: committing) }
  func follow(_ changed: @escaping @Sendable () -> Void) {}
  func committed(_ writer: any SQLConnection) throws(StorageError) {}
  func release(cleanly: Bool) async { await real.release(cleanly: cleanly) }
}

private final class FaultyConnection: SQLConnection {
  private let real: any SQLConnection
  private let database: FaultyDatabase

  init(_ real: any SQLConnection, _ database: FaultyDatabase) {
    self.real = real
    self.database = database
  }

  func commit() throws(StorageError) {
    let code = database.plan.withLock { plan in
      plan.commits += 1
      return plan.failCommits[plan.commits]
    }
    if let code { throw .sql(SQLFault(code: code, message: "as the test wishes", sql: "COMMIT")) }
    try real.commit()
  }

  func run(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> Int { try real.run(sql, arguments) }
  func rows(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [SQLRow] { try real.rows(sql, arguments) }
  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
    try real.forEach(sql, arguments, body)
  }
  func insert(_ values: [SQLValue], into table: String, _ columns: [String]) throws(StorageError) {
    try real.insert(values, into: table, columns)
  }
  func script(_ sql: String) throws(StorageError) { try real.script(sql) }
  func begin(writing: Bool) throws(StorageError) { try real.begin(writing: writing) }
  func rollback() { real.rollback() }
  var isInTransaction: Bool { real.isInTransaction }
  func announce() throws(StorageError) { try real.announce() }
  var writes: Int { real.writes }
  func savepoint() throws(StorageError) { try real.savepoint() }
  func rollBackToSavepoint() throws(StorageError) { try real.rollBackToSavepoint() }
  func releaseSavepoint() throws(StorageError) { try real.releaseSavepoint() }
  func limit(until deadline: ContinuousClock.Instant?) { real.limit(until: deadline) }
  func versionedTables() throws(StorageError) -> [String] { try real.versionedTables() }
  func tables() throws(StorageError) -> [TableShape] { try real.tables() }
  func integrityFaults() throws(StorageError) -> [String] { try real.integrityFaults() }
  func leavesIndexesOut() throws(StorageError) -> Bool { try real.leavesIndexesOut() }
  func close() { real.close() }
}

/// Counts how often each call was decided.
private final class Tally: Sendable {
  private let state = Mutex<[Int64: Int]>([:])
  var counts: [Int64: Int] { state.withLock { $0 } }
  func add(_ number: Int64) { state.withLock { $0[number, default: 0] += 1 } }
}

@Suite("Faults", .enabled(if: TestEngine.isSQLite))
struct FaultTests {
  static let diskFull: Int32 = 13
  static let syncFailed: Int32 = 10 | (4 << 8)

  /// Opens on the faulty engine, and fails commits by their number after opening.
  private func open(
    _ folder: TestFolder, failing codes: [Int: Int32], _ options: StoreOptions = StoreOptions()
  ) async throws -> Store {
    let database = try FaultyDatabase(folder)
    let store = try await Store.open(database, migrations: zoneMigrations, options: options)
    database.plan.withLock { $0 = .init(failCommits: codes) }
    return store
  }

  @Test("of a whole batch replay its calls one by one, each answered once")
  func replayedBatch() async throws {
    let folder = try TestFolder()
    let gate = Gate()
    // Commit 1 is the batch of the held call and the four behind it; 2 is the held call alone, 3 to 6 are the others,
    // of which the second fails for itself.
    var options = StoreOptions()
    options.batchMilliseconds = 600_000
    let store = try await open(folder, failing: [1: Self.diskFull, 4: Self.diskFull], options)
    let held = Task {
      try await store.write(request("held")) { _ in
        gate.pass()
        return .keep([])
      }
    }
    await gate.reached()
    let tally = Tally()
    async let outcomes = withTaskGroup(of: Result<Written, any Error>.self) { group in
      for number in Int64(1)...4 {
        group.addTask {
          do {
            return .success(
              try await store.write(request("\(number)")) { transaction in
                tally.add(number)
                try zones.put(zone(number, "z\(number)"), in: transaction)
                return .keep([UInt8(number)])
              })
          } catch {
            return .failure(error)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    while store.waitingWrites < 4 { await Task.yield() }
    gate.open()
    _ = try await held.value
    let results = await outcomes
    #expect(results.count == 4)
    let written = results.compactMap { try? $0.get() }
    #expect(written.map(\.version.sequence).sorted() == [2, 3, 4])
    #expect(tally.counts == [1: 2, 2: 2, 3: 2, 4: 2])
    #expect(try await store.names().count == 3)
    #expect(try await store.verify() == .intact(store.head()))
    await store.close()
  }

  @Test("of a sync end the store: nothing more is written, and the process is told to exit")
  func failedSync() async throws {
    let folder = try TestFolder()
    let told = Mutex<[StorageError]>([])
    var options = StoreOptions()
    options.onFatal = { error in told.withLock { $0.append(error) } }
    let store = try await open(folder, failing: [2: Self.syncFailed], options)
    try await store.put(zone(1, "kept"))
    for _ in 0..<3 {
      await #expect {
        try await store.put(zone(2, "lost"))
      } throws: { error in
        if case StorageError.failed = error { true } else { false }
      }
    }
    await store.close()
    #expect(told.withLock { $0.count } == 1)
    try await folder.withStore { (store: Store) async throws in #expect(try await store.names() == ["kept"]) }
  }

  @Test("of a full disk are the call's own, and the next call goes on")
  func fullDisk() async throws {
    let folder = try TestFolder()
    let store = try await open(folder, failing: [1: Self.diskFull])
    await #expect(throws: StorageError.self) { try await store.put(zone(1, "no"), id: "one") }
    let written = try await store.put(zone(1, "yes"), id: "one")
    #expect(!written.replayed && written.version.sequence == 1)
    #expect(try await store.verify() == .intact(store.head()))
    await store.close()
  }
}
