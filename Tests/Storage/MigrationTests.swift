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
