extension Breakdown {
  /// The year's parts of one kind, before they are spread over months.
  public struct Division: Sendable, Hashable {
    /// By what.
    public var kind: Kind
    /// Leaves with the values of the whole year, in protocol order.
    public var leaves: [Leaf]

    /// Creates a division.
    public init(_ kind: Kind, _ leaves: [Leaf]) { (self.kind, self.leaves) = (kind, leaves) }
  }

  /// The divisions of the year as the last node has them.
  public var divisions: [Division] { nodes.last?.partitions.map { Division($0.kind, $0.leaves) } ?? [] }

  /// Spreads an annual value over months by weights, one for each month after those that stay.
  ///
  /// Whole units go by the largest remainder. Each month's addition is divided in proportion to what each leaf, and
  /// what is undivided, still has to reach: so no part ever falls, and December is each leaf's year exactly.
  /// Throws ``BreakdownRefusal`` where the kept nodes or the leaves come to more than the year.
  public static func propose(
    _ annual: Amount, over months: [Month], weights: [Int64], keeping kept: [Node] = [], divisions: [Division] = []
  ) throws -> Breakdown {
    let start = kept.last?.cumulative ?? .zero
    let left = try annual.subtracting(start)
    guard left >= .zero else { throw BreakdownRefusal.exceedsYear(nil, Amount(-left.units)) }
    let open = months.filter { month in !kept.contains { $0.month == month } }
    guard weights.count == open.count, let added = try Apportionment.divide(left, by: weights) else {
      throw BreakdownRefusal.weightsInvalid(months: open.count)
    }
    var nodes = zip(open, try YearView.cumulative(added, after: start)).map { Node($0, $1) }
    for division in divisions {
      var growing = try GrowingPartition(division, annual: annual, after: kept.last?.partition(division.kind), left)
      for index in nodes.indices {
        nodes[index].partitions.append(try growing.add(added[index]))
      }
    }
    return Breakdown(kept + nodes)
  }
}

/// A partition that grows month by month towards its leaves' years.
private struct GrowingPartition {
  private var partition: Breakdown.Partition
  /// What each leaf still has to reach.
  private var leaves: [Int64]
  /// What is still to be added to the node.
  private var left: Int64

  init(
    _ division: Breakdown.Division, annual: Amount, after kept: Breakdown.Partition?, _ left: Amount
  ) throws {
    let gone = (kept?.leaves ?? []).filter { old in !division.leaves.contains { $0.subject == old.subject } }
    let year = division.leaves + gone
    let undivided = try annual.subtracting(.sum(year.map(\.cumulative)))
    guard undivided >= .zero else {
      throw BreakdownRefusal.exceedsYear(division.kind, Amount(-undivided.units))
    }
    self.left = left.units
    let start = try kept?.undivided ?? annual.subtracting(left)
    partition = Breakdown.Partition(division.kind, [], undivided: start)
    leaves = []
    for leaf in year {
      let now = kept?.leaf(leaf.subject)?.cumulative ?? .zero
      let rest = try leaf.cumulative.subtracting(now)
      guard rest >= .zero else { throw BreakdownRefusal.belowKept(leaf.subject, Amount(-rest.units)) }
      partition.leaves.append(Breakdown.Leaf(leaf.subject, now, person: leaf.person))
      leaves.append(rest.units)
    }
  }

  /// The partition of the next node, which lies higher by `amount`.
  mutating func add(_ amount: Amount) throws -> Breakdown.Partition {
    let toReach = leaves.reduce(0, +)
    let parts =
      toReach <= left
      ? try Apportionment.divide(amount, by: leaves + [left - toReach])?.dropLast()
      : try Apportionment.divide(outOfUndivided(amount, toReach), by: leaves)?[...]
    var undivided = try partition.undivided.adding(amount)
    for (index, part) in (parts ?? []).enumerated() {
      partition.leaves[index].cumulative = try partition.leaves[index].cumulative.adding(part)
      leaves[index] -= part.units
      undivided = try undivided.subtracting(part)
    }
    partition.undivided = undivided
    left -= amount.units
    return partition
  }

  /// What leaves take in a month when they have more to reach than the node: the rest comes out of what was undivided.
  private func outOfUndivided(_ amount: Amount, _ toReach: Int64) throws -> Amount {
    let proportional = left == 0 ? toReach : Int64(Int128(toReach) * Int128(amount.units) / Int128(left))
    return min(Amount(proportional), try partition.undivided.adding(amount))
  }
}
