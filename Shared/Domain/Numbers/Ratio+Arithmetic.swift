extension Ratio {
  /// The exact sum.
  public func adding(_ other: Ratio) throws(ArithmeticOverflow) -> Ratio {
    let shared = Int128(greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude))
    let (left, right) = (other.denominator / shared, denominator / shared)
    let top = try numerator.times(left).plus(other.numerator.times(right))
    // gcd(top, denominators) can only be a part of `shared`: dividing before multiplying keeps the numbers small.
    let divisor = Int128(greatestCommonDivisor(top.magnitude, shared.magnitude))
    return try Ratio(top / divisor, dividedBy: right.times(other.denominator / divisor))
  }

  /// The exact difference.
  public func subtracting(_ other: Ratio) throws(ArithmeticOverflow) -> Ratio {
    try adding(other.negated)
  }

  /// The exact product.
  public func multiplied(by other: Ratio) throws(ArithmeticOverflow) -> Ratio {
    let first = Int128(greatestCommonDivisor(numerator.magnitude, other.denominator.magnitude))
    let second = Int128(greatestCommonDivisor(other.numerator.magnitude, denominator.magnitude))
    let top = try (numerator / first).times(other.numerator / second)
    let bottom = try (denominator / second).times(other.denominator / first)
    return try Ratio(top, dividedBy: bottom)
  }

  /// The exact quotient. Throws when `other` is zero.
  public func divided(by other: Ratio) throws(ArithmeticOverflow) -> Ratio {
    guard !other.isZero else { throw ArithmeticOverflow(.divisionByZero) }
    let sign: Int128 = other.isNegative ? -1 : 1
    return try multiplied(by: Ratio(reduced: sign * other.denominator, sign * other.numerator))
  }

  /// The exact sum of all; zero when there are none.
  public static func sum(_ ratios: some Sequence<Ratio>) throws(ArithmeticOverflow) -> Ratio {
    var total = Ratio.zero
    for ratio in ratios { total = try total.adding(ratio) }
    return total
  }

  /// The nearest fraction with a denominator of 10 to the `decimals`.
  public func rounded(decimals: Int, rounding: Rounding = .halfAwayFromZero) throws(ArithmeticOverflow) -> Ratio {
    let scale = try powerOfTen(decimals)
    let (whole, rest) = (numerator / denominator, Ratio(reduced: numerator % denominator, denominator))
    let part = try rest.multiplied(by: Ratio(reduced: scale, 1)).nearestInteger(rounding)
    return try Ratio(whole.times(scale).plus(part), dividedBy: scale)
  }

  /// The rate in basis points, rounded: for a summary beside the exact fraction. `nil` when it does not fit.
  public var basisPoints: Int64? {
    guard let scaled = try? multiplied(by: Ratio(10_000)) else { return nil }
    return Int64(exactly: scaled.nearestInteger())
  }

  /// The nearest whole number.
  public func nearestInteger(_ rounding: Rounding = .halfAwayFromZero) -> Int128 {
    let (whole, rest) = (numerator / denominator, (numerator % denominator).magnitude)
    let up = rounding.roundsUp(remainder: rest, of: denominator.magnitude, odd: whole % 2 != 0)
    return up ? whole + (isNegative ? -1 : 1) : whole
  }
}
