import Chassis
import Storage

/// What is kept of months that bulletins have told, and of figures that were revised since: projections of the log. What forms
/// ask for is kept with them (`WorkflowTables`).
enum RevisionTables {
  /// Which bulletins have told a month, each with the version in which that was noted.
  static let monthPublication = VersionedTable(
    "month_publication", key: [.text("programme"), .integer("month"), .text("bulletin")],
    columns: [.integer("revision")])

  /// The revisions of a figure, each by the version that made it.
  static let figureRevision = VersionedTable(
    "figure_revision",
    key: [.text("programme"), .text("indicator"), .integer("month"), .text("zone"), .integer("revision")],
    columns: [
      .integer("published_value").optional,  // Null: what was there came after the bulletin, or was a rate alone.
      .text("reason"),
    ] + Signature.columns("reviser"))

  static let migrations = [
    Migration(
      "0011 create month_publication, figure_revision",
      [monthPublication, figureRevision].map(\.createStatements).joined(separator: "\n"), expands: true)
  ]
}
