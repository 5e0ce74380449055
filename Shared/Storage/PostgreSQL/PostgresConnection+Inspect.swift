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

  /// Has every page of every table read, which tells what the server's checksums tell. Indexes are an administrator's
  /// to check (`pg_amcheck`): the role of a service may not.
  func integrityFaults() throws(StorageError) -> [String] {
    var faults: [String] = []
    let tables = "SELECT tablename AS name FROM pg_tables WHERE schemaname = ?1 ORDER BY tablename"
    for table in try rows(tables, [.text(schema)]) {
      let name = try table.text("name")
      do throws(StorageError) {
        _ = try rows("SELECT COUNT(*) AS n FROM \(name.quotedName)", [])
      } catch {
        guard case .sql(let fault) = error else { throw error }
        faults.append("\(name): \(fault.message)")
      }
    }
    return faults
  }
}
