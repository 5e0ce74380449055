import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

@Suite("A check")
struct CheckTests {
  /// Edits that somebody with the file could make to projections, and what must be found.
  static let edits: [(sql: String, found: [RowFault])] = [
    (
      "UPDATE zone SET name = 'Z5' WHERE number = 5 AND until = 9223372036854775807",
      [fault(5, since: 5, .differs(column: "name"))]
    ),
    ("UPDATE zone SET level = 0 WHERE number = 5", [fault(5, since: 5, .differs(column: "level"))]),
    ("UPDATE zone SET seal = x'00' WHERE number = 5", [fault(5, since: 5, .differs(column: "seal"))]),
    (
      "UPDATE zone SET name = 'past' WHERE number = 1 AND since = 1",
      [fault(1, since: 1, .differs(column: "name"))]
    ),
    ("UPDATE zone SET until = 9 WHERE number = 1 AND since = 1", [fault(1, since: 1, .differs(column: "until"))]),
    ("UPDATE zone SET until = 11 WHERE number = 5", [fault(5, since: 5, .differs(column: "until"))]),
    ("DELETE FROM zone WHERE number = 5", [fault(5, since: 5, .missing)]),
    ("DELETE FROM zone WHERE number = 1 AND since = 1", [fault(1, since: 1, .missing)]),
    (
      "INSERT INTO zone SELECT county, 77, name, level, seal, since, until FROM zone WHERE number = 5",
      [fault(77, since: 5, .unexpected)]
    ),
    ("UPDATE zone SET number = 78 WHERE number = 5", [fault(5, since: 5, .missing), fault(78, since: 5, .unexpected)]),
    ("UPDATE zone SET since = 4 WHERE number = 5", [fault(5, since: 4, .unexpected), fault(5, since: 5, .missing)]),
    ("DROP TABLE zone", [RowFault(table: "zone", key: [], since: 0, kind: .tableMissing)]),
    (
      "INSERT INTO seal VALUES ('z', x'00', 3, 9223372036854775807)",
      [RowFault(table: "seal", key: ["z", .blob([0])], since: 3, kind: .unexpected)]
    ),
  ]

