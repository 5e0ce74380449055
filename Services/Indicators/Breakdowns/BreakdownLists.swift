import Chassis

/// By what breakdowns, their versions and deliverables are filtered and ordered.
enum BreakdownLists {
  static let breakdowns = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("indicator", .resource(.indicator)), ListField("year", .integer),
      ListField("number", .integer), ListField("locked", .flag),
    ], order: ["zone", "indicator", "year"], unique: ["zone", "indicator", "year"])

  static let versions = ListFields([ListField("number", .integer)], order: ["number"], unique: ["number"])

  static let deliverables = ListFields(
    [], order: ["zone", "indicator", "year"], unique: ["zone", "indicator", "year", "kind", "place"])
}
