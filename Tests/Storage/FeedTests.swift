import Testing

@testable import Storage

@Suite("The feed")
struct FeedTests {
  private static let thing = VersionedTable("thing", key: [.integer("id")], columns: [.text("word")])
  private static let migrations = [Migration("0001 create thing", creating: thing)]

  @Test(
    "tells every effect of every version once, in order, however few bytes it may hold", arguments: [1, 500, 1 << 20])
  func order(bytes: Int) async throws {
    try await withThings { store in
      let versions = 40
      for number in 1...versions { try await write([Int64(number), Int64(number + 1)], "w\(number)", to: store) }
      var (cursor, told): (FeedCursor, [(Int64, Int64)]) = (try await store.feedCursor(after: nil), [])
      while true {
        let page = try await store.feed(at: cursor, bytes: bytes)
        for run in page.runs { told += run.effects.map { (run.version.sequence, integer($0.key[0])) } }
        cursor = page.next
        if page.isAtHead { break }
        #expect(!page.runs.isEmpty)
      }
      let wanted = (1...versions).flatMap { [(Int64($0), Int64($0)), (Int64($0), Int64($0 + 1))] }
      #expect(told.elementsEqual(wanted, by: ==))
      #expect(try await store.feed(at: cursor).runs.isEmpty)
    }
  }

  @Test("tells a large version in several runs, and no page holds more than its share")
  func large() async throws {
    try await withThings { store in
      let word = String(repeating: "长", count: 300)
      try await write(Array(1...2_000), word, to: store, distinct: true)
      var (cursor, told, runs) = (try await store.feedCursor(after: nil), 0, 0)
      while true {
        let page = try await store.feed(at: cursor, bytes: 1)
        #expect(page.runs.count == 1 && page.runs[0].effects.count < 200)
        told += page.runs[0].effects.count
        runs += 1
        #expect(page.runs[0].isLast == page.isAtHead)
        #expect(page.next.reached.sequence == (page.isAtHead ? 1 : 0))
        cursor = page.next
        if page.isAtHead { break }
      }
      #expect(told == 2_000 && runs > 10)
    }
  }

  @Test("goes on after any version, and passes over one without effects")
  func resume() async throws {
    try await withThings { store in
      for number in 1...3 { try await write([Int64(number)], "w", to: store) }
      try await write([], "", to: store)
      let head = try await store.head().version
      for sequence in Int64(0)...4 {
        let after = DataVersion(epoch: head.epoch, sequence: sequence)
        let page = try await store.feed(at: try await store.feedCursor(after: after))
        #expect(page.runs.map(\.version.sequence) == Array((sequence + 1)..<5))
        #expect(page.isAtHead && page.next.reached == head)
      }
    }
  }

  @Test("refuses versions that are not of this log, and tells the first that is kept")
  func refusals() async throws {
    try await withThings { store in
      for number in 1...6 { try await write([Int64(number)], "w", to: store) }
      let head = try await store.head().version
      await #expect(throws: StorageError.versionNotReached(asked: .init(epoch: 1, sequence: 7), latest: head)) {
        _ = try await store.feedCursor(after: .init(epoch: 1, sequence: 7))
      }
      for epoch in [Int64(0), 2] {
        await #expect(throws: StorageError.epochEnded(asked: .init(epoch: epoch, sequence: 3), latest: head)) {
          _ = try await store.feedCursor(after: .init(epoch: epoch, sequence: 3))
        }
      }
      let early = try await store.feedCursor(after: nil)
      try await forgetEffects(upTo: 4, of: store)
      let below = StorageError.versionBelowKept(
        asked: .init(epoch: 1, sequence: 3), first: .init(epoch: 1, sequence: 5))
      await #expect(throws: below) { _ = try await store.feedCursor(after: .init(epoch: 1, sequence: 3)) }
      await #expect(throws: StorageError.self) { _ = try await store.feed(at: early) }
      let page = try await store.feed(at: try await store.feedCursor(after: nil))
      #expect(page.runs.map(\.version.sequence) == [5, 6, 7])
      let kept = try await store.feed(at: try await store.feedCursor(after: .init(epoch: 1, sequence: 4)))
      #expect(kept == page)
    }
  }

  /// As a release left them that kept no effects.
  private func forgetEffects(upTo sequence: Int64, of store: Store) async throws {
    _ = try await store.write(request()) { transaction in
      let columns = ["effects", "effect_parts", "effects_digest"].map { "\($0) = NULL" }.joined(separator: ", ")
      try transaction.run("UPDATE log_entry SET \(columns) WHERE sequence <= ?1", [.integer(sequence)])
      return .keep([])
    }
  }

  private func write(_ ids: [Int64], _ word: String, to store: Store, distinct: Bool = false) async throws {
    _ = try await store.write(request()) { transaction in
      for id in ids {
        try Self.thing.put([.integer(id), .text(distinct ? "\(id)\(word)" : word)], in: transaction)
      }
      return .keep([])
    }
  }

  private func withThings(_ body: (Store) async throws -> Void) async throws {
    try await TestFolder().withStore(migrations: Self.migrations, { _ in }, body)
  }

  private func integer(_ value: SQLValue) -> Int64 {
    if case .integer(let integer) = value { return integer }
    return .min
  }
}