  @Test("names each row of a projection that is not what the log says", arguments: edits)
  func edited(sql: String, found: [RowFault]) async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { (store: Store) async throws in
      try await Self.fill(store)
      let before = try await store.check(rebuilding: true)
      #expect(before.isSound && before.engineFaults.isEmpty)
      #expect(before.projections?.tables == [.init(name: "zone", rows: 10), .init(name: "seal", rows: 0)])
      try folder.edit(sql)
      let after = try await store.check(rebuilding: true)
      #expect(after.projections?.faults == found && after.projections?.faultCount == found.count)
      #expect(!after.isSound)
    }
  }

  @Test("finds all of many faults, and names the first")
  func many() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      _ = try await store.write(request()) { transaction in
        for number in Int64(1)...2_500 { try zones.put(zone(number, "z"), in: transaction) }
        return .keep([])
      }
      try folder.edit("UPDATE zone SET name = 'x' WHERE number % 2 = 0")
      let report = try #require(try await store.check(rebuilding: true).projections)
      #expect(report.faultCount == 1_250 && report.faults.count == ProjectionReport.faultsMax)
      #expect(report.tables == [.init(name: "zone", rows: 2_500)])
    }
  }

  @Test("of a broken log says so and compares nothing with it")
  func brokenLog() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(1, "a"))
      try folder.edit("UPDATE log_entry SET effects = x'00'")
      let report = try await store.check(rebuilding: true)
      #expect(report.log == .broken(.effectsEdited(sequence: 1)) && report.projections == nil && !report.isSound)
    }
  }

  @Test("goes on beside writes, and sees only what was there when it began")
  func besideWrites() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for number in Int64(1)...300 { try await store.put(zone(number % 20, "z\(number)")) }
      async let writing: Void = {
        for number in Int64(1)...300 { try await store.put(zone(number % 20, "later \(number)")) }
      }()
      for _ in 0..<3 { #expect(try await store.check(rebuilding: true).isSound) }
      try await writing
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("compares what an entry named, in tables that got a column later")
  func laterColumn() async throws {
    let folder = try TestFolder()
    _ = try await folder.withStore { try await $0.put(zone(1, "a")) }
    let wider = VersionedTable("zone", key: zones.key, columns: zones.columns + [.integer("rank")])
    let migration = Migration("0002 rank zones", "ALTER TABLE zone ADD COLUMN rank {integer} NOT NULL DEFAULT 7;")
    try await folder.withStore(migrations: zoneMigrations + [migration]) { (store: Store) async throws in
      _ = try await store.write(request()) { transaction in
        try wider.put(zone(2, "b") + [1], in: transaction)
        return .keep([])
      }
      #expect(try await store.check(rebuilding: true).isSound)
      try folder.edit("UPDATE zone SET rank = 9")
      #expect(
        try await store.check(rebuilding: true).projections?.faults == [
          Self.fault(2, since: 2, .differs(column: "rank"))
        ])
    }
  }

  @Test("says that entries of a release without effects cannot be recomputed")
  func withoutEffects() async throws {
    let folder = try TestFolder()
    _ = try await folder.withStore { try await $0.put(zone(1, "a")) }
    try folder.edit("UPDATE log_entry SET effects = NULL, effect_parts = NULL, effects_digest = NULL")
    try folder.edit("UPDATE log_entry SET leaf_hash = ?1", [.blob(try await Self.oldLeaf(folder).bytes)])
    try folder.edit("UPDATE log_head SET root = (SELECT leaf_hash FROM log_entry)")
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(2, "b"))
      let report = try await store.check(rebuilding: true)
      #expect(report.log == .intact(try await store.head()))
      #expect(report.projections?.withoutEffects == 1 && !report.isSound)
    }
  }

  @Test("tells what the engine finds in a damaged file", .enabled(if: TestEngine.isSQLite))
  func damagedFile() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      _ = try await store.write(request()) { transaction in
        for number in Int64(1)...500 { try zones.put(zone(number, "z\(number)"), in: transaction) }
        return .keep([])
      }
    }
    try folder.overwrite(page: try folder.rootPage(of: "zone_current"))
    try await folder.withStore { (store: Store) async throws in
      #expect(try await !store.check(rebuilding: false).engineFaults.isEmpty)
    }
  }

  private static let migrations = [Migration("0001 create zone", creating: zones, seals)]

  private static func fault(_ number: Int64, since: Int64, _ kind: RowFault.Kind) -> RowFault {
    RowFault(table: "zone", key: ["370811", .integer(number)], since: since, kind: kind)
  }

  private static func fill(_ store: Store) async throws {
    for number in Int64(1)...9 { try await store.put(zone(number, "z\(number)", level: number == 5 ? nil : 1)) }
    try await store.put(zone(1, "again", level: 1))
    _ = try await store.write(request()) { transaction in
      try zones.remove(["370811", 9], in: transaction)
      return .keep([])
    }
  }

  /// The leaf of the only entry, as a release hashed it that kept no effects.
  private static func oldLeaf(_ folder: TestFolder) async throws -> TreeHash {
    let connection = try folder.connect()
    defer { connection.close() }
    let entry = try #require(try Log(connection).entries(after: 0, limit: 1).first)
    return entry.algorithm.leaf(entry.encoded)
  }
}

extension TestFolder {
  /// The page of the file at which a table or index begins.
  fileprivate func rootPage(of name: String) throws -> Int64 {
    let connection = try SQLiteConnection(path: "\(path)/test.sqlite")
    defer { connection.close() }
    let row = try connection.rows("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [.text(name)]).first
    return try #require(try row?.integer("rootpage"))
  }

  /// Fills a page of the file with what is no page.
  fileprivate func overwrite(page: Int64) throws {
    let file = try #require(fopen("\(path)/test.sqlite", "r+"))
    defer { fclose(file) }
    fseek(file, Int(page - 1) * 4096, SEEK_SET)
    fwrite([UInt8](repeating: 0xAA, count: 4096), 1, 4096, file)
  }
}
