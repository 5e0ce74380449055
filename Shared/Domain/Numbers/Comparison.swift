/// The operator of a target, taken from its wording. Verdicts are on unrounded values.
public enum Comparison: String, Sendable, Hashable, CaseIterable {
  /// >=: 30%以上, 达到.
  case atLeast
  /// >: 超过, 突破.
  case above

  /// Whether `value` fulfils the target `limit`.
  public func holds<Value: Comparable>(_ value: Value, _ limit: Value) -> Bool {
    self == .atLeast ? value >= limit : value > limit
  }

  /// The sign: "≥" or ">".
  public var symbol: String { self == .atLeast ? "≥" : ">" }
}
