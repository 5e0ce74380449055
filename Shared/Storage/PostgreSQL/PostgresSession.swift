import CPostgres

/// Sets up a session that has just been connected, and looks at what the server is.
struct PostgresSession {
  private let raw: OpaquePointer
  private let location: PostgresLocation

  /// PostgreSQL 13, which is the oldest that is worth a try; the tests run on 15.
  private static let versionMin = 130_000

  init(_ raw: OpaquePointer, _ location: PostgresLocation) {
    self.raw = raw
    self.location = location
  }

  /// A process that hangs in a transaction must not keep the log's head from the others.
  func setUp() throws(StorageError) {
    let schema = location.schema
    _ = try ask(
      """
      SET search_path TO "\(schema)"; SET standard_conforming_strings TO on; SET client_min_messages TO warning;
      SET statement_timeout TO '60s'; SET lock_timeout TO '30s'; SET idle_in_transaction_session_timeout TO '60s';
      SET cursor_tuple_fraction TO 1;
      """)
    try refuseWhatLosesData()
    if try !hasSchema() { try makeSchema() }
  }

  private func hasSchema() throws(StorageError) -> Bool {
    try ask("SELECT to_regnamespace('\(location.schema)') IS NOT NULL") == ["t"]
  }

  private func refuseWhatLosesData() throws(StorageError) {
    let found = try ask(
      """
      SELECT current_setting('server_version_num'), current_setting('server_encoding'), current_setting('fsync'),
        current_setting('synchronous_commit')
      """)
    if let fault = Self.fault(version: found[0], encoding: found[1], fsync: found[2], synchronousCommit: found[3]) {
      throw fault
    }
  }

  /// Why a server with these settings is not used; nil when it is.
  static func fault(version: String, encoding: String, fsync: String, synchronousCommit: String) -> StorageError? {
    guard Int(version) ?? 0 >= versionMin else { return .notDurable("PostgreSQL \(version) is older than 13") }
    guard encoding == "UTF8" else { return .notDurable("the database's encoding is \(encoding); it must be UTF8") }
    guard fsync == "on" else { return .notDurable("the server has fsync = \(fsync); it must be on") }
    guard synchronousCommit != "off" else {
      return .notDurable("the session has synchronous_commit = off; commits must wait for the disk")
    }
    return nil
  }

  /// Where the role may, the schema is made; otherwise an administrator does it once. Of two sessions that make it at
  /// the same time PostgreSQL fails one, also with `IF NOT EXISTS`: that one finds it made.
  private func makeSchema() throws(StorageError) {
    do throws(StorageError) {
      _ = try ask("CREATE SCHEMA IF NOT EXISTS \"\(location.schema)\"")
    } catch {
      if try hasSchema() { return }
      throw .cannotOpen(
        path: location.shown,
        reason: "there is no schema \(location.schema), and this role may not make one: run "
          + "deploy/postgresql/prepare.sql on it")
    }
  }

  /// The values of the last statement's first row.
  private func ask(_ sql: String) throws(StorageError) -> [String] {
    guard let result = PQexec(raw, sql) else { throw .unreachable(PostgresChannel.message(raw)) }
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_TUPLES_OK || PQresultStatus(result) == PGRES_COMMAND_OK else {
      throw .cannotOpen(path: location.shown, reason: PostgresChannel.message(raw))
    }
    guard PQntuples(result) > 0 else { return [] }
    return (0..<PQnfields(result)).map { column in PQgetvalue(result, 0, column).map { String(cString: $0) } ?? "" }
  }
}
