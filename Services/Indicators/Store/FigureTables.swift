import Chassis
import Storage

/// The figures' table: a projection of the log, in the order in which boards read it.
enum FigureTables {
  static let figure = VersionedTable(
    "figure", key: [.text("programme"), .text("indicator"), .integer("month"), .text("zone")],
    columns: [
      .integer("cumulative").optional,  // In the indicator's unit; null is missing, 0 is zero.
      .integer("reported_base").optional, .integer("growth_points").optional, .integer("received_on").optional,
      .text("note"), .text("source"), .integer("demonstration"), .text("origin").provenance,
      .integer("recorded_at").provenance,
    ])

  static let migrations = [
    Migration("0002 create figure", creating: figure),
    Migration("0003 drop index of current figures", figure.dropCurrentIndex, expands: true),
  ]
}
