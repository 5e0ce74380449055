/// How an annual value is broken down (目标分解, A3): month by month, and each month's value by alternative partitions.
public struct Breakdown: Sendable, Hashable {
  /// By what a node's value is divided. Each division stands by itself and adds up by itself.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// By investment project.
    case project
    /// By enterprise.
    case enterprise
    /// By responsible person.
    case person
  }

  /// One project's, enterprise's or person's part.
  public struct Leaf: Sendable, Hashable {
    /// The key of the project, enterprise or person.
    public var subject: String
    /// Its part from January to the node's month.
    public var cumulative: Amount
    /// The key of the person who answers for it; empty: nobody by name.
    public var person: String

    /// Creates a leaf.
    public init(_ subject: String, _ cumulative: Amount, person: String = "") {
      (self.subject, self.cumulative, self.person) = (subject, cumulative, person)
    }
  }

  /// One division of a node's value: leaves and 其他（未分解） are together the value.
  public struct Partition: Sendable, Hashable {
    /// By what.
    public var kind: Kind
    /// In protocol order.
    public var leaves: [Leaf]
    /// 其他（未分解）: what no leaf carries, never below zero.
    public var undivided: Amount

    /// Creates a partition.
    public init(_ kind: Kind, _ leaves: [Leaf], undivided: Amount) {
      (self.kind, self.leaves, self.undivided) = (kind, leaves, undivided)
    }

    /// The leaf of a subject.
    public func leaf(_ subject: String) -> Leaf? { leaves.first { $0.subject == subject } }
  }

  /// What is to be reached by the end of a month (时间节点).
  public struct Node: Sendable, Hashable {
    /// The month.
    public var month: Month
    /// The value from January to the month.
    public var cumulative: Amount
    /// The same value divided, at most once by each kind.
    public var partitions: [Partition]
    /// Leader and units that answer for it.
    public var responsibility: Responsibility
    /// The key of the person who answers for it; empty: nobody by name.
    public var person: String

    /// Creates a node.
    public init(
      _ month: Month, _ cumulative: Amount, _ partitions: [Partition] = [],
      responsibility: Responsibility = Responsibility(), person: String = ""
    ) {
      self.month = month
      self.cumulative = cumulative
      self.partitions = partitions
      self.responsibility = responsibility
      self.person = person
    }

    /// The division by a kind.
    public func partition(_ kind: Kind) -> Partition? { partitions.first { $0.kind == kind } }
  }

  /// The nodes, in the order of their months.
  public var nodes: [Node]

  /// Creates a breakdown.
  public init(_ nodes: [Node] = []) { self.nodes = nodes }

  /// The value of the last node, which is the year's.
  public var annual: Amount? { nodes.last?.cumulative }
}
