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
