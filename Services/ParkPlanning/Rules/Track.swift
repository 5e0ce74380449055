import Domain

/// A way of dependent milestones to a status or an approval.
struct Track: Sendable, Hashable {
  /// Its programme and id.
  var programme: String
  var id: String
  var title: Bilingual
  /// The zone's id in the programme; empty for the city.
  var zone: String
  var startsOn: Day
  var steps: [Step]
  var responsibility: Responsibility
  var clauses: [String]
  /// The version of its last change; empty before it is kept.
  var etag = ""

  /// A milestone with what the record says about it.
  struct Step: Sendable, Hashable {
    var milestone: Milestone
    var title: Bilingual
    var responsible: String
    var source: String
    var isDemonstration: Bool
    /// Whether its completion was made for a demonstration.
    var isCompletionDemonstration: Bool
  }
}

extension Track {
  /// The milestones as a graph. Throws what is wrong with them, a cycle above all.
  func graph() throws(TrackRefusal) -> TrackGraph {
    try TrackGraph(
      steps.map { step in
        var milestone = step.milestone
        milestone.notBefore = max(milestone.notBefore ?? startsOn, startsOn)
        return milestone
      })
  }

  /// The same track as it was known on the evening of a day: later completions are not there yet.
  func known(on day: Day) -> Track {
    var earlier = self
    for index in steps.indices where steps[index].milestone.completedOn.map({ $0 > day }) ?? false {
      earlier.steps[index].clearCompletion()
    }
    return earlier
  }

  /// The track as a programme wants it, with what was completed since.
  func keepingCompletions(of kept: Track) -> Track {
    var merged = self
    for index in merged.steps.indices where merged.steps[index].milestone.completedOn == nil {
      guard let old = kept.steps.first(where: { $0.milestone.id == merged.steps[index].milestone.id }) else { continue }
      merged.steps[index].copyCompletion(of: old)
    }
    return merged
  }

  /// Throws when a milestone that was open in `kept` is given as completed before one that it depends on, and no
  /// reason is given with it.
  func checkCompletions(since kept: Track? = nil) throws(TrackRefusal) {
    let completed = Dictionary(
      steps.map { ($0.milestone.id, $0.milestone.completedOn) }, uniquingKeysWith: { first, _ in first })
    let known = Set((kept?.steps ?? []).filter { $0.milestone.completedOn != nil }.map(\.milestone.id))
    for own in steps.map(\.milestone) where !known.contains(own.id) && own.exceptionReason.isEmpty {
      guard let day = own.completedOn else { continue }
      let open = own.dependencies.filter { id in completed[id].flatMap { $0 }.map { $0 > day } ?? true }
      guard open.isEmpty else { throw .dependenciesOpen(own.id, open: open) }
    }
  }

  /// Completes a milestone by evidence. Throws as ``TrackGraph/complete(_:on:evidence:exceptionReason:)`` does.
  mutating func complete(
    _ id: String, on day: Day, evidence: String, exception: String, isDemonstration: Bool
  ) throws(TrackRefusal) {
    var graph = try graph()
    try graph.complete(id, on: day, evidence: evidence, exceptionReason: exception)
    guard let index = steps.firstIndex(where: { $0.milestone.id == id }), let done = graph.milestone(id) else {
      throw .unknownMilestone(id)
    }
    steps[index].milestone.completedOn = done.completedOn
    steps[index].milestone.evidence = done.evidence
    steps[index].milestone.exceptionReason = done.exceptionReason
    steps[index].isCompletionDemonstration = isDemonstration
  }

  /// Whether any part of it was made for a demonstration.
  var hasDemonstration: Bool { steps.contains { $0.isDemonstration || $0.isCompletionDemonstration } }
}

extension Track.Step {
  fileprivate mutating func clearCompletion() {
    milestone.completedOn = nil
    milestone.evidence = ""
    milestone.exceptionReason = ""
    isCompletionDemonstration = false
  }

  fileprivate mutating func copyCompletion(of other: Track.Step) {
    milestone.completedOn = other.milestone.completedOn
    milestone.evidence = other.milestone.evidence
    milestone.exceptionReason = other.milestone.exceptionReason
    isCompletionDemonstration = other.isCompletionDemonstration
  }
}
