/// One thing that is wrong with a breakdown, and where.
public struct BreakdownFault: Sendable, Hashable {
  /// Stable codes.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The nodes are not the indicator's months of the year, each once and in order.
    case monthsDiffer = "MONTHS_DIFFER"
    /// A value, a part or what is undivided lies below zero.
    case negative = "NEGATIVE"
    /// A node lies below the one before.
    case nodeFalls = "NODE_FALLS"
    /// The last node is not the annual value.
    case yearNotReached = "YEAR_NOT_REACHED"
    /// A kind divides a node twice.
    case partitionTwice = "PARTITION_TWICE"
    /// A subject is twice in a partition.
    case subjectTwice = "SUBJECT_TWICE"
    /// Leaves and what is undivided are not together the node's value.
    case doesNotAddUp = "PARTITION_DOES_NOT_ADD_UP"
    /// A leaf lies below its part in the node before, or has gone.
    case leafFalls = "LEAF_FALLS"
  }

  /// Where: positions of node, partition and leaf, as far down as the fault lies.
  public struct Place: Sendable, Hashable {
    /// The node's position.
    public var node: Int?
    /// The partition's, in the node.
    public var partition: Int?
    /// The leaf's, in the partition.
    public var leaf: Int?
  }

  /// The code.
  public var reason: Reason
  /// Where.
  public var place: Place
  /// By how many smallest units too little (above zero) or too much (below zero), where that can be told.
  public var difference: Int128?
  /// What it is about: a month, a subject.
  public var subject: String

  init(_ reason: Reason, of subject: String, at place: Place = Place(), by difference: Int128? = nil) {
    self.reason = reason
    self.place = place
    self.difference = difference
    self.subject = subject
  }
}

extension BreakdownFault {
  /// What is wrong, in Chinese.
  public var chinese: String {
    switch reason {
    case .monthsDiffer: "应依次为该指标全年各月：\(subject)。"
    case .negative: "不能为负。"
    case .nodeFalls: "\(subject)低于上一节点，差\(amount)。"
    case .yearNotReached: "末节点应等于全年目标，差\(amount)。"
    case .partitionTwice: "同一节点同一分解方式只能有一次。"
    case .subjectTwice: "“\(subject)”重复。"
    case .doesNotAddUp: "\(subject)各分项与其他（未分解）之和不等于节点值，差\(amount)。"
    case .leafFalls: "“\(subject)”低于上一节点的累计数，差\(amount)。"
    }
  }

  /// What is wrong, in English.
  public var english: String {
    switch reason {
    case .monthsDiffer: "must be the indicator's months of the year, in order: \(subject)."
    case .negative: "must not be negative."
    case .nodeFalls: "\(subject) lies below the node before by \(amount)."
    case .yearNotReached: "the last node must be the annual value; it differs by \(amount)."
    case .partitionTwice: "divides the node by a kind that was there before."
    case .subjectTwice: "\"\(subject)\" is there twice."
    case .doesNotAddUp: "in \(subject) leaves and undivided do not add up to the node; they differ by \(amount)."
    case .leafFalls: "\"\(subject)\" lies below its part in the node before by \(amount)."
    }
  }

  private var amount: String { difference.map { "\($0)" } ?? "" }
}
