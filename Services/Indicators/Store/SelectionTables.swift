import Storage

/// Which zones are looked at together, which indicators a year's forms ask for, and which source of one figure prevails.
enum SelectionTables {
  static let zoneGroup = VersionedTable(
    "zone_group", key: [.text("programme"), .text("id")],
    columns: [.text("title_zh"), .text("title_en"), .text("source"), .integer("position")])

  static let zoneGroupMember = VersionedTable(
    "zone_group_member", key: [.text("programme"), .text("zone_group"), .integer("ordinal")],
    columns: [.text("zone"), .integer("valid_from").optional, .integer("valid_to").optional])

  static let indicatorSet = VersionedTable(
    "indicator_set", key: [.text("programme"), .integer("year")],
    columns: [.text("title_zh"), .text("title_en"), .text("source")])

  static let indicatorSetGroup = VersionedTable(
    "indicator_set_group", key: [.text("programme"), .integer("year"), .integer("ordinal")],
    columns: [.text("bureau"), .text("indicators")])

  static let indicatorSource = VersionedTable(
    "indicator_source", key: [.text("programme"), .text("indicator"), .integer("ordinal")], columns: [.text("source")])

  static let migrations = [
    Migration(
      "0007 create zone_group, indicator_set, indicator_source", creating: zoneGroup, zoneGroupMember, indicatorSet,
      indicatorSetGroup, indicatorSource)
  ]
}
