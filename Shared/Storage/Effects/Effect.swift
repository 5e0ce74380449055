/// One row that a write put or ended, as its log entry keeps it for ever.
///
/// Beside what was asked, the log keeps what came of it. So projections follow from the log alone: rules may change,
/// other services' answers may be gone, and the past stays what it was.
public struct Effect: Sendable, Hashable {
  /// What became of the row. The numbers are kept: never change one.
  public enum Kind: UInt8, Sendable, Hashable {
    /// There was no row of this key.
    case insert = 1
    /// The row of this key got other values.
    case update = 2
    /// The row of this key ended.
    case remove = 3
  }

  /// The table, as it was when the row was written.
  public var table: EffectTable
  /// What became of the row.
  public var kind: Kind
  /// The key's values, in the order of the table's key.
  public var key: [SQLValue]
  /// The other columns' values; none for a row that ended.
  public var columns: [SQLValue]
}

extension Effect {
  /// The row as it was put; only its key for a row that ended.
  public var row: SQLRow {
    SQLRow(columns: table.key + (kind == .remove ? [] : table.columns), values: key + columns)
  }
}

/// What an effect says of its table: names only, since each value tells its own kind.
public struct EffectTable: Sendable, Hashable {
  /// The table's name.
  public var name: String
  /// The names of the key's columns.
  public var key: [String]
  /// The names of the other columns.
  public var columns: [String]
}

extension VersionedTable {
  /// The table as its effects name it.
  var effectTable: EffectTable { EffectTable(name: name, key: key.map(\.name), columns: columns.map(\.name)) }
}
