/// An exact fraction, always reduced, its denominator above zero.
///
/// Arithmetic is checked: it throws ``ArithmeticOverflow`` and never traps. Comparison is exact and total.
/// Rates are fractions too: 31.4 % is 0.314.
public struct Ratio: Sendable, Hashable {
  /// The signed numerator, never `Int128.min`.
  public let numerator: Int128
  /// The denominator, above zero.
  public let denominator: Int128

  /// A whole number.
  public init(_ whole: Int64) {
    (numerator, denominator) = (Int128(whole), 1)
  }

  /// `numerator / denominator`; `nil` when the denominator is zero.
  public init?(_ numerator: Int64, over denominator: Int64) {
    guard denominator != 0 else { return nil }
    // The magnitudes are below 2^64, so neither sign nor reduction can overflow.
    let sign: Int128 = (numerator < 0) == (denominator < 0) ? 1 : -1
    let (top, bottom) = (UInt128(numerator.magnitude), UInt128(denominator.magnitude))
    let divisor = greatestCommonDivisor(top, bottom)
    (self.numerator, self.denominator) = (sign * Int128(top / divisor), Int128(bottom / divisor))
  }

  /// `numerator / denominator` of 128-bit numbers. Throws when the denominator is zero or a part is `Int128.min`.
  public init(_ numerator: Int128, dividedBy denominator: Int128) throws(ArithmeticOverflow) {
    guard denominator != 0 else { throw ArithmeticOverflow(.divisionByZero) }
    guard numerator != .min, denominator != .min else { throw ArithmeticOverflow(.conversion) }
    let divisor = Int128(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    let sign: Int128 = denominator < 0 ? -1 : 1
    (self.numerator, self.denominator) = (sign * numerator / divisor, sign * denominator / divisor)
  }

  /// A rate given in basis points: 3,140 is 31.4 %.
  public init(basisPoints: Int64) {
    let divisor = greatestCommonDivisor(UInt128(basisPoints.magnitude), 10_000)
    (numerator, denominator) = (Int128(basisPoints) / Int128(divisor), 10_000 / Int128(divisor))
  }

  /// A rate given in whole percent: 30 is 30 %.
  public init(percent: Int32) {
    self.init(basisPoints: Int64(percent) * 100)
  }

  /// 0.
  public static let zero = Ratio(0)
  /// 1, or 100 %.
  public static let one = Ratio(1)

  /// Whether the fraction is below zero.
  public var isNegative: Bool { numerator < 0 }
  /// Whether the fraction is exactly zero.
  public var isZero: Bool { numerator == 0 }
  /// The fraction without its sign.
  public var magnitude: Ratio { isNegative ? negated : self }
  /// The greatest whole number that is not above the fraction.
  var floor: Int128 {
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return rest < 0 ? whole - 1 : whole
  }
  /// The fraction with the other sign; cannot overflow.
  public var negated: Ratio { Ratio(reduced: -numerator, denominator) }

  init(reduced numerator: Int128, _ denominator: Int128) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }
}
