import Testing

@testable import Storage

@Suite("Laid rows")
struct LaidTests {
  /// 0 to 4 pieces of work after the adoption: none of the rows has its version, some, all.
  @Test("are seen by nobody until an entry adopts them, and then by all at once", arguments: 0...4)
  func adopted(pieces: Int) async throws {
    let folder = try TestFolder()
    try await folder.withStore(Self.byHand) { (store: Store) async throws in
      try await store.put(zone(1, "old 1"))
      let before = try await store.put(zone(2, "old 2")).version
      let laid = try await store.lay()
      try await store.lay(laid) { try zones.put(contentsOf: [zone(1, "new 1"), zone(2, "old 2")], in: $0) }
      try await store.lay(laid) { try zones.put(contentsOf: [zone(3, "new 3"), zone(4, "new 4")], in: $0) }
      #expect(try await store.names() == ["old 1", "old 2"])
      try await store.put(zone(9, "other"))
      let written = try await store.write(request(), adopting: laid) { transaction in
        let found = try zones.find(["370811", 3], in: transaction)?.text("name")
        #expect(found == "new 3")
        return .keep([7])
      }
      #expect(written.version.sequence == 4 && written.answer == [7])
      for _ in 0..<pieces { _ = try await store.tidyOnce() }

      let now = ["new 1", "old 2", "new 3", "new 4", "other"]
      #expect(try await store.names() == now)
      #expect(try await store.names(at: .version(written.version)) == now)
      #expect(try await store.names(at: .version(before)) == ["old 1", "old 2"])
      let seen = try await store.read { transaction in
        let since = try zones.select(where: "level IS NULL", orderBy: "since, number", in: transaction)
          .map { try $0.integer("since") }
        return (
          total: try zones.count(in: transaction), since: since,
          page: try zones.select(where: "number > ?1", [1], orderBy: "number", limit: 2, in: transaction).count
        )
      }.value
      #expect(seen.total == 5 && seen.since == [2, 3, 4, 4, 4] && seen.page == 2)
      let history = try await store.read { try zones.history(of: ["370811", 1], limit: 9, in: $0) }.value
      #expect(try history.map { try $0.row.text("name") } == ["new 1", "old 1"])
      #expect(try history.map { try $0.row.integer("since") } == [4, 1] && history.map(\.endedIn) == [nil, 4])
      let report = try await store.check(rebuilding: true)
      #expect(report.isSound && report.projections?.tables.first?.rows == 6)

      try await store.put(zone(5, "later"))
      #expect(try await store.names(at: .version(written.version)) == now)
      try await store.tidied()
      #expect(try await store.names() == ["new 1", "old 2", "new 3", "new 4", "later", "other"])
      #expect(try await store.check(rebuilding: true).isSound)
      #expect(try folder.rows("SELECT settling FROM log_head WHERE settling IS NOT NULL") == 0)
    }
  }

  @Test("are told by the log as one entry, whose effects the feed has")
  func log() async throws {
    let folder = try TestFolder()
    try await folder.withStore(Self.byHand) { (store: Store) async throws in
      let laid = try await store.lay()
      for number in Int64(1)...3 { try await store.lay(laid) { try zones.put(zone(number, "z"), in: $0) } }
      _ = try await store.write(request(), adopting: laid) { transaction in
        try zones.put(zone(4, "z"), in: transaction)
        return .keep([])
      }
      let page = try await store.feed(at: store.feedCursor(after: nil))
      #expect(page.runs.flatMap(\.effects).map(\.key.last) == [1, 2, 3, 4])
      #expect(page.runs.map(\.isLast) == [false, false, false, true])
      #expect(try await store.verify() == .intact(store.head()))
      let pieces = try await store.pieces(at: LogCursor(before: 1), last: 1).pieces
      #expect(pieces.count == 4)
    }
  }

