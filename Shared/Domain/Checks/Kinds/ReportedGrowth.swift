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
}
