/// A fraction rounded once to a number of decimals, as digits. Total: no fraction overflows it.
struct RoundedDecimal {
  private(set) var isNegative: Bool
  /// Decimal digits, the most significant first, at least one before the point.
  private(set) var digits: [UInt8]
  let decimals: Int

  init(_ ratio: Ratio, decimals: Int, rounding: Rounding) {
    self.decimals = max(0, decimals)
    let divisor = ratio.denominator.magnitude
    let (whole, rest) = ratio.numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
    digits = Array(String(whole).utf8.map { $0 - 48 })
    var remainder = rest
    for _ in 0..<self.decimals {
      let step = Self.nextDigit(remainder, divisor)
      digits.append(step.digit)
      remainder = step.remainder
    }
    isNegative = ratio.isNegative
    let odd = (digits.last ?? 0) % 2 != 0
    if rounding.roundsUp(remainder: remainder, of: divisor, odd: odd) { carry() }
    if digits.allSatisfy({ $0 == 0 }) { isNegative = false }  // Never "-0.0".
  }

  /// 10 x remainder / divisor by ten additions modulo the divisor: the product itself might not fit.
  private static func nextDigit(_ remainder: UInt128, _ divisor: UInt128) -> (digit: UInt8, remainder: UInt128) {
    var (digit, sum): (UInt8, UInt128) = (0, 0)
    for _ in 0..<10 {
      if sum >= divisor - remainder {
        (digit, sum) = (digit + 1, sum - (divisor - remainder))
      } else {
        sum += remainder
      }
    }
    return (digit, sum)
  }

  private mutating func carry() {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
  }

  /// The digits with the point moved `shift` places to the right (2 turns a rate into percent).
  func text(shift: Int = 0, grouping: Bool = false) -> String {
    let places = max(0, decimals - shift)
    var whole = Array(digits.prefix(digits.count - places))
    while whole.count > 1, whole[0] == 0 { whole.removeFirst() }
    var result = isNegative ? "-" : ""
    for (index, digit) in whole.enumerated() {
      if grouping, index > 0, (whole.count - index) % 3 == 0 { result.append(",") }
      result.append(Character(UnicodeScalar(48 + digit)))
    }
    guard places > 0 else { return result }
    result.append(".")
    for digit in digits.suffix(places) { result.append(Character(UnicodeScalar(48 + digit))) }
    return result
  }
}