  /// What another write does between the laying and the adoption, and whether the batch may still be adopted.
  static let others: [(name: String, isStale: Bool, work: @Sendable (WriteTransaction) throws -> Void)] = [
    ("another key", false, { try zones.put(zone(9, "other"), in: $0) }),
    ("a laid row's", true, { try zones.put(zone(1, "other"), in: $0) }),
    ("one that was new", true, { try zones.put(zone(2, "other"), in: $0) }),
    ("one that had nothing new", true, { try zones.put(zone(3, "other"), in: $0) }),
    ("the end of a row", true, { _ = try zones.remove(["370811", 1], in: $0) }),
    ("what else it depends on", true, { try zones.put(zone(8, "other"), in: $0) }),
  ]

  @Test("are not adopted when another entry has changed them", arguments: others.indices, [false, true])
  func stale(other: Int, isInSameTransaction: Bool) async throws {
    let other = Self.others[other]
    let folder = try TestFolder()
    try await folder.withStore(Self.byHand) { (store: Store) async throws in
      for number: Int64 in [1, 3] { try await store.put(zone(number, "old")) }
      let laid = try await store.lay { $0.key.last == 8 }
      try await store.lay(laid) { transaction in
        try zones.put(contentsOf: [zone(1, "new"), zone(2, "new"), zone(3, "old")], in: transaction)
      }
      let gate = Gate()
      async let held = store.write(request()) { _ in
        if isInSameTransaction { gate.pass() }
        return .keep([])
      }
      if isInSameTransaction { await gate.reached() } else { _ = try await held }
      async let between = store.write(request()) { transaction in
        try other.work(transaction)
        return .keep([])
      }
      if isInSameTransaction {
        while store.waitingWrites < 1 { await Task.yield() }
      } else {
        _ = try await between
      }
      async let adopted = store.write(request(), adopting: laid) { _ in .keep([]) }
      if isInSameTransaction { while store.waitingWrites < 2 { await Task.yield() } }
      gate.open()
      _ = try await (held, between)
      if other.isStale {
        do {
          _ = try await adopted
          Issue.record("adopted")
        } catch StorageError.laidStale {}
        try await store.tidied()
      } else {
        _ = try await adopted
        #expect(try await store.names() == ["new", "new", "old", "other"])
      }
      #expect(try folder.rows("SELECT since FROM zone WHERE since > 1000") == (other.isStale ? 0 : 2))
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("may be written on while they have no version yet")
  func writtenOn() async throws {
    let folder = try TestFolder()
    try await folder.withStore(Self.byHand) { (store: Store) async throws in
      for number in Int64(1)...4 { try await store.put(zone(number, "old")) }
      let laid = try await store.lay()
      try await store.lay(laid) { transaction in
        for number in Int64(1)...6 { try zones.put(zone(number, "laid"), in: transaction) }
      }
      let adopted = try await store.write(request(), adopting: laid) { transaction in
        try zones.put(zone(6, "decided"), in: transaction)
        return .keep([])
      }
      try await store.put(zone(1, "later"))
      try await store.put(zone(2, "laid"))  // Is so already.
      _ = try await store.write(request()) { transaction in
        let isRemoved = try zones.remove(["370811", 3], in: transaction)
        #expect(isRemoved)
        return .keep([])
      }
      let second = try await store.lay()
      try await store.lay(second) { try zones.put(contentsOf: [zone(5, "second"), zone(4, "laid")], in: $0) }
      let now = ["later", "laid", "laid", "laid", "decided"]
      #expect(try await store.names() == now)
      #expect(try await store.check(rebuilding: true).isSound)
      _ = try await store.write(request(), adopting: second) { _ in .keep([]) }  // Settles the first.
      #expect(try await store.names() == ["later", "laid", "laid", "second", "decided"])
      #expect(
        try await store.names(at: .version(adopted.version)) == ["laid", "laid", "laid", "laid", "laid", "decided"])
      try await store.tidied()
      #expect(try await store.names() == ["later", "laid", "laid", "second", "decided"])
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("that are put twice are what was put last")
  func twice() async throws {
    let folder = try TestFolder()
    try await folder.withStore(Self.byHand) { (store: Store) async throws in
      try await store.put(zone(1, "a"))
      let laid = try await store.lay()
      try await store.lay(laid) { transaction in
        let isFirst = try zones.put(zone(1, "b"), in: transaction)
        #expect(isFirst)
        let isSecond = try zones.put(zone(1, "b"), in: transaction)
        #expect(!isSecond)
      }
      try await store.lay(laid) { try zones.put(contentsOf: [zone(1, "c"), zone(2, "c"), zone(2, "d")], in: $0) }
      _ = try await store.write(request(), adopting: laid) { _ in .keep([]) }
      #expect(try await store.names() == ["c", "d"])
      try await store.tidied()
      #expect(try await store.names() == ["c", "d"])
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("leave nothing behind when the decision keeps nothing, throws, or was made before")
  func givenUp() async throws {
    struct Refused: Error {}
    let folder = try TestFolder()
    try await folder.withStore(Self.byHand) { (store: Store) async throws in
      try await store.put(zone(1, "a"), id: "same")
      for (id, decision) in [("1", Decision.unchanged([])), ("2", nil), ("same", .keep([]))] {
        let laid = try await store.lay()
        try await store.lay(laid) { try zones.put(contentsOf: [zone(1, "b"), zone(2, "b")], in: $0) }
        do {
          _ = try await store.write(request(id: id), adopting: laid) { _ in
            guard let decision else { throw Refused() }
            return decision
          }
        } catch is Refused {}
        await #expect(throws: StorageError.self) { try await store.lay(laid) { _ in } }
        #expect(try await store.names() == ["a"])
      }
      try await store.tidied()
      #expect(try folder.rows("SELECT since FROM zone") == 1)
      #expect(try folder.rows("SELECT sequence FROM log_effect") == 0)
      #expect(try folder.rows("SELECT number FROM log_laid") == 0)
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("of a run that has ended are settled or removed by the next", arguments: [true, false])
  func reopened(isMigrated: Bool) async throws {
    let folder = try TestFolder()
    try await folder.withStore(Self.byHand) { (store: Store) async throws in
      try await store.put(zone(1, "old"))
      let adopted = try await store.lay()
      try await store.lay(adopted) { try zones.put(contentsOf: [zone(1, "new"), zone(2, "new")], in: $0) }
      let orphan = try await store.lay()
      try await store.lay(orphan) { try zones.put(zone(7, "orphan"), in: $0) }
      _ = try await store.write(request(), adopting: adopted) { _ in .keep([]) }
    }
    let rename = Migration("0002 rename", "UPDATE zone SET name = 'renamed' WHERE until = \(VersionedTable.current);")
    try await folder.withStore(migrations: zoneMigrations + (isMigrated ? [rename] : []), Self.byHand) { store in
      #expect(try await store.names() == (isMigrated ? ["renamed", "renamed"] : ["new", "new"]))
      try await store.tidied()
      #expect(try await store.names() == (isMigrated ? ["renamed", "renamed"] : ["new", "new"]))
      #expect(try folder.rows("SELECT since FROM zone WHERE since > 1000") == (TestEngine.isSQLite ? 0 : 1))
      if !isMigrated { #expect(try await store.check(rebuilding: true).isSound) }
    }
  }

  @Test("are adopted while others write, and settled beside them")
  func many() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let laid = try await store.lay()
      for slice in Int64(0)..<5 {
        try await store.lay(laid) { transaction in
          for number in Int64(0)..<40 { try zones.put(zone(1_000 + slice * 40 + number, "laid"), in: transaction) }
        }
        try await store.put(zone(slice, "single"))
      }
      async let adopted = store.write(request(), adopting: laid) { _ in .keep([]) }
      for number in Int64(10)..<30 {
        try await store.put(zone(number, "single"))
        let total = try await store.names().filter { $0 == "laid" }.count
        #expect(total == 0 || total == 200)
      }
      _ = try await adopted
      #expect(try await store.names().count == 225)
      try await store.tidied()
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  private static let byHand: @Sendable (inout StoreOptions) -> Void = { $0.tidiesByItself = false }
}

extension TestFolder {
  /// How many rows a query has, behind the store's back.
  fileprivate func rows(_ sql: String) throws -> Int {
    let connection = try connect()
    defer { connection.close() }
    return try connection.rows(sql, []).count
  }
}
