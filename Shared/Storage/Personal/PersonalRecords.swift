/// Personal data beside the log: one record for a resource, outside of the projections' history and of the log's bytes,
/// so that it can be erased and every proof still holds.
///
/// The log gets a salted commitment of each record, as a row of a versioned table. Only the newest record of a resource
/// is kept: one that is replaced is erased at once.
public enum PersonalRecords {
  /// The tables, for the migrations of a service that keeps personal data.
  public static let migration = Migration(
    "personal 0001 create records",
    """
    CREATE TABLE \(table) (
      resource {text} PRIMARY KEY,
      version  {integer} NOT NULL,  -- that kept it, as its commitment's row says too
      salt     {blob} NOT NULL,
      bytes    {blob} NOT NULL) {strict};

    \(commitments.createStatements)
    """, expands: true)

  static let table = "personal_record"

  /// What the log knows of the records: a projection like every other.
  static let commitments = VersionedTable(
    "personal_commitment", key: [.text("resource")], columns: [.text("algorithm"), .blob("commitment")])

  /// Keeps a record from the version being written; the resource's record before it is erased. Records are not laid
  /// ahead of their entry.
  public static func put(_ sealed: SealedRecord, in transaction: WriteTransaction) throws(StorageError) {
    guard transaction.laying == nil else { throw .badStatement("personal records cannot be put ahead") }
    try transaction.erase(from: table, where: "resource = ?1", [.text(sealed.resource)])
    try transaction.post(
      "INSERT INTO \(table) (resource, version, salt, bytes) VALUES (?1, ?2, ?3, ?4)",
      [.text(sealed.resource), .integer(transaction.version.sequence), .blob(sealed.salt), .blob(sealed.bytes)])
    let commitment = sealed.commitment
    try commitments.put(
      [.text(sealed.resource), .text(commitment.algorithm.rawValue), .blob(commitment.value.bytes)], in: transaction)
  }

  /// Erases a resource's record with its salt, and ends its commitment. Returns false when there is none.
  @discardableResult
  public static func erase(_ resource: String, in transaction: WriteTransaction) throws(StorageError) -> Bool {
    try transaction.erase(from: table, where: "resource = ?1", [.text(resource)])
    return try commitments.remove([.text(resource)], in: transaction)
  }

  /// The data of a resource as it was at the transaction's version; nil when there was none, or it was erased or
  /// replaced since. Whoever gives it out writes an entry first: see `Store.disclose`.
  public static func find(
    _ resource: String, in transaction: some Transaction
  ) throws(StorageError) -> [UInt8]? {
    try find(resource, at: transaction.version.sequence, in: transaction)
  }

  static func find(
    _ resource: String, at version: Int64, in transaction: some Transaction
  ) throws(StorageError) -> [UInt8]? {
    // There is one record, of the newest commitment: if that began at or before the version, it is the one asked for.
    let sql = "SELECT bytes FROM \(table) WHERE resource = ?1 AND version <= ?2"
    return try transaction.first(sql, [.text(resource), .integer(version)])?.blob("bytes")
  }

  /// What is known of a resource's data at the transaction's version; nil when there was none or it was erased by then.
  public static func state(
    of resource: String, in transaction: some Transaction
  ) throws(StorageError) -> PersonalState? {
    try states(of: [resource], in: transaction)[resource]
  }

  /// The same of several resources, by their names.
  public static func states(
    of resources: [String], in transaction: some Transaction
  ) throws(StorageError) -> [String: PersonalState] {
    if resources.isEmpty { return [:] }
    let marks = resources.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    return try states("kept.resource IN (\(marks))", resources.map { .text($0) }, in: transaction)
  }

  private static func states(
    _ condition: String, _ arguments: [SQLValue], in transaction: some Transaction
  ) throws(StorageError) -> [String: PersonalState] {
    let name = commitments.name
    let rows = try transaction.rows(
      """
      SELECT kept.resource AS resource, kept.algorithm AS algorithm, kept.commitment AS commitment,
        record.version AS version
      FROM \(name) AS kept LEFT JOIN \(table) AS record
        ON record.resource = kept.resource AND record.version = kept.since
      WHERE \(condition) AND \(commitments.isTrue(at: arguments.count + 1, as: "kept"))
      """, arguments + [.integer(transaction.version.sequence)])
    var states: [String: PersonalState] = [:]
    for row in rows {
      let commitment = Commitment(algorithm: try algorithm(row), value: TreeHash(bytes: try row.blob("commitment")))
      states[try row.text("resource")] = PersonalState(
        commitment: commitment, isKept: try row.value("version") != .null)
    }
    return states
  }

  static func algorithm(_ row: SQLRow) throws(StorageError) -> HashAlgorithm {
    guard let known = HashAlgorithm(rawValue: try row.text("algorithm")) else {
      throw .column("algorithm", expected: "a known hash algorithm")
    }
    return known
  }
}

/// What is known of personal data without reading it.
public struct PersonalState: Sendable, Hashable {
  /// What the log kept in its place.
  public var commitment: Commitment
  /// Whether the data itself is still kept: it was neither erased nor replaced since.
  public var isKept: Bool

  /// Of data that is about to be kept, or was.
  public init(commitment: Commitment, isKept: Bool) {
    self.commitment = commitment
    self.isKept = isKept
  }
}
