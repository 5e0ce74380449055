import Storage

/// What became of zones, and what indicators mean from a day on.
enum TerritoryTables {
  static let succession = VersionedTable(
    "succession", key: [.text("programme"), .text("id")],
    columns: [
      .text("title_zh"), .text("title_en"), .integer("valid_from"), .text("predecessors"), .text("successors"),
      .text("source"),
    ])

  static let definition = VersionedTable(
    "indicator_definition", key: [.text("programme"), .text("indicator"), .integer("ordinal")],
    columns: [.integer("valid_from").optional, .text("text_zh"), .text("text_en"), .text("formula")])

  static let migrations = [Migration("0006 create succession, indicator_definition", creating: succession, definition)]
}
