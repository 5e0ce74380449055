import Chassis
import Domain

/// Everything that a bulletin is composed from: values only, so that the same input gives the same document.
struct BulletinInput: Sendable, Hashable {
  var series: Series
  /// What reporting units are called: 开发区.
  var unitNoun: String
  /// Which days are worked.
  var calendar: WorkingCalendar
  var month: Month
  var signedOn: Day
  /// One for each main indicator, in the programme's order.
  var boards: [Board]
  var reports: Reports
  var floors: FloorCount
  var thresholds: [ThresholdStanding]
  var promotion: Promotion
  var tracks: TrackBoard
  /// What units have not answered on the day of signing, the earliest last day first.
  var unanswered: [Unanswered] = []
  /// Who beside the units can be supervised (督办): the offices' titles.
  var offices: Set<String> = []
  /// As printed.
  var versions: [String]
  /// Whether any of it was made for a demonstration.
  var isDemonstration: Bool
}

extension BulletinInput {
  /// The name of a unit.
  func title(of zone: String) -> String {
    boards.lazy.compactMap { $0.row(zone)?.title }.first
      ?? reports.entries.first { $0.zone == zone }?.title ?? zone
  }

  /// Whether what is asked of a party enters into supervision.
  func supervises(_ party: String) -> Bool { offices.contains(party) || ResourcePattern.zone.match(party) != nil }

  /// "各开发区" stands for all of them.
  var isJudged: Bool { boards.contains { $0.hasFloor || $0.hasTargets } }
}
