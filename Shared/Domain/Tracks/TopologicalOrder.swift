/// Orders milestones so that dependencies come first, or names a cycle.
enum TopologicalOrder {
  static func make(_ milestones: [Milestone], positions: [String: Int]) throws(TrackRefusal) -> [Int] {
    var waiting = milestones.map { Set($0.dependencies).count }
    var dependents: [[Int]] = Array(repeating: [], count: milestones.count)
    for (position, milestone) in milestones.enumerated() {
      for dependency in Set(milestone.dependencies) {
        if let source = positions[dependency] { dependents[source].append(position) }
      }
    }
    var ready = waiting.indices.filter { waiting[$0] == 0 }
    var order: [Int] = []
    while let least = ready.min() {  // The least position first, so that the order never depends on hashing.
      ready.removeAll { $0 == least }
      order.append(least)
      for dependent in dependents[least] {
        waiting[dependent] -= 1
        if waiting[dependent] == 0 { ready.append(dependent) }
      }
    }
    guard order.count == milestones.count else {
      throw .cycle(cycle(milestones, stuck: waiting.indices.filter { waiting[$0] > 0 }, positions: positions))
    }
    return order
  }

  /// Every stuck milestone waits for a stuck one: following them comes round.
  private static func cycle(_ milestones: [Milestone], stuck: [Int], positions: [String: Int]) -> [String] {
    let members = Set(stuck)
    var (path, current): ([Int], Int) = ([], stuck[0])
    while !path.contains(current) {
      path.append(current)
      let next = milestones[current].dependencies.compactMap { positions[$0] }.first(where: members.contains)
      current = next ?? current
    }
    let start = path.firstIndex(of: current) ?? 0
    let round = path[start...].map { milestones[$0].id }
    return (round + [milestones[current].id]).reversed()  // In working order: what comes first stands first.
  }
}
