/// What comparing the records of personal data with their commitments in the log found.
public struct PersonalReport: FaultTally, Sendable, Hashable {
  /// How many records there are.
  public var records: Int64 = 0
  /// How many are not what their commitments say.
  public var faultCount = 0
  /// The first of them.
  public var faults: [PersonalFault] = []
}

/// A record of personal data that is not what the log says.
public struct PersonalFault: Sendable, Hashable {
  /// What is wrong with it.
  public enum Kind: Sendable, Hashable {
    /// The log has its commitment, and no entry that erased it, but it is not there.
    case missing
    /// It is not what was committed to.
    case differs
    /// It is there, but no entry has a commitment of it.
    case unexpected
  }

  /// Whose data, by resource name.
  public var resource: String
  /// What is wrong.
  public var kind: Kind
}

/// Goes through the records and the commitments side by side, in the order of their resources.
struct PersonalCheck {
  let read: LongRead

  private static let pageRows = 500

  /// Nil where the service keeps no personal data.
  func run() throws -> PersonalReport? {
    guard try read.page({ try $0.personalRecords() }) != nil else { return nil }
    var report = PersonalReport()
    var last = ""
    while true {
      let rows = try read.page { connection in
        let rows = try connection.rows(Self.page, [.text(last), SQLValue(Self.pageRows)])
        var committed = CommitmentReader(log: Log(connection))
        for row in rows {
          if try row.value("salt") != .null { report.records += 1 }
          if let kind = try Self.fault(row, &committed) {
            report.add(PersonalFault(resource: try row.text("resource"), kind: kind))
          }
        }
        return rows
      }
      guard let end = try rows.last?.text("resource") else { return report }
      last = end
    }
  }

  private static let page = """
    SELECT named.resource AS resource, record.version AS version, record.salt AS salt, record.bytes AS bytes,
      kept.algorithm AS algorithm, kept.commitment AS commitment, kept.since AS since
    FROM (SELECT resource FROM \(PersonalRecords.table)
        UNION SELECT resource FROM personal_commitment WHERE until = \(VersionedTable.current)) AS named
      LEFT JOIN \(PersonalRecords.table) AS record ON record.resource = named.resource
      LEFT JOIN personal_commitment AS kept
        ON kept.resource = named.resource AND kept.until = \(VersionedTable.current)
    WHERE named.resource > ?1 ORDER BY named.resource LIMIT ?2
    """

  private static func fault(_ row: SQLRow, _ committed: inout CommitmentReader) throws -> PersonalFault.Kind? {
    guard let since = try row.integerIfPresent("since") else { return .unexpected }
    guard let salt = try row.blobIfPresent("salt") else { return .missing }
    let resource = try row.text("resource")
    guard let inLog = try committed.commitment(of: resource, in: since) else { return .unexpected }
    let made = Commitment(inLog.algorithm, salt: salt, resource: resource, bytes: try row.blob("bytes"))
    return try made == inLog && row.integer("version") == since ? nil : .differs
  }
}

/// Finds commitments in the effects of the entries that kept them: the table of commitments could be edited with the
/// record, the log's bytes cannot.
struct CommitmentReader {
  let log: Log
  private var sequence: Int64 = 0
  private var found: [String: Commitment] = [:]

  init(log: Log) { self.log = log }

  /// The last commitment of a resource in an entry; nil when it has none.
  mutating func commitment(of resource: String, in sequence: Int64) throws -> Commitment? {
    if self.sequence != sequence { try take(sequence) }
    return found[resource]
  }

  private mutating func take(_ sequence: Int64) throws {
    (self.sequence, found) = (sequence, [:])
    guard let entry = try log.entries(after: sequence - 1, limit: 1, withBytes: false).first,
      entry.version.sequence == sequence, let effects = entry.effects
    else { return }
    for part in 0...max(0, effects.partsBefore) {
      var reader = EffectReader(try log.effectPart(part, of: entry))
      while let effect = try reader.next() {
        guard effect.table.name == PersonalRecords.commitments.name, case .text(let resource)? = effect.key.first else {
          continue
        }
        found[resource] = Self.commitment(effect)
      }
    }
  }

  private static func commitment(_ effect: Effect) -> Commitment? {
    guard effect.columns.count == 2, case .text(let name) = effect.columns[0],
      case .blob(let value) = effect.columns[1],
      let algorithm = HashAlgorithm(rawValue: name)
    else { return nil }
    return Commitment(algorithm: algorithm, value: TreeHash(bytes: value))
  }
}
