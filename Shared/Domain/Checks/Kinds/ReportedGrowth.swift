/// A reported rate held against the one that value and base give.
enum ReportedGrowth {
  /// Only where prices are current: a real rate is not expected to be value over base.
  static func check(_ cell: CheckedFigure, margin: Ratio) throws(ArithmeticOverflow) -> Verdict {
    guard cell.indicator.growthBasis == .nominal, let points = cell.figure.reportedGrowth,
      let value = cell.figure.cumulative, let base = cell.figure.reportedBase, base > .zero,
      let quotient = value.over(base)
    else { return .sound }
    let computed = try quotient.subtracting(.one)
    let difference = try Ratio(basisPoints: points).subtracting(computed)
    guard difference.magnitude > margin else { return .sound }
    let reported = Ratio(basisPoints: points).percentText(decimals: 2)
    return .found(
      .growthDisagrees,
      Bilingual(
        zh: "上报增速\(reported)%，按累计与同期计算为\(computed.percentText(decimals: 2))%",
        en: "reported growth \(reported)%, computed \(computed.percentText(decimals: 2))%"),
      part: .growth, difference: difference)
  }
}
