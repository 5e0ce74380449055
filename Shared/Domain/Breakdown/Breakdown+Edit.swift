extension Breakdown {
  /// One change of a breakdown. What a leaf or a node gains or loses, 其他（未分解） of the same node carries.
  public enum Edit: Sendable, Hashable {
    /// The node of a month becomes a value.
    case node(Month, Amount)
    /// A subject's leaf of a month becomes a value, and later months have at least that; it is made where there is none.
    case leaf(Kind, String, Month, Amount)
    /// A subject leaves a kind's partitions in every month.
    case remove(Kind, String)
    /// A person answers for a subject's leaves in every month; empty: nobody by name.
    case assign(Kind, String, person: String)
  }

  /// The breakdown after an edit. Throws ``BreakdownRefusal`` for one that leaves something falling, below zero, or the
  /// year not reached.
  public func applying(_ edit: Edit) throws -> Breakdown {
    guard let annual else { throw BreakdownRefusal.notDivisible }
    var edited = self
    switch edit {
    case .node(let month, let value):
      guard let index = nodes.firstIndex(where: { $0.month == month }) else {
        throw BreakdownRefusal.monthUnknown(month)
      }
      try edited.nodes[index].set(value)
    case .leaf(let kind, let subject, let month, let value):
      guard nodes.contains(where: { $0.month == month }) else { throw BreakdownRefusal.monthUnknown(month) }
      for index in edited.nodes.indices {
        let now = nodes[index].partition(kind)?.leaf(subject)?.cumulative ?? .zero
        let isLater = nodes[index].month > month
        let wanted = nodes[index].month == month ? value : isLater ? max(now, value) : now
        try edited.nodes[index].set(kind, subject, wanted)
      }
    case .remove(let kind, let subject):
      try edited.changeLeaves(kind, subject) { partition, index throws in
        partition.undivided = try partition.undivided.adding(partition.leaves.remove(at: index).cumulative)
      }
    case .assign(let kind, let subject, let person):
      try edited.changeLeaves(kind, subject) { partition, index in partition.leaves[index].person = person }
    }
    if let fault = edited.faults(annual: annual, months: nodes.map(\.month)).first {
      throw BreakdownRefusal.faulty(fault)
    }
    return edited
  }

  private mutating func changeLeaves(
    _ kind: Kind, _ subject: String, _ body: (inout Partition, Int) throws -> Void
  ) throws {
    var found = false
    for node in nodes.indices {
      for place in nodes[node].partitions.indices where nodes[node].partitions[place].kind == kind {
        let leaves = nodes[node].partitions[place].leaves
        guard let index = leaves.firstIndex(where: { $0.subject == subject }) else { continue }
        found = true
        try body(&nodes[node].partitions[place], index)
      }
    }
    guard found else { throw BreakdownRefusal.leafUnknown(subject) }
  }
}

extension Breakdown.Node {
  fileprivate mutating func set(_ value: Amount) throws {
    let difference = try value.subtracting(cumulative)
    cumulative = value
    for index in partitions.indices {
      partitions[index].undivided = try partitions[index].undivided.adding(difference)
    }
  }

  fileprivate mutating func set(_ kind: Breakdown.Kind, _ subject: String, _ value: Amount) throws {
    if partition(kind) == nil { partitions.append(Breakdown.Partition(kind, [], undivided: cumulative)) }
    guard let place = partitions.firstIndex(where: { $0.kind == kind }) else { return }
    var partition = partitions[place]
    let index = partition.leaves.firstIndex { $0.subject == subject } ?? partition.leaves.endIndex
    if index == partition.leaves.endIndex { partition.leaves.append(Breakdown.Leaf(subject, .zero)) }
    let difference = try value.subtracting(partition.leaves[index].cumulative)
    partition.leaves[index].cumulative = value
    partition.undivided = try partition.undivided.subtracting(difference)
    partitions[place] = partition
  }
}
