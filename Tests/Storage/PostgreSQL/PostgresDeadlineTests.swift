import Testing

@testable import Storage

@Suite("Deadlines on PostgreSQL", .enabled(if: TestEngine.isPostgreSQL))
struct PostgresDeadlineTests {
  @Test("cancel the statement that is running, keep nothing of its call, and hold up nobody else")
  func write() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      async let late = Result {
        try await store.write(request("late"), deadline: .now + .milliseconds(100)) { transaction in
          try zones.put(zone(1, "late"), in: transaction)
          _ = try transaction.rows("SELECT pg_sleep(3600)")
          return .keep([])
        }
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in Int64(2)...9 { group.addTask { try await store.put(zone(number, "z\(number)")) } }
        try await group.waitForAll()
      }
      let outcome = await late
      #expect(throws: StorageError.timedOut) { try outcome.get() }
      #expect(try await store.names() == (2...9).map { "z\($0)" })
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test("of a read cancel it, and the connection serves the next")
  func read() async throws {
    let folder = try TestFolder()
    try await folder.withStore {
      $0.readers = 1
    } _: { (store: Store) async throws in
      await #expect(throws: StorageError.timedOut) {
        _ = try await store.read(deadline: .now + .milliseconds(100)) { try $0.rows("SELECT pg_sleep(3600)") }
      }
      #expect(try await store.names() == [])
    }
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
