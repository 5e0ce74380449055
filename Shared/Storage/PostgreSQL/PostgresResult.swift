import CPostgres

/// Owns one `PGresult`: what the server said to one command.
struct PostgresResult: ~Copyable {
  private let raw: OpaquePointer

  init(takingOwnership raw: OpaquePointer) { self.raw = raw }

  deinit { PQclear(raw) }

  var status: ExecStatusType { PQresultStatus(raw) }

  var isFault: Bool { status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE }

  /// How many rows a statement changed.
  var changed: Int { Int(String(cString: PQcmdTuples(raw))) ?? 0 }

  /// The command that was run, as the server calls it.
  var tag: String { String(cString: PQcmdStatus(raw)) }

  /// The types of a described statement's parameters.
  var parameterTypes: [Oid] { (0..<PQnparams(raw)).map { PQparamtype(raw, $0) } }

  var columns: [String] {
    (0..<PQnfields(raw)).map { column in PQfname(raw, column).map { String(cString: $0) } ?? "" }
  }

  var rowCount: Int32 { PQntuples(raw) }

  /// A row of a binary result. Throws `badStatement` for a type that has no place in `SQLValue`.
  func row(_ row: Int32, _ columns: [String]) throws(StorageError) -> SQLRow {
    var values: [SQLValue] = []
    values.reserveCapacity(columns.count)
    for column in 0..<PQnfields(raw) { values.append(try value(row, column)) }
    return SQLRow(columns: columns, values: values)
  }

  func rows() throws(StorageError) -> [SQLRow] {
    let columns = columns
    var rows: [SQLRow] = []
    rows.reserveCapacity(Int(rowCount))
    for index in 0..<rowCount { rows.append(try row(index, columns)) }
    return rows
  }

  /// A value of a result in text form; nil for null.
  func text(_ row: Int32, _ column: Int32) -> String? {
    PQgetisnull(raw, row, column) == 1 ? nil : PQgetvalue(raw, row, column).map { String(cString: $0) }
  }

  private func value(_ row: Int32, _ column: Int32) throws(StorageError) -> SQLValue {
    if PQgetisnull(raw, row, column) == 1 { return .null }
    let bytes = UnsafeRawBufferPointer(
      start: PQgetvalue(raw, row, column), count: Int(PQgetlength(raw, row, column)))
    switch PQftype(raw, column) {
    case PostgresType.int8: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
    case PostgresType.int4: return .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
    case PostgresType.int2: return .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
    case PostgresType.bool: return .integer(bytes.first == 1 ? 1 : 0)
    case PostgresType.bytea: return .blob(Array(bytes))
    case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.unknown:
      return .text(String(decoding: bytes, as: UTF8.self))
    case PostgresType.void: return .null
    case let type:
      throw .badStatement("column \(columns[Int(column)]) has type \(type): cast it (a sum of integers is NUMERIC)")
    }
  }

  /// What the server says is wrong. Details are left out: they quote people's data.
  func fault(_ sql: String) -> SQLFault {
    SQLFault(
      code: 0, message: field(UInt8(ascii: "M")) ?? "no message", sql: sql, state: field(UInt8(ascii: "C")) ?? "")
  }

  private func field(_ code: UInt8) -> String? {
    PQresultErrorField(raw, Int32(code)).map { String(cString: $0) }
  }
}
