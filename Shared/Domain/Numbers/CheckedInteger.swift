// Checked 128-bit arithmetic. Every product and sum of the programme passes here.

extension Int128 {
  func plus(_ other: Self) throws(ArithmeticOverflow) -> Self {
    let (value, overflow) = addingReportingOverflow(other)
    guard !overflow else { throw ArithmeticOverflow(.sum) }
    return value
  }

  func minus(_ other: Self) throws(ArithmeticOverflow) -> Self {
    let (value, overflow) = subtractingReportingOverflow(other)
    guard !overflow else { throw ArithmeticOverflow(.difference) }
    return value
  }

  func times(_ other: Self) throws(ArithmeticOverflow) -> Self {
    let (value, overflow) = multipliedReportingOverflow(by: other)
    guard !overflow else { throw ArithmeticOverflow(.product) }
    return value
  }

  /// The nearest whole number to this over a divisor above zero, halves away from zero.
  func over(_ divisor: Self) -> Self {
    let (whole, rest) = quotientAndRemainder(dividingBy: divisor)
    let up = Rounding.halfAwayFromZero.roundsUp(
      remainder: rest.magnitude, of: divisor.magnitude, odd: whole % 2 != 0)
    return up ? whole + (self < 0 ? -1 : 1) : whole
  }
}

/// 10 to a small power. Powers above 38 do not fit.
func powerOfTen(_ exponent: Int) throws(ArithmeticOverflow) -> Int128 {
  var result: Int128 = 1
  for _ in 0..<Swift.max(0, exponent) { result = try result.times(10) }
  return result
}

/// Greatest common divisor; `gcd(0, n)` is n.
func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
  var (a, b) = (first, second)
  while b != 0 {
    // Most figures fit 64 bits, where a division is many times cheaper.
    if a <= UInt128(UInt64.max), b <= UInt128(UInt64.max) {
      return UInt128(greatestCommonDivisor(UInt64(a), UInt64(b)))
    }
    (a, b) = (b, a % b)
  }
  return a
}

private func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
  var (a, b) = (first, second)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
