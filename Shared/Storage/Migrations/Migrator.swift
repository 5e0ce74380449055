/// Brings a schema up to date: each migration once, in its own transaction, with a checksum of its text kept.
struct Migrator {
  let connection: any SQLConnection
  let clock: @Sendable () -> Int64
  /// Whether a restore makes the schema: then it sets its mark first, and does not stop at it.
  var isRestoring = false

  /// Instances that start at the same time meet where the first tables are made: so often that is tried again.
  private static let triesMax = 5

  /// Runs those of `migrations` that were not run yet, in their order. Nothing is run when any kept one does not fit.
  func run(_ migrations: [Migration]) throws(StorageError) {
    try makeTables(tries: Self.triesMax)
    if isRestoring { try RestoreMark.set(connection) }
    try check(migrations, against: checksums())
    for migration in migrations { try run(migration, of: migrations) }
    try keepTexts(migrations)
  }

  /// Whether some of these were not run yet, in a schema that has been made before.
  func isBehind(_ migrations: [Migration]) throws(StorageError) -> Bool {
    try makeTables(tries: Self.triesMax)
    let kept = try checksums()
    return !kept.isEmpty && migrations.contains { kept[$0.name] == nil }
  }

  /// Keeps the texts that are not kept yet: all of them, where an older release did not.
  private func keepTexts(_ migrations: [Migration]) throws(StorageError) {
    var kept: [String: Int64] = [:]
    for row in try connection.rows("SELECT name, place FROM migration_text", []) {
      kept[try row.text("name")] = try row.integer("place")
    }
    let new = migrations.enumerated().filter { kept[$1.name] != Int64($0) }
    if new.isEmpty { return }
    try connection.begin(writing: true)
    defer { connection.rollback() }  // Does nothing after the commit.
    for (place, migration) in new {
      try connection.run(
        """
        INSERT INTO migration_text (name, place, sql) VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET place = excluded.place
        """, [.text(migration.name), SQLValue(place), .text(migration.sql)])
    }
    try connection.commit()
  }

  private func makeTables(tries: Int) throws(StorageError) {
    do throws(StorageError) {
      try connection.script(
        """
        CREATE TABLE IF NOT EXISTS migration (
          name     {text} PRIMARY KEY,
          checksum {blob} NOT NULL,
          time     {integer} NOT NULL) {strict};
        CREATE TABLE IF NOT EXISTS migration_expansion (  -- those that older releases can live with
          name     {text} PRIMARY KEY) {strict};
        CREATE TABLE IF NOT EXISTS migration_lock (       -- one row: who holds it migrates
          one      {integer} PRIMARY KEY) {strict};
        INSERT INTO migration_lock (one) VALUES (1) ON CONFLICT DO NOTHING;
        CREATE TABLE IF NOT EXISTS migration_text (       -- what was run, in order: by it a backup makes the schema anew
          name     {text} PRIMARY KEY,
          place    {integer} NOT NULL,
          sql      {text} NOT NULL) {strict};
        """)
    } catch {
      guard tries > 1, case .sql = error else { throw error }
      try makeTables(tries: tries - 1)
    }
  }

  private func checksums() throws(StorageError) -> [String: [UInt8]] {
    var kept: [String: [UInt8]] = [:]
    for row in try connection.rows("SELECT name, checksum FROM migration", []) {
      kept[try row.text("name")] = try row.blob("checksum")
    }
    return kept
  }

  private func check(_ migrations: [Migration], against kept: [String: [UInt8]]) throws(StorageError) {
    guard isRestoring || kept[RestoreMark.name] == nil else { throw .restoreUnfinished }
    var known: Set<String> = []
    for migration in migrations {
      guard known.insert(migration.name).inserted else { throw .badStatement("two migrations \(migration.name)") }
      if let checksum = kept[migration.name], checksum != migration.checksum {
        throw .migrationChanged(name: migration.name)
      }
    }
    for row in try connection.rows("SELECT name FROM migration_expansion", []) { known.insert(try row.text("name")) }
    known.insert(RestoreMark.name)  // Met by a restore only.
    if let unknown = kept.keys.filter({ !known.contains($0) }).min() { throw .migrationUnknown(name: unknown) }
  }

  /// Looks again once the lock is held: another instance may have run it meanwhile.
  private func run(_ migration: Migration, of all: [Migration]) throws(StorageError) {
    try connection.begin(writing: true)
    defer { connection.rollback() }  // Does nothing after the commit.
    _ = try connection.first("SELECT one FROM migration_lock WHERE one = 1 {lock}")
    let kept = try checksums()
    try check(all, against: kept)
    guard kept[migration.name] == nil else { return }
    try connection.script(migration.sql)
    try connection.run(
      "INSERT INTO migration (name, checksum, time) VALUES (?1, ?2, ?3)",
      [.text(migration.name), .blob(migration.checksum), .integer(clock())])
    if migration.expands {
      try connection.run("INSERT INTO migration_expansion (name) VALUES (?1)", [.text(migration.name)])
    }
    try connection.commit()
  }
}

extension Migration {
  /// Of the text before any engine spells it, so that it is the same on both.
  var checksum: [UInt8] { HashAlgorithm.sha256.hash(Array(sql.utf8)).bytes }
}
