import Storage

/// The tables of the register of enterprises and of what zones report of them: projections of the log.
enum EnterpriseTables {
  static let enterprise = VersionedTable(
    "enterprise", key: [.text("programme"), .text("id")],
    columns: [
      .text("code"), .text("organisation"), .text("title"), .text("industry_code"),
      .integer("industry_edition"),  // 0 where no industry is said.
      .integer("above_scale"), .text("zone"),  // Of the last placement; empty: none.
      .integer("closed_on").optional, .text("source"), .integer("demonstration"), .integer("revision"),
    ])

  static let placement = VersionedTable(
    "enterprise_placement", key: [.text("programme"), .text("enterprise"), .integer("ordinal")],
    columns: [.text("zone"), .integer("valid_from"), .integer("valid_to").optional, .text("reason")])

  static let figure = VersionedTable(
    "enterprise_figure",
    key: [.text("programme"), .text("indicator"), .integer("month"), .text("zone"), .text("enterprise")],
    columns: [.integer("value"), .text("note"), .integer("demonstration")])

  static let migrations = [
    Migration(
      "0009 create enterprise",
      [enterprise, placement, figure].map(\.createStatements).joined(separator: "\n"), expands: true)
  ]
}
