// What only SQLite's own catalogue and pages tell.
extension SQLiteConnection {
  func versionedTables() throws(StorageError) -> [String] {
    let sql = """
      SELECT name FROM sqlite_schema AS listed WHERE type = 'table' AND
        (SELECT COUNT(*) FROM pragma_table_info(listed.name) WHERE name IN ('since', 'until')) = 2 ORDER BY name
      """
    var names: [String] = []
    for row in try rows(sql, []) { names.append(try row.text("name")) }
    return names
  }

  func tables() throws(StorageError) -> [TableShape] {
    try TableShape.shapes(
      rows(
        """
        SELECT listed.name AS table_name, col.name AS column_name, col.pk AS place
        FROM sqlite_schema AS listed CROSS JOIN pragma_table_info(listed.name) AS col
        WHERE listed.type = 'table' AND substr(listed.name, 1, 7) <> 'sqlite_' ORDER BY listed.name, col.cid
        """, []))
  }

  func leavesIndexesOut() -> Bool { false }

  /// Table by table, so that no single read holds up the log's files for long.
  func integrityFaults() throws(StorageError) -> [String] {
    let names: [String]
    do throws(StorageError) {
      names = try rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", [])
        .map { row throws(StorageError) in try row.text("name") }
    } catch {
      guard error.isDamage else { throw error }
      return SQLiteHeader.faults(of: databaseFile) + ["\(error)"]
    }
    var faults = SQLiteHeader.faults(of: databaseFile)
    for name in names { faults += try self.faults(of: name) }
    return faults
  }

  /// A table that is so broken that the check itself cannot go on is told as well.
  private func faults(of table: String) throws(StorageError) -> [String] {
    do throws(StorageError) {
      var faults: [String] = []
      for row in try rows("PRAGMA integrity_check(\(table.quotedName))", []) {
        guard case .text(let line)? = row.values.first, line != "ok" else { continue }
        faults.append("\(table): \(line)")
      }
      return faults
    } catch {
      guard error.isDamage else { throw error }
      return ["\(table): \(error)"]
    }
  }
}
