import Storage

/// The service's tables. All are projections of its log.
enum ReportingTables {
  static let series = VersionedTable(
    "series", key: [.text("programme")],
    columns: [
      .text("id"), .text("code"), .text("suffix"), .text("issuer"), .text("addressee"), .text("banner"),
      .text("signings"), .text("title_pattern"), .text("opening"), .text("opening_numbers"),
    ])

  static let office = VersionedTable(
    "office", key: [.text("programme"), .text("id")],
    columns: [
      .text("title_zh"), .text("title_en"), .text("role_zh"), .text("role_en"), .integer("protocol_order"),
      .text("clauses"),
    ])

  static let meeting = VersionedTable(
    "meeting", key: [.text("programme"), .text("id")],
    columns: [
      .text("title_zh"), .text("title_en"), .text("place_zh"), .text("place_en"),
      .integer("held_on").optional,  // Null while only the year is set.
      .integer("held_by").optional, .text("clauses"), .text("source"),
    ])

  /// Rows are never changed and never end: the numbers in them are never given again.
  static let bulletin = VersionedTable(
    "bulletin", key: [.text("programme"), .integer("month"), .integer("edition")],
    columns: [
      .text("series_code"), .integer("number_year"), .integer("number"), .text("number_text"), .integer("signed_on"),
      .integer("corrects").optional,  // The edition; null for a first edition.
      .blob("document"), .blob("contents"), .text("versions"), .text("check_code"), .integer("demonstration"),
      .text("headlines"), .text("late"), .text("thresholds"), .text("tracks"),
      .integer("published_at"),  // Microseconds UTC.
    ])

  static let migrations = [Migration("0001 create bulletin", creating: series, office, meeting, bulletin)]
}
