/// Orders what depends on each other so that dependencies come first, or names a cycle.
enum TopologicalOrder {
  /// Positions that depend on each other: the first one again at the end; what comes first stands first.
  struct Cycle: Error {
    var path: [Int]
  }

  /// `dependencies` holds for each position those that it depends on.
  static func make(_ dependencies: [[Int]]) throws(Cycle) -> [Int] {
    var waiting = dependencies.map { Set($0).count }
    var dependents: [[Int]] = Array(repeating: [], count: dependencies.count)
    for (position, sources) in dependencies.enumerated() {
      for source in Set(sources) { dependents[source].append(position) }
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
    guard order.count == dependencies.count else {
      throw Cycle(path: cycle(dependencies, stuck: waiting.indices.filter { waiting[$0] > 0 }))
    }
    return order
  }

  /// Every stuck position waits for a stuck one: following them comes round.
  private static func cycle(_ dependencies: [[Int]], stuck: [Int]) -> [Int] {
    let members = Set(stuck)
    var (path, current): ([Int], Int) = ([], stuck[0])
    while !path.contains(current) {
      path.append(current)
      current = dependencies[current].first(where: members.contains) ?? current
    }
    let start = path.firstIndex(of: current) ?? 0
    return (path[start...] + [current]).reversed()  // In working order: what comes first stands first.
  }
}
