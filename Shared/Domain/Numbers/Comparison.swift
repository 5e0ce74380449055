/// The operator of a target, taken from its wording. Verdicts are on unrounded values.
public enum Comparison: String, Sendable, Hashable, CaseIterable {
  /// >=: 30%以上, 达到.
  case atLeast
  /// >: 超过, 突破.
  case above
  /// <=: 不超过, 控制在…以内.
  case atMost
  /// <: 低于.
  case below

  /// Whether the limit is one from above, which a value keeps to by staying low.
  public var isCeiling: Bool { self == .atMost || self == .below }

  /// The operator of several targets together: the one that all have, else that of their kind; `nil` where some are floors
  /// and others ceilings. Of none it is ``atLeast``.
  public static func common(_ all: some Collection<Comparison>) -> Comparison? {
    guard let first = all.first else { return .atLeast }
    if all.allSatisfy({ $0 == first }) { return first }
    let ceilings = all.count(where: \.isCeiling)
    return ceilings == 0 ? .atLeast : (ceilings == all.count ? .atMost : nil)
  }

  /// Whether `value` fulfils the target `limit`.
  public func holds<Value: Comparable>(_ value: Value, _ limit: Value) -> Bool {
    switch self {
    case .atLeast: value >= limit
    case .above: value > limit
    case .atMost: value <= limit
    case .below: value < limit
    }
  }

  /// The sign: "≥", ">", "≤" or "<".
  public var symbol: String {
    switch self {
    case .atLeast: "≥"
    case .above: ">"
    case .atMost: "≤"
    case .below: "<"
    }
  }
}
