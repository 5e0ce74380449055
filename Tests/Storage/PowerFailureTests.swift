import TestRandom
import Testing

@testable import Storage

/// SQLite that syncs nothing of what is written.
private final class LaxDatabase: SQLDatabase {
  let real: SQLiteDatabase

  init(_ folder: TestFolder) throws { real = try SQLiteDatabase(folder: folder.path, name: folder.name) }

  func openWriter() throws(StorageError) -> any SQLConnection {
    let connection = try real.openWriter()
    _ = try connection.run("PRAGMA synchronous = OFF", [])
    return connection
  }
  func openReader() throws(StorageError) -> any SQLConnection { try real.openReader() }
  func openStager() throws(StorageError) -> any SQLConnection { try real.openStager() }
  var hasOneOwner: Bool { real.hasOneOwner }
  func setback(_ error: StorageError, committing: Bool) -> Setback { real.setback(error, committing: committing) }
  func follow(_ changed: @escaping @Sendable () -> Void) {}
  func committed(_ writer: any SQLConnection) throws(StorageError) { try real.committed(writer) }
  func release(cleanly: Bool) async { await real.release(cleanly: cleanly) }
}

@Suite("A power failure", .enabled(if: TestEngine.isSQLite), .serialized)
struct PowerFailureTests {
  /// Enough that the WAL is copied back meanwhile, and begun anew.
  private static let writes = 30
  private static let sealBytes = 100_000
  private static let failures = 100

  private func put(_ number: Int, in store: Store) async throws -> Written {
    let seal = SQLValue.blob([UInt8](repeating: UInt8(number), count: Self.sealBytes))
    return try await store.write(request("\(number)", id: "id-\(number)")) { transaction in
      try zones.put([.text("370811"), .integer(Int64(number)), .text("z\(number)"), nil, seal], in: transaction)
      return .keep([UInt8(number)])
    }
  }

  /// Lets three callers write at once, and notes what is done to the disk; the answers by number.
  private func record(_ open: (TestFolder) throws -> any SQLDatabase) async throws -> [Int: Written] {
    let folder = try TestFolder()
    return try await LossyDisk.record(folder.path) {
      let store = try await Store.open(open(folder), migrations: zoneMigrations, options: StoreOptions())
      LossyDisk.mark(0)
      let answers = try await withThrowingTaskGroup { group in
        for first in 1...3 {
          group.addTask {
            var answers: [Int: Written] = [:]
            for number in stride(from: first, through: Self.writes, by: 3) {
              answers[number] = try await put(number, in: store)
              LossyDisk.mark(number)
            }
            return answers
          }
        }
        return try await group.reduce(into: [Int: Written]()) { $0.merge($1) { one, _ in one } }
      }
      await store.close()
      return answers
    }
  }

  /// What is wrong after the power has failed before a step; nil when nothing is.
  private func fault(
    after failure: Int, at step: Int, _ chance: inout SplitMix, _ answers: [Int: Written]
  ) async throws -> String? {
    let folder = try TestFolder()
    let keeping = LossyDisk.Keeping.allCases[failure % LossyDisk.Keeping.allCases.count]
    let marks = LossyDisk.crash(before: step, keeping, &chance, into: folder.path)
    return await fault(in: folder, marks, answers)
  }

  /// What is wrong with what the disk holds after a power failure; nil when nothing is.
  private func fault(in folder: TestFolder, _ marks: [Int], _ answers: [Int: Written]) async -> String? {
    do {
      return try await folder.withStore { (store: Store) async throws in
        let found = Set(try await store.names())
        if let lost = marks.first(where: { $0 > 0 && !found.contains("z\($0)") }) { return "\(lost) is lost" }
        guard case .intact(let head) = try await store.verify() else { return "the log is broken" }
        if head.version.sequence != found.count { return "\(found.count) rows, \(head.version.sequence) entries" }
        for number in marks.suffix(3) where number > 0 {
          let again = try await put(number, in: store)
          if !again.replayed || again.version != answers[number]?.version { return "\(number) is answered anew" }
        }
        return nil
      }
    } catch {
      return "\(error)"
    }
  }

  /// The faults after the power has failed at seeded moments, each time with other losses.
  private func faults(_ answers: [Int: Written], until enough: Int = .max) async throws -> [String] {
    var (chance, faults) = (SplitMix(seed: 20_130_605), [String]())
    let first = try #require(LossyDisk.step(of: 0))
    for failure in 0..<Self.failures where faults.count < enough {
      let step = Int.random(in: first...LossyDisk.steps, using: &chance)
      if let fault = try await fault(after: failure, at: step, &chance, answers) {
        faults.append("before step \(step) of \(LossyDisk.steps): \(fault)")
      }
    }
    return faults
  }

  @Test("loses nothing that was acknowledged, whatever becomes of what was not synced")
  func lossless() async throws {
    let answers = try await record { try SQLiteDatabase(folder: $0.path, name: $0.name) }
    #expect(answers.count == Self.writes)
    let faults = try await faults(answers)
    #expect(faults == [])
  }

  /// One caller's small writes, and a checkpoint at the end: few writes lie between two syncs.
  private func recordSmall(_ folder: TestFolder) async throws -> [Int: Written] {
    try await LossyDisk.record(folder.path) {
      var answers: [Int: Written] = [:]
      let store = try await folder.open()
      LossyDisk.mark(0)
      for number in 1...4 {
        answers[number] = try await store.put(
          zone(Int64(number), "z\(number)"), id: "id-\(number)", text: "\(number)")
        LossyDisk.mark(number)
      }
      await store.close()
      return answers
    }
  }

  @Test("loses nothing in any state that the disk may be in, at each moment at which little was not synced")
  func everyState() async throws {
    let answers = try await recordSmall(TestFolder())
    let first = try #require(LossyDisk.step(of: 0))
    var (seen, moments) = (Set<LossyDisk.State>(), 0)
    // The later the moment, the more was acknowledged: so each state is looked at with most of it.
    for step in (first...LossyDisk.steps).reversed() {
      guard let (states, marks) = LossyDisk.allStates(before: step) else { continue }
      moments += 1
      for state in states where seen.insert(state).inserted {
        let folder = try TestFolder()
        state.write(into: folder.path)
        let fault = await fault(in: folder, marks, answers)
        #expect(fault == nil, "before step \(step) of \(LossyDisk.steps)")
      }
    }
    // Most moments are of this kind, and at many of them the disk may be in several states.
    #expect(moments * 2 > LossyDisk.steps - first && seen.count > moments)
  }

  @Test("does lose what was acknowledged where SQLite is told not to sync: the test above can tell")
  func withoutSync() async throws {
    let answers = try await record { try LaxDatabase($0) }
    let faults = try await faults(answers, until: 3)
    #expect(faults.count == 3)
    #expect(faults.contains { $0.hasSuffix("is lost") })
  }
}
