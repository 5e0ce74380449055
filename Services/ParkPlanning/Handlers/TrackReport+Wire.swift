import Chassis
import Domain
import Wire
import WireTupo

extension TrackReport {
  /// The report as the contract has it.
  func wire(on day: Day, version: CommonV1.DataVersion) -> PlanningV1.TrackReport {
    .with {
      $0.on = "\(day)"
      $0.due = due.map(\.wire)
      $0.late = late.map(\.wire)
      $0.next = next.map(\.wire)
      $0.standings = standings.map(\.wire)
      $0.demonstration = standings.contains { $0.track.hasDemonstration }
      $0.version = version
    }
  }
}

extension TrackReport.Item {
  fileprivate var wire: PlanningV1.TrackReport.Item {
    .with {
      $0.track = track.name
      $0.trackTitle = CommonV1.LocalizedText(track.title)
      $0.milestone = step.wire
      $0.earliest = "\(dates.earliest)"
      $0.latest = dates.latest.map { "\($0)" } ?? ""
      $0.slackDays = Int32(clamping: dates.slackDays ?? 0)
      $0.daysLate = Int32(clamping: daysLate)
    }
  }
}

extension TrackReport.Standing {
  fileprivate var wire: PlanningV1.TrackReport.Standing {
    .with {
      $0.track = track.name
      $0.title = CommonV1.LocalizedText(track.title)
      $0.milestones = Int32(clamping: track.steps.count)
      $0.completed = Int32(clamping: completed)
      $0.criticalPath = criticalPath
      $0.earliestEnd = earliestEnd.map { "\($0)" } ?? ""
      $0.clauses = track.clauses
    }
  }
}
