import Synchronization
import Testing

@testable import Storage

@Suite("What is committed on SQLite", .enabled(if: TestEngine.isSQLite))
struct SyncTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func open(
    _ options: StoreOptions = StoreOptions(), sync: @escaping @Sendable (SQLiteFile) -> StorageError?
  ) async throws -> Store {
    let database = try SQLiteDatabase(folder: folder.path, name: folder.name, sync: sync)
    return try await Store.open(database, migrations: zoneMigrations, options: options)
  }

  @Test("is told to nobody before it is durable: neither to its caller, nor to who waits for it or reads it")
  func durableFirst() async throws {
    let gate = Gate()
    let store = try await open { file in
      gate.pass()
      return file.sync()
    }
    let told = Told()
    async let written = told.counting { try await store.put(zone(1, "a")) }
    await gate.reached()
    let seen = Latch()
    async let read = told.counting {
      try await store.read { transaction in
        defer { seen.open() }
        return try zones.select(orderBy: "number", in: transaction).count
      }
    }
    await seen.wait()
    #expect(told.count.load(ordering: .acquiring) == 0)
    #expect(try await store.version().sequence == 0)
    gate.open()
    let (write, (count, version)) = (try await written, try await read)
    #expect(count == 1 && version == write.version)
    #expect(try await store.version() == version)
    await store.close()
  }

  @Test("waits for the disk beside the lane, which decides the next calls meanwhile")
  func beside() async throws {
    let (gate, held, syncs) = (Gate(), Gate(), Told())
    let store = try await open { file in
      // The first commit is of one call, which the lane has nothing to do beside; the second is of two.
      if syncs.count.add(1, ordering: .relaxed).newValue == 2 { gate.pass() }
      return file.sync()
    }
    let first = Task {
      try await store.write(request("held")) { _ in
        held.pass()
        return .keep([])
      }
    }
    await held.reached()
    let two = [Int64(1), 2].map { number in Task { try await store.put(zone(number, "together")) } }
    while store.waitingWrites < 2 { await Task.yield() }
    held.open()
    await gate.reached()
    let decided = Latch()
    let last = Task {
      try await store.write(request("last")) { transaction in
        decided.open()
        return .keep([UInt8(try zones.count(in: transaction))])
      }
    }
    await decided.wait()
    #expect(try await store.version().sequence == 1)
    gate.open()
    #expect(try await first.value.version.sequence == 1)
    for task in two { #expect(try await [2, 3].contains(task.value.version.sequence)) }
    let written = try await last.value
    #expect(written.version.sequence == 4 && written.answer == [2])
    #expect(try await store.verify() == .intact(store.head()))
    await store.close()
  }

  @Test("may be larger than the cache, or be undone after it has grown so large, and what follows is whole")
  func largerThanTheCache() async throws {
    let rows = (Int64(0)..<300).map { number -> [SQLValue] in
      let seal = SQLValue.blob([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 100_000))
      return [.text("370811"), .integer(number), .text("large"), nil, seal]
    }
    let store = try await open { $0.sync() }
    try await store.put(zone(1, "before"))
    for isKept in [false, true, false] {
      let written = try await store.write(request("large")) { transaction in
        try zones.put(contentsOf: rows, in: transaction)
        return isKept ? .keep([]) : .unchanged([])
      }
      let last = try await store.put(zone(1_000 + (isKept ? 1 : 0), "after \(written.version)"))
      #expect(try await store.version() == last.version)
      let large = isKept || last.version.sequence > 3 ? 300 : 0
      #expect(try await store.names().filter { $0 == "large" }.count == large)
    }
    #expect(try await store.check(rebuilding: true).isSound)
    await store.close()
    try await folder.withStore { (store: Store) async throws in
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("and cannot be made durable ends the store: its callers and readers are told, and the process is to exit")
  func failing() async throws {
    let isBroken = Atomic(false)
    let told = Mutex<[StorageError]>([])
    var options = StoreOptions()
    options.onFatal = { error in told.withLock { $0.append(error) } }
    let store = try await open(options) { file in
      isBroken.load(ordering: .acquiring) ? .failed("as the test wishes") : file.sync()
    }
    try await store.put(zone(1, "kept"))
    isBroken.store(true, ordering: .releasing)
    await withTaskGroup { group in
      for number in Int64(2)..<40 {
        group.addTask {
          await #expect(throws: StorageError.failed("as the test wishes")) {
            try await store.put(zone(number, "lost"))
          }
        }
      }
    }
    await #expect(throws: StorageError.self) { _ = try await store.names() }
    await store.close()
    #expect(told.withLock { $0 } == [.failed("as the test wishes")])
    try await folder.withStore { (store: Store) async throws in
      #expect(try await store.names().contains("kept"))
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }
}

/// Counts who was answered.
private final class Told: Sendable {
  let count = Atomic(0)

  func counting<T>(_ body: () async throws -> T) async rethrows -> T {
    let value = try await body()
    count.add(1, ordering: .releasing)
    return value
  }
}
