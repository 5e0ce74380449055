/// Brings a schema up to date: each migration once, in its own transaction, with a checksum of its text kept.
struct Migrator {
  let connection: any SQLConnection
  let clock: @Sendable () -> Int64

  /// Runs those of `migrations` that were not run yet, in their order. Nothing is run when any kept one does not fit.
  func run(_ migrations: [Migration]) throws(StorageError) {
    try connection.script(
      """
      CREATE TABLE IF NOT EXISTS migration (
        name     {text} PRIMARY KEY,
        checksum {blob} NOT NULL,
        time     {integer} NOT NULL) {strict};
      """)
    let kept = try checksums()
    try check(kept, against: migrations)
    for migration in migrations where kept[migration.name] == nil { try run(migration) }
  }

  private func checksums() throws(StorageError) -> [String: [UInt8]] {
    var kept: [String: [UInt8]] = [:]
    for row in try connection.rows("SELECT name, checksum FROM migration", []) {
      kept[try row.text("name")] = try row.blob("checksum")
    }
    return kept
  }

  private func check(_ kept: [String: [UInt8]], against migrations: [Migration]) throws(StorageError) {
    var known: Set<String> = []
    for migration in migrations {
      guard known.insert(migration.name).inserted else { throw .badStatement("two migrations \(migration.name)") }
      if let checksum = kept[migration.name], checksum != migration.checksum {
        throw .migrationChanged(name: migration.name)
      }
    }
    if let unknown = kept.keys.filter({ !known.contains($0) }).min() { throw .migrationUnknown(name: unknown) }
  }

  private func run(_ migration: Migration) throws(StorageError) {
    try connection.begin(writing: true)
    defer { connection.rollback() }  // Does nothing after the commit.
    try connection.script(migration.sql)
    try connection.run(
      "INSERT INTO migration (name, checksum, time) VALUES (?1, ?2, ?3)",
      [.text(migration.name), .blob(migration.checksum), .integer(clock())])
    try connection.commit()
  }
}

extension Migration {
  /// Of the text before any engine spells it, so that it is the same on both.
  var checksum: [UInt8] { HashAlgorithm.sha256.hash(Array(sql.utf8)).bytes }
}
