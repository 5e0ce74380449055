import Chassis
import Storage
import Wire
import WireTupo

/// What the investment service's feed tells.
enum InvestmentFeed {
  static let tables = WatchedTables(project)

  private static let project = WatchedTables.Kind(
    [
      .whole(ProjectTables.project) { ResourcePattern.project.name(try $0.text("programme"), try $0.text("id")) },
      .part(ProjectTables.move) { ResourcePattern.project.name(try $0.text("programme"), try $0.text("project")) },
    ], fields: ProjectLists.mask
  ) { name, transaction in
    try ResourcePattern.project.match(name).flatMap { try ProjectStore.find($0[0], $0[1], in: transaction)?.wire }
  }
}
