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

  /// Computes the formula from its inputs, each step once. Throws when a number does not fit.
  public func evaluate(_ input: (IndicatorKey) -> Ratio?) throws(ArithmeticOverflow) -> Result {
    var pile: [Ratio] = []
    for step in steps {
      switch step {
      case .constant(let value): pile.append(value)
      case .indicator(let key):
        guard let value = input(key) else { return .missing(key) }
        pile.append(value)
      case .negate: pile.append(pile.removeLast().negated)
      case .join(let sign):
        let (second, first) = (pile.removeLast(), pile.removeLast())
        guard sign != .over || !second.isZero else { return .dividedByZero }
        pile.append(try sign.join(first, second))
      }
    }
    return .value(pile.removeLast())
  }
}

extension Formula.Operator {
  fileprivate func join(_ first: Ratio, _ second: Ratio) throws(ArithmeticOverflow) -> Ratio {
    switch self {
    case .plus: try first.adding(second)
    case .minus: try first.subtracting(second)
    case .times: try first.multiplied(by: second)
    case .over: try first.divided(by: second)
    }
  }
}
