/// A quantity in the indicator's smallest unit (for money: yuan, unless the indicator says otherwise).
///
/// Zero is a value; a missing amount is `nil`, never zero.
public struct Amount: Sendable, Hashable, Comparable {
  /// The quantity, in smallest units.
  public var units: Int64

  /// Creates an amount of `units` smallest units.
  public init(_ units: Int64) {
    self.units = units
  }

  /// Narrows a 128-bit result. Throws when it does not fit 64 bits.
  public init(exactly wide: Int128) throws(ArithmeticOverflow) {
    guard let units = Int64(exactly: wide) else { throw ArithmeticOverflow(.conversion) }
    self.units = units
  }

  /// The nearest whole number of smallest units. Throws when it does not fit.
  public init(nearest ratio: Ratio, rounding: Rounding = .halfAwayFromZero) throws(ArithmeticOverflow) {
    try self.init(exactly: ratio.nearestInteger(rounding))
  }

  /// Nothing, which is not the same as missing.
  public static let zero = Amount(0)

  /// Orders by quantity.
  public static func < (first: Self, second: Self) -> Bool { first.units < second.units }

  /// The sum. Throws when it does not fit.
  public func adding(_ other: Self) throws(ArithmeticOverflow) -> Self {
    let (value, overflow) = units.addingReportingOverflow(other.units)
    guard !overflow else { throw ArithmeticOverflow(.sum) }
    return Amount(value)
  }

  /// The difference. Throws when it does not fit.
  public func subtracting(_ other: Self) throws(ArithmeticOverflow) -> Self {
    let (value, overflow) = units.subtractingReportingOverflow(other.units)
    guard !overflow else { throw ArithmeticOverflow(.difference) }
    return Amount(value)
  }

  /// The sum of all; intermediate sums are 128 bits wide, so only the result must fit.
  public static func sum(_ amounts: some Sequence<Amount>) throws(ArithmeticOverflow) -> Self {
    var total: Int128 = 0
    for amount in amounts { total = try total.plus(Int128(amount.units)) }
    return try Amount(exactly: total)
  }

  /// The amount as an exact fraction of smallest units.
  public var ratio: Ratio { Ratio(units) }

  /// This amount over another; `nil` when the other is zero.
  public func over(_ other: Self) -> Ratio? { Ratio(units, over: other.units) }
}
