// What only the server's own catalogue and pages tell.
extension PostgresConnection {
  func versionedTables() throws(StorageError) -> [String] {
    let sql = """
      SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = ?1 AND column_name IN ('since', 'until')
      GROUP BY table_name HAVING COUNT(*) = 2 ORDER BY table_name COLLATE "C"
      """
    var names: [String] = []
    for row in try rows(sql, [.text(schema)]) { names.append(try row.text("name")) }
    return names
  }

  func tables() throws(StorageError) -> [TableShape] {
    try TableShape.shapes(
      rows(
        """
        SELECT CAST(listed.relname AS TEXT) AS table_name, CAST(col.attname AS TEXT) AS column_name,
          CAST(COALESCE(array_position(CAST(key.indkey AS SMALLINT[]), col.attnum) + 1, 0) AS BIGINT) AS place
        FROM pg_namespace AS home JOIN pg_class AS listed ON listed.relnamespace = home.oid AND listed.relkind = 'r'
          JOIN pg_attribute AS col ON col.attrelid = listed.oid AND col.attnum > 0 AND NOT col.attisdropped
          LEFT JOIN pg_index AS key ON key.indrelid = listed.oid AND key.indisprimary
        WHERE home.nspname = ?1 ORDER BY CAST(listed.relname AS TEXT) COLLATE "C", col.attnum
        """, [.text(schema)]))
  }

  /// Has every page of every table read, which tells what the server's checksums tell. Where an administrator has made
  /// the extension amcheck and lets this role use it (deploy/postgresql/prepare.sql), tables are looked through row by
  /// row as well, and each index is compared with its table.
  func integrityFaults() throws(StorageError) -> [String] {
    let checks = try checks()
    var faults: [String] = []
    for name in try names("SELECT tablename AS name FROM pg_tables WHERE schemaname = ?1 ORDER BY tablename") {
      faults += try self.faults("SELECT COUNT(*) AS n FROM \(name.quotedName)", [], of: name) { _ in nil }
      guard let checks else { continue }
      let sql = """
        SELECT blkno, COALESCE(offnum, 0) AS row, msg FROM \(checks).verify_heapam(CAST(CAST(?1 AS TEXT) AS regclass))
        """
      faults += try self.faults(sql, [.text(name.quotedName)], of: name) { row throws(StorageError) in
        "page \(try row.integer("blkno")), row \(try row.integer("row")): \(try row.text("msg"))"
      }
    }
    guard let checks else { return faults }
    let indexes = """
      SELECT CAST(listed.relname AS TEXT) AS name FROM pg_class AS listed
        JOIN pg_namespace AS home ON home.oid = listed.relnamespace
        JOIN pg_am AS method ON method.oid = listed.relam AND method.amname = 'btree'
      WHERE home.nspname = ?1 AND listed.relkind = 'i' ORDER BY 1
      """
    for name in try names(indexes) {
      let sql = "SELECT \(checks).bt_index_check(CAST(CAST(?1 AS TEXT) AS regclass), true) AS checked"
      faults += try self.faults(sql, [.text(name.quotedName)], of: name) { _ in nil }
    }
    return faults
  }

  func leavesIndexesOut() throws(StorageError) -> Bool { try checks() == nil }

  /// The schema of amcheck's functions, quoted; nil where this role may not use them.
  private func checks() throws(StorageError) -> String? {
    let sql = """
      SELECT CAST(home.nspname AS TEXT) AS name FROM pg_extension AS extension
        JOIN pg_namespace AS home ON home.oid = extension.extnamespace
        JOIN pg_proc AS function ON function.pronamespace = home.oid
          AND function.proname IN ('verify_heapam', 'bt_index_check')
      WHERE extension.extname = 'amcheck' AND has_schema_privilege(home.oid, 'USAGE')
      GROUP BY home.nspname HAVING COUNT(DISTINCT function.proname) = 2
        AND bool_and(has_function_privilege(function.oid, 'EXECUTE'))
      """
    return try first(sql)?.text("name").quotedName
  }

  private func names(_ sql: String) throws(StorageError) -> [String] {
    try rows(sql, [.text(schema)]).map { row throws(StorageError) in try row.text("name") }
  }

  /// What a check of a table or an index answers, and what the server says where it cannot be read.
  private func faults(
    _ sql: String, _ arguments: [SQLValue], of name: String, _ fault: (SQLRow) throws(StorageError) -> String?
  ) throws(StorageError) -> [String] {
    do throws(StorageError) {
      var faults: [String] = []
      for row in try rows(sql, arguments) { if let fault = try fault(row) { faults.append("\(name): \(fault)") } }
      return faults
    } catch {
      guard case .sql(let fault) = error else { throw error }
      return ["\(name): \(fault.message)"]
    }
  }
}
