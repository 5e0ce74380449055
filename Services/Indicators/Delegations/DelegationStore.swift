import Chassis
import Domain
import Storage

/// Delegations in their table.
enum DelegationStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> DelegationRecord? {
    try DelegationTables.delegation.find([.text(programme), .text(id)], in: transaction).map(record)
  }

  /// One page of a programme's, of a day only where one is named.
  static func page(
    _ programme: String, on day: Day?, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<DelegationRecord> {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    if let day {
      condition.narrow("revoked =", .integer(0))
      condition.narrow("valid_from <=", SQLValue(day))
      condition.narrow("valid_to >=", SQLValue(day))
    }
    return try query.page(of: DelegationTables.delegation, where: condition, in: transaction) { try record($0) }
  }

  /// All of a delegator's, whether they hold or not, in every programme: the city's office is the same in all.
  static func list(of delegator: String, in transaction: some Transaction) throws -> [DelegationRecord] {
    try DelegationTables.delegation.select(
      where: "delegator = ?1", [.text(delegator)], orderBy: "programme, id", in: transaction
    ).map(record)
  }

  /// Those of a role in force on a day, by scope.
  static func inForce(
    _ role: AccessRole, _ programme: String, on day: Day, in transaction: some Transaction
  ) throws -> [String: [DelegationRecord]] {
    let rows = try DelegationTables.delegation.select(
      where: "programme = ?1 AND role = ?2 AND revoked = 0 AND valid_from <= ?3 AND valid_to >= ?3",
      [.text(programme), SQLValue(role.rawValue), SQLValue(day)], orderBy: "id", in: transaction)
    return Dictionary(grouping: try rows.map(record), by: \.scope.text)
  }

  /// All that were not ended early, as access is decided by them.
  static func standIns(in transaction: some Transaction) throws -> [StandIn] {
    try DelegationTables.delegation.select(where: "revoked = 0", [], orderBy: "programme, id", in: transaction).map {
      try record($0).standIn
    }
  }

  /// Puts it; gives it the version that is being written.
  static func put(_ record: inout DelegationRecord, in transaction: WriteTransaction) throws {
    record.revision = transaction.version.sequence
    let row: [SQLValue] = [
      .text(record.programme), .text(record.id), .text(record.delegator), .text(record.deputy),
      .text(record.deputyPerson), SQLValue(record.role.rawValue), .text(record.scope.text), SQLValue(record.firstDay),
      SQLValue(record.lastDay), .text(record.reason), SQLValue(record.revocation != nil),
      .text(record.revocation?.reason ?? ""), .integer(record.revision),
    ]
    let actors = record.grantedBy.allValues + (record.revocation?.by ?? Signature.nobody).allValues
    try DelegationTables.delegation.put(row + actors, in: transaction)
  }

  private static func record(_ row: SQLRow) throws -> DelegationRecord {
    guard let role = AccessRole(rawValue: Int(try row.integer("role"))), let scope = AccessScope(try row.text("scope"))
    else { throw StorageError.column("role, scope", expected: "a known role and scope") }
    return DelegationRecord(
      programme: try row.text("programme"), id: try row.text("id"), delegator: try row.text("delegator"),
      deputy: try row.text("deputy"), deputyPerson: try row.text("deputy_person"), role: role, scope: scope,
      firstDay: try row.day("valid_from"), lastDay: try row.day("valid_to"), reason: try row.text("reason"),
      grantedBy: try Signature(row: row, "granter"),
      revocation: try row.flag("revoked")
        ? .init(by: try Signature(row: row, "revoker"), reason: try row.text("revoked_because")) : nil,
      revision: try row.integer("revision"))
  }
}
