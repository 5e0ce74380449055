import Storage

/// The tables of supervised items: projections of the log.
enum SupervisionTables {
  static let item = VersionedTable(
    "supervised_item", key: [.text("programme"), .text("id")],
    columns: [
      .integer("number_year"), .integer("number"), .text("number_text"), .text("origin"), .text("source"),
      .text("noted_by"), .text("request_zh"), .text("request_en"), .text("unit"), .integer("entered_on"),
      .integer("due_on"), .text("clauses"), .integer("demonstration"), .text("state"), .integer("extended"),
      .integer("returned"), .integer("replied_on").optional, .integer("closed_on").optional, .text("repliers"),
      .integer("revision"),
    ])

  static let step = VersionedTable(
    "supervised_step", key: [.text("programme"), .text("item"), .integer("ordinal")],
    columns: [.text("kind"), .text("words"), .text("evidence"), .integer("due_on")] + Signatory.columns)

  static let migrations = [
    Migration("0002 create supervised_item", item.createStatements + "\n" + step.createStatements, expands: true)
  ]
}
