extension Formula {
  /// The result of a formula, or why there is none. Never zero for what is missing, never infinite.
  public enum Result: Sendable, Hashable {
    /// The exact number.
    case value(Ratio)
    /// An input is missing.
    case missing(IndicatorKey)
    /// Something is divided by zero.
    case dividedByZero

    /// The number, when there is one.
    public var value: Ratio? { if case .value(let value) = self { value } else { nil } }
  }

  /// Computes the formula from its inputs. Throws when a number does not fit.
  public func evaluate(_ input: (IndicatorKey) -> Ratio?) throws(ArithmeticOverflow) -> Result {
    try Self.evaluate(root, input)
  }

  private static func evaluate(
    _ part: Expression, _ input: (IndicatorKey) -> Ratio?
  ) throws(ArithmeticOverflow) -> Result {
    switch part {
    case .constant(let value): return .value(value)
    case .indicator(let key): return input(key).map { .value($0) } ?? .missing(key)
    case .negated(let inner):
      guard case .value(let value) = try evaluate(inner, input) else { return try evaluate(inner, input) }
      return .value(value.negated)
    case .pair(let first, let sign, let second):
      let (left, right) = (try evaluate(first, input), try evaluate(second, input))
      guard case .value(let a) = left else { return left }
      guard case .value(let b) = right else { return right }
      switch sign {
      case .plus: return .value(try a.adding(b))
      case .minus: return .value(try a.subtracting(b))
      case .times: return .value(try a.multiplied(by: b))
      case .over: return b.isZero ? .dividedByZero : .value(try a.divided(by: b))
      }
    }
  }
}
