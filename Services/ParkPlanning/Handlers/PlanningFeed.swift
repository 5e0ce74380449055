import Chassis
import Storage
import Wire
import WireTupo

/// What the planning service's feed tells.
enum PlanningFeed {
  static let tables = WatchedTables(track)

  private static let track = WatchedTables.Kind(
    [
      .whole(TrackTables.track) { ResourcePattern.track.name(try $0.text("programme"), try $0.text("id")) },
      .part(TrackTables.milestone) { ResourcePattern.track.name(try $0.text("programme"), try $0.text("track")) },
    ], fields: TrackLists.mask
  ) { name, transaction in
    try ResourcePattern.track.match(name).flatMap { try TrackStore.find($0[0], $0[1], in: transaction)?.wire }
  }
}
