import CSQLite

/// SQLite as the product sets it up: WAL, and a sync for each commit.
final class RawSQLite: RawEngine {
  private var database: OpaquePointer?
  private var statement: OpaquePointer?

  init(_ url: String) throws {
    let path = url.dropFirst("sqlite://".count) + "/raw.sqlite"
    guard sqlite3_open(String(path), &database) == SQLITE_OK else { throw RawFault(text: "cannot open \(path)") }
    for sql in [
      "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
      "CREATE TABLE figure (number INTEGER, name TEXT, value INTEGER, since INTEGER, until INTEGER, "
        + "PRIMARY KEY (number, since)) STRICT, WITHOUT ROWID",
    ] { try run(sql) }
    sqlite3_prepare_v2(database, "INSERT INTO figure VALUES (?1, '济宁高新区', ?2, 1, 9)", -1, &statement, nil)
  }

  func begin() throws { try run("BEGIN IMMEDIATE") }
  func commit() throws { try run("COMMIT") }

  func insert(_ number: Int64) throws {
    sqlite3_bind_int64(statement, 1, number)
    sqlite3_bind_int64(statement, 2, number &* 7)
    guard sqlite3_step(statement) == SQLITE_DONE else {
      throw RawFault(text: String(cString: sqlite3_errmsg(database)))
    }
    sqlite3_reset(statement)
  }

  private func run(_ sql: String) throws {
    guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
      throw RawFault(text: String(cString: sqlite3_errmsg(database)))
    }
  }
}
