import Storage

/// Other names of indicators and zones, with their days: rows beside those of their tables.
enum AliasTables {
  static let indicatorAlias = VersionedTable(
    "indicator_alias", key: [.text("programme"), .text("indicator"), .integer("ordinal")], columns: aliasColumns)

  static let zoneAlias = VersionedTable(
    "zone_alias", key: [.text("programme"), .text("zone"), .integer("ordinal")], columns: aliasColumns)

  private static let aliasColumns: [VersionedTable.Column] = [
    .text("name"), .integer("valid_from").optional, .integer("valid_to").optional,
  ]

  static let migrations = [Migration("0010 create indicator_alias, zone_alias", creating: indicatorAlias, zoneAlias)]
}
