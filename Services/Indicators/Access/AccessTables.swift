import Chassis
import Storage

/// The tables of who may do what: projections of the log. Taking a grant away removes its row; the log keeps it.
enum AccessTables {
  static let grant = VersionedTable(
    "access_grant", key: [.text("id")],
    columns: [
      .text("principal"), .integer("role"), .text("scope"),
      .integer("begins_at").optional,  // Seconds since 1970.
      .integer("ends_at").optional, .integer("acts_for_others"), .integer("revision"),
    ])

  static let revokedToken = VersionedTable("revoked_token", key: [.text("id")], columns: [.integer("revision")])

  /// When revoked tokens end, as far as that was told.
  static let revokedTokenEnd = VersionedTable("revoked_token_end", key: [.text("id")], columns: [.integer("ends_at")])

  /// Who was made the first administrator; one row at most.
  static let founder = VersionedTable("access_founder", key: [.integer("id")], columns: [.text("principal")])

  static let migrations = [
    Migration("0004 create access", creating: grant, revokedToken, founder),
    Migration("0007 create revoked_token_end", revokedTokenEnd.createStatements, expands: true),
  ]
}
