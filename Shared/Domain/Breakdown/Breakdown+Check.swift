extension Breakdown {
  /// Everything that is wrong with it, for an annual value and the months that the indicator has; in order of place.
  public func faults(annual: Amount, months: [Month]) -> [BreakdownFault] {
    var faults: [BreakdownFault] = []
    if nodes.map(\.month) != months {
      faults.append(.init(.monthsDiffer, of: months.map { "\($0)" }.joined(separator: ", ")))
    }
    var before: Node?
    for (index, node) in nodes.enumerated() {
      faults += node.faults(after: before, at: .init(node: index))
      before = node
    }
    if let last = before, last.cumulative != annual {
      let place = BreakdownFault.Place(node: nodes.count - 1)
      let missing = annual.wide - last.cumulative.wide
      faults.append(.init(.yearNotReached, of: "\(last.month)", at: place, by: missing))
    }
    return faults
  }
}

extension Breakdown.Node {
  fileprivate func faults(after before: Self?, at place: BreakdownFault.Place) -> [BreakdownFault] {
    var faults: [BreakdownFault] = []
    if cumulative < .zero { faults.append(.init(.negative, of: "\(month)", at: place)) }
    if let before, cumulative < before.cumulative {
      let fall = before.cumulative.wide - cumulative.wide
      faults.append(.init(.nodeFalls, of: "\(month)", at: place, by: fall))
    }
    var kinds: Set<Breakdown.Kind> = []
    for (index, partition) in partitions.enumerated() {
      var place = place
      place.partition = index
      faults += partition.faults(of: self, after: before?.partition(partition.kind), at: place)
      if !kinds.insert(partition.kind).inserted {
        faults.append(.init(.partitionTwice, of: partition.kind.rawValue, at: place))
      }
    }
    for lost in before?.partitions ?? [] where !kinds.contains(lost.kind) {
      faults += lost.leaves.compactMap { $0.lost(at: place) }
    }
    return faults
  }
}

extension Breakdown.Partition {
  fileprivate func faults(
    of node: Breakdown.Node, after before: Self?, at place: BreakdownFault.Place
  ) -> [BreakdownFault] {
    var faults: [BreakdownFault] = []
    let earlier = Dictionary(
      (before?.leaves ?? []).map { ($0.subject, $0.cumulative) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    for (index, leaf) in leaves.enumerated() {
      var place = place
      place.leaf = index
      if !seen.insert(leaf.subject).inserted { faults.append(.init(.subjectTwice, of: leaf.subject, at: place)) }
      if leaf.cumulative < .zero { faults.append(.init(.negative, of: leaf.subject, at: place)) }
      if let least = earlier[leaf.subject], leaf.cumulative < least {
        let fall = least.wide - leaf.cumulative.wide
        faults.append(.init(.leafFalls, of: leaf.subject, at: place, by: fall))
      }
    }
    faults += (before?.leaves ?? []).filter { !seen.contains($0.subject) }.compactMap { $0.lost(at: place) }
    if undivided < .zero { faults.append(.init(.negative, of: "\(node.month)", at: place)) }
    let missing = node.cumulative.wide - leaves.reduce(undivided.wide) { $0 + $1.cumulative.wide }
    if missing != 0 { faults.append(.init(.doesNotAddUp, of: "\(node.month)", at: place, by: missing)) }
    return faults
  }
}

extension Breakdown.Leaf {
  /// The fault of a leaf that has gone after this one; `nil` when it was nothing.
  fileprivate func lost(at place: BreakdownFault.Place) -> BreakdownFault? {
    cumulative > .zero ? BreakdownFault(.leafFalls, of: subject, at: place, by: cumulative.wide) : nil
  }
}

extension Amount {
  /// The units in 128 bits, in which differences, and sums of as many leaves as there can be, always fit.
  fileprivate var wide: Int128 { Int128(units) }
}
