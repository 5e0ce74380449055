import Chassis
import Domain
import Storage

/// The service's tables. All are projections of its log; `revision` is the version of a project's last change, its
/// moves included.
enum ProjectTables {
  static let project = VersionedTable(
    "project", key: [.text("programme"), .text("id")],
    columns: [
      .text("title_zh"), .text("title_en"), .text("zone"), .text("channel"),
      .integer("agreed_investment").optional,  // Yuan; null while nothing is agreed.
      .text("investor"), .integer("stage"), .integer("revision"), .text("clauses"), .text("source"),
      .integer("demonstration"),
    ] + Responsibility.columns)

  static let move = VersionedTable(
    "project_move", key: [.text("programme"), .text("project"), .integer("ordinal")],
    columns: [.integer("stage"), .integer("day"), .text("reason")])

  static let migrations = [Migration("0001 create project", creating: project, move)]
}
