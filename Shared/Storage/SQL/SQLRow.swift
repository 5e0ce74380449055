/// One row of a result. Columns are asked for by name; another kind than the asked one is an error, never a conversion.
public struct SQLRow: Sendable, Hashable {
  /// The names of the columns, in the statement's order.
  public let columns: [String]
  /// The values, in the same order.
  public let values: [SQLValue]

  init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// The value of a column. Throws `StorageError.column` when the result has no such column.
  public func value(_ column: String) throws(StorageError) -> SQLValue {
    guard let index = columns.firstIndex(of: column) else { throw .column(column, expected: "a column of the result") }
    return values[index]
  }

  /// An integer. Throws `StorageError.column` for null and every other kind.
  public func integer(_ column: String) throws(StorageError) -> Int64 {
    guard case .integer(let value) = try value(column) else { throw .column(column, expected: "integer") }
    return value
  }

  /// A text. Throws `StorageError.column` for null and every other kind.
  public func text(_ column: String) throws(StorageError) -> String {
    guard case .text(let value) = try value(column) else { throw .column(column, expected: "text") }
    return value
  }

  /// Bytes. Throws `StorageError.column` for null and every other kind.
  public func blob(_ column: String) throws(StorageError) -> [UInt8] {
    guard case .blob(let value) = try value(column) else { throw .column(column, expected: "blob") }
    return value
  }

  /// True for any integer but 0. Throws `StorageError.column` for null and every other kind.
  public func flag(_ column: String) throws(StorageError) -> Bool { try integer(column) != 0 }

  /// An integer, or nil for null.
  public func integerIfPresent(_ column: String) throws(StorageError) -> Int64? {
    try value(column) == .null ? nil : integer(column)
  }

  /// A text, or nil for null.
  public func textIfPresent(_ column: String) throws(StorageError) -> String? {
    try value(column) == .null ? nil : text(column)
  }

  /// Bytes, or nil for null.
  public func blobIfPresent(_ column: String) throws(StorageError) -> [UInt8]? {
    try value(column) == .null ? nil : blob(column)
  }
}
