import Domain

/// How the tracks of a programme stand on the evening of a day.
struct TrackReport: Sendable {
  /// A milestone beside its dates.
  struct Item: Sendable {
    var track: Track
    var step: Track.Step
    var dates: MilestoneDates
    var daysLate: Int
  }

  /// One track as a whole.
  struct Standing: Sendable {
    var track: Track
    var completed: Int
    var criticalPath: [String]
    var earliestEnd: Day?
  }

  /// Milestones with a deadline in the month of the day, not after the day, completed or not.
  private(set) var due: [Item] = []
  /// Open milestones whose deadline has passed.
  private(set) var late: [Item] = []
  /// Open milestones with nothing before them open.
  private(set) var next: [Item] = []
  private(set) var standings: [Standing] = []

  /// Looks at tracks as they were known on the evening of `day`. Throws when a kept track is no graph.
  init(_ tracks: [Track], on day: Day) throws(TrackRefusal) {
    for track in tracks.map({ $0.known(on: day) }) {
      let graph = try track.graph()
      let schedule = TrackSchedule(graph, today: day)
      for step in track.steps {
        guard let dates = schedule.dates(step.milestone.id) else { continue }
        sort(Item(track: track, step: step, dates: dates, daysLate: step.daysLate(on: day)), graph, day)
      }
      standings.append(
        Standing(
          track: track, completed: track.steps.count { $0.milestone.completedOn != nil },
          criticalPath: schedule.criticalPath, earliestEnd: schedule.earliestEnd))
    }
  }

  private mutating func sort(_ item: Item, _ graph: TrackGraph, _ day: Day) {
    let milestone = item.step.milestone
    if let deadline = milestone.deadline, deadline <= day, deadline.month == day.month { due.append(item) }
    guard milestone.completedOn == nil else { return }
    if item.daysLate > 0 { late.append(item) }
    let isFree = milestone.dependencies.allSatisfy { graph.milestone($0)?.completedOn != nil }
    if isFree { next.append(item) }
  }
}

extension Track.Step {
  /// Days since the deadline of an open milestone; 0 when there is none or it has not passed.
  fileprivate func daysLate(on day: Day) -> Int {
    guard milestone.completedOn == nil, let deadline = milestone.deadline else { return 0 }
    return max(0, deadline.days(to: day))
  }
}
