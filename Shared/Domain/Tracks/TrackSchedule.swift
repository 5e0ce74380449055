/// Dates of one milestone in a schedule. A day is the evening by which the step is finished.
public struct MilestoneDates: Sendable, Hashable {
  /// The milestone.
  public var id: String
  /// The earliest finish: the day of completion, when complete.
  public var earliest: Day
  /// The latest finish that keeps every later deadline; `nil` when nothing after it has a deadline.
  public var latest: Day?
  /// Days to spare, negative when a deadline cannot be kept; `nil` without a latest day, or when complete.
  public var slackDays: Int?
}

/// Earliest and latest dates of a track's milestones, seen on a day.
public struct TrackSchedule: Sendable, Hashable {
  /// Dates, in the order of the track's milestones.
  public var dates: [MilestoneDates]
  /// The chain of open steps that decides when the track ends, first step first (关键路径); empty when all is done.
  public var criticalPath: [String]
  /// The earliest day on which everything is complete; `nil` for an empty track.
  public var earliestEnd: Day?

  /// The dates of a milestone.
  public func dates(_ id: String) -> MilestoneDates? { dates.first { $0.id == id } }

  /// Schedules what is open from `today` on: nothing open finishes before its duration has passed from then.
  public init(_ graph: TrackGraph, today: Day) {
    let earliest = Self.earliest(graph, today: today)
    let latest = Self.latest(graph)
    dates = graph.milestones.indices.map { position in
      let isOpen = graph.milestones[position].completedOn == nil
      let slack = isOpen ? latest[position].map { earliest[position].days(to: $0) } : nil
      return MilestoneDates(
        id: graph.milestones[position].id, earliest: earliest[position], latest: latest[position], slackDays: slack)
    }
    earliestEnd = earliest.max()
    criticalPath = Self.criticalPath(graph, earliest: earliest)
  }

  private static func earliest(_ graph: TrackGraph, today: Day) -> [Day] {
    var result = Array(repeating: today, count: graph.milestones.count)
    for position in graph.order {
      let milestone = graph.milestones[position]
      if let done = milestone.completedOn {
        result[position] = done
        continue
      }
      let start = ([today, milestone.notBefore ?? today] + graph.dependencies(of: position).map { result[$0] }).max()
      result[position] = (start ?? today).adding(days: milestone.durationDays)
    }
    return result
  }

  private static func latest(_ graph: TrackGraph) -> [Day?] {
    var result = graph.milestones.map(\.deadline)
    for position in graph.order.reversed() {
      guard let finish = result[position] else { continue }
      let start = finish.adding(days: -graph.milestones[position].durationDays)
      for dependency in graph.dependencies(of: position) {
        result[dependency] = min(result[dependency] ?? start, start)
      }
    }
    return result
  }

  /// Walks back from the last open finish along whichever open dependency finishes last.
  private static func criticalPath(_ graph: TrackGraph, earliest: [Day]) -> [String] {
    let open = graph.order.filter { graph.milestones[$0].completedOn == nil }
    let members = Set(open)
    var path: [Int] = []
    var next = latest(open, earliest)
    while let current = next {
      path.append(current)
      next = latest(graph.dependencies(of: current).filter(members.contains), earliest)
    }
    return path.reversed().map { graph.milestones[$0].id }
  }

  /// The position with the last finish; of equals the last one, since an event that takes no time ends its chain.
  private static func latest(_ positions: [Int], _ earliest: [Day]) -> Int? {
    positions.reduce(nil as Int?) { best, position in
      best.map { earliest[$0] > earliest[position] } ?? false ? best : position
    }
  }
}
