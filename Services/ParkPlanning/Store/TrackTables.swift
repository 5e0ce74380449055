import Chassis
import Domain
import Storage

/// The service's tables. All are projections of its log; `revision` is the version of a track's last change, its
/// milestones included.
enum TrackTables {
  static let track = VersionedTable(
    "track", key: [.text("programme"), .text("id")],
    columns: [
      .text("title_zh"), .text("title_en"), .text("zone"), .integer("starts_on"), .text("clauses"),
      .integer("revision"),
    ] + Responsibility.columns)

  static let milestone = VersionedTable(
    "milestone", key: [.text("programme"), .text("track"), .integer("ordinal")],
    columns: [
      .text("id"), .text("title_zh"), .text("title_en"), .text("depends_on"), .integer("duration_days"),
      .integer("deadline").optional, .text("responsible"), .text("source"), .integer("demonstration"),
      .integer("completed_on").optional, .text("evidence"), .text("exception"), .integer("completion_demonstration"),
    ])

  static let migrations = [Migration("0001 create track", creating: track, milestone)]
}
