import Chassis
import Domain
import Storage

/// The tables of breakdowns: projections of the log. A version's rows never change once it is kept.
enum BreakdownTables {
  /// Which version is in force, and whether its last step locked it.
  static let breakdown = VersionedTable(
    "breakdown", key: TargetKey.columns,
    columns: [.integer("number"), .integer("locked"), .integer("revision")])

  static let version = VersionedTable(
    "breakdown_version", key: TargetKey.columns + [.integer("number")],
    columns: [.text("reason"), .text("agreement"), .text("method")] + Signature.columns("maker"))

  /// Who approved and locked a version, and who opened it again; from 1.
  static let step = VersionedTable(
    "breakdown_step", key: TargetKey.columns + [.integer("number"), .integer("ordinal")],
    columns: [.text("kind"), .text("reason")] + Signature.columns("actor"))

  /// Nodes as a whole, where `kind` is empty; and by each kind what no leaf carries, at place 0, and the leaves.
  static let part = VersionedTable(
    "breakdown_part",
    key: TargetKey.columns + [.integer("number"), .integer("month"), .text("kind"), .integer("place")],
    columns: [
      .integer("position"),  // Of the division among its node's, from 1; 0 for the node as a whole.
      .text("subject"),  // The id of project, enterprise or person; empty where it is no leaf.
      .integer("cumulative"), .integer("added"),  // In the indicator's unit; since the node before.
      .text("person"),  // The id of who answers by name.
    ] + Responsibility.columns)

  static let delivery = VersionedTable(
    "breakdown_delivery", key: TargetKey.columns + [.text("kind"), .text("subject"), .integer("month")],
    columns: [.integer("cumulative"), .text("note")] + Signature.columns("reporter"))

  static let migrations = [
    Migration("0005 create breakdown", creating: breakdown, version, step, part, delivery),
    Migration(
      "0006 find deliverables",
      """
      CREATE INDEX breakdown_part_subject ON breakdown_part (programme, month, subject);
      CREATE INDEX breakdown_part_person ON breakdown_part (programme, month, person);
      """, expands: true),
  ]
}

extension TargetKey {
  /// The first columns of all tables of breakdowns; those of a target.
  static let columns: [VersionedTable.Column] = [
    .text("programme"), .text("zone"), .text("indicator"), .integer("year"),
  ]

  /// The values of those columns.
  var values: [SQLValue] { [.text(programme), .text(zone), .text(indicator), SQLValue(year)] }

  /// Of a row that begins with the key's columns.
  init(row: SQLRow) throws {
    self.init(
      programme: try row.text("programme"), zone: try row.text("zone"), indicator: try row.text("indicator"),
      year: Int(try row.integer("year")))
  }
}
