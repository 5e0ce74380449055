/// What a check of a store found.
public struct CheckReport: Sendable, Hashable {
  /// The version up to which was checked.
  public var version: DataVersion
  /// Whether the log is as its hashes say; nil when it could not be read to its end, which is then among `engineFaults`.
  public var log: LogVerification?
  /// What the engine says of its own files, and what could not be read, each by its table; empty when all is well.
  public var engineFaults: [String] = []
  /// The projections that were recomputed and compared; nil when that was not asked for or the log is broken.
  public var projections: ProjectionReport?
  /// The records of personal data that were compared with their commitments; nil where the service keeps none or the log
  /// is broken.
  public var personal: PersonalReport?
  /// Whether the engine's indexes were not compared with their tables, because the service's role may not.
  public var leavesIndexesOut = false
  /// How long the write-ahead log was when the check began, in bytes; nil where the engine keeps it for itself.
  public var walBytes: Int64?

  /// Whether nothing at all was found.
  public var isSound: Bool {
    guard case .intact? = log, engineFaults.isEmpty, personal?.faultCount ?? 0 == 0 else { return false }
    return projections?.isSound ?? true
  }
}

/// What comparing the projections with those that follow from the log found.
public struct ProjectionReport: FaultTally, Sendable, Hashable {
  /// How many rows each table has, history included.
  public var tables: [TableCount] = []
  /// How many rows differ.
  public var faultCount = 0
  /// The first of them.
  public var faults: [RowFault] = []
  /// The last entry of an older release that kept no effects: what comes of it cannot be recomputed, and nothing was
  /// compared.
  public var withoutEffects: Int64?

  /// Whether every row is as the log says.
  public var isSound: Bool { faultCount == 0 && withoutEffects == nil }

  /// A table and its size.
  public struct TableCount: Sendable, Hashable {
    /// The table's name.
    public var name: String
    /// How many rows it has.
    public var rows: Int64
  }
}

/// A row of a projection that is not what the log says.
public struct RowFault: Sendable, Hashable {
  /// What is wrong with it.
  public enum Kind: Sendable, Hashable {
    /// The log has it, the table has not.
    case missing
    /// The table has it, the log has not.
    case unexpected
    /// Its value in this column is another one.
    case differs(column: String)
    /// The log has rows for the table, which is not there.
    case tableMissing
  }

  /// The table.
  public var table: String
  /// The key's values; of a row in a table that the log does not know, all values.
  public var key: [SQLValue]
  /// The version from which the row is true.
  public var since: Int64
  /// What is wrong.
  public var kind: Kind
}
