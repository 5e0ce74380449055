/// One service's data at one version: a reading transaction that is open from the head's being pinned to the last row.
///
/// The engine keeps what it holds for as long as it reads: on SQLite the write-ahead log grows meanwhile.
struct Snapshot {
  private let connection: any SQLConnection
  /// The version that is read.
  let head: LogHead
  /// How its schema came about, in order.
  let migrations: [Migration]

  /// Tables that tell of the schema, and hold no data: they come about again with it.
  private static let schemaTables: Set = ["migration", "migration_expansion", "migration_lock", "migration_text"]

  /// Pins the head. Throws `cannotOpen` when there is no database, `failed` when a release wrote it that kept no texts.
  init(_ connection: any SQLConnection) throws(StorageError) {
    self.connection = connection
    try connection.begin(writing: false)
    let tables = try connection.tables().map(\.name)
    guard tables.contains("log_head") else { throw .failed("there is no data of a service") }
    head = try Log(connection).head()
    try connection.syncSeen()
    guard tables.contains("migration_text") else { throw Self.olderRelease }
    migrations = try connection.rows(
      """
      SELECT migration.name AS name, sql, migration_expansion.name AS expansion
      FROM migration LEFT JOIN migration_text ON migration_text.name = migration.name
        LEFT JOIN migration_expansion ON migration_expansion.name = migration.name
      ORDER BY migration_text.place NULLS LAST, migration.name
      """, []
    ).map { row throws(StorageError) in
      let name = try row.text("name")
      if name == RestoreMark.name { throw .restoreUnfinished }
      guard let sql = try row.textIfPresent("sql") else { throw Self.olderRelease }
      return Migration(name, sql, expands: try row.value("expansion") != .null)
    }
  }

  private static let olderRelease = StorageError.failed(
    "an older release wrote this data: start the service once with this release")

  /// Throws when the log's tables are not yet as this release writes them.
  func requireEntriesTaken() throws(StorageError) {
    let kept = Set(migrations.map(\.name))
    guard LogMigrations.all.allSatisfy({ kept.contains($0.name) }) else { throw Self.olderRelease }
  }

  /// The tables that hold data.
  static func tables(_ connection: any SQLConnection) throws(StorageError) -> [TableShape] {
    try connection.tables().filter { !schemaTables.contains($0.name) }
  }

  /// Writes everything to a file. Returns what it came to.
  func write(to path: String) throws -> (tables: [TableDigest], bytes: Int64, sha256: [UInt8]) {
    let file = try BackupWriter(path)
    var schema = ValueWriter()
    schema.put(UInt64(migrations.count))
    for migration in migrations {
      schema.put(migration.name)
      schema.put(migration.sql)
      schema.put(UInt64(migration.expands ? 1 : 0))
    }
    try file.put(.schema, schema.bytes)
    var found: [TableDigest] = []
    for table in try Self.tables(connection) { found.append(try write(table, to: file)) }
    var end = ValueWriter()
    end.put(UInt64(found.count))
    try file.put(.end, end.bytes)
    let (bytes, sha256) = try file.finish()
    return (found, bytes, sha256)
  }

  private func write(_ table: TableShape, to file: BackupWriter) throws -> TableDigest {
    var head = ValueWriter()
    head.put(table.name)
    head.put(table.columns)
    head.put(table.key)
    try file.put(.table, head.bytes)
    var digest = RowDigest()
    var rows = ValueWriter()
    var count: Int64 = 0
    func close() throws(StorageError) {
      digest.add(rows.bytes, rows: count)
      if count > 0 { try file.put(.rows, rows.bytes) }
      rows.bytes.removeAll(keepingCapacity: true)
      count = 0
    }
    try connection.forEach(table.selectAll, []) { row in
      for value in row.values { rows.put(value) }
      count += 1
      if rows.bytes.count >= BackupFile.rowsBytes { try close() }
    }
    try close()
    let found = digest.value(table.name)
    var end = ValueWriter()
    end.put(UInt64(found.rows))
    end.put(.blob(found.digest))
    try file.put(.tableEnd, end.bytes)
    return found
  }
}
