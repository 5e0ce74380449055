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
