extension Ratio {
  /// Decimals that a number written as one may have.
  private static let decimalsMax = 9

  /// Reads a plain decimal: "0.05", "-3", "1000000". `nil` for anything else, a percent sign or more than nine decimals
  /// above all.
  public init?(decimal text: String) {
    guard let number = try? DecimalNumber(parsing: text), !number.isPercent, number.scale <= Self.decimalsMax,
      let scale = try? powerOfTen(number.scale), let ratio = try? Ratio(number.digits, dividedBy: scale)
    else { return nil }
    self = ratio
  }

  /// The number as a plain decimal of at most nine decimals: exact for one that was read as such.
  public var decimalText: String { shortText(upTo: Self.decimalsMax) }
}
