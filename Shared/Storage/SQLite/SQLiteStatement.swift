import CSQLite

/// Owns one prepared statement of one connection, and is used on that connection's thread only.
final class SQLiteStatement {
  private let raw: OpaquePointer
  private let sql: String
  private let parameters: Int
  let columns: [String]
  /// True from being taken to being given back: a statement that is stepping must not be started again.
  var isBusy = false

  /// Prepares the first statement of `sql`, which is already spelled for SQLite.
  init(_ sql: String, on database: OpaquePointer) throws(StorageError) {
    var raw: OpaquePointer?
    let code = sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &raw, nil)
    guard code == SQLITE_OK else { throw .sqlite(database, code, sql) }
    guard let raw else { throw .badStatement("an empty text") }
    self.raw = raw
    self.sql = sql
    parameters = Int(sqlite3_bind_parameter_count(raw))
    columns = (0..<sqlite3_column_count(raw)).map { String(cString: sqlite3_column_name(raw, $0)) }
  }

  deinit { sqlite3_finalize(raw) }

  /// Sets all parameters. Throws `nulInText`, and `badStatement` when there are more or fewer than the text names.
  func bind(_ arguments: some RandomAccessCollection<SQLValue>) throws(StorageError) {
    guard arguments.count == parameters else {
      throw .badStatement("\(parameters) parameters but \(arguments.count) arguments: \(sql)")
    }
    var place: Int32 = 0
    for argument in arguments {
      place += 1
      let code = try bind(argument, at: place)
      guard code == SQLITE_OK else { throw fault(code) }
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) throws(StorageError) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(raw, index)
    case .integer(let integer): return sqlite3_bind_int64(raw, index, integer)
    case .blob(let bytes):
      return bytes.withUnsafeBytes { tupo_sqlite3_bind_blob(raw, index, $0.baseAddress, UInt64($0.count)) }
    case .text(var text):
      let code: Int32? = text.withUTF8 { utf8 in
        guard !utf8.contains(0) else { return nil }
        return utf8.withMemoryRebound(to: CChar.self) { chars in
          // An empty buffer may have no address, and a null pointer would bind NULL.
          guard let address = chars.baseAddress else { return tupo_sqlite3_bind_text(raw, index, "", 0) }
          return tupo_sqlite3_bind_text(raw, index, address, UInt64(chars.count))
        }
      }
      guard let code else { throw .nulInText }
      return code
    }
  }

  /// Moves to the next row; false at the end.
  func step() throws(StorageError) -> Bool {
    switch sqlite3_step(raw) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw fault(code)
    }
  }

  /// The row on which the statement stands.
  func row() -> SQLRow { SQLRow(columns: columns, values: (0..<Int32(columns.count)).map(value)) }

  private func value(_ column: Int32) -> SQLValue {
    switch sqlite3_column_type(raw, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(raw, column))
    case SQLITE_TEXT:
      // The pointer first and the length after it: asking for the text may convert, and so change the length.
      let bytes = sqlite3_column_text(raw, column)
      let count = Int(sqlite3_column_bytes(raw, column))
      return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let bytes = sqlite3_column_blob(raw, column)
      let count = Int(sqlite3_column_bytes(raw, column))
      return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    case SQLITE_FLOAT: return .text("\(sqlite3_column_double(raw, column))")  // No statement of ours makes one.
    default: return .null
    }
  }

  /// Ends the execution and forgets the arguments, so that the statement holds neither a lock nor memory.
  func reset() {
    sqlite3_reset(raw)
    sqlite3_clear_bindings(raw)
  }

  /// Ends the execution, to be bound and stepped again.
  func rewind() { sqlite3_reset(raw) }

  private func fault(_ code: Int32) -> StorageError {
    guard let database = sqlite3_db_handle(raw) else { return .closed }
    return .sqlite(database, code, sql)
  }
}

extension StorageError {
  /// What SQLite said last on this connection. An interrupt is only ever our own: the time limit of a read.
  static func sqlite(_ database: OpaquePointer, _ code: Int32, _ sql: String) -> StorageError {
    if code & 0xff == SQLITE_INTERRUPT { return .readTooLong }
    if code & 0xff == SQLITE_FULL { return .diskFull }
    return .sql(SQLFault(code: code, message: String(cString: sqlite3_errmsg(database)), sql: sql))
  }
}
