import Testing

@testable import Storage

@Suite("Versioned tables")
struct VersionedTests {
  @Test("show each version as it was")
  func history() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let one = try await store.put(zone(1, "曲阜")).version
      let two = try await store.put(zone(2, "邹城")).version
      let three = try await store.put(zone(1, "曲阜高新区")).version
      let four = try await store.write(request()) { (transaction: WriteTransaction) throws in
        #expect(try zones.remove(["370811", 2], in: transaction))
        return .keep([])
      }.version
      #expect(try await store.names(at: .version(DataVersion(epoch: 1, sequence: 0))) == [])
      #expect(try await store.names(at: .version(one)) == ["曲阜"])
      #expect(try await store.names(at: .version(two)) == ["曲阜", "邹城"])
      #expect(try await store.names(at: .version(three)) == ["曲阜高新区", "邹城"])
      #expect(try await store.names(at: .version(four)) == ["曲阜高新区"])
      #expect(try await store.names() == ["曲阜高新区"])
      let counts = try await store.read(at: .version(two)) { transaction in
        (
          try zones.count(in: transaction), try zones.count(where: "number > ?1", [1], in: transaction),
          try zones.find(["370811", 2], in: transaction)?.text("name"), try zones.find(["370811", 9], in: transaction)
        )
      }.value
      #expect(counts.0 == 2 && counts.1 == 1 && counts.2 == "邹城" && counts.3 == nil)
    }
  }

  @Test("tell what a key's row was at each version, newest first, and where there was none between")
  func revisions() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for name in ["first", "second"] { try await store.put(zone(1, name)) }
      _ = try await store.write(request()) { (transaction: WriteTransaction) throws in
        try zones.remove(["370811", 1], in: transaction)
        return .keep([])
      }
      try await store.put(zone(2, "another"))
      try await store.put(zone(1, "third"))
      func told(at version: Int64, limit: Int = 9) async throws -> [[String]] {
        try await store.read(at: .version(DataVersion(epoch: 1, sequence: version))) { transaction in
          try zones.history(of: ["370811", 1], limit: limit, in: transaction).map {
            [try $0.row.text("name"), "\(try $0.row.integer("since"))", $0.endedIn.map { "\($0)" } ?? ""]
          }
        }.value
      }
      #expect(try await told(at: 5) == [["third", "5", ""], ["second", "2", "3"], ["first", "1", "2"]])
      #expect(try await told(at: 5, limit: 1) == [["third", "5", ""]])
      #expect(try await told(at: 4) == [["second", "2", "3"], ["first", "1", "2"]])
      #expect(try await told(at: 2) == [["second", "2", ""], ["first", "1", "2"]])
      #expect(try await told(at: 0) == [])
    }
  }

  @Test("make no row for an equal one, and tell null from zero")
  func equalPut() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(1, "a", level: nil))
      for (level, changed) in [(nil, false), (0, true), (0, false), (nil, true)] as [(Int64?, Bool)] {
        _ = try await store.write(request()) { (transaction: WriteTransaction) throws in
          #expect(try zones.put(zone(1, "a", level: level), in: transaction) == changed)
          return .keep([])
        }
      }
      let rows = try await store.read { try $0.rows("SELECT since, until FROM zone ORDER BY since") }.value
      #expect(try rows.map { try $0.integer("since") } == [1, 3, 5])
      #expect(try rows.map { try $0.integer("until") } == [3, 5, Int64.max])
    }
  }

  @Test("keep a row as it is when only where it came from is another, written or laid ahead")
  func provenance() async throws {
    let visits = VersionedTable(
      "visit", key: [.integer("number")], columns: [.text("guest"), .text("origin").provenance])
    let folder = try TestFolder()
    try await folder.withStore(migrations: [Migration("0001 create visit", creating: visits)]) {
      (store: Store) async throws in
      for (guest, origin, changed) in [("a", "list 1", true), ("a", "list 2", false), ("b", "list 3", true)] {
        _ = try await store.write(request()) { (transaction: WriteTransaction) throws in
          #expect(try visits.put([1, .text(guest), .text(origin)], in: transaction) == changed)
          return .keep([])
        }
      }
      let laid = try await store.lay()
      let changed = try await store.lay(laid) { transaction in
        try visits.put(contentsOf: [[1, "b", "list 4"], [2, "c", "list 4"], [2, "c", "list 5"]], in: transaction)
      }
      #expect(changed == 1)
      _ = try await store.write(request(), adopting: laid) { _ in .keep([]) }
      let rows = try await store.read { try visits.select(orderBy: "number", in: $0) }.value
      #expect(try rows.map { try $0.text("guest") + " " + $0.text("origin") } == ["b list 3", "c list 4"])
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("take another spelling of the same letter for a change")
  func spelling() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for name in ["\u{e9}", "e\u{301}"] {
        _ = try await store.write(request()) { (transaction: WriteTransaction) throws in
          #expect(try zones.put(zone(1, name), in: transaction))
          return .keep([])
        }
      }
      #expect(try await store.names().map { Array($0.utf8) } == [Array("e\u{301}".utf8)])
    }
  }

  @Test("keep only the last of several puts and removals in one write")
  func sameWrite() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(1, "old"))
      let version = try await store.write(request()) { transaction in
        try zones.put(zone(1, "between"), in: transaction)
        try zones.put(zone(1, "new"), in: transaction)
        try zones.put(zone(2, "gone"), in: transaction)
        #expect(try zones.count(in: transaction) == 2)
        #expect(try zones.remove(["370811", 2], in: transaction))
        #expect(try !zones.remove(["370811", 2], in: transaction))
        return .keep([])
      }.version
      #expect(try await store.names() == ["new"])
      #expect(try await store.names(at: .version(version)) == ["new"])
      #expect(try await store.names(at: .version(DataVersion(epoch: 1, sequence: 1))) == ["old"])
      let rows = try await store.read { try $0.rows("SELECT name FROM zone").count }.value
      #expect(rows == 2)
    }
  }

  @Test(
    "order, limit and filter with parameters",
    arguments: [ReadPoint.latest, .version(DataVersion(epoch: 1, sequence: 1))])
  func selecting(point: ReadPoint) async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      _ = try await store.write(request()) { (transaction: WriteTransaction) throws in
        #expect(
          try zones.put(contentsOf: (1...50).map { zone($0, "zone \($0)", level: $0 % 3) }, in: transaction) == 50)
        return .keep([])
      }
      _ = try await store.write(request()) { _ in .keep([]) }
      let found = try await store.read(at: point) { transaction in
        try zones.select(
          where: "level = ?1 OR number = ?2", [2, 1], orderBy: "number DESC", limit: 3, in: transaction
        ).map { try $0.integer("number") }
      }.value
      #expect(found == [50, 47, 44])
    }
  }

  @Test("refuse rows and keys of another shape")
  func shape() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      await #expect(throws: StorageError.self) { try await store.put(["370811", 1]) }
      await #expect(throws: StorageError.self) { try await store.put(["370811", "text", "name", nil, nil]) }
      await #expect(throws: StorageError.self) { try await store.put(["370811", 1, nil, nil, nil]) }
      #expect(try await store.version().sequence == 0)
    }
  }
}
