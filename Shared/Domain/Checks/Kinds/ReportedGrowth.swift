/// A reported rate held against the one that value and base give.
enum ReportedGrowth {
  /// Only where prices are current: a real rate is not expected to be value over base. The base is the one of a board:
  /// the reported one, else last year's published value.
  static func check(_ cell: CheckedFigure, margin: Ratio) throws(ArithmeticOverflow) -> Verdict {
    let published = cell.figure.reportedBase == nil ? cell.cumulative(cell.month.samePeriodLastYear) : nil
    guard cell.indicator.growthBasis == .nominal, let points = cell.figure.reportedGrowth,
      let value = cell.figure.cumulative, let base = cell.figure.reportedBase ?? published, base > .zero,
      let quotient = value.over(base)
    else { return .sound }
    let computed = try quotient.subtracting(.one)
    let difference = try Ratio(basisPoints: points).subtracting(computed)
    guard difference.magnitude > margin else { return .sound }
    if let published, try explains(points, value, published, cell.indicator.scale, margin: margin) { return .sound }
    let reported = Ratio(basisPoints: points).percentText(decimals: 2)
    let shown = computed.percentText(decimals: 2)
    let origin = published.map {
      Bilingual(zh: "上年公布数\(cell.text($0))", en: " on last year's published \(cell.text($0))")
    }
    return .found(
      .growthDisagrees,
      Bilingual(
        zh: "上报增速\(reported)%，按累计与\(origin?.zh ?? "同期")计算为\(shown)%",
        en: "reported growth \(reported)%, computed \(shown)%\(origin?.en ?? "")"),
      part: .growth, difference: difference)
  }

  /// Whether the rate follows from a value and a published base that were rounded as they are printed: of 0.5 over 0.11 it
  /// may be anything between 333 and 381 %.
  private static func explains(
    _ points: Int64, _ value: Amount, _ base: Amount, _ scale: UnitScale, margin: Ratio
  ) throws(ArithmeticOverflow) -> Bool {
    let half = granule(value.units, base.units, atMost: scale.printedStep) / 2
    guard half > 0, base.units > half,
      let least = try value.subtracting(Amount(half)).over(base.adding(Amount(half))),
      let most = try value.adding(Amount(half)).over(base.subtracting(Amount(half)))
    else { return false }
    let rate = try Ratio(basisPoints: points).adding(.one)
    let (lowest, highest) = (try least.subtracting(margin), try most.adding(margin))
    return lowest <= rate && rate <= highest
  }

  /// The power of ten that both numbers are multiples of.
  private static func granule(_ first: Int64, _ second: Int64, atMost step: Int64) -> Int64 {
    var granule: Int64 = 1
    while granule < step, first % (granule * 10) == 0, second % (granule * 10) == 0 { granule *= 10 }
    return granule
  }
}

extension UnitScale {
  /// The smallest difference that is printed, in the unit itself; 1 where that is less.
  fileprivate var printedStep: Int64 {
    (0..<decimals).reduce(display.factor) { step, _ in step / 10 }
  }
}
