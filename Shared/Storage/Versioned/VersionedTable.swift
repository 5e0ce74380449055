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

    /// A column of integers.
    public static func integer(_ name: String) -> Column { Column(name: name, kind: .integer, isOptional: false) }
    /// A column of texts.
    public static func text(_ name: String) -> Column { Column(name: name, kind: .text, isOptional: false) }
    /// A column of bytes.
    public static func blob(_ name: String) -> Column { Column(name: name, kind: .blob, isOptional: false) }
    /// The same column with null allowed.
    public var optional: Column { Column(name: name, kind: kind, isOptional: true) }
  }

  /// The table's name in lower-case snake_case.
  public let name: String
  /// The columns that name a row at any one version, in the order of the primary key.
  public let key: [Column]
  /// The other columns.
  public let columns: [Column]

  /// The texts of its writes, made once: a large import runs them for every row.
  let statements: VersionedStatements

  /// Describes a table. A key of no columns, or one with null allowed, is a mistake in the program and traps.
  public init(_ name: String, key: [Column], columns: [Column]) {
    precondition(!key.isEmpty && key.allSatisfy { !$0.isOptional }, "\(name): a key needs columns that are never null")
    self.name = name
    self.key = key
    self.columns = columns
    statements = VersionedStatements(
      EffectTable(name: name, key: key.map(\.name), columns: columns.map(\.name)))
  }

  /// What `until` holds while a row is current.
  public static let current = Int64.max

  /// What `until` holds while a row is laid ahead: see `LaidBatch`.
  static let laid = Int64.max - 1
}
