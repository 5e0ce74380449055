import Testing

@testable import Storage

@Suite("Reads")
struct ReadTests {
  @Test("refuse versions that are not there: the future and other epochs")
  func points() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let one = try await store.put(zone(1, "a")).version
      let future = DataVersion(epoch: 1, sequence: 2)
      let before = DataVersion(epoch: 0, sequence: 1)
      let after = DataVersion(epoch: 2, sequence: 1)
      await #expect(throws: StorageError.versionNotReached(asked: future, latest: one)) {
        try await store.names(at: .version(future))
      }
      for other in [before, after] {
        await #expect(throws: StorageError.epochEnded(asked: other, latest: one)) {
          try await store.names(at: .version(other))
        }
      }
      await #expect(throws: StorageError.epochEnded(asked: before, latest: one)) {
        try await store.names(at: .minimum(before, deadline: .now))
      }
      await #expect(throws: StorageError.deadlineExceeded) {
        try await store.names(at: .minimum(future, deadline: .now))
      }
      #expect(try await store.read(at: .minimum(one, deadline: .now)) { $0.version }.value == one)
    }
  }

  @Test("with a minimum wait until that version is there")
  func minimum() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let deadline = ContinuousClock.now + .seconds(600)
      let waiting = (1...20).map { sequence in
        Task {
          let version = DataVersion(epoch: 1, sequence: Int64(sequence))
          return try await store.read(at: .minimum(version, deadline: deadline)) { $0.version }.version >= version
        }
      }
      for number in Int64(1)...20 { try await store.put(zone(number, "a")) }
      for task in waiting { #expect(try await task.value) }
    }
  }

  @Test("with a minimum end when their task is cancelled or the store closes")
  func minimumEnds() async throws {
    let folder = try TestFolder()
    let store = try await folder.open()
    let never = DataVersion(epoch: 1, sequence: 99)
    let deadline = ContinuousClock.now + .seconds(600)
    let cancelled = Task { try await store.names(at: .minimum(never, deadline: deadline)) }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    let closed = Task { try await store.names(at: .minimum(never, deadline: deadline)) }
    await store.close()
    await #expect(throws: StorageError.closed) { try await closed.value }
  }

  @Test("see one state from beginning to end while writes go on")
  func snapshot() async throws {
    let folder = try TestFolder()
    let gate = Gate()
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(1, "before"))
      let reading = Task {
        try await store.read { transaction in
          gate.pass()
          return try zones.select(in: transaction).map { try $0.text("name") }
        }.value
      }
      await gate.reached()
      try await store.put(zone(1, "after"))
      #expect(try await store.names() == ["after"])
      gate.open()
      #expect(try await reading.value == ["before"])
    }
  }

  @Test("that never end are ended")
  func limit() async throws {
    let folder = try TestFolder()
    try await folder.withStore {
      $0.readLimitMilliseconds = 1
    } _: { (store: Store) async throws in
      await #expect(throws: StorageError.readTooLong) {
        _ = try await store.read {
          try $0.rows("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT MAX(x) AS m FROM n")
        }
      }
      await #expect(throws: StorageError.readTooLong) {
        _ = try await store.read {
          try $0.forEach("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n", []) { _ in }
        }
      }
    }
    try await folder.withStore { (store: Store) async throws in #expect(try await store.names() == []) }
  }

  @Test("cannot write")
  func readOnly() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      await #expect(throws: StorageError.self) {
        _ = try await store.read { try $0.rows("DELETE FROM log_head RETURNING one") }
      }
      #expect(try await store.head().size == 0)
    }
  }

  @Test("may run the same statement inside itself")
  func nested() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for number in Int64(1)...3 { try await store.put(zone(number, "z\(number)")) }
      let pairs = try await store.read { transaction in
        var pairs = 0
        try zones.forEach(orderBy: "number", in: transaction) { _ in
          try zones.forEach(orderBy: "number", in: transaction) { _ in pairs += 1 }
        }
        return pairs
      }.value
      #expect(pairs == 9)
    }
  }

  @Test("rethrow what their closure throws, and go on")
  func throwing() async throws {
    struct Stop: Error {}
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for _ in 0..<5 { await #expect(throws: Stop.self) { _ = try await store.read { _ in throw Stop() } } }
      #expect(try await store.names() == [])
    }
  }
}
