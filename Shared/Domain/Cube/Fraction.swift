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

  /// As `Comparison.holds` does of ratios.
  func fulfils(_ limit: Self, _ comparison: Comparison) -> Bool {
    comparison == .atLeast ? !(self < limit) : limit < self
  }

  /// The same number, reduced.
  public var ratio: Ratio { get throws(ArithmeticOverflow) { try Ratio(top, dividedBy: bottom) } }

  /// The nearest whole number of parts, of which one has so many: 10,000 gives basis points.
  public func parts(of one: Int64, _ rounding: Rounding = .halfAwayFromZero) -> Int128 {
    if let top = Int64(exactly: top), let bottom = Int64(exactly: bottom),
      case let (scaled, overflow) = top.multipliedReportingOverflow(by: one), !overflow
    {
      let (whole, rest) = scaled.quotientAndRemainder(dividingBy: bottom)
      return Int128(whole) + carry(UInt128(rest.magnitude), of: UInt128(bottom), odd: whole % 2 != 0, rounding)
    }
    let (whole, rest) = (top &* Int128(one)).quotientAndRemainder(dividingBy: bottom)
    return whole + carry(rest.magnitude, of: bottom.magnitude, odd: whole % 2 != 0, rounding)
  }

  private func carry(_ rest: UInt128, of bottom: UInt128, odd: Bool, _ rounding: Rounding) -> Int128 {
    rounding.roundsUp(remainder: rest, of: bottom, odd: odd) ? (top < 0 ? -1 : 1) : 0
  }
}
