extension MilestoneState {
  /// The word in a table, in English.
  public var englishText: String {
    switch self {
    case .complete: "complete"
    case .late: "late"
    case .due: "due"
    case .next: "next"
    case .blocked: "waiting"
    }
  }
}

extension TrackRefusal {
  /// A stable code.
  public var code: String {
    switch self {
    case .duplicate: "MILESTONE_REPEATED"
    case .unknownDependency: "DEPENDENCY_UNKNOWN"
    case .cycle: "DEPENDENCY_CYCLE"
    case .durationOutOfRange: "DURATION_OUT_OF_RANGE"
    case .tooLarge: "TRACK_TOO_LARGE"
    case .unknownMilestone: "MILESTONE_UNKNOWN"
    case .alreadyComplete: "ALREADY_COMPLETED"
    case .dependenciesOpen: "DEPENDENCY_OPEN"
    case .evidenceMissing: "EVIDENCE_MISSING"
    }
  }

  /// The refusal in English.
  public var englishText: String {
    switch self {
    case .duplicate(let id): "milestone \"\(id)\" occurs twice"
    case .unknownDependency(let id, let on): "milestone \"\(id)\" depends on \"\(on)\", which the track has not"
    case .cycle(let ids): "milestones depend on each other: " + ids.joined(separator: " -> ")
    case .durationOutOfRange(let id): "the duration of milestone \"\(id)\" is out of range"
    case .tooLarge(let limit): "a track has at most \(limit) milestones"
    case .unknownMilestone(let id): "there is no milestone \"\(id)\""
    case .alreadyComplete(let id, let day): "milestone \"\(id)\" was completed on \(day)"
    case .dependenciesOpen(let id, let open):
      "milestone \"\(id)\" waits for " + open.map { "\"\($0)\"" }.joined(separator: ", ")
    case .evidenceMissing(let id): "milestone \"\(id)\" needs evidence"
    }
  }
}
