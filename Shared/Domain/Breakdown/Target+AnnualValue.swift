extension Target {
  /// The annual value that is divided: the value demanded, which stays when the base is revised, or the least whole
  /// value that is last year's total grown by the rate, of a ceiling the greatest that keeps to it, which follows it. `nil` without a total above zero.
  public func annualValue(lastYear total: Amount?) throws(ArithmeticOverflow) -> Amount? {
    switch demand {
    case .value(let amount): return amount
    case .growth(let rate):
      guard let total, total > .zero else { return nil }
      let value = try total.ratio.multiplied(by: rate.adding(.one))
      return try Amount(exactly: comparison.isCeiling ? value.floor : value.ceiling)
    }
  }
}

extension Ratio {
  /// The least whole number that is not below.
  fileprivate var ceiling: Int128 {
    numerator / denominator + (numerator > 0 && numerator % denominator != 0 ? 1 : 0)
  }
}
