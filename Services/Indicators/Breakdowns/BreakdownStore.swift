import Chassis
import Domain
import Storage

/// Breakdowns in their tables.
enum BreakdownStore {
  /// The version in force.
  static func find(_ key: TargetKey, in transaction: some Transaction) throws -> BreakdownRecord? {
    guard let head = try BreakdownTables.breakdown.find(key.values, in: transaction) else { return nil }
    let number = Int(try head.integer("number"))
    guard var record = try find(key, number: number, in: transaction) else { return nil }
    record.revision = try head.integer("revision")
    return record
  }

  /// A version by its number.
  static func find(_ key: TargetKey, number: Int, in transaction: some Transaction) throws -> BreakdownRecord? {
    guard let row = try BreakdownTables.version.find(key.values + [SQLValue(number)], in: transaction) else {
      return nil
    }
    return try version(row, isWhole: true, in: transaction)
  }

  /// One page of breakdowns of a programme, or of one zone of it; without partitions.
  static func page(
    _ programme: String, zone: String?, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<BreakdownRecord> {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    condition.narrow("zone =", zone.map { .text($0) })
    return try query.page(of: BreakdownTables.breakdown, where: condition, in: transaction) { head in
      let key = try TargetKey(row: head)
      let number = Int(try head.integer("number"))
      guard let row = try BreakdownTables.version.find(key.values + [SQLValue(number)], in: transaction) else {
        throw StorageError.column("number", expected: "the number of a version")
      }
      var record = try version(row, isWhole: false, in: transaction)
      record.revision = try head.integer("revision")
      return record
    }
  }

  /// One page of a breakdown's versions; without partitions.
  static func versions(
    _ key: TargetKey, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<BreakdownRecord> {
    let condition = SQLCondition("programme = ?1 AND zone = ?2 AND indicator = ?3 AND year = ?4", key.values)
    return try query.page(of: BreakdownTables.version, where: condition, in: transaction) { row in
      try version(row, isWhole: false, in: transaction)
    }
  }

  /// Keeps a version that is new, and puts it in force.
  static func put(_ record: BreakdownRecord, in transaction: WriteTransaction) throws {
    let key = record.key.values + [SQLValue(record.number)]
    let maker = record.madeBy?.allValues ?? []
    let row: [SQLValue] = [.text(record.reason), .text(record.agreement), .text(record.method?.rawValue ?? "")]
    try BreakdownTables.version.put(key + row + maker, in: transaction)
    try BreakdownTables.part.put(
      contentsOf: BreakdownRows.rows(of: record.breakdown).map { key + $0 }, in: transaction)
    try putHead(record, in: transaction)
  }

  /// Keeps the last step of the version in force.
  static func putLastStep(of record: BreakdownRecord, in transaction: WriteTransaction) throws {
    guard let step = record.steps.last else { return }
    let key = record.key.values + [SQLValue(record.number), SQLValue(record.steps.count)]
    try BreakdownTables.step.put(
      key + [.text(step.kind.rawValue), .text(step.reason)] + step.by.allValues, in: transaction)
    try putHead(record, in: transaction)
  }

  /// Keeps which version is in force, and whether it is locked.
  private static func putHead(_ record: BreakdownRecord, in transaction: WriteTransaction) throws {
    try BreakdownTables.breakdown.put(
      record.key.values + [
        SQLValue(record.number), SQLValue(record.lockedBy != nil), .integer(transaction.version.sequence),
      ], in: transaction)
  }

  private static func version(
    _ row: SQLRow, isWhole: Bool, in transaction: some Transaction
  ) throws -> BreakdownRecord {
    let (key, number) = (try TargetKey(row: row), Int(try row.integer("number")))
    let parts = try parts(key, number, isWhole: isWhole, in: transaction)
    return BreakdownRecord(
      key: key, number: number, breakdown: try BreakdownRows.breakdown(parts),
      reason: try row.text("reason"), agreement: try row.text("agreement"),
      method: SpreadMethod(rawValue: try row.text("method")), madeBy: try Signature(row: row, "maker"),
      steps: try steps(key, number, in: transaction), revision: try row.integer("since"))
  }

  private static func steps(
    _ key: TargetKey, _ number: Int, in transaction: some Transaction
  ) throws -> [BreakdownRecord.Step] {
    try BreakdownTables.step.select(
      where: ofVersion, key.values + [SQLValue(number)], orderBy: "ordinal", in: transaction
    ).map { row in
      guard let kind = BreakdownRecord.Step.Kind(rawValue: try row.text("kind")) else {
        throw StorageError.column("kind", expected: "a known step")
      }
      return BreakdownRecord.Step(kind: kind, reason: try row.text("reason"), by: try Signature(row: row, "actor"))
    }
  }

  private static let ofVersion = "programme = ?1 AND zone = ?2 AND indicator = ?3 AND year = ?4 AND number = ?5"

  private static func parts(
    _ key: TargetKey, _ number: Int, isWhole: Bool, in transaction: some Transaction
  ) throws -> [SQLRow] {
    try BreakdownTables.part.select(
      where: isWhole ? ofVersion : "\(ofVersion) AND kind = ''", key.values + [SQLValue(number)],
      orderBy: "month, position, place", in: transaction)
  }
}
