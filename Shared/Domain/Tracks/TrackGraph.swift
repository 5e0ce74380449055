/// The milestones of one track and what depends on what: a graph without cycles, checked when it is made.
public struct TrackGraph: Sendable, Hashable {
  /// Milestones that a track may have.
  public static let milestoneLimit = 1000
  /// Days that a milestone may take.
  static let durationLimit = 36_525

  /// The milestones, in the order given.
  public private(set) var milestones: [Milestone]
  /// Positions of the milestones, dependencies first; equals in the order given.
  let order: [Int]
  let positions: [String: Int]

  /// Checks and orders the milestones. Throws the first refusal found.
  public init(_ milestones: [Milestone]) throws(TrackRefusal) {
    guard milestones.count <= Self.milestoneLimit else { throw .tooLarge(limit: Self.milestoneLimit) }
    var positions: [String: Int] = [:]
    for (position, milestone) in milestones.enumerated() {
      guard positions.updateValue(position, forKey: milestone.id) == nil else { throw .duplicate(milestone.id) }
      guard (0...Self.durationLimit).contains(milestone.durationDays) else {
        throw .durationOutOfRange(milestone.id)
      }
    }
    for milestone in milestones {
      for dependency in milestone.dependencies where positions[dependency] == nil {
        throw .unknownDependency(of: milestone.id, on: dependency)
      }
    }
    self.milestones = milestones
    self.positions = positions
    order = try Self.order(milestones, positions)
  }

  private static func order(_ milestones: [Milestone], _ positions: [String: Int]) throws(TrackRefusal) -> [Int] {
    do {
      return try TopologicalOrder.make(milestones.map { $0.dependencies.compactMap { positions[$0] } })
    } catch {
      throw .cycle(error.path.map { milestones[$0].id })
    }
  }

  /// The milestone with an id.
  public func milestone(_ id: String) -> Milestone? { positions[id].map { milestones[$0] } }

  /// Completes a milestone on a day, with evidence. Throws when its dependencies are not complete by that day and no
  /// reason for an exception is given, when it is complete already, or without evidence.
  public mutating func complete(
    _ id: String, on day: Day, evidence: String, exceptionReason: String = ""
  ) throws(TrackRefusal) {
    guard let position = positions[id] else { throw .unknownMilestone(id) }
    if let done = milestones[position].completedOn { throw .alreadyComplete(id, on: done) }
    guard !evidence.trimmedBlanks.isEmpty else { throw .evidenceMissing(id) }
    let open = openDependencies(of: position, on: day)
    guard open.isEmpty || !exceptionReason.trimmedBlanks.isEmpty else { throw .dependenciesOpen(id, open: open) }
    milestones[position].completedOn = day
    milestones[position].evidence = evidence
    milestones[position].exceptionReason = open.isEmpty ? "" : exceptionReason
  }

  /// The graph as it was on the evening of a day: what was completed later is open.
  public func seen(on day: Day) -> TrackGraph {
    var graph = self
    for position in milestones.indices {
      guard let done = milestones[position].completedOn, done > day else { continue }
      graph.milestones[position].completedOn = nil
      graph.milestones[position].evidence = ""
      graph.milestones[position].exceptionReason = ""
    }
    return graph
  }

  /// Dependencies that are not complete by the end of a day.
  func openDependencies(of position: Int, on day: Day) -> [String] {
    milestones[position].dependencies.filter { dependency in
      guard let done = milestone(dependency)?.completedOn else { return true }
      return done > day
    }
  }

  /// Positions of the milestones that a milestone depends on.
  func dependencies(of position: Int) -> [Int] {
    milestones[position].dependencies.compactMap { positions[$0] }
  }
}
