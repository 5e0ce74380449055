import Chassis
import Domain
import Storage

/// The persons' tables: projections of the log. Contacts lie beside them, in `PersonalRecords`.
enum PersonTables {
  static let person = VersionedTable(
    "person", key: [.text("programme"), .text("id")],
    columns: [
      .integer("erased"), .text("units"), .text("roles"),  // Of all posts, for filters.
      .integer("revision"),
    ])

  static let post = VersionedTable(
    "person_post", key: [.text("programme"), .text("person"), .integer("ordinal")],
    columns: [
      .text("unit"),  // zones/{zone} or offices/{office}
      .text("title_zh"), .text("title_en"), .text("role"), .integer("valid_from"), .integer("valid_to").optional,
    ])

  static let migrations = [Migration("0003 create person", creating: person, post), PersonalRecords.migration]
}
