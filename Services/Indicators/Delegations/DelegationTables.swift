import Chassis
import Storage

/// The table of who stands in for whom: a projection of the log.
enum DelegationTables {
  static let delegation = VersionedTable(
    "delegation", key: [.text("programme"), .text("id")],
    columns: [
      .text("delegator"), .text("deputy"), .text("deputy_person"), .integer("role"), .text("scope"),
      .integer("valid_from"), .integer("valid_to"), .text("reason"), .integer("revoked"), .text("revoked_because"),
      .integer("revision"),
    ] + Signature.columns("granter") + Signature.columns("revoker"))

  static let migrations = [Migration("0007 create delegation", delegation.createStatements, expands: true)]
}
