import Storage

/// What the catalogue came to say of indicators and zones later: rows beside those of their tables.
enum PropertyTables {
  /// Of an indicator that is not as most are: better higher, asked for until further notice, and from the zones themselves.
  static let indicatorProperty = VersionedTable(
    "indicator_property", key: [.text("programme"), .text("indicator")],
    columns: [.text("direction"), .integer("valid_to").optional, .text("source_office")])

  static let indicatorAlias = VersionedTable(
    "indicator_alias", key: [.text("programme"), .text("indicator"), .integer("ordinal")], columns: aliasColumns)

  static let zoneAlias = VersionedTable(
    "zone_alias", key: [.text("programme"), .text("zone"), .integer("ordinal")], columns: aliasColumns)

  private static let aliasColumns: [VersionedTable.Column] = [
    .text("name"), .integer("valid_from").optional, .integer("valid_to").optional,
  ]

  static let migrations = [
    Migration(
      "0010 create indicator_property, indicator_alias, zone_alias",
      [indicatorProperty, indicatorAlias, zoneAlias].map(\.createStatements).joined(separator: "\n"), expands: true)
  ]
}
