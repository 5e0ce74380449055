/// A value that is about a power of ten away from what is expected: 万元 taken for 元, 亿元 for 万元.
struct UnitSlip {
  let factors: [Int64]
  /// How far from the factor a quotient may be: 3 allows a third to three times.
  let band: Ratio

  /// The value against last year's of the same months, else last month's; the reported base against last year's.
  func check(_ cell: CheckedFigure) throws(ArithmeticOverflow) -> Verdict {
    let published = cell.cumulative(cell.month.samePeriodLastYear)
    var found: [Discovery] = []
    let expected = published.flatMap(positive) ?? cell.lastMonth.flatMap(positive)
    if let value = cell.figure.cumulative, let expected, let slip = try slip(value, expected) {
      found.append(discovery(cell, value, expected, slip, .cumulative))
    }
    if let base = cell.figure.reportedBase, let published = published.flatMap(positive),
      let slip = try slip(base, published)
    {
      found.append(discovery(cell, base, published, slip, .reportedBase))
    }
    return found.isEmpty ? .sound : .found(found)
  }

  private func positive(_ amount: Amount) -> Amount? { amount > .zero ? amount : nil }

  private struct Slip {
    var factor: Int64
    var isTooLarge: Bool
    /// The value in the unit that was meant; `nil` when it does not fit.
    var corrected: Amount?
  }

  private func slip(_ value: Amount, _ expected: Amount) throws(ArithmeticOverflow) -> Slip? {
    guard value > .zero, try !isUsual(value, expected), let quotient = value.over(expected) else { return nil }
    for factor in factors {
      let factorRatio = Ratio(factor)
      if isNear(try quotient.divided(by: factorRatio)) {
        let corrected = try value.ratio.divided(by: factorRatio)
        return Slip(factor: factor, isTooLarge: true, corrected: try? Amount(nearest: corrected))
      }
      if isNear(try quotient.multiplied(by: factorRatio)) {
        let corrected = try value.ratio.multiplied(by: factorRatio)
        return Slip(factor: factor, isTooLarge: false, corrected: try? Amount(nearest: corrected))
      }
    }
    return nil
  }

  /// Whether a value is near what is expected, so that no factor can lie between: told by whole numbers, since most
  /// values are.
  private func isUsual(_ value: Amount, _ expected: Amount) throws(ArithmeticOverflow) -> Bool {
    guard let least = factors.min(), try Ratio(least) > band.multiplied(by: band) else { return false }
    let (large, small) = (Int128(max(value.units, expected.units)), Int128(min(value.units, expected.units)))
    return try large.times(band.denominator) <= small.times(band.numerator)
  }

  /// Whether a quotient is about one: within the band, either way.
  private func isNear(_ quotient: Ratio) -> Bool {
    guard let inverse = try? Ratio.one.divided(by: band) else { return false }
    return inverse <= quotient && quotient <= band
  }

  private func discovery(
    _ cell: CheckedFigure, _ value: Amount, _ expected: Amount, _ slip: Slip, _ part: Finding.Part
  ) -> Discovery {
    let word = slip.isTooLarge ? "偏大" : "偏小"
    let corrected = slip.corrected.map(cell.text)
    return Discovery(
      reason: .unitSlip,
      text: Bilingual(
        zh: "疑似单位错误：\(cell.text(value))，参照值\(cell.text(expected))，\(word)约\(slip.factor)倍"
          + (corrected.map { "，改正后为\($0)" } ?? ""),
        en: "looks like a slip of the unit: \(cell.text(value)) against \(cell.text(expected)), about "
          + "\(slip.factor) times too \(slip.isTooLarge ? "large" : "small")"
          + (corrected.map { "; corrected: \($0)" } ?? "")),
      part: part, suggestion: slip.corrected)
  }
}
