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
    record.lockedBy = try lock(head)
    record.revision = try head.integer("revision")
    return record
  }

  /// A version by its number, without a lock.
  static func find(_ key: TargetKey, number: Int, in transaction: some Transaction) throws -> BreakdownRecord? {
    guard let row = try BreakdownTables.version.find(key.values + [SQLValue(number)], in: transaction) else {
      return nil
    }
    return try version(row, try parts(key, number, isWhole: true, in: transaction))
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
      var record = try version(row, try parts(key, number, isWhole: false, in: transaction))
      record.lockedBy = try lock(head)
      record.revision = try head.integer("revision")
      return record
    }
  }

  /// One page of a breakdown's versions; without partitions and locks.
  static func versions(
    _ key: TargetKey, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<BreakdownRecord> {
    let condition = SQLCondition("programme = ?1 AND zone = ?2 AND indicator = ?3 AND year = ?4", key.values)
    return try query.page(of: BreakdownTables.version, where: condition, in: transaction) { row in
      try version(row, try parts(key, Int(try row.integer("number")), isWhole: false, in: transaction))
    }
  }

  /// Keeps a version that is new, and puts it in force.
  static func put(_ record: BreakdownRecord, in transaction: WriteTransaction) throws {
    let key = record.key.values + [SQLValue(record.number)]
    let maker = record.madeBy?.values ?? []
    let row: [SQLValue] = [.text(record.reason), .text(record.agreement), .text(record.method?.rawValue ?? "")]
    try BreakdownTables.version.put(key + row + maker, in: transaction)
    try BreakdownTables.part.put(
      contentsOf: BreakdownRows.rows(of: record.breakdown).map { key + $0 }, in: transaction)
    try putHead(record, in: transaction)
  }

  /// Keeps which version is in force, and its lock.
  static func putHead(_ record: BreakdownRecord, in transaction: WriteTransaction) throws {
    let lock = record.lockedBy ?? Signature.nobody
    try BreakdownTables.breakdown.put(
      record.key.values + [SQLValue(record.number), SQLValue(record.lockedBy != nil)] + lock.values
        + [.integer(transaction.version.sequence)], in: transaction)
  }

  private static func lock(_ head: SQLRow) throws -> Signature? {
    try head.flag("locked") ? Signature(row: head, "lock") : nil
  }

  private static func version(_ row: SQLRow, _ parts: [SQLRow]) throws -> BreakdownRecord {
    BreakdownRecord(
      key: try TargetKey(row: row), number: Int(try row.integer("number")),
      breakdown: try BreakdownRows.breakdown(parts), reason: try row.text("reason"),
      agreement: try row.text("agreement"), method: SpreadMethod(rawValue: try row.text("method")),
      madeBy: try Signature(row: row, "maker"), revision: try row.integer("since"))
  }

  private static func parts(
    _ key: TargetKey, _ number: Int, isWhole: Bool, in transaction: some Transaction
  ) throws -> [SQLRow] {
    var condition = "programme = ?1 AND zone = ?2 AND indicator = ?3 AND year = ?4 AND number = ?5"
    if !isWhole { condition += " AND kind = ''" }
    return try BreakdownTables.part.select(
      where: condition, key.values + [SQLValue(number)], orderBy: "month, position, place", in: transaction)
  }
}
