/// Where a milestone stands on a day.
public enum MilestoneState: String, Sendable, Hashable, CaseIterable {
  /// Completed, with evidence, by that day.
  case complete
  /// Its deadline has passed (逾期).
  case late
  /// Its deadline is that day or within the days looked ahead (到期).
  case due
  /// Nothing stands before it, and its deadline is further off or not set (下一步).
  case next
  /// It waits for others.
  case blocked

  /// The word in a table.
  public var chineseText: String {
    switch self {
    case .complete: "已完成"
    case .late: "逾期"
    case .due: "到期"
    case .next: "可开展"
    case .blocked: "待前置"
    }
  }
}

extension TrackGraph {
  /// The state of a milestone on a day; `nil` for an unknown id. A deadline on the day itself has not passed.
  public func state(of id: String, on day: Day, lookingAhead days: Int = 0) -> MilestoneState? {
    guard let position = positions[id] else { return nil }
    let milestone = milestones[position]
    if let done = milestone.completedOn, done <= day { return .complete }
    if let deadline = milestone.deadline {
      if deadline < day { return .late }
      if deadline <= day.adding(days: days) { return .due }
    }
    return openDependencies(of: position, on: day).isEmpty ? .next : .blocked
  }

  /// Milestones in a state on a day, in the order of the track.
  public func milestones(in state: MilestoneState, on day: Day, lookingAhead days: Int = 0) -> [Milestone] {
    milestones.filter { self.state(of: $0.id, on: day, lookingAhead: days) == state }
  }

  /// Milestones, completed or not, whose deadline lies in a range of days, both ends among them.
  public func milestones(withDeadlineFrom first: Day, through last: Day) -> [Milestone] {
    milestones.filter { $0.deadline.map { first <= $0 && $0 <= last } ?? false }
  }

  /// Whether everything is complete by the day.
  public func isComplete(on day: Day) -> Bool {
    milestones.allSatisfy { $0.completedOn.map { $0 <= day } ?? false }
  }
}
