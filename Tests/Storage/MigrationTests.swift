import Testing

@testable import Storage

@Suite("Migrations")
struct MigrationTests {
  static let first = Migration("0001 create a", "CREATE TABLE a (x {integer} PRIMARY KEY) {strict};")
  static let second = Migration(
    "0002 create b", "CREATE TABLE b (x {text} NOT NULL) {strict}; INSERT INTO b (x) VALUES ('once');")

  @Test("run once, also when the store is opened again and when more are added")
  func once() async throws {
    let folder = try TestFolder()
    for migrations in [[Self.first], [Self.first, Self.second], [Self.first, Self.second]] {
      try await folder.withStore(migrations: migrations) { _ in }
    }
    let count = try await folder.withStore(migrations: [Self.first, Self.second]) { (store: Store) async throws in
      try await store.read { try $0.rows("SELECT x FROM b").count }.value
    }
    #expect(count == 1)
  }

  @Test("that were edited after they had run keep the store from opening")
  func edited() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: [Self.first]) { _ in }
    let edited = Migration(Self.first.name, Self.first.sql + " ")
    await #expect(throws: StorageError.migrationChanged(name: Self.first.name)) {
      _ = try await folder.open(migrations: [edited])
    }
    try await folder.withStore(migrations: [Self.first]) { _ in }  // It was given up again.
  }

  @Test("of a newer release keep an older one from opening")
  func unknown() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: [Self.first, Self.second]) { _ in }
    await #expect(throws: StorageError.migrationUnknown(name: Self.second.name)) {
      _ = try await folder.open(migrations: [Self.first])
    }
  }

  @Test("of a newer release that only add something let an older one go on")
  func expanding() async throws {
    let folder = try TestFolder()
    let expanding = Migration(Self.second.name, Self.second.sql, expands: true)
    try await folder.withStore(migrations: [Self.first, expanding]) { _ in }
    try await folder.withStore(migrations: [Self.first]) { (store: Store) async throws in
      #expect(try await store.version().sequence == 0)
    }
    let third = Migration("0003", "CREATE TABLE c (x {integer}) {strict};")
    try await folder.withStore(migrations: [Self.first, expanding, third]) { _ in }
    await #expect(throws: StorageError.migrationUnknown(name: third.name)) {
      _ = try await folder.open(migrations: [Self.first])
    }
  }

  /// A table in four releases: the second gives it a column, the third leaves one unused, the fourth takes that away.
  private static let releases = [["name"], ["name", "note"], ["note"], ["note"]].map { columns in
    VersionedTable("item", key: [.integer("id")], columns: columns.map { .text($0).optional })
  }
  private static let steps = [
    Migration("0001 create item", creating: releases[0]),
    Migration("0002 add note", "ALTER TABLE item ADD COLUMN note {text};", expands: true),
    Migration("0003 drop name", "ALTER TABLE item DROP COLUMN name;"),
  ]
  private static func steps(of release: Int) -> [Migration] { Array(steps[...[0, 1, 1, 2][release]]) }

  private func put(_ release: Int, _ id: Int64, _ values: [SQLValue], in store: Store) async throws -> [[SQLValue]] {
    let table = Self.releases[release]
    _ = try await store.write(request()) { transaction in
      try table.put([.integer(id)] + values, in: transaction)
      return .keep([])
    }
    return try await store.read { transaction in
      try table.select(orderBy: "id", in: transaction).map { Array($0.values.dropLast()) }
    }.value
  }

  @Test("let each release work with the schema before and after its own, and what it wrote be recomputed")
  func expandAndContract() async throws {
    let folder = try TestFolder()
    func run(_ release: Int, _ id: Int64, _ values: [SQLValue]) async throws -> [[SQLValue]] {
      try await folder.withStore(migrations: Self.steps(of: release)) { (store: Store) async throws in
        let rows = try await put(release, id, values, in: store)
        let report = try await store.check(rebuilding: true)
        #expect(report.isSound)
        return rows
      }
    }
    #expect(try await run(0, 1, ["a"]) == [[1, "a"]])
    #expect(try await run(1, 2, ["b", "x"]) == [[1, "a", nil], [2, "b", "x"]])
    #expect(try await run(0, 3, ["c"]) == [[1, "a"], [2, "b"], [3, "c"]])
    #expect(try await run(2, 4, ["y"]) == [[1, nil], [2, "x"], [3, nil], [4, "y"]])
    #expect(try await run(1, 1, ["a", "z"]) == [[1, "a", "z"], [2, "b", "x"], [3, "c", nil], [4, nil, "y"]])
    #expect(try await run(3, 5, ["w"]) == [[1, "z"], [2, "x"], [3, nil], [4, "y"], [5, "w"]])
    await #expect(throws: StorageError.migrationUnknown(name: "0003 drop name")) { _ = try await run(0, 6, ["d"]) }
  }

  @Test(
    "that contract leave instances alone that run and need nothing of it", .enabled(if: TestEngine.isPostgreSQL))
  func contractBeside() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.steps(of: 2)) { (older: Store) async throws in
      _ = try await put(2, 1, ["x"], in: older)
      try await folder.withStore(migrations: Self.steps(of: 3)) { (newer: Store) async throws in
        #expect(try await put(3, 2, ["y"], in: newer) == [[1, "x"], [2, "y"]])
        #expect(try await put(2, 3, ["z"], in: older) == [[1, "x"], [2, "y"], [3, "z"]])
      }
    }
  }

  @Test("that fail leave nothing behind")
  func failing() async throws {
    let folder = try TestFolder()
    let half = Migration("0001 half", "CREATE TABLE half (x {integer}) {strict}; CREATE TABLE half (x {integer});")
    await #expect(throws: StorageError.self) { _ = try await folder.open(migrations: [half]) }
    let whole = Migration("0001 half", "CREATE TABLE half (x {integer}) {strict};")
    try await folder.withStore(migrations: [whole]) { _ in }
  }

  @Test(
    "are spelled for the engine, and a misspelled word is refused",
    arguments: [
      ("x {integer}, y {blob}", "x INTEGER, y BLOB"), ("none", "none"), ("{lock}", ""),
      ("{keyed};", "STRICT, WITHOUT ROWID;"),
      ("{int}", nil), ("{", nil), ("{text", nil), ("{}", nil),
    ])
  func words(text: String, spelled: String?) throws {
    #expect((try? TypeWords.sqlite.spell(text)) == spelled)
  }
}
