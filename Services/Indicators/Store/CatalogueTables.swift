import Chassis
import Domain
import Storage

/// The catalogue's tables. All are projections of the log; `revision` is the version of a record's last change, its
/// parts in other tables included.
enum CatalogueTables {
  static let programme = VersionedTable(
    "programme", key: [.text("id")],
    columns: [
      .text("title_zh"), .text("title_en"), .integer("year"), .text("document"), .text("unit_noun_zh"),
      .text("unit_noun_en"), .text("holidays"), .text("working_weekends"), .text("calendar_source"),
      .integer("near_points"), .integer("base_revision_points"), .integer("low_base_points"), .integer("revision"),
    ])

  static let clause = VersionedTable(
    "clause", key: [.text("programme"), .integer("ordinal")],
    columns: [.text("id"), .text("text_zh"), .text("text_en")])

  static let zone = VersionedTable(
    "zone", key: [.text("programme"), .text("id")],
    columns: [
      .integer("protocol_order"), .text("aliases"), .text("source"), .text("certainty"), .integer("revision"),
    ])

  static let zoneAttributes = VersionedTable(
    "zone_attributes", key: [.text("programme"), .text("zone"), .integer("ordinal")],
    columns: [
      .integer("valid_from").optional, .integer("valid_to").optional, .text("title_zh"), .text("title_en"),
      .text("short_title_zh"), .text("short_title_en"), .text("level"), .text("county_zh"), .text("county_en"),
      .text("county_code"), .text("zone_code"),
    ])

  static let indicator = VersionedTable(
    "indicator", key: [.text("programme"), .text("id")],
    columns: [
      .text("title_zh"), .text("title_en"), .text("definition_zh"), .text("definition_en"), .text("kind"),
      .text("unit"), .text("display_unit"), .integer("display_scale"), .integer("display_decimals"),
      .text("growth_basis"), .text("months"), .text("deadlines"),  // YYYY-MM=YYYY-MM-DD, in order of months.
      .text("owner_bureau"), .integer("position"), .integer("valid_from").optional, .text("clauses"),
      .text("direction"), .integer("valid_to").optional, .text("source_office"),  // Empty: the zones' own.
      .integer("main"), .integer("revision"),
    ])

  static let target = VersionedTable(
    "target", key: [.text("programme"), .text("zone"), .text("indicator"), .integer("year")],
    columns: [
      .integer("value").optional,  // In the indicator's unit; null where growth is demanded.
      .integer("growth_points").optional,  // Basis points; null where a value is demanded.
      .text("comparison"), .text("wording"), .text("clauses"),
    ] + Responsibility.columns)

  static let threshold = VersionedTable(
    "threshold", key: [.text("programme"), .text("id")],
    columns: [
      .text("title_zh"), .text("title_en"), .text("indicator"), .integer("year"), .integer("value"),
      .text("comparison"), .integer("needed"), .text("zones"), .text("wording"), .text("clauses"),
      .integer("position"),
    ])

  static let migrations = [
    Migration("0001 create catalogue", creating: programme, clause, zone, zoneAttributes, indicator, target, threshold)
  ]
}
