/// A projection whose rows know when they were true: `since` is the first version that sees a row, `until` the version
/// that ended it, or `Int64.max` while it is current. So any read at version v is `since <= v AND until > v`.
///
/// The columns `since` and `until` are the table's own; `key` and `columns` are the caller's. Every text that is asked
/// by callers uses `?N` parameters and runs on both engines.
public struct VersionedTable: Sendable, Hashable {
  /// The kind of a column's values.
  public enum Kind: Sendable, Hashable { case integer, text, blob }

  /// One column: a name and a kind, and whether null is allowed.
  public struct Column: Sendable, Hashable {
    /// The name in lower-case snake_case.
    public let name: String
    /// What it holds.
    public let kind: Kind
    /// Whether it may be null. Key columns may not.
    public let isOptional: Bool
    /// Whether it tells where a row came from: a row that differs in such columns alone is the same, and is kept as it is.
    public let isProvenance: Bool

    /// A column of integers.
    public static func integer(_ name: String) -> Column { Column(name, .integer) }
    /// A column of texts.
    public static func text(_ name: String) -> Column { Column(name, .text) }
    /// A column of bytes.
    public static func blob(_ name: String) -> Column { Column(name, .blob) }
    /// The same column with null allowed.
    public var optional: Column { Column(name, kind, isOptional: true, isProvenance: isProvenance) }
    /// The same column as one that tells where a row came from.
    public var provenance: Column { Column(name, kind, isOptional: isOptional, isProvenance: true) }

    private init(_ name: String, _ kind: Kind, isOptional: Bool = false, isProvenance: Bool = false) {
      (self.name, self.kind, self.isOptional, self.isProvenance) = (name, kind, isOptional, isProvenance)
    }
  }

  /// The table's name in lower-case snake_case.
  public let name: String
  /// The columns that name a row at any one version, in the order of the primary key.
  public let key: [Column]
  /// The other columns.
  public let columns: [Column]

  /// The texts of its writes, made once: a large import runs them for every row.
  let statements: VersionedStatements
  /// The numbers of the columns by which rows differ.
  private let compared: [Int]

  /// Describes a table. A key of no columns, or one with null allowed, is a mistake in the program and traps.
  public init(_ name: String, key: [Column], columns: [Column]) {
    precondition(!key.isEmpty && key.allSatisfy { !$0.isOptional }, "\(name): a key needs columns that are never null")
    self.name = name
    self.key = key
    self.columns = columns
    compared = columns.indices.filter { !columns[$0].isProvenance }
    statements = VersionedStatements(
      EffectTable(name: name, key: key.map(\.name), columns: columns.map(\.name)))
  }

  /// Whether a kept row (the columns, then `since`) says the same as new columns.
  func isSame(_ kept: SQLRow, _ columnValues: [SQLValue]) -> Bool {
    compared.allSatisfy { kept.values[$0] == columnValues[$0] }
  }

  /// What `until` holds while a row is current.
  public static let current = Int64.max

  /// What `until` holds while a row is laid ahead: see `LaidBatch`.
  static let laid = Int64.max - 1
}
