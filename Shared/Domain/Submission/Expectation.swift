/// What an earlier report expected of a value (预计), held against the value when it has come.
public struct Expectation: Sendable, Hashable {
  /// The expected cumulative value, in the indicator's unit.
  public var expected: Amount

  /// An expectation.
  public init(_ expected: Amount) { self.expected = expected }

  /// The value less what was expected. Throws when it does not fit.
  public func difference(to value: Amount) throws(ArithmeticOverflow) -> Amount {
    try value.subtracting(expected)
  }

  /// The same over what was expected, in basis points; nil where that was not above zero.
  public func error(to value: Amount) throws(ArithmeticOverflow) -> Int64? {
    guard expected > .zero, let quotient = value.over(expected) else { return nil }
    return try Amount(nearest: quotient.subtracting(.one).multiplied(by: Ratio(10_000))).units
  }
}
