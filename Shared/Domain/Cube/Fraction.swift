/// A fraction that is not reduced, its lower part above zero: exact, and made without a division.
///
/// Parts stay so small that no product of a comparison passes 128 bits; whoever makes one sees to that.
public struct Fraction: Sendable, Hashable {
  /// The upper part.
  public let top: Int128
  /// The lower part, above zero.
  public let bottom: Int128

  /// Nothing.
  public static let zero = Fraction(0, 1)

  /// A rate given in basis points.
  public init(basisPoints: Int64) { self.init(Int128(basisPoints), 10_000) }

  init(_ top: Int128, _ bottom: Int128) {
    (self.top, self.bottom) = (top, bottom)
  }

  /// Nil where its parts need more than so many bits.
  init?(_ ratio: Ratio, bits: Int) {
    guard ratio.numerator.magnitude >> bits == 0, ratio.denominator.magnitude >> bits == 0 else { return nil }
    self.init(ratio.numerator, ratio.denominator)
  }

  /// Exact order; not `Comparable`, since equal fractions may have other parts.
  static func < (first: Self, second: Self) -> Bool { first.top &* second.bottom < second.top &* first.bottom }

  /// The same number, reduced.
  public var ratio: Ratio { get throws(ArithmeticOverflow) { try Ratio(top, dividedBy: bottom) } }

  /// The nearest whole number of parts, of which one has so many: 10,000 gives basis points.
  public func parts(of one: Int64, _ rounding: Rounding = .halfAwayFromZero) -> Int128 {
    if let top = Int64(exactly: top), let bottom = Int64(exactly: bottom),
      case let (scaled, overflow) = top.multipliedReportingOverflow(by: one), !overflow
    {
      return Int128(Self.rounded(scaled, bottom, rounding))
    }
    return Self.rounded(top &* Int128(one), bottom, rounding)
  }

  /// What carries is a rest, so the whole below it is far from overflowing.
  private static func rounded<Number: FixedWidthInteger & SignedInteger>(
    _ top: Number, _ bottom: Number, _ rounding: Rounding
  ) -> Number {
    let (whole, rest) = top.quotientAndRemainder(dividingBy: bottom)
    let isUp = rounding.roundsUp(remainder: rest.magnitude, of: bottom.magnitude, odd: whole & 1 != 0)
    return isUp ? whole &+ (top < 0 ? -1 : 1) : whole
  }
}
